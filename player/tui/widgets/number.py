"""The one figure of a session, to be read from three metres."""

from typing import Final

from player.tui.drawing import GLYPH_ROWS, big
from player.tui.widgets.patched import Patched

_BETWEEN: Final = "   "


class Number(Patched):
    """Draws a number as large as its place; what stands beside it is small and on the figure's last line."""

    DEFAULT_CSS = """
    Number { height: 1fr; min-height: 5; width: 1fr; text-style: bold; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._shown = ("", "")

    def show(self, number: str, beside: str) -> None:
        """Show `number`; costs nothing while nothing changes."""
        if (number, beside) != self._shown:
            self._shown = (number, beside)
            self._draw()

    def on_resize(self) -> None:
        """Draw again: the place is larger or smaller now."""
        self._draw()

    def _draw(self) -> None:
        number, beside = self._shown
        width, height = self.size
        if not width:
            return
        taken = len(beside) + len(_BETWEEN)
        if not beside:
            rows = big(number, width, height)
        elif len(big(number, width - taken, height)) >= GLYPH_ROWS:
            rows = big(number, width - taken, height)
            rows[-1] += f"{_BETWEEN}{beside}"
        else:  # below it, where it has a line to itself
            rows = [*big(number, width, height - 1), beside]
        above = max(0, height - len(rows)) // 2
        self.patch([*([""] * above), *rows])
