"""Reads sessions from the history, newest first, every row checked against its checksum.

A damaged row is left out and named in a note; it is never used. Nothing here writes, and a missing file is an
empty history.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from player.history import readback
from player.history.faults import ERRORS, HistoryFault
from player.history.readback import Row
from player.history.records import Checkpoint, Session, StoredInterval
from player.history.storage import rows
from player.history.storage.lock import SessionLock
from player.history.storage.rows import Table
from player.history.storage.store import ReadableStore, open_for_reading, unreadable
from player.routine.units import Ms


class History(NamedTuple):
    """The sessions that could be read, and notes on the rest."""

    sessions: tuple[Session, ...] = ()
    """Newest first."""
    notes: tuple[str, ...] = ()
    """Sentences for the person: rows that are damaged, a file that cannot be read."""


class Played(NamedTuple):
    """The text and the tape that a session played, as stored."""

    text: str
    tape: bytes


def read_sessions(path: Path, limit: int | None = None) -> History:
    """Read the sessions, newest first, but for deleted ones.

    Args:
        path: The history's file.
        limit: At most this many of the newest.
    """
    found = open_for_reading(path)
    if found is None:
        return History()
    if isinstance(found, HistoryFault):
        return History((), (_sentence(found),))
    notes = list(found.notices)
    sessions: list[Session] = []
    with closing(found.connection) as connection:
        try:
            connection.execute("BEGIN")  # one state of the file, also while a session is being written
            playing = SessionLock(path).holder()
            for session in _sessions(connection, path, limit, playing, notes):
                sessions.append(session)  # noqa: PERF402 - what was read before an error is kept
        except ERRORS as error:
            notes.append(_sentence(unreadable(error, path)))
    return History(tuple(sessions), tuple(notes))


def last_done(path: Path) -> dict[str, str]:
    """Return, for every slug, when the last session with any work done in it began: ISO 8601 with offset.

    Sessions that cannot be read are left out: `read_sessions` says why.
    """
    found = open_for_reading(path)
    if not isinstance(found, ReadableStore):
        return {}
    latest: dict[str, str] = {}
    with closing(found.connection) as connection:
        try:
            playing = SessionLock(path).holder()
            for entry in connection.execute("SELECT DISTINCT slug FROM sessions"):
                slug = entry["slug"]
                began = _last_start(connection, slug, playing)
                if began is not None:
                    latest[slug] = began
        except (*ERRORS, ValueError, KeyError):
            pass
    return latest


def last_level(path: Path, slug: str) -> str | None:
    """Return the level of the last session of a routine with work done, rehearsals aside; None: unknown."""
    found = open_for_reading(path)
    if not isinstance(found, ReadableStore):
        return None
    with closing(found.connection) as connection:
        try:
            for row in _with_work(connection, slug, SessionLock(path).holder()):
                if row["speed"] == 1:
                    level: str | None = row["level"]
                    return level
        except (*ERRORS, ValueError, KeyError):
            pass
    return None


def read_played(path: Path, session: str) -> Played | HistoryFault | None:
    """Return the text and the tape that a session played; None if there is no such session."""
    found = open_for_reading(path)
    if found is None or isinstance(found, HistoryFault):
        return found
    with closing(found.connection) as connection:
        try:
            # From the tables themselves here too: a damaged index could deny a session that is there.
            query = "SELECT * FROM sessions NOT INDEXED WHERE id = ?"
            row: Row | None = connection.execute(query, (session,)).fetchone()
            if row is None:
                return None
            contents = [_content(connection, row, name) for name in ("text_hash", "tape_hash")]
        except ERRORS as error:
            return unreadable(error, path)
    text, tape = contents
    if text is None or tape is None:
        return HistoryFault(
            f"what session {session} played is damaged in {path}", "start the routine anew", passing=False
        )
    return Played(text.decode("utf-8"), tape)


def as_json(session: Session) -> dict[str, object]:
    """Return a session as `backbeat history --json` prints it (DESIGN §8)."""
    return {
        "id": session.id,
        "slug": session.slug,
        "routine": session.routine,
        "level": session.level,
        "speed": session.speed,
        "started_at": _iso(session.started_at),
        "ended_at": None if session.ended_at is None else _iso(session.ended_at),
        "local_date": session.local_date,
        "state": session.state,
        "planned_s": _seconds(session.planned_ms),
        "work_intervals": session.work_intervals,
        "active_s": _seconds(session.active_ms),
        "paused_s": _seconds(session.paused_ms),
        "effort": session.effort,
        "pain_before": session.pain_before,
        "pain_during": session.pain_during,
        "pain_after": session.pain_after,
        "note": session.note,
        "intervals": [
            {
                "path": interval.path,
                "kind": interval.kind,
                "exercise": interval.exercise,
                "side": interval.side,
                "set": interval.set,
                "sets": interval.sets,
                "round": interval.round,
                "rounds": interval.rounds,
                "planned_reps": interval.planned_reps,
                "done_reps": interval.done_reps,
                "planned_s": _seconds(interval.planned_ms),
                "done_s": _seconds(interval.done_ms),
                "load": interval.load,
                "state": interval.state,
                "pain": interval.pain,
                "pass": interval.pass_,
                "effort": interval.effort,
                "asked": None if interval.asked is None else dict(interval.asked),
            }
            for interval in session.intervals
        ],
    }


def _sessions(
    connection: sqlite3.Connection, path: Path, limit: int | None, playing: str | None, notes: list[str]
) -> Iterator[Session]:
    """Yield the sessions, and add a note for everything damaged."""
    checkpoints, damaged = _checkpoints(connection)
    seen: set[object] = set()
    shown = 0
    # Everything is read from the table itself: a damaged index could hide a row.
    source = "sessions NOT INDEXED" if limit is None else "sessions"
    order = f"SELECT * FROM {source} ORDER BY started_at DESC, id DESC"  # noqa: S608 - one of two texts above
    for row in connection.execute(order):
        if shown == limit:
            break
        if not rows.is_intact("sessions", row) or row["id"] in seen:
            damaged += 1
            continue
        seen.add(row["id"])
        if row["deleted_at"] is not None:
            continue
        intervals, lost = _intervals(connection, row)
        try:
            session = readback.session(row, intervals, checkpoints.get(row["id"]), playing)
        except (ValueError, KeyError, OverflowError):  # sound, but not of this program's making
            damaged += 1
            continue
        if lost:
            notes.append(
                f"{_count(lost, 'row')} of session {session.slug} of {_iso(session.started_at)} in {path} "
                "cannot be used (damaged or missing); the rest is shown, and the file was not changed."
            )
        shown += 1
        yield session
    if limit is None:
        damaged += _missing(connection, "sessions") + _missing(connection, "checkpoints")
    if damaged:
        notes.append(
            f"{_count(damaged, 'row')} about whole sessions in {path} cannot be used (damaged or missing); "
            "what could be read is shown, and the file was not changed."
        )


def _count(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"


def _missing(connection: sqlite3.Connection, table: Table) -> int:
    """Return the difference between the number of rows and the count kept when they were written."""
    there = connection.execute(f"SELECT count(*) AS n FROM {table} NOT INDEXED")  # noqa: S608 - a name of ours
    counted = connection.execute("SELECT value AS n FROM counts WHERE name = ?", (table,)).fetchone()
    if counted is None or not isinstance(counted["n"], int):
        return 1
    return abs(int(there.fetchone()["n"]) - counted["n"])


def _intervals(connection: sqlite3.Connection, session: Row) -> tuple[tuple[StoredInterval, ...], int]:
    """Return the intact rows of a session in the order of the tape, and the number damaged or missing."""
    sound: dict[tuple[str, int], StoredInterval] = {}
    for row in connection.execute("SELECT * FROM intervals WHERE session = ?", (session["id"],)):
        if rows.is_intact("intervals", row) and row["session"] == session["id"]:
            sound[row["path"], row["pass"]] = readback.interval(row)
    in_order = sorted(sound.values(), key=lambda interval: (interval.ordinal, interval.pass_))
    return tuple(in_order), abs(session["interval_rows"] - len(sound))


def _checkpoints(connection: sqlite3.Connection) -> tuple[dict[str, Checkpoint], int]:
    """Return the checkpoints by session, and the number damaged. Only sessions without an end have one."""
    sound: dict[str, Checkpoint] = {}
    damaged = 0
    for row in connection.execute("SELECT * FROM checkpoints"):
        if rows.is_intact("checkpoints", row):
            sound[row["session"]] = readback.checkpoint(row)
        else:
            damaged += 1
    return sound, damaged


def _last_start(connection: sqlite3.Connection, slug: str, playing: str | None) -> str | None:
    """Return the beginning of the last session of a routine in which work was done."""
    for row in _with_work(connection, slug, playing):
        return _iso(rows.moment(row["started_at"], row["started_offset_s"]))
    return None


def _with_work(connection: sqlite3.Connection, slug: str, playing: str | None) -> Iterator[Row]:
    """Yield the sessions of a routine in which work was done, newest first, but for the one going on."""
    for row in connection.execute("SELECT * FROM sessions WHERE slug = ? ORDER BY started_at DESC", (slug,)):
        if not rows.is_intact("sessions", row) or row["slug"] != slug or row["deleted_at"] is not None:
            continue
        going_on = row["state"] == "running" and row["id"] == playing
        if not going_on and _has_work(connection, row["id"]):
            yield row


def _has_work(connection: sqlite3.Connection, session: str) -> bool:
    """Whether any work was done: a session without any counts for nothing (DESIGN §7)."""
    work = connection.execute(
        "SELECT * FROM intervals WHERE session = ? AND kind = 'work' AND state <> 'skipped'", (session,)
    )
    return any(rows.is_intact("intervals", row) and (row["done_ms"] or row["done_reps"]) for row in work)


def _content(connection: sqlite3.Connection, session: Row, name: str) -> bytes | None:
    """Return the content that a column of a session's row names by hash; None if any of it is damaged."""
    if not rows.is_intact("sessions", session):
        return None
    query = "SELECT size, data FROM blobs NOT INDEXED WHERE hash = ?"
    found = connection.execute(query, (session[name],)).fetchone()
    if found is None or not isinstance(found["size"], int) or not isinstance(found["data"], bytes):
        return None
    return rows.unpacked(session[name], found["size"], found["data"])


def _sentence(fault: HistoryFault) -> str:
    return f"{fault.what}: {fault.advice}."


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _seconds(length: Ms | None) -> int | float | None:
    """Return a length in seconds with at most 3 decimals."""
    if length is None:
        return None
    return length // 1000 if length % 1000 == 0 else length / 1000
