"""Searches routines and exercises by the names that people use for them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from player.library.listing.routine_summary import RoutineSummary
from player.routine.catalogue import Catalogue, CatalogueEntry, comparable
from player.routine.slug import slug


class SearchHits(NamedTuple):
    """The routines and exercises that match a query."""

    routines: tuple[int, ...]
    """Indices into the sequence that was searched: first those with a matching name, then those with such an
    exercise in them."""
    exercises: tuple[str, ...]
    """Exercises of the catalogue that match by a name, an alias or a muscle."""


def find(query: str, summaries: Sequence[RoutineSummary], catalogue: Catalogue) -> SearchHits:
    """Return the matches of a query; everything matches an empty one.

    Every word of the query must begin a word of a name; a single letter must be one. Exercises are found by
    their aliases and muscles too, routines by their tags and by what is in them.
    """
    words = _words(query)
    if not words:
        return SearchHits(tuple(range(len(summaries))), ())
    whole = comparable(query)
    exercises = [entry for entry in catalogue.entries.values() if _is_meant(entry, words, whole)]
    names = {entry.name for entry in exercises}
    called, having = [], []
    for place, summary in enumerate(summaries):
        texts = (summary.name or "", summary.slug, *summary.tags)
        if _fits(words, whole, texts):
            called.append(place)
        elif any(name in names or _fits(words, whole, (name,)) for name in summary.exercises):
            having.append(place)
    return SearchHits((*called, *having), tuple(entry.name for entry in exercises))


def told(query: str, found: SearchHits, summaries: Sequence[RoutineSummary]) -> str:
    """Return one sentence about the matches; empty for an empty query."""
    if not slug(query):
        return ""
    if not found.routines and not found.exercises:
        asked = query.strip()
        return f"Nothing here is called '{asked}'. Try a part of the body or a movement: neck, row, angel."
    played = {name for place in found.routines for name in summaries[place].exercises}
    missing = [name for name in found.exercises if name not in played]
    names = " · ".join(found.exercises)
    if not missing:
        return names
    if not found.routines:
        verb = "is" if len(missing) == 1 else "are"
        return f"{names} {verb} in no routine yet; n makes one of your own."
    return f"{names} (in no routine yet: {', '.join(missing)})"


def _is_meant(entry: CatalogueEntry, words: list[str], whole: str) -> bool:
    return _fits(words, whole, (entry.name, *entry.aliases)) or _fits(words, whole, entry.muscles)


def _fits(words: list[str], whole: str, texts: Iterable[str]) -> bool:
    return any(
        comparable(text) == whole or all(_begins_one(word, _words(text)) for word in words) for text in texts
    )


def _words(text: str) -> list[str]:
    """The words of a text without case and a plural s."""
    return [comparable(word) for word in slug(text).split("-") if word]


def _begins_one(word: str, names: list[str]) -> bool:
    return any(name == word if len(word) == 1 else name.startswith(word) for name in names)
