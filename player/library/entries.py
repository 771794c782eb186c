"""Restores entries of the exercise catalogue from JSON, which knows neither tuples nor our types."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from player.routine.catalogue import Catalogue, CatalogueEntry
from player.routine.grammar.facts import FACTS
from player.routine.grammar.keytypes import Type
from player.routine.model import Quantity
from player.routine.values.breaths import Breaths, Length, WrittenPhase, WrittenTempo


def catalogue_of(entries: Iterable[Any]) -> Catalogue:
    """Return the catalogue of entries that were written as JSON.

    Raises:
        TypeError: They are not entries.
        ValueError: Same.
    """
    return Catalogue(map(_entry, entries))


def _entry(written: Any) -> CatalogueEntry:  # noqa: ANN401  a file may hold anything
    name, *facts = written
    known = dict(zip(CatalogueEntry._fields[1:], facts, strict=True))
    for fact, value in known.items():
        kind = FACTS[fact].type
        known[fact] = None if value is None and kind is not Type.TEXTS else _RESTORED[kind](value)
    return CatalogueEntry(_text(name), **known)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(_text, value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _tempo(value: Any) -> WrittenTempo:  # noqa: ANN401  see `_entry`
    (phases,) = value
    return WrittenTempo(tuple(WrittenPhase(_text(label), _length(length)) for label, length in phases))


def _length(value: Any) -> Length:  # noqa: ANN401  see `_entry`
    if len(value) == len(Breaths._fields):
        low, high, is_open = value
        return Breaths(_whole(low), _whole(high), _flag(is_open))
    low, high, is_open, breath = value
    return Quantity(_whole(low), _whole(high), _flag(is_open), None if breath is None else _whole(breath))


_RESTORED: Final[Mapping[Type, Callable[[Any], Any]]] = {
    Type.TEXT: _text,
    Type.TEXTS: _texts,
    Type.FLAG: _flag,
    Type.TEMPO: _tempo,
}
