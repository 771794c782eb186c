"""The playhead: its offset in the interval at each clock time, and the sums of active and paused time.

Nothing counts ticks: while the tape moves, only an offset and the clock time at which it was reached are
kept. Offsets are whole routine nanoseconds, clock times real ones; `speed` converts between them.
"""

from dataclasses import replace

from player.session.clock import NS_PER_MS
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready, State


class Playhead:
    """The position in the current interval.

    Args:
        speed: Routine seconds per real second.
    """

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.state: State = Ready()
        self.end: int | None = None
        """Offset at which the interval ends without a key; None: never."""
        self.active = 0
        """Routine nanoseconds the tape has moved, without those since the origin."""
        self.paused = 0
        """Real nanoseconds it has been paused, without the current pause."""

    @property
    def deadline(self) -> int | None:
        """Clock time of the next change without a key; None: there is none."""
        match self.state:
            case LeadingIn(until=until):
                return until
            case Playing() if self.end is not None:
                return self.clock_time(self.end)
        return None

    def clock_time(self, offset: int) -> int | None:
        """Clock time at which the playhead is at `offset`; None if the tape does not move."""
        match self.state:
            case Playing(origin=origin, offset=since) | LeadingIn(until=origin, offset=since):
                return origin + self.real(offset - since)
        return None

    def offset(self, at: int) -> int:
        """Offset at clock time `at`."""
        match self.state:
            case Playing(offset=offset):
                return offset + self.running(at)
            case IsPaused(offset=offset) | LeadingIn(offset=offset):
                return offset
        return 0

    def running(self, at: int) -> int:
        """Routine nanoseconds played since the origin."""
        if not isinstance(self.state, Playing):
            return 0
        played = round((at - self.state.origin) * self.speed)
        if self.end is not None:
            to_end = self.end - self.state.offset
            # Exactly the end at the deadline, in spite of rounding by `speed`.
            played = to_end if at >= self.state.origin + self.real(to_end) else min(played, to_end)
        return max(0, played)

    def standing(self, at: int) -> int:
        """Real nanoseconds of the current pause."""
        return at - self.state.since if isinstance(self.state, IsPaused | LeadingIn) else 0

    def play(self, offset: int, at: int) -> None:
        """Move from `offset` on, from clock time `at`."""
        self.paused += self.standing(at)
        self.state = Playing(at, offset)

    def lead_in(self, offset: int, at: int, length: int) -> None:
        """Move from `offset` on, `length` routine nanoseconds after clock time `at`."""
        since = self.state.since if isinstance(self.state, IsPaused | LeadingIn) else at
        self.state = LeadingIn(offset, since, at + self.real(length))

    def put_off(self, until: int) -> None:
        """Make a lead-in last until clock time `until` at least."""
        if isinstance(self.state, LeadingIn) and self.state.until < until:
            self.state = replace(self.state, until=until)

    def pause(self, at: int) -> None:
        """Pause at clock time `at`."""
        since = self.state.since if isinstance(self.state, LeadingIn) else at
        offset = self.offset(at)
        self.settle(at)
        self.state = IsPaused(offset, since)

    def rest_at(self, offset: int) -> None:
        """Go to another offset while paused."""
        if isinstance(self.state, IsPaused):
            self.state = IsPaused(offset, self.state.since)

    def settle(self, at: int) -> None:
        """Add the time since the origin, up to clock time `at`, to the sums."""
        running = self.running(at)
        self.active += running
        if isinstance(self.state, Playing):
            self.state = Playing(at, self.state.offset + running)

    def begin_paused(self, at: int) -> None:
        """Begin paused, since a key was pressed before the start."""
        if isinstance(self.state, Ready):
            self.state = IsPaused(0, at)

    def finish(self, at: int, *, finished: bool) -> None:
        """End the session at clock time `at`; `settle` must have been called."""
        self.paused += self.standing(at)
        self.state = Ended(finished, at)

    def real(self, length: int) -> int:
        """Real nanoseconds that `length` routine nanoseconds take."""
        return round(length / self.speed)


def to_ms(length: int) -> int:
    """Nanoseconds as milliseconds, rounded: a length that lost a nanosecond to `speed` is still whole."""
    return (length + NS_PER_MS // 2) // NS_PER_MS
