"""The screen that lists all keys of another screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from player.tui.session.keys import SESSION_KEYS, KeyRow


class KeysScreen(ModalScreen[None]):
    """Lists the keys of a screen until it is closed.

    Args:
        keys: The keys.
        closing: A sentence below them, which tells how to close the list.
    """

    CSS = """
    KeysScreen { align: center middle; }
    KeysScreen > VerticalScroll { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
                                  background: $surface; border: round $primary; }
    KeysScreen Horizontal { height: auto; }
    KeysScreen .key { width: 17; }
    KeysScreen .does { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space,f1", "close", "Close", show=False),
    ]

    def __init__(
        self,
        keys: Sequence[KeyRow] = SESSION_KEYS,
        closing: str = "Esc closes this list; the session goes on meanwhile.",
    ) -> None:
        super().__init__()
        self._keys = keys
        self._foot = closing

    def compose(self) -> ComposeResult:
        """Yield a row for each key, and the sentence."""
        with VerticalScroll():
            for key in self._keys:
                with Horizontal():
                    yield Static(key.shown, classes="key", markup=False)
                    yield Static(key.does, classes="does", markup=False)
            yield Static(f"\n{self._foot}", markup=False)

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()
