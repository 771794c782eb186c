"""The popup that offers completions at the cursor."""

from collections.abc import Callable
from typing import Final

from textual.geometry import Offset, Region
from textual.widgets import Static

from player.routine.visible import visible
from player.routine.visible import width as cells
from player.routine.writing.complete import Completion, Item
from player.tui.widgets.plain_text import joined, plain
from player.views.text.fitting import fit, fold

_MOST_ROWS: Final = 8
"""Rows of offers."""
_HELP_ROWS: Final = 2
_ENOUGH: Final = 6
"""With this many rows below the word, the popup opens there, even if there are more above it."""
_WIDEST: Final = 60
"""Cells."""
_NARROWEST: Final = 46
"""Cells: wide enough for the help of an exercise in two rows."""


class CompletionPopup(Static):
    """The list of offers. It never has the focus: the text area passes its keys on.

    Args:
        take: Called with the completion and the chosen offer.
    """

    DEFAULT_CSS = """
    CompletionPopup { layer: popup; position: absolute; display: none; width: auto; height: auto;
                      background: $panel; color: $text; }
    CompletionPopup.-open { display: block; }
    """

    def __init__(self, take: Callable[[Completion, Item], None], *, id: str) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._take = take
        self._offers: Completion | None = None
        self._at = 0
        """0-based row of the cursor."""
        self._meant = False
        """Whether the person asked for the list or moved in it: only then does Enter take an offer."""
        self._room = (0, 0)
        """Cells of a row, and rows of offers."""

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._offers is not None

    def open(self, offers: Completion, word: Offset, place: Region, *, asked: bool) -> None:
        """Show offers.

        Args:
            offers: The completion, with at least one offer.
            word: Screen position of the start of the word to be replaced.
            place: The part of the screen that the list may cover.
            asked: Whether the person asked for the list; else it opens because they type.
        """
        before = self._offers.items[self._at].text if self._offers is not None and self._meant else None
        self._offers = offers
        texts = [item.text for item in offers.items]
        self._meant = asked or before in texts
        self._at = texts.index(before) if before is not None and before in texts else 0
        width = min(_WIDEST, place.width - 1, max(_NARROWEST, *(cells(visible(text)) + 4 for text in texts)))
        below, above = place.bottom - word.y - 1, word.y - place.y
        needed = min(_MOST_ROWS, len(texts)) + _HELP_ROWS
        is_below = below >= min(needed, _ENOUGH) or below >= above
        rows = max(1, min(len(texts), _MOST_ROWS, (below if is_below else above) - _HELP_ROWS))
        self._room = (width, rows)
        x = max(place.x, min(word.x - 2, place.right - width))
        y = word.y + 1 if is_below else word.y - rows - _HELP_ROWS
        self.styles.offset = (x, max(place.y, y))
        self.add_class("-open")
        self._draw()

    def close(self) -> None:
        """Hide the list."""
        if self._offers is not None:
            self._offers = None
            self._meant = False
            self.remove_class("-open")

    def takes(self, key: str) -> bool:
        """Handle a key; return whether it does anything in the list."""
        offers = self._offers
        if offers is None:
            return False
        count = len(offers.items)
        match key:
            case "escape":
                self.close()
            case "tab":
                self._choose(offers)
            case "enter" if self._meant:
                self._choose(offers)
            case "down" | "up" | "pagedown" | "pageup":
                step = {"down": 1, "up": -1, "pagedown": self._room[1], "pageup": -self._room[1]}[key]
                at = self._at + step
                self._at = at % count if abs(step) == 1 else min(max(0, at), count - 1)
                self._meant = True
                self._draw()
            case _:
                return False
        return True

    def _choose(self, offers: Completion) -> None:
        item = offers.items[self._at]
        self.close()
        self._take(offers, item)

    def _draw(self) -> None:
        offers = self._offers
        if offers is None:
            return
        width, rows = self._room
        top = max(0, min(self._at - rows // 2, len(offers.items) - rows))
        lines = []
        for index, item in enumerate(offers.items[top : top + rows], top):
            chosen = index == self._at
            line = plain(fit(f"{'▸' if chosen else ' '} {visible(item.text)}", width))
            lines.append(line.stylize("bold reverse") if chosen else line)
        item = offers.items[self._at]
        key = "Enter" if self._meant else "Tab"
        help_text = f"{visible(item.help)}  ({key} takes it)" if item.help else f"({key} takes it)"
        below = fold(help_text, width - 2, _HELP_ROWS)
        below += [""] * (_HELP_ROWS - len(below))
        lines += [plain(fit(f"  {line}", width)).stylize("$text-muted") for line in below]
        self.update(joined(lines))
