"""The rows of the file: values to columns, columns to values, and the checksum that guards each row.

SQLite's own check does not see a changed value: of 400 single flipped bits in a small history 81 gave
silently wrong data (TRUST §3.6). So every row carries a BLAKE2b checksum over its table, the names of its
columns and their values. Columns that are NULL are left out of it: a later version may add columns without
touching old rows.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Literal, TypeAlias

from player.history.records import Checkpoint, IntervalRecord, SessionEnd, SessionStart

Value: TypeAlias = str | int | float | None
Columns: TypeAlias = dict[str, Value]
Table: TypeAlias = Literal["sessions", "intervals", "checkpoints"]

_INT64: Final = 2**63
_CHECKSUM_BYTES: Final = 16
_HASH_BYTES: Final = 32
_MAX_CONTENT: Final = 2**28
"""Bytes of one content, 256 MiB: ten times the tape of the longest routine that DESIGN §3 allows."""
# ASCII only and without spaces: the same bytes on every Python.
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def checksum(table: Table, columns: Mapping[str, object]) -> str:
    """Return the checksum of a row.

    Raises:
        TypeError: A value is of a type that no row of ours holds.
    """
    parts: list[object] = [table]
    for name in sorted(columns):
        if columns[name] is not None and name != "checksum":
            parts += (name, columns[name])
    return hashlib.blake2b(_encode(parts).encode(), digest_size=_CHECKSUM_BYTES).hexdigest()


def is_intact(table: Table, columns: Mapping[str, object]) -> bool:
    """Whether a row that was read is the row that was written."""
    try:
        return columns.get("checksum") == checksum(table, columns)
    except TypeError:  # one flipped bit turns a text into bytes
        return False


def sealed(table: Table, columns: Columns) -> Columns:
    """Return the row with its checksum, in plain values that SQLite takes and gives back unchanged.

    Raises:
        ValueError: A whole number does not fit into 64 bits.
        TypeError: A value is of a type that no row of ours holds.
    """
    plain = {name: _plain(value) for name, value in columns.items()}
    plain["checksum"] = checksum(table, plain)
    return plain


def _plain(value: Value) -> Value:
    if value is None or isinstance(value, float):
        return value
    if isinstance(value, str):
        # A file name may hold bytes that are no UTF-8; they arrive as lone surrogates, which SQLite refuses.
        return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, int):
        if not -_INT64 <= value < _INT64:
            raise ValueError(f"{value} does not fit into 64 bits")
        return int(value)
    raise TypeError(f"{type(value).__name__} is not a value of a row")


def as_utc(moment: datetime) -> tuple[str, int]:
    """Return a moment as text in UTC that sorts, and its offset in seconds.

    Raises:
        ValueError: The moment has no offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment} has no offset from UTC")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds"), round(offset.total_seconds())


def moment(text: str, offset_s: int) -> datetime:
    """Return the local moment of `as_utc`.

    Raises:
        ValueError: The text is no moment, or the offset is out of range.
    """
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(seconds=offset_s)))


def session_columns(start: SessionStart) -> Columns:
    """Return the row of a session that begins, but for its two hashes, `changed_at` and the checksum."""
    started_at, offset = as_utc(start.started_at)
    return {
        "id": start.id,
        "slug": start.slug,
        "routine": start.routine,
        "level": start.level,
        "choices": _json(start.choices),
        "targets": _json(start.targets),
        "seed": start.seed,
        "speed": float(start.speed),
        "version": start.version,
        "started_at": started_at,
        "started_offset_s": offset,
        "zone": start.zone,
        "local_date": start.started_at.date().isoformat(),
        "state": "running",
        "planned_ms": start.planned_ms,
        "work_intervals": start.work_intervals,
        "revision": 1,
        "interval_rows": 0,
    }


def interval_columns(record: IntervalRecord) -> Columns:
    """Return the row of an interval that was left, but for the checksum."""
    return {
        "session": record.session,
        "path": record.path,
        "pass": record.pass_,
        "kind": record.kind,
        "ordinal": record.ordinal,
        "exercise": record.exercise,
        "side": record.side,
        "set": record.set,
        "sets": record.sets,
        "round": record.round,
        "rounds": record.rounds,
        "planned_reps": record.planned_reps,
        "done_reps": record.done_reps,
        "planned_ms": record.planned_ms,
        "done_ms": record.done_ms,
        "load": record.load,
        "effort": record.effort,
        "pain": record.pain,
        "asked": None if record.asked is None else _json(record.asked),
        "started_ms": record.started_ms,
        "state": record.state,
    }


_MOST: Final = 10
"""Upper end of the scales of effort and pain, which begin at 0."""


def answer_columns(values: Mapping[str, int | float | str]) -> Columns:
    """Return the columns of an interval's row that answers set.

    Raises:
        ValueError: Reps are no whole number from 0 on, or effort or pain none from 0 to 10.
    """
    columns: Columns = {}
    for name, value in values.items():
        if name == "load":
            columns["load"] = str(value)
        elif name in {"reps", "effort", "pain"}:
            if not isinstance(value, int) or value < 0 or (name != "reps" and value > _MOST):
                raise ValueError(f"{value!r} is no answer for {name}")
            columns["done_reps" if name == "reps" else name] = int(value)
    return columns


def merged(asked: object, values: Mapping[str, object]) -> str:
    """Return all answers of an interval as JSON: `values` added to those it has, replacing older ones."""
    return _json({**(json.loads(asked) if isinstance(asked, str) else {}), **values})


def checkpoint_columns(checkpoint: Checkpoint) -> Columns:
    """Return the row of a checkpoint, but for the checksum."""
    at, offset = as_utc(checkpoint.at)
    return {
        "session": checkpoint.session,
        "ordinal": checkpoint.ordinal,
        "path": checkpoint.path,
        "rep": checkpoint.rep,
        "offset_ms": checkpoint.offset_ms,
        "active_ms": checkpoint.active_ms,
        "paused_ms": checkpoint.paused_ms,
        "at": at,
        "at_offset_s": offset,
    }


def end_columns(end: SessionEnd) -> Columns:
    """Return the columns of a session's row that its end sets."""
    ended_at, offset = as_utc(end.ended_at)
    return {
        "state": end.state,
        "ended_at": ended_at,
        "ended_offset_s": offset,
        "active_ms": end.active_ms,
        "paused_ms": end.paused_ms,
    }


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(dict(value), sort_keys=True, ensure_ascii=False)


def content_hash(content: bytes) -> str:
    """Return the hash under which `content` is stored once, however many sessions played it."""
    return hashlib.blake2b(content, digest_size=_HASH_BYTES).hexdigest()


def unpacked(hash_: str, size: int, data: bytes) -> bytes | None:
    """Return the content of a row of `blobs`, or None if it differs from what was stored.

    Never makes more than `size` bytes of it: a hostile file cannot fill the memory.
    """
    if not 0 <= size <= _MAX_CONTENT:
        return None
    try:
        content = zlib.decompressobj().decompress(data, size + 1)
    except (zlib.error, MemoryError):
        return None
    return content if content_hash(content) == hash_ else None


def as_columns(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> dict[str, object]:
    """Row factory: return a row as a mapping by column, which reads older and newer versions alike."""
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
