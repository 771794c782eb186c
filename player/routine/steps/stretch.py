"""Length of a part of a routine, computed from its counts (DESIGN §3, the gap rule and windows).

Lengths are milliseconds; open work and gaps count their least. The gap rule stands here a second time, on
purpose: nothing is expanded, so that a hostile routine costs no time. `player.timeline.tape` applies it while
the tape is laid; `tests/routine/steps/test_stretch_laws.py` compares the two.
"""

from functools import reduce
from typing import NamedTuple

from player.routine.model import Block, Exercise, Quantity, Rest, Say, Step, longer
from player.routine.steps.levels import Level, Varying, drawn, is_there, likeness
from player.routine.steps.workload import Workload, Workloads
from player.routine.units import Ms


class PartLength(NamedTuple):
    """The length of a part of a routine, and of the gaps at its ends, as its neighbours need them."""

    works: bool = False
    """Whether there is any work in it; without, it has only says and rests."""
    length: Ms = 0
    """Milliseconds from the start of its first piece of work (or say) to the end of its last."""
    before: Ms | None = None
    """Length of the `rest:` steps before its first work, without work of all; None: there are none."""
    after: Ms | None = None
    """Length of the `rest:` steps behind its last work; None: there are none."""
    prepare: Quantity | None = None
    """Time to get into position for its first work: not in `length`, added where something precedes it."""
    waits: bool = False
    """Whether anything in it is open, `prepare` aside."""
    said: Ms = 0
    """The share of `length` that says behind its last work take."""

    @property
    def whole(self) -> Ms:
        """Length with the rests at both ends."""
        return self.length + (self.before or 0) + (self.after or 0)

    @property
    def repeated(self) -> Ms:
        """Length of a repetition of it: getting into position is then part of it."""
        return self.whole + (0 if self.prepare is None else self.prepare.low)

    @property
    def waits_again(self) -> bool:
        """Whether anything in a repetition of it is open."""
        return self.waits or (self.prepare is not None and self.prepare.is_open)

    def then(self, other: "PartLength", gap: Quantity, *, rest: bool) -> "PartLength":
        """Return this and then `other`.

        Args:
            other: The part that follows.
            gap: The automatic gap between them, if there is work on both sides.
            rest: Whether the gap is a rest, to which a `prepare` is added; it replaces others.
        """
        length, waits = self.length + other.length, self.waits or other.waits
        if not self.works:
            after = other.after
            before, said = _sum(self.before, other.before), other.said
            return PartLength(other.works, length, before, after, other.prepare, waits, said)
        if not other.works:
            after, said = _sum(self.after, other.before), self.said + other.length
            return self._replace(length=length, after=after, waits=waits, said=said)
        between = _sum(self.after, other.before)
        if between is None and (rest or other.prepare is None):
            between = gap.low
            waits = waits or gap.is_open
        if other.prepare is not None:
            length += other.prepare.low
            waits = waits or other.prepare.is_open
        length += between or 0
        return self._replace(length=length, after=other.after, waits=waits, said=other.said)

    def times(self, count: int, gap: Quantity, *, rest: bool) -> "PartLength":
        """Return the length of this part played `count` times in a row."""
        if count == 1:
            return self
        if not count:
            return PartLength()
        twice = self.then(self, gap, rest=rest)
        if not self.works:
            before = None if self.before is None else self.before * count
            return self._replace(length=self.length * count, before=before)
        return twice._replace(length=self.length + (twice.length - self.length) * (count - 1))


def _sum(one: Ms | None, other: Ms | None) -> Ms | None:
    return other if one is None else one + (other or 0)


class PartLengths:
    """Computes the lengths of blocks; caches them, since included blocks come up again and again.

    Args:
        grown: Whether doses are at the high end of their ranges, and of variations the longest plays.
    """

    def __init__(self, *, grown: bool = False) -> None:
        self.varying = Varying()
        self._known: dict[tuple[int, str | None], tuple[Block, PartLength]] = {}
        self._grown = grown
        self._works = Workloads(grown=grown)
        self._exercises: dict[tuple[object, ...], tuple[Exercise, PartLength]] = {}

    def block(self, block: Block, level: Level) -> PartLength:
        """Return a block with all its rounds, in all its passes."""
        key = (id(block), level.name if self.varying.of(block) else None)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (block, self._block(block, level.within(block)))
        return known[1]

    def round(self, block: Block, level: Level) -> PartLength:
        """Return one round of a block, at the level that counts in it.

        Of steps that are drawn or chosen the longest count; with `turns` all steps are in it.
        """
        return reduce(
            lambda one, other: one.then(other, block.transition.at(level.number), rest=False),
            self.present(block, level),
            PartLength(),
        )

    def present(self, block: Block, level: Level) -> list[PartLength]:
        """Return the steps of a block that play at a level; of those drawn or chosen the longest.

        Words alone come last: what may be work is work.
        """
        steps = [(step, self.step(step, level)) for step in block.steps if is_there(step, level)]
        count = drawn(block, level)
        others = sorted(
            (n for n, (step, _) in enumerate(steps) if not isinstance(step, Rest)),
            key=lambda n: (not steps[n][1].works, -steps[n][1].whole),
        )
        left_out = set() if count is None else set(others[count:])
        return [stretch for n, (_, stretch) in enumerate(steps) if n not in left_out]

    def step(self, step: Step, level: Level) -> PartLength:
        """Return one step."""
        if isinstance(step, Block):
            return self.block(step, level)
        if isinstance(step, Exercise):
            key = likeness(step, level)
            known = self._exercises.get(key)
            if known is None:
                rungs = (step, *step.variations) if self._grown else (step,)
                found = max(
                    (_exercise(rung, level, self._works.of(rung, level)) for rung in rungs),
                    key=lambda rung: rung.length,
                )
                known = self._exercises[key] = (step, found)
            return known[1]
        duration = step.duration.at(level.number)
        if isinstance(step, Say):
            return PartLength(length=duration.low)
        return PartLength(before=duration.low, waits=duration.is_open)

    def _block(self, block: Block, level: Level) -> PartLength:
        found = self._rounds(block, level)
        if block.within is not None and found.works:
            cap = block.within.at(level.number).low
            if block.rounds is None:
                found = _window(cap, found)
            else:  # what is behind its last work lies behind the window
                inside = found.length - found.said + (found.before or 0)
                capped = _window(min(cap, inside) + found.said, found)
                found = capped._replace(after=found.after, waits=found.waits, said=found.said)
        if block.by_side is not None:
            passes = len(block.by_side.at(level.number).labels) or 1
            found = found.times(passes, block.switch.at(level.number), rest=False)
        if block.prepare is not None and found.works:  # for all its passes once
            found = found._replace(prepare=longer(block.prepare.at(level.number), found.prepare))
        return found

    def _rounds(self, block: Block, level: Level) -> PartLength:
        """Return all rounds of a block in one pass, or the one that stands for those of an open `within`."""
        rest = block.rest.at(level.number)
        rounds = 1 if block.rounds is None else block.rounds.at(level.number).low
        once = self.round(block, level)
        in_turn = block.turns.at(level.number) and block.rounds is not None
        steps = self.present(block, level) if in_turn else []
        if block.every is not None and once.works:
            beat = block.every.at(level.number).low
            # To get into position for a later round is a part of its window.
            return _window(beat * rounds + rest.low * (rounds - 1), steps[0] if steps else once)
        return _in_turn(steps, rounds, rest) if steps else once.times(rounds, rest, rest=True)


def _window(length: Ms, inside: PartLength) -> PartLength:
    """Return a window as its neighbours see it: one piece of work.

    Rests at its beginning lie in it, and still take the place of the gap before it.
    """
    before = None if inside.before is None else 0
    return PartLength(works=True, length=length, before=before, prepare=inside.prepare)


def _in_turn(steps: list[PartLength], rounds: int, rest: Quantity) -> PartLength:
    """Return the length of rounds that each play only one of the steps (`turns`)."""

    def after_each_other(found: PartLength, step: PartLength) -> PartLength:
        return found.then(step, rest, rest=True)

    cycle = reduce(after_each_other, steps, PartLength())
    whole, over = divmod(rounds, len(steps))
    return reduce(after_each_other, steps[:over], cycle.times(whole, rest, rest=True))


def _exercise(step: Exercise, level: Level, work: Workload) -> PartLength:
    sides = step.sides.at(level.number)
    passes = 1 if sides.alternate else len(sides.labels) or 1
    quantity = step.sets.at(level.number)
    sets = max(1, quantity.low)
    switch, rest = step.switch.at(level.number), step.rest.at(level.number)
    gaps = sets * (passes - 1) * switch.low + (sets - 1) * rest.low
    waits = quantity.is_open or (passes > 1 and switch.is_open) or (sets > 1 and rest.is_open)
    prepare = None if step.prepare is None else step.prepare.at(level.number)
    return PartLength(
        works=True, length=work.length * passes + gaps, prepare=prepare, waits=waits or work.waits
    )
