"""Asks for a name above a list, and tells every letter of it."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

_MOST: Final = 60
"""Characters of a name."""


class SearchBar(Horizontal):
    """One line: a word, and a place to write."""

    DEFAULT_CSS = """
    SearchBar { display: none; height: 1; margin: 0 0 1 0; }
    SearchBar.-open { display: block; }
    SearchBar Static { width: auto; color: $text-muted; }
    SearchBar Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Everything again", show=False, priority=True),
        Binding("enter,down,pagedown", "take", "To the list", show=False, priority=True),
    ]

    class Changed(Message):
        """Something else is looked for."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Done(Message):
        """The keys are for the list again."""

    def compose(self) -> ComposeResult:
        """What to do, and where."""
        yield Static("Find  ", markup=False)
        yield Input(max_length=_MOST, compact=True, placeholder="a name, a movement or a part of the body")

    def open(self) -> None:
        """Ask."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Look for nothing any more."""
        self.query_one(Input).value = ""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is looked for now."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def action_leave(self) -> None:
        """Everything again."""
        self.close()
        self.post_message(self.Done())

    def action_take(self) -> None:
        """Go to what was found."""
        self.post_message(self.Done())
