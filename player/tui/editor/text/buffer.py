"""The document of the editor: lines, with lexer states for colours and widths in cells kept beside them.

Textual's own document also ends lines at characters like U+2028, which would change a file that holds one,
and measures every line again at every key. This one ends lines only at line breaks and measures only lines
that changed.
"""

from functools import lru_cache
from typing import Final

from textual._cells import cell_len
from textual.document._document import Document, EditResult, Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, Size

from player.routine.writing.lexer import START, LexState, Token, lex

_TAB: Final = 2
"""Cells of a tab. Tabs are mistakes in a routine anyway."""


@lru_cache(maxsize=8192)
def _lexed(line: str, before: LexState) -> tuple[tuple[Token, ...], LexState]:
    return lex(line, before)


class Colours:
    """The tokens of each line: lexed on demand, and after an edit only as far as states of lines changed.

    Args:
        lines: The lines of the document, not a copy; their owner calls `changed` after each change.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._before: list[LexState] = [START]
        """The lexer's state before each line, as far as it was ever computed."""
        self._known = 1
        """The number of states, from the first on, that are valid."""
        self._suspect = 0
        """Index from which states computed before the last edits may still be valid."""

    def changed(self, top: int, old_bottom: int, new_bottom: int) -> None:
        """Note that lines `top` to `old_bottom` became `top` to `new_bottom`, 0-based and inclusive."""
        if old_bottom + 1 < len(self._before):
            self._before[top + 1 : old_bottom + 1] = [START] * (new_bottom - top)
        else:
            del self._before[top + 1 :]
        self._known = min(self._known, top + 1, len(self._before))
        if self._suspect > old_bottom:
            self._suspect += new_bottom - old_bottom
        self._suspect = max(self._suspect, new_bottom + 1)

    def before(self, row: int) -> LexState:
        """Return the lexer's state before line `row`, 0-based."""
        while self._known <= row:
            at = self._known
            state = _lexed(self._lines[at - 1], self._before[at - 1])[1]
            if at < len(self._before):
                if at >= self._suspect and self._before[at] == state:  # then all later states are valid, too
                    self._known, self._suspect = len(self._before), 0
                    continue
                self._before[at] = state
            else:
                self._before.append(state)
            self._known += 1
        return self._before[row]

    def tokens(self, row: int) -> tuple[Token, ...]:
        """Return the tokens of line `row`, 0-based."""
        return _lexed(self._lines[row], self.before(row))[0]


class Buffer(Document):
    """The document of the editor.

    Args:
        text: The text, with a newline for every line break.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = text.split("\n")
        self._cells = list(map(_cells, self._lines))
        self.colours = Colours(self._lines)

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace the text between two locations; see `Document.replace_range`."""
        (top, left), (bottom, right) = sorted((start, end))
        replaced = self.get_text_range((top, left), (bottom, right))
        lines = self._lines
        head = lines[top][:left] if top < len(lines) else ""
        tail = lines[bottom][right:] if bottom < len(lines) else ""
        inserted = (head + text).split("\n")
        column = len(inserted[-1])
        inserted[-1] += tail
        old_bottom = min(bottom, len(lines) - 1)
        new_bottom = top + len(inserted) - 1
        lines[top : bottom + 1] = inserted
        self._cells[top : bottom + 1] = map(_cells, inserted)
        self.colours.changed(top, old_bottom, new_bottom)
        return EditResult((new_bottom, column), replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """Return the text between two locations."""
        (top, left), (bottom, right) = sorted((start, end))
        lines = self._lines[top : bottom + 1]
        if not lines:
            return ""
        if bottom < len(self._lines):
            lines[-1] = lines[-1][:right]
        else:
            lines.append("")
        lines[0] = lines[0][left:]
        return "\n".join(lines)

    def get_size(self, tab_width: int) -> Size:
        """Return the width of the widest line in cells, and the number of lines."""
        del tab_width  # it is always `_TAB`
        return Size(max(self._cells, default=0), len(self._lines))


class Unwrapped(WrappedDocument):
    """A document in which every line takes one row; Textual's counts its rows anew for every row it draws."""

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.document.line_count

    def location_to_offset(self, location: Location) -> Offset:
        """Return where a location is drawn; one beyond the end of the text is drawn at its end.

        While Textual undoes an edit, the cursor is beyond the end for a moment.
        """
        row, column = location
        last = self.document.line_count - 1
        return super().location_to_offset((row, column) if row <= last else (last, len(self.document[last])))


def _cells(line: str) -> int:
    return len(line) if line.isascii() and "\t" not in line else cell_len(line.expandtabs(_TAB))
