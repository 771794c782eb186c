"""Draws large digits and bars as plain text. Pure, so that they are tested without a screen."""

from typing import Final

from player.routine.visible import visible
from player.routine.visible import width as cells
from player.views.playing.view import PhasePart
from player.views.text.fitting import cut

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
GLYPH_ROWS: Final = 5
"""Rows of dots in a digit."""
_GLYPHS: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    " ": ("   ", "   ", "   ", "   ", "   "),
}
_LARGEST: Final = 6
"""The largest size: a dot is this many cells high."""
_SHORTEST_RAIL: Final = 3
"""Cells."""


def big(text: str, width: int, height: int) -> list[str]:
    """Return `text` (digits, colons and spaces) in rows, as large as `width` × `height` cells allow.

    A dot is twice as many cells wide as high, so that it looks square. If not even the smallest size fits,
    the text itself is the only row.
    """
    for scale in range(_LARGEST, 0, -1):
        rows = _scaled(text, scale)
        if len(rows) <= height and len(rows[0]) <= width:
            return rows
    return [text]


def _scaled(text: str, scale: int) -> list[str]:
    rows: list[str] = []
    for row in range(GLYPH_ROWS):
        dots = " ".join(_GLYPHS[char][row] for char in text)
        line = "".join(("█" if dot == "#" else " ") * 2 * scale for dot in dots)
        rows.extend([line] * scale)
    return rows


def bar(filled: float, width: int) -> str:
    """Return a bar of `width` cells, filled from 0 to 1 in eighths of a cell."""
    eighths = round(min(1.0, max(0.0, filled)) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[part] if part else ""))[:width].ljust(width)


def rail(filled: float, width: int) -> str:
    """Return a thin bar of `width` cells, filled from 0 to 1 in halves of a cell: `━━━━╾───`."""
    halves = round(min(1.0, max(0.0, filled)) * width * 2)
    full, half = divmod(halves, 2)
    return ("━" * full + ("╾" if half else "")).ljust(width, "─")


def track(parts: tuple[PhasePart, ...], width: int) -> str:
    """Return the phases of the current rep, each with a thin bar: `Y ━━━━━━  T ━━━╾──  lower ────`.

    The bars share what the labels leave of `width`; where that is too little, only the current phase is
    shown, with its label cut.
    """
    labels = [visible(part.label) for part in parts]
    room = width - sum(cells(label) + 1 for label in labels) - 2 * (len(parts) - 1)
    to_share = room - _SHORTEST_RAIL * len(parts)
    if to_share >= 0:
        return "  ".join(
            f"{label} {rail(part.filled, _SHORTEST_RAIL + int(to_share * part.share))}"
            for label, part in zip(labels, parts, strict=True)
        )
    current = next((part for part in parts if part.filled < 1), parts[-1])
    label = cut(visible(current.label), max(0, width - _SHORTEST_RAIL - 1))
    return cut(f"{label} {rail(current.filled, max(_SHORTEST_RAIL, width - cells(label) - 1))}", width)


def dots(rep: int, reps: int, width: int) -> str:
    """Return `● ● ◐ ○ ○`: reps done, the current one, those to come; `3 of 5` where dots do not fit.

    Past the planned reps of open work, the dots are followed by how many more: `● ● ● +2`.

    Args:
        rep: 1-based number of the current rep.
        reps: Planned reps; 0: nothing is drawn.
        width: Cells of the line.
    """
    if reps < 1:
        return ""
    if rep > reps:
        line, figures = f"{' '.join(['●'] * reps)} +{rep - reps}", f"{rep}, {reps} planned"
    else:
        line = " ".join(["●"] * (rep - 1) + ["◐"] + ["○"] * (reps - rep))
        figures = f"{rep} of {reps}"
    return line if len(line) <= width else figures if len(figures) <= width else ""
