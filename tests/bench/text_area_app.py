"""The floor of typing: Textual's own text area with the text of a file, and nothing else."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    """Shows a text to be edited."""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), soft_wrap=False, show_line_numbers=True)


if __name__ == "__main__":
    TextAreaApp().run()
