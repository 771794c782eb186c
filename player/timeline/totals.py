"""Totals of a tape: its length and the starts of its intervals, as far as they are known (DESIGN §4)."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from player.routine.units import Ms


class Lasting(Protocol):
    """The length of an interval."""

    @property
    def duration(self) -> Ms | None:
        """Length; None: open."""

    @property
    def least(self) -> Ms:
        """Least length of an open interval."""


class Bounded(Protocol):
    """The place and the length of a window."""

    @property
    def first(self) -> int:
        """Index of its first interval."""

    @property
    def end(self) -> int:
        """Index after its last interval."""

    @property
    def length(self) -> Ms | None:
        """Length; None: the person ends it by skipping."""

    @property
    def runs_full(self) -> bool:
        """Whether it always lasts `length`."""


class Totals(NamedTuple):
    """Figures of a whole tape."""

    planned: Ms | None
    """Length; None if anything outside a window of known length is open."""
    timed: Ms
    """Length with the least of open intervals."""
    starts: list[Ms | None]
    """Start of each interval; see `Timeline.starts` for those that are None."""


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
        if at is not None:  # an interval that would begin after its end is never played
            own = slice(window.first - self._first, window.end - self._first)
            over = at + window.length
            self.starts[own] = [
                None if start is not None and start >= over else start for start in self.starts[own]
            ]
        if window.runs_full:
            return window.length, window.length
        return (None if planned is None else min(window.length, planned)), min(window.length, timed)
