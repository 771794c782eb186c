"""Opening the history: for writing with every guarantee of DESIGN §7, for reading without changing it.

A file that cannot be used is a value (`Fault`), never an exception: a session can always go on unrecorded. A
damaged file is moved aside and a fresh one begun; only one who holds the session lock, or knows that nobody
does, may open for writing, so that no file is moved away under a session.
"""

import sqlite3
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from player.history import files, schema
from player.history.faults import Fault, from_sqlite, from_system, is_damage, newer, primary_code
from player.history.rows import as_columns
from player.session.clock import Clock, SystemClock

BUSY_S: Final = 5.0
"""How long a statement waits for another process (TRUST, two instances)."""

Connect: TypeAlias = Callable[[Path], sqlite3.Connection]


@dataclass(frozen=True, slots=True)
class Opened:
    """A history ready to be written."""

    connection: sqlite3.Connection
    """In autocommit mode: the caller says BEGIN IMMEDIATE and COMMIT."""
    notices: tuple[str, ...]
    """Sentences the person must be told."""
    path: Path
    identity: tuple[int, int] | None
    """Tells this file from another one put in its place, see `files.identity`."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The history can be written."""

    notices: tuple[str, ...]
    """Sentences the person must be told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A history open for reading."""

    connection: sqlite3.Connection
    """Read-only; rows come as mappings from column to value."""
    notices: tuple[str, ...]


def connect(path: Path) -> sqlite3.Connection:
    """Open a database for writing, with explicit transactions.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)


def prepare(
    path: Path,
    *,
    clock: Clock | None = None,
    connect: Connect = connect,
    steps: Sequence[schema.Step] = schema.STEPS,
) -> Ready | Fault:
    """Make sure before a session that the history can be written.

    Creates it, migrates it, sets a damaged one aside. After a `Fault` that is not `passing` the session goes
    on unrecorded. Waits up to `BUSY_S` for another process.
    """
    opened = open_for_writing(path, clock=clock, connect=connect, steps=steps)
    if isinstance(opened, Fault):
        return opened
    opened.connection.close()
    return Ready(opened.notices)


def open_for_writing(
    path: Path,
    *,
    clock: Clock | None = None,
    connect: Connect = connect,
    steps: Sequence[schema.Step] = schema.STEPS,
) -> Opened | Fault:
    """Open the history at `path`, which is created, migrated, or set aside and begun anew as needed.

    Args:
        path: The file; a symbolic link is followed, so that its companions lie beside the real file.
        clock: Dates the names of what is moved or copied.
        connect: Opens the connection; tests bring worse disks.
        steps: The migrations; their number is the version this program writes.
    """
    now = (clock or SystemClock()).wall()
    try:
        path = path.resolve()
        files.make_private_folder(path.parent)
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            return Fault(f"{path} is not a file", "move it away", passing=False)
        notices = [_set_aside(path, now, "its database was missing")] if files.orphaned_log(path) else []
        files.make_private_file(path)
        found = _open(path, now, connect, steps)
        if isinstance(found, _Unusable):
            notices.append(_set_aside(path, now, found.why))
            files.make_private_file(path)
            found = _open(path, now, connect, steps)
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of symbolic links
        return from_system(error if isinstance(error, OSError) else OSError(str(error)), path)
    if isinstance(found, _Unusable):
        return Fault(f"a fresh {path} is damaged at once ({found.why})", "check that disk", passing=False)
    if isinstance(found, Fault):
        return found
    connection, said = found
    return Opened(connection, (*notices, *said), path, files.identity(path))


@dataclass(frozen=True, slots=True)
class _Unusable:
    """The file is there, but no history can be read from it."""

    why: str


def _open(
    path: Path, now: datetime, connect: Connect, steps: Sequence[schema.Step]
) -> tuple[sqlite3.Connection, list[str]] | Fault | _Unusable:
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(path)
        found = _checked(connection, path, now, steps)
    except sqlite3.Error as error:
        found = _Unusable(str(error)) if is_damage(error) else from_sqlite(error, path)
    except schema.RowsLostError as error:
        found = Fault(
            f"{path} could not be brought up to date ({error})",
            "report this; nothing was lost",
            passing=False,
        )
    if isinstance(found, list):
        assert connection is not None  # noqa: S101 - tells the type checker what the line above it means
        return connection, found
    if connection is not None:
        connection.close()
    return found


def _checked(
    connection: sqlite3.Connection, path: Path, now: datetime, steps: Sequence[schema.Step]
) -> list[str] | Fault | _Unusable:
    """Check what is in the file, set the laws of this connection, migrate; return what to tell."""
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may have come from elsewhere
    connection.execute("PRAGMA cell_size_check = ON")
    version = schema.version_of(connection)
    if schema.is_foreign(connection):
        return _Unusable("it is not a Backbeat history")
    if version > len(steps):
        return newer(path, version, len(steps))
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if verdict != "ok":
        return _Unusable(verdict)
    notices = []
    if str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]) == "wal":
        connection.execute("PRAGMA synchronous = FULL")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        notices.append(
            f"The folder of {path} has no shared memory (is it a network folder?): the history is written in "
            "a slower way. Keep it on a disk of this computer, or use it from one computer only."
        )
    if 0 < version < len(steps):
        copy = schema.copy_beside(connection, path, now)
        notices.append(
            f"The history was brought up to version {len(steps)}; the file as it was is kept as {copy}."
        )
    schema.migrate(connection, steps)
    return notices


def _set_aside(path: Path, now: datetime, why: str) -> str:
    target = files.set_aside(path, now)
    return f"The history {path} could not be used ({why}): it is kept as {target}, and a fresh one was begun."


def open_for_reading(path: Path) -> Reading | Fault | None:
    """Open the history at `path` read-only; None if there is none, which is an empty history.

    Changes nothing in the file: neither migrates it nor sets it aside.
    """
    try:
        path = path.resolve()
        if not path.exists():
            return None
        if not stat.S_ISREG(path.stat().st_mode):
            return Fault(f"{path} is not a file", "move it away", passing=False)
    except (OSError, RuntimeError) as error:
        return Fault(f"{path} cannot be read ({error})", "check who may read it", passing=False)
    connection, notices = _read_only(path)
    if isinstance(connection, Fault):
        return connection
    connection.row_factory = as_columns
    return Reading(connection, notices)


def _read_only(path: Path) -> tuple[sqlite3.Connection | Fault, tuple[str, ...]]:
    notices: tuple[str, ...] = ()
    found = _attempt(path, "mode=ro")
    if isinstance(found, sqlite3.Error) and primary_code(found) in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    ):
        if _has_content(path, "-journal"):
            # Killed in mid-commit without a write-ahead log: only a connection that may write can undo that
            # half.
            found = _attempt(path, "mode=rw")
        else:
            # Beside a write-ahead log SQLite must write even to read, unless it is told that nobody else
            # writes.
            found = _attempt(path, "mode=ro&immutable=1")
            if _has_content(path, "-wal"):
                notices = (
                    f"The latest rows of {path}, in its -wal, are not shown: its folder is read-only.",
                )
    if isinstance(found, sqlite3.Error):
        return unreadable(found, path), ()
    connection, version, foreign = found
    if foreign:
        connection.close()
        return Fault(f"{path} is not a Backbeat history", "move it away", passing=False), ()
    if version > schema.VERSION:
        refusal = newer(path, version, schema.VERSION)
        notices = (
            *notices,
            f"{refusal.what}: it is only read, and nothing is written to it; update Backbeat.",
        )
    return connection, notices


def _attempt(path: Path, how: str) -> tuple[sqlite3.Connection, int, bool] | sqlite3.Error:
    """Open for reading; return the connection, the file's version and whether it is no history."""
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=BUSY_S, isolation_level=None)
        connection.text_factory = _text
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection, schema.version_of(connection), schema.is_foreign(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        return error


def _has_content(path: Path, end: str) -> bool:
    companion = Path(f"{path}{end}")
    return companion.exists() and companion.stat().st_size > 0


def unreadable(error: sqlite3.Error, path: Path) -> Fault:
    """Return what an error while reading means."""
    if is_damage(error):
        return Fault(
            f"{path} is damaged ({error})",
            "nothing was changed; the next session sets it aside and begins a fresh one",
            passing=False,
        )
    return Fault(f"{path} cannot be read ({error})", "check who may read it and its folder", passing=False)


def _text(raw: bytes) -> str:
    """Decode text so that damaged bytes become a failing checksum instead of an error in mid-read."""
    return raw.decode("utf-8", "surrogateescape")
