"""Older versions of routine files, kept in the state folder: a text that a save replaced can be restored."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from player.library.atomic import beside, replace, sync_folder
from player.library.folders import Folders
from player.library.routine_files import slug_of_file
from player.routine.slug import slug

KEPT: Final = 20
"""Number of versions of a file that are kept, however old they are."""
KEPT_FOR: Final = timedelta(days=30)
"""Age up to which versions are kept, however many there are."""

_ENDING: Final = ".yaml"
_READABLE: Final = 40
"""Characters of a file's name that its folder's name repeats: enough to recognise it, never too long."""
_TICK: Final = timedelta(microseconds=1)


class Version(NamedTuple):
    """An older version of a file."""

    at: datetime
    """The moment at which it was kept, just before it was changed (UTC)."""
    size: int
    """Its length in bytes."""
    path: Path
    """The file that holds it; a person may copy it from there."""

    def read(self) -> bytes:
        """Return the bytes of the version.

        Raises:
            OSError: It is not there any more.
        """
        return self.path.read_bytes()


def versions(path: Path, folders: Folders) -> list[Version]:
    """Return the kept versions of the file at `path`, newest first, even if the file is gone."""
    return _kept_in(_folder_of(path, folders.state))


def keep(path: Path, data: bytes, state_folder: Path, *, now: datetime | None = None) -> Path:
    """Keep `data` as a version of the file at `path`, unless the newest one is the same; return its path.

    Args:
        path: The file; a link stands for its target.
        data: Its bytes.
        state_folder: Versions are kept in `versions/` below it; created for this user only if it is missing.
        now: The moment (UTC); None: the present one.

    Raises:
        OSError: It cannot be kept.
    """
    now = datetime.now(UTC) if now is None else now
    folder = _folder_of(path, state_folder)
    state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for private in (folder.parent, folder):
        private.mkdir(mode=0o700, exist_ok=True)
    there = _kept_in(folder)
    if there:
        newest = there[0]
        if newest.size == len(data) and newest.read() == data:
            return newest.path
        now = max(now, newest.at + _TICK)  # the order holds, also when the clock was set back
    digest = sha256(data).hexdigest()[:12]
    version = folder / f"{now:%Y%m%dT%H%M%S.%f}Z-{digest}{_ENDING}"
    with beside(version, data) as temporary:
        temporary.chmod(0o600)
        replace(temporary, version)
    sync_folder(folder)
    for old in there[KEPT - 1 :]:
        if now - old.at > KEPT_FOR:
            with suppress(OSError):
                old.path.unlink()
    return version


def _folder_of(path: Path, state_folder: Path) -> Path:
    """Return the folder of one file's versions, named by its slug and a hash that tells namesakes apart."""
    place = os.path.normcase(os.path.realpath(path))
    readable = slug(slug_of_file(Path(place)))[:_READABLE].strip("-") or "file"
    return state_folder / "versions" / f"{readable}-{sha256(os.fsencode(place)).hexdigest()[:12]}"


def _kept_in(folder: Path) -> list[Version]:
    found = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            at = _moment(entry.name)
            if at is not None:
                with suppress(OSError):
                    found.append(Version(at, entry.stat().st_size, Path(entry.path)))
    return sorted(found, key=lambda version: version.path.name, reverse=True)


def _moment(name: str) -> datetime | None:
    """Return the moment at which the version of this file name was kept; None: it is no version."""
    written, sign, _ = name.partition("Z-")
    if not sign or not name.endswith(_ENDING):
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC)
    except ValueError:
        return None
