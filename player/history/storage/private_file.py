"""File operations on the history and its folder: both are private, and nothing is ever deleted."""

import contextlib
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import Final

COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database; they belong to it and move with it."""


def make_private_folder(folder: Path) -> None:
    """Create `folder` for this user only (0700) if it is missing: it holds health data (TRUST §1.10).

    An existing folder is left as it is: it may be the user's own and hold other things.

    Raises:
        OSError: It cannot be created.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Create `path` for this user only (0600) if it is missing; if it exists, take others' rights away.

    SQLite gives its companion files the rights of the database, so this covers them. An existing file is not
    opened: closing it would drop the locks that SQLite holds on it in this process (POSIX).

    Raises:
        OSError: It cannot be created.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            with contextlib.suppress(PermissionError):  # somebody else's file
                path.chmod(0o600)
        return
    os.close(descriptor)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power cut; Windows has no call for it.

    Raises:
        OSError: The folder cannot be read.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def identity(path: Path) -> tuple[int, int] | None:
    """Return numbers that tell this file from another one put in its place; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_aside(path: Path, now: datetime) -> Path:
    """Move a file that cannot be used out of the way, with its companions, and return its new path.

    The database goes first: killed in between, what is left is a companion without a database, which the next
    opening sets aside too.

    Raises:
        OSError: It cannot be moved.
    """
    stem = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    target = path.with_name(stem)
    count = 1
    while any(Path(f"{target}{end}").exists() for end in ("", *COMPANIONS)):
        count += 1
        target = path.with_name(f"{stem}-{count}")
    for end in ("", *COMPANIONS):
        part = Path(f"{path}{end}")
        if part.exists():
            part.rename(f"{target}{end}")
    sync_folder(path.parent)
    return target


def orphaned_log(path: Path) -> bool:
    """Whether a write-ahead log is there without its database: SQLite would delete it unread."""
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0 and (not path.exists() or path.stat().st_size == 0)
