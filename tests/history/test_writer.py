"""The writer thread: tickets, order, checkpoints, what it does when the file is taken away under it."""

import sqlite3
import threading
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from player.history.sessions import read_sessions
from player.history.storage.store import connect
from player.history.writer import Writer
from player.session.clock import ManualClock
from tests.history import made

pytestmark = pytest.mark.core


class Gate:
    """A disk that answers only when it is let: holds every COMMIT until the gate is opened."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.statements: list[str] = []

    def connect(self, path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(self._trace)
        return connection

    def _trace(self, statement: str) -> None:
        self.statements.append(statement)
        if statement == "COMMIT" and any("sessions" in text for text in self.statements):
            self.open.wait(20)


def test_tickets_count_up_and_are_committed_in_their_order(history: Path) -> None:
    writer = Writer(history)
    tickets = [
        writer.start(made.start()),
        *map(writer.interval, made.intervals(3)),
        writer.end(made.end()),
    ]
    assert tickets == [1, 2, 3, 4, 5]
    made.eventually(lambda: writer.committed() == 5)
    (session,) = read_sessions(history).sessions
    assert [interval.ordinal for interval in session.intervals] == [0, 1, 2]
    assert writer.close(20)


def test_a_row_is_on_disk_without_anyone_asking_for_it(history: Path) -> None:
    writer = Writer(history)
    writer.start(made.start())
    ticket = writer.interval(made.interval())
    made.eventually(lambda: writer.committed() >= ticket)
    assert len(read_sessions(history).sessions[0].intervals) == 1
    assert writer.close(20)


def test_nothing_is_called_committed_before_sqlite_committed_it(history: Path) -> None:
    gate = Gate()
    writer = Writer(history, connect=gate.connect)
    ticket = writer.start(made.start())
    made.eventually(lambda: "COMMIT" in gate.statements)
    assert writer.committed() < ticket
    gate.open.set()
    made.eventually(lambda: writer.committed() == ticket)
    assert writer.close(20)


def test_the_caller_never_waits_for_a_disk_that_stands_still(history: Path) -> None:
    gate = Gate()
    timer = ManualClock()
    writer = Writer(history, connect=gate.connect, timer=timer)
    writer.start(made.start())
    made.eventually(lambda: "COMMIT" in gate.statements)
    for record in made.intervals(100):
        writer.interval(record)
    timer.advance(0.9)
    assert writer.trouble() is None
    timer.advance(0.2)
    assert writer.trouble() == (
        f"101 rows of this session are not saved yet, because {history} is slow to answer: kept in memory "
        "and tried again every second; check its disk."
    )
    gate.open.set()
    made.eventually(lambda: writer.committed() == 101)
    assert writer.trouble() is None
    assert writer.close(20)


def test_what_is_queued_goes_into_one_transaction(history: Path) -> None:
    gate = Gate()
    writer = Writer(history, connect=gate.connect)
    writer.start(made.start())
    made.eventually(lambda: "COMMIT" in gate.statements)
    for record in made.intervals(50):
        writer.interval(record)
    gate.open.set()
    made.eventually(lambda: writer.committed() == 51)
    first = next(
        place for place, text in enumerate(gate.statements) if text.startswith("INSERT INTO interval")
    )
    assert gate.statements[first:].count("COMMIT") == 1
    assert writer.close(20)


def test_checkpoints_cost_at_most_one_commit_a_second_and_the_latest_wins(history: Path) -> None:
    timer = ManualClock()
    gate = Gate()
    gate.open.set()
    writer = Writer(history, connect=gate.connect, timer=timer)
    writer.start(made.start())
    writer.checkpoint(made.checkpoint(offset_ms=0))
    made.eventually(lambda: any(text.startswith("INSERT INTO checkpoints") for text in gate.statements))
    made.eventually(lambda: writer.committed() == 1)
    before = gate.statements.count("COMMIT")
    for offset in range(1, 400):
        timer.advance(0.002)
        writer.checkpoint(made.checkpoint(offset_ms=offset))
        if offset % 40 == 0:
            time.sleep(0.01)  # the thread has its chance to do too much
    assert gate.statements.count("COMMIT") == before
    timer.advance(0.3)
    writer.checkpoint(made.checkpoint(offset_ms=400))
    made.eventually(lambda: gate.statements.count("COMMIT") == before + 1)
    made.eventually(lambda: _offset(history) == 400)
    assert writer.close(20)


def test_a_checkpoint_goes_along_with_a_row_at_once(history: Path) -> None:
    timer = ManualClock()
    writer = Writer(history, timer=timer)
    writer.start(made.start())
    writer.checkpoint(made.checkpoint(offset_ms=1))
    made.eventually(lambda: _offset(history) == 1)
    writer.checkpoint(made.checkpoint(offset_ms=2))
    writer.interval(made.interval())
    made.eventually(lambda: _offset(history) == 2)
    assert writer.close(20)


def _offset(history: Path) -> int | None:
    sessions = read_sessions(history).sessions
    last = sessions[0].checkpoint if sessions else None
    return last.offset_ms if last else None


def test_closing_writes_the_last_checkpoint_without_waiting_for_its_second(history: Path) -> None:
    writer = Writer(history, timer=ManualClock())
    writer.start(made.start())
    for offset in (1, 2, 3):
        writer.checkpoint(made.checkpoint(offset_ms=offset))
    assert writer.close(20)
    assert _offset(history) == 3


def test_the_end_of_a_session_removes_its_checkpoint(history: Path) -> None:
    made.written(history, made.start(), made.checkpoint(), made.end())
    (session,) = read_sessions(history).sessions
    assert (session.state, session.checkpoint) == ("finished", None)


def test_what_cannot_be_stored_is_refused_at_the_door_and_blocks_nothing(history: Path) -> None:
    writer = Writer(history)
    with pytest.raises(ValueError, match="64 bits"):
        writer.start(made.start(seed=2**63))
    with pytest.raises(ValueError, match="no offset"):
        writer.start(made.start(started_at=datetime(2026, 1, 5, 8, 0)))  # noqa: DTZ001 - what is refused
    with pytest.raises(TypeError):
        writer.start(made.start(choices={"a": object()}))
    with pytest.raises(TypeError):
        writer.interval(made.interval(done_ms=b"1"))
    with pytest.raises(ValueError, match="no offset"):
        writer.checkpoint(made.checkpoint(at=datetime(2026, 1, 5, 8, 0)))  # noqa: DTZ001 - what is refused
    writer.start(made.start())
    assert writer.close(20)
    assert len(read_sessions(history).sessions) == 1


def test_a_file_name_that_is_no_utf_8_does_not_stop_the_record(history: Path) -> None:
    made.written(history, made.start(slug="r\udcfccken", text="name: \udcfc"))
    (session,) = read_sessions(history).sessions
    assert session.slug == r"r\udcfccken"


def test_a_closed_writer_refuses(history: Path) -> None:
    writer = Writer(history)
    assert writer.close(20)
    with pytest.raises(RuntimeError, match="closed"):
        writer.start(made.start())
    assert writer.close(20)


def test_a_writer_that_was_given_nothing_leaves_no_file(history: Path) -> None:
    assert Writer(history).close(20)
    assert not history.exists()


def test_a_history_that_is_deleted_in_mid_session_is_written_again_as_a_whole(history: Path) -> None:
    writer = Writer(history)
    writer.start(made.start())
    ticket = writer.interval(made.intervals(2)[0])
    made.eventually(lambda: writer.committed() == ticket)
    history.unlink()
    last = writer.interval(made.intervals(2)[1])
    made.eventually(lambda: writer.committed() == last)
    assert len(read_sessions(history).sessions[0].intervals) == 2
    assert any("removed or replaced" in sentence for sentence in writer.notices())
    assert writer.close(20)


def test_a_history_damaged_in_mid_session_is_set_aside_and_the_session_written_again(
    history: Path,
) -> None:
    writer = Writer(history, retry_s=0.01)
    writer.start(made.start())
    ticket = writer.interval(made.intervals(2)[0])
    made.eventually(lambda: writer.committed() == ticket)
    with closing(sqlite3.connect(history)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with history.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (history.stat().st_size - 4096))
    last = writer.interval(made.intervals(2)[1])
    made.eventually(lambda: writer.committed() == last)
    assert writer.close(20)
    (aside,) = history.parent.glob("history.db.damaged-????????-??????")
    (notice,) = writer.notices()
    assert notice.startswith(f"The history {history} could not be used (")
    assert notice.endswith(f"it is kept as {aside}, and a fresh one was begun.")
    found = read_sessions(history)
    assert found.notes == ()
    assert len(found.sessions[0].intervals) == 2
