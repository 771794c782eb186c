"""Divides work into segments that end where a rep begins, so that endless work is planned piece by piece."""

from collections.abc import Callable, Iterator
from itertools import tee
from typing import Final, Generic, NamedTuple, TypeVar

from player.routine.units import Ms
from player.script.model import Amount
from player.script.planning.board import ENDLESS
from player.script.planning.phase_words import Detail, PhaseWord, words
from player.script.planning.scene import Scene
from player.timeline.cues import Cue
from player.timeline.model import Dose, Interval, Phase
from player.timeline.paths import set_of
from player.timeline.phasesounds import breathes

T = TypeVar("T")

_AT_LEAST: Final[Ms] = 60_000
_LAST_AT_LEAST: Final[Ms] = 30_000
_BREATHS_TOLD: Final = 3
_FIRST = frozenset((None, 1))


class Segment(NamedTuple):
    """A part of the work, with its sounds, its phases and the words for them."""

    start: Ms
    end: Ms
    cues: tuple[Cue, ...]
    phases: tuple[Phase, ...]
    words: tuple[PhaseWord, ...]
    is_last: bool


def segments(scene: Scene) -> Iterator[Segment]:
    """Yield the segments of work in order of time, each a minute or a little longer; may be endless."""
    flow, spoken_of = tee(scene.phases())
    cues = _Taken(scene.cues(), lambda cue: cue.at)
    said = _Taken(
        words(scene.interval, spoken_of, detail_of(scene), scene.language), lambda word: word.phase.start
    )
    start = 0
    phases: list[Phase] = []

    def upto(end: Ms, *, is_last: bool) -> Segment:
        until = ENDLESS if is_last else end
        return Segment(start, end, cues.until(until), tuple(phases), said.until(until), is_last)

    for phase in flow:
        begins_rep = bool(phases) and phases[-1].rep != phase.rep
        if begins_rep and phase.start - start >= _AT_LEAST and scene.end - phase.start >= _LAST_AT_LEAST:
            yield upto(phase.start, is_last=False)
            start, phases = phase.start, []
        phases.append(phase)
    yield upto(scene.end, is_last=True)


def detail_of(scene: Scene) -> Detail:
    """Return how much is said on phases: less from set to set, and in familiar exercises."""
    work, voice = scene.interval, scene.voice
    first = is_first_time(scene)
    if voice.amount is Amount.BRIEF or scene.knows(work):
        labels = breaths = int(first)
    else:
        labels, breaths = (2, _BREATHS_TOLD) if first else (1, 1)
    if is_second_side(scene):
        labels = 0 if work.dose is Dose.HOLD else min(labels, 1)
        breaths = 0
    return Detail(labels, breaths)


def is_first_time(scene: Scene) -> bool:
    """Whether this is the first set of the first round."""
    work = scene.interval
    return work.set in _FIRST and work.round in _FIRST and scene.passage.pass_ == 1


def is_second_side(scene: Scene) -> bool:
    """Whether the same set was done on another side just before."""
    work = scene.interval
    before = scene.index - 1
    intervals = scene.timeline.intervals
    while before >= 0 and before >= scene.index - 2 and not intervals[before].is_work:
        before -= 1
    if before < 0 or work.side is None or not intervals[before].is_work:
        return False
    return set_of(intervals[before].path) == set_of(work.path) and intervals[before].side != work.side


def in_breaths(work: Interval) -> bool:
    """Whether it is a breathing exercise, in which little is said."""
    return breathes(work.phases) and work.dose is not Dose.HELD_REPS


class _Taken(Generic[T]):
    """An iterator from which items are taken up to a time."""

    def __init__(self, each: Iterator[T], time_of: Callable[[T], Ms]) -> None:
        self._each = each
        self._time_of = time_of
        self._next: list[T] = []

    def until(self, end: Ms) -> tuple[T, ...]:
        """Return all items before `end`; later ones stay in the iterator."""
        taken: list[T] = []
        while (item := self._next.pop() if self._next else next(self._each, None)) is not None:
            if self._time_of(item) >= end:
                self._next.append(item)
                break
            taken.append(item)
        return tuple(taken)
