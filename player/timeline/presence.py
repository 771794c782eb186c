"""Presence of steps: which of them exist at a level, before anything is drawn or chosen.

Memoised by the identity of blocks: an included routine is one block however often it is included, so that the
cost grows with the text and not with its expansion.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from player.routine.model import Block, Exercise, Quantity, Rest, Routine, Step
from player.timeline.paths import sibling_slugs


class Weight(IntEnum):
    """What a step adds to the tape."""

    NOTHING = 0
    NO_GAP = 1
    """Only `rest: 0`, which suppresses a gap."""
    SOMETHING = 2


class Placed(NamedTuple):
    """A step that is present."""

    number: int
    """1-based number among the steps as written."""
    slug: str
    step: Step


def lasts(length: Quantity) -> bool:
    """Whether a gap of this length exists; one of 0 s does not."""
    return length.low > 0 or length.is_open


class Presence:
    """The steps of one routine at one level.

    Args:
        routine: The routine; kept alive, since its blocks are keys by identity.
        level: 0-based number of the level.
        left_out: Whether an optional exercise is left out.
    """

    def __init__(
        self, routine: Routine, level: int, left_out: Callable[[Exercise], bool] = lambda _: False
    ) -> None:
        self.routine = routine
        self.level = level
        self._name = routine.levels[level] if routine.levels else None
        self._left_out = left_out
        self._steps: dict[tuple[int, int], tuple[Placed, ...]] = {}
        self._weights: dict[tuple[int, int], Weight] = {}

    def level_in(self, block: Block, around: int) -> int:
        """Return the number of the level that applies inside `block`, given the one around it."""
        if block.levels is None:
            return around
        return block.levels.index(self._name) if self._name in block.levels else 0

    def steps(self, block: Block, level: int) -> tuple[Placed, ...]:
        """Return the present steps of `block`; `level` is the one inside it."""
        key = (id(block), level)
        if key not in self._steps:
            slugs = sibling_slugs(block.steps)
            self._steps[key] = tuple(
                Placed(number, slug, step)
                for number, (slug, step) in enumerate(zip(slugs, block.steps, strict=True), 1)
                if self.weight(step, level)
            )
        return self._steps[key]

    def weight(self, step: Step, level: int) -> Weight:
        """Return what `step` adds to the tape; `level` is the one around it."""
        if isinstance(step, Block):
            inside = self.level_in(step, level)
            key = (id(step), inside)
            if key not in self._weights:
                self._weights[key] = max(
                    (self.weight(placed.step, inside) for placed in self.steps(step, inside)),
                    default=Weight.NOTHING,
                )
            return self._weights[key]
        if isinstance(step, Exercise):
            there = lasts(step.sets.at(level)) and not self.is_left_out(step, level)
        elif isinstance(step, Rest):
            return Weight.SOMETHING if lasts(step.duration.at(level)) else Weight.NO_GAP
        else:
            there = lasts(step.duration.at(level))
        return Weight.SOMETHING if there else Weight.NOTHING

    def is_left_out(self, step: Exercise, level: int) -> bool:
        """Whether `step` is optional and left out."""
        return step.optional.at(level) and self._left_out(step)
