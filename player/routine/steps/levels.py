"""The levels of a session, and the steps that are there at one of them (DESIGN §3, Values)."""

from typing import NamedTuple

from player.routine.model import Block, ByLevel, Exercise, Step
from player.routine.visible import quoted


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


def drawn(block: Block, level: Level) -> int | None:
    """Return the number of steps of a block that are drawn or chosen; None: all of them play."""
    count = block.choose if block.pick is None else block.pick
    return None if count is None else count.at(level.number).low


def playing(block: Block, level: Level) -> tuple[Step, ...]:
    """Return the steps of a block that are there at a level."""
    return tuple(step for step in block.steps if is_there(step, level))


def is_there(step: Step, level: Level) -> bool:
    """Whether a step is there at a level."""
    return not isinstance(step, Exercise) or plays(step, level)


def likeness(step: Exercise, level: Level) -> tuple[object, ...]:
    """Return a key that is equal for steps that inherit the same counts and lengths: one of them is computed.

    It compares objects by identity, not by value, and is valid as long as the steps live.
    """
    counts = (step.reps, step.hold, step.lasting, step.tempo, step.sets, step.sides)
    gaps = (step.rest, step.switch, step.relax, step.prepare)
    return (level.number, step.climbs, *map(id, counts), *map(id, gaps), id(step.variations))


class Varying:
    """Tells which blocks differ between levels; caches it, since included blocks come up again and again."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, bool]] = {}

    def of(self, block: Block) -> bool:
        """Whether anything in a block differs between levels."""
        known = self._known.get(id(block))
        if known is None:
            known = self._known[id(block)] = (block, self._found(block))
        return known[1]

    def _found(self, block: Block) -> bool:
        own = block._replace(steps=tuple(step for step in block.steps if not isinstance(step, Block)))
        inner = (step for step in block.steps if isinstance(step, Block))
        return _varies(own) or any(map(self.of, inner))


def _varies(step: Step) -> bool:
    """Whether anything in a step differs between levels."""
    if any(type(value) is ByLevel and len(value.values) > 1 for value in step):
        return True
    if isinstance(step, Block):
        return step.levels is not None or any(map(_varies, step.steps))
    return isinstance(step, Exercise) and any(map(_varies, step.variations))


def at_level(failing: list[Level], levels: tuple[str, ...]) -> str:
    """Return the end of a sentence that names the first level at which something fails.

    Empty if it fails at every level.
    """
    return "" if len(failing) == max(1, len(levels)) else f" at the level {quoted(failing[0].name or '')}"
