"""A full disk and a locked file: rows wait, the person is told, nothing is lost, nobody is held up."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from player.history.faults import HistoryFault
from player.history.sessions import read_sessions
from player.history.storage.store import StoreReady, connect, prepare
from player.history.writer import Writer
from player.session.clock import ManualClock
from tests.history import made

pytestmark = pytest.mark.core


class SmallDisk:
    """A real refusal by SQLite: the file may have only so many pages, until it may have more."""

    def __init__(self) -> None:
        self.pages = 20

    def connect(self, path: Path) -> sqlite3.Connection:
        disk = self

        class Limited(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 - what sqlite3 takes
                if sql == "BEGIN IMMEDIATE":
                    super().execute(f"PRAGMA max_page_count = {disk.pages}")
                return super().execute(sql, *values)

        return sqlite3.connect(path, timeout=5, isolation_level=None, factory=Limited)

    def grow(self) -> None:
        self.pages = 100_000


def test_rows_wait_while_the_disk_is_full_and_closing_does_not_hide_it(history: Path) -> None:
    disk, timer = SmallDisk(), ManualClock()
    writer = Writer(history, connect=disk.connect, timer=timer, retry_s=0.02)
    writer.start(made.start())
    made.eventually(lambda: writer.committed() == 1)
    long = "x" * 2000
    tickets = [writer.interval(made.interval(path=f"step-{n}", ordinal=n, load=long)) for n in range(200)]
    made.eventually(lambda: writer._fault is not None)
    on_disk = writer.committed()
    assert on_disk < tickets[-1]
    assert len(read_sessions(history).sessions[0].intervals) == on_disk - 1
    timer.advance(1.1)
    assert writer.trouble() == (
        f"{len(tickets) + 1 - on_disk} rows of this session are not saved yet, because the disk of {history} "
        "is full: kept in memory and tried again every second; free some space."
    )
    assert not writer.close(0.1)


def test_after_the_disk_has_room_again_the_order_is_kept_and_the_sentence_goes(history: Path) -> None:
    disk, timer = SmallDisk(), ManualClock()
    writer = Writer(history, connect=disk.connect, timer=timer, retry_s=0.02)
    writer.start(made.start())
    long = "x" * 2000
    for n in range(200):
        writer.interval(made.interval(path=f"step-{n}", ordinal=n, load=long))
    end = writer.end(made.end())
    made.eventually(lambda: writer._fault is not None)
    timer.advance(5)
    assert writer.trouble() is not None
    disk.grow()
    made.eventually(lambda: writer.committed() == end)
    assert writer.trouble() is None
    assert writer.close(20)
    (session,) = read_sessions(history).sessions
    assert session.state == "finished"
    assert [interval.ordinal for interval in session.intervals] == list(range(200))


_FILL = """
import os, resource, sys, time
from pathlib import Path
from typing import Any
from player.history.writer import Writer
from tests.history import made

history, filler = Path(sys.argv[1]), sys.argv[2]
writer = Writer(history, retry_s=0.05)
writer.start(made.start())
made.eventually(lambda: writer.committed() == 1)
if not filler:
    resource.setrlimit(resource.RLIMIT_FSIZE, (history.stat().st_size + 4096, resource.RLIM_INFINITY))
slowest = 0.0
for n in range(300):
    before = time.perf_counter()
    last = writer.interval(made.interval(path=f"step-{n}", ordinal=n, load="x" * 3000))
    writer.checkpoint(made.checkpoint(ordinal=n))
    slowest = max(slowest, time.perf_counter() - before)
made.eventually(lambda: writer.trouble() is not None)
print(writer.committed() < last, flush=True)
print(writer.trouble(), flush=True)
print(slowest, flush=True)
if filler:
    os.unlink(filler)
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
made.eventually(lambda: writer.committed() == last)
print(writer.trouble(), flush=True)
print(writer.close(20), flush=True)
from player.history.sessions import read_sessions
found = read_sessions(history)
there = [interval.ordinal for interval in found.sessions[0].intervals]
print(found.notes, there == list(range(300)), flush=True)
"""


def _survives(process: "subprocess.Popen[str]", why: str) -> None:
    assert made.said(process) == "True"
    sentence = made.said(process)
    assert why in sentence
    assert "kept in memory" in sentence
    # A caller that waited for the disk would wait for as long as it is full.
    assert float(made.said(process)) < 2.5  # seconds the slowest call took
    assert made.said(process) == "None"
    assert made.said(process) == "True"
    assert made.said(process) == "() True"
    assert process.wait(20) == 0


@pytest.mark.alone
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_system_that_refuses_to_let_the_file_grow_costs_no_row(history: Path) -> None:
    process = made.child(_FILL, str(history), "")
    with process:
        _survives(process, f"because the disk of {history} reports an error (disk I/O error)")


def _may_mount() -> bool:
    unshare = shutil.which("unshare")
    command = "mount -t tmpfs -o size=64k none /mnt"
    return (
        unshare is not None
        and not subprocess.run(  # noqa: S603 - a fixed command
            [unshare, "-rm", "sh", "-c", command], capture_output=True, check=False
        ).returncode
    )


@pytest.mark.alone
@pytest.mark.skipif(
    not _may_mount(), reason="a real small disk needs a mount in a namespace of our own (Linux)"
)
def test_a_disk_that_is_really_full_costs_no_row(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    filled = f"mount -t tmpfs -o size=3m none '{disk}' && head -c 2600k /dev/zero > '{disk}/filler'"
    history = disk / "history.db"
    process = made.child(
        _FILL,
        str(history),
        f"{disk}/filler",
        prefix=("unshare", "-rm", "sh", "-c", f'{filled} && exec "$@"', "sh"),
    )
    with process:
        _survives(process, f"because the disk of {history} is full")


_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


def _impatient(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA busy_timeout = 20")
    return connection


def test_rows_wait_while_another_program_holds_the_file(history: Path) -> None:
    timer = ManualClock()
    writer = Writer(history, connect=_impatient, timer=timer, retry_s=0.02)
    writer.start(made.start())
    made.eventually(lambda: writer.committed() == 1)
    with made.child(_HOLD, str(history)) as other:
        assert made.said(other) == "held"
        ticket = writer.interval(made.interval())
        made.eventually(lambda: writer._fault is not None)
        timer.advance(2)
        assert writer.trouble() == (
            f"1 row of this session is not saved yet, because another program is using {history}: kept in "
            "memory and tried again every second; close that program."
        )
        assert writer.committed() < ticket
        other.communicate("\n")
    made.eventually(lambda: writer.committed() == ticket)
    assert writer.trouble() is None
    assert writer.close(20)


def test_a_statement_waits_five_seconds_for_another_program(history: Path) -> None:
    assert isinstance(prepare(history), StoreReady)
    with closing(connect(history)) as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)


def test_a_fault_that_may_pass_is_told_apart_from_one_that_stays(history: Path) -> None:
    history.mkdir(parents=True)
    found = prepare(history)
    assert isinstance(found, HistoryFault)
    assert not found.passing
    assert (
        found.sentence()
        == f"This session is not being recorded, because {history} is not a file: move it away."
    )
