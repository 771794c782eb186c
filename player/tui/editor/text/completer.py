"""Completion in the editor: finds what could be written at the cursor, offers it, writes what is taken."""

from collections.abc import Callable

from textual.geometry import Offset, Region

from player.routine.writing.complete import Completion, Item, complete
from player.tui.editor.text.completion import CompletionPopup
from player.tui.editor.text.proof import Proof
from player.tui.editor.text.yaml_area import YamlArea


class Completer:
    """Fills the list of offers beside the cursor.

    Args:
        area: Where is written.
        proof: Knows the names there are.
        room: Returns what of the screen the list may cover.
        say: Shows a sentence.
    """

    def __init__(
        self, area: YamlArea, proof: Proof, room: Callable[[], Region], say: Callable[[str], None]
    ) -> None:
        self.popup = CompletionPopup(self._insert, id="offers")
        self._area = area
        self._proof = proof
        self._room = room
        self._say = say

    def offer(self, *, asked: bool, follows: bool = False) -> None:
        """Show what could be written at the cursor.

        Args:
            asked: Whether the person asked for it.
            follows: Whether an offer has just been taken: the next word may be offered before it is begun.
        """
        area, popup = self._area, self.popup
        row, column = area.cursor_location
        if not area.selection.is_empty or self._proof.draft.is_catalogue:
            popup.close()
            return
        lines = area.document.lines
        offers = complete(lines, row, column, *(self._proof.names or ()))
        word = lines[row][offers.start : offers.end]
        begun = column > offers.start or asked or follows or popup.is_open
        if not offers.items or not begun or (not asked and [item.insert for item in offers.items] == [word]):
            popup.close()
            if asked:
                self._say("There is nothing to complete here.")
            return
        at = area.cursor_screen_offset - Offset(area.get_column_width(row, column), 0)
        at += Offset(area.get_column_width(row, offers.start), 0)
        popup.open(offers, at, self._room(), asked=asked)

    def _insert(self, offers: Completion, item: Item) -> None:
        row = self._area.cursor_location[0]
        self._area.put(item.insert, (row, offers.start), (row, offers.end))
        self.offer(asked=False, follows=item.insert.endswith((" ", "\n")))
