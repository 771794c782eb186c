"""Opening the file: private, durable, and never an end with `malformed` (TRUST §1.6)."""

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from player.history.faults import HistoryFault, from_system
from player.history.sessions import last_done, read_played, read_sessions
from player.history.storage.store import StoreReady, WritableStore, open_for_writing, prepare
from player.history.writer import Writer
from player.session.clock import ManualClock
from tests.history import made

pytestmark = pytest.mark.core

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _pragma(opened: WritableStore | HistoryFault, name: str) -> object:
    assert isinstance(opened, WritableStore)
    return opened.connection.execute(f"PRAGMA {name}").fetchone()[0]


@posix
def test_health_data_is_for_its_owner_only(history: Path) -> None:
    before = os.umask(0)
    try:
        writer = Writer(history)
        writer.start(made.start())
        made.eventually(lambda: writer.committed() == 1)
        assert _mode(history.parent) == 0o700
        for file in history.parent.iterdir():
            assert _mode(file) == 0o600, file.name
        assert writer.close(20)
    finally:
        os.umask(before)


@posix
def test_rights_that_others_were_given_are_taken_back(history: Path) -> None:
    made.written(history, made.start())
    history.chmod(0o644)
    assert prepare(history) == StoreReady(())
    assert _mode(history) == 0o600


def test_every_commit_is_synced_and_readers_do_not_wait_for_it(history: Path) -> None:
    opened = open_for_writing(history)
    assert (_pragma(opened, "journal_mode"), _pragma(opened, "synchronous")) == ("wal", 2)
    assert isinstance(opened, WritableStore)
    opened.connection.close()


@posix
def test_where_there_is_no_shared_memory_the_slower_way_is_taken_and_said(history: Path) -> None:
    def without_shared_memory(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True, isolation_level=None)

    opened = open_for_writing(history, connect=without_shared_memory)
    assert (_pragma(opened, "journal_mode"), _pragma(opened, "synchronous")) == ("delete", 3)
    assert isinstance(opened, WritableStore)
    assert [notice for notice in opened.notices if "slower way" in notice] == list(opened.notices)
    opened.connection.close()
    writer = Writer(history, connect=without_shared_memory)
    writer.start(made.start())
    assert writer.close(20)
    assert len(read_sessions(history).sessions) == 1


def _not_sqlite(path: Path) -> None:
    path.write_text("id,slug\n1,neck\n" * 100)


def _all_nul(path: Path) -> None:
    path.write_bytes(bytes(8192))


def _cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def _another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")


@pytest.mark.parametrize("harm", [_not_sqlite, _all_nul, _cut_in_half, _overwritten, _another_database])
def test_a_file_that_is_no_sound_history_is_set_aside_and_a_fresh_one_begun(
    history: Path, harm: Callable[[Path], None]
) -> None:
    made.written(history, made.start(), made.interval())
    harm(history)
    harmed = history.read_bytes()
    clock = ManualClock(made.BEGAN)

    found = read_sessions(history)
    assert len(found.notes) == 1  # reading tells, and leaves everything in its place
    assert str(history) in found.notes[0]
    assert history.read_bytes() == harmed

    ready = prepare(history, clock=clock)
    aside = history.with_name("history.db.damaged-20260105-080000")
    assert isinstance(ready, StoreReady)
    (notice,) = ready.notices
    assert notice.startswith(f"The history {history} could not be used (")
    assert notice.endswith(f"): it is kept as {aside}, and a fresh one was begun.")
    assert aside.read_bytes() == harmed
    made.written(history, made.start())
    assert read_sessions(history).notes == ()
    assert len(read_sessions(history).sessions) == 1


def test_a_second_damaged_file_of_the_same_second_does_not_replace_the_first(history: Path) -> None:
    history.parent.mkdir()
    for text in ("first", "second"):
        history.write_text(text * 1000)
        assert isinstance(prepare(history, clock=ManualClock(made.BEGAN)), StoreReady)
    kept = sorted(history.parent.glob("history.db.damaged-20260105-080000*"))
    assert [path.read_text()[:5] for path in kept if not path.name.endswith(("-wal", "-shm"))] == [
        "first",
        "secon",
    ]


def test_the_companions_of_a_damaged_file_go_with_it(history: Path) -> None:
    history.parent.mkdir()
    history.write_text("damaged" * 1000)
    for end in ("-wal", "-shm"):
        history.with_name(history.name + end).write_text(end)
    assert isinstance(prepare(history, clock=ManualClock(made.BEGAN)), StoreReady)
    aside = history.parent / "history.db.damaged-20260105-080000"
    assert aside.with_name(aside.name + "-wal").exists()
    assert aside.with_name(aside.name + "-shm").exists()


def test_rows_of_a_log_whose_database_was_deleted_are_kept_not_deleted(history: Path) -> None:
    writer = Writer(history)
    writer.start(made.start())
    made.eventually(lambda: writer.committed() == 1)
    log = history.with_name("history.db-wal").read_bytes()
    assert log
    assert writer.close(20)
    history.unlink()
    history.with_name("history.db-wal").write_bytes(log)
    ready = prepare(history, clock=ManualClock(made.BEGAN))
    assert isinstance(ready, StoreReady)
    assert "its database was missing" in ready.notices[0]
    assert history.with_name("history.db.damaged-20260105-080000-wal").read_bytes() == log


def test_an_empty_file_is_a_new_history(history: Path) -> None:
    history.parent.mkdir()
    history.touch()
    assert read_sessions(history).notes == ()
    assert prepare(history) == StoreReady(())


def test_a_newer_file_is_read_but_not_written(history: Path) -> None:
    made.written(history, made.start(), made.interval())
    with closing(sqlite3.connect(history)) as connection:
        connection.execute("ALTER TABLE intervals ADD COLUMN heart_rate INTEGER")
        connection.execute("PRAGMA user_version = 9")
    before = history.read_bytes()

    found = read_sessions(history)
    assert len(found.sessions[0].intervals) == 1
    (note,) = found.notes
    assert note == (
        f"{history} was written by a newer Backbeat (its version is 9, this program knows 1): it is only "
        "read, and nothing is written to it; update Backbeat."
    )
    fault = prepare(history)
    assert isinstance(fault, HistoryFault)
    assert not fault.passing
    assert fault.sentence() == (
        f"This session is not being recorded, because {history} was written by a newer Backbeat (its version "
        "is 9, this program knows 1): update Backbeat; reading it still works."
    )
    assert history.read_bytes() == before


def test_a_writer_that_may_not_write_says_so_and_gives_up_when_closed(history: Path) -> None:
    made.written(history, made.start())
    with closing(sqlite3.connect(history)) as connection:
        connection.execute("PRAGMA user_version = 9")
    timer = ManualClock()
    writer = Writer(history, timer=timer, retry_s=0.01)
    writer.start(made.start(id="new"))
    made.eventually(lambda: writer._fault is not None)
    timer.advance(2)
    sentence = writer.trouble()
    assert sentence is not None
    assert sentence.startswith("This session is not being recorded, because ")
    assert not writer.close(0.1)


@posix
def test_a_fifo_is_refused_at_once(history: Path) -> None:
    history.parent.mkdir()
    os.mkfifo(history)
    assert isinstance(prepare(history), HistoryFault)
    assert "is not a file" in read_sessions(history).notes[0]
    assert last_done(history) == {}
    assert isinstance(read_played(history, made.SESSION), HistoryFault)


def test_a_link_leads_to_the_file_whose_companions_lie_beside_it(history: Path, tmp_path: Path) -> None:
    made.written(history, made.start())
    link = tmp_path / "link.db"
    try:
        link.symlink_to(history)
    except OSError:
        pytest.skip("links need a right here")
    made.written(link, made.start(id="another"))
    assert len(read_sessions(history).sessions) == len(read_sessions(link).sessions) == 2
    assert not list(tmp_path.glob("link.db-*"))


def test_a_circle_of_links_is_a_fault(tmp_path: Path) -> None:
    link = tmp_path / "history.db"
    try:
        link.symlink_to(link)
    except OSError:
        pytest.skip("links need a right here")
    assert isinstance(prepare(link), HistoryFault)
    assert len(read_sessions(link).notes) == 1


def test_a_full_disk_at_the_start_is_a_fault_that_may_pass(tmp_path: Path) -> None:
    assert from_system(OSError(errno.ENOSPC, "No space left on device"), tmp_path).passing


_COME_AND_GO = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM sessions").fetchone()
connection.close()
"""


def test_opening_beside_a_writer_of_the_same_process_takes_none_of_its_locks(history: Path) -> None:
    """Closing any descriptor of a database drops the process's POSIX locks on it: only SQLite may open it."""
    writer = Writer(history)
    writer.start(made.start())
    made.eventually(lambda: writer.committed() == 1)
    log = history.with_name("history.db-wal").stat().st_ino
    assert prepare(history) == StoreReady(())
    read_sessions(history)
    made.child(
        _COME_AND_GO, str(history)
    ).communicate()  # without our lock it would be the last, and clear up
    assert history.with_name("history.db-wal").stat().st_ino == log
    ticket = writer.interval(made.interval())
    made.eventually(lambda: writer.committed() == ticket)
    assert len(read_sessions(history).sessions[0].intervals) == 1
    assert writer.close(20)


_DIE_IN_MID_COMMIT = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM intervals")
connection.execute("DELETE FROM sessions")
connection.execute("CREATE TABLE filler (a)")
connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 50)
os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_half_a_commit_of_the_slower_way_is_undone_by_who_reads_next(history: Path) -> None:
    made.written(history, made.start(), *made.intervals(3))
    before = read_sessions(history)
    made.child(_DIE_IN_MID_COMMIT, str(history)).communicate()
    assert history.with_name("history.db-journal").stat().st_size > 0
    assert read_sessions(history) == before
    assert prepare(history) == StoreReady(())
    assert read_sessions(history) == before
