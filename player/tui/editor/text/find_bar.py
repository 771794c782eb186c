"""The bar in which one types what to find in the text."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from player.routine.visible import visible
from player.tui.editor.text.typing import find
from player.tui.editor.text.yaml_area import YamlArea

_MOST: Final = 200
"""Characters: longer texts cannot be searched for."""


class FindBar(Horizontal):
    """Asks what to find, and moves the cursor there.

    Args:
        area: The text area to search.
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
        """Whether the bar is shown."""
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        """Yield the label and the input."""
        yield Static("Find  ", markup=False)
        yield Input(max_length=_MOST, compact=True)

    def open(self) -> None:
        """Show the bar, with the selected text or the last search in it."""
        self.add_class("-open")
        field = self.query_one(Input)
        selected = self._area.selected_text
        field.value = selected if selected and "\n" not in selected else self._wanted
        field.focus()
        field.action_select_all()

    def close(self) -> None:
        """Hide the bar and go back to the text."""
        self.remove_class("-open")
        self._area.focus()

    def go(self, step: int) -> str:
        """Go to the next match (1) or the previous one (-1); return a sentence to show, or an empty text."""
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
