"""What a step takes over from the blocks around it (DESIGN §3, Inherited)."""

from typing import Final, NamedTuple

from player.routine.lengths import SECOND
from player.routine.model import Quantity, Tempo


class Dose(NamedTuple):
    """How much work: the three keys that drop each other when one is written further inside."""

    reps: Quantity | None = None
    hold: Quantity | None = None
    lasting: Quantity | None = None
    """The key `for`."""
    unreadable: bool = False
    """Whether something was said that could not be read; it was reported."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, so that a step waits for the key."""
        return not self.unreadable and self.reps is None and self.hold is None and self.lasting is None


class Settings(NamedTuple):
    """Everything that holds at some place unless a step says otherwise."""

    rest: Quantity
    transition: Quantity
    switch: Quantity
    relax: Quantity
    sets: Quantity
    sides: tuple[str, ...] = ()
    tempo: Tempo | None = None
    load: str | None = None
    dose: Dose = Dose()


DEFAULTS: Final = Settings(
    rest=Quantity.fixed(30 * SECOND),
    transition=Quantity.fixed(10 * SECOND),
    switch=Quantity.fixed(5 * SECOND),
    relax=Quantity.fixed(3 * SECOND),
    sets=Quantity.fixed(1),
)
"""What holds where nothing was written (DESIGN §3)."""

PREPARE: Final = Quantity.fixed(10 * SECOND)
"""Before the first step."""


class Written(NamedTuple):
    """The settings written at one place; None: nothing was said there."""

    rest: Quantity | None = None
    transition: Quantity | None = None
    switch: Quantity | None = None
    relax: Quantity | None = None
    sets: Quantity | None = None
    sides: tuple[str, ...] | None = None
    tempo: Tempo | None = None
    load: str | None = None
    dose: Dose | None = None
    """Not None if any key of a dose was written: then nothing of an outer dose is left."""

    def over(self, outer: Settings) -> Settings:
        """Return what holds at this place, inside `outer`."""
        return outer._replace(**{name: value for name, value in self._asdict().items() if value is not None})
