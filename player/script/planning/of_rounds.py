"""Phrases about rounds as a whole: as many as possible, twenty seconds on and ten off."""

from collections.abc import Sequence
from typing import Final

from player.routine.units import Ms
from player.script.model import Moment, Part
from player.script.phrases import of_moments
from player.script.planning.scene import Scene
from player.timeline.model import Dose, Interval, Kind, Timeline

_LONGEST_ON: Final[Ms] = 30_000
_LONGEST_OFF: Final[Ms] = 15_000
_FEWEST: Final = 4


def opening_words(scene: Scene, coming: int, parts: Sequence[Part], *, pass_: int) -> tuple[Part, ...]:
    """Return the parts of an announcement, with those about the rounds that begin with its work."""
    work = scene.timeline.intervals[coming]
    lasting = [w.length for w in scene.windows_from(coming) if w.repeats and w.length is not None]
    if lasting and pass_ == 1:
        amrap = of_moments.as_many_rounds(lasting[0], scene.language)
        at = next((number for number, part in enumerate(parts) if part.moment is Moment.NAME), 0)
        return (*parts[:at], Part(Moment.ROUNDS, amrap, amrap, is_essential=True), *parts[at:])
    off = is_on_and_off(scene.timeline, coming)
    rounds = _count(work)
    if off and rounds is not None and work.duration is not None and _is_first(work):
        said = of_moments.on_and_off(rounds, work.duration, off, scene.language)
        return tuple(part._replace(full=said) if part.moment is Moment.DOSE else part for part in parts)
    return tuple(parts)


def is_on_and_off(timeline: Timeline, coming: int | None) -> Ms:
    """Return the length of the rest if short work has many rounds with short rests between them; else 0."""
    if coming is None:
        return 0
    work = timeline.intervals[coming]
    is_short = work.dose is Dose.KEEP_MOVING and work.duration is not None and work.duration <= _LONGEST_ON
    rounds = _count(work)
    if not is_short or rounds is None or rounds < _FEWEST:
        return 0
    for index in (coming + 1, coming - 1):  # the last round has no rest behind it
        if 0 <= index < len(timeline.intervals):
            gap = timeline.intervals[index]
            if gap.kind is Kind.REST and gap.duration is not None and gap.duration <= _LONGEST_OFF:
                return gap.duration
    return 0


def _count(work: Interval) -> int | None:
    return work.sets if work.sets is not None and work.sets > 1 else work.rounds


def _is_first(work: Interval) -> bool:
    return work.set in {None, 1} and work.round in {None, 1}
