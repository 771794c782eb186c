"""`new`: makes a routine from the template and opens it in the editor."""

import argparse

from player.cli.routines.on_screen import is_terminal, run_editor
from player.cli.say import EXIT_PROBLEMS, EXIT_USAGE, say_error
from player.library.creating import BadName, create
from player.library.folders import find_folders
from player.library.saving import Failed
from player.routine.visible import visible


def new(options: argparse.Namespace) -> int:
    """Make a routine from the template; open it if there is a terminal, else print its path."""
    folders = find_folders()
    try:
        path = create(options.name, folders)
    except BadName as remark:
        say_error(str(remark))
        return EXIT_USAGE
    if isinstance(path, Failed):
        say_error(path.sentence)
        return EXIT_PROBLEMS
    if options.no_edit or not is_terminal():
        print(visible(str(path)))
        return 0
    return run_editor(path, folders, audio=options.audio)
