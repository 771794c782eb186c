"""Bounds of a whole routine, computed from its counts before anything is expanded (DESIGN §3)."""

from typing import Final, NamedTuple

from player.routine.lengths import HOUR
from player.routine.model import Block, Exercise, Quantity, Rest, Routine, Step
from player.routine.units import Ms

MOST_INTERVALS: Final = 20_000
MOST_PHASES: Final = 200_000
MOST_LENGTH: Final[Ms] = 48 * HOUR


class Extent(NamedTuple):
    """How much a part of a routine is when it is played.

    Doses count at the high end of their ranges, up to which they may grow; everything else at the low end,
    which is what is played.
    """

    intervals: int = 0
    phases: int = 0
    length: Ms = 0
    """Open work counts 0."""

    def plus(self, *others: "Extent") -> "Extent":
        """Return all of them, one after the other."""
        return Extent(*map(sum, zip(self, *others, strict=True)))

    def times(self, count: int) -> "Extent":
        """Return `count` of them, one after the other."""
        return Extent(self.intervals * count, self.phases * count, self.length * count)

    @property
    def excess(self) -> str | None:
        """What is out of bounds, in words, or None."""
        if self.intervals > MOST_INTERVALS:
            return f"{self.intervals:,} intervals; at most {MOST_INTERVALS:,} can be played"
        if self.phases > MOST_PHASES:
            return f"{self.phases:,} phases of repetitions; at most {MOST_PHASES:,} can be played"
        if self.length > MOST_LENGTH:
            return f"{self.length // HOUR:,} hours; at most {MOST_LENGTH // HOUR} can be played"
        return None


def extent(routine: Routine) -> Extent:
    """Return how much a routine is, without expanding it."""
    return _gap(routine.prepare).plus(_steps(routine.body))


def _gap(duration: Quantity) -> Extent:
    return Extent(1, 0, duration.low) if duration.low else Extent()


def _steps(block: Block) -> Extent:
    # Never fewer gaps than are played: a `rest:` step replaces one and counts itself.
    gaps = _gap(block.transition).times(max(0, len(block.steps) - 1))
    return gaps.plus(*map(_step, block.steps))


def _step(step: Step) -> Extent:
    if isinstance(step, Rest):
        return _gap(step.duration)
    if isinstance(step, Exercise):
        return _exercise(step)
    rounds = 1 if step.rounds is None else step.rounds.low
    once = _steps(step)
    return once.times(rounds).plus(_gap(step.rest).times(rounds - 1), _prepare(step.prepare))


def _prepare(duration: Quantity | None) -> Extent:
    return Extent() if duration is None else _gap(duration)


def _exercise(step: Exercise) -> Extent:
    sets, sides = step.sets.low, max(1, len(step.sides))
    switches = _gap(step.switch).times(sets * (sides - 1))
    rests = _gap(step.rest).times(sets - 1)
    return _work(step).times(sets * sides).plus(switches, rests, _prepare(step.prepare))


def _work(step: Exercise) -> Extent:
    """Return one set on one side."""
    if step.hold is not None:
        reps = 1 if step.reps is None else step.reps.high
        return Extent(1, 2 * reps - 1, step.hold.high * reps + step.relax.low * (reps - 1))
    phases = (
        []
        if step.tempo is None
        else [phase.duration.low for phase in step.tempo.phases if phase.duration.low]
    )
    if step.lasting is not None:
        longest = step.lasting.high
        return Extent(1, (longest // sum(phases) + 1) * len(phases) if phases else 0, longest)
    reps = 0 if step.reps is None else step.reps.high
    return Extent(1, reps * len(phases), reps * sum(phases))
