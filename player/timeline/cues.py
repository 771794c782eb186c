"""What is heard when: the sounds of a tape, as a pure function of it.

Each kind of moment has its own sound, so that a session can be followed with the eyes shut. The rules are
those of the voice design (sounds of boundaries, phases, reps, pulses, half, tick-outs; ticks before work);
words come with the speech that says them.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.timeline.model import Dose, Interval, Kind, Phase, Timeline

AWAY: Final = frozenset(
    ("lift", "up", "out", "push", "pull", "open", "raise", "press", "reach", "turn", "go")
)
"""Labels of phases that lead away from rest."""
STAY: Final = frozenset(("hold", "squeeze", "pause"))
RETURN: Final = frozenset(("lower", "down", "return", "in", "back", "release", "relax", "close"))

_SECOND: Final = 1000
_NEXT_AFTER_REST: Final = 600
"""`next` stands this long after `rest`."""
_ROOM_FOR_NEXT: Final = 1000
"""`next` lasts 400: in a shorter gap it would sound into the work."""
_AFTER_REP: Final = 100
_AFTER_LAST_REP: Final = 200
_LAST_SET_LENGTH: Final = 950
_MARGIN: Final = 300
"""Between the end of `last-set` and the first tick."""
_TICKS_FROM: Final = 5000
_TICK_FROM: Final = 2000
_LONG_GAP: Final = 30_000
_PULSES_FROM: Final = 3000
_PULSES_BELOW: Final = 8000
_TICK_OUT_FROM: Final = 8000
_HALF_FROM: Final = 20_000
_ONE_SOUND_BELOW: Final = 250
"""In reps with phases shorter than this only the first phase sounds."""
_STATIONS: Final = 4


class Cue(NamedTuple):
    """One sound at one moment."""

    interval: int
    """Index on the tape; one past the last: the end of the session."""
    at: Ms
    """From the start of that interval."""
    sound: str
    """Name of a sound in `sounds/`."""


def plan(timeline: Timeline) -> tuple[Cue, ...]:
    """Return every sound of the tape in the order of play."""
    cues: list[Cue] = []
    for index in range(len(timeline.intervals) + 1):
        cues.extend(interval_cues(timeline, index))
    return tuple(cues)


def interval_cues(timeline: Timeline, index: int, duration: Ms | None = None) -> tuple[Cue, ...]:
    """Return the sounds of one interval in order; those of the end for the index past the last one.

    Args:
        timeline: The tape.
        index: Which interval.
        duration: Its length if the person changed it, else the tape's.
    """
    intervals = timeline.intervals
    if index == len(intervals):
        return (Cue(index, 0, "finish"),) if intervals else ()
    interval = intervals[index]
    length = interval.duration if duration is None else duration
    if interval.is_work:
        sounds = _work(interval, length, intervals[index - 1] if index else None)
    else:
        sounds = _gap(timeline, index, length or 0)
    return tuple(Cue(index, at, sound) for at, sound in sorted(set(sounds)))


def entry_sound(interval: Interval, at: Ms) -> str | None:
    """Return what sounds where work goes on after a pause: `go`, or the sound of the phase at `at`."""
    if not interval.is_work:
        return None
    if at == 0:
        return "go"
    for phase in interval.phases:
        if phase.start == at:
            return _sounds_of(interval.phases)[phase.label.casefold()]
    return "go"


def _new_step(before: Interval, after: Interval) -> bool:
    return before.path.split("@")[0] != after.path.split("@")[0]


def _gap(timeline: Timeline, index: int, length: Ms) -> list[tuple[Ms, str]]:
    """Sounds of a gap: the first after work says that it is over, the last before work leads into it."""
    intervals = timeline.intervals
    sounds: list[tuple[Ms, str]] = []
    if index and intervals[index - 1].is_work:
        sounds.append((0, "switch" if intervals[index].kind is Kind.SWITCH else "rest"))
        after = _nearest_work(intervals, range(index + 1, len(intervals)))
        if after is not None and _new_step(intervals[index - 1], after) and length >= _ROOM_FOR_NEXT:
            sounds.append((_NEXT_AFTER_REST, "next"))
    if index + 1 == len(intervals) or not intervals[index + 1].is_work:
        return sounds
    before, after = _nearest_work(intervals, range(index - 1, -1, -1)), intervals[index + 1]
    ticks = 3 if length >= _TICKS_FROM else 1 if length >= _TICK_FROM else 0
    sounds.extend((length - left * _SECOND, "tick") for left in range(ticks, 0, -1))
    if length >= _LONG_GAP:
        sounds.append((length - 10 * _SECOND, "rest-ending"))
    last = (after.sets is not None and 1 < after.sets == after.set) or _begins_last_round(before, after)
    last_set_at = length - ticks * _SECOND - _MARGIN - _LAST_SET_LENGTH
    if last and intervals[index].kind is not Kind.SWITCH and ticks and last_set_at >= _NEXT_AFTER_REST:
        sounds.append((last_set_at, "last-set"))
    return sounds


def _nearest_work(intervals: tuple[Interval, ...], indices: range) -> Interval | None:
    return next((intervals[index] for index in indices if intervals[index].is_work), None)


def _begins_last_round(before: Interval | None, after: Interval) -> bool:
    """Whether between `before` and `after` the last of several rounds begins."""
    if before is None or after.round is None or after.round != after.rounds:
        return False
    rounds = _rounds(after)
    return _rounds(before)[: len(rounds)] == (*rounds[:-1], rounds[-1] - 1)


def _rounds(work: Interval) -> tuple[int, ...]:
    """The round of every block with rounds around `work`, outer to inner: the path tells them."""
    parts = work.path.partition("@")[2].split(".s")[0]
    return tuple(map(int, parts[1:].split("."))) if parts.startswith("r") else ()


def _work(work: Interval, length: Ms | None, before: Interval | None) -> list[tuple[Ms, str]]:
    """Sounds of work; its end is heard as the start of what follows. `before`: the interval before it."""
    changes_side = (
        before is not None and before.is_work and not _new_step(before, work) and work.side != before.side
    )
    sounds: list[tuple[Ms, str]] = [(0, "switch" if changes_side else "go")]
    if work.dose in {Dose.HOLD, Dose.KEEP_MOVING} and length is not None:
        if length >= _HALF_FROM:
            sounds.append((length // 2, "half"))
        if length >= _TICK_OUT_FROM:
            sounds.extend((length - left * _SECOND, "tick-out") for left in (3, 2, 1))
    if work.dose is Dose.HOLD:
        if length is not None:
            sounds.extend(_pulses(0, length))
        return sounds
    sound_of = _sounds_of(work.phases)
    for index, phase in enumerate(work.phases):
        sounds.extend(_phase(work, index, phase, sound_of[phase.label.casefold()]))
    return sounds


def _phase(work: Interval, index: int, phase: Phase, sound: str) -> Iterator[tuple[Ms, str]]:
    """Sounds of one phase of a rep."""
    first_of_rep = index == 0 or work.phases[index - 1].rep != phase.rep
    at = phase.start
    if index and first_of_rep:
        last = work.reps is not None and phase.rep == work.reps
        yield at, "last-rep" if last else "rep"
        at += _AFTER_LAST_REP if last else _AFTER_REP
    audible = (phase.duration >= _ONE_SOUND_BELOW or first_of_rep) and at < phase.start + phase.duration
    # `go` stands for the first phase sound of the work; a beat per rep is the `rep` sound alone.
    if index and audible and sound != "rep":
        yield at, sound
    if phase.label == "relax" and work.dose is Dose.HELD_REPS:
        ticks = 3 if phase.duration >= _TICKS_FROM else 1 if phase.duration >= _TICK_FROM else 0
        end = phase.start + phase.duration
        yield from ((end - left * _SECOND, "tick") for left in range(ticks, 0, -1))
    elif not sound.startswith("breath"):
        yield from _pulses(phase.start, phase.duration)


def _pulses(start: Ms, length: Ms) -> Iterator[tuple[Ms, str]]:
    """A dot at each whole second inside a phase or hold of 3 to 7.9 s."""
    if _PULSES_FROM <= length < _PULSES_BELOW:
        yield from ((start + second, "pulse") for second in range(_SECOND, length, _SECOND))


def _sounds_of(phases: tuple[Phase, ...]) -> dict[str, str]:
    """Return the sound of every label. Every rep has the labels of the first: that one is looked at."""
    labels = [phase.label.casefold() for phase in takewhile(lambda phase: phase.rep == 1, phases)]
    breathes = labels[:1] == ["in"] and "out" in labels
    sounds: dict[str, str] = {"rep": "rep"} if labels == ["rep"] else {}
    stations = 0
    for label in labels:
        if label in sounds:
            continue
        if breathes and label in {"in", "out"}:  # elsewhere `in` is the way back
            sounds[label] = f"breath-{label}"
        elif label in AWAY:
            sounds[label] = "away"
        elif label in STAY:
            sounds[label] = "hold"
        elif label in RETURN:
            sounds[label] = "return"
        else:
            stations += 1
            sounds[label] = f"station-{min(stations, _STATIONS)}"
    return sounds
