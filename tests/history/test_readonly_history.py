"""A folder in which nothing can be written: sessions go on unrecorded, what is there can be read."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from player.history.faults import HistoryFault
from player.history.sessions import read_sessions
from player.history.storage.store import prepare
from tests.history import made

pytestmark = [
    pytest.mark.core,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights"),
]


@contextmanager
def _powerless(folder: Path) -> Iterator[None]:
    """Take from this process the right to write in a folder; it may run as root, whom no mode stops."""
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder that others may enter too: they may not enter those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_a_folder_that_cannot_be_written_is_a_fault_that_stays(outside: Path) -> None:
    made.written(outside / "history.db", made.start())
    with _powerless(outside):
        for name in ("history.db", "new.db", "new/history.db"):
            fault = prepare(outside / name)
            assert isinstance(fault, HistoryFault)
            assert not fault.passing
            assert str(outside / name) in fault.sentence()


def test_a_history_in_a_folder_that_cannot_be_written_can_be_read(outside: Path) -> None:
    made.written(outside / "history.db", made.start())
    with _powerless(outside):
        found = read_sessions(outside / "history.db")
    assert len(found.sessions) == 1
    assert found.notes == ()


_DIE_AFTER_A_COMMIT = """
import os, signal, sys
from pathlib import Path
from player.history.writer import Writer
from tests.history import made
writer = Writer(Path(sys.argv[1]))
writer.start(made.start(id="in the log"))
made.eventually(lambda: writer.committed() == 1)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("older", [0, 1])
def test_rows_that_cannot_be_read_without_writing_are_not_passed_over_in_silence(
    outside: Path, older: int
) -> None:
    history = outside / "history.db"
    for _ in range(older):
        made.written(history, made.start())
    made.child(_DIE_AFTER_A_COMMIT, str(history)).communicate()
    history.with_name("history.db-shm").unlink()  # as after a copy, or a restart
    with _powerless(outside):
        found = read_sessions(history)
    assert len(found.sessions) == older
    (note,) = found.notes
    assert str(history) in note
    assert "-wal" in note
    assert len(read_sessions(history).sessions) == older + 1
