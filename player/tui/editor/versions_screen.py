"""The screen of older versions of a file, with the difference that taking one would make."""

import difflib
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.library.versions import Version
from player.routine.visible import visible
from player.tui.widgets.plain_text import joined, plain

_MOST_LINES: Final = 3_000
"""Lines of both texts together: longer texts are not compared, as that would take too long."""
_MOST_SHOWN: Final = 400
"""Lines of a difference."""
_LOOK_AFTER: Final = 0.05
"""Seconds the cursor must rest before a version is read."""


class VersionsScreen(ModalScreen[str | None]):
    """Shows the older versions of a file; its result is the text of the one that was taken, or None.

    Args:
        versions: The versions, newest first.
        text: The text in the editor.
        read: Returns the text of a version, or None if it cannot be read any more.
    """

    CSS = """
    VersionsScreen { align: center middle; }
    VersionsScreen > Vertical { width: 90; max-width: 100%; height: 90%; padding: 0 1;
                                background: $surface; border: round $primary; }
    VersionsScreen OptionList { height: auto; max-height: 35%; border: none; padding: 0; margin: 1 0;
                                background: $surface; }
    VersionsScreen OptionList:focus { background-tint: $surface 0%; }
    VersionsScreen VerticalScroll { height: 1fr; }
    VersionsScreen #difference { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f6", "cancel", "Back", show=False),
        Binding("pagedown,space", "scroll(1)", "Further down", show=False, priority=True),
        Binding("pageup", "scroll(-1)", "Further up", show=False, priority=True),
    ]

    def __init__(self, versions: Sequence[Version], text: str, read: Callable[[Version], str | None]) -> None:
        super().__init__()
        self._versions = tuple(versions)
        self._text = text
        self._read = read
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the line of keys, the list, and the difference to the version under the cursor."""
        with Vertical():
            yield Static("Older versions   Enter take it · PgDn further down · Esc back", markup=False)
            yield OptionList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", id="difference", markup=False)

    def on_mount(self) -> None:
        """Fill the list and put the cursor on the newest version."""
        places = self.query_one(OptionList)
        places.add_options(Option(plain(_row(version))) for version in self._versions)
        places.highlighted = 0

    def on_option_list_option_highlighted(self) -> None:
        """Compare, once the cursor rests."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(_LOOK_AFTER, self._compare)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a version and close, if it can still be read."""
        text = self._read(self._versions[event.option_index])
        if text is None:
            self._compare()
        else:
            self.dismiss(text)

    def action_cancel(self) -> None:
        """Close without taking a version."""
        self.dismiss(None)

    def action_scroll(self, pages: int) -> None:
        """Scroll the difference by pages, down or up (negative)."""
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=pages * max(1, pane.size.height - 1), animate=False)

    def _compare(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        text = self._read(self._versions[at])
        shown = (
            plain("This version cannot be read any more.") if text is None else difference(self._text, text)
        )
        self.query_one("#difference", Static).update(joined([shown]))
        self.query_one(VerticalScroll).scroll_home(animate=False)


def difference(mine: str, theirs: str) -> Content:
    """Return the lines that replacing `mine` by `theirs` would remove (-) and add (+)."""
    before, after = mine.split("\n"), theirs.split("\n")
    if before == after:
        return plain("The same as the text you are editing.")
    if len(before) + len(after) > _MOST_LINES:
        return plain("Too long to be compared here.")
    lines = list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:]
    shown = [_line(line) for line in lines[:_MOST_SHOWN]]
    if len(lines) > _MOST_SHOWN:
        shown.append(plain(f"and {len(lines) - _MOST_SHOWN} lines more"))
    return joined(shown)


def _line(line: str) -> Content:
    if line.startswith("@@"):
        return plain("…").stylize("dim")
    content = plain(visible(line))
    styles = {"+": "$text-success", "-": "$text-error"}
    return content.stylize(styles[line[0]]) if line[0] in styles else content


def _row(version: Version) -> str:
    local = version.at.astimezone()
    return f"{local:%a} {local.day} {local:%b %Y  %H:%M:%S}   {version.size:>7,} bytes"
