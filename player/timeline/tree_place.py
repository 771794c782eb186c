"""Where in the tree of a routine the walk is."""

from typing import NamedTuple

from player.routine.model import Step
from player.timeline.paths import IntervalPath, StepPath, interval_path, step_path


class Side(NamedTuple):
    """One side: as it is called, and as paths call it (empty: sides that change inside an interval)."""

    label: str
    slug: str


class TreePlace(NamedTuple):
    """Where the walk is."""

    slugs: tuple[str, ...] = ()
    level: int = 0
    """Number of the level that counts here."""
    rounds: tuple[int, ...] = ()
    """Current round of every block that has rounds, outer to inner."""
    of_rounds: int | None = None
    """Number of rounds of the nearest of them; None in an open `within`."""
    side: Side | None = None
    """The pass of `by_side`."""
    step: int = 0
    """1-based top-level step; 0 at the root."""
    included_at: int = 0
    """Line of the outermost include around: lines inside are those of another text. 0: none."""

    def line_of(self, step: Step) -> int:
        """Return where `step` stands in the routine's own text; all of an include stands at its line."""
        return self.included_at or step.line

    @property
    def depth(self) -> int:
        """Number of blocks around."""
        return len(self.slugs)

    @property
    def steps(self) -> StepPath:
        """Path of the step, without the parts that apply."""
        return step_path(self.slugs)

    def path(self, set_number: int | None = None, side: Side | None = None) -> IntervalPath:
        """Return the path of what is here; the side of a pass around it comes before its own."""
        side = self.side or side
        return interval_path(self.steps, self.rounds, set_number, "" if side is None else side.slug)
