"""Makes the summary of a routine file: reads and compiles it."""

from collections.abc import Iterable
from pathlib import Path

from player.library.folders import Folders
from player.library.listing.routine_summary import RoutineSummary
from player.library.shelf import Shelf, Volume
from player.routine.problems import problem_json
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline


def summarise(folders: Folders, files: Iterable[tuple[Path, bool]]) -> list[RoutineSummary]:
    """Read and compile every file; whatever is wrong with one is in its own summary."""
    shelf = Shelf(folders)
    return [_summary(shelf.open(path, is_bundled=is_bundled)) for path, is_bundled in files]


def _summary(volume: Volume) -> RoutineSummary:
    routine = volume.routine
    tape = compile_routine(routine, volume.slug) if routine is not None else None
    lengths: list[list[int | None]] = []
    names: dict[str, None] = {}
    if tape is not None:
        names.update(_exercises(tape))
    if routine is not None:
        for level in routine.levels:
            there = compile_routine(routine, volume.slug, Choices(level))
            lengths.append([there.planned, there.timed])
            names.update(_exercises(there))
    return RoutineSummary(
        slug=volume.slug,
        name=routine.name if routine is not None else None,
        path=str(volume.path),
        bundled=volume.bundled,
        planned_ms=tape.planned if tape is not None else None,
        timed_ms=tape.timed if tape is not None else 0,
        tags=list(routine.tags) if routine is not None else [],
        equipment=list(routine.equipment) if routine is not None else [],
        problems=[problem_json(str(volume.path), problem) for problem in volume.problems],
        levels=list(routine.levels) if routine is not None else [],
        lengths=lengths,
        includes=volume.includes,
        exercises=list(names),
    )


def _exercises(tape: Timeline) -> dict[str, None]:
    """The names of a tape's work, each once, in the order of play."""
    return {interval.exercise: None for interval in tape.intervals if interval.is_work and interval.exercise}
