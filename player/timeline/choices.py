"""Choices of a session before its routine is compiled: level, chosen and optional steps, draws, targets."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from player.routine.model import Routine
from player.routine.slug import slug


class Target(NamedTuple):
    """Where the performer is in the range of one step (DESIGN §7, Progression)."""

    rung: int = 0
    """0 is the step itself, k its k-th variation; a higher number than there are means the last."""
    amount: int | None = None
    """Reps, or milliseconds of hold or `for`; clamped into the range. None: its low end."""


class Choices(NamedTuple):
    """The decisions of one session. The default plays the first of everything."""

    level: str | None = None
    """None: the first."""
    chosen: tuple[str, ...] = ()
    """Steps that `choose` blocks play, by name or by path (see `Offer.steps`); if these are too few for a
    block, its first other steps are added."""
    without: tuple[str, ...] = ()
    """Names of optional steps that are left out."""
    seed: int | None = None
    """Seed of the draws; None: the first steps are played."""
    targets: Mapping[str, Target] = MappingProxyType({})
    """Targets by step path: slugs only, without `@` and what follows."""


class NoSuchChoice(Exception):  # noqa: N818  a question that found nothing, not a failure
    """The routine has no such level or step."""

    def __init__(
        self, kind: Literal["level", "choose", "without"], asked: str, possible: tuple[str, ...]
    ) -> None:
        super().__init__(asked)
        self.kind = kind
        self.asked = asked
        self.possible = possible
        """The names that exist."""


FIRST_OF_EVERYTHING: Final = Choices()


def level_number(routine: Routine, level: str | None) -> int:
    """Return the 0-based number of `level`; case and hyphens do not matter.

    Raises:
        NoSuchChoice: The routine has no such level.
    """
    if level is None:
        return 0
    slugs = [slug(name) for name in routine.levels]
    if level in routine.levels:
        return routine.levels.index(level)
    if slug(level) not in slugs:
        raise NoSuchChoice("level", level, routine.levels)
    return slugs.index(slug(level))
