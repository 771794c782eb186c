"""Advice for values that cannot be read: in words, and as changes of the text.

Only imported for mistakes.
"""

import re
from typing import Final, NamedTuple

from player.routine.fixes import FAR, SHOWN, instead, is_in_brackets
from player.routine.nodes import Span
from player.routine.problems import Fix


class Spelling(NamedTuple):
    """One way to write what was meant."""

    value: str
    """As YAML."""
    beside: tuple[tuple[str, str], ...] = ()
    """Keys and values that have to be written above it."""
    key: str | None = None
    """The key under which it has to be written, if that is another one; None: the same key."""


class Advice(NamedTuple):
    """Advice for one value that cannot be read."""

    hint: str
    """One clause for a person, safe to show."""
    spellings: tuple[Spelling, ...] = ()
    """The same for a machine; empty: a person has to decide."""


def write(*values: str, more: str = "") -> Advice:
    """Return the advice to write one of some values."""
    offered = " or ".join(f"'{value}'" for value in values)
    return Advice(f"write {offered}{more}", tuple(map(Spelling, values)))


UNTIL_THE_KEY: Final = write("max", more=" to go on until the key")
LEFT_OUT: Final = Advice("to leave a step out at one level, write such as 'sets: {gentle: 0, standard: 3}'")


def respelled(text: str, span: Span, key: str, spellings: tuple[Spelling, ...]) -> tuple[Fix, ...]:
    """Return the fixes that replace a value by each of its spellings.

    Args:
        text: The whole text.
        span: Where the value stands.
        key: The key it is a value of; it may stand deeper, in a list or at a level.
        spellings: The values that could have been meant.
    """
    return tuple(fix for spelling in spellings if (fix := _respelled(text, span, key, spelling)) is not None)


def _respelled(text: str, span: Span, key: str, spelling: Spelling) -> Fix | None:
    if not spelling.beside and spelling.key is None:
        return instead(span, spelling.value)
    word = re.search(rf"(?<![\w-]){re.escape(key)} *: *\Z", text[max(0, span.start - SHOWN) : span.start])
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


def _has_sibling(text: str, start: int, key: str, *, flow: bool) -> bool:
    """Whether the mapping around the key at `start` has another `key`, as far as its neighbourhood shows."""
    if flow:
        around = text[max(0, text.rfind("{", 0, start)) : min(len(text), start + FAR)].partition("}")[0]
        return re.search(rf"(?<![\w-]){key} *:", around) is not None
    column = start - (text.rfind("\n", 0, start) + 1)
    before = text[max(0, start - FAR) : start].split("\n")[-2::-1]
    after = text[start : start + FAR].split("\n")[1:]
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
