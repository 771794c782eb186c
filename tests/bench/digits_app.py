"""The usual countdown in Textual: one Digits widget, updated ten times a second."""

import time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Digits, Static


class DigitsApp(App[None]):
    """Counts down from ten minutes."""

    CSS: ClassVar[str] = "Screen { align: center middle; } Digits { width: auto; }"

    def compose(self) -> ComposeResult:
        """The digits, and a word to wait for."""
        yield Static("READY")
        yield Digits("10:00.00")

    def on_mount(self) -> None:
        """Start to count."""
        self.start = time.monotonic()
        self.set_interval(0.1, self.tick)

    def tick(self) -> None:
        """Show what is left."""
        left = 600 - (time.monotonic() - self.start)
        self.query_one(Digits).update(f"{int(left // 60):02d}:{left % 60:05.2f}")


if __name__ == "__main__":
    DigitsApp().run()
