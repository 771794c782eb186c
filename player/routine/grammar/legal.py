"""Lookup in the grammar: which keys are legal at a place, and which key a mistyped word stands for.

The keys themselves stand in `key_table.py`. The reader asks this module what is legal where; the JSON Schema,
the reference page and the editor's completion are derived from the same declarations.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from player.routine.grammar.facts import FACTS
from player.routine.grammar.key_table import KEYS
from player.routine.grammar.keytypes import Key, KeyPlace
from player.routine.grammar.spelling import nearest

HEADS: Mapping[str, KeyPlace] = MappingProxyType(
    {
        "exercise": KeyPlace.EXERCISE,
        "steps": KeyPlace.BLOCK,
        "include": KeyPlace.INCLUDE,
        "say": KeyPlace.SAY,
        "rest": KeyPlace.REST,
    }
)
"""The keys that tell the kind of a step, the strongest first: `rest` tells it only if no other is there."""

NAMES: Mapping[KeyPlace, str] = MappingProxyType(
    {
        KeyPlace.ROUTINE: "the routine",
        KeyPlace.BLOCK: "a block",
        KeyPlace.EXERCISE: "an exercise",
        KeyPlace.REST: "a rest",
        KeyPlace.INCLUDE: "an include",
        KeyPlace.SAY: "a say",
    }
)
"""The name of each place in a sentence."""

WORDS = frozenset(key.name for key in KEYS) | frozenset(FACTS)
"""Every key of the language and every fact of the catalogue."""

_BY_PLACE: Mapping[KeyPlace, Mapping[str, Key]] = MappingProxyType(
    {place: MappingProxyType({key.name: key for key in KEYS if place in key.places}) for place in KeyPlace}
)


def keys_of(place: KeyPlace) -> Mapping[str, Key]:
    """Return the keys that are legal at `place`, by name, in the order of the reference."""
    return _BY_PLACE[place]


def places_of(word: str) -> tuple[KeyPlace, ...]:
    """Return where `word` is a key of the language; empty: nowhere."""
    return tuple(place for place in KeyPlace if word in _BY_PLACE[place])


def meant(word: str, place: KeyPlace) -> str | None:
    """Return the key of `place` that somebody who wrote `word` wanted, or None."""
    return _meant(word, keys_of(place))


def meant_head(word: str) -> str | None:
    """Return the key that tells the kind of a step, if somebody who wrote `word` wanted one."""
    return _meant(word, HEADS)


def _meant(word: str, legal: Mapping[str, object]) -> str | None:
    from player.routine.grammar.synonyms import latin

    folded = latin(word).strip().casefold().replace("-", "_").replace(" ", "_")
    words = _words(tuple(legal))
    if word in words or places_of(word):  # a key of another place is not mistyped
        return words.get(word)
    return words.get(folded) or words.get(nearest(folded, words) or "")


@cache
def _words(legal: tuple[str, ...]) -> Mapping[str, str]:
    """Return every word that stands for one of the `legal` keys, the keys themselves first."""
    from player.routine.grammar.synonyms import SYNONYMS

    words = {key: key for key in legal}
    for word, keys in SYNONYMS.items():
        for key in keys:
            if key in legal:
                words.setdefault(word, key)
    return words
