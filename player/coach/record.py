"""The record of one session: its lock, its writer and its recorder."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import player
from player.history.faults import HistoryFault
from player.history.recorder import Recorder
from player.history.records import EndState, new_id
from player.history.storage.lock import SessionLock
from player.history.storage.store import prepare
from player.history.writer import Writer
from player.history.zone import local_zone
from player.routine.model import Ms
from player.session.clock import NS_PER_S, Clock
from player.session.events import IntervalLeft
from player.session.transport import Transport
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices
from player.timeline.codec import encode
from player.timeline.model import Timeline

CHECKPOINT_EACH: Final = NS_PER_S
_CLOSE_WITHIN: Final = 2.0
"""Seconds the end of a session waits for a slow disk."""


class Record:
    """The record of one session that is being played.

    Args:
        lock: The session lock, already acquired; marks the session as being played.
        writer: Puts records on disk.
        recorder: Turns events into records.
        write_start: Records that the session begins now.
    """

    def __init__(
        self, lock: SessionLock, writer: Writer, recorder: Recorder, write_start: Callable[[], int]
    ) -> None:
        self._lock = lock
        self._writer = writer
        self._recorder = recorder
        self._write_start = write_start
        self._begun = False

    def begin(self) -> None:
        """Record that the session begins now; one that never begins leaves no trace."""
        self._begun = True
        self._write_start()

    def left(self, event: IntervalLeft) -> int:
        """Record an interval that was left; return the ticket that `committed` will reach."""
        return self._recorder.left(event)

    def asked(self, index: int, pass_: int, values: Mapping[str, int | float | str]) -> int:
        """Record all values that were asked for about a set; return the ticket."""
        return self._recorder.asked(index, pass_, values) or 0

    def edited(self, timeline: Timeline, text: str) -> int:
        """Record that the session goes on with another tape, from an edited file; return the ticket."""
        return self._recorder.edited(timeline, text=text, tape=encode(timeline))

    def checkpoint(self, index: int, rep: int | None, offset: Ms, active: Ms, paused: Ms) -> None:
        """Remember where the playhead is."""
        if self._begun:
            self._recorder.checkpoint(index, rep, offset, active, paused)

    def end(self, state: EndState, active: Ms, paused: Ms) -> int:
        """Record how the session ended; return the ticket."""
        return self._recorder.end(state, active, paused)

    def committed(self) -> int:
        """Return the highest ticket that is on disk."""
        return self._writer.committed()

    def notices(self) -> tuple[str, ...]:
        """Return sentences about the history file that the person must see, oldest first."""
        return self._writer.notices()

    def trouble(self) -> str | None:
        """Return one sentence while the disk is more than a second behind."""
        return self._writer.trouble()

    def close(self) -> bool:
        """Write what is queued and release the lock; return whether everything is on disk."""
        complete = self._writer.close(_CLOSE_WITHIN)
        self._lock.release()
        return complete


class Checkpoints:
    """Records the position of the playhead, at most once a second; while the tape is paused only once.

    Args:
        record: The record; None: the session is not recorded.
        transport: The transport of the session.
        clock: Measures the second.
    """

    def __init__(self, record: Record | None, transport: Transport, clock: Clock) -> None:
        self._record = record
        self._transport = transport
        self._clock = clock
        self._written_at = clock.now()
        self._written = (-1, 0, 0)

    def write(self, *, now: bool = False) -> None:
        """Write a checkpoint if one is due, or in any case if `now`."""
        time, transport = self._clock.now(), self._transport
        due = now or time - self._written_at >= CHECKPOINT_EACH
        place = (transport.index, transport.offset, transport.active)
        if self._record is None or not due or (place == self._written and not now):
            return
        self._written_at, self._written = time, place
        rep = transport.phase.rep if transport.phase is not None else None
        self._record.checkpoint(transport.index, rep, transport.offset, transport.active, transport.paused)


def open_record(
    history: Path,
    timeline: Timeline,
    text: str,
    clock: Clock,
    *,
    speed: float,
    choices: Choices = FIRST_OF_EVERYTHING,
) -> tuple[Record | None, tuple[str, ...]]:
    """Prepare to record a session; nothing is written before `Record.begin`.

    Returns:
        The record, or None if the session can only be played unrecorded; and sentences for the person.
    """
    session = new_id(clock)
    lock = SessionLock(history)
    if not lock.acquire(session):
        return None, (f"{lock.reason} This one is not recorded.",)
    ready = prepare(history, clock=clock)
    if isinstance(ready, HistoryFault):
        lock.release()
        return None, (ready.sentence(),)
    writer = Writer(history, clock=clock)
    recorder = Recorder(session, writer, timeline, clock)
    write_start = partial(
        recorder.begin,
        text=text,
        tape=encode(timeline),
        version=player.__version__,
        choices={path: list(names) for path, names in timeline.choices},
        targets={path: target._asdict() for path, target in choices.targets.items()},
        speed=speed,
        zone=local_zone(),
    )
    return Record(lock, writer, recorder, write_start), ready.notices
