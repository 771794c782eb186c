"""The way into the editor: from the command line, and from the library."""

import sys
from pathlib import Path

from player.library.creating import copy_of_bundled, is_bundled
from player.library.folders import Folders
from player.library.manuscript import Manuscript
from player.library.saving import Failed
from player.library.shelf import Shelf
from player.routine.problems import Problem
from player.routine.visible import visible


class CannotEdit(Exception):  # noqa: N818  it is a remark on a file, not a failure
    """A file that the editor does not open; its text is a sentence, safe to show."""


def open_manuscript(path: Path, shelf: Shelf, folders: Folders) -> tuple[Manuscript, str]:
    """Open a file to be edited; of a bundled routine, a copy among the person's own is made and opened.

    Returns:
        The manuscript, and a sentence to show with it; empty: none.

    Raises:
        CannotEdit: The file is no text, or it cannot be read or copied.
    """
    notice = ""
    if is_bundled(path):
        copy = copy_of_bundled(shelf.open(path, is_bundled=True), folders)
        if isinstance(copy, Failed):
            raise CannotEdit(copy.sentence)
        path, notice = copy, f"This routine came with the program: you are editing your own copy, {copy}"
    manuscript = Manuscript.open(path, folders)
    if isinstance(manuscript, Problem):
        hint = f" ({manuscript.hint})" if manuscript.hint else ""
        place = f"line {manuscript.line}: " if manuscript.line is not None else ""
        raise CannotEdit(f"{visible(path.name)} cannot be edited: {place}{manuscript.message}{hint}.")
    return manuscript, notice


def run_editor(path: Path, folders: Folders, *, audio: str = "", notice: str = "") -> int:
    """Edit the file at `path` in this terminal; return the exit code.

    Args:
        path: The file; it must exist.
        folders: Where everything is.
        audio: The output for playing and hearing; empty: what is set.
        notice: What the person should read at the start.
    """
    from player.tui.app import BackbeatApp, run  # noqa: PLC0415  what cannot be edited needs no screen

    try:
        manuscript, said = open_manuscript(path, Shelf(folders), folders)
    except CannotEdit as remark:
        sys.stderr.write(f"backbeat: {remark}\n")
        return 1
    return run(BackbeatApp(folders=folders, audio=audio, manuscript=manuscript, notice=notice or said))
