"""Looks up which exercises and equipment occur earlier on the tape."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from player.timeline.model import Interval, Timeline


class Firsts(NamedTuple):
    """Where exercises and equipment first occur on the tape."""

    exercises: Mapping[str, int]
    """Index of the first work of an exercise, by its name without case."""
    things: Mapping[str, int]
    """Index of the first work that needs a piece of equipment."""


def met_before(timeline: Timeline, coming: int) -> Interval | None:
    """Return the first work of the same exercise on the tape, if it lies before `coming`."""
    first = firsts(timeline).exercises.get(known_as(timeline.intervals[coming]), coming)
    return timeline.intervals[first] if first < coming else None


def used_before(timeline: Timeline, coming: int, thing: str) -> bool:
    """Whether equipment was needed before `coming`."""
    return firsts(timeline).things.get(thing, coming) < coming


def known_as(work: Interval) -> str:
    """Return the name without case, by which two pieces of work are the same exercise."""
    return (work.exercise or "").casefold()


def firsts(timeline: Timeline) -> Firsts:
    """Return where exercises and equipment first occur; the last two tapes asked about are cached."""
    return _firsts(_Same(timeline.intervals))


class _Same:
    """A tape compared by identity, as a key of the cache: comparing by value costs more than `_firsts`."""

    __slots__ = ("intervals",)

    def __init__(self, intervals: tuple[Interval, ...]) -> None:
        self.intervals = intervals

    def __hash__(self) -> int:
        return id(self.intervals)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.intervals is other.intervals


@lru_cache(maxsize=2)
def _firsts(tape: _Same) -> Firsts:
    exercises: dict[str, int] = {}
    things: dict[str, int] = {}
    for index, interval in enumerate(tape.intervals):
        if interval.is_work:
            exercises.setdefault(known_as(interval), index)
            for thing in interval.equipment:
                things.setdefault(thing, index)
    return Firsts(exercises, things)
