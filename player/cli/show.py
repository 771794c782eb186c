"""`show`: one routine as a timetable."""

import argparse

from player.cli import EXIT_PROBLEMS, EXIT_USAGE
from player.cli.common import find_playable
from player.cli.say import column, print_json, say_error
from player.coach import times
from player.coach.timetable import length_of, timetable
from player.library.folders import find_folders
from player.library.shelf import Shelf, Volume
from player.routine.visible import visible, width
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline


def show(options: argparse.Namespace) -> int:
    """Print one routine as a timetable."""
    if options.cues and not options.json:
        say_error("--cues says more about --json: add that.")
        return EXIT_USAGE
    volume = find_playable(Shelf(find_folders()), options.routine)
    if volume is None or volume.routine is None:
        return EXIT_PROBLEMS
    tape = compile_routine(volume.routine, volume.slug)
    if options.json:
        from player.timeline.report import as_json  # noqa: PLC0415  a timetable in words needs none of it

        print_json(as_json(tape, cues=options.cues))
        return 0
    for line in _timetable(volume, tape):
        print(visible(line))
    return 0


def _timetable(volume: Volume, tape: Timeline) -> list[str]:
    routine = volume.routine
    sets = "1 set" if tape.work_intervals == 1 else f"{tape.work_intervals} sets"
    lines = [f"{tape.name} · {length_of(tape)} · {sets}"]
    if routine is not None and routine.equipment:
        lines.append(f"You need: {', '.join(routine.equipment)}")
    if routine is not None and routine.about:
        lines.extend(("", " ".join(routine.about.split())))
    lines.append("")
    rows = timetable(tape)
    names = max((width(visible(row.name)) for row in rows), default=0)
    doses = max((width(visible(row.dose)) for row in rows), default=0)
    for row in rows:
        start = times.clock_face(row.start) if row.start is not None else "–"
        what = f"{column(row.name, names)}  {column(row.dose, doses)}"
        lines.append(f"{start:>6}  {what}  {row.tempo}  {row.round}".rstrip())
    if routine is not None and routine.note:
        lines.extend(("", " ".join(routine.note.split())))
    return lines
