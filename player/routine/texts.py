"""Texts of keys: empty ones, lists in their place, names, lines; what is wrong is reported where it stands.

All return None after reporting.
"""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.facts import FACTS
from player.routine.keys import KEYS
from player.routine.keytypes import Key, Type
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span
from player.routine.problems import Problems
from player.routine.slug import slug
from player.routine.visible import visible

_SHOWN: Final = 40
"""Characters of a person's text quoted in a message."""

_KEY_WITHOUT_SPACE: Final = r"\s*(?:- +)*([A-Za-z_]+)[ \u00a0]*[:\uff1a]"
"""A full-width colon, as typed on Asian keyboards, is none to YAML, with a space or without."""

_WORDS: Final = frozenset(key.name for key in KEYS) | frozenset(FACTS)

NEEDS: Final = {
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
"""What a key of each type needs, for a message."""


def quoted(text: str) -> str:
    """Return a person's text for a message: in quotes, visible, and not too long."""
    return f"'{visible(text[:_SHOWN])}…'" if len(text) > _SHOWN else f"'{visible(text)}'"


def scalar(node: Node, key: Key, problems: Problems) -> Scalar | None:
    """Return the text node that `key` needs, or None after reporting that it is empty or no text."""
    if not isinstance(node, Scalar):
        needs = NEEDS.get(key.type, "a text")
        kind = "a list" if isinstance(node, Sequence) else "a mapping"
        hint = f"such as '{key.example}'"
        if isinstance(node, Sequence) and key.type in {Type.DURATION, Type.COUNT}:
            hint = "only reps, hold, for, distance and load may be a list with a value for each set"
        problems.error(Code.WRONG_TYPE, node.span, f"'{key.name}' needs {needs}, not {kind}", hint)
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
