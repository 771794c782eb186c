"""Fixes that take tabs and invisible characters out of a line, or of a whole text."""

import re
from typing import Final

from player.routine.fixes import end_of_line, start_of_line
from player.routine.problems import Fix
from player.routine.text.foreign import FOREIGN

_TAB: Final = 2
"""Spaces for a tab where nothing above tells how many it stood for."""


def cleaned(text: str, at: int, *, everywhere: bool) -> tuple[Fix, ...]:
    """Return the fixes that take forbidden characters out of a line, and out of the whole text.

    Args:
        text: The text.
        at: Offset of the first of them on its line.
        everywhere: Whether the whole text may be offered too: for the first line with such a character.
    """
    start, end = start_of_line(text, at), end_of_line(text, at)
    is_tab = text[at] == "\t"
    fixes = [Fix("write spaces" if is_tab else "delete it", start, end, _line(text, start, end))]
    below = re.search(FOREIGN, text[end:]) if everywhere else None
    if below is not None:
        lines = text[start:].split("\n")
        written: list[str] = []
        above = _above(text, start)
        for line in lines:
            written.append(_cleaned(line, above))
            above = written[-1] if written[-1].strip() else above
        fixes.append(
            Fix(
                "write spaces on every line" if is_tab else "delete all", start, len(text), "\n".join(written)
            )
        )
    return tuple(fixes)


def _line(text: str, start: int, end: int) -> str:
    return _cleaned(text[start:end], _above(text, start))


def _above(text: str, start: int) -> str:
    """Return the nearest line above that is not empty."""
    above = text[:start].rstrip("\n ")
    return above[start_of_line(above, len(above)) :]


def _cleaned(line: str, above: str) -> str:
    if re.search(FOREIGN, line) is None:
        return line
    content = line.lstrip(" \t")
    indent = line[: len(line) - len(content)]
    if "\t" in indent:
        indent = " " * _column(indent, content, above)
    return indent + re.sub(FOREIGN, "", re.sub("\t+", " ", content))


def _column(indent: str, content: str, above: str) -> int:
    """Return the column that an indentation with tabs most likely stood for, judged by the line above."""
    plain = above.replace("\t", " " * _TAB)
    inner = plain.lstrip(" ")
    column = len(plain) - len(inner)
    guess = indent.count(" ") + _TAB * indent.count("\t")
    if content.startswith("- "):
        is_same = inner.startswith("- ") and indent.count("\t") == 1
        return column if is_same else guess
    while inner.startswith("- "):
        inner = inner[1:].lstrip(" ")
        column = len(plain) - len(inner)
    opens = inner.rstrip().endswith(":")
    return guess if opens or not inner or ":" not in inner else column
