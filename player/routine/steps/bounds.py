"""Bounds of a whole routine, computed from its counts before anything is expanded (DESIGN §3).

Intervals, phases and lengths are counted as `player.timeline.compile` with `tape` and `dose` would lay them;
the lengths come from `stretch` and `workload`, which `tests/routine/steps/test_stretch_laws.py` holds against
the tape.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from player.routine.model import Block, Exercise, Quantity, Rest, Routine, Step
from player.routine.steps.levels import Level, Varying, drawn, levels_of, likeness, playing, plays
from player.routine.steps.workload import Workloads
from player.routine.units import Ms
from player.routine.values.lengths import HOUR

if TYPE_CHECKING:
    from player.routine.steps.stretch import PartLengths

MOST_INTERVALS: Final = 20_000
MOST_PHASES: Final = 200_000
MOST_LENGTH: Final[Ms] = 48 * HOUR
MOST_STEPS: Final = 200_000
"""Steps that are visited, even those that are absent at a level: routines that include each other twice
can have millions without a single interval."""

_NO_GAP: Final = Quantity.fixed(0)

_SHOWN: Final = 1_000_000_000
"""Greater numbers are not written out: rounds of rounds have hundreds of digits."""


class Extent(NamedTuple):
    """The size of a part of a routine when it is played.

    Doses count at the high end of their ranges, up to which they may grow; everything else at the low end,
    which is what is played. Of levels, variations, and steps that are drawn or chosen the greatest count.
    """

    intervals: int = 0
    """Of an open `within` with fixed steps: those of all its rounds."""
    phases: int = 0
    length: Ms = 0
    """Milliseconds; open work counts its least."""
    steps: int = 0
    """Steps that are visited, each once for every round."""

    def plus(self, *others: "Extent") -> "Extent":
        """Return the size of this part followed by others."""
        return Extent(*map(sum, zip(self, *others, strict=True)))

    def times(self, count: int) -> "Extent":
        """Return the size of this part played `count` times in a row."""
        return Extent(self.intervals * count, self.phases * count, self.length * count, self.steps * count)

    @property
    def excess(self) -> str | None:
        """The first bound that is exceeded, in words; None: all are kept."""
        if self.intervals > MOST_INTERVALS:
            return f"{_counted(self.intervals)} intervals; at most {MOST_INTERVALS:,} can be played"
        if self.phases > MOST_PHASES:
            return f"{_counted(self.phases)} phases of repetitions; at most {MOST_PHASES:,} can be played"
        if self.length > MOST_LENGTH:
            hours = _counted(self.length // HOUR)
            return f"{hours} hours; at most {MOST_LENGTH // HOUR} can be played"
        if self.steps > MOST_STEPS:
            return f"{_counted(self.steps)} steps to pass; at most {MOST_STEPS:,} can be played"
        return None


def _counted(number: int) -> str:
    return f"{number:,}" if number <= _SHOWN else f"more than {_SHOWN:,}"


def extent(routine: Routine) -> Extent:
    """Return the size of a routine at the level at which it is greatest, without expanding it."""
    bounds = _Bounds()
    found = Extent()
    for level in levels_of(routine.levels):
        prepare = _gap(routine.prepare.at(level.number))
        found = _greatest([found, prepare.plus(bounds.block(routine.body, level))])
        if found.excess is not None:  # it is refused: how much more it is at other levels does not matter
            break
    return found


def _greatest(extents: list[Extent]) -> Extent:
    return Extent(*map(max, zip(*extents, strict=True))) if extents else Extent()


def _gap(duration: Quantity) -> Extent:
    if not duration.low and not duration.is_open:
        return Extent()
    breaths = -(-2 * duration.low // duration.breath) if duration.breath else 0
    return Extent(1, breaths, duration.low)


class _Bounds:
    """Remembers blocks: an included one comes up again and again."""

    def __init__(self) -> None:
        self._varying = Varying()
        self._stretches: PartLengths | None = None
        self._works = Workloads(grown=True)
        self._exercises: dict[tuple[object, ...], tuple[Exercise, Extent]] = {}
        self._known: dict[tuple[int, str | None], Extent] = {}

    def block(self, block: Block, level: Level) -> Extent:
        """Return a block with all its rounds, in all its passes."""
        key = (id(block), level.name if self._varying.of(block) else None)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._block(block, level.within(block))
        return known

    def _block(self, block: Block, level: Level) -> Extent:
        rounds = 1 if block.rounds is None else block.rounds.at(level.number).low
        once = self._round(block, level)
        if block.every is not None:
            once = once._replace(intervals=once.intervals + 1, length=block.every.at(level.number).low)
        rest = block.rest.at(level.number)
        found = once.times(rounds).plus(_gap(rest).times(rounds - 1))
        if block.within is not None:
            cap = block.within.at(level.number).low
            if block.rounds is None:
                passes = self._passes(block, level, cap)
                found = found._replace(intervals=(found.intervals + 1) * passes, length=cap)
            else:
                found = found._replace(length=min(cap, found.length))
        if block.prepare is not None:
            found = found.plus(_gap(block.prepare.at(level.number)))
        if block.by_side is None:
            return found
        passes = max(1, len(block.by_side.at(level.number).labels))
        return found.times(passes).plus(_gap(block.switch.at(level.number)).times(passes - 1))

    def _round(self, block: Block, level: Level) -> Extent:
        steps = playing(block, level)
        passed = Extent(steps=len(block.steps))
        # Never fewer gaps than are played: a `rest:` step replaces one and counts itself.
        transition = _gap(block.transition.at(level.number))
        extents = [self._step(step, level) for step in steps]
        if block.turns.at(level.number):
            return _greatest(extents).plus(passed)
        count = drawn(block, level)
        if count is None:
            return transition.times(max(0, len(steps) - 1)).plus(passed, *extents)
        rests = [one for one, step in zip(extents, steps, strict=True) if isinstance(step, Rest)]
        others = [one for one, step in zip(extents, steps, strict=True) if not isinstance(step, Rest)]
        greatest = Extent(*(sum(sorted(column)[-count:]) for column in zip(*others, strict=True)))
        return transition.times(max(0, count + len(rests) - 1)).plus(passed, greatest, *rests)

    def _passes(self, block: Block, level: Level, cap: Ms) -> int:
        """Return the number of rounds that fit if nothing in them waits for the person."""
        if self._stretches is None:
            from player.routine.steps.stretch import PartLengths

            self._stretches = PartLengths()
        once = self._stretches.round(block, level)
        # A `rest:` step at either end takes the place of the gap between two rounds.
        rest = block.rest.at(level.number) if once.before is once.after is None else _NO_GAP
        if once.waits_again or rest.is_open or not once.works:
            return 1
        return cap // max(1, once.repeated + rest.low) + 1

    def _step(self, step: Step, level: Level) -> Extent:
        if isinstance(step, Block):
            return self.block(step, level)
        if isinstance(step, Exercise):
            return self._exercise(step, level)
        return _gap(step.duration.at(level.number))

    def _exercise(self, step: Exercise, level: Level) -> Extent:
        key = likeness(step, level)
        known = self._exercises.get(key)
        if known is None:
            rungs = [_exercise(rung, level, self._works) for rung in (step, *step.variations)]
            known = self._exercises[key] = (step, _greatest(rungs))
        return known[1]


def _exercise(step: Exercise, level: Level, works: Workloads) -> Extent:
    if not plays(step, level):
        return Extent()
    sides = step.sides.at(level.number)
    passes = 1 if sides.alternate else max(1, len(sides.labels))
    sets = max(1, step.sets.at(level.number).low)
    switches = _gap(step.switch.at(level.number)).times(sets * (passes - 1))
    # Behind a set that is repeated its rest stands on the tape too.
    rests = _gap(step.rest.at(level.number)).times(sets - (not step.sets.at(level.number).is_open))
    prepare = Extent() if step.prepare is None else _gap(step.prepare.at(level.number))
    work = works.of(step, level)
    return Extent(sets, work.phases, work.length).times(passes).plus(switches, rests, prepare)
