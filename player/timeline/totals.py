"""How long a tape lasts and when its intervals start, as far as that is known (DESIGN §4)."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from player.routine.units import Ms


class Lasting(Protocol):
    """Of an interval: how long it takes."""

    @property
    def duration(self) -> Ms | None:
        """None: it is open."""

    @property
    def least(self) -> Ms:
        """So long an open one takes at least."""


class Bounded(Protocol):
    """Of a window: where it lies and how long it takes."""

    @property
    def first(self) -> int:
        """Index of its first interval."""

    @property
    def end(self) -> int:
        """Index behind its last interval."""

    @property
    def length(self) -> Ms | None:
        """None: it is over when the person skips on."""

    @property
    def runs_full(self) -> bool:
        """Whether it lasts exactly `length`."""


class Totals(NamedTuple):
    """Figures of a whole tape."""

    planned: Ms | None
    """None if anything outside a window of known length is open."""
    timed: Ms
    """What is fixed; open intervals count their least."""
    starts: list[Ms | None]
    """None behind an open interval until a window makes it known again, and where a window is over before."""


def totals(intervals: Sequence[Lasting], windows: Sequence[Bounded]) -> Totals:
    """Return the figures of a tape; `windows` in the order of their first intervals, outer before inner."""
    walk = _Walk(intervals, windows)
    planned, timed = walk.stretch(0, len(intervals), 0)
    return Totals(planned, timed, walk.starts)


def planned_between(intervals: Sequence[Lasting], windows: Sequence[Bounded], first: int) -> Ms | None:
    """Return the length of the tape from index `first` on; `windows` are those that lie there."""
    return _Walk(intervals, windows, first).stretch(first, len(intervals), 0)[0]


class _Walk:
    """One pass over the tape, window by window."""

    def __init__(self, intervals: Sequence[Lasting], windows: Sequence[Bounded], first: int = 0) -> None:
        self.starts: list[Ms | None] = []
        self._intervals = intervals
        self._windows = windows
        self._next = 0
        self._first = first

    def stretch(self, index: int, end: int, at: Ms | None) -> tuple[Ms | None, Ms]:
        """Walk from `index` to `end`, beginning at time `at`; return planned and timed length."""
        planned: Ms | None = 0
        timed = 0
        while index < end:
            windows = self._windows
            if self._next < len(windows) and windows[self._next].first == index:
                window = windows[self._next]
                self._next += 1
                length, least = self._window(window, at)
                index = window.end
            else:
                interval = self._intervals[index]
                self.starts.append(at)
                length = interval.duration
                least = interval.least if length is None else length
                index += 1
            timed += least
            planned = None if planned is None or length is None else planned + length
            at = None if at is None or length is None else at + length
        return planned, timed

    def _window(self, window: Bounded, at: Ms | None) -> tuple[Ms | None, Ms]:
        planned, timed = self.stretch(window.first, window.end, at)
        if window.length is None:
            return None, timed
        if at is not None:  # what would begin behind its end is never played
            own = slice(window.first - self._first, window.end - self._first)
            over = at + window.length
            self.starts[own] = [
                None if start is not None and start >= over else start for start in self.starts[own]
            ]
        if window.runs_full:
            return window.length, window.length
        return (None if planned is None else min(window.length, planned)), min(window.length, timed)
