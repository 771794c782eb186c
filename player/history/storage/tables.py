"""The tables of the history, and the migrations from one version of them to the next.

The version of a file is its `PRAGMA user_version`; `STEPS[n]` takes a file from version n to n + 1, in one
transaction. A step is never edited once it was released: fixtures of every old version stay readable. Columns
which DESIGN §7 names and later issues fill are there from the beginning.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

APPLICATION_ID: Final = 0x42425448
"""`BBTH` in the file's header: tells a history from any other SQLite database."""

Step: TypeAlias = Callable[[sqlite3.Connection], None]
"""Changes the tables, inside a transaction that the caller began."""

_SESSIONS: Final = """
CREATE TABLE sessions (
    id               TEXT PRIMARY KEY NOT NULL,
    slug             TEXT NOT NULL,
    routine          TEXT NOT NULL,
    text_hash        TEXT NOT NULL REFERENCES blobs (hash),
    tape_hash        TEXT NOT NULL REFERENCES blobs (hash),
    level            TEXT,
    choices          TEXT NOT NULL,
    targets          TEXT NOT NULL,
    seed             INTEGER,
    speed            REAL NOT NULL,
    version          TEXT NOT NULL,
    started_at       TEXT NOT NULL,
    started_offset_s INTEGER NOT NULL,
    ended_at         TEXT,
    ended_offset_s   INTEGER,
    zone             TEXT,
    local_date       TEXT NOT NULL,
    state            TEXT NOT NULL,
    active_ms        INTEGER,
    paused_ms        INTEGER,
    planned_ms       INTEGER,
    work_intervals   INTEGER NOT NULL,
    effort           INTEGER,
    pain_before      INTEGER,
    pain_during      INTEGER,
    pain_after       INTEGER,
    note             TEXT,
    revision         INTEGER NOT NULL,
    changed_at       TEXT NOT NULL,
    deleted_at       TEXT,
    interval_rows    INTEGER NOT NULL,
    checksum         TEXT NOT NULL
)"""

# Without a rowid the rows of one session lie together and need no second tree for the unique key.
_INTERVALS: Final = """
CREATE TABLE intervals (
    session      TEXT NOT NULL REFERENCES sessions (id),
    path         TEXT NOT NULL,
    pass         INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    ordinal      INTEGER NOT NULL,
    exercise     TEXT,
    side         TEXT,
    "set"        INTEGER,
    sets         INTEGER,
    round        INTEGER,
    rounds       INTEGER,
    planned_reps INTEGER,
    done_reps    INTEGER,
    planned_ms   INTEGER,
    done_ms      INTEGER NOT NULL,
    load         TEXT,
    effort       INTEGER,
    pain         INTEGER,
    asked        TEXT,
    started_ms   INTEGER NOT NULL,
    state        TEXT NOT NULL,
    checksum     TEXT NOT NULL,
    PRIMARY KEY (session, path, pass)
) WITHOUT ROWID"""

# A table of its own: it changes every second, and the session's row is too precious for that. A row is here
# until its session has an end.
_CHECKPOINTS: Final = """
CREATE TABLE checkpoints (
    session     TEXT PRIMARY KEY NOT NULL REFERENCES sessions (id),
    ordinal     INTEGER NOT NULL,
    path        TEXT NOT NULL,
    rep         INTEGER,
    offset_ms   INTEGER NOT NULL,
    active_ms   INTEGER NOT NULL,
    paused_ms   INTEGER NOT NULL,
    at          TEXT NOT NULL,
    at_offset_s INTEGER NOT NULL,
    checksum    TEXT NOT NULL
) WITHOUT ROWID"""

_BLOBS: Final = """
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
)"""

# A lost row has no checksum that could fail; counting is how its loss is noticed.
_COUNTS: Final = "CREATE TABLE counts (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL)"
_COUNTED: Final = (
    "INSERT INTO counts VALUES ('{table}', 0)",
    """CREATE TRIGGER {table}_added AFTER INSERT ON {table}
       BEGIN UPDATE counts SET value = value + 1 WHERE name = '{table}'; END""",
    """CREATE TRIGGER {table}_removed AFTER DELETE ON {table}
       BEGIN UPDATE counts SET value = value - 1 WHERE name = '{table}'; END""",
)

_INDEXES: Final = (
    "CREATE INDEX sessions_by_start ON sessions (started_at)",
    "CREATE INDEX sessions_by_slug ON sessions (slug, started_at)",
    "CREATE INDEX sessions_by_date ON sessions (local_date)",
)


def _create(connection: sqlite3.Connection) -> None:
    """Create version 1: everything DESIGN §7 names."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in (_BLOBS, _SESSIONS, _INTERVALS, _CHECKPOINTS, _COUNTS, *_INDEXES):
        connection.execute(statement)
    for table in ("sessions", "checkpoints"):
        for statement in _COUNTED:
            connection.execute(statement.format(table=table))


STEPS: Final[tuple[Step, ...]] = (_create,)

VERSION: Final = len(STEPS)
"""The version that this program writes."""


class RowsLostError(Exception):
    """A step left fewer sessions or intervals than it found; its transaction was undone."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of an open file; 0 for an empty one.

    Raises:
        sqlite3.Error: The file cannot be read.
    """
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether an open database holds something other than a history.

    Raises:
        sqlite3.Error: The file cannot be read.
    """
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    marked = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return tables > 0 and (marked != APPLICATION_ID or version_of(connection) < 1)


def is_whole(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> bool:
    """Whether the tables, indexes and triggers of an open file are those which the steps to its version made.

    Additions of others do no harm. A newer file counts as whole without being examined.

    Raises:
        sqlite3.Error: The file cannot be read.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model, steps[: version_of(connection)])
        return _definitions(model) <= _definitions(connection) or version_of(connection) > len(steps)


def _definitions(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring an open file up to the version that `steps` end at, each step in a transaction of its own.

    Raises:
        RowsLostError: A step lost rows. What the steps before it did stays.
        sqlite3.Error: A step failed. What the steps before it did stays.
    """
    while (found := version_of(connection)) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken this step while we waited for the lock.
            if version_of(connection) == found:
                _take(connection, steps[found])
                connection.execute(f"PRAGMA user_version = {found + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _take(connection: sqlite3.Connection, step: Step) -> None:
    """Take one step and count the rows before and after it."""
    before = _rows(connection)
    step(connection)
    if any(now < then for now, then in zip(_rows(connection), before, strict=True)):
        raise RowsLostError("a step would have lost rows")


def _rows(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the numbers of sessions and intervals; 0 for a table that does not exist yet."""
    there = {
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    sessions = connection.execute("SELECT count(*) FROM sessions").fetchone()[0] if "sessions" in there else 0
    intervals = (
        connection.execute("SELECT count(*) FROM intervals").fetchone()[0] if "intervals" in there else 0
    )
    return int(sessions), int(intervals)


def copy_beside(connection: sqlite3.Connection, path: Path, now: datetime) -> Path:
    """Write a complete copy of an open file beside it and return its path: `history.db.v1-DATE`.

    Goes through SQLite, so that rows which still lie in the write-ahead log are in it.

    Raises:
        OSError: The copy cannot be created.
        sqlite3.Error: The copy cannot be written.
    """
    target = path.with_name(f"{path.name}.v{version_of(connection)}-{now:%Y%m%d-%H%M%S}")
    count = 1
    while target.exists():
        count += 1
        target = target.with_name(f"{target.name.partition('~')[0]}~{count}")
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.backup(copy)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
