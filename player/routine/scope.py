"""What a step is read with: the text it stands in, and the blocks around it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from player.routine.breaths import gap_in_time
from player.routine.catalogue import Catalogue
from player.routine.fields import gap_of
from player.routine.include import Outcome
from player.routine.model import ByLevel, Quantity, Sides
from player.routine.nesting import Reading
from player.routine.nodes import Span
from player.routine.places import KeyCheck, Keys
from player.routine.problems import Problems
from player.routine.settings import Settings
from player.routine.structure import Structure
from player.routine.texts import line_of, lines_of, name_of, texts_of

NOWHERE: Final[Mapping[str, Span]] = MappingProxyType({})

BOTH: Final = ByLevel.always(Sides())
"""Both sides at once."""

_POINTED_AT: Final = frozenset(("reps", "hold", "for", "load", "tempo"))
"""Inherited keys whose mistakes show only in a step."""


class Scope(NamedTuple):
    """What holds at one place."""

    settings: Settings
    words: Mapping[str, Span] = NOWHERE
    """Where an inherited value was written, to point at it."""
    rounds: ByLevel[Quantity] | None = None
    """Of the nearest block that has rounds."""
    laps: bool = False
    """Whether the nearest block with rounds plays as many as fit: nobody knows how many."""
    by_side: bool = False
    """Whether a block around is played on one side, then on the other."""
    depth: int = 0
    """Blocks around."""

    def pointing(self, keys: Keys) -> Mapping[str, Span]:
        """Return where what holds inside a block was written."""
        here = {name: given.word.span for name, given in keys.given.items() if name in _POINTED_AT}
        return {**self.words, **here} if here else self.words


class Sheet:
    """What all readers of one text share.

    Args:
        levels: The names of the routine's levels.
        catalogue: Knows names, tempos and cues of exercises.
        outcomes: What became of each name that is included.
        problems: Takes what is wrong.
        structure: Checks what only a whole block shows.
    """

    def __init__(
        self,
        levels: tuple[str, ...],
        catalogue: Catalogue,
        outcomes: Mapping[str, Outcome],
        problems: Problems,
        structure: Structure,
    ) -> None:
        self.reading = Reading(levels, problems)
        self.problems = problems
        self.catalogue = catalogue
        self.outcomes = outcomes
        self.structure = structure
        self.check = KeyCheck(problems)

    def gap(self, keys: Keys, name: str, breath: ByLevel[Quantity]) -> ByLevel[Quantity] | None:
        """Return a length that is no dose, in milliseconds."""
        given = keys.get(name)
        found = None if given is None else gap_of(given.node, given.key, self.reading)
        return None if found is None else gap_in_time(found, breath)

    def name(self, keys: Keys, name: str = "name") -> str | None:
        """Return a text that can stand in a path."""
        given = keys.get(name)
        return None if given is None else name_of(given.node, given.key, self.problems)

    def line(self, keys: Keys, name: str) -> str | None:
        """Return a text of one line."""
        given = keys.get(name)
        return None if given is None else line_of(given.node, given.key, self.problems)

    def lines(self, keys: Keys, name: str) -> str | None:
        """Return a text that may have several lines."""
        given = keys.get(name)
        return None if given is None else lines_of(given.node, given.key, self.problems)

    def texts(self, keys: Keys, name: str) -> tuple[str, ...]:
        """Return a list of lines; empty if there is none."""
        given = keys.get(name)
        return () if given is None else texts_of(given.node, given.key, self.problems) or ()
