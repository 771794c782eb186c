"""Reads values that differ between levels, sets or rounds: level > ladder > the rest (DESIGN §3, Values)."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from player.routine.codes import Code
from player.routine.fixes import instead
from player.routine.grammar.keytypes import Form, Key
from player.routine.grammar.spelling import nearest
from player.routine.model import ByLevel, Ladder
from player.routine.nodes import Mapping, Node, Sequence
from player.routine.problems import Problems
from player.routine.quoting import scalar_of
from player.routine.values.texts import NEEDS, report_no_space
from player.routine.visible import quoted

T = TypeVar("T")


class ValueReading:
    """The context in which every value of one routine is read.

    Args:
        levels: The names of its levels, the default one first; empty: it has none.
        problems: Takes what is wrong.
    """

    def __init__(self, levels: tuple[str, ...], problems: Problems) -> None:
        self.levels = levels
        self.problems = problems


Reader: TypeAlias = Callable[[Node, Key, Problems], T | None]
"""Reads one value; returns None after reporting."""


def by_level(node: Node, key: Key, reading: ValueReading, one: Reader[T]) -> ByLevel[T] | None:
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


def _nodes_of_levels(node: Mapping, key: Key, reading: ValueReading) -> list[Node] | None:
    """Return the values of a mapping in the order of the levels; it must name each of them, and no more."""
    levels, problems = reading.levels, reading.problems
    if not levels:
        _report_no_levels(node, key, problems)
        return None
    given = {word.text: value for word, value in node.pairs}
    names = ", ".join(quoted(level) for level in levels)
    foreign = [word for word, _ in node.pairs if word.text not in levels]
    missing = [level for level in levels if level not in given]
    if foreign and (level := _level_before_value(foreign[0].text, levels)):
        report_no_space(foreign[0], level, foreign[0].text[len(level) :].lstrip(": "), problems)
    elif foreign:
        message = f"{quoted(foreign[0].text)} is not a level of this routine"
        near = nearest(foreign[0].text, missing) if problems.helping else None
        hint = f"its levels are {names}" if near is None else f"did you mean {quoted(near)}?"
        fixes = () if near is None else (instead(foreign[0].span, scalar_of(near, flow=True)),)
        problems.error(Code.BY_LEVEL, foreign[0].span, message, hint, fixes)
    elif missing:
        message = f"'{key.name}' says nothing for the level {quoted(missing[0])}"
        problems.error(Code.BY_LEVEL, node.span, message, f"name every level: {names}")
    return None if foreign or missing else [given[level] for level in levels]


def _level_before_value(word: str, levels: tuple[str, ...]) -> str | None:
    """Return the level of `gentle:5` or `gentle 5`."""
    return next((level for level in levels if word.startswith((f"{level}:", f"{level} "))), None)


def _report_no_levels(node: Mapping, key: Key, problems: Problems) -> None:
    needs = NEEDS.get(key.type, "a text")
    hint = f"such as '{key.example}'"
    if node.pairs:
        names = ", ".join(quoted(word.text)[1:-1] for word, _ in node.pairs[:3])
        hint = f"for a value at each level, first add a line 'levels: [{names}]' to the routine"
    problems.error(Code.WRONG_TYPE, node.span, f"'{key.name}' needs {needs}, not a mapping", hint)


def ladder_of(one: Reader[T]) -> Reader[Ladder[T]]:
    """Return a reader for one value, or for a list with a value for each set or round."""

    def ladder(node: Node, key: Key, problems: Problems) -> Ladder[T] | None:
        if not isinstance(node, Sequence) or Form.LADDER not in key.forms:
            value = one(node, key, problems)
            return None if value is None else Ladder((value,))
        if not node.items:
            problems.error(
                Code.EMPTY_VALUE, node.span, f"'{key.name}' is an empty list", f"such as '{key.example}'"
            )
            return None
        inside = next((item for item in node.items if isinstance(item, Mapping)), None)
        if inside is not None:
            message = f"'{key.name}' has a mapping inside its list"
            hint = "levels come first, such as {gentle: [8, 6], standard: [12, 10]}"
            problems.error(Code.WRONG_TYPE, inside.span, message, hint)
            return None
        values = [one(item, key, problems) for item in node.items]
        rungs = tuple(value for value in values if value is not None)
        return Ladder(rungs) if len(rungs) == len(values) else None

    return ladder
