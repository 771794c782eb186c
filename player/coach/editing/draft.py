"""A routine while it is written: what is wrong with it, how long it lasts, and what it would play.

The one place where an editor meets the reader and the compiler. Everything here may run in a thread of its
own, one call at a time: `Shelf` is not made for several.
"""

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from player.library.routine_files import is_catalogue, slug_of_file
from player.library.shelf import Shelf, Volume
from player.routine.catalogue import read_catalogue
from player.routine.model import Routine
from player.routine.problems import Problem
from player.routine.units import Ms
from player.routine.writing.complete import Name, names_of
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.views.tables.timetable import TimetableRow, timetable


class Total(NamedTuple):
    """How long the routine lasts at one level."""

    level: str | None
    """None: the routine has no levels."""
    length: Ms
    """Of all that is fixed."""
    is_open: bool
    """Whether open steps add to it."""


class DraftRow(NamedTuple):
    """A row of the timetable, and where it comes from."""

    line: int
    """1-based line of its step in the text."""
    path: str
    """Of its first interval: a session can begin there."""
    row: TimetableRow


class Draft(NamedTuple):
    """All that is known of a text. Without a routine there are problems, and neither totals nor rows."""

    text: str
    problems: tuple[Problem, ...]
    totals: tuple[Total, ...] = ()
    rows: tuple[DraftRow, ...] = ()
    """At the first level."""
    routine: Routine | None = None
    tape: Timeline | None = None
    """At the first level."""
    steps: tuple[tuple[int, int], ...] = ()
    """Line and first row of every step, by line."""
    is_catalogue: bool = False
    """Whether it is no routine but facts on exercises: there is nothing to play."""

    def row_at(self, line: int) -> int | None:
        """Return the first row of the step that line `line` belongs to: that which begins at or above it.

        Above the first step it is that of the first step; None: there are no rows.
        """
        if not self.steps:
            return None
        return self.steps[max(0, bisect_right(self.steps, (line, len(self.rows))) - 1)][1]


class Names(NamedTuple):
    """What a routine can refer to."""

    exercises: tuple[Name, ...]
    routines: tuple[str, ...]
    """By their slugs, without the routine itself."""


def draft(text: str, path: Path, shelf: Shelf) -> Draft:
    """Read `text` as if it stood in the file at `path`, and lay it out at every level."""
    if is_catalogue(path):
        return Draft(text, read_catalogue(text)[1], is_catalogue=True)
    volume = shelf.volume_of(text, path)
    routine, problems = volume.routine, volume.problems
    if routine is None:
        return Draft(text, problems)
    tapes = list(_tapes(routine, slug_of_file(path)))
    first = tapes[0][1]
    rows = tuple(
        DraftRow(first.intervals[row.first].line, first.intervals[row.first].path, row)
        for row in timetable(first)
    )
    totals = tuple(Total(level, tape.timed, tape.planned is None) for level, tape in tapes)
    firsts: dict[int, int] = {}
    for index, row in enumerate(rows):
        firsts.setdefault(row.line, index)
    return Draft(text, problems, totals, rows, routine, first, tuple(sorted(firsts.items())))


def names(path: Path, shelf: Shelf) -> Names:
    """Return the names that a routine at `path` can use."""
    own = slug_of_file(path)
    return Names(
        tuple(names_of(shelf.catalogue)),
        tuple(slug for slug in shelf.paths if slug != own),
    )


def volume_of(found: Draft, path: Path) -> Volume:
    """Return a draft as a volume, to be played as it is, saved or not."""
    return Volume(slug_of_file(path), path, False, found.text, found.routine, found.problems)  # noqa: FBT003


def _tapes(routine: Routine, slug: str) -> Iterator[tuple[str | None, Timeline]]:
    """Every level of the routine with its tape, the default level first."""
    for level in routine.levels or (None,):
        yield level, compile_routine(routine, slug, Choices(level=level))
