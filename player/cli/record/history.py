"""`history`: the recorded sessions, newest first."""

import argparse

from player.cli.say import EXIT_PROBLEMS, print_json, say_error
from player.history.sessions import as_json, read_sessions
from player.library.folders import find_folders
from player.routine.visible import visible
from player.views.tables.history_lines import history_line


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
            print(visible(history_line(session)))
    return EXIT_PROBLEMS if found.notes else 0
