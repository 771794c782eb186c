"""From a routine to its tape.

The tree is walked once, in the order of play. Work is laid on the tape as it is met; the gap before it is
decided at that moment, because only then is it known what lies between two pieces of work (DESIGN §3, the
gap rule). Until then the walk collects what could stand there: the boundary crossed, `rest:` steps and
`prepare`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from player.routine.model import Block, Exercise, Quantity, Rest, Routine, Step
from player.routine.slug import slug as slug_of
from player.routine.units import Ms
from player.timeline.dose import measure
from player.timeline.model import Interval, Kind, Timeline


class _Boundary(NamedTuple):
    """A boundary between two pieces of work and the gap that belongs to it."""

    rank: tuple[int, int]
    """Depth of the node, then round (0), step (1), set (2), side (3): the smallest is the outermost."""
    kind: Kind
    length: Ms


class _Place(NamedTuple):
    """Where in the tree the walk is."""

    slugs: tuple[str, ...] = ()
    rounds: tuple[int, ...] = ()
    """Current round of every block that has rounds, outer to inner."""
    of_rounds: int | None = None
    """Number of rounds of the nearest of them."""
    step: int = 0
    """1-based top-level step; 0 at the root."""

    @property
    def depth(self) -> int:
        return len(self.slugs)

    def path(self, *parts: str) -> str:
        rounds = ("r" + ".".join(map(str, self.rounds)),) if self.rounds else ()
        return "/".join(self.slugs) + "@" + ".".join((*rounds, *parts))


class _Tape:
    """The tape so far, and what has been met since its last piece of work."""

    def __init__(self, first_prepare: Ms) -> None:
        self.first_prepare = first_prepare
        self.intervals: list[Interval] = []
        self.boundary: _Boundary | None = None
        self.rests: list[Rest] = []
        self.prepare: Ms | None = None

    def cross(self, rank: tuple[int, int], kind: Kind, length: Quantity) -> None:
        """Note a boundary; of several between two pieces of work the outermost counts."""
        if self.boundary is None or rank < self.boundary.rank:
            self.boundary = _Boundary(rank, kind, length.low)

    def get_ready(self, prepare: Quantity | None) -> None:
        """Note a `prepare`; of a block's and its first step's the longer plays."""
        if prepare is not None:
            self.prepare = max(prepare.low, self.prepare or 0)

    def lay(self, work: Interval) -> None:
        """Put `work` on the tape, with the gap before it."""
        used: Counter[Kind] = Counter()
        for gap in self._gaps():
            used[gap.kind] += 1
            if gap.duration:  # gaps of 0 s do not exist
                nth = f"~{used[gap.kind]}" if used[gap.kind] > 1 else ""
                path, line = f"{work.path}+{gap.kind}{nth}", gap.line or work.line
                self.intervals.append(gap._replace(path=path, step=work.step, line=line))
        self.intervals.append(work)
        self.boundary, self.prepare = None, None
        self.rests.clear()

    def _gaps(self) -> list[Interval]:
        """The gap before the next piece of work, by the gap rule."""
        prepare, boundary = self.prepare, self.boundary
        if not self.intervals:  # nothing to cross yet: the session begins
            prepare, boundary = max(self.first_prepare, prepare or 0), None
        gaps = [
            Interval(
                Kind.REST,
                path="",
                duration=rest.duration.low,
                exercise=rest.name,
                cues=(rest.cue,) if rest.cue else (),
                note=rest.note,
                line=rest.line,
            )
            for rest in self.rests
        ]
        moves = boundary is not None and boundary.kind in {Kind.TRANSITION, Kind.SWITCH}
        if not gaps and boundary is not None and not (moves and prepare is not None):
            gaps.append(Interval(boundary.kind, path="", duration=boundary.length))
        if prepare is not None:
            gaps.append(Interval(Kind.PREPARE, path="", duration=prepare))
        return gaps


def compile_routine(routine: Routine, slug: str) -> Timeline:
    """Return the tape of `routine`; a range plays its low end. `slug` names the file it came from."""
    tape = _Tape(first_prepare=routine.prepare.low)
    _lay_block(tape, routine.body, _Place())
    return Timeline(name=routine.name, slug=slug, intervals=tuple(tape.intervals))


def _lay_block(tape: _Tape, block: Block, place: _Place) -> None:
    """Lay all rounds of `block`; `place` already ends in the block's own slug."""
    met, waiting = len(tape.intervals), tape.prepare
    tape.get_ready(block.prepare)
    rounds = block.rounds.low if block.rounds is not None else 1
    slugs = sibling_slugs(block.steps)
    for number in range(1, rounds + 1):
        if number > 1:
            tape.cross((place.depth, 0), Kind.REST, block.rest)
        here = place
        if block.rounds is not None:
            here = place._replace(rounds=(*place.rounds, number), of_rounds=rounds)
        for index, (step, own) in enumerate(zip(block.steps, slugs, strict=True)):
            if index:
                tape.cross((place.depth, 1), Kind.TRANSITION, block.transition)
            if isinstance(step, Rest):
                tape.rests.append(step)
                continue
            inner = here._replace(slugs=(*here.slugs, own), step=here.step or index + 1)
            if isinstance(step, Block):
                _lay_block(tape, step, inner)
            else:
                _lay_exercise(tape, step, inner)
    if len(tape.intervals) == met:  # no work in it: there was nothing to get ready for
        tape.prepare = waiting


def _lay_exercise(tape: _Tape, exercise: Exercise, place: _Place) -> None:
    """Lay every set and side of `exercise`; without sets it is not there at all."""
    sets = exercise.sets.low
    if not sets:
        return
    tape.get_ready(exercise.prepare)
    dose, duration, phases, reps = measure(exercise)
    sides = _numbered(slug_of(side) or "side" for side in exercise.sides)
    for number in range(1, sets + 1):
        if number > 1:
            tape.cross((place.depth, 2), Kind.REST, exercise.rest)
        cue = exercise.cues[(number - 1) % len(exercise.cues)] if exercise.cues else None
        for index, side in enumerate(exercise.sides or (None,)):
            if index:
                tape.cross((place.depth, 3), Kind.SWITCH, exercise.switch)
            parts = (f"s{number}",) if side is None else (f"s{number}", sides[index])
            tape.lay(
                Interval(
                    Kind.WORK,
                    path=place.path(*parts),
                    duration=duration,
                    exercise=exercise.name,
                    side=side,
                    set=number,
                    sets=sets,
                    round=place.rounds[-1] if place.rounds else None,
                    rounds=place.of_rounds,
                    reps=reps,
                    load=exercise.load,
                    dose=dose,
                    phases=phases,
                    cues=(cue,) if cue else (),
                    note=exercise.note,
                    position=exercise.position,
                    equipment=exercise.equipment,
                    step=place.step,
                    line=exercise.line,
                )
            )


def sibling_slugs(steps: tuple[Step, ...]) -> list[str]:
    """Return the slug of every step; the n-th with the same slug gets `~n` from the second on.

    A `rest:` step has none (an empty one): it is found by the work after it.
    """
    return _numbered(_own_slug(step) for step in steps)


def _own_slug(step: Step) -> str:
    if isinstance(step, Rest):
        return ""
    return slug_of(step.name or "") or ("block" if isinstance(step, Block) else "exercise")


def _numbered(slugs: Iterable[str]) -> list[str]:
    """Make equal slugs differ: the n-th gets `~n` from the second on."""
    seen: Counter[str] = Counter()
    numbered: list[str] = []
    for own in slugs:
        seen[own] += 1
        numbered.append(own if not own or seen[own] == 1 else f"{own}~{seen[own]}")
    return numbered
