"""The values that are written into the history and read from it.

Lengths are whole milliseconds of routine time; moments are aware datetimes in local time. None means unknown,
or that it does not apply.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from player.routine.units import Ms
from player.session.clock import Clock

IntervalState: TypeAlias = Literal["done", "partial", "skipped"]
EndState: TypeAlias = Literal["finished", "stopped"]
SessionState: TypeAlias = Literal["running", "finished", "stopped", "interrupted"]


class SessionStart(NamedTuple):
    """Everything known about a session when it begins."""

    id: str
    """UUIDv7 text, see `new_id`."""
    slug: str
    routine: str
    """The routine's name."""
    text: str
    """The routine's file as played."""
    tape: bytes
    """The compiled timeline as played; resuming plays it and never compiles again."""
    level: str | None
    choices: Mapping[str, object]
    """Chosen names, optional steps and draws, in values that JSON knows."""
    targets: Mapping[str, object]
    """Targets of the progression that were used, in values that JSON knows."""
    seed: int | None
    speed: float
    """1 is real time; anything else is a rehearsal and counts for nothing."""
    version: str
    """The program's version."""
    started_at: datetime
    zone: str | None
    """IANA name of the time zone, see `player.history.zone`."""
    planned_ms: Ms | None
    work_intervals: int


class IntervalRecord(NamedTuple):
    """One interval of the tape that was left."""

    session: str
    path: str
    kind: str
    """A `player.timeline.model.Kind`."""
    ordinal: int
    """0-based place on the tape."""
    pass_: int
    """1-based pass of the window that repeats it (`within` without rounds, `sets: max`); 1 elsewhere."""
    exercise: str | None
    side: str | None
    set: int | None
    sets: int | None
    round: int | None
    rounds: int | None
    planned_reps: int | None
    """As written; of an alternating set: on each side."""
    done_reps: int | None
    """Complete repetitions."""
    planned_ms: Ms | None
    done_ms: Ms
    """Milliseconds that the tape moved in it."""
    load: str | None
    effort: int | None
    """0 to 10."""
    pain: int | None
    """0 to 10, the answer to the key `x`."""
    asked: Mapping[str, object] | None
    """Values the person gave in the gap after the set."""
    started_ms: Ms
    """Active time of the session when it was entered."""
    state: IntervalState


class SetValues(NamedTuple):
    """Values the person gave for an interval, in the gap after it or when it hurt."""

    session: str
    path: str
    pass_: int
    values: Mapping[str, int | float | str]
    """By name: `reps`, `load`, `effort`, `pain`."""


class Edit(NamedTuple):
    """A change of tape during a session: its routine was edited meanwhile."""

    session: str
    text: str
    tape: bytes
    planned_ms: Ms | None
    work_intervals: int


StoredInterval: TypeAlias = IntervalRecord
"""An interval as read: the same value as was recorded."""


class Checkpoint(NamedTuple):
    """The position of a session, for continuing after the program was killed."""

    session: str
    ordinal: int
    """0-based place of the interval on the tape."""
    path: str
    rep: int | None
    """1-based repetition; None: none is counted."""
    offset_ms: Ms
    """Milliseconds since the start of the interval."""
    active_ms: Ms
    paused_ms: Ms
    at: datetime


class SessionEnd(NamedTuple):
    """The end of a session."""

    session: str
    state: EndState
    """`finished`: the end of the tape was reached, whatever was skipped; `stopped`: by the person."""
    ended_at: datetime
    active_ms: Ms
    paused_ms: Ms


class Session(NamedTuple):
    """A session as read from the history."""

    id: str
    slug: str
    routine: str
    level: str | None
    choices: Mapping[str, object]
    targets: Mapping[str, object]
    seed: int | None
    speed: float
    version: str
    started_at: datetime
    ended_at: datetime | None
    """None while it is running; of an interrupted one the last moment that is on disk."""
    zone: str | None
    local_date: str
    """The local date when it started: streaks count these texts, never hours (TRUST §1.4)."""
    state: SessionState
    planned_ms: Ms | None
    work_intervals: int
    active_ms: Ms
    paused_ms: Ms
    effort: int | None
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    note: str | None
    revision: int
    """Grows with every change, to tell which of two copies of a session is newer."""
    changed_at: datetime
    checkpoint: Checkpoint | None
    intervals: tuple[StoredInterval, ...]
    """In the order of the tape."""


def new_id(clock: Clock) -> str:
    """Return a UUIDv7 as text: sorts by the millisecond in which it was made (RFC 9562 §5.7).

    Written by hand because `uuid` has it only from Python 3.14 on.
    """
    moment = max(0, int(clock.wall().timestamp() * 1000)) & (2**48 - 1)
    chance = int.from_bytes(os.urandom(10), "big")
    value = moment << 80 | 0x7 << 76 | (chance >> 64 & 0xFFF) << 64 | 0b10 << 62 | chance & (2**62 - 1)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
