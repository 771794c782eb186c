"""A YAML text as nodes: each holds the text as written and its exact place."""

from typing import Literal, NamedTuple, TypeAlias


class Span(NamedTuple):
    """A place in the text. A tuple, since a file has thousands of them."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    start: int
    """0-based offset into the text."""
    end_line: int
    end_column: int
    """The column behind the last character."""
    end: int
    """The offset behind the last character: `text[start:end]` is what was written."""


Style: TypeAlias = Literal["plain", "quoted", "block", "refused"]
"""`refused`: an alias, anchor or tag without a value; it has been reported, so its readers stay silent."""


class Scalar(NamedTuple):
    """A text, always as it was written: nothing is read as a number, a date or a yes."""

    text: str
    style: Style
    span: Span


class Sequence(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    span: Span


class Mapping(NamedTuple):
    """Keys and values in their order; no key stands twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    span: Span

    def get(self, key: str) -> "Node | None":
        """Return the value of `key`, or None if it is not there."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the node of the key, for its place, or None if it is not there."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping
