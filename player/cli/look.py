"""`list` and `show`."""

import argparse
import json
from typing import Any

from player.cli import EXIT_PROBLEMS
from player.cli.common import find_playable
from player.coach import words
from player.coach.timetable import length_of, timetable
from player.history.sessions import last_done
from player.library.folders import find_folders
from player.library.shelf import Shelf, Volume
from player.routine.problems import Problem
from player.routine.visible import visible
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.timeline.report import as_json, seconds


def list_routines(options: argparse.Namespace) -> int:
    """Print every routine with its length and when it was last done."""
    folders = find_folders()
    done = last_done(folders.history)
    volumes = list(Shelf(folders).volumes())
    if options.json:
        print(
            json.dumps(
                [_entry(volume, done.get(volume.slug)) for volume in volumes], ensure_ascii=False, indent=2
            )
        )
        return 0
    if not volumes:
        print(f"There is no routine yet. Yours go into {folders.routines}")
    for volume in volumes:
        print(_line(volume, done.get(volume.slug)))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print one routine as a timetable."""
    volume = find_playable(Shelf(find_folders()), options.routine)
    if volume is None or volume.routine is None:
        return EXIT_PROBLEMS
    tape = compile_routine(volume.routine, volume.slug)
    if options.json:
        print(json.dumps(as_json(tape, cues=options.cues), ensure_ascii=False, indent=2))
        return 0
    for line in _timetable(volume, tape):
        print(visible(line))
    return 0


def problem_json(path: str, problem: Problem) -> dict[str, Any]:
    """Return a problem as `check --format json` prints it (DESIGN §8)."""
    return {
        "path": path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "severity": problem.severity,
        "code": problem.code.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _entry(volume: Volume, done: str | None) -> dict[str, Any]:
    routine = volume.routine
    tape = compile_routine(routine, volume.slug) if routine is not None else None
    return {
        "slug": volume.slug,
        "name": routine.name if routine is not None else None,
        "path": str(volume.path),
        "bundled": volume.bundled,
        "planned_s": seconds(tape.planned) if tape is not None else None,
        "tags": list(routine.tags) if routine is not None else [],
        "equipment": list(routine.equipment) if routine is not None else [],
        "levels": [],
        "last_done": done,
        "problems": [problem_json(str(volume.path), problem) for problem in volume.problems],
    }


def _line(volume: Volume, done: str | None) -> str:
    if volume.routine is None:
        problem = next(problem for problem in volume.problems if problem.severity == "error")
        place = f" line {problem.line}:" if problem.line is not None else ""
        return visible(f"{volume.slug:<32} cannot be played:{place} {problem.message}")
    tape = compile_routine(volume.routine, volume.slug)
    length = words.about_minutes(tape.timed, is_open=tape.planned is None)
    last = f"last done {done[:10]}" if done is not None else ""
    return visible(f"{volume.slug:<32} {length:>7}   {volume.routine.name:<34} {last}").rstrip()


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
        start = words.clock_face(row.start) if row.start is not None else "–"
        line = f"{start:>6}  {row.name:<{wide_name}}  {row.dose:<{wide_dose}}  {row.tempo}  {row.round}"
        lines.append(line.rstrip())
    if routine is not None and routine.note:
        lines.extend(("", " ".join(routine.note.split())))
    return lines
