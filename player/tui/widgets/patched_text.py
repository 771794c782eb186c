"""A text of which only changed cells are sent to the terminal: a second costs a digit, not a screen."""

from typing import Self

from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static


class PatchedText(Static):
    """Shows rows of text in a place of fixed size, from its top left corner."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__("", id=id, markup=False)
        self._rows: list[str] = []
        self._changed: tuple[Region, ...] = ()

    def patch(self, rows: list[str]) -> None:
        """Show `rows`; only cells that differ from the rows before are sent to the terminal."""
        self._changed = changed_cells(self._rows, rows)
        self._rows = rows
        try:
            self.update(Content("\n".join(rows)), layout=False)
        finally:
            self._changed = ()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Refresh `regions`; while `patch` updates the text, the cells that it found changed."""
        return super().refresh(
            *(regions or self._changed), repaint=repaint, layout=layout, recompose=recompose
        )


def changed_cells(before: list[str], after: list[str]) -> tuple[Region, ...]:
    """Return the cells in which two texts differ, one region for each row; an empty result means all cells.

    Only rows in which every character is one cell wide are compared: in others, columns are not characters.
    """
    if len(before) != len(after):
        return ()
    regions: list[Region] = []
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if not (_is_narrow(old) and _is_narrow(new)):
            return ()
        width = max(len(old), len(new))
        cells = zip(old.ljust(width), new.ljust(width), strict=True)
        differing = [x for x, (one, other) in enumerate(cells) if one != other]
        if differing:
            regions.append(Region(differing[0], y, differing[-1] - differing[0] + 1, 1))
    return tuple(regions)


def _is_narrow(row: str) -> bool:
    """Whether every character surely takes one cell: Latin text and the characters of bars and big digits."""
    return all(char < "\u0300" or "\u2500" <= char <= "\u25ff" for char in row)
