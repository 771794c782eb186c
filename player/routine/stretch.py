"""How long a part of a routine lasts if ranges play their low ends (DESIGN §3, the gap rule and windows).

Computed from the counts, without expanding anything. Open work and gaps count their least.
"""

from functools import reduce
from typing import Final, NamedTuple, TypeAlias

from player.routine.model import Block, ByLevel, Exercise, Ladder, Quantity, Rest, Say, Step, Tempo
from player.routine.units import Ms

Doses: TypeAlias = Ladder[Quantity] | None


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
    """Sets of an exercise on one side, one after the other, without the gaps between them."""

    length: Ms = 0
    phases: int = 0
    waits: bool = False
    """Whether it is open: the key ends it, or goes to its next phase."""


class _Sum(NamedTuple):
    """What sets of one dose come to, whatever `relax` lies between their held reps."""

    length: Ms = 0
    phases: int = 0
    relaxes: int = 0
    waits: bool = False


class Works:
    """Adds up the sets of exercises; a dose that many steps inherit is added up once.

    Args:
        grown: Whether doses are at the high end of their ranges, up to which they may grow.
    """

    def __init__(self, *, grown: bool = False) -> None:
        self._grown = grown
        self._known: dict[tuple[int | bool, ...], tuple[object, _Sum]] = {}
        self._beats: dict[int, tuple[Tempo, int, int, bool]] = {}

    def of(self, step: Exercise, level: Level) -> Work:
        """Return all sets of a step at a level on one side; of a ladder by round the greatest counts."""
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
            return Work(length, phases, waits)
        relax = step.relax.at(number)
        between = _breath_phases(relax, relax.low) if relax.low or relax.is_open else 0
        return Work(length + relax.low * relaxes, phases + between * relaxes, waits or relax.is_open)

    def _sum(
        self, doses: tuple[Doses, ...], tempo: Tempo | None, sides: int, sets: int, *, by_set: bool
    ) -> _Sum:
        rungs = max((len(dose.rungs) for dose in doses if dose is not None), default=1)
        each = [self._one(doses, tempo, sides, number) for number in range(1, rungs + 1)]
        if rungs > 1 and by_set:
            return _Sum(
                sum(one.length for one in each),
                sum(one.phases for one in each),
                sum(one.relaxes for one in each),
                any(one.waits for one in each),
            )
        length, phases, relaxes, waits = map(max, zip(*each, strict=True))
        return _Sum(length * sets, phases * sets, relaxes * sets, waits)

    def _one(self, doses: tuple[Doses, ...], tempo: Tempo | None, sides: int, number: int) -> _Sum:
        """Return the `number`-th set, 1-based, on one side."""
        reps, hold, lasting = (None if dose is None else dose.at(number) for dose in doses)
        repeats = reps is not None and reps.is_open
        count = sides * (1 if reps is None else max(1, self._end(reps)))
        if hold is not None:
            length = self._end(hold)
            # Behind the last rep of an open set there is one too: it may be repeated.
            relaxes = count if repeats and self._grown else count - 1
            return _Sum(
                length * count, count * _breath_phases(hold, length), relaxes, hold.is_open or repeats
            )
        beat, phases, waits = self._beat(tempo)
        if lasting is not None:
            length = self._end(lasting)
            counted = (length // beat + 1) * phases if beat else _breath_phases(lasting, length)
            return _Sum(length, counted if beat or lasting.breath else 0, 0, lasting.is_open)
        least = 0 if reps is None else beat * sides * self._end(reps)
        return _Sum(least, count * phases, 0, waits or not phases or repeats)

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


def likeness(step: Exercise, level: Level) -> tuple[object, ...]:
    """Return what two steps have in common that inherit all their counts and lengths: one is computed.

    It tells objects apart, not values, and holds as long as the steps do.
    """
    counts = (step.reps, step.hold, step.lasting, step.tempo, step.sets, step.sides)
    gaps = (step.rest, step.switch, step.relax, step.prepare)
    return (level.number, step.climbs, *map(id, counts), *map(id, gaps), id(step.variations))


def varies(step: Step) -> bool:
    """Whether anything in a step differs between levels."""
    if any(type(value) is ByLevel and len(value.values) > 1 for value in step):
        return True
    if isinstance(step, Block):
        return step.levels is not None or any(map(varies, step.steps))
    return isinstance(step, Exercise) and any(map(varies, step.variations))


class Stretches:
    """Knows how long blocks last; remembers it, since included blocks come up again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str | None], tuple[Block, Stretch]] = {}
        self._works = Works()
        self._exercises: dict[tuple[object, ...], tuple[Exercise, Stretch]] = {}
        self._varying: dict[int, tuple[Block, bool]] = {}

    def varies(self, block: Block) -> bool:
        """Whether anything in a block differs between levels."""
        known = self._varying.get(id(block))
        if known is None:
            known = self._varying[id(block)] = (block, self._varies(block))
        return known[1]

    def _varies(self, block: Block) -> bool:
        own = block._replace(steps=tuple(step for step in block.steps if not isinstance(step, Block)))
        inner = (step for step in block.steps if isinstance(step, Block))
        return varies(own) or any(map(self.varies, inner))

    def block(self, block: Block, level: Level) -> Stretch:
        """Return a block with all its rounds, in all its passes."""
        key = (id(block), level.name if self.varies(block) else None)
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
            key = likeness(step, level)
            known = self._exercises.get(key)
            if known is None:
                found = _exercise(step, level, self._works.of(step, level))
                known = self._exercises[key] = (step, found)
            return known[1]
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
            length = cap if block.rounds is None else min(cap, found.length + (found.before or 0))
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


def _exercise(step: Exercise, level: Level, work: Work) -> Stretch:
    sides = step.sides.at(level.number)
    passes = 1 if sides.alternate else len(sides.labels) or 1
    quantity = step.sets.at(level.number)
    sets = max(1, quantity.low)
    switch, rest = step.switch.at(level.number), step.rest.at(level.number)
    gaps = sets * (passes - 1) * switch.low + (sets - 1) * rest.low
    waits = quantity.is_open or (passes > 1 and switch.is_open) or (sets > 1 and rest.is_open)
    prepare = None if step.prepare is None else step.prepare.at(level.number).low
    return Stretch(works=True, length=work.length * passes + gaps, prepare=prepare, waits=waits or work.waits)
