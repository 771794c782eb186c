"""Length and number of phases of the sets of an exercise, computed from their counts.

Lengths are milliseconds; open work and gaps count their least. `player.timeline.dose` computes the same
lengths when it lays the phases of a set; `tests/routine/steps/test_stretch_laws.py` compares the two.
"""

from typing import NamedTuple, TypeAlias

from player.routine.model import Exercise, Ladder, Quantity, Tempo
from player.routine.steps.levels import Level
from player.routine.units import Ms

Doses: TypeAlias = Ladder[Quantity] | None


class Workload(NamedTuple):
    """Total length and phases of sets of an exercise on one side, without the gaps between them."""

    length: Ms = 0
    phases: int = 0
    waits: bool = False
    """Whether any of it is open: a key ends it, or goes to its next phase."""


_Sum: TypeAlias = tuple[Ms, int, int, bool]
"""Length, phases, gaps of `relax` between held reps, and whether anything waits: of sets of one dose."""


class Workloads:
    """Adds up the sets of exercises; a dose that many steps inherit is added up once.

    Args:
        grown: Whether doses are at the high end of their ranges, up to which they may grow.
    """

    def __init__(self, *, grown: bool = False) -> None:
        self._grown = grown
        self._known: dict[tuple[int | bool, ...], tuple[object, _Sum]] = {}
        self._beats: dict[int, tuple[Tempo, int, int, bool]] = {}

    def of(self, step: Exercise, level: Level) -> Workload:
        """Return all sets of a step at a level on one side; of a ladder by round the greatest rung counts."""
        number = level.number
        sets = max(1, step.sets.at(number).low)
        doses = tuple(
            None if dose is None else dose.at(number) for dose in (step.reps, step.hold, step.lasting)
        )
        tempo = None if step.tempo is None else step.tempo.at(number)
        alternate, by_set = step.sides.at(number).alternate, step.climbs == "set"
        key = (*map(id, doses), id(tempo), alternate, by_set, sets)
        known = self._known.get(key)
        if known is None:
            found = self._sum(doses, tempo, 2 if alternate else 1, sets, by_set=by_set)
            known = self._known[key] = ((doses, tempo), found)
        length, phases, relaxes, waits = known[1]
        if not relaxes:
            return Workload(length, phases, waits)
        relax = step.relax.at(number)
        between = _breath_phases(relax, relax.low) if relax.low or relax.is_open else 0
        return Workload(length + relax.low * relaxes, phases + between * relaxes, waits or relax.is_open)

    def _sum(
        self, doses: tuple[Doses, ...], tempo: Tempo | None, sides: int, sets: int, *, by_set: bool
    ) -> _Sum:
        rungs = max((len(dose.rungs) for dose in doses if dose is not None), default=1)
        each = [self._one(doses, tempo, sides, number) for number in range(1, rungs + 1)]
        if rungs > 1 and by_set:
            lengths, phase_counts, relax_counts, waiting = zip(*each, strict=True)
            return sum(lengths), sum(phase_counts), sum(relax_counts), any(waiting)
        length, phases, relaxes, waits = map(max, zip(*each, strict=True))
        return length * sets, phases * sets, relaxes * sets, waits

    def _one(self, doses: tuple[Doses, ...], tempo: Tempo | None, sides: int, number: int) -> _Sum:
        """Return the workload of the `number`-th set, 1-based, on one side."""
        reps, hold, lasting = (None if dose is None else dose.at(number) for dose in doses)
        repeats = reps is not None and reps.is_open
        count = sides * (1 if reps is None else max(1, self._end(reps)))
        if hold is not None:
            length = self._end(hold)
            # Behind the last rep of an open set there is one too: it may be repeated.
            relaxes = count if repeats and self._grown else count - 1
            return length * count, count * _breath_phases(hold, length), relaxes, hold.is_open or repeats
        beat, phases, waits = self._beat(tempo)
        if lasting is not None:
            length = self._end(lasting)
            counted = (length // beat + 1) * phases if beat else _breath_phases(lasting, length)
            return length, counted if beat or lasting.breath else 0, 0, lasting.is_open
        least = 0 if reps is None else beat * sides * self._end(reps)
        return least, count * phases, 0, waits or not phases or repeats

    def _end(self, quantity: Quantity) -> int:
        return quantity.high if self._grown else quantity.low

    def _beat(self, tempo: Tempo | None) -> tuple[Ms, int, bool]:
        """Return length and phases of one rep, and whether any of them is open."""
        if tempo is None:
            return 0, 0, False
        known = self._beats.get(id(tempo))
        if known is None:
            phases = [
                phase.duration for phase in tempo.phases if phase.duration.low or phase.duration.is_open
            ]
            waits = any(phase.is_open for phase in phases)
            known = self._beats[id(tempo)] = (tempo, sum(phase.low for phase in phases), len(phases), waits)
        return known[1:]


def _breath_phases(quantity: Quantity, length: Ms) -> int:
    """Return the number of phases of a held length or a gap: two for each breath, else one."""
    return 1 if not quantity.breath else -(-2 * length // quantity.breath)
