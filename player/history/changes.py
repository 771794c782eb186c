"""Changes that the writer applies to the file: a session begins, an interval was left, a session ends.

A change is checked and turned into plain columns when it is made, in the caller's thread: a bad value
raises there, and never becomes a row that blocks the queue. Applying a change twice leaves the
file as applying it once does, but for the revision.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, cast

from player.history.records import Checkpoint, Edit, IntervalRecord, SessionEnd, SessionStart, SetValues
from player.history.storage import rows
from player.history.storage.rows import Columns, Table


@dataclass(frozen=True, slots=True)
class Starting:
    """A session begins."""

    columns: Columns
    contents: tuple[bytes, ...]
    """The contents that the columns name by hash: the text and the tape."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An interval was left."""

    columns: Columns


@dataclass(frozen=True, slots=True)
class Answering:
    """The person gave values for an interval that was left."""

    key: tuple[str, str, int]
    """Session, path, pass."""
    values: Mapping[str, int | float | str]
    columns: Columns


@dataclass(frozen=True, slots=True)
class Editing:
    """A session goes on with another tape."""

    session: str
    columns: Columns
    contents: tuple[bytes, ...]
    """See `Starting`."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A session ends."""

    session: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class Marking:
    """The checkpoint of a session. Not a `Change`: only the latest one is ever written."""

    columns: Columns


Change: TypeAlias = Starting | Leaving | Answering | Editing | Ending


def starting(start: SessionStart) -> Starting:
    """Return the change for a session that begins.

    Raises:
        ValueError: A value cannot be stored.
        TypeError: A value cannot be stored.
    """
    text = start.text.encode("utf-8", "backslashreplace")
    columns = rows.session_columns(start)
    columns["text_hash"], columns["tape_hash"] = rows.content_hash(text), rows.content_hash(start.tape)
    rows.sealed("sessions", columns)
    return Starting(columns, (text, start.tape))


def leaving(record: IntervalRecord) -> Leaving:
    """Return the change for an interval that was left.

    Raises:
        ValueError: A value cannot be stored.
        TypeError: A value cannot be stored.
    """
    return Leaving(rows.sealed("intervals", rows.interval_columns(record)))


def answering(answers: SetValues) -> Answering:
    """Return the change for answers about an interval.

    Raises:
        ValueError: A value cannot be stored.
        TypeError: A value cannot be stored.
    """
    columns = rows.answer_columns(answers.values)
    rows.sealed("intervals", columns | {"asked": rows.merged(None, answers.values)})
    return Answering((answers.session, answers.path, answers.pass_), dict(answers.values), columns)


def editing(edit: Edit) -> Editing:
    """Return the change for a session that goes on with another tape.

    Raises:
        ValueError: A value cannot be stored.
    """
    text = edit.text.encode("utf-8", "backslashreplace")
    columns: Columns = {
        "planned_ms": edit.planned_ms,
        "work_intervals": edit.work_intervals,
        "text_hash": rows.content_hash(text),
        "tape_hash": rows.content_hash(edit.tape),
    }
    rows.sealed("sessions", columns)
    return Editing(edit.session, columns, (text, edit.tape))


def ending(end: SessionEnd) -> Ending:
    """Return the change for a session that ends.

    Raises:
        ValueError: A value cannot be stored.
        TypeError: A value cannot be stored.
    """
    columns = rows.end_columns(end)
    rows.sealed("sessions", columns)
    return Ending(end.session, columns)


def marking(checkpoint: Checkpoint) -> Marking:
    """Return the change for a checkpoint.

    Raises:
        ValueError: A value cannot be stored.
        TypeError: A value cannot be stored.
    """
    return Marking(rows.sealed("checkpoints", rows.checkpoint_columns(checkpoint)))


def commit(
    connection: sqlite3.Connection, batch: Sequence[Change], checkpoint: Marking | None, now: datetime
) -> None:
    """Apply changes in their order, and a checkpoint's row, in one transaction: all or nothing.

    Raises:
        sqlite3.Error: Nothing was written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        # First, since the end of a session removes its checkpoint.
        if checkpoint is not None:
            rule = f"DO UPDATE SET {_excluded(checkpoint.columns)}"
            _insert(connection, "checkpoints", checkpoint.columns, f"ON CONFLICT (session) {rule}")
        _apply(connection, batch, now)
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@dataclass(slots=True)
class _Amendment:
    """The changes that one transaction makes to the row of one session."""

    changes: int = 0
    rows: int = 0
    columns: Columns = field(default_factory=dict)


def _apply(connection: sqlite3.Connection, batch: Iterable[Change], now: datetime) -> None:
    amendments: dict[str, _Amendment] = {}
    for change in batch:
        if isinstance(change, Starting):
            _begin(connection, change, now)
        elif isinstance(change, Answering):
            _answer(connection, change, amendments.setdefault(change.key[0], _Amendment()))
        elif isinstance(change, Editing):
            for content in change.contents:
                _store(connection, content)
            amendment = amendments.setdefault(change.session, _Amendment())
            amendment.changes += 1
            amendment.columns.update(change.columns)
        elif isinstance(change, Ending):
            amendment = amendments.setdefault(change.session, _Amendment())
            amendment.changes += 1
            amendment.columns.update(change.columns)
            connection.execute("DELETE FROM checkpoints WHERE session = ?", (change.session,))
        else:
            amendment = amendments.setdefault(str(change.columns["session"]), _Amendment())
            _leave(connection, change, amendment)
    for session, amendment in amendments.items():
        if amendment.changes:
            _amend(connection, session, amendment, now)


def _begin(connection: sqlite3.Connection, change: Starting, now: datetime) -> None:
    for content in change.contents:
        _store(connection, content)
    columns = rows.sealed("sessions", change.columns | {"changed_at": rows.as_utc(now)[0]})
    _insert(connection, "sessions", columns, "ON CONFLICT (id) DO NOTHING")


def _store(connection: sqlite3.Connection, content: bytes) -> None:
    """Store `content` once; a damaged copy of it is replaced."""
    hash_ = rows.content_hash(content)
    there = connection.execute("SELECT size, data FROM blobs WHERE hash = ?", (hash_,)).fetchone()
    if there is None or rows.unpacked(hash_, *there) is None:
        values = (hash_, len(content), zlib.compress(content))
        connection.execute("INSERT OR REPLACE INTO blobs (hash, size, data) VALUES (?, ?, ?)", values)


def _leave(connection: sqlite3.Connection, change: Leaving, amendment: _Amendment) -> None:
    """Write an interval; a later pass replaces the row of an earlier one unless it is a skip (DESIGN §7)."""
    columns = change.columns
    key = (columns["session"], columns["path"], columns["pass"])
    there = connection.execute(
        "SELECT checksum FROM intervals WHERE session = ? AND path = ? AND pass = ?", key
    ).fetchone()
    if there is not None and there[0] == columns["checksum"]:
        return
    rule = f"DO UPDATE SET {_excluded(columns)} WHERE excluded.state <> 'skipped'"
    written = _insert(connection, "intervals", columns, f"ON CONFLICT (session, path, pass) {rule}")
    amendment.changes += written
    amendment.rows += there is None


def _answer(connection: sqlite3.Connection, change: Answering, amendment: _Amendment) -> None:
    """Write answers into the row of their interval; a damaged row stays as it is, see `_amend`."""
    cursor = connection.execute(
        "SELECT * FROM intervals WHERE session = ? AND path = ? AND pass = ?", change.key
    )
    there = cursor.fetchone()
    if there is None:
        return
    row = rows.as_columns(cursor, there)
    if not rows.is_intact("intervals", row):
        return
    changed: dict[str, object] = {**change.columns, "asked": rows.merged(row["asked"], change.values)}
    done, planned = changed.get("done_reps"), row["planned_reps"]
    if isinstance(done, int) and isinstance(planned, int) and row["state"] != "skipped":
        changed["state"] = "done" if done >= planned else "partial"
    if all(row[name] == value for name, value in changed.items()):
        return
    changed["checksum"] = rows.checksum("intervals", row | changed)
    assignments = ", ".join(f"{name} = ?" for name in changed)
    connection.execute(
        f"UPDATE intervals SET {assignments} WHERE session = ? AND path = ? AND pass = ?",  # noqa: S608 - names of ours
        (*changed.values(), *change.key),
    )
    amendment.changes += 1


def _amend(connection: sqlite3.Connection, session: str, amendment: _Amendment, now: datetime) -> None:
    """Bring the session's row up to date, unless it is damaged: a new checksum would hide the damage."""
    cursor = connection.execute("SELECT * FROM sessions WHERE id = ?", (session,))
    there = cursor.fetchone()
    if there is None:
        return
    row = rows.as_columns(cursor, there)
    if not rows.is_intact("sessions", row):
        return
    changed: dict[str, object] = {
        **amendment.columns,
        "revision": cast("int", row["revision"]) + amendment.changes,
        "interval_rows": cast("int", row["interval_rows"]) + amendment.rows,
        "changed_at": rows.as_utc(now)[0],
    }
    changed["checksum"] = rows.checksum("sessions", row | changed)
    assignments = ", ".join(f"{name} = :{name}" for name in changed)
    connection.execute(
        f"UPDATE sessions SET {assignments} WHERE id = :id",  # noqa: S608 - names of ours
        changed | {"id": session},
    )


def _insert(connection: sqlite3.Connection, table: Table, columns: Columns, conflict: str) -> int:
    """Insert a row; return the number of rows written."""
    names = ", ".join(f'"{name}"' for name in columns)
    holes = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({names}) VALUES ({holes}) {conflict}"  # noqa: S608 - names of ours
    return connection.execute(statement, tuple(columns.values())).rowcount


def _excluded(columns: Mapping[str, object]) -> str:
    return ", ".join(f'"{name}" = excluded."{name}"' for name in columns)
