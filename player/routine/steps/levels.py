"""The levels of a session, and what is there at one of them (DESIGN §3, Values)."""

from typing import NamedTuple

from player.routine.model import Block, Exercise
from player.routine.values.texts import quoted


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


def at_level(failing: list[Level], levels: tuple[str, ...]) -> str:
    """Name the first of the levels at which something fails, for the end of a sentence.

    Empty if it fails at every level.
    """
    return "" if len(failing) == max(1, len(levels)) else f" at the level {quoted(failing[0].name or '')}"
