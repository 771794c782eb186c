"""Tests that have the machine for themselves, in a run on several workers.

A test marked `alone` measures time, or listens to sound while it is made: what runs beside it would be
measured too. So every test holds a lock while it runs, its fixtures included: the others share it, `alone`
takes it whole. It is a lock of the kernel on a file that only the workers of one run know: a worker that
dies leaves nothing locked, and two runs on one machine do not wait for each other.
"""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

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
