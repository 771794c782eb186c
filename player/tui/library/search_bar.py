"""The bar above the library's list in which one types what to find; it reports every change."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

_MOST: Final = 60
"""Characters: longer texts cannot be searched for."""


class SearchBar(Horizontal):
    """Asks what to find; sends `Changed` for every change and `Done` when the list gets the keys back."""

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
        """The query has changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Done(Message):
        """The person has finished typing: the list gets the keys back."""

    def compose(self) -> ComposeResult:
        """Yield the label and the input."""
        yield Static("Find  ", markup=False)
        yield Input(max_length=_MOST, compact=True, placeholder="a name, a movement or a part of the body")

    def open(self) -> None:
        """Show the bar."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Empty and hide the bar."""
        self.query_one(Input).value = ""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Send the new query."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def action_leave(self) -> None:
        """Stop searching: all routines are listed again."""
        self.close()
        self.post_message(self.Done())

    def action_take(self) -> None:
        """Keep the query and go to the list."""
        self.post_message(self.Done())
