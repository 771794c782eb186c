"""The preview of a routine beside the library's list."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from player.library.folders import Folders
from player.library.listing.routine_summary import RoutineSummary
from player.library.shelf import Shelf
from player.timeline.choices import FIRST_OF_EVERYTHING
from player.timeline.compile import compile_routine
from player.tui.widgets.schedule import schedule
from player.views.tables.decisions import level_lengths
from player.views.tables.timetable import length_of, timetable
from player.views.text.fitting import fold

_MOST_NOTE: Final = 6
"""Lines of a routine's note."""


@lru_cache(maxsize=1)
def _shelf(folders: Folders) -> Shelf:
    """One shelf for all previews, so that the catalogue is read once; changes to it show after a restart."""
    return Shelf(folders)


def preview(folders: Folders, summary: RoutineSummary, room: int, most: int) -> tuple[str, str, str]:
    """Read the file again and return title, description and timetable; with errors, slug, path and problems.

    The lines of the timetable have at most `room` cells; a dose that does not fit beside its name gets a line
    of its own, as long as there are at most `most` lines.
    """
    volume = _shelf(folders).open(Path(summary.path), is_bundled=summary.bundled)
    routine = volume.routine
    if routine is None:
        lines = (
            (f"line {problem.line}: " if problem.line is not None else "")
            + problem.message
            + (f" ({problem.hint})" if problem.hint else "")
            for problem in volume.problems
        )
        return summary.slug, summary.path, "\n".join(lines)
    tape = compile_routine(routine, summary.slug)
    levels = level_lengths(routine, summary.slug, FIRST_OF_EVERYTHING, tape)
    title = " · ".join((routine.name, levels or length_of(tape), *routine.equipment))
    about = " ".join((routine.about or "").split())
    rows = schedule(timetable(tape), room, most)
    note = fold(" ".join(routine.note.split()), max(1, room), _MOST_NOTE) if routine.note else []
    return title, about, "\n".join([*rows, *([""] if note else []), *note])
