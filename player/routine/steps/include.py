"""Included routines: the outcome of looking one up, and the order in which texts are read (DESIGN §3, Steps).

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
"""Includes nested inside each other."""

MOST_INCLUDED: Final = 200
"""Texts that one routine may include, directly or not: each costs time to read."""


class Included(NamedTuple):
    """The text of a routine that an include names."""

    slug: str
    text: str
    """As `decode` returns it."""
    catalogue: Catalogue
    """The catalogue that serves its folder."""
    include: "Include | None" = None
    """Looks up its own includes, its own folder first; None: the lookup of the text that includes it."""
    unreadable: tuple[Problem, ...] = ()
    """The reasons why its bytes are no text; empty: they are."""


Include: TypeAlias = Callable[[str], Included | tuple[str, ...]]
"""Looks up the routine an include names; returns the names that could be meant if it is not exactly one."""


def nothing_to_include(_name: str) -> tuple[str, ...]:
    """Look up nothing: for texts that stand alone."""
    return ()


class IncludedPart(NamedTuple):
    """An included routine that was read."""

    slug: str
    routine: Routine | None
    problems: tuple[Problem, ...]
    height: int
    """Depth of its nested blocks, those of its includes among them."""
    circle: tuple[str, ...] = ()
    """If it includes itself, or a routine that does: the slugs of the circle."""


class Missing(NamedTuple):
    """No routine, or more than one, has the name."""

    candidates: tuple[str, ...]


class Circle(NamedTuple):
    """A routine that includes itself, directly or through others."""

    slugs: tuple[str, ...]
    """The first and the last are the same."""


class TooMany(NamedTuple):
    """More texts, or more deeply nested ones, than are read."""

    message: str


Outcome: TypeAlias = IncludedPart | Missing | Circle | TooMany
"""The outcome of one include."""


def circle_among(outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Return the slugs of the first circle that one of a text's includes leads into; empty: none does."""
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
    """Read all texts that a text includes, then the text itself.

    Args:
        first: The text to be read.
        include: Looks up its includes.
        parse: Parses a text that was found.
        understand: Reads a parsed text; gets the outcome of each of its includes, by name.
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
    """Return the outcome of an include if it is known without reading the text."""
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
