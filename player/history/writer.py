"""The writer: the one thread that writes the history.

The session never waits for it: a call puts a row into a queue and returns a ticket. Rows are committed
strictly in the order of their tickets, whatever is queued in one transaction; a failing transaction stays
queued and is tried again every second. `committed()` counts a ticket only after SQLite's COMMIT with
synchronous=FULL, so what it counts survives kill -9 and a power cut (DESIGN §5, the disk law).

Every record of the writer's lifetime is kept in memory. If the file turns out damaged in mid-session and is
set aside, or is deleted or replaced by another program, all of it is written again into the file that is
there now.
"""

import contextlib
import sqlite3
import threading
from pathlib import Path
from typing import Final, TypeAlias

from player.history import changes
from player.history.changes import Change, Marking
from player.history.faults import ERRORS, HistoryFault, from_sqlite, is_damage
from player.history.records import Checkpoint, Edit, IntervalRecord, SessionEnd, SessionStart, SetValues
from player.history.storage import private_file
from player.history.storage.store import Connect, WritableStore, connect, open_for_writing
from player.session.clock import NS_PER_S, Clock, SystemClock

BEHIND_S: Final = 1.0
"""Seconds after which rows that are not on disk are worth a banner (DESIGN §5)."""
CHECKPOINT_S: Final = 1.0
"""Seconds in which there is at most one commit for checkpoints alone (DESIGN §5)."""
RETRY_S: Final = 1.0

_Entry: TypeAlias = tuple[int, Change]
"""Nanoseconds of the timer at which it was queued, and the change to apply."""


class Writer:
    """Writes the records of a session to disk, in a thread of its own.

    Args:
        path: The history's file. It is opened with the first record; `store.prepare` says before a session
            whether that can work.
        clock: Stamps `changed_at`.
        timer: Measures how far behind the disk is: real time, whatever clock the session is played by.
        connect: Opens the connection; tests bring worse disks.
        retry_s: Real seconds between two attempts.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock | None = None,
        timer: Clock | None = None,
        connect: Connect = connect,
        retry_s: float = RETRY_S,
    ) -> None:
        self._path = path
        self._clock = clock or SystemClock()
        self._timer = timer or SystemClock()
        self._connect = connect
        self._retry_s = retry_s
        self._state = threading.Condition()
        # All below is guarded by `_state`.
        self._entries: list[_Entry] = []
        self._done = 0
        self._checkpoint: Marking | None = None
        self._checkpoint_failed: int | None = None
        self._fault: HistoryFault | None = None
        self._notices: list[str] = []
        self._closing = False
        self._give_up = False
        # Only the thread touches these.
        self._opened: WritableStore | None = None
        self._last_checkpoint: int | None = None
        self._thread = threading.Thread(target=self._run, name="history-writer", daemon=True)
        self._thread.start()

    def start(self, start: SessionStart) -> int:
        """Record that a session begins; return its ticket.

        Raises:
            ValueError: A value cannot be stored: a moment without offset, a number beyond 64 bits.
            TypeError: A value is of a type that cannot be stored.
            RuntimeError: The writer was closed.
        """
        return self._put(changes.starting(start))

    def interval(self, record: IntervalRecord) -> int:
        """Record an interval that was left; return its ticket.

        A later pass over the same interval replaces what is there, unless it is `skipped`.

        Raises:
            ValueError: See `start`.
            TypeError: See `start`.
            RuntimeError: The writer was closed.
        """
        return self._put(changes.leaving(record))

    def answers(self, answers: SetValues) -> int:
        """Record values the person gave for an interval that was left; return the ticket.

        Raises:
            ValueError: See `start`; or reps, effort or pain are out of their bounds.
            TypeError: See `start`.
            RuntimeError: The writer was closed.
        """
        return self._put(changes.answering(answers))

    def edit(self, edit: Edit) -> int:
        """Record that a session goes on with another tape; return the ticket.

        Raises:
            ValueError: See `start`.
            RuntimeError: The writer was closed.
        """
        return self._put(changes.editing(edit))

    def end(self, end: SessionEnd) -> int:
        """Record how a session ended; return the ticket.

        Raises:
            ValueError: See `start`.
            RuntimeError: The writer was closed.
        """
        return self._put(changes.ending(end))

    def checkpoint(self, checkpoint: Checkpoint) -> None:
        """Record the position of the session. The latest one wins, and costs at most one commit a second.

        Raises:
            ValueError: See `start`.
            TypeError: See `start`.
            RuntimeError: The writer was closed.
        """
        marking = changes.marking(checkpoint)
        with self._state:
            self._refuse_if_closed()
            self._checkpoint = marking
            self._state.notify()

    def committed(self) -> int:
        """Return the highest ticket that is known to be on disk with all before it; 0 if there is none."""
        with self._state:
            return self._done

    def notices(self) -> tuple[str, ...]:
        """Return sentences for the person about the file, oldest first."""
        with self._state:
            return tuple(self._notices)

    def trouble(self) -> str | None:
        """Return one sentence while rows are more than 1 s behind, else None."""
        with self._state:
            waiting = len(self._entries) - self._done
            since = self._entries[self._done][0] if waiting else self._checkpoint_failed
            if since is None or self._timer.now() - since <= BEHIND_S * NS_PER_S:
                return None
            fault = self._fault or HistoryFault(
                f"{self._path} is slow to answer", "check its disk", passing=True
            )
            return fault.waiting(max(1, waiting)) if fault.passing else fault.sentence()

    def close(self, timeout: float) -> bool:
        """Write everything queued and stop; wait for it at most `timeout` real seconds.

        Returns:
            Whether everything, the latest checkpoint too, is on disk.
        """
        with self._state:
            self._closing = True
            self._state.notify()
        self._thread.join(timeout)
        with self._state:
            self._give_up = True
            self._state.notify()
            return self._done == len(self._entries) and self._checkpoint is None

    def _put(self, change: Change) -> int:
        with self._state:
            self._refuse_if_closed()
            self._entries.append((self._timer.now(), change))
            self._state.notify()
            return len(self._entries)

    def _refuse_if_closed(self) -> None:
        if self._closing:
            raise RuntimeError("this writer was closed")

    def _run(self) -> None:
        while self._wait_for_work():
            try:
                fault = self._write()
            except Exception as error:  # noqa: BLE001 - the thread must outlive any fault; the person is told
                fault = HistoryFault(f"of an error in this program ({error!r})", "report it", passing=True)
            self._note(fault)
        self._drop_connection()

    def _wait_for_work(self) -> bool:
        """Wait until there is something to write; False if the thread should end."""
        with self._state:
            while not self._give_up:
                if self._done < len(self._entries) or (self._checkpoint and self._checkpoint_wait() <= 0):
                    return True
                if self._closing:
                    return False
                self._state.wait(self._checkpoint_wait() if self._checkpoint else None)
            return False

    def _checkpoint_wait(self) -> float:
        """Return the seconds until a checkpoint alone may be committed."""
        if self._closing or self._last_checkpoint is None:
            return 0
        return CHECKPOINT_S - (self._timer.now() - self._last_checkpoint) / NS_PER_S

    def _note(self, fault: HistoryFault | None) -> None:
        """Keep or clear the fault; after a failure pause before the next attempt."""
        with self._state:
            self._fault = fault
            if fault is None:
                self._checkpoint_failed = None
                return
            if self._checkpoint is not None and self._checkpoint_failed is None:
                self._checkpoint_failed = self._timer.now()
            self._state.wait_for(lambda: self._give_up, self._retry_s)

    def _write(self) -> HistoryFault | None:
        """Commit everything that is queued in one transaction."""
        opened = self._open()
        if isinstance(opened, HistoryFault):
            return opened
        with self._state:
            last = len(self._entries)
            batch = [change for _, change in self._entries[self._done : last]]
            checkpoint = self._checkpoint
        try:
            changes.commit(opened.connection, batch, checkpoint, self._clock.wall())
        except ERRORS as error:
            if is_damage(error):
                self._drop_connection()  # opening again looks closer and sets the file aside
            return from_sqlite(error, self._path)
        with self._state:
            self._done = last
            if self._checkpoint is checkpoint:
                self._checkpoint = None
        if checkpoint is not None:
            self._last_checkpoint = self._timer.now()
        return None

    def _open(self) -> WritableStore | HistoryFault:
        """Return the open file; open it first if it is not, or if another one lies in its place now."""
        before = self._opened
        if before is not None and private_file.identity(before.path) == before.identity:
            return before
        if before is not None:
            self._tell(
                f"{self._path} was removed or replaced meanwhile; this session is written to it again."
            )
            self._drop_connection()
        opened = open_for_writing(self._path, clock=self._clock, connect=self._connect)
        if isinstance(opened, HistoryFault):
            return opened
        self._tell(*opened.notices)
        with self._state:
            self._done = 0  # everything again: what the file already holds stays as it is
        self._opened = opened
        return opened

    def _tell(self, *sentences: str) -> None:
        with self._state:
            self._notices += [sentence for sentence in sentences if sentence not in self._notices]

    def _drop_connection(self) -> None:
        if self._opened is not None:
            with contextlib.suppress(sqlite3.Error):
                self._opened.connection.close()
            self._opened = None
