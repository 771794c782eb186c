"""Turns rows of the file, checked to be intact, back into values."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from player.history.records import Checkpoint, Session, SessionState, StoredInterval
from player.history.storage.rows import moment
from player.routine.units import Ms

Row: TypeAlias = Mapping[str, Any]
"""A row by the names of its columns."""


def interval(row: Row) -> StoredInterval:
    """Return the interval that a row of `intervals` records."""
    return StoredInterval(
        session=row["session"],
        path=row["path"],
        kind=row["kind"],
        ordinal=row["ordinal"],
        pass_=row["pass"],
        exercise=row["exercise"],
        side=row["side"],
        set=row["set"],
        sets=row["sets"],
        round=row["round"],
        rounds=row["rounds"],
        planned_reps=row["planned_reps"],
        done_reps=row["done_reps"],
        planned_ms=row["planned_ms"],
        done_ms=row["done_ms"],
        load=row["load"],
        effort=row["effort"],
        pain=row["pain"],
        asked=None if row["asked"] is None else json.loads(row["asked"]),
        started_ms=row["started_ms"],
        state=row["state"],
    )


def checkpoint(row: Row) -> Checkpoint:
    """Return the checkpoint that a row of `checkpoints` records."""
    return Checkpoint(
        session=row["session"],
        ordinal=row["ordinal"],
        path=row["path"],
        rep=row["rep"],
        offset_ms=row["offset_ms"],
        active_ms=row["active_ms"],
        paused_ms=row["paused_ms"],
        at=moment(row["at"], row["at_offset_s"]),
    )


def session(
    row: Row, intervals: tuple[StoredInterval, ...], last: Checkpoint | None, playing: str | None
) -> Session:
    """Return a session with its state as of now.

    Raises:
        ValueError: A column that should be a moment is none.
        KeyError: A column is missing.
        OverflowError: A moment is out of range.
    """
    began = moment(row["started_at"], row["started_offset_s"])
    state: SessionState = row["state"]
    ended: datetime | None = None
    active: Ms | None = row["active_ms"]
    paused: Ms | None = row["paused_ms"]
    if row["ended_at"] is not None:
        ended = moment(row["ended_at"], row["ended_offset_s"])
    if state == "running":
        until, active, paused = _last_moment(began, row["speed"], intervals, last)
        if row["id"] != playing:
            state, ended = "interrupted", until
    return Session(
        id=row["id"],
        slug=row["slug"],
        routine=row["routine"],
        level=row["level"],
        choices=json.loads(row["choices"]),
        targets=json.loads(row["targets"]),
        seed=row["seed"],
        speed=row["speed"],
        version=row["version"],
        started_at=began,
        ended_at=ended,
        zone=row["zone"],
        local_date=row["local_date"],
        state=state,
        planned_ms=row["planned_ms"],
        work_intervals=row["work_intervals"],
        active_ms=active or 0,
        paused_ms=paused or 0,
        effort=row["effort"],
        pain_before=row["pain_before"],
        pain_during=row["pain_during"],
        pain_after=row["pain_after"],
        note=row["note"],
        revision=row["revision"],
        changed_at=moment(row["changed_at"], row["started_offset_s"]),
        checkpoint=last,
        intervals=intervals,
    )


def _last_moment(
    began: datetime, speed: float, intervals: tuple[StoredInterval, ...], last: Checkpoint | None
) -> tuple[datetime, Ms, Ms]:
    """Return the last moment of a session that is on disk, and the active and paused time until then.

    That is its checkpoint, or the end of the last interval where that was committed after it.
    """
    at, active, paused = (began, 0, 0) if last is None else (last.at, last.active_ms, last.paused_ms)
    left = max((interval.started_ms + interval.done_ms for interval in intervals), default=0)
    if left > active:
        at += timedelta(milliseconds=(left - active) / speed)
        active = left
    return at, active, paused
