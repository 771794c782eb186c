"""`history`: what was done, newest first."""

import argparse

from player.cli.say import EXIT_PROBLEMS, print_json, say_error
from player.history.records import Session
from player.history.sessions import as_json, read_sessions
from player.library.folders import find_folders
from player.routine.visible import visible
from player.views.text import times


def history(options: argparse.Namespace) -> int:
    """Print the sessions; what cannot be read is told on stderr, exit 1."""
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
    again = sum(interval.pass_ > 1 for interval in work)  # of what is repeated, as many as were begun
    skipped = sum(interval.state == "skipped" for interval in work)
    parts = [
        f"{session.started_at:%Y-%m-%d %H:%M}",
        session.routine if session.level is None else f"{session.routine} ({session.level})",
        session.state,
        times.clock_face(session.active_ms, up=True),
        f"{done} of {session.work_intervals + again} sets",
    ]
    if skipped:
        parts.append(f"{skipped} skipped")
    if session.speed != 1:
        parts.append(f"rehearsal at speed {session.speed:g}")
    return " · ".join(parts)
