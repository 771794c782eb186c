"""The end of a session: what was done against what was planned. No fireworks; one warm line."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from player.coach.coach import Coach
from player.coach.fitting import fit
from player.coach.summary import summary_of
from player.routine.visible import visible, width
from player.tui.plain import plain

SETTLES_IN: Final = 0.7
"""Seconds after which keys count."""
_SHORTEST_NAME: Final = 12
_AROUND: Final = 9
"""Cells beside name and text: padding, what stands between them, and the bar of a list that scrolls."""


class SummaryScreen(Screen[None]):
    """Shows a summary until a key closes it.

    Args:
        coach: A session that is over.
    """

    CSS = """
    SummaryScreen { padding: 1 2; background: $background; }
    SummaryScreen #headline { text-style: bold; margin: 0 0 1 0; }
    SummaryScreen #time { margin: 1 0; }
    SummaryScreen #closing { color: $text-muted; margin: 0 0 1 0; }
    SummaryScreen #unrecorded { color: $warning; }
    SummaryScreen #keys { color: $text-muted; dock: bottom; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,pagedown,q,escape", "close", "Close", show=False, priority=True),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach
        self._unrecorded = coach.notices[0] if coach.record is None and coach.notices else ""
        self._may_close = False

    def on_mount(self) -> None:
        """A key meant for the session that has just ended closes nothing."""
        self.set_timer(SETTLES_IN, self._settle)

    def compose(self) -> ComposeResult:
        """Headline, one line for each exercise, time, one sentence."""
        summary = summary_of(self._coach)
        names = [visible(line.exercise) for line in summary.lines]
        texts = max((width(line.text) for line in summary.lines), default=0)
        column = min(
            max(map(width, names), default=0), max(_SHORTEST_NAME, self.app.size.width - texts - _AROUND)
        )
        with VerticalScroll():
            yield Static(plain(visible(summary.headline)), id="headline")
            for name, line in zip(names, summary.lines, strict=True):
                yield Static(plain(f"{fit(name, column)}   {line.text}"))
            yield Static(plain(summary.time), id="time")
            yield Static(plain(summary.closing), id="closing")
            if self._unrecorded:
                yield Static(plain(self._unrecorded), id="unrecorded")
        yield Static("Enter close", id="keys", markup=False)

    def action_close(self) -> None:
        """Back to where the session was started from."""
        if self._may_close:
            self.dismiss()

    def _settle(self) -> None:
        self._may_close = True
