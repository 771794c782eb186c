"""Measures of sets: length and phases of one set on one side, in milliseconds.

`player.routine.steps.workload` computes the same lengths from counts, without phases;
`tests/routine/steps/test_stretch_laws.py` compares the two.
"""

from typing import NamedTuple

from player.routine.model import Distance, Exercise, Quantity, Tempo
from player.routine.units import Ms
from player.timeline.model import Dose, Phase

_WHOLE = 1000
"""Distances are whole numbers of thousandths of their unit."""


class Amounts(NamedTuple):
    """The dose of one set as this session plays it: at its level, set or round, and target.

    The low end of each quantity is played.
    """

    reps: Quantity | None
    hold: Quantity | None
    lasting: Quantity | None
    distance: Distance | None
    tempo: Tempo | None
    relax: Quantity
    sides: tuple[str, ...]
    """Labels of sides that change with every rep; empty: the side does not change."""


class Measure(NamedTuple):
    """One set on one side."""

    dose: Dose
    duration: Ms | None
    """Length; None: Enter ends it."""
    phases: tuple[Phase, ...] = ()
    reps: int | None = None
    least: Ms = 0
    distance: str | None = None
    at_least: bool = False
    """Whether `reps` is the least of an open number."""


def amounts(exercise: Exercise, level: int, rung: int, sides: tuple[str, ...], target: int | None) -> Amounts:
    """Return the amounts of one set of `exercise`.

    Args:
        exercise: The step, or the variation of it that is played.
        level: 0-based number of the level.
        rung: 1-based rung of its ladders: the set, or the round.
        sides: Labels of sides that change with every rep.
        target: The performer's place in the range; None: at its low end.
    """
    reps = exercise.reps.at(level).at(rung) if exercise.reps is not None else None
    hold = exercise.hold.at(level).at(rung) if exercise.hold is not None else None
    lasting = exercise.lasting.at(level).at(rung) if exercise.lasting is not None else None
    if target is not None:  # if both have a range, the target is that of the reps
        if reps is not None and reps.low < reps.high:
            reps = _grown(reps, target)
        elif hold is not None:
            hold = _grown(hold, target)
        elif lasting is not None:
            lasting = _grown(lasting, target)
    return Amounts(
        reps,
        hold,
        lasting,
        exercise.distance.at(level).at(rung) if exercise.distance is not None else None,
        exercise.tempo.at(level) if exercise.tempo is not None else None,
        exercise.relax.at(level),
        sides,
    )


def _grown(quantity: Quantity, target: int) -> Quantity:
    """Return `quantity` at `target`, clamped into its range; a length in breaths grows by whole breaths."""
    amount = min(max(target, quantity.low), quantity.high)
    if quantity.breath:
        amount -= (amount - quantity.low) % quantity.breath
    return quantity._replace(low=amount)


def measure(work: Amounts) -> Measure:
    """Return length and phases of one set."""
    if work.distance is not None:
        return Measure(Dose.DISTANCE, None, distance=_so_far(work.distance))
    if work.hold is not None:
        if work.reps is None and not work.sides:
            return _hold(work.hold)
        return _held_reps(work.reps or Quantity.fixed(1), work.hold, work.relax, work.sides or (None,))
    if work.lasting is not None:
        return _keep_moving(work.lasting, work.tempo, work.sides or (None,))
    if work.reps is not None:
        return _reps(work.reps, work.tempo, work.sides or (None,))
    return Measure(Dose.OPEN, None)


def breaths(
    length: Ms, breath: Ms, *, at: Ms = 0, rep: int | None = None, side: str | None = None
) -> tuple[Phase, ...]:
    """Return the phases in and out, half a breath each, for `length`; without `rep` every breath is a rep."""
    half, end = (breath + 1) // 2, at + length
    phases: list[Phase] = []
    for number, start in enumerate(range(at, end, breath), 1):
        turn, stop = min(start + half, end), min(start + breath, end)
        phases.append(Phase(rep or number, "in", start, turn - start, side))
        if stop > turn:
            phases.append(Phase(rep or number, "out", turn, stop - turn, side))
    return tuple(phases)


def _so_far(distance: Distance) -> str:
    if not distance.low and distance.is_open:
        return "max"
    whole, part = divmod(distance.low, _WHOLE)
    number = f"{whole}.{part:03}".rstrip("0").rstrip(".")
    return f"{number} {distance.unit}".rstrip() + ("+" if distance.is_open else "")


def _hold(hold: Quantity) -> Measure:
    if hold.breath:
        if hold.is_open:  # whole breaths, since the last one is repeated
            phases = breaths(max(1, hold.low // hold.breath) * hold.breath, hold.breath)
        else:
            phases = breaths(hold.low, hold.breath)
    else:
        phases = (Phase(1, "hold", 0, hold.low, is_open=hold.is_open),)
    return Measure(Dose.HOLD, None if hold.is_open else hold.low, phases, least=_least(hold))


def _at_least(reps: Quantity) -> bool:
    return reps.is_open and reps.low > 0


def _least(quantity: Quantity) -> Ms:
    return quantity.low if quantity.is_open else 0


def _held_reps(reps: Quantity, hold: Quantity, relax: Quantity, sides: tuple[str | None, ...]) -> Measure:
    """Holds with `relax` between them; after the last hold only if it may be repeated."""
    phases: list[Phase] = []
    count = max(1, reps.low)
    at = held = 0
    is_open = reps.is_open or hold.is_open
    for rep in range(1, count + 1):
        for turn, side in enumerate(sides, 1):
            if hold.breath and not hold.is_open:
                phases += breaths(hold.low, hold.breath, at=at, rep=rep, side=side)
            else:
                phases.append(Phase(rep, "hold", at, hold.low, side, hold.is_open))
            at = held = at + hold.low
            last = rep == count and turn == len(sides)
            if (relax.low or relax.is_open) and (not last or reps.is_open):
                phases.append(Phase(rep, "relax", at, relax.low, is_open=relax.is_open))
                is_open = is_open or relax.is_open
                at += relax.low
    planned = reps.low or None
    return Measure(
        Dose.HELD_REPS,
        None if is_open else at,
        tuple(phases),
        planned,
        least=held if is_open and planned else 0,
        at_least=_at_least(reps),
    )


class _Beat:
    """The phases of one rep, for every side in turn."""

    def __init__(self, tempo: Tempo | None, sides: tuple[str | None, ...]) -> None:
        self.parts = [
            (phase.label, phase.duration.low, side, phase.duration.is_open)
            for side in sides
            for phase in (tempo.phases if tempo is not None else ())
            if phase.duration.low or phase.duration.is_open
        ]

    @property
    def length(self) -> Ms:
        return sum(length for _, length, _, _ in self.parts)

    @property
    def is_open(self) -> bool:
        return any(is_open for _, _, _, is_open in self.parts)

    def times(self, reps: int) -> tuple[Phase, ...]:
        phases: list[Phase] = []
        at = 0
        for rep in range(1, reps + 1):
            for label, length, side, is_open in self.parts:
                phases.append(Phase(rep, label, at, length, side, is_open))
                at += length
        return tuple(phases)

    def within(self, lasting: Ms) -> tuple[Phase, ...]:
        """Return the phases of reps within `lasting`; a phase that would end later is not started."""
        phases = self.times(-(-lasting // self.length))
        for index, phase in enumerate(phases):
            if phase.start + phase.duration > lasting:
                return phases[:index]
        return phases


def _reps(reps: Quantity, tempo: Tempo | None, sides: tuple[str | None, ...]) -> Measure:
    planned = reps.low or None
    beat = _Beat(tempo, sides)
    if not beat.parts:
        return Measure(Dose.SELF_PACED, None, reps=planned, at_least=_at_least(reps))
    count = max(1, reps.low)
    length = beat.length * count
    is_open = reps.is_open or beat.is_open
    return Measure(
        Dose.BEAT,
        None if is_open else length,
        beat.times(count),
        planned,
        least=length if is_open and planned else 0,
        at_least=_at_least(reps),
    )


def _keep_moving(lasting: Quantity, tempo: Tempo | None, sides: tuple[str | None, ...]) -> Measure:
    beat = _Beat(tempo, sides)
    phases: tuple[Phase, ...] = ()
    if tempo is None and lasting.breath:
        phases = _hold(lasting).phases
    elif beat.length and not beat.is_open:  # an open phase has no fixed length
        # Open work has whole reps, since the last one is repeated.
        phases = (
            beat.times(max(1, lasting.low // beat.length)) if lasting.is_open else beat.within(lasting.low)
        )
    return Measure(Dose.KEEP_MOVING, None if lasting.is_open else lasting.low, phases, least=_least(lasting))
