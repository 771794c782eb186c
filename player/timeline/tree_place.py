"""The place of the compiler's walk in the tree of a routine."""

from typing import NamedTuple

from player.routine.model import Step
from player.timeline.paths import IntervalPath, StepPath, interval_path, step_path


class Side(NamedTuple):
    """One side: its label, and its slug in paths (empty: sides that change inside an interval)."""

    label: str
    slug: str


class TreePlace(NamedTuple):
    """The place of the walk."""

    slugs: tuple[str, ...] = ()
    level: int = 0
    """0-based number of the level that applies here."""
    rounds: tuple[int, ...] = ()
    """Current round of every block with rounds, outer to inner."""
    of_rounds: int | None = None
    """Number of rounds of the innermost of these blocks; None in an open `within`."""
    side: Side | None = None
    """The side of the current pass of `by_side`."""
    step: int = 0
    """1-based number of the top-level step; 0 at the root."""
    included_at: int = 0
    """Line of the outermost include around, since lines inside are those of another text. 0: none."""

    def line_of(self, step: Step) -> int:
        """Return the line of `step` in the routine's own text; inside an include, the line of the include."""
        return self.included_at or step.line

    @property
    def depth(self) -> int:
        """Number of blocks around the place."""
        return len(self.slugs)

    @property
    def steps(self) -> StepPath:
        """Path of the step, without rounds, set and side."""
        return step_path(self.slugs)

    def path(self, set_number: int | None = None, side: Side | None = None) -> IntervalPath:
        """Return the path of an interval at this place; the side of a `by_side` pass comes before its own."""
        side = self.side or side
        return interval_path(self.steps, self.rounds, set_number, "" if side is None else side.slug)
