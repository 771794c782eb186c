"""The summary screen: what was done against what was planned. No fireworks; one warm line."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from player.coach.coach import Coach
from player.coach.corrections import Corrections
from player.routine.visible import visible, width
from player.tui.widgets.plain_text import joined, plain
from player.views.text.fitting import fit

SETTLES_IN: Final = 0.7
"""Seconds before a key can close the screen: until then it may be meant for the session."""
_SHORTEST_NAME: Final = 12
"""Cells that the names of exercises get at least."""
_AROUND: Final = 9
"""Cells besides name and text: padding, the space between them, and the scrollbar."""


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
    SummaryScreen #wrong { color: $warning; }
    SummaryScreen #keys { color: $text-muted; dock: bottom; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "close", "Close", show=False, priority=True),
        Binding("enter,pagedown", "take_or_close", "Close", show=False, priority=True),
        Binding("t", "tips", "Besides exercise", show=False),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("backspace", "erase", "Take back", show=False),
        Binding("full_stop", "type('.')", "Answer", show=False),
        *(Binding(digit, f"type('{digit}')", "Answer", show=False) for digit in "0123456789"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach
        standing = coach.status_line.standing
        self._unrecorded = standing[0] if coach.logbook.record is None and standing else ""
        self._corrections = Corrections(coach.questions)
        self._may_close = False

    def on_mount(self) -> None:
        """Ignore keys that were meant for the session that has just ended."""
        self._show_answers()
        self.set_timer(SETTLES_IN, self._settle)

    def compose(self) -> ComposeResult:
        """Yield the headline, a line for each exercise, the time, the person's answers, the closing line."""
        with VerticalScroll():
            yield Static(plain(visible(self._coach.logbook.summary.headline)), id="headline")
            yield Static("", id="lines", markup=False)
            yield Static("", id="time", markup=False)
            for number, _ in enumerate(self._corrections.rows):
                yield Static("", id=f"answer-{number}", markup=False)
            if self._corrections.rows:
                yield Static("", id="wrong", markup=False)
            yield Static("", id="closing", markup=False)
            if self._unrecorded:
                yield Static(plain(self._unrecorded), id="unrecorded")
        keys_of_answers = "   ↑ ↓ and digits correct what you told" if self._corrections.rows else ""
        yield Static(plain(f"Enter close   t besides exercise{keys_of_answers}"), id="keys")

    def action_close(self) -> None:
        """Take what is typed and close."""
        if self._may_close:
            self._corrections.take()
            self.dismiss()

    def action_tips(self) -> None:
        """Show the tips."""
        if self._may_close:
            from player.tui.session.tips_screen import TipsScreen

            self.app.push_screen(TipsScreen())

    def action_take_or_close(self) -> None:
        """Take what is typed; if nothing is, close."""
        if self._corrections.typed:
            self._tell(self._corrections.take())
        else:
            self.action_close()

    def action_move(self, step: int) -> None:
        """Move the mark to the next or previous answer; without answers, scroll."""
        if self._corrections.rows:
            self._tell(self._corrections.move(step))
            self.query_one(f"#answer-{self._corrections.at}").scroll_visible(animate=False)
        else:
            self.query_one(VerticalScroll).scroll_relative(y=step)

    def action_type(self, char: str) -> None:
        """Type a digit or a point of the marked answer."""
        if self._may_close:
            self._corrections.type(char)
            self._tell(None)

    def action_erase(self) -> None:
        """Delete the last digit."""
        self._corrections.erase()
        self._tell(None)

    def _tell(self, wrong: str | None) -> None:
        """Say what is wrong with the value that was typed, None: nothing, and show the answers again."""
        for line in self.query("#wrong").results(Static):
            line.update(plain(wrong or ""))
        self._show_answers()

    def _show_answers(self) -> None:
        """Show summary and answers again: an answer may have made a set done in full."""
        summary, corrections = self._coach.logbook.summary, self._corrections
        names = [visible(line.exercise) for line in summary.lines]
        texts = max((width(line.text) for line in summary.lines), default=0)
        column = min(
            max(map(width, names), default=0), max(_SHORTEST_NAME, self.app.size.width - texts - _AROUND)
        )
        lines = (
            plain(f"{fit(name, column)}   {line.text}")
            for name, line in zip(names, summary.lines, strict=True)
        )
        self.query_one("#lines", Static).update(joined(lines))
        self.query_one("#time", Static).update(plain(summary.time))
        self.query_one("#closing", Static).update(plain(summary.closing))
        for number, row in enumerate(corrections.rows):
            is_marked = number == corrections.at
            typed = f"{corrections.typed}_  Enter takes it" if is_marked and corrections.typed else ""
            text = f"{'▸' if is_marked else ' '} {row.set} · {row.field}: {typed or row.known or '–'}"
            self.query_one(f"#answer-{number}", Static).update(plain(visible(text)))

    def _settle(self) -> None:
        self._may_close = True
