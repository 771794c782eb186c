"""Selects the steps of a block that a session plays, by draws, choices and omissions."""

from collections.abc import Sequence

from player.routine.model import Block, Exercise, Rest
from player.routine.slug import slug as slug_of
from player.timeline.choices import Choices
from player.timeline.paths import StepPath, name_of, sibling_slugs, step_path
from player.timeline.presence import Placed, Presence


class Draws:
    """The steps that play, and a record of every decision.

    One draw and one choice per block and session: all its rounds play the same steps.
    """

    def __init__(self, presence: Presence, choices: Choices) -> None:
        self.record: dict[StepPath, tuple[str, ...]] = {}
        """Names of the steps that play, by the path of the block or optional step, in the order of play."""
        self._presence = presence
        self._seed = choices.seed
        self._chosen = [(name, slug_of(name)) for name in choices.chosen]
        self._steps: dict[tuple[str, ...], tuple[Placed, ...]] = {}

    def steps(self, block: Block, slugs: tuple[str, ...], level: int) -> tuple[Placed, ...]:
        """Return the steps of `block` that play.

        Args:
            block: The block.
            slugs: The slugs from the root to the block.
            level: 0-based number of the level inside it.
        """
        if slugs not in self._steps:
            steps = self._presence.steps(block, level)
            if block.pick is not None:
                steps = self._drawn(slugs, steps, block.pick.at(level).low)
            elif block.choose is not None:
                steps = self._chosen_of(slugs, steps, block.choose.at(level).low)
            self._record_optional(block, slugs, level, steps)
            self._steps[slugs] = steps
        return self._steps[slugs]

    def _drawn(self, slugs: tuple[str, ...], steps: tuple[Placed, ...], count: int) -> tuple[Placed, ...]:
        """Draw the steps with the smallest scores; no edit elsewhere changes the score of a step."""
        some, path = candidates(steps), step_path(slugs)
        if self._seed is not None and count < len(some):
            from hashlib import sha256

            def score(placed: Placed) -> bytes:
                return sha256(f"{self._seed}\n{path}\n{placed.slug}".encode()).digest()

            some = sorted(some, key=score)
        return self._only(path, steps, some[:count])

    def _chosen_of(self, slugs: tuple[str, ...], steps: tuple[Placed, ...], count: int) -> tuple[Placed, ...]:
        """Return the chosen steps; if they are too few, add the first others."""

        def wish(placed: Placed) -> int:
            own = (slug_of(name_of(placed.step, placed.slug)), placed.slug)
            whole = step_path((*slugs, placed.slug))
            wishes = enumerate(self._chosen)
            return next((n for n, (name, slug) in wishes if slug in own or name == whole), len(self._chosen))

        return self._only(step_path(slugs), steps, sorted(candidates(steps), key=wish)[:count])

    def _only(self, path: StepPath, steps: tuple[Placed, ...], some: Sequence[Placed]) -> tuple[Placed, ...]:
        """Record `some`, and return them in written order with the `rest:` steps of the block."""
        numbers = {placed.number for placed in some}
        plays = tuple(placed for placed in steps if placed.number in numbers or isinstance(placed.step, Rest))
        self.record[path] = tuple(name_of(placed.step, placed.slug) for placed in candidates(plays))
        return plays

    def _record_optional(
        self, block: Block, slugs: tuple[str, ...], level: int, steps: tuple[Placed, ...]
    ) -> None:
        plays = {placed.number for placed in steps}
        for number, (own, step) in enumerate(zip(sibling_slugs(block.steps), block.steps, strict=True), 1):
            if isinstance(step, Exercise) and step.optional.at(level):
                if number in plays:
                    self.record[step_path((*slugs, own))] = (step.name,)
                elif self._presence.is_left_out(step, level):
                    self.record[step_path((*slugs, own))] = ()


def candidates(steps: Sequence[Placed]) -> list[Placed]:
    """Return the steps that can be drawn or chosen: all but `rest:` steps, which always stay in the block."""
    return [placed for placed in steps if not isinstance(placed.step, Rest)]
