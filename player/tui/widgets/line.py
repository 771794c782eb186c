"""A text in a place of fixed size: the text changes, the layout does not."""

from player.routine.visible import visible, width
from player.tui.widgets.patched_text import PatchedText
from player.views.text.fitting import fold


class Line(PatchedText):
    """Shows a text in as many lines as its height in the styles; a longer text ends in an ellipsis.

    Showing the same text again costs nothing.
    """

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Show `text`, which may come from a file: it is made safe to show here."""
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
        if self.styles.text_align == "right":  # padded here, so that `changed_cells` can compare columns
            folded = [" " * (room - width(line)) + line for line in folded]
        self.patch([*folded, *([""] * (lines - len(folded)))])
