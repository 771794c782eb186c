"""The one figure of a session, to be read from three metres."""

from player.tui.drawing import GLYPH_ROWS, big
from player.tui.widgets.patched import Patched


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
        room = width - (len(beside) + 3 if beside and len(beside) + 3 + len(number) * 8 <= width else 0)
        rows = big(number, room, max(height, GLYPH_ROWS))
        if beside:
            rows = [*rows[:-1], f"{rows[-1]}   {beside}"] if room < width else [*rows, beside]
        above = max(0, height - len(rows)) // 2
        self.patch([*([""] * above), *rows])
