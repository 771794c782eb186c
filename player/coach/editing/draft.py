"""A routine while it is written: its problems, its totals and its timetable.

The only module through which the editor uses the reader and the compiler. Everything here may run in a
separate thread, one call at a time: `Shelf` is not thread-safe.
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
    """Length of everything that is not open."""
    is_open: bool
    """Whether open steps make it longer."""


class DraftRow(NamedTuple):
    """A row of the timetable, and the place of its step."""

    line: int
    """1-based line of its step in the text."""
    path: str
    """Path of its first interval: a session can begin there."""
    row: TimetableRow


class Draft(NamedTuple):
    """Everything known about a text. Without a routine it has problems, but neither totals nor rows."""

    text: str
    problems: tuple[Problem, ...]
    totals: tuple[Total, ...] = ()
    rows: tuple[DraftRow, ...] = ()
    """The timetable at the first level."""
    routine: Routine | None = None
    tape: Timeline | None = None
    """The tape at the first level."""
    steps: tuple[tuple[int, int], ...] = ()
    """Line and first row of every step, in order of lines."""
    is_catalogue: bool = False
    """Whether the text is a catalogue of exercises and no routine: there is nothing to play."""

    def row_at(self, line: int) -> int | None:
        """Return the first row of the step to which line `line` belongs; None if there are no rows.

        A line above the first step belongs to the first step.
        """
        if not self.steps:
            return None
        return self.steps[max(0, bisect_right(self.steps, (line, len(self.rows))) - 1)][1]


class Names(NamedTuple):
    """The names that a routine can refer to."""

    exercises: tuple[Name, ...]
    routines: tuple[str, ...]
    """Slugs of the other routines."""


def draft(text: str, path: Path, shelf: Shelf) -> Draft:
    """Read `text` as the content of the file at `path`, and compile it at every level."""
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
    """Return a draft as a volume, so that it can be played without being saved."""
    return Volume(slug_of_file(path), path, False, found.text, found.routine, found.problems)  # noqa: FBT003


def _tapes(routine: Routine, slug: str) -> Iterator[tuple[str | None, Timeline]]:
    """Every level of the routine with its tape, the default level first."""
    for level in routine.levels or (None,):
        yield level, compile_routine(routine, slug, Choices(level=level))
