"""The cache of pieces spoken on this machine: one file each, the oldest leave when it grows too large."""

import contextlib
import os
import time
from pathlib import Path
from typing import Final

from player.audio.speech.identity import file_name
from player.audio.speech.mulaw import wav

MOST_BYTES: Final = 60_000_000
"""Bytes of all files together: 45 minutes of speech."""

_HEADER: Final = len(wav(b""))
"""Bytes of a file without sound."""
_DAY: Final = 86_400.0
_HOUR: Final = 3_600.0
TEMPORARY: Final = ".speaking-"
"""Prefix of the names of unfinished files."""


class SpokenCache:
    """Pieces by voice and text.

    Args:
        folder: Their folder; it is created when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, identity: str, piece: str) -> bool:
        """Whether a piece is there in a voice; one that is asked for stays longer."""
        path = self.folder / file_name(identity, piece)
        try:
            held = path.stat()
            if held.st_size <= _HEADER:
                return False  # a disk that was full, or a damaged one: it is spoken again
            if time.time() - held.st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return False
        return True

    def keep(self, identity: str, piece: str, data: bytes) -> None:
        """Store a piece, `data` as `mulaw.encode` returns it; a reader sees all of it or nothing.

        Raises:
            OSError: It cannot be written.
        """
        self.make_folder()
        temporary = self.folder / f"{TEMPORARY}{os.urandom(6).hex()}"
        try:
            with temporary.open("xb") as file:
                file.write(wav(data))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.folder / file_name(identity, piece))
        finally:
            temporary.unlink(missing_ok=True)

    def make_folder(self) -> None:
        """Create the folder, for this user only: others need not know what the person exercises.

        Raises:
            OSError: It cannot be created.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def shrink(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove the oldest pieces until the rest fits, and files that a killed process has left."""
        now = time.time()
        found: list[tuple[float, int, str]] = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    held = entry.stat(follow_symlinks=False)
                    if entry.name.endswith(".wav"):
                        found.append((held.st_mtime, held.st_size, entry.path))
                    elif entry.name.startswith(TEMPORARY) and now - held.st_mtime > _HOUR:
                        _remove(Path(entry.path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= most_bytes:
                break
            with contextlib.suppress(OSError):
                Path(path).unlink()
                total -= size


def _remove(path: Path) -> None:
    """Remove a forgotten file, or a folder of files."""
    if path.is_dir() and not path.is_symlink():
        for inside in path.iterdir():
            inside.unlink()
        path.rmdir()
    else:
        path.unlink()
