"""The screen that asks a question with a few answers, over any other screen."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.routine.visible import visible
from player.tui.widgets.plain_text import plain


class AnswerKey(NamedTuple):
    """One possible answer."""

    value: str
    """The screen's result if this answer is chosen."""
    key: str
    """A letter or digit that chooses it at once."""
    text: str


class QuestionScreen(ModalScreen[str | None]):
    """Asks a question; its result is the value of the chosen answer, or None if the question was closed.

    Args:
        question: The question.
        answers: The answers; the first one is marked, so that Enter takes it.
    """

    CSS = """
    QuestionScreen { align: center middle; }
    QuestionScreen > Vertical { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
                                background: $surface; border: round $primary; }
    QuestionScreen Static { margin: 0 0 1 0; }
    QuestionScreen OptionList { height: auto; max-height: 1fr; border: none; padding: 0;
                                background: $surface; }
    QuestionScreen OptionList:focus { background-tint: $surface 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back", show=False)]

    def __init__(self, question: str, answers: Sequence[AnswerKey]) -> None:
        super().__init__()
        self._question = question
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Yield the question and the answers."""
        with Vertical():
            yield Static(plain(self._question))
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Mark the first answer."""
        answers = self.query_one(OptionList)
        answers.add_options(
            Option(plain(f"{answer.key}  {visible(answer.text)}")) for answer in self._answers
        )
        answers.highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """Close with the answer of a letter or digit."""
        for answer in self._answers:
            if event.character == answer.key:
                event.stop()
                self.dismiss(answer.value)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the answer under the cursor."""
        self.dismiss(self._answers[event.option_index].value)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class OneQuestion:
    """Asks over a screen, one question at a time.

    Args:
        screen: The screen.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self.is_open = False
        """Whether an answer is awaited."""

    def ask(self, question: str, answers: Sequence[AnswerKey], then: Callable[[str | None], None]) -> None:
        """Ask, unless another answer is awaited; `then` gets the value, or None if there is no answer."""
        if self.is_open:
            return

        def answered(answer: str | None) -> None:
            self.is_open = False
            then(answer)

        self.is_open = True
        self._screen.app.push_screen(QuestionScreen(question, answers), answered)
