"""Writing a text as a YAML value, quoted only where it has to be."""

import re
from typing import Final

_MARKS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters that mean something to YAML at the start of a text."""

_BREAKS: Final = r":(?: |$)| #"
"""Pattern of the signs that end a text or make a key of it."""

_IN_BRACKETS: Final = frozenset(",[]{}")
CURLY: Final = frozenset("\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a")
"""Quotes that word processors type, and that do not quote in YAML."""

_LINES: Final = r"[\n\r\u0085\u2028\u2029]"


def scalar_of(text: str, *, flow: bool) -> str:
    """Return `text` written as one YAML value on one line.

    Args:
        text: The content of the value.
        flow: Whether it will stand inside brackets, where commas and brackets end a text.
    """
    if re.search(_LINES, text) or not (text.isprintable() or text.isascii()):
        return _double(text)
    plain = (
        text
        and text == text.strip()
        and (text[0] not in _MARKS or (text[0] == "-" and text[1:2] not in {"", " ", "-"}))
        and re.search(_BREAKS, text) is None
        and not text.startswith("...")
        and not (flow and (text[0] == "-" or not _IN_BRACKETS.isdisjoint(text)))
    )
    return text if plain else _single(text)


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{re.sub(_LINES, _escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return {"\n": "\\n", "\r": "\\r"}.get(char, f"\\u{ord(char):04x}")
