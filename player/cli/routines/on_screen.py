"""The editor screen as a program of its own: for `new` and `edit`."""

import sys
from pathlib import Path

from player.cli.say import EXIT_PROBLEMS, say_error
from player.library.folders import Folders
from player.library.shelf import Shelf


def is_terminal() -> bool:
    """Whether a screen can be shown, and keys are read from the person."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def run_editor(path: Path, folders: Folders, *, audio: str = "", notice: str = "") -> int:
    """Edit the file at `path` in this terminal; return the exit code.

    Args:
        path: The file; it must exist.
        folders: Where everything is.
        audio: The output for playing and hearing; empty: what is set.
        notice: What the person should read at the start.
    """
    from player.tui.app import BackbeatApp, run
    from player.tui.editor.launch import CannotEdit, open_manuscript

    try:
        manuscript, said = open_manuscript(path, Shelf(folders), folders)
    except CannotEdit as remark:
        say_error(str(remark))
        return EXIT_PROBLEMS
    return run(BackbeatApp(folders=folders, audio=audio, manuscript=manuscript, notice=notice or said))
