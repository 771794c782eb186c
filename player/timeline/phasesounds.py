"""Sounds inside work: knocks of reps, sounds of phases, dots, changes of side, and swells of breaths.

The phases of open work may be an endless stream; so are its sounds then.
"""

from collections.abc import Iterable, Iterator
from itertools import count, takewhile
from typing import Final, TypeAlias

from player.routine.units import Ms
from player.timeline.model import Dose, Interval, Phase
from player.timeline.sounds import CueSound, Sound, SoundTrait

AWAY: Final = frozenset(
    ("lift", "up", "out", "push", "pull", "open", "raise", "press", "reach", "turn", "go")
)
"""Labels of phases that lead away from rest."""
STAY: Final = frozenset(("hold", "squeeze", "pause"))
RETURN: Final = frozenset(("lower", "down", "return", "in", "back", "release", "relax", "close"))

SECOND: Final[Ms] = 1000
TICKS_FROM: Final[Ms] = 5000
TICK_FROM: Final[Ms] = 2000
_AFTER_REP: Final[Ms] = 100
_AFTER_LAST_REP: Final[Ms] = 200
_AFTER_ROUND: Final[Ms] = 300
_PULSES_FROM: Final[Ms] = 3000
_PULSES_BELOW: Final[Ms] = 8000
_ONE_SOUND_BELOW: Final[Ms] = 250
"""In reps with phases shorter than this only the first phase sounds."""
_STATIONS: Final = (Sound.STATION_1, Sound.STATION_2, Sound.STATION_3, Sound.STATION_4)
_BREATHS: Final = {"in": Sound.BREATH_IN, "out": Sound.BREATH_OUT}

Heard: TypeAlias = tuple[Ms, CueSound]
"""A time from the start of the interval, and a sound."""


def onwards(phases: tuple[Phase, ...]) -> Iterator[Phase]:
    """Yield the phases, then their last whole rep repeated without end, as open work is played.

    A rep that is incomplete on the tape is completed first. Phases that wait for Enter are not repeated.
    """
    yield from phases
    if not phases or any(phase.is_open for phase in phases):
        return
    cycle = [phase for phase in phases if phase.rep == phases[0].rep]
    last = phases[-1]
    reached = sum(phase.rep == last.rep for phase in phases)
    at = last.start + last.duration
    for rep in count(last.rep):
        for phase in cycle[reached:]:
            yield phase._replace(rep=rep, start=at)
            at += phase.duration
        reached = 0


def breathes(phases: tuple[Phase, ...]) -> bool:
    """Whether the phases are breaths: in first, then out."""
    labels = [phase.label.casefold() for phase in takewhile(lambda phase: phase.rep == 1, phases)]
    return labels[:1] == ["in"] and (len(phases) == 1 or "out" in labels)


def breath_sounds(phases: Iterable[Phase]) -> Iterator[Heard]:
    """Yield the swells of a hold or gap that is measured in breaths."""
    for phase in phases:
        yield phase.start, _BREATHS.get(phase.label.casefold(), Sound.HOLD)


def rep_sounds(work: Interval, phases: Iterable[Phase]) -> Iterator[Heard]:
    """Yield the sounds of work with reps, in order; without the very first, which `go` replaces.

    Args:
        work: The interval on the tape.
        phases: Its phases as they are played; may be endless.
    """
    sound_of = sounds_of(work.phases)
    reached = work.least if opens_reps(work) else 0
    before: Phase | None = None
    side = next((phase.side for phase in work.phases if phase.side is not None), None)
    for phase, after in with_next(phases):
        heard: list[Heard] = []
        changes_to = side_changed_to(work, phase, after, side)
        sound = Sound.SWITCH if changes_to is not None else sound_of[phase.label.casefold()]
        side = changes_to or side
        first_of_rep = before is None or before.rep != phase.rep
        at, end = phase.start, phase.start + phase.duration
        if before is not None and first_of_rep:
            knock, delay = _knock(work, phase, reached)
            heard.append((at, knock))
            at += delay
        audible = phase.duration >= _ONE_SOUND_BELOW or first_of_rep or sound is Sound.SWITCH
        has_room = phase.is_open or (audible and at < end)
        # A rep that is a single beat has only the knock.
        if before is not None and sound is not Sound.REP and has_room:
            heard.append((at, sound))
        heard.extend(_inside(work, phase, sound))
        yield from sorted(heard)
        before = phase


def opens_reps(work: Interval) -> bool:
    """Whether work repeats reps until Enter, and does not wait for Enter in single phases."""
    return work.duration is None and bool(work.phases) and not any(phase.is_open for phase in work.phases)


def open_phase_least(phases: tuple[Phase, ...]) -> Ms | None:
    """Return the time at which the open phase has lasted its least; None: there is no such time."""
    waits = next((phase for phase in phases if phase.is_open), None)
    return waits.start + waits.duration if waits is not None and waits.duration else None


def until_key(phases: tuple[Phase, ...]) -> Iterator[Phase]:
    """Yield the phases up to the one that waits for Enter; those after it have no times yet."""
    for phase in phases:
        yield phase
        if phase.is_open:
            return


def pulses(start: Ms, length: Ms) -> Iterator[Heard]:
    """Yield a dot at each whole second inside a phase or hold of 3 to 7.9 s."""
    if _PULSES_FROM <= length < _PULSES_BELOW:
        yield from ((start + second, Sound.PULSE) for second in range(SECOND, length, SECOND))


def ticks_before(length: Ms) -> int:
    """Return the number of ticks at the end of a gap of this length."""
    return 3 if length >= TICKS_FROM else 1 if length >= TICK_FROM else 0


def sounds_of(phases: tuple[Phase, ...]) -> dict[str, Sound]:
    """Return the sound of every label in the first rep; all reps have the same labels."""
    labels = [phase.label.casefold() for phase in takewhile(lambda phase: phase.rep == 1, phases)]
    in_breaths = breathes(phases)
    beat_alone = set(labels) == {"rep"} and (len(labels) == 1 or phases[0].side is not None)
    sounds: dict[str, Sound] = {"rep": Sound.REP} if beat_alone else {}
    stations = 0
    for label in labels:
        if label in sounds:
            continue
        if in_breaths and label in _BREATHS:  # elsewhere `in` is a phase that returns
            sounds[label] = _BREATHS[label]
        elif label in AWAY:
            sounds[label] = Sound.AWAY
        elif label in STAY:
            sounds[label] = Sound.HOLD
        elif label in RETURN:
            sounds[label] = Sound.RETURN
        else:
            sounds[label] = _STATIONS[min(stations, len(_STATIONS) - 1)]
            stations += 1
    return sounds


def _knock(work: Interval, phase: Phase, reached: Ms) -> tuple[Sound, Ms]:
    """The sound of a new rep, and the time from it to the sound of the phase."""
    if reached and phase.start == reached:
        return Sound.ROUND, _AFTER_ROUND
    if not opens_reps(work) and work.reps is not None and phase.rep == work.reps:
        return Sound.LAST_REP, _AFTER_LAST_REP
    return Sound.REP, _AFTER_REP


def side_changed_to(work: Interval, phase: Phase, after: Phase | None, side: str | None) -> str | None:
    """Return the side to which the performer changes in this phase; None: it does not change.

    The change is made while nothing is held: between two held sides in `relax`, else at the phase itself.
    """
    coming = phase
    if work.dose is Dose.HELD_REPS and phase.label == "relax":
        if after is None:
            return None
        coming = after
    return coming.side if coming.side is not None and coming.side != side else None


def _inside(work: Interval, phase: Phase, sound: Sound) -> Iterator[Heard]:
    """Sounds that mark the seconds of a phase; in an open phase those of its least."""
    if phase.is_open and phase.label == "relax":
        return
    if phase.label == "relax" and work.dose is Dose.HELD_REPS:
        end = phase.start + phase.duration
        yield from ((end - left * SECOND, Sound.TICK) for left in range(ticks_before(phase.duration), 0, -1))
    elif sound.trait is not SoundTrait.SWELL:
        yield from pulses(phase.start, phase.duration)


def with_next(phases: Iterable[Phase]) -> Iterator[tuple[Phase, Phase | None]]:
    """Yield every phase with the one after it."""
    here: Phase | None = None
    for phase in phases:
        if here is not None:
            yield here, phase
        here = phase
    if here is not None:
        yield here, None
