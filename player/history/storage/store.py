"""Opens the history: for writing with every guarantee of DESIGN §7, for reading without changing it.

A file that cannot be used is a value (`HistoryFault`), never an exception: a session can always go on
unrecorded. A damaged file is moved aside and a fresh one begun; only one who holds the session lock, or knows
that nobody does, may open for writing, so that no file is moved away under a session.

Nothing in this program may open the file but through SQLite: closing any other descriptor of it drops the
locks that SQLite holds on it in the same process (SQLite, How To Corrupt, §2.2).
"""

import contextlib
import sqlite3
import stat
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from player.history.faults import (
    ERRORS,
    HistoryFault,
    from_sqlite,
    from_system,
    is_damage,
    newer,
    primary_code,
    why,
)
from player.history.storage import private_file, tables
from player.history.storage.rows import as_columns
from player.session.clock import Clock, SystemClock

BUSY_S: Final = 5.0
"""Seconds that a statement waits for another process (TRUST §1.3)."""

_NEEDS_TO_WRITE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_NOT_WHOLE: Final = "its tables are not those of a history"

Connect: TypeAlias = Callable[[Path], sqlite3.Connection]


class WritableStore(NamedTuple):
    """A history ready to be written."""

    connection: sqlite3.Connection
    """In autocommit mode: the caller says BEGIN IMMEDIATE and COMMIT."""
    notices: tuple[str, ...]
    """Sentences the person must be told."""
    path: Path
    identity: tuple[int, int] | None
    """Tells this file from another one put in its place, see `private_file.identity`."""


class StoreReady(NamedTuple):
    """The history can be written."""

    notices: tuple[str, ...]
    """Sentences the person must be told."""


class ReadableStore(NamedTuple):
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
    steps: Sequence[tables.Step] = tables.STEPS,
) -> StoreReady | HistoryFault:
    """Make sure before a session that the history can be written.

    Creates it, migrates it, sets a damaged one aside. After a `HistoryFault` that is not `passing` the
    session goes on unrecorded. Waits up to `BUSY_S` for another process.
    """
    opened = open_for_writing(path, clock=clock, connect=connect, steps=steps)
    if isinstance(opened, HistoryFault):
        return opened
    opened.connection.close()
    return StoreReady(opened.notices)


def open_for_writing(
    path: Path,
    *,
    clock: Clock | None = None,
    connect: Connect = connect,
    steps: Sequence[tables.Step] = tables.STEPS,
) -> WritableStore | HistoryFault:
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
        private_file.make_private_folder(path.parent)
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            return HistoryFault(f"{path} is not a file", "move it away", passing=False)
        notices = (
            [_set_aside(path, now, "its database was missing")] if private_file.orphaned_log(path) else []
        )
        seen = _look(path, steps) if path.exists() else None
        if isinstance(seen, HistoryFault):
            return seen
        if seen is not None:
            notices.append(_set_aside(path, now, seen))
        private_file.make_private_file(path)
        found = _open(path, now, connect, steps)
        if isinstance(found, str):
            notices.append(_set_aside(path, now, found))
            private_file.make_private_file(path)
            found = _open(path, now, connect, steps)
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of symbolic links
        return from_system(error if isinstance(error, OSError) else OSError(str(error)), path)
    if isinstance(found, str):
        return HistoryFault(f"a fresh {path} is damaged at once ({found})", "check that disk", passing=False)
    if isinstance(found, HistoryFault):
        return found
    connection, said = found
    return WritableStore(connection, (*notices, *said), path, private_file.identity(path))


def _look(path: Path, steps: Sequence[tables.Step]) -> str | HistoryFault | None:
    """Return why no history can be read from a file, the refusal of a newer one, or None if it will do.

    Looks through a connection that cannot write: closing one that can would merge the write-ahead log into
    the file, and what is damaged or newer is kept as it was found.
    """
    seen = _attempt(path, "mode=ro", steps)
    if isinstance(seen, Exception):
        # Anything but damage shows again when the file is opened for writing.
        return why(seen) if is_damage(seen) else None
    with closing(seen.connection) as connection:
        if seen.foreign:
            return "it is not a Backbeat history"
        if seen.version > len(steps):
            return newer(path, seen.version, len(steps))
        return _flaw(connection) if seen.whole else _NOT_WHOLE


def _flaw(connection: sqlite3.Connection) -> str | None:
    """Return the flaw that SQLite finds inside a file; None if there is none."""
    try:
        verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except ERRORS as error:
        return why(error) if is_damage(error) else None
    return None if verdict == "ok" else verdict.splitlines()[-1]


def _open(
    path: Path, now: datetime, connect: Connect, steps: Sequence[tables.Step]
) -> tuple[sqlite3.Connection, list[str]] | HistoryFault | str:
    """Return the connection and notices, or the fault, or, as text, damage that shows only now."""
    connection: sqlite3.Connection | None = None
    fault: HistoryFault | str
    try:
        connection = connect(path)
        return connection, _made_ready(connection, path, now, steps)
    except ERRORS as error:
        fault = why(error) if is_damage(error) else from_sqlite(error, path)
    except tables.RowsLostError as error:
        fault = HistoryFault(
            f"{path} could not be brought up to date ({error})", "report it; nothing was lost", passing=False
        )
    if connection is not None:
        connection.close()
    return fault


def _made_ready(
    connection: sqlite3.Connection, path: Path, now: datetime, steps: Sequence[tables.Step]
) -> list[str]:
    """Set the pragmas of this connection and migrate the file; return notices for the person."""
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may have come from elsewhere
    connection.execute("PRAGMA cell_size_check = ON")
    version = tables.version_of(connection)
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
        copy = tables.copy_beside(connection, path, now)
        notices.append(
            f"The history was brought up to version {len(steps)}; the file as it was is kept as {copy}."
        )
    tables.migrate(connection, steps)
    if _heal_indexes(connection):
        notices.append(
            f"A part of {path} by which rows are found was damaged and made anew; no row was lost."
        )
    # Only a write shows that a file cannot be written: SQLite turns BEGIN IMMEDIATE into a reading one then.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {len(steps)}")
    connection.execute("ROLLBACK")
    return notices


def _heal_indexes(connection: sqlite3.Connection) -> bool:
    """Rebuild the indexes if one of them does not fit its table; return whether that repaired the file.

    A commit that meets such an index fails for ever, though every row is sound. It does not repair a
    changed row: its checksum reveals that to the reader.

    Raises:
        sqlite3.Error: The file cannot be read or written.
    """
    if _is_consistent(connection):
        return False
    with contextlib.suppress(sqlite3.IntegrityError):
        connection.execute("REINDEX")
    return _is_consistent(connection)


def _is_consistent(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def _set_aside(path: Path, now: datetime, why: str) -> str:
    target = private_file.set_aside(path, now)
    return f"The history {path} could not be used ({why}): it is kept as {target}, and a fresh one was begun."


def open_for_reading(path: Path) -> ReadableStore | HistoryFault | None:
    """Open the history at `path` read-only; None if there is none, which is an empty history.

    Changes nothing in the file: neither migrates it nor sets it aside.
    """
    try:
        path = path.resolve()
        if not stat.S_ISREG(path.stat().st_mode):
            return HistoryFault(f"{path} is not a file", "move it away", passing=False)
    except FileNotFoundError:
        return None
    except (OSError, RuntimeError) as error:
        return HistoryFault(f"{path} cannot be read ({error})", "check who may read it", passing=False)
    return _read_only(path)


def _read_only(path: Path) -> ReadableStore | HistoryFault | None:
    notices: list[str] = []
    seen = _attempt(path, "mode=ro")
    if isinstance(seen, Exception) and primary_code(seen) in _NEEDS_TO_WRITE:
        if _has_content(path, "-journal"):
            # Killed in mid-commit, without a write-ahead log: only who may write can undo that half.
            seen = _attempt(path, "mode=rw")
        else:
            # Beside a write-ahead log SQLite writes even to read, unless told that nobody else does.
            seen = _attempt(path, "mode=ro&immutable=1")
            if _has_content(path, "-wal"):
                notices.append(
                    f"The latest rows of {path}, in its -wal, are not shown: its folder is read-only."
                )
    if isinstance(seen, Exception):
        return unreadable(seen, path)
    refusal: HistoryFault | None = None
    if seen.foreign:
        refusal = HistoryFault(f"{path} is not a Backbeat history", "move it away", passing=False)
    elif not seen.whole:
        refusal = _damaged(path, _NOT_WHOLE)
    elif seen.version == 0 and notices:
        advice = "copy both to a folder of your own"
        refusal = HistoryFault(
            f"all of {path} is in its -wal, and its folder is read-only", advice, passing=False
        )
    if refusal is not None or seen.version == 0:
        seen.connection.close()
        return refusal
    if seen.version > tables.VERSION:
        what = newer(path, seen.version, tables.VERSION).what
        notices.append(f"{what}: it is only read, and nothing is written to it; update Backbeat.")
    seen.connection.row_factory = as_columns
    return ReadableStore(seen.connection, tuple(notices))


class _Seen(NamedTuple):
    """A file seen through a connection that does not write."""

    connection: sqlite3.Connection
    version: int
    foreign: bool
    whole: bool


def _attempt(path: Path, how: str, steps: Sequence[tables.Step] = tables.STEPS) -> _Seen | Exception:
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=BUSY_S, isolation_level=None)
        connection.text_factory = _text
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        version, foreign = tables.version_of(connection), tables.is_foreign(connection)
        return _Seen(connection, version, foreign, tables.is_whole(connection, steps))
    except ERRORS as error:
        if connection is not None:
            connection.close()
        return error


def _has_content(path: Path, end: str) -> bool:
    companion = Path(f"{path}{end}")
    return companion.exists() and companion.stat().st_size > 0


def unreadable(error: Exception, path: Path) -> HistoryFault:
    """Return the fault behind an error while reading."""
    if is_damage(error):
        return _damaged(path, why(error))
    advice = "try again, or check who may read it and its folder"
    return HistoryFault(f"{path} cannot be read ({why(error)})", advice, passing=False)


def _damaged(path: Path, why: str) -> HistoryFault:
    advice = "nothing was changed; the next session sets it aside and begins a fresh one"
    return HistoryFault(f"{path} is damaged ({why})", advice, passing=False)


def _text(raw: bytes) -> str:
    """Decode text so that damaged bytes become a failing checksum instead of an error in mid-read."""
    return raw.decode("utf-8", "surrogateescape")
