"""The screen of setup questions: each has an answer marked from the start, so Enter always plays."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.coach.setup_questions import SetupKey, SetupOption, SetupQuestions
from player.routine.visible import visible, width
from player.tui.widgets.line import Line
from player.tui.widgets.plain_text import plain
from player.views.tables.timetable import short_length_of
from player.views.text.fitting import cut, fit

_AROUND: Final = 8
"""Cells of a row besides text and length: margins, digit, mark, and the scrollbar."""
_WIDEST: Final = 40
"""Cells: lengths are aligned after texts of up to this width."""
_DIGITS: Final = 9
"""Answers that have a digit."""


class ChoicesScreen(Screen[None]):
    """Asks the setup questions of one routine.

    Args:
        setup: The questions and their answers.
        start: Called to play with the answers; returns a sentence if that is impossible, else an empty text.
        back: Called to leave without playing.
    """

    CSS = """
    ChoicesScreen { layout: vertical; padding: 0 1; background: $background; }
    ChoicesScreen #top { height: 1; margin: 0 0 1 0; }
    ChoicesScreen #title { width: 1fr; text-style: bold; color: $primary; }
    ChoicesScreen #length { width: 16; text-align: right; }
    ChoicesScreen #note { height: auto; max-height: 5; margin: 0 0 1 0; }
    ChoicesScreen #answers { height: 1fr; border: none; background: $background; padding: 0; }
    ChoicesScreen #answers:focus { background-tint: $background 0%; }
    ChoicesScreen #answers > .option-list--option-disabled { color: $text-muted; }
    ChoicesScreen #message { color: $warning; height: auto; max-height: 2; }
    ChoicesScreen #keys { color: $text-muted; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority over the list's own bindings: Enter plays, whatever row the cursor is on.
        Binding("enter,pagedown", "start", "Start", show=False, priority=True),
        Binding("space,pageup", "mark", "Mark", show=False, priority=True),
        Binding("right,n,j", "move(1)", "Down", show=False),
        Binding("left,p,k", "move(-1)", "Up", show=False),
        *(Binding(f"{n}", f"digit({n})", "Mark", show=False) for n in range(1, _DIGITS + 1)),
        Binding("escape,q", "back", "Back", show=False),
    ]

    def __init__(self, setup: SetupQuestions, start: Callable[[], str], back: Callable[[], None]) -> None:
        super().__init__()
        self._setup = setup
        self._start = start
        self._back = back
        self._keys: list[SetupKey | None] = []
        """The answer in each row of the list; None: a question or an empty row."""
        self._instead: set[SetupKey] = set()
        """Unmarked answers of questions with one marked answer, which each would replace."""

    def compose(self) -> ComposeResult:
        """Yield name and length, the routine's note, the questions, a message and the line of keys."""
        with Horizontal(id="top"):
            yield Line(id="title")
            yield Line(id="length")
        routine = self._setup.volume.routine
        if routine is not None and routine.note:
            yield Static(plain(" ".join(routine.note.split())), id="note")
        yield OptionList(id="answers", markup=False)
        yield Static("", id="message", markup=False)
        yield Static("Enter start   ↑ ↓ move   Space or 1–9 mark   Esc back", id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list; the cursor begins at a marked answer."""
        self.query_one("#title", Line).show(self._setup.volume.name)
        self._fill()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Lay the rows out again."""
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the answer that was clicked."""
        self._mark(event.option_index)

    def action_start(self) -> None:
        """Play with the marked answers; where only one can be marked, the one under the cursor is meant."""
        at = self.query_one(OptionList).highlighted
        if at is not None and self._keys[at] in self._instead:
            self._mark(at)
        self._say(self._start())

    def action_mark(self) -> None:
        """Mark the row under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._mark(at)

    def action_move(self, rows: int) -> None:
        """Move as the arrow keys do: these bindings are for clickers and for hands on the home row."""
        answers = self.query_one(OptionList)
        if rows > 0:
            answers.action_cursor_down()
        else:
            answers.action_cursor_up()

    def action_digit(self, number: int) -> None:
        """Mark the answer that shows this digit."""
        answers = [at for at, key in enumerate(self._keys) if key is not None]
        if number <= len(answers):
            self.query_one(OptionList).highlighted = answers[number - 1]
            self._mark(answers[number - 1])

    def action_back(self) -> None:
        """Leave without playing."""
        self._back()

    def _mark(self, at: int) -> None:
        key = self._keys[at]
        if key is not None:
            self._say(self._setup.mark(key))
            self._fill()

    def _fill(self) -> None:
        """Show the questions; the cursor stays on its answer, or near the row it was in."""
        answers = self.query_one(OptionList)
        at = answers.highlighted
        under_cursor = self._keys[at] if at is not None and at < len(self._keys) else None
        questions = self._setup.questions()
        texts = (visible(answer.text) for question in questions for answer in question.answers)
        widest = max(map(width, texts), default=0)
        self._keys, self._instead = [], set()
        marked: set[SetupKey] = set()
        options: list[Option] = []
        for question in questions:
            if options:
                self._keys.append(None)
                options.append(Option("", disabled=True))
            self._keys.append(None)
            room = self.app.size.width - _AROUND
            options.append(Option(plain(cut(visible(question.title), room)), disabled=True))
            marked_here = {answer.key for answer in question.answers if answer.marked}
            marked |= marked_here
            if len(marked_here) == 1 and question.answers[0].key.kind != "optional":
                self._instead |= {answer.key for answer in question.answers} - marked_here
            for answer in question.answers:
                number = sum(key is not None for key in self._keys) + 1
                self._keys.append(answer.key)
                options.append(Option(plain(_row(answer, number, min(widest, _WIDEST), room))))
        answers.clear_options()
        answers.add_options(options)
        rows = [row for row, key in enumerate(self._keys) if key is not None]
        if under_cursor in self._keys and under_cursor is not None:
            answers.highlighted = self._keys.index(under_cursor)
        elif rows:  # on an answer that is marked already
            candidates = [row for row in rows if self._keys[row] in marked] or rows
            answers.highlighted = min(candidates, key=lambda row: abs(row - (at or 0)))
        tape = self._setup.tape
        self.query_one("#length", Line).show(short_length_of(tape) if tape.intervals else "nothing to play")

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(plain(text))


def _row(answer: SetupOption, number: int, column: int, room: int) -> str:
    """Return `1 ● gentle   8:51`: a digit (of the first nine), the mark, the answer, and a level's length."""
    digit = f"{number}" if number <= _DIGITS else " "
    length = f"   {short_length_of(answer.tape)}" if answer.tape is not None else ""
    shown = fit(visible(answer.text), column) if length else visible(answer.text)
    return f" {digit} {'●' if answer.marked else '○'} {cut(f'{shown}{length}', room)}"
