"""How long one set of an exercise lasts, and what happens in it."""

from itertools import count
from typing import NamedTuple

from player.routine.model import Exercise, Tempo
from player.routine.units import Ms
from player.timeline.model import Dose, Phase


class Measure(NamedTuple):
    """One set on one side."""

    dose: Dose
    duration: Ms | None
    """None: the key ends it."""
    phases: tuple[Phase, ...]
    reps: int | None


def measure(exercise: Exercise) -> Measure:
    """Return length and phases of one set; ranges play their low end."""
    reps = exercise.reps.low if exercise.reps is not None else None
    if exercise.hold is not None:
        hold = exercise.hold.low
        if reps is None:
            return Measure(Dose.HOLD, hold, (Phase(1, "hold", 0, hold),), None)
        phases = _held_reps(reps, hold, exercise.relax.low)
        return Measure(Dose.HELD_REPS, phases[-1].start + phases[-1].duration, phases, reps)
    if exercise.lasting is not None:
        lasting = exercise.lasting.low
        return Measure(Dose.KEEP_MOVING, lasting, _within(lasting, exercise.tempo), None)
    if reps is None:
        return Measure(Dose.OPEN, None, (), None)
    phases = _reps(reps, exercise.tempo) if exercise.tempo is not None else ()
    if not phases:
        return Measure(Dose.SELF_PACED, None, (), reps)
    return Measure(Dose.BEAT, phases[-1].start + phases[-1].duration, phases, reps)


def _held_reps(reps: int, hold: Ms, relax: Ms) -> tuple[Phase, ...]:
    """`reps` holds with `relax` between them, none after the last."""
    phases: list[Phase] = []
    for rep in range(1, reps + 1):
        start = (rep - 1) * (hold + relax)
        phases.append(Phase(rep, "hold", start, hold))
        if relax and rep < reps:
            phases.append(Phase(rep, "relax", start + hold, relax))
    return tuple(phases)


def _beat(tempo: Tempo) -> list[tuple[str, Ms]]:
    """The phases of one rep that last; those of 0 s do not exist."""
    return [(phase.label, phase.duration.low) for phase in tempo.phases if phase.duration.low]


def _reps(reps: int, tempo: Tempo) -> tuple[Phase, ...]:
    phases: list[Phase] = []
    at = 0
    beat = _beat(tempo)
    for rep in range(1, reps + 1):
        for label, length in beat:
            phases.append(Phase(rep, label, at, length))
            at += length
    return tuple(phases)


def _within(lasting: Ms, tempo: Tempo | None) -> tuple[Phase, ...]:
    """Reps for as long as `lasting`: a phase that would not end in time is not started."""
    beat = _beat(tempo) if tempo is not None else []
    phases: list[Phase] = []
    at = 0
    for rep in count(1) if beat else ():
        for label, length in beat:
            if at + length > lasting:
                return tuple(phases)
            phases.append(Phase(rep, label, at, length))
            at += length
    return tuple(phases)
