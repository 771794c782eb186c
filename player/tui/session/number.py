"""The widget of the big figure, to be read from three metres."""

from typing import Final

from player.tui.session.drawing import GLYPH_ROWS, big
from player.tui.widgets.patched_text import PatchedText

_BETWEEN: Final = "   "


class Number(PatchedText):
    """Draws a number as large as there is room for, and a small text beside its foot, or below it."""

    DEFAULT_CSS = """
    Number { height: 1fr; min-height: 5; width: 1fr; text-style: bold; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._shown = ("", "")

    def show(self, number: str, beside: str) -> None:
        """Show a number and the text beside it; costs nothing while nothing changes."""
        if (number, beside) != self._shown:
            self._shown = (number, beside)
            self._draw()

    def on_resize(self) -> None:
        """Draw again in the new size."""
        self._draw()

    def _draw(self) -> None:
        number, beside = self._shown
        width, height = self.size
        if not width:
            return
        rows = big(number, width, height)
        if beside:
            right = big(number, width - len(_BETWEEN) - len(beside), height)
            below = big(number, width, height - 1)
            fits = len(right) >= GLYPH_ROWS and len(right) >= len(below)
            rows = [*right[:-1], right[-1] + _BETWEEN + beside] if fits else [*below, beside]
        above = max(0, height - len(rows)) // 2
        self.patch([*([""] * above), *rows])
