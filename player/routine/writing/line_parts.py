"""The parts of a routine's lines: dashes, keys and texts at their columns, however broken the text is."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from player.routine.nodes import Scalar
from player.routine.nodes import Sequence as ListNode
from player.routine.writing.lexer import START, TokenKind, lex

Sort: TypeAlias = Literal["dash", "key", "text"]


class LinePart(NamedTuple):
    """A dash, a key or a text that begins an entry."""

    sort: Sort
    line: int
    """0-based."""
    column: int
    """0-based."""
    end: int
    """The column behind it; behind the colon of a key."""
    name: str = ""
    """Of a key, without quotes."""
    value: str = ""
    """The text behind the colon of a key, without a comment."""


_NOT_THERE: Final = -1
_KEYS: Final = frozenset((TokenKind.KEY, TokenKind.KNOWN_KEY))
_WRITTEN: Final = frozenset((TokenKind.TEXT, TokenKind.NUMBER, TokenKind.QUOTED))


def indent_of(line: str) -> int:
    """Return the column of the first thing on a line; -1 if there is nothing but perhaps a comment."""
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare and bare[0] != "#" else _NOT_THERE


def parts_of(lines: Sequence[str], number: int) -> list[LinePart]:
    """Return the parts of a line outside of brackets, from left to right: dashes, then a key or a text."""
    line = lines[number]
    found: list[LinePart] = []
    tokens = lex(line, START)[0]
    for place, (start, end, kind) in enumerate(tokens):
        if kind is TokenKind.DASH:
            found.append(LinePart("dash", number, start, end))
            continue
        if kind in _KEYS:
            colon = tokens[place + 1].end
            behind = tokens[place + 2 :]
            ends = next((token.start for token in behind if token.kind is TokenKind.COMMENT), len(line))
            name = line[start:end].strip("'\"")
            found.append(LinePart("key", number, start, colon, name, line[colon:ends].strip(" ")))
        elif kind in _WRITTEN:
            found.append(LinePart("text", number, start, end))
        break
    return found


def above(lines: Sequence[str], own: list[LinePart], number: int, column: int) -> list[LinePart]:
    """Return the parts that enclose a column of a line, from the inside out.

    Args:
        lines: The text.
        own: The parts of the line that stand left of the column.
        number: The line, 0-based.
        column: 0-based.
    """
    chain: list[LinePart] = []
    is_dash = False
    row = own
    while True:
        for part in reversed(row):
            if part.sort == "text" and row[0].sort != "dash":
                continue  # a stray word encloses nothing
            shares = is_dash and part.sort == "key" and part.column == column and not part.value
            if part.column < column or shares:
                chain.append(part)
                column, is_dash = part.column, part.sort == "dash"
        if column == 0 and not is_dash:
            return chain
        number -= 1
        while number >= 0 and not 0 <= indent_of(lines[number]) < column + is_dash:
            number -= 1
        if number < 0:
            return chain
        row = parts_of(lines, number)


def siblings(lines: Sequence[str], number: int, column: int) -> list[LinePart]:
    """Return the keys, or the text, of one mapping.

    Args:
        lines: The text.
        number: A line of the mapping, 0-based.
        column: The column of its keys, 0-based.
    """
    found: list[LinePart] = []
    own = parts_of(lines, number) if number < len(lines) else []
    starts = any(part.sort == "dash" and part.column < column for part in own)
    found += (part for part in own if part.column == column)
    if not starts:
        found[:0] = reversed(list(_upward(lines, number, column)))
    for below in range(number + 1, len(lines)):
        indent = indent_of(lines[below])
        if indent == _NOT_THERE or indent > column:
            continue
        parts = parts_of(lines, below) if indent == column else []
        if not parts or (parts[0].sort == "dash" and not _may_share(found)):
            break
        found += (part for part in parts[:1] if part.sort == "key")
    return [part for part in found if part.sort != "dash"]


def _may_share(found: list[LinePart]) -> bool:
    """Whether dashes at the column of a mapping's keys are entries of its last key."""
    return bool(found) and found[-1].sort == "key" and not found[-1].value


def _upward(lines: Sequence[str], number: int, column: int) -> Iterator[LinePart]:
    for higher in range(number - 1, -1, -1):
        indent = indent_of(lines[higher])
        if indent == _NOT_THERE or indent > column:
            continue
        parts = parts_of(lines, higher)
        yield from (part for part in parts if part.column == column and part.sort != "dash")
        if indent < column:
            return


def anchor(lines: Sequence[str], number: int) -> int:
    """Return the nearest line, `number` or above it, that begins an entry outside of brackets.

    A guess: the text is not read from its start.
    """
    for candidate in range(number, 0, -1):
        if _BEGINS.match(lines[candidate]) is None:
            continue
        before = candidate - 1
        while before > 0 and indent_of(lines[before]) == _NOT_THERE:
            before -= 1
        if not lines[before].rstrip(" ").endswith((",", "[", "{")):
            return candidate
    return 0


_BEGINS = re.compile(r" *(?:-(?: |$)|[a-z_]++ *+:(?: |$))")


def levels_of(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the levels a routine names, if its `levels` can be read."""
    start = next((number for number, line in enumerate(lines) if line.startswith("levels:")), None)
    if start is None:
        return ()
    from player.routine.text.compose import compose

    end = start + 1
    while end < len(lines) and end < start + _MOST_LINES and lines[end].startswith((" ", "-", "]", "#")):
        end += 1
    node = compose("\n".join(lines[start:end]))[0]
    value = None if node is None or isinstance(node, Scalar | ListNode) else node.get("levels")
    items = value.items if isinstance(value, ListNode) else (value,)
    return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)


_MOST_LINES: Final = 50
"""Lines that are searched for the names of levels."""
