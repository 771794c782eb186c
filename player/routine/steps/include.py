"""Routines inside routines: what an include finds, and in which order texts are read (DESIGN §3, Steps).

Every text is read once, however often it is included, and included ones before those that include them: so
routines that include each other twice cost no more than their texts.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from player.routine.catalogue import Catalogue
from player.routine.model import Routine
from player.routine.problems import Problem
from player.routine.steps.scope import Source

MOST_NESTED: Final = 20
"""Includes inside each other."""

MOST_INCLUDED: Final = 200
"""Texts that one routine may be made of: each costs time to read."""


class Included(NamedTuple):
    """The text of a routine that an include names."""

    slug: str
    text: str
    """As `decode` returns it."""
    catalogue: Catalogue
    """The one that serves its folder."""
    include: "Include | None" = None
    """Finds what it includes itself, its own folder first; None: as for the one around it."""
    unreadable: tuple[Problem, ...] = ()
    """Why its bytes are no text."""


Include: TypeAlias = Callable[[str], Included | tuple[str, ...]]
"""Finds a routine by the name in an include; else, or if there are several, the names that could be meant."""


def nothing_to_include(_name: str) -> tuple[str, ...]:
    """Find nothing: for texts that stand alone."""
    return ()


class IncludedPart(NamedTuple):
    """An included routine that was read."""

    slug: str
    routine: Routine | None
    problems: tuple[Problem, ...]
    height: int
    """How deep its blocks go, those of its includes too."""
    circle: tuple[str, ...] = ()
    """If it comes back to itself, or includes what does: the slugs of the circle."""


class Missing(NamedTuple):
    """No routine, or more than one, has the name."""

    candidates: tuple[str, ...]


class Circle(NamedTuple):
    """A routine that comes back to itself."""

    slugs: tuple[str, ...]
    """The first and the last are the same."""


class TooMany(NamedTuple):
    """More texts, or deeper ones, than are read."""

    message: str


Outcome: TypeAlias = IncludedPart | Missing | Circle | TooMany
"""What became of one include."""


def circle_among(outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Return the slugs of the first circle that includes of one text lead into; empty: none does."""
    found = (
        outcome.slugs if isinstance(outcome, Circle) else outcome.circle
        for outcome in outcomes.values()
        if isinstance(outcome, Circle | IncludedPart)
    )
    return next(filter(None, found), ())


def read_in_order(
    first: Source,
    include: Include,
    parse: Callable[[Included], Source],
    understand: Callable[[Source, Mapping[str, Outcome]], IncludedPart],
) -> IncludedPart:
    """Read a text after all that it includes.

    Args:
        first: The text asked for.
        include: Finds what it includes.
        parse: Makes a source of what was found.
        understand: Reads a source; is handed what became of each name it includes.
    """
    done: dict[tuple[str, str, int], IncludedPart] = {}
    stack = [_Open(first, include)]
    while True:
        current = stack[-1]
        name = next(current.names, None)
        if name is None:
            stack.pop()
            part = understand(current.source, current.outcomes)
            if not stack:
                return part
            done[current.key] = stack[-1].outcomes[current.asked] = part
            continue
        found = current.include(name)
        if not isinstance(found, Included):
            current.outcomes[name] = Missing(found)
            continue
        known = _without_reading(found, stack, done)
        if known is None:
            stack.append(_Open(parse(found), found.include or current.include, name))
        else:
            current.outcomes[name] = known


class _Open:
    """A source whose includes are being looked for."""

    def __init__(self, source: Source, include: Include, asked: str = "") -> None:
        self.source = source
        self.include = include
        self.asked = asked
        """The name by which the source before it in the stack includes it."""
        self.names = source.names()
        self.outcomes: dict[str, Outcome] = {}

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.source.slug or "", self.source.text, id(self.source.catalogue))


def _without_reading(
    found: Included, stack: list[_Open], done: dict[tuple[str, str, int], IncludedPart]
) -> Outcome | None:
    """Return what became of an include if that is known before it is read."""
    for at, around in enumerate(stack):
        if around.source.slug == found.slug or (
            around.source.slug is None and around.source.text == found.text
        ):
            return Circle((found.slug, *(later.source.slug or "" for later in stack[at + 1 :]), found.slug))
    known = done.get((found.slug, found.text, id(found.catalogue)))
    if known is not None:
        return known
    if len(stack) > MOST_NESTED:
        return TooMany(f"includes nest more than {MOST_NESTED} deep")
    if len(done) + len(stack) > MOST_INCLUDED:
        return TooMany(f"a routine may be made of at most {MOST_INCLUDED} others")
    return None
