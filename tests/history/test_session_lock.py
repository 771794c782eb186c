"""One session at a time: a lock that the kernel frees however its owner dies."""

import sys
from pathlib import Path

import pytest

from player.history.storage.lock import SessionLock
from tests.history import made

pytestmark = pytest.mark.core

_HOLD = """
import sys
from pathlib import Path
from player.history.storage.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
print(lock.acquire(sys.argv[2]), flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


def test_the_holder_is_known_to_itself_and_to_others(history: Path) -> None:
    lock, other = SessionLock(history), SessionLock(history)
    assert lock.acquire("a-session")
    assert [lock.holder(), other.holder()] == ["a-session", "a-session"]
    assert not other.acquire("another")
    assert other.reason == "Another session is being played now, in another window or by another program."
    lock.release()
    assert [lock.holder(), other.holder()] == [None, None]


def test_a_lock_that_was_given_back_can_be_taken(history: Path) -> None:
    lock, other = SessionLock(history), SessionLock(history)
    assert lock.acquire("a-session")
    lock.release()
    assert other.acquire("another")
    assert lock.holder() == "another"
    other.release()


def test_a_second_process_cannot_acquire_and_a_killed_holder_holds_nothing(history: Path) -> None:
    lock = SessionLock(history)
    with made.child(_HOLD, str(history), "theirs") as process:
        assert made.said(process) == "True"
        assert lock.holder() == "theirs"
        assert not lock.acquire("mine")
        process.kill()
        process.communicate()
    assert lock.holder() is None
    assert lock.acquire("mine")
    assert SessionLock(history).holder() == "mine"
    lock.release()


def test_a_lock_that_was_given_back_is_free_while_its_process_lives(history: Path) -> None:
    with made.child(_HOLD, str(history), "theirs") as process:
        assert made.said(process) == "True"
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert made.said(process) == "released"
        assert SessionLock(history).holder() is None
        process.communicate("\n")


def test_asking_for_the_holder_never_costs_another_the_lock(history: Path) -> None:
    ask = """
import sys
from pathlib import Path
from player.history.storage.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
print("asking", flush=True)
while True:
    lock.holder()
"""
    history.parent.mkdir()
    with made.child(ask, str(history)) as process:
        assert made.said(process) == "asking"
        lock = SessionLock(history)
        refused = 0
        for _ in range(300):
            refused += not lock.acquire("mine")
            lock.release()
        process.kill()
        process.communicate()
    assert refused == 0


def test_asking_creates_nothing(history: Path) -> None:
    assert SessionLock(history).holder() is None
    assert not history.parent.exists()


def test_one_lock_plays_one_session(history: Path) -> None:
    lock = SessionLock(history)
    assert lock.acquire("one")
    assert not lock.acquire("two")
    assert lock.holder() == "one"
    lock.release()
    lock.release()


def test_a_folder_that_cannot_hold_the_lock_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    lock = SessionLock(tmp_path / "data" / "history.db")
    assert not lock.acquire("one")
    assert lock.reason is not None
    assert lock.reason.startswith(f"The lock {tmp_path / 'data' / 'history.db.lock'} cannot be created (")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_lock_is_private(history: Path) -> None:
    lock = SessionLock(history)
    assert lock.acquire("one")
    assert history.with_name("history.db.lock").stat().st_mode & 0o077 == 0
    lock.release()
