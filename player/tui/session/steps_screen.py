"""The screen with the list of steps, to choose one of them."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.timeline.model import Timeline
from player.tui.widgets.plain_text import plain
from player.tui.widgets.schedule import schedule
from player.views.tables.timetable import timetable

_WIDTH: Final = 76
"""Cells, the same as in the styles."""
_AROUND: Final = 8
"""Cells beside the text: border, padding, and the scrollbar."""


class StepsScreen(ModalScreen[int | None]):
    """Asks for a step; its result is the index on the tape of the step's first interval, or None.

    Args:
        timeline: The tape.
        index: The current interval, at whose step the cursor begins.
        question: The question, with the keys that answer it.
    """

    CSS = """
    StepsScreen { align: center middle; }
    StepsScreen > Vertical { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
                             background: $surface; border: round $primary; }
    StepsScreen Static { margin: 0 0 1 0; }
    StepsScreen OptionList { height: auto; max-height: 1fr; border: none; padding: 0; background: $surface; }
    StepsScreen OptionList:focus { background-tint: $surface 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,g", "cancel", "Back", show=False)]

    def __init__(
        self, timeline: Timeline, index: int, question: str = "Go to which step?  Enter go · Esc back"
    ) -> None:
        super().__init__()
        self._question = question
        self._rows = timetable(timeline)
        self._here = max((n for n, row in enumerate(self._rows) if row.first <= index), default=0)

    def compose(self) -> ComposeResult:
        """Yield the question and the list."""
        with Vertical():
            yield Static(plain(self._question))
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Fill the list; the cursor begins at the current step."""
        room = min(_WIDTH, self.app.size.width) - _AROUND
        steps = self.query_one(OptionList)
        steps.add_options(Option(plain(line)) for line in schedule(self._rows, room, most=0))
        steps.highlighted = self._here

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the step."""
        self.dismiss(self._rows[event.option_index].first)

    def action_cancel(self) -> None:
        """Close without a step."""
        self.dismiss(None)
