"""A piece of text in a fixed place: it changes, the layout does not."""

from player.routine.visible import visible, width
from player.tui.widgets.patched_text import PatchedText
from player.views.text.fitting import fold


class Line(PatchedText):
    """Shows a text in as many lines as its height in the styles; longer texts end in an ellipsis.

    It costs nothing while the text stays the same.
    """

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Show `text`, which may come from a file: it is made safe here."""
        if text != self._text:
            self._text = text
            self._draw()

    def on_resize(self) -> None:
        """Fold the text again."""
        self._draw()

    def _draw(self) -> None:
        room, lines = self.size
        if not room or not lines:
            return
        folded = fold(visible(self._text), room, lines)
        if self.styles.text_align == "right":  # padded here, so that columns stay comparable
            folded = [" " * (room - width(line)) + line for line in folded]
        self.patch([*folded, *([""] * (lines - len(folded)))])
