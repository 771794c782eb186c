"""`show`: one routine as a timetable."""

import argparse

from player.cli import EXIT_PROBLEMS
from player.cli.common import find_playable
from player.coach import times
from player.coach.timetable import length_of, timetable
from player.library.folders import find_folders
from player.library.shelf import Shelf, Volume
from player.routine.visible import visible
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline


def show(options: argparse.Namespace) -> int:
    """Print one routine as a timetable."""
    volume = find_playable(Shelf(find_folders()), options.routine)
    if volume is None or volume.routine is None:
        return EXIT_PROBLEMS
    tape = compile_routine(volume.routine, volume.slug)
    if options.json:
        import json  # noqa: PLC0415  a timetable in words needs none of it

        from player.timeline.report import as_json  # noqa: PLC0415  same

        print(json.dumps(as_json(tape, cues=options.cues), ensure_ascii=False, indent=2))
        return 0
    for line in _timetable(volume, tape):
        print(visible(line))
    return 0


def _timetable(volume: Volume, tape: Timeline) -> list[str]:
    routine = volume.routine
    lines = [f"{tape.name} · {length_of(tape)} · {tape.work_intervals} sets"]
    if routine is not None and routine.equipment:
        lines.append(f"You need: {', '.join(routine.equipment)}")
    if routine is not None and routine.about:
        lines.extend(("", " ".join(routine.about.split())))
    lines.append("")
    rows = timetable(tape)
    wide_name = max((len(row.name) for row in rows), default=0)
    wide_dose = max((len(row.dose) for row in rows), default=0)
    for row in rows:
        start = times.clock_face(row.start) if row.start is not None else "–"
        line = f"{start:>6}  {row.name:<{wide_name}}  {row.dose:<{wide_dose}}  {row.tempo}  {row.round}"
        lines.append(line.rstrip())
    if routine is not None and routine.note:
        lines.extend(("", " ".join(routine.note.split())))
    return lines
