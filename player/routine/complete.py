"""What could be written at a cursor, and what the key under it means. Both come from the grammar table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from player.routine.catalogue import Catalogue


class Name(NamedTuple):
    """One way to call an exercise."""

    text: str
    """The name or an alias."""
    canonical: str
    """The name of the catalogue's entry: what is shown and inserted."""


class Item(NamedTuple):
    """One offer."""

    text: str
    """What is shown in the list."""
    help: str
    """A sentence beside it; may be empty."""
    insert: str
    """What replaces the word; may hold a line break with the indentation behind it."""


class Completion(NamedTuple):
    """What can be written at a cursor, the best first."""

    start: int
    """0-based column in the cursor's line where the replaced word begins."""
    end: int
    """The column behind the replaced word."""
    items: tuple[Item, ...]
    """Empty: nothing to offer."""


def names_of(catalogue: Catalogue) -> Iterator[Name]:
    """Yield every name and alias of a catalogue; nothing is done before the first is asked for."""
    for entry in catalogue.entries.values():
        yield Name(entry.name, entry.name)
        for alias in entry.aliases:
            yield Name(alias, entry.name)


def complete(
    lines: Sequence[str],
    line: int,
    column: int,
    names: Iterable[Name] = (),
    routines: Iterable[str] = (),
) -> Completion:
    """Return what can be written at a cursor, the best match first.

    Args:
        lines: The text without its line breaks; it may be broken.
        line: 0-based.
        column: 0-based, in characters.
        names: The exercises, as `names_of` yields them; gone through only where an exercise can be named.
        routines: What `include` can name; gone through only there.
    """
    return Completion(column, column, ())


def help_at(lines: Sequence[str], line: int, column: int) -> str | None:
    """Return what the key under or before the cursor means, with an example, in one line; None without a key.

    Args:
        lines: The text without its line breaks; it may be broken.
        line: 0-based.
        column: 0-based, in characters.
    """
    return None
