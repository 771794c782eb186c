"""Tests that have the machine for themselves, in a run on several workers.

A test marked `alone` measures time, or listens to sound while it is made: what runs beside it would be
measured too. So these tests come last, all on one worker: anywhere else they would make every worker wait
for the longest test that is running. And every test holds a lock while it runs, its fixtures included: the
others share it, `alone` takes it whole. It is a lock of the kernel on a file that only the workers of one
run know: a worker that dies leaves nothing locked, and two runs on one machine do not wait for each other.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest
from xdist.scheduler import LoadFileScheduling

_LIST: Final = "alone.txt"
_UNIT: Final = "alone"


def is_alone(item: pytest.Item) -> bool:
    """Whether nothing may run beside a test."""
    return item.get_closest_marker("alone") is not None


def shared_folder(config: pytest.Config) -> Path:
    """Return the folder that the workers of one run share with the process that leads them."""
    own: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    return own.parent if hasattr(config, "workerinput") else own


def list_alone(folder: Path, items: list[pytest.Item]) -> None:
    """Tell the one who spreads the tests, which knows only their names, which of them are alone."""
    names = "\n".join(item.nodeid for item in items if is_alone(item))
    own = folder / f"{_LIST}.{os.getpid()}"
    own.write_text(names, encoding="utf-8")
    own.replace(folder / _LIST)  # every worker writes the same


class AloneLast(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """Gives whole files to the workers, and the tests that run alone to one of them."""

    @cached_property
    def _alone(self) -> frozenset[str]:
        path = shared_folder(self.config) / _LIST
        return frozenset(path.read_text(encoding="utf-8").split("\n"))

    def _split_scope(self, nodeid: str) -> str:
        return _UNIT if nodeid in self._alone else super()._split_scope(nodeid)


if sys.platform == "win32":

    @contextlib.contextmanager
    def turn(folder: Path, *, alone: bool) -> Iterator[None]:
        """Where there is no such lock, tests that measure run beside others."""
        del folder, alone
        yield

else:
    import fcntl

    @contextlib.contextmanager
    def turn(folder: Path, *, alone: bool) -> Iterator[None]:
        """Wait until a test may run, and keep others away while it does.

        Whoever waits for the room holds the door meanwhile: those who share cannot keep coming in, one after
        the other, before somebody who wants to be alone.

        Args:
            folder: Shared by the workers of one run.
            alone: Nothing may run beside it.
        """
        with (folder / "door.lock").open("w") as door, (folder / "room.lock").open("w") as room:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield
