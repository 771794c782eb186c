"""Folding, cutting and padding of texts to a width in terminal cells.

Imports almost nothing, since every list and screen uses it.
"""

from player.routine.visible import char_width
from player.routine.visible import width as cells


def fold(text: str, room: int, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines of at most `room` cells each.

    Lines are broken between words; a word is broken only if it is longer than a line. Text that has no room
    is replaced by `…`.
    """
    if cells(text) <= room or lines == 1:
        return [cut(text, room)]
    folded: list[str] = []
    rest = " ".join(text.split())
    while len(folded) < lines - 1 and cells(rest) > room:
        line = _first_line(rest, room)
        if not line:  # no room for a single character
            break
        folded.append(line)
        rest = rest[len(line) :].lstrip()
    return [*folded, cut(rest, room)]


def fit(text: str, room: int) -> str:
    """Return `text` cut or padded to exactly `room` cells."""
    short = cut(text, room)
    return short + " " * (room - cells(short))


def cut(text: str, room: int) -> str:
    """Return `text` in at most `room` cells; `…` replaces what is cut off."""
    if cells(text) <= room:
        return text
    return f"{_start(text, room - 1).rstrip()}…" if room > 0 else ""


def _first_line(text: str, room: int) -> str:
    """The first line of a text longer than `room`: whole words, else as many characters as fit."""
    start = _start(text, room)
    if text[len(start)] == " ":
        return start
    last_space = start.rfind(" ")
    return start[:last_space] if last_space > 0 else start


def _start(text: str, room: int) -> str:
    """The longest start of a text that takes at most `room` cells."""
    used = 0
    for at, char in enumerate(text):
        used += char_width(char)
        if used > room:
            return text[:at]
    return text
