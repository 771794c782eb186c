"""`edit`: opens a routine in an editor; a bundled one is copied first."""

import argparse
import os
import sys

from player.cli.common import find
from player.cli.routines.check import check_files
from player.cli.routines.on_screen import is_terminal, run_editor
from player.cli.say import EXIT_PROBLEMS, EXIT_USAGE, say_error
from player.library.creating import MODELINE, copy_of_bundled, is_bundled, refresh_schema
from player.library.folders import Folders, find_folders
from player.library.saving import Failed
from player.library.shelf import Shelf, Volume
from player.routine.problems import render_all
from player.routine.visible import visible


def edit(options: argparse.Namespace) -> int:
    """Open a routine in the editor screen, or in the person's own editor; a bundled one is copied first."""
    folders = find_folders()
    volume = find(Shelf(folders), options.routine)
    if volume is None:
        return EXIT_PROBLEMS
    if options.external:
        return _externally(volume, folders)
    if not is_terminal():
        say_error("The editor needs a terminal. `backbeat edit NAME --external` opens one of your own.")
        return EXIT_USAGE
    if volume.text is None:  # it could not be read, so there is nothing to edit
        print(render_all(str(volume.path), None, volume.problems), file=sys.stderr)
        return EXIT_PROBLEMS
    return run_editor(volume.path, folders, audio=options.audio)


def _externally(volume: Volume, folders: Folders) -> int:
    """Open a routine, or a copy of a bundled one, in the person's own editor, then check it."""
    from player.library.external import edit_externally, find_editor

    editor = find_editor()
    if isinstance(editor, Failed):  # before anything is copied
        say_error(editor.sentence)
        return EXIT_PROBLEMS
    path = volume.path
    if is_bundled(path):
        copy = copy_of_bundled(volume, folders)
        if isinstance(copy, Failed):
            say_error(copy.sentence)
            return EXIT_PROBLEMS
        path = copy
        print(f"{visible(volume.slug)} is bundled; your own copy: {visible(str(path))}", file=sys.stderr)
    if (volume.text or "").startswith(MODELINE) or path != volume.path:
        refresh_schema(path.parent)
    edited = edit_externally(editor, path, folders.state)
    if isinstance(edited, Failed):
        say_error(edited.sentence)
        return EXIT_PROBLEMS
    for notice in edited.notices:
        print(notice, file=sys.stderr)
    code = check_files(Shelf(folders), [path])
    if code and edited.changed and edited.kept is not None:
        print(f"As it was before: {visible(os.fspath(edited.kept))}", file=sys.stderr)
    return code or (EXIT_PROBLEMS if edited.failed else 0)
