"""The screen that asks for a name."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from player.tui.widgets.plain_text import plain


class AskNameScreen(ModalScreen[str | None]):
    """Asks for a name; its result is the name, or None.

    Args:
        question: The question to show.
    """

    CSS = """
    AskNameScreen { align: center middle; }
    AskNameScreen > Vertical { width: 60; max-width: 100%; height: auto; padding: 1 2;
                               background: $surface; border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back", show=False)]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Yield the question, the input and the line of keys."""
        with Vertical():
            yield Static(plain(self._question))
            yield Input(max_length=200, compact=True)
            yield Static("Enter go on · Esc back", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the name, unless it is empty."""
        if event.value.strip():
            self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Close without a name."""
        self.dismiss(None)
