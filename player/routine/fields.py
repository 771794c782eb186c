"""From nodes to the values of keys; whatever is wrong is reported where it stands."""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.keytypes import Key, Type
from player.routine.model import Quantity
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.problems import Problems
from player.routine.slug import slug
from player.routine.values import SECOND, Fault, not_yet, plain, read_count, read_duration
from player.routine.visible import visible

_SHORT_REST: Final = 5 * SECOND
"""A bare `rest` below this was probably meant as minutes (DESIGN §3)."""

_SHOWN: Final = 40
"""Characters of a person's text quoted in a message."""

_BARE_NUMBER: Final = re.compile(r"[0-9.]+")

_TYPES: Final = {
    Type.TEXT: "a text",
    Type.LINES: "a text",
    Type.TEXTS: "a text or a list of texts",
    Type.DURATION: "a length such as 30s",
    Type.COUNT: "a number such as 10",
    Type.SIDES: "one of each, left, right, both",
}


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
    return node


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


def quantity_of(node: Node, key: Key, levels: frozenset[str], problems: Problems) -> Quantity | None:
    """Return a count or a length, fixed or a range.

    Args:
        node: What stands behind the key.
        key: Its declaration: type and smallest value.
        levels: The names of the routine's levels; a mapping of them is one value for each level.
        problems: Takes what is wrong.
    """
    later = _later_form(node, levels)
    if later is not None:
        problems.error(later.code, node.span, later.message, later.hint)
        return None
    found = scalar(node, key, problems)
    if found is None:
        return None
    if key.type is Type.COUNT:
        value = read_count(found.text, key.name, key.least)
    else:
        value = read_duration(found.text, key.name, key.least)
    if isinstance(value, Fault):
        problems.error(value.code, found.span, value.message, value.hint)
        return None
    _warn_of_short_rest(found, key, value, problems)
    return value


def _later_form(node: Node, levels: frozenset[str]) -> Fault | None:
    if isinstance(node, Sequence) and node.items:
        return not_yet("a list with a value for each set")
    if isinstance(node, Mapping) and is_by_level(node, levels):
        return not_yet("values by level")
    return None


def is_by_level(node: Node, levels: frozenset[str]) -> bool:
    """Whether a mapping has exactly level names as its keys (DESIGN §3)."""
    return isinstance(node, Mapping) and bool(node.pairs) and all(key.text in levels for key, _ in node.pairs)


def _warn_of_short_rest(node: Scalar, key: Key, value: Quantity, problems: Problems) -> None:
    written = plain(node.text)
    if key.name == "rest" and 0 < value.low < _SHORT_REST and _BARE_NUMBER.fullmatch(written):
        problems.warning(
            Code.SHORT_REST,
            node.span,
            f"a rest of {written} is {written} seconds",
            f"write '{written}m' for minutes, or '{written}s'",
        )
