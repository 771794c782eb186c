"""The steps of a file and their places in its raw text, with its byte order mark and its own line ends."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from player.routine.catalogue import comparable
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import HEADS
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.text.compose import compose
from player.routine.visible import visible

_BREAK = re.compile("\r\n|\r|\n")
_MARK: Final = "\ufeff"

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the root to a node."""

Edit: TypeAlias = tuple[int, int, str]
"""Replace `read[start:end]`; line breaks in the replacement are newlines."""


class File:
    """A text as it stands in a file, beside the same text as `decode` gives it to the reader.

    Args:
        text: With its byte order mark and its own line breaks.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._offset = len(_MARK) if text.startswith(_MARK) else 0
        body = text[self._offset :]
        self.read = body.replace("\r\n", "\n").replace("\r", "\n")
        self._pairs = [match.start() - count for count, match in enumerate(re.finditer("\r\n", body))]
        first = _BREAK.search(body)
        self._usual_break = "\n" if first is None else first.group()

    def offset(self, at: int) -> int:
        """Return the offset in `text` of the character `read[at]`."""
        return self._offset + at + bisect_left(self._pairs, at)

    def end_of_line(self, at: int) -> int:
        """Return the offset in `read` of the end of the line of `at`, before its break."""
        end = self.read.find("\n", at)
        return len(self.read) if end < 0 else end

    def edited(self, edits: list[Edit]) -> tuple[str, int, int]:
        """Return the text after edits, ordered from left to right, and both ends of its changed part."""
        parts: list[str] = []
        done = 0
        for start, end, replacement in edits:
            parts += [self.text[done : self.offset(start)], self._with_breaks(replacement, start)]
            done = self.offset(end)
        changed = "".join(parts)
        return changed + self.text[done:], self.offset(edits[0][0]), len(changed)

    def _with_breaks(self, replacement: str, at: int) -> str:
        end = self.offset(self.end_of_line(at))
        own = _BREAK.match(self.text, end)
        return replacement.replace("\n", self._usual_break if own is None else own.group())


class Site(NamedTuple):
    """A step and its place."""

    path: Path
    node: Mapping | Scalar
    """A scalar: an exercise that is only its name."""
    place: KeyPlace | None
    """The kind of step; None: its keys do not tell."""
    in_brackets: bool
    """Whether it is an entry of a list in brackets."""


def root_of(file: File) -> Node | str:
    """Return the root node of a text, or a sentence why it cannot be changed."""
    root, problems = compose(file.read)
    if root is None or problems:
        problem = problems[0] if problems else None
        where = f" on line {problem.line}" if problem is not None and problem.line is not None else ""
        return f"the file has a mistake{where} that has to be mended first"
    return root


def find(file: File, root: Node, line: int, column: int | None, name: str | None) -> Site | str:
    """Return the innermost step around a line, or a sentence why there is not exactly one.

    Args:
        file: The text.
        root: Its root node.
        line: 1-based; a step that begins on it is preferred to one that only contains it.
        column: 1-based; tells steps on one line apart.
        name: The exercise's name; tells them apart too.
    """
    around = [site for site in _sites(root, (), file) if _covers(site, line, column)]
    if column is None:
        around = [site for site in around if site.node.span.line == line] or around
    if name is not None and len(around) > 1:
        around = [site for site in around if _is_called(site, name)] or around
    deepest = max((len(site.path) for site in around), default=0)
    starting_here = sum(site.node.span.line == line for site in around)
    inner = [site for site in around if len(site.path) == deepest]
    if not inner:
        return f"no step stands on line {line}"
    if len(inner) > 1 or (column is None and starting_here > 1):
        return f"several steps stand on line {line}"
    return inner[0]


def node_at(root: Node, path: Path) -> Node | None:
    """Return the node at a path, or None if there is none."""
    node: Node | None = root
    for part in path:
        if isinstance(part, str):
            node = node.get(part) if isinstance(node, Mapping) else None
        else:
            node = node.items[part] if isinstance(node, Sequence) and part < len(node.items) else None
    return node


def _sites(node: Node | None, path: Path, file: File) -> Iterator[Site]:
    steps = node.get("steps") if isinstance(node, Mapping) else None
    if not isinstance(steps, Sequence):
        return
    in_brackets = file.read.startswith("[", steps.span.start)
    for number, step in enumerate(steps.items):
        inner = (*path, "steps", number)
        if isinstance(step, Scalar):
            yield Site(inner, step, KeyPlace.EXERCISE, in_brackets)
        elif isinstance(step, Mapping):
            yield Site(inner, step, _kind(step), in_brackets)
            yield from _sites(step, inner, file)


def _kind(step: Mapping) -> KeyPlace | None:
    heads = [head for head in HEADS if step.key(head) is not None and head != "rest"]
    if len(heads) == 1:
        return HEADS[heads[0]]
    is_rest = not heads and step.key("rest") is not None and step.key("rounds") is None
    return KeyPlace.REST if is_rest else None


def _covers(site: Site, line: int, column: int | None) -> bool:
    span = site.node.span
    if column is None:
        return span.line <= line <= span.end_line
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def _is_called(site: Site, name: str) -> bool:
    node = site.node if isinstance(site.node, Scalar) else site.node.get("exercise")
    return isinstance(node, Scalar) and comparable(visible(node.text)) == comparable(name)
