"""Cues of a tape: its sounds with their times, as a pure function of it.

Each kind of event has its own sound, so that a session can be followed with the eyes shut. The rules are
those of VOICE §4.1 (sounds of boundaries, phases, reps, pulses, half, tick-outs; ticks before work). Words
are planned in `player.script`.
"""

from collections.abc import Iterator
from heapq import merge
from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.timeline.model import Dose, Interval, Kind, Phase, Timeline
from player.timeline.paths import rounds_of, step_of
from player.timeline.phasesounds import (
    SECOND,
    Heard,
    breath_sounds,
    breathes,
    onwards,
    open_phase_least,
    opens_reps,
    pulses,
    rep_sounds,
    sounds_of,
    ticks_before,
    until_key,
)
from player.timeline.sounds import CueSound, Sound, own_sound

_NEXT_AFTER_REST: Final = 600
"""Time from `rest` to `next`."""
_ROOM_FOR_NEXT: Final = 1000
"""Shortest gap with `next`: that sound lasts 400 and must not reach into the work."""
_LAST_SET_LENGTH: Final = 950
_MARGIN: Final = 300
"""Time between the end of `last-set` and the first tick."""
_LONG_GAP: Final = 30_000
_TICK_OUT_FROM: Final = 8000
_HALF_FROM: Final = 20_000


class Cue(NamedTuple):
    """One sound at one time."""

    interval: int
    """Index on the tape; one past the last: the end of the session."""
    at: Ms
    """Time from the start of that interval."""
    sound: CueSound


class Passage(NamedTuple):
    """How an interval is played, where that differs from the tape."""

    duration: Ms | None = None
    """Its length, if the person changed it or the beat of a window decides it; None: as on the tape."""
    phases: tuple[Phase, ...] | None = None
    """Its phases, if open ones are over; None: as on the tape."""
    before: int | None = None
    """Index of the interval played before it; None: the one before it on the tape."""
    after: int | None = None
    """Index of the interval played after it; None: the next one by the tape."""
    pass_: int = 1
    """1-based pass of its repeated window."""
    cut: Ms | None = None
    """Time from its start at which a window ends and cuts it off; None: no window does."""


AS_WRITTEN: Final = Passage()


def interval_cues(timeline: Timeline, index: int, passage: Passage = AS_WRITTEN) -> tuple[Cue, ...]:
    """Return the sounds of one interval in order; for the index past the last one those of the end.

    For open work these are the sounds of its least, which is on the tape.
    """
    return tuple(_cues(timeline, index, passage, live=False))


def live_cues(timeline: Timeline, index: int, passage: Passage = AS_WRITTEN) -> Iterator[Cue]:
    """Yield the sounds of one interval as it is played, in order.

    For open work with a beat they are endless; in work with a phase that waits for Enter they stop there.
    """
    return _cues(timeline, index, passage, live=True)


def entry_sound(work: Interval, at: Ms, phases: tuple[Phase, ...] | None = None) -> CueSound | None:
    """Return the sound with which work goes on after a pause: `go`, or the sound of the phase at `at`.

    Args:
        work: The interval; a gap goes on without a sound.
        at: Time from its start.
        phases: Its phases as they are played, if open ones are over; None: as on the tape.
    """
    if not work.is_work:
        return None
    played = work.phases if phases is None else phases
    flow = onwards(played) if opens_reps(work) else played
    phase = next((phase for phase in flow if phase.start >= at), None) if at else None
    if phase is None or phase.start != at or work.dose is Dose.HOLD:
        return _go(work)
    return sounds_of(work.phases)[phase.label.casefold()]


def _cues(timeline: Timeline, index: int, passage: Passage, *, live: bool) -> Iterator[Cue]:
    intervals = timeline.intervals
    if index == len(intervals):
        return iter((Cue(index, 0, Sound.FINISH),) if intervals else ())
    interval = intervals[index]
    length = interval.duration if passage.duration is None else passage.duration
    cut = passage.cut if length is None or passage.cut is None or passage.cut < length else None
    before, after = around(timeline, index, passage)
    heard: Iterator[Heard]
    if interval.is_work:
        phases = interval.phases if passage.phases is None else passage.phases
        flow: Iterator[Phase] = iter(phases)
        if live:
            flow = onwards(phases) if opens_reps(interval) else until_key(phases)
        leads_to_work = after < len(intervals) and intervals[after].is_work
        heard = merge(
            sorted(_start_and_end(interval, length, phases, cut, leads_to_work=leads_to_work)),
            iter(((0, _first(timeline, index, passage, before)),)),
            _inside(interval, length, phases, flow),
        )
    else:
        shorter = length if cut is None else cut
        ended = intervals[before] if before is not None else None
        heard = merge(
            sorted(_gap(timeline, index, shorter, ended, after)), _breaths(interval, shorter, ended)
        )
    if cut is not None:
        heard = takewhile(lambda each: each[0] < cut, heard)
    return (Cue(index, at, sound) for at, sound in _without_repeats(heard))


def _without_repeats(heard: Iterator[Heard]) -> Iterator[Heard]:
    last: Heard | None = None
    for each in heard:
        if each != last:
            yield each
        last = each


def around(timeline: Timeline, index: int, passage: Passage) -> tuple[int | None, int]:
    """Return the indices of the intervals played before (None: none) and after an interval."""
    before = passage.before if passage.before is not None else index - 1 if index else None
    after = passage.after
    if after is None:
        after = timeline.leads_back_to(index)
    return before, index + 1 if after is None else after


def is_new_step(before: Interval, after: Interval) -> bool:
    """Whether `after` belongs to another step of the routine than `before`."""
    return step_of(before.path) != step_of(after.path)


def _gap(
    timeline: Timeline, index: int, length: Ms | None, ended: Interval | None, after: int
) -> Iterator[Heard]:
    """Sounds of a gap: the first gap after work marks its end, the last one before work leads into it."""
    intervals = timeline.intervals
    gap = intervals[index]
    after_work = ended is not None and ended.is_work
    if after_work:
        yield 0, Sound.SWITCH if gap.kind is Kind.SWITCH else Sound.REST
    changes = False
    if ended is not None and after_work:
        coming = nearest_work(intervals, range(after, len(intervals)))
        changes = coming is not None and is_new_step(ended, coming)
    if (changes or gap.kind is Kind.SAY) and (length is None or length >= _ROOM_FOR_NEXT):
        yield _NEXT_AFTER_REST if after_work else 0, Sound.NEXT
    if length is None or after >= len(intervals) or not intervals[after].is_work:
        return
    ticks = ticks_before(length)
    yield from ((length - left * SECOND, Sound.TICK) for left in range(ticks, 0, -1))
    if length >= _LONG_GAP:
        yield length - 10 * SECOND, Sound.REST_ENDING
    work, done = intervals[after], nearest_work(intervals, range(index - 1, -1, -1))
    last = (work.sets is not None and 1 < work.sets == work.set) or begins_last_round(done, work)
    last_set_at = length - ticks * SECOND - _MARGIN - _LAST_SET_LENGTH
    if last and gap.kind is not Kind.SWITCH and ticks and last_set_at >= _NEXT_AFTER_REST:
        yield last_set_at, Sound.LAST_SET


def _breaths(gap: Interval, length: Ms | None, ended: Interval | None) -> Iterator[Heard]:
    """The swells of a gap in breaths; none at the same time as the sound that marks the end of work."""
    first = 1 if ended is not None and ended.is_work else 0
    return (
        (at, sound)
        for at, sound in breath_sounds(gap.phases)
        if at >= first and (length is None or at < length)
    )


def nearest_work(intervals: tuple[Interval, ...], indices: range) -> Interval | None:
    """Return the first work at these indices, in their order; None: there is none."""
    return next((intervals[index] for index in indices if intervals[index].is_work), None)


def begins_last_round(before: Interval | None, after: Interval) -> bool:
    """Whether `after` begins the last of several rounds."""
    if before is None or after.round is None or after.round != after.rounds:
        return False
    rounds = rounds_of(after.path)
    return rounds_of(before.path)[: len(rounds)] == (*rounds[:-1], rounds[-1] - 1)


def _go(work: Interval) -> CueSound:
    return own_sound(work.sound) if work.sound is not None else Sound.GO


def _first(timeline: Timeline, index: int, passage: Passage, before: int | None) -> CueSound:
    """The sound with which work begins."""
    work, ended = timeline.intervals[index], timeline.intervals[before] if before is not None else None
    if ended is not None and ended.is_work and not is_new_step(ended, work) and work.side != ended.side:
        return Sound.SWITCH
    again = passage.pass_ > 1 and any(
        window.repeats and window.length is not None and _first_work(timeline, window.first) == index
        for window in timeline.windows
    )
    return Sound.ROUND if again else _go(work)


def _first_work(timeline: Timeline, index: int) -> int:
    while index < len(timeline.intervals) and not timeline.intervals[index].is_work:
        index += 1
    return index


def _start_and_end(
    work: Interval, length: Ms | None, phases: tuple[Phase, ...], cut: Ms | None, *, leads_to_work: bool
) -> Iterator[Heard]:
    """Sounds that belong to work as a whole; its end is marked by the first sound of the next interval."""
    timed = work.dose in {Dose.HOLD, Dose.KEEP_MOVING}
    whole = length if length is not None else work.least
    wants_half = work.halfway
    if wants_half is None:
        wants_half = timed and length is not None and length >= _HALF_FROM
    if wants_half and whole:
        yield whole // 2, Sound.HALF
    if length is not None and timed and length >= _TICK_OUT_FROM:
        yield from ((length - left * SECOND, Sound.TICK_OUT) for left in (3, 2, 1))
    if length is None:
        reached = open_phase_least(phases) if phases and not opens_reps(work) else work.least
        if reached:  # in open reps it replaces the knock of a rep that begins there
            yield reached, Sound.ROUND
    if cut is not None:
        sound = Sound.TICK if leads_to_work else Sound.TICK_OUT
        yield from ((cut - left * SECOND, sound) for left in (3, 2, 1) if cut > left * SECOND)


def _inside(
    work: Interval, length: Ms | None, phases: tuple[Phase, ...], flow: Iterator[Phase]
) -> Iterator[Heard]:
    """Sounds of the phases of work."""
    if work.dose is not Dose.HOLD:
        return rep_sounds(work, flow)
    if breathes(phases):
        longer = onwards(phases) if length is not None else flow  # `]` gives more breaths
        return (
            (at, sound) for at, sound in breath_sounds(_below(longer, length)) if at
        )  # `go` replaces the first
    return pulses(0, work.least if length is None else length)


def _below(phases: Iterator[Phase], end: Ms | None) -> Iterator[Phase]:
    return phases if end is None else takewhile(lambda phase: phase.start < end, phases)
