"""Saving when the system refuses, takes only a part, or kills the program at any step."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.library import atomic
from player.library.folders import Folders
from player.library.saving import Failed, Saved, save
from player.library.versions import versions
from tests.library.saved import CALLS, NEW, OLD, left_in, posix

pytestmark = pytest.mark.core


class Refuser:
    """Lets so many calls of the system through, then refuses one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.left = number
        self._code = code
        for name in CALLS:
            if hasattr(os, name):
                monkeypatch.setattr(os, name, self._wrap(getattr(os, name), name))
        monkeypatch.setattr(Path, "replace", self._wrap(Path.replace, "replace"))

    def _wrap(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*args: Any, **how: Any) -> Any:  # noqa: ANN401
            self.left -= 1
            if self.left == 0:
                if name == "close":  # the system closes it all the same
                    call(*args, **how)
                raise OSError(self._code, os.strerror(self._code))
            return call(*args, **how)

        return counted


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("expected", [OLD, None], ids=["replacing", "new"])
def test_whichever_call_is_refused_the_file_is_the_old_or_the_new_one_and_nothing_is_left(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch, expected: bytes | None, code: int
) -> None:
    path = file if expected is not None else file.with_name("new.yaml")
    failures = 0
    for number in range(1, 200):
        file.write_bytes(OLD)
        with monkeypatch.context() as patch:
            refuser = Refuser(patch, number, code)
            answer = save(path, NEW, expected, folders.state)
        holds = path.read_bytes() if path.exists() else None
        assert left_in(file.parent) == sorted({"neck.yaml", *([path.name] if holds is not None else [])})
        if isinstance(answer, Saved):
            assert holds == NEW
        else:
            assert isinstance(answer, Failed)
            assert holds == expected
            failures += 1
        if expected is None:
            path.unlink(missing_ok=True)
        for version in versions(path, folders):
            assert version.read() in {OLD, NEW}, "half a version is none"
        if refuser.left > 0:  # nothing was refused any more
            assert isinstance(answer, Saved)
            break
    else:
        pytest.fail("it never came to its end")
    assert failures >= 4


def test_a_full_disk_is_named(file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int, __: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    assert save(file, NEW, OLD, folders.state) == Failed(f"{file} could not be saved: the disk is full.")


LIMITED = """
import resource, sys
from pathlib import Path
from player.library.saving import Saved, save
path, state = Path(sys.argv[1]), Path(sys.argv[2])
for limit in (0, 1, 100, 4096, 9_999, 10_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    answer = save(path, b"n" * 10_000, b"old", state)
    assert isinstance(answer, Saved) == (limit >= 10_000), (limit, answer)
    assert path.read_bytes() == (b"n" * 10_000 if limit >= 10_000 else b"old"), limit
    assert [entry.name for entry in path.parent.iterdir()] == [path.name], limit
"""


@posix
def test_what_the_system_takes_only_in_part_is_not_taken_at_all(file: Path, folders: Folders) -> None:
    file.write_bytes(b"old")
    subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", LIMITED, str(file), str(folders.state)],
        check=True,
        cwd=Path(__file__).parents[2],
    )


def test_a_system_that_takes_one_byte_at_a_time_gets_all(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:1])))
    save(file, NEW, OLD, folders.state)
    assert file.read_bytes() == NEW


# Programs that are killed, at every step.

KILLED = """
import os, signal, sys
from pathlib import Path
from player.library.saving import save
path, state = Path(sys.argv[1]), Path(sys.argv[2])
calls = sys.argv[3].split(",")
OLD, NEW = b"o" * 5_000, b"n" * 6_000

def kill_at(number):
    left = [number]
    def wrap(call):
        def counted(*args, **how):
            left[0] -= 1
            if not left[0]:
                if call is write:
                    call(args[0], args[1][:len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **how)
        return counted
    write = os.write
    for name in calls:
        setattr(os, name, wrap(getattr(os, name)))
    Path.replace = wrap(Path.replace)
    Path.unlink = wrap(Path.unlink)

seen = set()
for number in range(1, 200):
    path.write_bytes(OLD)
    child = os.fork()
    if not child:
        kill_at(number)
        save(path, NEW, OLD, state)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    holds = path.read_bytes()
    assert holds in (OLD, NEW), number
    seen.add(holds)
    for entry in path.parent.iterdir():
        assert entry == path or (entry.name.startswith(".") and not entry.name.endswith(".yaml")), entry
        if entry != path:
            entry.unlink()
    for version in state.rglob("*.yaml"):
        if not version.name.startswith("."):
            assert version.read_bytes() == OLD, version
    if ended == 0:
        break
    assert ended == -signal.SIGKILL
assert ended == 0 and holds == NEW and len(seen) == 2 and number > 10
"""


@posix
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(file: Path, folders: Folders) -> None:
    subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", KILLED, str(file), str(folders.state), ",".join(CALLS)],
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )


def test_what_a_killed_program_left_is_removed_by_a_later_save(file: Path, folders: Folders) -> None:
    old, young = file.with_name(".backbeat-0123.tmp"), file.with_name(".backbeat-4567.tmp")
    mine = file.with_name(".notes.tmp")
    for left in (old, young, mine):
        left.write_bytes(b"half")
    for left in (old, mine):
        os.utime(left, (time.time() - 7200,) * 2)
    save(file, NEW, OLD, folders.state)
    assert left_in(file.parent) == [young.name, mine.name, file.name]


# Windows.


def test_where_a_program_holds_the_file_for_a_moment_it_is_tried_again(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []
    put = Path.replace

    def held(temporary: Path, target: Path) -> Path:
        if target == file:
            tries.append(temporary)
            if len(tries) < 10:
                raise PermissionError(errno.EACCES, "Permission denied")
        return put(temporary, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(atomic, "_ATTEMPTS", 10)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    assert save(file, NEW, OLD, folders.state) == Saved()
    assert len(tries) == 10
