"""Characters that a routine may not hold: tabs, controls, marks that reorder a line (TRUST §2.5)."""

import re

from player.routine.codes import Code
from player.routine.visible import visible

FOREIGN = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
"""Pattern of the characters that may not stand in a routine's file; of the controls only the line break may.

None of it is printable. Most texts are, but for their line breaks: they need no search, and since the pattern
is costly to compile, it is compiled for the first one that is not.
"""

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def foreign_character(char: str) -> tuple[Code, str, str]:
    """Return code, message and hint for one forbidden character."""
    if char == "\t":
        return Code.TAB, "a tab stands here, and tabs are not allowed", "use spaces"
    if char in _BIDI:
        return (
            Code.BIDI_CHARACTER,
            f"the invisible character {visible(char)} changes the order in which text is shown",
            "delete it",
        )
    return Code.CONTROL_CHARACTER, f"the invisible character {visible(char)} is not allowed", "delete it"


def first_foreign(text: str) -> str | None:
    """Return the first character of a value that may not be in it, such as one written as an escape."""
    match = None if is_printable(text) else re.search(FOREIGN, text)
    return None if match is None else match.group()


def is_printable(text: str) -> bool:
    """Whether a text holds nothing but printable characters and line breaks."""
    return text.replace("\n", "").isprintable()
