"""The clock. Everything that depends on time is handed a `Clock`; nothing else reads the system's clocks."""

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

NS_PER_MS: Final = 1_000_000
NS_PER_S: Final = 1_000_000_000


class Clock(Protocol):
    """A source of time."""

    def now(self) -> int:
        """Monotonic nanoseconds, to measure lengths. May stand still while the computer sleeps."""

    def boot(self) -> int:
        """Nanoseconds that also count while the computer sleeps, where the system has such a clock."""

    def wall(self) -> datetime:
        """Local time with its UTC offset, to stamp records; never used to measure."""


class SystemClock:
    """The computer's clocks."""

    def now(self) -> int:
        """See `Clock.now`."""
        return time.monotonic_ns()

    def boot(self) -> int:
        """See `Clock.boot`. Without CLOCK_BOOTTIME (macOS, Windows) the monotonic clock."""
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        else:  # noqa: RET505  with `else` the type checker follows each platform
            return time.monotonic_ns()

    def wall(self) -> datetime:
        """See `Clock.wall`."""
        return datetime.now().astimezone()


class ManualClock:
    """A clock that moves only when told: for tests, rehearsal and rendering."""

    def __init__(self, wall: datetime = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)) -> None:
        self._now = 0
        self._boot = 0
        self._wall = wall

    def now(self) -> int:
        """See `Clock.now`."""
        return self._now

    def boot(self) -> int:
        """See `Clock.boot`."""
        return self._boot

    def wall(self) -> datetime:
        """See `Clock.wall`."""
        return self._wall

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._now += round(seconds * NS_PER_S)
        self.suspend(seconds)

    def suspend(self, seconds: float) -> None:
        """Let the computer sleep for `seconds`: only the boot clock and the wall clock move."""
        self._boot += round(seconds * NS_PER_S)
        self._wall += timedelta(seconds=seconds)
