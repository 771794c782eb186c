"""One value of a step changed in the text of its file; every other byte stays (TRUST §2.3).

The texts here are files as they are: with their byte order mark, their line ends and without a last one.
"""

from typing import NamedTuple


class Field(NamedTuple):
    """A key a step has or could have."""

    key: str
    value: str | None
    """As written (a quoted text with its quotes, a mapping with its braces); None: the key is not there."""
    span: tuple[int, int] | None
    """Where the value stands in the text, as offsets; None: the key is not there."""


class Patched(NamedTuple):
    """A text in which one value was changed."""

    text: str
    start: int
    """Offset of the first changed character."""
    end: int
    """Offset behind the last changed character, in the new text."""


class Refusal(NamedTuple):
    """Why nothing was changed."""

    reason: str
    """One sentence for the person."""


def fields_of(
    text: str, line: int, *, column: int | None = None, name: str | None = None
) -> tuple[Field, ...]:
    """Return the fields of the innermost step around a line, written or not, in the order of the grammar.

    Keys that hold steps are left out. Without a step there, or in a broken file: empty.

    Args:
        text: The text of the file.
        line: 1-based, as in `model.Exercise.line` and in problems.
        column: 1-based; tells one of several steps on one line.
        name: The name of the step's exercise; the other way to tell it.
    """
    return ()


def patch(
    text: str, line: int, key: str, value: str, *, column: int | None = None, name: str | None = None
) -> Patched | Refusal:
    """Return the text with one value of a step changed or added, and nothing else.

    The result is read again; if anything but that value differs, it is refused.

    Args:
        text: The text of the file.
        line: 1-based line of the step.
        key: A key of that kind of step.
        value: What the key shall say, not quoted. Where the key takes a list or a mapping, one in brackets
            is written as it is: `{gentle: 5, standard: 8-10}`.
        column: As in `fields_of`.
        name: As in `fields_of`.
    """
    return Refusal("not yet")


def patch_bytes(
    data: bytes, line: int, key: str, value: str, *, column: int | None = None, name: str | None = None
) -> bytes | Refusal:
    """Return the bytes of a file with one value changed; see `patch`."""
    return Refusal("not yet")


def delete_key(
    text: str, line: int, key: str, *, column: int | None = None, name: str | None = None
) -> Patched | Refusal:
    """Return the text without one key of a step and its value; see `patch`."""
    return Refusal("not yet")
