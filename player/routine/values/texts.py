"""Reads texts of keys: names, lines, lists of texts; reports empty ones, lists in their place and slips.

All readers return None after reporting.
"""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.fixes import end_of_line, in_quotes, instead, is_in_brackets, label_of, start_of_line
from player.routine.grammar.keytypes import Key, Type
from player.routine.grammar.legal import WORDS
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span
from player.routine.problems import Fix, Problems
from player.routine.quoting import CURLY
from player.routine.slug import slug
from player.routine.visible import MOST_QUOTED, quoted, visible

_KEY_WITHOUT_SPACE: Final = r"(\s*(?:- +)*)([A-Za-z_]+)[ \u00a0]*(?:[:\uff1a]|=(?=[ \u00a0]*[0-9]))[ \u00a0]*"
"""A key whose colon YAML does not see: without a space, or full-width as typed on Asian keyboards."""

_OF_WORDS: Final = frozenset((Type.TEXT, Type.LINES, Type.TEXTS, Type.VARIATIONS))
_EXEMPLARY: Final = frozenset((Type.DURATION, Type.COUNT, Type.DISTANCE, Type.TEMPO, Type.SIDES, Type.FLAG))
"""Types whose example is offered as a fix: a value that anybody could mean."""

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
"""The kind of value that a key of each type needs, in words."""


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
    if report_swallowed(node, problems):
        return None
    if node.style == "plain" and _looks_pasted(node, key, problems.text):
        from player.routine.text.pasted import report_pasted

        if report_pasted(node, key, problems, is_words=key.type in _OF_WORDS):
            return None
    return node


def _looks_pasted(node: Scalar, key: Key, text: str) -> bool:
    """Whether a text begins with a curly quote, ends with a comma, or is followed by a comment."""
    if node.text[0] in CURLY:
        return True
    return key.type in _OF_WORDS and (node.text[-1] == "," or text.startswith(" #", node.span.end))


def report_swallowed(node: Scalar, problems: Problems, *, first_line: bool = False) -> bool:
    """Report a `key:value` without its space, which YAML took for a part of the text above it.

    Args:
        node: Any text.
        problems: Takes the report, and has the text as written.
        first_line: Whether the first line is examined too: where a mapping was expected.
    """
    several_lines = node.span.end_line > node.span.line
    if node.style != "plain" or not (first_line or several_lines):
        return False
    start = node.span.start
    for number, line in enumerate(problems.text[start : node.span.end].split("\n")):
        match = re.match(_KEY_WITHOUT_SPACE, line)
        if match is not None and match.group(2) in WORDS and (number > 0 or first_line):
            _report_swallowed_key(node, problems, match, start, number)
            return True
        start += len(line) + 1
    return False


def _report_swallowed_key(
    node: Scalar, problems: Problems, match: re.Match[str], start: int, number: int
) -> None:
    at = start + match.start(2)
    column = match.start(2) + (node.span.column if number == 0 else 1)
    line = node.span.line + number
    key, value = match.group(2), match.string[match.end() :].strip()
    problems.error(
        Code.MISSING_SPACE,
        Span(line, column, at, line, column + match.end() - match.start(2), start + match.end()),
        f"there is no colon with a space after '{key}', so YAML sees no key here",
        f"write '{key}: {visible(value[:MOST_QUOTED]) or '…'}'"
        if len(value) <= MOST_QUOTED
        else f"write '{key}: …'",
        _own_line(node, problems, start, start + match.end(), key) if problems.helping else (),
    )


def _own_line(node: Scalar, problems: Problems, start: int, end: int, key: str) -> tuple[Fix, ...]:
    """Return the fix that makes a key of what was swallowed, in line with the key it was swallowed by."""
    text = problems.text
    rest = text[end : end_of_line(text, end)].strip()
    label = label_of(f"{key}: {rest}")
    if start == node.span.start:
        return (Fix(label, start, end, f"{key}: "),)
    if is_in_brackets(text, node.span):
        return ()
    first = start_of_line(text, node.span.start)
    column = node.span.start - first
    begins = len(text[first : node.span.start]) - len(text[first : node.span.start].lstrip(" -"))
    if begins < column:  # the value of a key, which the new one lines up with
        return (Fix(label, start, end, f"{' ' * begins}{key}: "),)
    # A step that is only a name has to become one with keys.
    above = f"exercise: {text[node.span.start : start]}"
    return (Fix(label, node.span.start, end, f"{above}{' ' * column}{key}: "),)


def report_no_space(word: Scalar, name: str, value: str, problems: Problems) -> None:
    """Report `gentle:5` or `in:4s`, which is one word to YAML.

    Args:
        word: The word as written.
        name: The part before the colon.
        value: The part behind it.
        problems: Takes the report.
    """
    pair = f"{name.strip()}: {value.strip()}"
    message = f"there is no colon with a space after {quoted(name.strip())}, so YAML sees no key here"
    fixes = (instead(word.span, pair),) if word.style == "plain" else ()
    problems.error(Code.MISSING_SPACE, word.span, message, f"write {quoted(pair)}", fixes)


def report_empty(node: Node, key: Key, problems: Problems) -> None:
    """Report a key with nothing after its colon."""
    value = key.example.rpartition(": ")[2]
    fixes: tuple[Fix, ...] = ()
    if key.type in _EXEMPLARY and isinstance(node, Scalar):
        label = f"write '{key.example}'"
        if node.span.end > node.span.start:
            fixes = (instead(node.span, value, label),)
        elif problems.text[node.span.start - 1 : node.span.start] == ":":
            fixes = (instead(node.span, f" {value}", label),)
    message = f"'{key.name}' has nothing after its colon"
    problems.error(Code.EMPTY_VALUE, node.span, message, f"such as '{key.example}'", fixes)


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
                (in_quotes(problems.text, item.span.start, item.span.end, flow=True),),
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
