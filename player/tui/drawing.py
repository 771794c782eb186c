"""Figures and bars as plain text: pure, so that they are tested without a screen."""

from typing import Final

from player.coach.view import Part
from player.routine.visible import char_width
from player.routine.visible import width as cells

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
GLYPH_ROWS: Final = 5
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
_LARGEST: Final = 4


def big(text: str, width: int, height: int) -> list[str]:
    """Return `text` (digits, colons and spaces) as large as `width` × `height` cells allow.

    A dot of a figure is two cells wide and one high, so that it looks square. Where not even the smallest
    size fits, the text itself is returned.
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
    """Return a bar of `width` cells that fills in eighths of a cell."""
    eighths = round(min(1.0, max(0.0, filled)) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[part] if part else ""))[:width].ljust(width)


def rail(filled: float, width: int) -> str:
    """Return a thin bar: `━━━━╸───`; halves of a cell."""
    halves = round(min(1.0, max(0.0, filled)) * width * 2)
    full, half = divmod(halves, 2)
    return ("━" * full + ("╸" if half else "")).ljust(width, "─")


def track(parts: tuple[Part, ...], width: int) -> str:
    """Return the rep that is on, phase by phase: `Y ━━━━━━  T ━━━╸──  lower ────`.

    The rails share what the labels leave of `width`; where that is too little, only the phase that is on
    keeps its rail.
    """
    labels = sum(len(part.label) + 1 for part in parts) + 2 * (len(parts) - 1)
    room = width - labels
    if room >= 3 * len(parts):
        return "  ".join(
            f"{part.label} {rail(part.filled, max(3, int(room * part.share)))}" for part in parts
        )
    on = next((part for part in parts if part.filled < 1), parts[-1])
    return f"{on.label} {rail(on.filled, max(3, width - len(on.label) - 1))}"[:width]


def dots(rep: int, reps: int, width: int) -> str:
    """Return `● ● ◐ ○ ○`: reps through, the one that is on, those to come; figures where they do not fit."""
    if reps < 1:
        return ""
    marks = ["●"] * (rep - 1) + ["◐"] + ["○"] * (reps - rep)
    line = " ".join(marks)
    return line if len(line) <= width else f"{rep} of {reps}"


def fold(text: str, room: int, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines of `room` cells, broken between words; `…` for what is cut."""
    if cells(text) <= room or lines == 1:
        return [_cut(text, room)]
    folded: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cells(longer) <= room:
            line = longer
            continue
        if line:
            folded.append(line)
        line = word
    folded.append(line)
    if len(folded) > lines:
        folded = [*folded[: lines - 1], " ".join(folded[lines - 1 :])]
    return [_cut(line, room) for line in folded]


def _cut(line: str, room: int) -> str:
    if cells(line) <= room:
        return line
    kept, used = "", 0
    for char in line:
        used += char_width(char)
        if used > room - 1:
            break
        kept += char
    return f"{kept.rstrip()}…" if room else ""
