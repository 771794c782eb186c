"""The text area in which a routine is written: YAML in colours, marks of problems, and keys that know YAML.

Textual can colour YAML by itself only with tree-sitter, which crashes (DESIGN §1.2). Here each line is split
into tokens by our own lexer, and a line is drawn again only if something in it has changed: typing costs less
than in a plain text area.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import islice
from typing import ClassVar, Final, Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.document._document import Location
from textual.document._document_navigator import DocumentNavigator
from textual.strip import Strip
from textual.widgets import TextArea

from player.routine.visible import visible_char
from player.routine.writing.lexer import TokenKind
from player.tui.editor.text import typing
from player.tui.editor.text.buffer import Buffer, Unwrapped

_FAR: Final = 4_000
"""Characters searched for a matching bracket: an unclosed one must not cost a search of the whole file."""
_HIDDEN: Final = "�"
"""Shown for an invisible character, or one that would control the terminal."""
_MARGIN: Final = 3
"""Cells of the gutter besides the number: the mark of a problem before it, two spaces after it."""


class Mark(NamedTuple):
    """The mark of a problem in a line."""

    start: int
    """0-based column."""
    end: int
    """The column after it; it may be beyond the end of the line."""
    severity: Literal["error", "warning"]


_GLYPHS: Final[Mapping[str, str]] = {"error": "✗", "warning": "!"}


class YamlArea(TextArea):
    """A text area for one routine."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"yaml-area--{kind.value}" for kind in TokenKind),
        "yaml-area--problem-error",
        "yaml-area--problem-warning",
        "yaml-area--hidden",
    }
    DEFAULT_CSS = """
    YamlArea { border: none; padding: 0; background: $background; scrollbar-size: 0 1;
               scrollbar-color: $panel-lighten-2; scrollbar-background: $background; }
    YamlArea:focus { border: none; }
    YamlArea .yaml-area--key { color: $text-primary; }
    YamlArea .yaml-area--known-key { color: $text-primary; text-style: bold; }
    YamlArea .yaml-area--quoted { color: $text-success; }
    YamlArea .yaml-area--number { color: $text-accent; }
    YamlArea .yaml-area--punctuation { color: $foreground 60%; }
    YamlArea .yaml-area--dash { color: $foreground 60%; text-style: bold; }
    YamlArea .yaml-area--comment { color: $foreground 50%; text-style: italic; }
    YamlArea .yaml-area--block { color: $text-success; }
    YamlArea .yaml-area--error { color: $text-error; }
    YamlArea .yaml-area--problem-error { color: $text-error; text-style: underline; }
    YamlArea .yaml-area--problem-warning { color: $text-warning; text-style: underline; }
    YamlArea .yaml-area--hidden { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", "Select all", show=False),
        Binding("ctrl+home", "text_start", "To the start", show=False),
        Binding("ctrl+end", "text_end", "To the end", show=False),
    ]

    def __init__(self, text: str, *, id: str) -> None:  # noqa: A002  Textual's own name
        self.marks: dict[int, list[Mark]] = {}
        """Problems by 0-based line."""
        self.takes_key: Callable[[str], Awaitable[bool]] = _nobody
        """Called first with every key; returns True if it has handled the key."""
        self._styles: dict[str, Style] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(1024)
        super().__init__(
            text, id=id, soft_wrap=False, show_line_numbers=True, tab_behavior="indent", max_checkpoints=500
        )
        self.indent_width = typing.INDENT
        self.cursor_blink = False  # it is calm, and a screen at rest writes nothing

    def leave_keys(self, keys: Iterable[str]) -> None:
        """Remove Textual's bindings of `keys`: a key pressed while another screen closes would run them."""
        for key in keys:
            self._bindings.key_to_bindings.pop(key, None)

    @property
    def buffer(self) -> Buffer:
        """The document."""
        assert isinstance(self.document, Buffer)  # noqa: S101  `_set_document` makes no other
        return self.document

    def show_problems(self, marks: Iterable[tuple[int, Mark]]) -> None:
        """Show marks in place of the ones before; each comes with its 0-based line."""
        fresh: dict[int, list[Mark]] = {}
        for row, mark in marks:
            fresh.setdefault(row, []).append(mark)
        if fresh != self.marks:
            self.marks = fresh
            self.refresh()

    def go_to(self, row: int, column: int, *, end: int | None = None) -> None:
        """Move the cursor to a 0-based line and column and show it; with `end`, select up to that column."""
        row = min(max(0, row), self.document.line_count - 1)
        self.move_cursor((row, column), center=not self._is_seen(row))
        if end is not None:
            self.move_cursor((row, end), select=True)

    def put(self, text: str, start: Location, end: Location) -> None:
        """Replace the text from `start` to `end`; it is undone as one step."""
        self.history.checkpoint()
        result = self.replace(text, start, end, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        self.history.checkpoint()

    def put_all(self, text: str) -> None:
        """Replace the whole text; it is undone as one step. The cursor stays where it is if it can."""
        cursor = self.cursor_location
        self.put(text, self.document.start, self.document.end)
        self.go_to(*cursor)

    def location_of(self, offset: int) -> Location:
        """Return the 0-based line and column of an offset in characters."""
        row = 0
        for row, line in enumerate(self.document.lines):
            if offset <= len(line):
                return row, offset
            offset -= len(line) + 1
        return row, len(self.document.lines[-1])

    # Keys.

    async def _on_key(self, event: events.Key) -> None:
        """Handle every key here, in the order of typing.

        Textual hands a bound key up to the app first. Letters typed after it would be inserted before the
        cursor has moved, and saving would miss the last one.
        """
        if await self.takes_key(event.key) or await self._acts(event.key):
            event.stop()
            event.prevent_default()
        elif event.key == "escape":
            event.prevent_default()  # Textual would move the focus away; Escape is for the screen

    async def _acts(self, key: str) -> bool:
        """Run the YAML editing or the binding of a key; return whether there was any."""
        if self._writes(key):
            return True
        for binding in reversed(self._bindings.key_to_bindings.get(key, [])):  # ours come after Textual's
            if await self.app.run_action(binding.action, self):
                return True
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste from the terminal, without tabs."""
        event.prevent_default()
        event.stop()
        self._insert(typing.pasted(event.text))

    def action_paste(self) -> None:
        """Paste what was copied in the app, without tabs."""
        self._insert(typing.pasted(self.app.clipboard))

    def action_text_start(self) -> None:
        """Move the cursor to the start of the text."""
        self.move_cursor(self.document.start)

    def action_text_end(self) -> None:
        """Move the cursor to the end of the text."""
        self.move_cursor(self.document.end)

    def action_delete_left(self) -> None:
        """Delete a character, or a level of indentation."""
        row, column = self.cursor_location
        count = typing.backspace(self.document[row][:column]) if self.selection.is_empty else 1
        if count > 1:
            self.delete((row, column - count), (row, column), maintain_selection_offset=False)
        else:
            super().action_delete_left()

    def _insert(self, text: str) -> None:
        if text:
            self.put(text, *self.selection)

    def _writes(self, key: str) -> bool:
        """Edit YAML with Enter, Tab or Shift-Tab; return whether the key was handled."""
        (top, left), (bottom, _) = sorted(self.selection)
        if key == "enter":
            back, text = typing.after_enter(self.document[top][:left])
            self.replace(text, (top, left - back), max(self.selection), maintain_selection_offset=False)
            return True
        if key not in {"tab", "shift+tab"} or (key == "tab" and self.selection.is_empty):
            return False
        rows = self.document.lines[top : bottom + 1]
        moved = typing.indented(rows, deeper=key == "tab")
        if moved != rows:
            self.history.checkpoint()
            start, end = self.selection
            change = {top: len(moved[0]) - len(rows[0]), bottom: len(moved[-1]) - len(rows[-1])}
            self.replace("\n".join(moved), (top, 0), (bottom, len(rows[-1])), maintain_selection_offset=False)
            self.selection = type(self.selection)(
                (start[0], max(0, start[1] + change[start[0]])), (end[0], max(0, end[1] + change[end[0]]))
            )
        return True

    # Drawing.

    @property
    def gutter_width(self) -> int:
        """Cells left of the text: the mark of a problem, the number, two spaces."""
        return max(2, len(str(self.document.line_count))) + _MARGIN

    def get_line(self, line_index: int) -> Text:
        """Return a line with its colours and the marks of its problems."""
        raw = self.document[line_index]
        text = Text(_seen(raw), end="", no_wrap=True)
        for start, end, kind in self.buffer.colours.tokens(line_index):
            text.stylize(self._style(kind.value), start, end)
        if not (raw.isascii() and raw.isprintable()):
            hidden = self._style("hidden")
            for at, char in enumerate(raw):
                if char == "\t" or visible_char(char) != char:
                    text.stylize(hidden, at, at + 1)
        for mark in self.marks.get(line_index, ()):
            style = self._style(f"problem-{mark.severity}")
            text.stylize(style, min(mark.start, max(0, len(raw) - 1)), max(mark.end, mark.start + 1))
        return text

    def render_line(self, y: int) -> Strip:
        """Draw a row, or return it from the cache if nothing in it has changed."""
        left, top = self.scroll_offset
        row = y + top
        if row >= self.document.line_count:
            return Strip.blank(self.size.width, self._theme.base_style)
        (first, first_column), (last, last_column) = sorted(self.selection)
        cursor_row, cursor_column = self.cursor_location
        bracket = self._matching_bracket_location
        buffer = self.buffer
        key = (
            buffer[row],
            buffer.colours.before(row),
            row,
            tuple(self.marks.get(row, ())),
            (first_column if row == first else -1, last_column if row == last else -1)
            if first <= row <= last and not self.selection.is_empty
            else None,
            (cursor_column, self._draw_cursor) if row == cursor_row else None,
            bracket if bracket is not None and row in {bracket[0], cursor_row} else None,
            left,
            self.size.width,
            max(self.virtual_size.width, self.region.width),
            self.gutter_width,
        )
        strip = self._strips.get(key)
        if strip is None:
            cursor_line = self._theme.cursor_line_style
            if cursor_line is not None and cursor_line.color is not None:  # it would override the colours
                self._theme.cursor_line_style = Style(bgcolor=cursor_line.bgcolor)
            strip = self._strips[key] = self._with_mark(self._render_line(y), row)
        return strip

    def _yield_character_locations(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations(start), _FAR)

    def _yield_character_locations_reverse(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations_reverse(start), _FAR)

    def notify_style_update(self) -> None:
        """Clear the caches: the colours have changed."""
        self._forget_looks()
        super().notify_style_update()

    def _set_theme(self, theme: str) -> None:
        self._forget_looks()
        super()._set_theme(theme)

    def _set_document(self, text: str, language: str | None) -> None:
        """Begin with another text; Textual offers no other way to use a document of one's own."""
        del language
        self._highlight_query = None
        self.document = Buffer(text)
        self.wrapped_document = Unwrapped(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def _forget_looks(self) -> None:
        self._strips.clear()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        """The style of a component without its background, since the background belongs to the line."""
        if name not in self._styles:
            full = self.get_component_rich_style(f"yaml-area--{name}")
            self._styles[name] = Style(
                color=full.color,
                bold=full.bold,
                italic=full.italic,
                underline=full.underline,
                reverse=full.reverse,
            )
        return self._styles[name]

    def _with_mark(self, strip: Strip, row: int) -> Strip:
        """A strip with the mark of the line's worst problem before the number."""
        marks = self.marks.get(row)
        if not marks:
            return strip
        worst = min(mark.severity for mark in marks)  # `error` before `warning`
        number = next(iter(strip)).style or Style()
        look = self._style(f"problem-{worst}") + Style(underline=False, bgcolor=number.bgcolor)
        mark = Segment(_GLYPHS[worst], look)
        return Strip.join([Strip([mark], 1), strip.crop(1)])

    def _is_seen(self, row: int) -> bool:
        return self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height


async def _nobody(_key: str) -> bool:
    return False


def _seen(line: str) -> str:
    """A line in which every character is visible and none controls the terminal; tabs are kept."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(char if char == "\t" or visible_char(char) == char else _HIDDEN for char in line)
