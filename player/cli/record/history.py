"""`history`: the recorded sessions, newest first."""

import argparse

from player.cli import EXIT_PROBLEMS
from player.cli.say import print_json, say_error
from player.history.records import Session
from player.history.sessions import as_json, read_sessions
from player.library.folders import find_folders
from player.routine.visible import visible
from player.views.text import times


def history(options: argparse.Namespace) -> int:
    """Print the sessions; return 1 and print to stderr what could not be read, if anything."""
    found = read_sessions(find_folders().history)
    for note in found.notes:
        say_error(note)
    if options.json:
        print_json([as_json(session) for session in found.sessions])
    elif not found.sessions:
        print("Nothing has been recorded yet. `backbeat` shows what there is to do.")
    else:
        for session in found.sessions:
            print(visible(_line(session)))
    return EXIT_PROBLEMS if found.notes else 0


def _line(session: Session) -> str:
    work = [interval for interval in session.intervals if interval.kind == "work"]
    done = sum(interval.state == "done" for interval in work)
    further_passes = sum(interval.pass_ > 1 for interval in work)  # in repeated windows, those begun count
    skipped = sum(interval.state == "skipped" for interval in work)
    parts = [
        f"{session.started_at:%Y-%m-%d %H:%M}",
        session.routine if session.level is None else f"{session.routine} ({session.level})",
        session.state,
        times.clock_face(session.active_ms, up=True),
        f"{done} of {session.work_intervals + further_passes} sets",
    ]
    if skipped:
        parts.append(f"{skipped} skipped")
    if session.speed != 1:
        parts.append(f"rehearsal at speed {session.speed:g}")
    return " · ".join(parts)
