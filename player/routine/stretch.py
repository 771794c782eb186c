"""How long a part of a routine lasts if ranges play their low ends (DESIGN §3, the gap rule and windows).

Computed from the counts, without expanding anything. Open work and gaps count their least.
"""

from functools import reduce
from typing import Final, NamedTuple

from player.routine.model import Block, Exercise, Quantity, Rest, Say, Step
from player.routine.units import Ms


class Level(NamedTuple):
    """One level of a session, as some part of a routine sees it."""

    name: str | None
    """Of the session; None: the routine has no levels."""
    number: int = 0
    """0-based, among the levels of the routine the part is from."""

    def within(self, block: Block) -> "Level":
        """Return the level in `block`: an include has levels of its own."""
        if block.levels is None:
            return self
        return self._replace(number=block.levels.index(self.name) if self.name in block.levels else 0)


def levels_of(names: tuple[str, ...]) -> tuple[Level, ...]:
    """Return all levels a session can have; without names that is one."""
    return tuple(Level(name, number) for number, name in enumerate(names)) or (Level(None),)


def plays(step: Exercise, level: Level) -> bool:
    """Whether an exercise is there at a level: with 0 sets it is not."""
    sets = step.sets.at(level.number)
    return sets.low > 0 or sets.is_open


class Work(NamedTuple):
    """One set on one side."""

    length: Ms
    phases: int
    waits: bool
    """Whether it is open: the key ends it, or goes to its next phase."""


def work_of(step: Exercise, level: Level, number: int, *, grown: bool = False) -> Work:
    """Return one set on one side.

    Args:
        step: The exercise.
        level: Where it is played.
        number: 1-based set or round, whichever moves its ladders on.
        grown: Whether doses are at the high end of their ranges, up to which they may grow.
    """
    sides = 2 if step.sides.at(level.number).alternate else 1
    reps = None if step.reps is None else step.reps.at(level.number).at(number)
    count = sides * (1 if reps is None else max(1, _end(reps, grown=grown)))
    if step.hold is not None:
        hold = step.hold.at(level.number).at(number)
        return _held(hold, count, step.relax.at(level.number), grown=grown, repeats=_is_open(reps))
    tempo = () if step.tempo is None else step.tempo.at(level.number).phases
    phases = [phase.duration for phase in tempo if phase.duration.low or phase.duration.is_open]
    beat = sum(phase.low for phase in phases)
    if step.lasting is not None:
        lasting = step.lasting.at(level.number).at(number)
        length = _end(lasting, grown=grown)
        counted = (length // beat + 1) * len(phases) if beat else _breath_phases(lasting, length) - 1
        return Work(length, counted, lasting.is_open)
    waits = not phases or _is_open(reps) or any(phase.is_open for phase in phases)
    least = 0 if reps is None else beat * sides * _end(reps, grown=grown)
    return Work(least, count * len(phases), waits)


def _held(hold: Quantity, count: int, relax: Quantity, *, grown: bool, repeats: bool) -> Work:
    length = _end(hold, grown=grown)
    relaxes = count if repeats else count - 1
    phases = count * _breath_phases(hold, length) + relaxes * _breath_phases(relax, relax.low)
    return Work(length * count + relax.low * (count - 1), phases, hold.is_open or repeats)


def _end(quantity: Quantity, *, grown: bool) -> int:
    return quantity.high if grown else quantity.low


def _is_open(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.is_open


def _breath_phases(quantity: Quantity, length: Ms) -> int:
    """Return how many phases a held length or a gap has: in and out for each breath, else one."""
    return 1 if not quantity.breath else -(-2 * length // quantity.breath)


class Stretch(NamedTuple):
    """A part of a routine as its neighbours see it."""

    works: bool = False
    """Whether there is any work in it; without, it has only says and rests."""
    length: Ms = 0
    """From its first piece of work (or say) to its last."""
    before: Ms | None = None
    """The `rest:` steps before its first work; None: there is none. Without work: all of them."""
    after: Ms | None = None
    """The `rest:` steps behind its last work."""
    prepare: Ms | None = None
    """To get into position for its first work."""
    waits: bool = False
    """Whether anything in it is open."""

    @property
    def whole(self) -> Ms:
        """Its length with the rests at both ends."""
        return self.length + (self.before or 0) + (self.after or 0)

    def then(self, other: "Stretch", gap: Quantity, *, rest: bool) -> "Stretch":
        """Return this and then `other`.

        Args:
            other: What follows.
            gap: The automatic one between them, if there is work on both sides.
            rest: Whether the gap is a rest, to which a `prepare` is added; it replaces others.
        """
        length, waits = self.length + other.length, self.waits or other.waits
        if not self.works:
            after = other.after
            return Stretch(other.works, length, _sum(self.before, other.before), after, other.prepare, waits)
        if not other.works:
            return self._replace(length=length, after=_sum(self.after, other.before), waits=waits)
        between = _sum(self.after, other.before)
        if between is None and (rest or other.prepare is None):
            between = gap.low
            waits = waits or gap.is_open
        length += (between or 0) + (other.prepare or 0)
        return Stretch(True, length, self.before, other.after, self.prepare, waits)  # noqa: FBT003

    def times(self, count: int, gap: Quantity, *, rest: bool) -> "Stretch":
        """Return `count` of them, one after the other."""
        if count == 1:
            return self
        if not count:
            return Stretch()
        twice = self.then(self, gap, rest=rest)
        if not self.works:
            before = None if self.before is None else self.before * count
            return self._replace(length=self.length * count, before=before)
        return twice._replace(length=self.length + (twice.length - self.length) * (count - 1))


def _sum(one: Ms | None, other: Ms | None) -> Ms | None:
    return other if one is None else one + (other or 0)


NO_GAP: Final = Quantity.fixed(0)


class Stretches:
    """Knows how long blocks last; remembers it, since included blocks come up again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str | None], tuple[Block, Stretch]] = {}

    def block(self, block: Block, level: Level) -> Stretch:
        """Return a block with all its rounds, in all its passes."""
        key = (id(block), level.name)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (block, self._block(block, level.within(block)))
        return known[1]

    def round(self, block: Block, level: Level) -> Stretch:
        """Return one round of a block, at the level that counts in it.

        Of steps that are drawn or chosen the longest count; with `turns` all steps are in it.
        """
        return reduce(
            lambda one, other: one.then(other, block.transition.at(level.number), rest=False),
            self.present(block, level),
            Stretch(),
        )

    def present(self, block: Block, level: Level) -> list[Stretch]:
        """Return the steps of a block that play at a level; of those drawn or chosen the longest."""
        steps = [(step, self.step(step, level)) for step in block.steps if _is_there(step, level)]
        count = drawn(block, level)
        others = sorted(
            (n for n, (step, _) in enumerate(steps) if not isinstance(step, Rest)),
            key=lambda n: -steps[n][1].whole,
        )
        left_out = set() if count is None else set(others[count:])
        return [stretch for n, (_, stretch) in enumerate(steps) if n not in left_out]

    def step(self, step: Step, level: Level) -> Stretch:
        """Return one step."""
        if isinstance(step, Block):
            return self.block(step, level)
        if isinstance(step, Exercise):
            return _exercise(step, level)
        duration = step.duration.at(level.number)
        if isinstance(step, Say):
            return Stretch(length=duration.low)
        return Stretch(before=duration.low, waits=duration.is_open)

    def _block(self, block: Block, level: Level) -> Stretch:
        rest = block.rest.at(level.number)
        rounds = 1 if block.rounds is None else block.rounds.at(level.number).low
        found = self.round(block, level)
        if block.every is not None and found.works:
            beat = Stretch(works=True, length=block.every.at(level.number).low, prepare=found.prepare)
            found = beat.times(rounds, rest, rest=True)
        elif block.turns.at(level.number):
            found = _in_turn(self.present(block, level), rounds, rest)
        else:
            found = found.times(rounds, rest, rest=True)
        if block.within is not None and found.works:
            cap = block.within.at(level.number).low
            length = cap if block.rounds is None else min(cap, found.length)
            found = Stretch(works=True, length=length, prepare=found.prepare)
        if block.prepare is not None and found.works:
            found = found._replace(prepare=max(block.prepare.at(level.number).low, found.prepare or 0))
        if block.by_side is None:
            return found
        passes = len(block.by_side.at(level.number).labels) or 1
        return found.times(passes, block.switch.at(level.number), rest=False)


def drawn(block: Block, level: Level) -> int | None:
    """Return how many steps of a block are drawn or chosen; None: all of them play."""
    count = block.choose if block.pick is None else block.pick
    return None if count is None else count.at(level.number).low


def playing(block: Block, level: Level) -> tuple[Step, ...]:
    """Return the steps of a block that are there at a level."""
    return tuple(step for step in block.steps if _is_there(step, level))


def _is_there(step: Step, level: Level) -> bool:
    return not isinstance(step, Exercise) or plays(step, level)


def _in_turn(steps: list[Stretch], rounds: int, rest: Quantity) -> Stretch:
    """Return rounds that each play only one of the steps."""
    found = Stretch()
    for number, step in enumerate(steps):
        count = rounds // len(steps) + (number < rounds % len(steps))
        found = found.then(step.times(count, rest, rest=True), rest, rest=True) if count else found
    return found


def _exercise(step: Exercise, level: Level) -> Stretch:
    sides = step.sides.at(level.number)
    passes = 1 if sides.alternate else len(sides.labels) or 1
    quantity = step.sets.at(level.number)
    sets = max(1, quantity.low)
    switch, rest = step.switch.at(level.number), step.rest.at(level.number)
    numbers = range(1, sets + 1) if step.climbs == "set" and has_ladder(step, level) else [1]
    works = [work_of(step, level, number) for number in numbers]
    if step.climbs == "round":  # the longest round counts
        works = [max(work_of(step, level, number) for number in range(1, rungs_of(step, level) + 1))]
    length = sum(work.length for work in works) * (sets if len(works) == 1 else 1) * passes
    gaps = sets * (passes - 1) * switch.low + (sets - 1) * rest.low
    waits = (
        quantity.is_open
        or any(work.waits for work in works)
        or (passes > 1 and switch.is_open)
        or (sets > 1 and rest.is_open)
    )
    prepare = None if step.prepare is None else step.prepare.at(level.number).low
    return Stretch(works=True, length=length + gaps, prepare=prepare, waits=waits)


def has_ladder(step: Exercise, level: Level) -> bool:
    """Whether any value of a step's dose climbs."""
    return rungs_of(step, level) > 1


def rungs_of(step: Exercise, level: Level) -> int:
    """Return the number of rungs of the longest ladder in a step's dose."""
    doses = (step.reps, step.hold, step.lasting, step.distance)
    return max((len(dose.at(level.number).rungs) for dose in doses if dose is not None), default=1)
