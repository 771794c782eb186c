"""What the keys of an editor do to YAML: indentation, lists, searching. Pure: lines in, text out."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

INDENT: Final = 2
"""Spaces of one level."""

_KEY_ALONE: Final = re.compile(r"[^\s:#][^:#]*:\s*(#.*)?")
_KEY: Final = re.compile(r"""("[^"]*"|'[^']*'|[^\s:#"'][^:#]*):(\s|$)""")
_DASHES: Final = re.compile(r"\s*(?:- +)*")


def after_enter(before: str) -> tuple[int, str]:
    """Return what Enter does behind `before`, the part of the line left of the cursor.

    Below a key with nothing behind it the text goes one level deeper; below a key of a list entry it stands
    under that key; below a bare list entry the next entry begins; an empty entry ends its list.

    Returns:
        How many characters left of the cursor go, and what is inserted.
    """
    head = _DASHES.match(before)
    start = head.group() if head is not None else ""
    rest = before[len(start) :]
    outer = " " * (len(before) - len(before.lstrip(" ")))
    if not rest:
        return (0, "\n" + start) if "-" not in start else (len(before) - len(outer), "")
    inner = " " * len(start)
    if rest == "-":
        return 1, ""
    if _KEY_ALONE.fullmatch(rest):
        return 0, "\n" + inner + " " * INDENT
    if "-" in start and not _KEY.match(rest) and rest[0] not in "{[#":
        return 0, "\n" + start
    return 0, "\n" + (outer if rest[0] == "#" else inner)


def backspace(before: str) -> int:
    """Return how many characters Backspace removes left of the cursor: indentation goes by levels."""
    if before and not before.strip(" "):
        return (len(before) - 1) % INDENT + 1
    return 1


def indented(lines: Sequence[str], *, deeper: bool) -> list[str]:
    """Return lines moved one level in or out; empty ones stay."""
    if deeper:
        return [" " * INDENT + line if line else line for line in lines]
    return [line[min(INDENT, len(line) - len(line.lstrip(" "))) :] for line in lines]


def pasted(text: str) -> str:
    """Return a text from the clipboard as it may stand in a routine: line breaks as newlines, no tabs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " " * INDENT)


class Match(NamedTuple):
    """Where a search ended."""

    row: int
    start: int
    end: int
    around: bool
    """Whether the search went over the end of the text and on from the other side."""


def find(lines: Sequence[str], wanted: str, row: int, column: int, *, back: bool = False) -> Match | None:
    """Return the next place of `wanted` from a cursor on, whatever the case of its letters; None: nowhere.

    Args:
        lines: The text.
        wanted: What is looked for, within a line.
        row: Of the cursor, from 0.
        column: A find begins at this column or after it; going back, it begins before it.
        back: Whether to search towards the beginning.
    """
    if not wanted:
        return None
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    count = len(lines)
    for step in range(count + 1):
        at = (row + (-step if back else step)) % count
        around = (row - step < 0) if back else (row + step >= count)
        spots = [match.span() for match in pattern.finditer(lines[at])]
        if step == 0:
            spots = [spot for spot in spots if (spot[0] < column if back else spot[0] >= column)]
        elif step == count:  # the other half of the line where it began
            spots = [spot for spot in spots if (spot[0] >= column if back else spot[0] < column)]
        if spots:
            start, end = spots[-1] if back else spots[0]
            return Match(at, start, end, around)
    return None
