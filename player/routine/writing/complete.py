"""Completion at a cursor, and help on the key under it, both from the grammar table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from player.routine.catalogue import Catalogue, CatalogueEntry
from player.routine.grammar.keytypes import Key, KeyPlace, Type
from player.routine.grammar.legal import HEADS, keys_of
from player.routine.quoting import scalar_of
from player.routine.writing.outline import CursorContext, at
from player.routine.writing.value_offers import ValueOffer, entries_of, help_of, items_of, values_of


class Name(NamedTuple):
    """One way to call an exercise."""

    text: str
    """The name or an alias."""
    canonical: str
    """The name of the catalogue's entry, which is shown and inserted."""
    about: str = ""
    """A sentence about the exercise; may be empty."""


class Item(NamedTuple):
    """One offer."""

    text: str
    """The text shown in the list."""
    help: str
    """A sentence beside it; may be empty."""
    insert: str
    """The replacement of the word; may hold a line break with the indentation behind it."""


class Completion(NamedTuple):
    """The offers for a cursor, the best first."""

    start: int
    """0-based column in the cursor's line where the replaced word begins."""
    end: int
    """The column behind the replaced word."""
    items: tuple[Item, ...]
    """Empty: nothing to offer."""


def names_of(catalogue: Catalogue) -> Iterator[Name]:
    """Yield every name and alias of a catalogue; nothing is done before the first is asked for."""
    for entry in catalogue.entries.values():
        about = _about(entry)
        yield Name(entry.name, entry.name, about)
        for alias in entry.aliases:
            yield Name(alias, entry.name, about)


def _about(entry: CatalogueEntry) -> str:
    """Return `Strength, prone. Usually 2-3 sets of 8.`, as far as that is known."""
    kind = ", ".join(fact for fact in (entry.category, entry.position) if fact)
    usual = f"Usually {entry.dose.rstrip('.')}." if entry.dose else ""
    return " ".join(part for part in (f"{kind[:1].upper()}{kind[1:]}." if kind else "", usual) if part)


_ENDS_IN_STEPS = re.compile(r"(?:^|[ -])steps *: *$")
_OPEN_LIST = re.compile(r"\[[^\[\]{}]*$")
_INDENT: Final = 2
_SHORTEST_FUZZY: Final = 2
"""Typed letters from which on they may match scattered over a word."""


def complete(
    lines: Sequence[str],
    line: int,
    column: int,
    names: Iterable[Name] = (),
    routines: Iterable[str] = (),
) -> Completion:
    """Return the offers for a cursor, the best match first.

    Args:
        lines: The text without its line breaks; it may be broken.
        line: 0-based.
        column: 0-based, in characters.
        names: The exercises, as `names_of` yields them; gone through only where an exercise can be named.
        routines: The routines that `include` can name; gone through only there.
    """
    where = at(lines, line, column)
    written = lines[line] if 0 <= line < len(lines) else ""
    before_all = not written[:column].strip() and written[column:].startswith((" ", "- "))
    if where.in_text or before_all:
        return Completion(column, column, ())
    word = where.word
    typed = word.text[: max(0, column - word.start)].lstrip("'\"")
    search = _Search(where, written, typed, names, routines)
    return Completion(word.start, word.end, tuple(search.items()))


def help_at(lines: Sequence[str], line: int, column: int) -> str | None:
    """Return one line of help on the key under or before the cursor, with an example; None without a key.

    Args:
        lines: The text without its line breaks; it may be broken.
        line: 0-based.
        column: 0-based, in characters.
    """
    where = at(lines, line, column)
    key = keys_of(where.place).get(where.key or "")
    return None if key is None else help_of(key, where.place, where.levels)


class _Search:
    """The offers for one cursor."""

    def __init__(
        self, where: CursorContext, written: str, typed: str, names: Iterable[Name], routines: Iterable[str]
    ) -> None:
        self._where = where
        self._written = written
        self._typed = typed
        self._names = names
        self._routines = routines
        self._before = written[: where.word.start]

    def items(self) -> Iterator[Item]:
        where = self._where
        if not where.in_value:
            yield from self._keys()
            return
        key = keys_of(where.place).get(where.key or "")
        if key is None:
            return
        if key.type is Type.STEPS:
            yield from self._first_step()
        elif where.in_mapping:
            entries = (entry for entry in entries_of(key, where.levels) if entry.text not in where.present)
            colon = ": " if where.entry is None else ""
            yield from self._best((Item(text, told, f"{text}{colon}") for text, told in entries))
        elif key.name == "exercise" or key.type is Type.VARIATIONS:
            yield from self._exercises("" if self._before.endswith(" ") or where.flow else " ")
        else:
            yield from self._best(self._values(key))

    def _keys(self) -> Iterator[Item]:
        where = self._where
        if (
            where.told and where.place is KeyPlace.EXERCISE and not where.present
        ):  # a variation, not begun yet
            yield from self._best([self._key(keys_of(where.place)["exercise"])])
            yield from self._exercises("")
        elif where.told:
            legal = keys_of(where.place).values()
            yield from self._best(self._key(key) for key in legal if key.name not in where.present)
        elif where.present:
            yield from self._best(self._key(key) for key in _of_any_kind(where.present))
        else:
            yield from self._fresh_step()

    def _fresh_step(self) -> Iterator[Item]:
        """Offer beginnings of a step: the keys that tell its kind, a name, then any other key begun."""
        heads = [keys_of(place)[head] for head, place in HEADS.items()]
        yield from self._best(self._key(key) for key in heads)
        in_mapping = self._where.key is not None or self._before.rstrip(" ").endswith("{")
        others: list[Item] = []
        if in_mapping or not self._where.flow:  # in a list it would be a step of its own
            typed = self._typed.casefold()
            begun = [key for key in _of_any_kind(frozenset()) if key.name.startswith(typed)]
            others = [self._key(key) for key in begun if key not in heads and (typed or key.name == "rounds")]
        ranked = [] if in_mapping else list(self._ranked_exercises(""))  # there a name would be a key
        best = [item for rank, item in ranked if self._typed and not rank[0]]
        yield from best
        yield from others
        yield from (item for _, item in ranked[len(best) :])

    def _key(self, key: Key) -> Item:
        if self._where.key is not None:  # its colon is there
            return Item(key.name, key.help, key.name)
        if key.type is Type.STEPS:
            deeper = " " * (self._where.indent + _INDENT)
            return Item(key.name, key.help, "steps: [" if self._where.flow else f"steps:\n{deeper}- ")
        return Item(key.name, key.help, f"{key.name}: ")

    def _first_step(self) -> Iterator[Item]:
        """Offer beginnings of a step where its dash is not there yet."""
        if self._where.flow:
            return
        dash = "- "
        if _ENDS_IN_STEPS.search(self._before):
            dash = f"\n{' ' * (self._where.indent + _INDENT)}- "
        heads = [keys_of(place)[head] for head, place in HEADS.items()]
        yield from self._best(Item(f"- {key.name}", key.help, f"{dash}{key.name}: ") for key in heads)

    def _values(self, key: Key) -> Iterator[Item]:
        where = self._where
        space = " " if self._before.endswith(":") else ""
        offers: Iterable[ValueOffer] = values_of(key, where.place, where.levels, where.entry)
        if key.name == "include":
            offers = (ValueOffer(scalar_of(name, flow=where.flow), "A routine.") for name in self._routines)
        elif _OPEN_LIST.search(self._before) and where.entry is None:
            alone = (offer for offer in offers if offer.text[0] not in "[{")
            in_list = [offer for offer in items_of(key) if not self._is_listed(offer.text)]
            offers = in_list or alone
        for text, told in offers:
            yield Item(text, told, f"{space}{text}")

    def _is_listed(self, text: str) -> bool:
        start = self._before.rfind("[") + 1
        return text in {entry.strip() for entry in self._before[start:].split(",")}

    def _exercises(self, space: str) -> Iterator[Item]:
        yield from (item for _, item in self._ranked_exercises(space))

    def _ranked_exercises(self, space: str) -> Iterator[tuple[tuple[int, int], Item]]:
        """Yield every exercise that matches by its name or an alias, each once, the best first."""
        ranked: dict[str, tuple[tuple[int, int], str]] = {}
        for text, canonical, about in self._names:
            rank = _rank(self._typed, text)
            if rank is None:
                continue
            if text != canonical:  # of two equal matches the name goes before the alias
                rank = (rank[0], rank[1] + 1)
                about = f"Also called {text}. {about}".rstrip()  # noqa: PLW2901  of this way to call it
            if canonical not in ranked or rank < ranked[canonical][0]:
                ranked[canonical] = (rank, about)
        for name, (rank, told) in sorted(
            ranked.items(), key=lambda found: (found[1][0], found[0].casefold())
        ):
            yield rank, Item(name, told, space + scalar_of(name, flow=self._where.flow))

    def _best(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items that match the typed word, the best first; equal ones in their order."""
        ranks = [(rank, item) for item in items if (rank := _rank(self._typed, item.text)) is not None]
        yield from (item for _, item in sorted(ranks, key=lambda found: found[0]))


def _of_any_kind(present: frozenset[str]) -> list[Key]:
    """Return the keys that can join `present` in a step of any kind it can still be of, their heads first.

    Where no kind allows all of `present`, every kind counts.
    """
    kinds = [place for place in HEADS.values() if present <= keys_of(place).keys()] or list(HEADS.values())
    heads = [keys_of(place)[head] for head, place in HEADS.items() if place in kinds]
    keys = {key.name: key for key in (*heads, *(key for kind in kinds for key in keys_of(kind).values()))}
    return [key for name, key in keys.items() if name not in present]


def _rank(typed: str, text: str) -> tuple[int, int] | None:
    """Return how well `text` matches the typed word, the smaller the better, or None if it does not.

    First what begins with it, then what has a word that begins with it, then what has its letters in order,
    the closer together the better.
    """
    wanted, offered = _folded(typed), _folded(text)
    if offered.startswith(wanted):
        return (0, 0)
    if f" {wanted}" in offered:
        return (1, 0)
    if len(wanted) < _SHORTEST_FUZZY or wanted[0] not in offered:
        return None
    first = offered.index(wanted[0])
    at = first - 1
    for char in wanted:
        at = offered.find(char, at + 1)
        if at < 0:
            return None
    return (2, at - first)


def _folded(text: str) -> str:
    return text.casefold().replace("-", " ").replace("_", " ").lstrip()
