"""The floor of every Textual program: one word."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """Shows that it is there."""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("READY")


if __name__ == "__main__":
    BareApp().run()
