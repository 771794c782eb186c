"""Saves a person's file: whole or not at all, never over another program's changes, the old text kept."""

import errno
import os
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from player.library.atomic import appear, beside, replace, sync_folder
from player.library.files import read_bytes
from player.library.versions import keep
from player.routine.codes import Code
from player.routine.problems import Problem
from player.routine.visible import visible

MOST_BYTES: Final = 16 * 1024 * 1024
"""Far more bytes than a routine may have: a larger file was put there by something else."""


class Saved(NamedTuple):
    """The file holds the new bytes."""

    notice: str | None = None
    """A sentence if the old bytes could not be kept as a version; else empty."""


class ChangedOnDisk(NamedTuple):
    """The file has changed since it was opened; nothing was written."""

    theirs: bytes | None
    """Its bytes now; None: it is gone. As `expected` of the next save, they let it be replaced."""


class Failed(NamedTuple):
    """Nothing was written, the old file is as it was."""

    sentence: str
    """The reason, safe to show."""


Outcome: TypeAlias = Saved | ChangedOnDisk | Failed


def save(path: Path, data: bytes, expected: bytes | None, state_folder: Path) -> Outcome:
    """Write `data` to the file at `path` in one step; a link is followed to its target.

    Args:
        path: The file. Its folder must exist.
        data: All of its bytes, see `Document.to_bytes`.
        expected: Its bytes when it was opened; None: it must not exist.
        state_folder: Where the old bytes are kept as a version (`Folders.state`).
    """
    target = Path(os.path.realpath(path))
    try:
        return _save(target, data, expected, state_folder)
    except OSError as error:
        return Failed(f"{_shown(path)} could not be saved: {reason(error, target)}")


def _save(target: Path, data: bytes, expected: bytes | None, state_folder: Path) -> Outcome:
    theirs = _current(target)
    if theirs != expected:
        return ChangedOnDisk(theirs)
    if theirs == data:
        return Saved()
    like = None
    notice = None
    if theirs is not None:
        like = target.stat()
        if not os.access(target, os.W_OK):  # its folder would allow it, but the person has locked this file
            raise PermissionError(errno.EACCES, "the file is read-only")
        try:
            keep(target, theirs, state_folder)
        except OSError as error:  # to refuse would lose what is being written for what was written
            notice = f"Saved, but the version before could not be kept: {reason(error, state_folder)}"
    with beside(target, data, like=like) as temporary:
        theirs = _current(target)
        if theirs != expected:
            return ChangedOnDisk(theirs)
        if expected is not None:
            replace(temporary, target)
        else:
            try:
                appear(temporary, target)
            except FileExistsError:
                return ChangedOnDisk(_current(target))
    sync_folder(target.parent)
    return Saved(notice)


def _current(target: Path) -> bytes | None:
    """Return the bytes of the file now; None: there is none.

    Raises:
        OSError: It cannot be read, or it is no file.
    """
    data = read_bytes(target, MOST_BYTES)
    if isinstance(data, Problem):
        if data.code is Code.NO_FILE:
            if not target.parent.is_dir():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            return None
        raise OSError(0, data.message)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, "something else has made it far larger than a routine can be")
    return data


_REASONS: Final = {
    errno.ENOSPC: "the disk is full.",
    errno.EDQUOT: "you have used up your share of the disk.",
    errno.EROFS: "this disk can only be read.",
    errno.ENAMETOOLONG: "the name is too long.",
    errno.EIO: "the disk reports an error.",
}
"""Clauses for error numbers of the system."""


def reason(error: OSError, target: Path) -> str:
    """Return why the file `target` could not be written, as the end of a sentence, safe to show."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    folder = _shown(target.parent)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return f"the folder {folder} is not there any more."
    if error.errno in {errno.EACCES, errno.EPERM} and error.strerror == os.strerror(error.errno):
        if os.name == "nt":
            return "another program holds the file, or you may not write here."
        return f"you may not write in the folder {folder}."
    return f"{visible(error.strerror or str(error)).lower()}."


def _shown(path: Path) -> str:
    return visible(os.fspath(path))
