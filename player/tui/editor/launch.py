"""Opens a file for the editor; of a bundled routine, the person's own copy."""

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
