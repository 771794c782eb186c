"""Typing in YAML: indentation, list entries, pasting, searching. Pure: lines in, text out."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

INDENT: Final = 2
"""Spaces of one level."""

_KEY_ALONE: Final = re.compile(r"[^\s:#][^:#]*:\s*(#.*)?")
_KEY: Final = re.compile(r"""("[^"]*"|'[^']*'|[^\s:#"'][^:#]*):(\s|$)""")
_DASHES: Final = re.compile(r"\s*(?:- +)*")


def after_enter(before: str) -> tuple[int, str]:
    """Return what Enter does after `before`, the part of the line left of the cursor.

    After a key without a value, the next line is one level deeper; after a key of a list entry, it is aligned
    with that key; after a list entry that is a plain value, the next entry begins; an empty entry ends its
    list.

    Returns:
        The number of characters to delete left of the cursor, and the text to insert.
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
    """Return the number of characters that Backspace deletes; in indentation, a whole level."""
    if before and not before.strip(" "):
        return (len(before) - 1) % INDENT + 1
    return 1


def indented(lines: Sequence[str], *, deeper: bool) -> list[str]:
    """Return lines indented one level more, or less; empty ones stay as they are."""
    if deeper:
        return [" " * INDENT + line if line else line for line in lines]
    return [line[min(INDENT, len(line) - len(line.lstrip(" "))) :] for line in lines]


def pasted(text: str) -> str:
    """Return a text from the clipboard for use in a routine: line breaks as newlines, tabs as spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " " * INDENT)


class Match(NamedTuple):
    """A place that a search found."""

    row: int
    """0-based line."""
    start: int
    """0-based column."""
    end: int
    """The column after it."""
    around: bool
    """Whether the search went past the end of the text and on from the other end."""


def find(lines: Sequence[str], wanted: str, row: int, column: int, *, back: bool = False) -> Match | None:
    """Return the next match of `wanted` from the cursor on, ignoring case; None if it is nowhere in the text.

    Args:
        lines: The text.
        wanted: The text to find, within one line.
        row: 0-based line of the cursor.
        column: 0-based column of the cursor. A match begins there or after it; searching back, before it.
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
        elif step == count:  # back in the first line, on the other side of the cursor
            spots = [spot for spot in spots if (spot[0] >= column if back else spot[0] < column)]
        if spots:
            start, end = spots[-1] if back else spots[0]
            return Match(at, start, end, around)
    return None
