"""The editor screen run as the whole program, for `new` and `edit`."""

import sys
from pathlib import Path

from player.cli.say import EXIT_PROBLEMS, say_error
from player.library.folders import Folders
from player.library.shelf import Shelf


def is_terminal() -> bool:
    """Whether stdin and stdout are a terminal, so that a screen can be shown and keys be read."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def run_editor(path: Path, folders: Folders, *, audio: str = "", notice: str = "") -> int:
    """Edit the file at `path` in this terminal; return the exit code.

    Args:
        path: The file; it must exist.
        folders: The folders of the program and of the person.
        audio: The output for sessions and auditions; empty: as the settings say.
        notice: A sentence to show at first.
    """
    from player.tui.app import BackbeatApp, run
    from player.tui.editor.launch import CannotEdit, open_manuscript

    try:
        manuscript, said = open_manuscript(path, Shelf(folders), folders)
    except CannotEdit as remark:
        say_error(str(remark))
        return EXIT_PROBLEMS
    return run(BackbeatApp(folders=folders, audio=audio, manuscript=manuscript, notice=notice or said))
