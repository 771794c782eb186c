"""A piece of text in a fixed place: it changes, the layout does not."""

from player.routine.visible import visible, width
from player.tui.drawing import fold
from player.tui.widgets.patched import Patched


class Line(Patched):
    """Shows a text in one or a few lines; costs nothing while the text stays the same.

    Args:
        id: The widget's id.
        lines: How many lines it has; longer texts end in an ellipsis.
    """

    def __init__(self, *, id: str, lines: int = 1) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._lines = lines
        self._text = ""
        self.styles.height = lines

    def show(self, text: str) -> None:
        """Show `text`, which may come from a file: it is made safe here."""
        if text != self._text:
            self._text = text
            self._draw()

    def on_resize(self) -> None:
        """Fold the text again."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width
        if not room:
            return
        folded = fold(visible(self._text), room, self._lines)
        if self.styles.text_align == "right":  # padded here, so that columns stay comparable
            folded = [" " * (room - width(line)) + line for line in folded]
        self.patch([*folded, *([""] * (self._lines - len(folded)))])
