"""Reads the typed values of keys from nodes; whatever is wrong is reported at its place.

Functions that take a `ValueReading` read values that may differ between levels. All return None after
reporting.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from player.routine.codes import Code
from player.routine.fixes import instead, is_in_brackets
from player.routine.grammar.keytypes import Key
from player.routine.model import ByLevel, Distance, Ladder, Quantity, Sides
from player.routine.nodes import Node, Scalar, Sequence
from player.routine.problems import Fix, Problems
from player.routine.quoting import scalar_of
from player.routine.slug import slug
from player.routine.values.breaths import Length
from player.routine.values.lengths import BARE, SECOND, plain
from player.routine.values.nesting import Reader, ValueReading, by_level, ladder_of
from player.routine.values.texts import line_of, scalar, texts_of
from player.routine.values.written import (
    MOST_SIDES,
    ValueFault,
    read_count,
    read_distance,
    read_duration,
    read_flag,
    read_label,
    read_score,
    read_sides,
)
from player.routine.visible import quoted

_SHORT_REST: Final = 5 * SECOND
"""A bare `rest` below this was probably meant as minutes (DESIGN §3)."""

_ASKED: Final = ("reps", "load", "effort", "pain")

T = TypeVar("T")


def lengths_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Ladder[Length]] | None:
    """Return a dose of time, such as `hold`."""
    return by_level(node, key, reading, ladder_of(_length))


def gap_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Length] | None:
    """Return a length that is not a dose: a gap, `every`, `within`, the `for` of a say."""
    return by_level(node, key, reading, _length)


def duration_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Quantity] | None:
    """Return a length that cannot be written in breaths: `breath`."""
    return by_level(node, key, reading, _duration)


def counts_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Ladder[Quantity]] | None:
    """Return a dose that is counted: `reps`."""
    return by_level(node, key, reading, ladder_of(_count))


def count_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Quantity] | None:
    """Return a count that is not a dose: `sets`, `rounds`, `pick`, `choose`.

    Sets may be 0 at a level: the step is not there. `max` sets are open from 0, so ask for both.
    """
    return by_level(node, key, reading, _count)


def distances_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Ladder[Distance]] | None:
    """Return a dose of distance: `distance`."""
    return by_level(node, key, reading, ladder_of(_text_value(read_distance)))


def sides_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Sides] | None:
    """Return the sides that are worked: `sides`."""
    return by_level(node, key, reading, _sides)


def flag_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[bool] | None:
    """Return a boolean, such as `optional`."""
    return by_level(node, key, reading, _text_value(read_flag))


def loads_of(node: Node, key: Key, reading: ValueReading) -> ByLevel[Ladder[str]] | None:
    """Return loads as written; a mistyped unit is warned of."""
    return by_level(node, key, reading, ladder_of(_load))


def text_by_level(node: Node, key: Key, reading: ValueReading) -> ByLevel[str] | None:
    """Return a text that may differ between levels: `effort`."""
    return by_level(node, key, reading, line_of)


def number_of(node: Node, key: Key, problems: Problems) -> int | None:
    """Return a whole number from 0 to 10: `pain_limit`."""
    return _text_value(read_score)(node, key, problems)


def asked_of(node: Node, key: Key, problems: Problems) -> tuple[str, ...] | None:
    """Return the values asked for after a set, each once; empty (`none`, `[]`): nothing."""
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


def report_fault(fault: ValueFault, node: Scalar, key: Key, problems: Problems) -> None:
    """Report a text that is no value of `key`, with fixes that replace it."""
    fixes: tuple[Fix, ...] = ()
    if fault.spellings and problems.helping:
        from player.routine.advice import respelled

        fixes = respelled(problems.text, node.span, key.name, fault.spellings)
    problems.error(fault.code, node.span, fault.message, fault.hint, fixes)


def _text_value(read: Callable[[str, Key], T | ValueFault]) -> Reader[T]:
    """Return a reader for values that are one text."""

    def value(node: Node, key: Key, problems: Problems) -> T | None:
        found = scalar(node, key, problems)
        if found is None:
            return None
        read_value = read(found.text, key)
        if isinstance(read_value, ValueFault):
            report_fault(read_value, found, key, problems)
            return None
        return read_value

    return value


def _length(node: Node, key: Key, problems: Problems) -> Length | None:
    value = _text_length(node, key, problems)
    if isinstance(node, Scalar) and isinstance(value, Quantity):
        _warn_of_short_rest(node, key, value, problems)
    return value


def _count(node: Node, key: Key, problems: Problems) -> Quantity | None:
    value = _text_count(node, key, problems)
    if value is not None and value.low == 0 < value.high:
        message = f"'{key.name}' cannot begin at 0: at 0 the step is not there at all"
        fixes = (instead(node.span, "0"), instead(node.span, f"1-{value.high}"))
        problems.error(Code.OUT_OF_BOUNDS, node.span, message, f"write 0, or 1-{value.high}", fixes)
        return None
    return value


def _duration(node: Node, key: Key, problems: Problems) -> Quantity | None:
    value = _text_length(node, key, problems)
    return value if isinstance(value, Quantity) else None


_text_length: Reader[Length] = _text_value(read_duration)
_text_count: Reader[Quantity] = _text_value(read_count)
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
    if text is not None and _may_be_mistyped(text):
        from player.routine.values.habits import meant_load

        meant = meant_load(text)
        if meant is not None:
            message = f"the unit of the load {quoted(text)} looks mistyped"
            fixes = (instead(node.span, scalar_of(meant, flow=is_in_brackets(problems.text, node.span))),)
            problems.warning(Code.LOAD_UNIT, node.span, message, f"did you mean {quoted(meant)}?", fixes)
    return text


def _may_be_mistyped(load: str) -> bool:
    return any(map(str.isdigit, load)) and not load.lower().endswith(("kg", "lb", "lbs"))


def _warn_of_short_rest(node: Scalar, key: Key, value: Quantity, problems: Problems) -> None:
    written = plain(node.text)
    if key.name == "rest" and 0 < value.low < _SHORT_REST and BARE.fullmatch(written):
        problems.warning(
            Code.SHORT_REST,
            node.span,
            f"a number alone is seconds, so this rest lasts {written} s",
            f"write '{written}m' for minutes, or '{written}s'",
            (instead(node.span, f"{written}m"), instead(node.span, f"{written}s")),
        )
