"""Where a cursor stands in a routine that may be broken: by indentation and brackets alone, without a parse."""

from collections.abc import Sequence
from typing import NamedTuple

from player.routine.keytypes import Place


class Word(NamedTuple):
    """The key, name or value under the cursor."""

    start: int
    """0-based column of its first character; without a word, the cursor's."""
    end: int
    """The column behind its last character."""
    text: str
    """As written, quotes included."""


class Where(NamedTuple):
    """What stands around a cursor. Lines and columns are 0-based, as in a text area."""

    place: Place
    """The mapping of the language around the cursor. A step whose kind is not told yet counts as an exercise."""
    told: bool
    """Whether the kind of the step is told by one of its keys; True for the routine."""
    key: str | None
    """The key of `place` on which or in whose value the cursor stands, as written."""
    in_value: bool
    """Whether the cursor stands behind the colon of `key`, however deep."""
    entry: str | None
    """Inside a mapping that is the value of `key` (phases, levels): the key of it at the cursor."""
    in_mapping: bool
    """Whether the cursor stands where a key of the value's own mapping is written: `reps: {gen|`."""
    in_text: bool
    """Whether the cursor stands in a comment or in a block text, where nothing is to be completed."""
    word: Word
    step_line: int | None
    """The line on which the innermost step begins; None outside of the steps."""
    path: tuple[int, ...]
    """The lines on which the enclosing blocks begin, the outermost first, without the step itself."""
    present: frozenset[str]
    """The keys of the innermost mapping around the cursor, without the one under it."""
    indent: int
    """The column at which keys of the innermost mapping stand."""
    flow: bool
    """Whether the cursor stands inside brackets."""
    levels: tuple[str, ...]
    """The levels the routine names."""


def at(lines: Sequence[str], line: int, column: int) -> Where:
    """Return where a cursor stands. Any text and any cursor is answered; looks upward only as far as needed.

    Args:
        lines: The text without its line breaks; broken YAML is as good as any.
        line: 0-based; outside of the text the nearest line counts.
        column: 0-based, in characters.
    """
    word = Word(column, column, "")
    return Where(
        Place.ROUTINE, True, None, False, None, False, False, word, None, (), frozenset(), 0, False, ()
    )
