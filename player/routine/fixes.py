"""Changes of a text that mend a problem: the hint, as a machine can apply it.

All offsets are into the text that was read. Only made for problems, and only for the first of a text.
"""

import re
from typing import Final

from player.routine.nodes import Span
from player.routine.problems import Fix
from player.routine.quoting import scalar_of
from player.routine.visible import visible

SHOWN: Final = 48
"""Characters of a text that a label quotes."""

FAR: Final = 2_000
"""Characters on each side of a place in which its neighbours are looked for."""


def label_of(text: str) -> str:
    """Return the label of a fix that writes `text`."""
    line = " ".join(text.split())
    return f"write '{visible(line[:SHOWN])}{'…' if len(line) > SHOWN else ''}'"


def instead(span: Span, text: str, label: str | None = None) -> Fix:
    """Return the fix that replaces the text at `span` by `text`."""
    return Fix(label or label_of(text), span.start, span.end, text)


def is_in_brackets(text: str, span: Span) -> bool:
    """Whether a value stands in brackets: nothing else can follow it with a comma or a bracket."""
    after = re.compile(r"(?:\s|(?<=\s)#[^\n]*)*").match(text, span.end, span.end + FAR)
    return after is not None and text[after.end() : after.end() + 1] in {",", "]", "}"}


def in_quotes(text: str, start: int, end: int, *, flow: bool = False) -> Fix:
    """Return the fix that puts a part of one line in quotes."""
    written = scalar_of(text[start:end], flow=flow)
    if written == text[start:end]:
        written = "'" + written.replace("'", "''") + "'"
    return Fix(f"put '{visible(text[start : min(end, start + SHOWN)])}' in quotes", start, end, written)


def end_of_line(text: str, at: int) -> int:
    """Return the offset of the line break behind `at`, or of the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def rest_of_line(text: str, start: int) -> int:
    """Return the offset behind a text that runs to the end of its line or to a comment."""
    line = text[start : end_of_line(text, start)]
    comment = re.search(r"(?<=\s)#", line)
    return start + len((line if comment is None else line[: comment.start()]).rstrip())


def start_of_line(text: str, at: int) -> int:
    """Return the offset at which the line of `at` begins."""
    return text.rfind("\n", 0, at) + 1
