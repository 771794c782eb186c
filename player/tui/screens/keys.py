"""The list of all keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from player.tui.keys import SESSION_KEYS


class KeysScreen(ModalScreen[None]):
    """Shows every key of the session; any of the closing keys leads back."""

    CSS = """
    KeysScreen { align: center middle; }
    KeysScreen > VerticalScroll { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
                                  background: $surface; border: round $primary; }
    KeysScreen Horizontal { height: auto; }
    KeysScreen .key { width: 17; }
    KeysScreen .does { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space", "close", "Close", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One row for each key."""
        with VerticalScroll():
            for key in SESSION_KEYS:
                with Horizontal():
                    yield Static(key.shown, classes="key", markup=False)
                    yield Static(key.does, classes="does", markup=False)
            yield Static("\nEsc closes this list; the session goes on meanwhile.", markup=False)

    def action_close(self) -> None:
        """Back to the session."""
        self.dismiss()
