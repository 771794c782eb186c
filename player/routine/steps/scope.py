"""The context in which a step is read: the text it stands in, and the blocks around it."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from player.routine.catalogue import Catalogue, CatalogueEntry
from player.routine.codes import Code
from player.routine.model import ByLevel, Ladder, Quantity, Sides, Tempo
from player.routine.nodes import Mapping as MappingNode
from player.routine.nodes import Node, Scalar, Sequence, Span
from player.routine.problems import Fix, Problem, Problems
from player.routine.steps.inheritance import InheritedSettings
from player.routine.steps.key_check import Given, KeyCheck, Keys
from player.routine.steps.structure import Structure
from player.routine.values.breaths import Length, WrittenTempo, gap_in_time, in_time, tempo_in_time
from player.routine.values.fields import gap_of
from player.routine.values.nesting import ValueReading
from player.routine.values.texts import line_of, lines_of, name_of, texts_of

NOWHERE: Final[Mapping[str, Span]] = MappingProxyType({})

BOTH: Final = ByLevel.always(Sides())
"""Both sides at once."""

MOST_CONVERTED: Final = 50_000
"""Values of one text that may be converted from breaths: a long tempo can meet a new breath at each step."""

T = TypeVar("T")
V = TypeVar("V")

_NOTHING: Final = ByLevel.always(Quantity.fixed(0))

_POINTED_AT: Final = frozenset(("reps", "hold", "for", "load", "tempo"))
"""Inherited keys whose mistakes show only in a step."""


class Source:
    """One text that is being read, parsed and not yet understood.

    Args:
        slug: Its slug, to recognise it in a circle of includes; None: it has no name yet.
        text: As `decode` returns it.
        catalogue: Knows names, tempos and cues of exercises.
        root: The root of its nodes; None: its YAML could not be read.
        problems: The problems of its YAML.
    """

    def __init__(
        self,
        slug: str | None,
        text: str,
        catalogue: Catalogue,
        root: Node | None,
        problems: tuple[Problem, ...],
    ) -> None:
        self.slug = slug
        self.text = text
        self.catalogue = catalogue
        self.root = root
        self.problems = problems

    def names(self) -> Iterator[str]:
        """Yield each name that is included anywhere below the steps, once."""
        seen: set[str] = set()
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Sequence):
                waiting.extend(reversed(node.items))
            if not isinstance(node, MappingNode):
                continue
            waiting.append(node.get("steps"))
            name = node.get("include")
            if isinstance(name, Scalar) and (asked := asked_name(name.text)) not in seen:
                seen.add(asked)
                yield asked


def asked_name(text: str) -> str:
    """Return the name that an include asks for, as written in the file."""
    return " ".join(text.split())


class Scope(NamedTuple):
    """Everything a step inherits at one place."""

    settings: InheritedSettings
    words: Mapping[str, Span] = NOWHERE
    """Places at which inherited values were written, by key, for problems."""
    rounds: ByLevel[Quantity] | None = None
    """Number of rounds of the nearest block that has some."""
    passes: bool = False
    """Whether the nearest block with rounds plays as many as fit, so that their number is unknown."""
    by_side: bool = False
    """Whether a block around is played once for each side."""
    depth: int = 0
    """Number of blocks around."""

    def pointing(self, keys: Keys) -> Mapping[str, Span]:
        """Return `words` for the inside of a block with these keys."""
        here = {name: given.word.span for name, given in keys.given.items() if name in _POINTED_AT}
        return {**self.words, **here} if here else self.words


class Sheet:
    """The state that all readers of one text share.

    Args:
        levels: The names of the routine's levels.
        catalogue: Knows names, tempos and cues of exercises.
        problems: Takes what is wrong.
        structure: Checks whole blocks.
    """

    def __init__(
        self,
        levels: tuple[str, ...],
        catalogue: Catalogue,
        problems: Problems,
        structure: Structure,
    ) -> None:
        self.reading = ValueReading(levels, problems)
        self.problems = problems
        self.catalogue = catalogue
        self.structure = structure
        self.check = KeyCheck(problems)
        self._timed: dict[tuple[int, int], tuple[Any, Any, Any]] = {}
        self._tempos: dict[int, tuple[CatalogueEntry, ByLevel[WrittenTempo]]] = {}
        self._converted = 0
        self._told = False

    def gap(self, keys: Keys, name: str, breath: ByLevel[Quantity]) -> ByLevel[Quantity] | None:
        """Return a length that is not a dose, in milliseconds."""
        given = keys.get(name)
        found = None if given is None else gap_of(given.node, given.key, self.reading)
        return None if found is None else gap_in_time(found, breath)

    def gap_in_time(self, length: ByLevel[Length], breath: ByLevel[Quantity]) -> ByLevel[Quantity]:
        """Return an inherited gap in milliseconds."""
        return self._once(length, breath, len(length.values), gap_in_time) or _NOTHING

    def dose_in_time(
        self, dose: ByLevel[Ladder[Length]] | None, breath: ByLevel[Quantity]
    ) -> ByLevel[Ladder[Quantity]] | None:
        """Return a dose in milliseconds."""
        if dose is None:
            return None
        return self._once(dose, breath, sum(len(ladder.rungs) for ladder in dose.values), in_time)

    def tempo_in_time(self, tempo: ByLevel[WrittenTempo], breath: ByLevel[Quantity]) -> ByLevel[Tempo] | None:
        """Return a tempo in milliseconds."""
        return self._once(tempo, breath, sum(len(one.phases) for one in tempo.values), tempo_in_time)

    def tempo_of(self, entry: CatalogueEntry, breath: ByLevel[Quantity]) -> ByLevel[Tempo] | None:
        """Return the tempo of an exercise in the catalogue."""
        if entry.tempo is None:
            return None
        known = self._tempos.get(id(entry))
        if known is None:
            known = self._tempos[id(entry)] = (entry, ByLevel((entry.tempo,)))
        return self.tempo_in_time(known[1], breath)

    def _once(
        self, value: V, breath: ByLevel[Quantity], size: int, convert: Callable[[V, ByLevel[Quantity]], T]
    ) -> T | None:
        """Convert a value once, however many steps inherit it; None after reporting that it is too much."""
        key = (id(value), id(breath))
        known = self._timed.get(key)
        if known is None:
            converted = convert(value, breath)
            if converted is not value:
                self._converted += size * max(1, len(breath.values))
            if self._converted > MOST_CONVERTED:
                self._report_converted()
                return None
            known = self._timed[key] = (value, breath, converted)
        found: T = known[2]
        return found

    def _report_converted(self) -> None:
        if not self._told:
            self._told = True
            self.problems.error(
                Code.OUT_OF_BOUNDS,
                None,
                f"tempos and lengths in breaths have more than {MOST_CONVERTED:,} values in all",
                "say 'breath' once for the routine",
            )

    def deletions(self, *given: Given) -> tuple[Fix, ...]:
        """Return the fixes that each delete one of some keys."""
        from player.routine.text.deleting import deletions

        return deletions(self.problems, *(one.pair for one in given))

    def name(self, keys: Keys, name: str = "name") -> str | None:
        """Return a name: a text with at least one letter or digit, so that it can stand in a path."""
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
