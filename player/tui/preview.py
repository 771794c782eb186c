"""What a routine does, in three texts beside the list."""

from functools import lru_cache

from player.coach import times
from player.coach.timetable import length_of, timetable
from player.library.folders import Folders
from player.library.index import Summary
from player.library.shelf import Shelf
from player.timeline.compile import compile_routine


@lru_cache(maxsize=1)
def _shelf(folders: Folders) -> Shelf:
    """One shelf, so that the catalogue is read once; a changed catalogue shows after a restart."""
    return Shelf(folders)


def preview(folders: Folders, summary: Summary) -> tuple[str, str, str]:
    """Return title, description and timetable; of a broken file its problems."""
    shelf = _shelf(folders)
    place = shelf.paths.get(summary.slug)
    volume = shelf.open(place[0], is_bundled=place[1]) if place is not None else None
    routine = volume.routine if volume is not None else None
    if volume is None or routine is None:
        problems = (
            summary.problems
            if volume is None
            else [
                {"line": problem.line, "message": problem.message, "hint": problem.hint}
                for problem in volume.problems
            ]
        )
        lines = (
            f"line {problem['line'] or '–'}: {problem['message']}"
            + (f" ({problem['hint']})" if problem["hint"] else "")
            for problem in problems
        )
        return summary.slug, summary.path, "\n".join(lines)
    tape = compile_routine(routine, summary.slug)
    rows = timetable(tape)
    lines = (
        f"{times.clock_face(row.start) if row.start is not None else '–':>5}  "
        + " · ".join(part for part in (row.name, row.dose, row.round) if part)
        for row in rows
    )
    title = " · ".join((routine.name, length_of(tape), *routine.equipment))
    return title, " ".join((routine.about or "").split()), "\n".join(lines)
