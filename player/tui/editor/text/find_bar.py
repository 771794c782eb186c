"""Finding in a text area."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from player.routine.visible import visible
from player.tui.editor.text.typing import find
from player.tui.editor.text.yaml_area import YamlArea

_MOST: Final = 200
"""Characters that can be looked for."""


class FindBar(Horizontal):
    """Asks what to find, and goes there.

    Args:
        area: Where to look.
    """

    DEFAULT_CSS = """
    FindBar { display: none; height: 1; padding: 0 1; }
    FindBar.-open { display: block; }
    FindBar Static { width: auto; color: $text-muted; }
    FindBar Input { width: 1fr; }
    """

    def __init__(self, area: YamlArea) -> None:
        super().__init__()
        self._area = area
        self._wanted = ""

    @property
    def is_open(self) -> bool:
        """Whether it asks."""
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        """A word and a place to write."""
        yield Static("Find  ", markup=False)
        yield Input(max_length=_MOST, compact=True)

    def open(self) -> None:
        """Ask; what is selected in the text is proposed."""
        self.add_class("-open")
        wanted = self.query_one(Input)
        picked = self._area.selected_text
        wanted.value = picked if picked and "\n" not in picked else self._wanted
        wanted.focus()
        wanted.action_select_all()

    def close(self) -> None:
        """Back to the text."""
        self.remove_class("-open")
        self._area.focus()

    def go(self, step: int) -> str:
        """Go to the next place, or the one before (-1); return what is to be said about it, maybe nothing."""
        self._wanted = self.query_one(Input).value or self._wanted
        if not self._wanted:
            self.open()
            return ""
        selection = self._area.selection
        row, column = selection.end if step > 0 else min(selection)
        spot = find(self._area.document.lines, self._wanted, row, column, back=step < 0)
        if spot is None:
            return f"'{visible(self._wanted)}' is not in the text."
        self._area.go_to(spot.row, spot.start, end=spot.end)
        return f"On from the {'beginning' if step > 0 else 'end'} again." if spot.around else ""
