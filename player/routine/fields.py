"""From nodes to the values of keys; whatever is wrong is reported where it stands.

Functions that take a `Reading` read values that may differ between levels. All return None after reporting.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeVar

from player.routine.breaths import Length
from player.routine.codes import Code
from player.routine.facts import FACTS
from player.routine.keys import KEYS
from player.routine.keytypes import Form, Key, Type
from player.routine.lengths import BARE, SECOND, plain
from player.routine.model import ByLevel, Distance, Ladder, Quantity, Sides
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span
from player.routine.problems import Problems
from player.routine.slug import slug
from player.routine.values import (
    MOST_SIDES,
    Fault,
    read_count,
    read_distance,
    read_duration,
    read_flag,
    read_label,
    read_score,
    read_sides,
)
from player.routine.visible import visible

_SHORT_REST: Final = 5 * SECOND
"""A bare `rest` below this was probably meant as minutes (DESIGN §3)."""

_SHOWN: Final = 40
"""Characters of a person's text quoted in a message."""

_KEY_WITHOUT_SPACE: Final = r"\s*(?:- +)*([A-Za-z_]+)[ \u00a0]*[:\uff1a]"
"""A full-width colon, as typed on Asian keyboards, is none to YAML, with a space or without."""

_WORDS: Final = frozenset(key.name for key in KEYS) | frozenset(FACTS)

_TYPES: Final = {
    Type.TEXT: "a text",
    Type.LINES: "a text",
    Type.TEXTS: "a text or a list of texts",
    Type.DURATION: "a length such as 30s",
    Type.COUNT: "a number such as 10",
    Type.DISTANCE: "a distance such as 200 m",
    Type.SIDES: "each, alternate, left, right, both or a list of names",
    Type.FLAG: "true or false",
    Type.NUMBER: "a number such as 5",
}

_ASKED: Final = ("reps", "load", "effort", "pain")

T = TypeVar("T")


class Reading(NamedTuple):
    """What every value of one routine is read with."""

    levels: tuple[str, ...]
    """The names of its levels, the default one first; empty: it has none."""
    problems: Problems
    """Takes what is wrong."""


def quoted(text: str) -> str:
    """Return a person's text for a message: in quotes, visible, and not too long."""
    return f"'{visible(text[:_SHOWN])}…'" if len(text) > _SHOWN else f"'{visible(text)}'"


def scalar(node: Node, key: Key, problems: Problems) -> Scalar | None:
    """Return the text node that `key` needs, or None after reporting that it is empty or no text."""
    if not isinstance(node, Scalar):
        needs = _TYPES.get(key.type, "a text")
        kind = "a list" if isinstance(node, Sequence) else "a mapping"
        problems.error(
            Code.WRONG_TYPE, node.span, f"'{key.name}' needs {needs}, not {kind}", f"such as '{key.example}'"
        )
        return None
    if node.style == "refused":
        return None
    if not node.text.strip():
        report_empty(node, key, problems)
        return None
    return None if report_swallowed(node, problems) else node


def report_swallowed(node: Scalar, problems: Problems, *, first_line: bool = False) -> bool:
    """Report a `key:value` without its space, which YAML took for a part of the text above it.

    Args:
        node: Any text.
        problems: Takes it, and knows how the text was written.
        first_line: Whether the first line is looked at too, as where a mapping was expected.
    """
    several_lines = node.span.end_line > node.span.line
    if node.style != "plain" or not (first_line or several_lines):
        return False
    for number, line in enumerate(problems.text[node.span.start : node.span.end].split("\n")):
        match = re.match(_KEY_WITHOUT_SPACE, line)
        if match is None or match.group(1) not in _WORDS or (number == 0 and not first_line):
            continue
        column = match.start(1) + (node.span.column if number == 0 else 1)
        at = node.span.line + number
        problems.error(
            Code.MISSING_SPACE,
            Span(at, column, node.span.start, at, column + len(match.group().lstrip()), node.span.start),
            f"there is no colon with a space after '{match.group(1)}', so YAML sees no key here",
            f"write '{match.group(1)}: …'",
        )
        return True
    return False


def report_empty(node: Node, key: Key, problems: Problems) -> None:
    """Report a key with nothing after its colon."""
    problems.error(
        Code.EMPTY_VALUE, node.span, f"'{key.name}' has nothing after its colon", f"such as '{key.example}'"
    )


def line_of(node: Node, key: Key, problems: Problems) -> str | None:
    """Return a text of one line; line breaks and runs of spaces in it become one space."""
    found = scalar(node, key, problems)
    return None if found is None else _bounded(" ".join(found.text.split()), found, key, problems)


def name_of(node: Node, key: Key, problems: Problems) -> str | None:
    """Return a name: a line with at least one letter or digit, so that it has a place in paths."""
    name = line_of(node, key, problems)
    if name is not None and not slug(name):
        problems.error(
            Code.NO_LETTERS, node.span, f"{quoted(name)} needs at least one letter or digit to be a name"
        )
        return None
    return name


def lines_of(node: Node, key: Key, problems: Problems) -> str | None:
    """Return a text that may have several lines."""
    found = scalar(node, key, problems)
    return None if found is None else _bounded(found.text.strip(), found, key, problems)


def texts_of(node: Node, key: Key, problems: Problems) -> tuple[str, ...] | None:
    """Return a list of lines; a single text is a list of one."""
    if not isinstance(node, Sequence):
        single = line_of(node, key, problems)
        return None if single is None else (single,)
    texts: list[str] = []
    for item in node.items:
        if isinstance(item, Mapping) and len(item.pairs) == 1:
            problems.error(
                Code.COLON_IN_TEXT,
                item.span,
                "a ': ' inside a text makes YAML see a key",
                "put the text in quotes",
            )
            continue
        text = line_of(item, key, problems)
        if text is not None:
            texts.append(text)
    return tuple(texts)


def _bounded(text: str, node: Scalar, key: Key, problems: Problems) -> str | None:
    if len(text) > key.longest:
        problems.error(
            Code.TOO_LONG, node.span, f"'{key.name}' is longer than {key.longest} characters", "shorten it"
        )
        return None
    return text


def lengths_of(node: Node, key: Key, reading: Reading) -> ByLevel[Ladder[Length]] | None:
    """Return a dose of time, such as `hold`."""
    return by_level(node, key, reading, _ladder_of(_length))


def gap_of(node: Node, key: Key, reading: Reading) -> ByLevel[Length] | None:
    """Return a length that is no dose: a gap, `every`, `within`, the `for` of a say."""
    return by_level(node, key, reading, _length)


def duration_of(node: Node, key: Key, reading: Reading) -> ByLevel[Quantity] | None:
    """Return a length of a key that cannot be written in breaths: `breath`."""
    return by_level(node, key, reading, _duration)


def counts_of(node: Node, key: Key, reading: Reading) -> ByLevel[Ladder[Quantity]] | None:
    """Return a dose that is counted: `reps`."""
    return by_level(node, key, reading, _ladder_of(_count))


def count_of(node: Node, key: Key, reading: Reading) -> ByLevel[Quantity] | None:
    """Return a count that is no dose: `sets`, `rounds`, `pick`, `choose`.

    Sets may be 0 at a level: the step is not there. `max` sets are open from 0, so ask for both.
    """
    return by_level(node, key, reading, _count)


def distances_of(node: Node, key: Key, reading: Reading) -> ByLevel[Ladder[Distance]] | None:
    """Return how far to go."""
    return by_level(node, key, reading, _ladder_of(_text_value(read_distance)))


def sides_of(node: Node, key: Key, reading: Reading) -> ByLevel[Sides] | None:
    """Return which sides are worked."""
    return by_level(node, key, reading, _sides)


def flag_of(node: Node, key: Key, reading: Reading) -> ByLevel[bool] | None:
    """Return a yes or no."""
    return by_level(node, key, reading, _text_value(read_flag))


def loads_of(node: Node, key: Key, reading: Reading) -> ByLevel[Ladder[str]] | None:
    """Return loads as written; a mistyped unit is warned of."""
    return by_level(node, key, reading, _ladder_of(_load))


def text_by_level(node: Node, key: Key, reading: Reading) -> ByLevel[str] | None:
    """Return a text that may differ between levels: `effort`."""
    return by_level(node, key, reading, line_of)


def number_of(node: Node, key: Key, problems: Problems) -> int | None:
    """Return a whole number from 0 to 10: `pain_limit`."""
    return _text_value(read_score)(node, key, problems)


def asked_of(node: Node, key: Key, problems: Problems) -> tuple[str, ...] | None:
    """Return what is asked for after a set, each once; empty (`none`, `[]`): nothing."""
    if isinstance(node, Scalar) and plain(node.text) == "none":
        return ()
    found = texts_of(node, key, problems)
    if found is None:
        return None
    words = tuple(dict.fromkeys(plain(text) for text in found))
    wrong = [word for word in words if word not in _ASKED]
    if wrong:
        message = f"{quoted(wrong[0])} cannot be asked for"
        problems.error(Code.NOT_ASKED, node.span, message, "reps, load, effort and pain can, or write 'none'")
        return None
    return words


Reader = Callable[[Node, Key, Problems], T | None]
"""Reads one value; None: it was reported."""


def by_level(node: Node, key: Key, reading: Reading, one: Reader[T]) -> ByLevel[T] | None:
    """Return a value that may be written once, or for each level in a mapping of all of them.

    Args:
        node: What was written.
        key: The declaration of its key.
        reading: Knows the levels.
        one: Reads the value of one level.
    """
    if not isinstance(node, Mapping) or Form.BY_LEVEL not in key.forms:
        value = one(node, key, reading.problems)
        return None if value is None else ByLevel((value,))
    nodes = _nodes_of_levels(node, key, reading)
    if nodes is None:
        return None
    if key.name == "sets":
        key = key._replace(least=0)
    values = [one(value, key, reading.problems) for value in nodes]
    found = tuple(value for value in values if value is not None)
    return ByLevel(found) if len(found) == len(values) else None


def _nodes_of_levels(node: Mapping, key: Key, reading: Reading) -> list[Node] | None:
    """Return the values of a mapping in the order of the levels; it names every level and nothing else."""
    levels, problems = reading
    if not levels:
        _report_no_levels(node, key, problems)
        return None
    given = {word.text: value for word, value in node.pairs}
    names = ", ".join(quoted(level) for level in levels)
    foreign = [word for word, _ in node.pairs if word.text not in levels]
    missing = [level for level in levels if level not in given]
    if foreign:
        message = f"{quoted(foreign[0].text)} is not a level of this routine"
        problems.error(Code.BY_LEVEL, foreign[0].span, message, f"its levels are {names}")
    elif missing:
        message = f"'{key.name}' says nothing for the level {quoted(missing[0])}"
        problems.error(Code.BY_LEVEL, node.span, message, f"name every level: {names}")
    return None if foreign or missing else [given[level] for level in levels]


def _report_no_levels(node: Mapping, key: Key, problems: Problems) -> None:
    needs = _TYPES.get(key.type, "a text")
    hint = f"such as '{key.example}'"
    if node.pairs:
        names = ", ".join(visible(word.text[:_SHOWN]) for word, _ in node.pairs[:3])
        hint = f"for a value at each level, first add a line 'levels: [{names}]' to the routine"
    problems.error(Code.WRONG_TYPE, node.span, f"'{key.name}' needs {needs}, not a mapping", hint)


def _ladder_of(one: Reader[T]) -> Reader[Ladder[T]]:
    """Return the reader of one value, or of a list with a value for each set or round."""

    def ladder(node: Node, key: Key, problems: Problems) -> Ladder[T] | None:
        if not isinstance(node, Sequence) or Form.LADDER not in key.forms:
            value = one(node, key, problems)
            return None if value is None else Ladder((value,))
        if not node.items:
            problems.error(
                Code.EMPTY_VALUE, node.span, f"'{key.name}' is an empty list", f"such as '{key.example}'"
            )
            return None
        values = [one(item, key, problems) for item in node.items]
        rungs = tuple(value for value in values if value is not None)
        return Ladder(rungs) if len(rungs) == len(values) else None

    return ladder


def _text_value(read: Callable[[str, Key], T | Fault]) -> Reader[T]:
    """Return the reader of a value that is one text."""

    def value(node: Node, key: Key, problems: Problems) -> T | None:
        found = scalar(node, key, problems)
        if found is None:
            return None
        read_value = read(found.text, key)
        if isinstance(read_value, Fault):
            problems.error(read_value.code, found.span, read_value.message, read_value.hint)
            return None
        return read_value

    return value


def _length(node: Node, key: Key, problems: Problems) -> Length | None:
    value = _text_length(node, key, problems)
    if isinstance(node, Scalar) and isinstance(value, Quantity):
        _warn_of_short_rest(node, key, value, problems)
    return value


def _duration(node: Node, key: Key, problems: Problems) -> Quantity | None:
    value = _text_length(node, key, problems)
    return value if isinstance(value, Quantity) else None


_text_length: Reader[Length] = _text_value(read_duration)
_count: Reader[Quantity] = _text_value(read_count)
_one_side: Reader[Sides] = _text_value(read_sides)
_label: Reader[str] = _text_value(lambda text, _: read_label(text))


def _sides(node: Node, key: Key, problems: Problems) -> Sides | None:
    if not isinstance(node, Sequence):
        return _one_side(node, key, problems)
    read = [_label(item, key, problems) for item in node.items[: MOST_SIDES + 1]]
    labels = tuple(label for label in read if label is not None)
    if len(labels) < len(read):
        return None
    if not labels:
        problems.error(Code.EMPTY_VALUE, node.span, f"'{key.name}' is an empty list", "such as [left, right]")
        return None
    if len(labels) > MOST_SIDES:
        problems.error(Code.OUT_OF_BOUNDS, node.span, f"'{key.name}' may name at most {MOST_SIDES} sides")
        return None
    twice = [number for number, label in enumerate(labels) if slug(label) in map(slug, labels[:number])]
    if twice:
        message = f"the side {quoted(labels[twice[0]])} is already there"
        problems.error(
            Code.NOT_A_SIDE, node.items[twice[0]].span, message, "give each side a name of its own"
        )
        return None
    return Sides(labels)


def _load(node: Node, key: Key, problems: Problems) -> str | None:
    text = line_of(node, key, problems)
    if text is not None:
        from player.routine.habits import meant_load  # noqa: PLC0415  most routines have no load

        meant = meant_load(text)
        if meant is not None:
            message = f"the unit of the load {quoted(text)} looks mistyped"
            problems.warning(Code.LOAD_UNIT, node.span, message, f"did you mean {quoted(meant)}?")
    return text


def _warn_of_short_rest(node: Scalar, key: Key, value: Quantity, problems: Problems) -> None:
    written = plain(node.text)
    if key.name == "rest" and 0 < value.low < _SHORT_REST and BARE.fullmatch(written):
        problems.warning(
            Code.SHORT_REST,
            node.span,
            f"a number alone is seconds, so this rest lasts {written} s",
            f"write '{written}m' for minutes, or '{written}s'",
        )


quantity_of = gap_of
