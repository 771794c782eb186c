"""Changes of a text that mend a problem, made from what the hint says.

All offsets are into the text that was read. Only made for problems, and only for the first of a text.
"""

import re
from typing import Final, NamedTuple

from player.routine.nodes import Span
from player.routine.problems import Fix
from player.routine.quoting import scalar_of
from player.routine.visible import visible

_SHOWN: Final = 48
"""Characters of a text that a label quotes."""

_FAR: Final = 2_000
"""Characters on each side of a place in which its neighbours are looked for."""


class Spelling(NamedTuple):
    """One way to write what was meant."""

    value: str
    """As YAML."""
    beside: tuple[tuple[str, str], ...] = ()
    """Keys and values to be written above it."""
    key: str | None = None
    """The key it belongs to, if it is another one."""


class Advice(NamedTuple):
    """What to tell somebody whose value cannot be read."""

    hint: str
    """Safe to show."""
    spellings: tuple[Spelling, ...] = ()
    """The same for a machine; empty: a person has to decide."""


def write(*values: str, more: str = "") -> Advice:
    """Return the advice to write one of some values."""
    offered = " or ".join(f"'{value}'" for value in values)
    return Advice(f"write {offered}{more}", tuple(map(Spelling, values)))


def label_of(text: str) -> str:
    """Return what a fix that writes `text` is called."""
    line = " ".join(text.split())
    return f"write '{visible(line[:_SHOWN])}{'…' if len(line) > _SHOWN else ''}'"


def instead(span: Span, text: str, label: str | None = None) -> Fix:
    """Return the fix that writes `text` in the place of what stands at `span`."""
    return Fix(label or label_of(text), span.start, span.end, text)


def respelled(text: str, span: Span, key: str, spellings: tuple[Spelling, ...]) -> tuple[Fix, ...]:
    """Return the fixes that write a value otherwise.

    Args:
        text: The whole text.
        span: Where the value stands.
        key: The key it is a value of; it may stand deeper, in a list or at a level.
        spellings: What could be written.
    """
    return tuple(fix for spelling in spellings if (fix := _respelled(text, span, key, spelling)) is not None)


def _respelled(text: str, span: Span, key: str, spelling: Spelling) -> Fix | None:
    if not spelling.beside and spelling.key is None:
        return instead(span, spelling.value)
    word = re.search(rf"(?<![\w-]){re.escape(key)} *: *\Z", text[max(0, span.start - _SHOWN) : span.start])
    if word is None:  # the value of one level, or of one set
        return None
    start = span.start - len(word.group())
    flow = is_in_brackets(text, span)
    beside = [pair for pair in spelling.beside if not _has_sibling(text, start, pair[0], flow=flow)]
    name = spelling.key or key
    if name != key and _has_sibling(text, start, name, flow=flow):
        return None
    pairs = [f"{name}: {value}" for name, value in (*beside, (name, spelling.value))]
    column = start - (text.rfind("\n", 0, start) + 1)
    label = "write " + " and ".join(f"'{pair}'" for pair in pairs)
    return Fix(label, start, span.end, (", " if flow else "\n" + " " * column).join(pairs))


def is_in_brackets(text: str, span: Span) -> bool:
    """Whether a value stands in brackets: nothing else can follow it with a comma or a bracket."""
    after = re.compile(r"(?:\s|(?<=\s)#[^\n]*)*").match(text, span.end, span.end + _FAR)
    return after is not None and text[after.end() : after.end() + 1] in {",", "]", "}"}


def _has_sibling(text: str, start: int, key: str, *, flow: bool) -> bool:
    """Whether the mapping around the key at `start` has another `key`, as far as its neighbourhood shows."""
    if flow:
        around = text[max(0, text.rfind("{", 0, start)) : min(len(text), start + _FAR)].partition("}")[0]
        return re.search(rf"(?<![\w-]){key} *:", around) is not None
    column = start - (text.rfind("\n", 0, start) + 1)
    before = text[max(0, start - _FAR) : start].split("\n")[-2::-1]
    after = text[start : start + _FAR].split("\n")[1:]
    return any(_stands_in(lines, key, column) for lines in (before, after))


def _stands_in(lines: list[str], key: str, column: int) -> bool:
    """Whether a key stands at a column of the lines, before one that is indented less."""
    for line in lines:
        content = line.lstrip(" ")
        begins = len(line) - len(content)
        if content.startswith("- ") and begins < column:
            inner = content[1:].lstrip(" ")
            return len(line) - len(inner) == column and inner.startswith(f"{key}:")
        if content and begins < column:
            return False
        if begins == column and content.startswith(f"{key}:"):
            return True
    return False


def in_quotes(text: str, start: int, end: int, *, flow: bool = False) -> Fix:
    """Return the fix that puts a part of one line in quotes."""
    written = scalar_of(text[start:end], flow=flow)
    if written == text[start:end]:
        written = "'" + written.replace("'", "''") + "'"
    return Fix(f"put '{visible(text[start : min(end, start + _SHOWN)])}' in quotes", start, end, written)


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
