"""The playhead: where in its interval it is at each moment of the clock, and the books of time.

Nothing counts ticks: while the tape moves, only the clock time at which the playhead was where is kept.
Offsets are whole nanoseconds of the routine, clock times real ones; `speed` leads from one to the other.
"""

from dataclasses import replace

from player.session.clock import NS_PER_MS
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready, State


class Playhead:
    """Moves through one interval after the other.

    Args:
        speed: Routine seconds per real second.
    """

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.state: State = Ready()
        self.end: int | None = None
        """Offset at which the interval ends by itself; None: never."""
        self.active = 0
        """Routine nanoseconds the tape has moved, without those since the origin."""
        self.paused = 0
        """Real nanoseconds it has stood still, without the pause that is on."""

    @property
    def deadline(self) -> int | None:
        """Clock time of the next change that comes by itself."""
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
        """Where it is in its interval at clock time `at`."""
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
            # All of it at the deadline, whatever `speed` rounds off.
            played = to_end if at >= self.state.origin + self.real(to_end) else min(played, to_end)
        return max(0, played)

    def standing(self, at: int) -> int:
        """Real nanoseconds of the pause that is on."""
        return at - self.state.since if isinstance(self.state, IsPaused | LeadingIn) else 0

    def play(self, offset: int, at: int) -> None:
        """Move from `offset` on."""
        self.paused += self.standing(at)
        self.state = Playing(at, offset)

    def lead_in(self, offset: int, at: int, length: int) -> None:
        """Move from `offset` on after `length` routine nanoseconds."""
        since = self.state.since if isinstance(self.state, IsPaused | LeadingIn) else at
        self.state = LeadingIn(offset, since, at + self.real(length))

    def put_off(self, until: int) -> None:
        """Let a lead-in last until clock time `until`, if it is over before."""
        if isinstance(self.state, LeadingIn) and self.state.until < until:
            self.state = replace(self.state, until=until)

    def pause(self, at: int) -> None:
        """Stand still from clock time `at` on."""
        since = self.state.since if isinstance(self.state, LeadingIn) else at
        offset = self.offset(at)
        self.settle(at)
        self.state = IsPaused(offset, since)

    def rest_at(self, offset: int) -> None:
        """Stand still at another place."""
        if isinstance(self.state, IsPaused):
            self.state = IsPaused(offset, self.state.since)

    def settle(self, at: int) -> None:
        """Add what has been played since the origin to the books, up to clock time `at`."""
        running = self.running(at)
        self.active += running
        if isinstance(self.state, Playing):
            self.state = Playing(at, self.state.offset + running)

    def begin_paused(self, at: int) -> None:
        """Begin without moving: a key was pressed before the beginning."""
        if isinstance(self.state, Ready):
            self.state = IsPaused(0, at)

    def finish(self, at: int, *, finished: bool) -> None:
        """Close the books; `settle` came before."""
        self.paused += self.standing(at)
        self.state = Ended(finished, at)

    def real(self, length: int) -> int:
        """Real nanoseconds that `length` routine nanoseconds take."""
        return round(length / self.speed)


def to_ms(length: int) -> int:
    """Nanoseconds as milliseconds, rounded: a length that lost a nanosecond to `speed` is still whole."""
    return (length + NS_PER_MS // 2) // NS_PER_MS
