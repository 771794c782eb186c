"""Makes text from files safe to show: nothing in it can steer a terminal or reorder a line.

Every layer that shows text from a file uses `visible`; a terminal obeys control bytes, and Textual passes
most of them on.
"""

import unicodedata

_MOST_MARKS = 4
"""Combining marks shown on one base letter; more of them would climb over the lines above."""

MOST_QUOTED = 40
"""Characters of a person's text that a message quotes."""

_JOINERS = frozenset("\u200c\u200d")
"""Characters that are part of Persian spelling and of emoji, so they stay."""

_TAGS = range(0xE0020, 0xE0080)
"""Characters that are part of some flags, so they stay."""


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return `text` with control, bidirectional and surrogate characters written out as `\x1b` or `\u202e`.

    Args:
        text: Any text, also one that came from a stranger.
        lines: Whether line breaks stay; without it they are written out too, so that one line stays one.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if char == "\n" and lines:
            shown.append(char)
        elif marks <= _MOST_MARKS:
            shown.append(visible_char(char))
    return "".join(shown)


def quoted(text: str) -> str:
    """Return a person's text for a message: in quotes, visible, and not too long."""
    return f"'{visible(text[:MOST_QUOTED])}…'" if len(text) > MOST_QUOTED else f"'{visible(text)}'"


def visible_char(char: str) -> str:
    """Return one character as `visible` shows it inside a line."""
    if char == "\n":
        return "\\n"
    if char == "\t":
        return "\\t"
    category = unicodedata.category(char)
    code = ord(char)
    hidden = category in {"Cc", "Cs", "Zl", "Zp"} or (
        category == "Cf" and char not in _JOINERS and code not in _TAGS
    )
    if not hidden:
        return char
    if code <= 0xFF:  # noqa: PLR2004 (the last code that two hex digits can write)
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (four hex digits)


def width(shown: str) -> int:
    """Return how many terminal cells a text takes that `visible` returned."""
    if shown.isascii():
        return len(shown)
    return sum(char_width(char) for char in shown)


def char_width(char: str) -> int:
    """Return the cells of one visible character: 2 for East Asian wide ones, 0 for marks and joiners."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
