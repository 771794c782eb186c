"""Atomic replacement of a file: at every moment its name leads to either the old bytes or the new ones."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_START: Final = ".backbeat-"
_END: Final = ".tmp"
"""Ending of a temporary file: not that of a routine, so that half-written files are never listed."""

_ATTEMPTS = 10 if os.name == "nt" else 1
_BETWEEN_S: Final = 0.05
_FORGOTTEN_S: Final = 3600.0
"""Seconds after which a temporary file belongs to nobody: the program that wrote it was killed."""


@contextmanager
def growing(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Yield an empty temporary file beside `target`, and its path; it is removed unless it was renamed.

    To be given its name, with `replace` or `appear`, once `settle` has brought all of it to the disk.

    Raises:
        OSError: There can be none. Nothing is left behind.
    """
    _sweep(target.parent)
    temporary = target.parent / f"{_START}{os.urandom(6).hex()}{_END}"
    file = temporary.open("x+b", buffering=1 << 20)
    try:
        with file:
            yield file, temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def settle(file: BinaryIO) -> None:
    """Flush everything written to the disk.

    Raises:
        OSError: The disk refuses it.
    """
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def beside(target: Path, data: bytes, *, like: os.stat_result | None = None) -> Iterator[Path]:
    """Yield a temporary file beside `target` with `data`, safe on the disk; removed unless it was renamed.

    Args:
        target: The file it is to replace.
        data: All of its bytes.
        like: The file whose rights and, if possible, owner it gets; None: those of a new file.

    Raises:
        OSError: It cannot be written. Nothing is left behind.
    """
    _sweep(target.parent)
    temporary = target.parent / f"{_START}{os.urandom(6).hex()}{_END}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    # Until it has its owner nobody else may read it.
    descriptor = os.open(temporary, flags, 0o666 if like is None else 0o600)
    try:
        try:
            if like is not None:
                _dress(descriptor, like)
            _write(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _dress(descriptor: int, like: os.stat_result) -> None:
    """Copy rights and owner of another file as far as the system allows: it is the bytes that matter."""
    if os.name != "posix":
        return
    mode = stat.S_IMODE(like.st_mode)
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(descriptor, like.st_uid, like.st_gid)
        except OSError:
            try:
                os.fchown(descriptor, -1, like.st_gid)
            except OSError:
                mode = mode & ~0o070 | (mode & 0o007) << 3  # another group: it may no more than everybody
    with suppress(OSError):  # a file system without rights
        os.fchmod(descriptor, mode)


def replace(temporary: Path, target: Path) -> None:
    """Replace a file by another one, in one step.

    Windows refuses as long as another program (a virus scanner, a cloud folder) holds the file: half a second
    is waited for it.

    Raises:
        OSError: It cannot be done. `target` is as it was.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(_BETWEEN_S)
        else:
            return
    temporary.replace(target)


def appear(temporary: Path, target: Path) -> None:
    """Give a file a name that nothing has yet, in one step.

    Raises:
        FileExistsError: Something has it.
        OSError: It cannot be done.
    """
    if os.name == "nt":
        temporary.rename(target)  # never overwrites there
        return
    try:
        os.link(temporary, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as that of a memory stick
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        temporary.replace(target)


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` survive a power cut, where the system supports that."""
    if os.name != "posix":
        return
    with suppress(OSError):  # the file is there and whole; some file systems cannot promise more
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed program has left in the folder."""
    now = time.time()
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(_START) and entry.name.endswith(_END):
                with suppress(OSError):
                    if now - entry.stat(follow_symlinks=False).st_mtime > _FORGOTTEN_S:
                        Path(entry.path).unlink()
