"""The grammar of routine files: what a key is, and how to look one up.

The keys themselves stand in `player.routine.keys`. The reader asks this module what is legal where; the JSON
Schema, the reference page and the editor's completion are derived from the same declarations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from player.routine.keys import KEYS
from player.routine.keytypes import Key, Place
from player.routine.spelling import nearest


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a word is not a key of a place."""

    elsewhere: tuple[Place, ...]
    """Where it would be one; empty: nowhere."""
    meant: str | None
    """The legal key it was probably meant to be."""


HEADS: Mapping[str, Place] = MappingProxyType(
    {
        "exercise": Place.EXERCISE,
        "steps": Place.BLOCK,
        "include": Place.INCLUDE,
        "say": Place.SAY,
        "rest": Place.REST,
    }
)
"""The keys that tell the kind of a step, the strongest first: `rest` tells it only if no other is there."""

NAMES: Mapping[Place, str] = MappingProxyType(
    {
        Place.ROUTINE: "the routine",
        Place.BLOCK: "a block",
        Place.EXERCISE: "an exercise",
        Place.REST: "a rest",
        Place.INCLUDE: "an include",
        Place.SAY: "a say",
    }
)
"""What a place is called in a sentence."""

_BY_PLACE: Mapping[Place, Mapping[str, Key]] = MappingProxyType(
    {place: MappingProxyType({key.name: key for key in KEYS if place in key.places}) for place in Place}
)

_MEANT: Mapping[Place, Mapping[str, str]] = MappingProxyType(
    {
        place: MappingProxyType({word: key.name for key in keys.values() for word in key.also})
        for place, keys in _BY_PLACE.items()
    }
)


def keys_of(place: Place) -> Mapping[str, Key]:
    """Return the keys that are legal at `place`, by name, in the order of the reference."""
    return _BY_PLACE[place]


def unknown(word: str, place: Place) -> Unknown:
    """Return why `word` is not a key of `place`; it costs a comparison with every legal key."""
    elsewhere = tuple(other for other in Place if word in _BY_PLACE[other])
    return Unknown(elsewhere, meant(word, place))


def meant(word: str, place: Place) -> str | None:
    """Return the key of `place` that somebody who wrote `word` wanted, or None."""
    folded = word.strip().casefold().replace("-", "_").replace(" ", "_")
    if folded in _BY_PLACE[place]:
        return folded
    other = _MEANT[place].get(folded)
    return other if other is not None else nearest(folded, _BY_PLACE[place])
