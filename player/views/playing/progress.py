"""The progress of a session and the order of play, with windows and their passes taken into account."""

from functools import lru_cache
from typing import TYPE_CHECKING

from player.routine.model import Ms
from player.timeline.model import Interval, Timeline, Window
from player.timeline.paths import step_of

if TYPE_CHECKING:  # `show` uses this module too, and plays nothing
    from player.session.transport import Transport


def follower(timeline: Timeline, index: int) -> int:
    """Return the index of the interval that follows when `index` is played to its end."""
    back = timeline.leads_back_to(index)
    return index + 1 if back is None else back


def next_work_index(timeline: Timeline, index: int) -> int | None:
    """Return the index of the first work from `index` on, in the order of play; None if none comes."""
    intervals = timeline.intervals
    for _ in range(len(intervals) + 1):  # a repeated window of rests alone would loop for ever
        if index >= len(intervals):
            return None
        if intervals[index].is_work:
            return index
        index = follower(timeline, index)
    return None


def next_work(timeline: Timeline, index: int) -> Interval | None:
    """Return the first work from `index` on, in the order of play; None if none comes."""
    found = next_work_index(timeline, index)
    return timeline.intervals[found] if found is not None else None


def timed_window(timeline: Timeline, index: int) -> Window | None:
    """Return the innermost window with a length of its own around an interval; None outside of any."""
    around = [
        window
        for window in timeline.windows
        if window.first <= index < window.end and window.length is not None
    ]
    return around[-1] if around else None


def timed_windows(timeline: Timeline) -> list[Window | None]:
    """Return `timed_window` of every interval, in one go."""
    found: list[Window | None] = [None] * len(timeline.intervals)
    for window in timeline.windows:  # inner windows come later and overwrite outer ones
        if window.length is not None:
            found[window.first : window.end] = [window] * (window.end - window.first)
    return found


def has_open_sets(timeline: Timeline, index: int) -> bool:
    """Return whether sets without end come behind the set at `index`."""
    step = step_of(timeline.intervals[index].path)
    return any(
        window.length is None
        and window.first > index
        and step_of(timeline.intervals[window.first].path) == step
        for window in timeline.windows
    )


def passes_of(transport: "Transport", index: int, via: int | None = None) -> tuple[int, int]:
    """Return the 1-based passes, of its round and of its set, in which an interval is played next.

    Of the current interval these are the passes it is played in now. Only repeated windows are counted.

    Args:
        transport: The session's transport.
        index: The interval's index on the tape.
        via: Index of the interval that is played directly after the current one, if the way to `index`
            leads through it.
    """
    windows, here = transport.timeline.windows, transport.index
    around = [n for n, window in enumerate(windows) if window.repeats and window.first <= index < window.end]
    shared = [number for number in around if windows[number].first <= here < windows[number].end]
    passes = {number: transport.inner_pass(number) for number in shared}
    if shared:
        again = via is not None and via <= here
        passes[shared[-1]] += again + (index < (here if via is None else via))
    rounds = [passes.get(number, 1) for number in around if windows[number].length is not None]
    sets = [passes.get(number, 1) for number in around if windows[number].length is None]
    return rounds[-1] if rounds else 1, sets[-1] if sets else 1


def progress(transport: "Transport") -> tuple[float, Ms, bool]:
    """Return how much of the session is over (0 to 1), the ms left, and whether open work adds to them."""
    from player.session.state import Ended

    timeline, index = transport.timeline, transport.index
    if isinstance(transport.state, Ended):
        return (1.0 if transport.state.finished else index / len(timeline.intervals)), 0, False
    course = _course(_Same(timeline))
    offset = transport.offset
    first, behind, here = index, index + 1, transport.remaining
    is_open = here is None
    if here is None:
        here = max(0, transport.interval.least - offset)
    window, left_of_window = timed_window(timeline, index), transport.window_left
    if window is not None and window.length is not None and window.runs_full and left_of_window is not None:
        first, behind, is_open = window.first, window.end, _in_repeated(timeline, window)
        here, offset = left_of_window, window.length - left_of_window
    left = here + course.left[behind]
    if is_open or course.is_open[behind]:
        return index / len(timeline.intervals), left, True
    # Seen from inside a window, work that the window cuts off still counts as left; seen from the start of
    # the tape it does not.
    done = max(0, course.left[0] - course.left[first] + offset)
    return (done / (done + left) if done + left else 0.0), left, False


def _in_repeated(timeline: Timeline, inner: Window) -> bool:
    """Whether a window lies in another one that is repeated, nobody knows how often."""
    return any(
        window.repeats and window is not inner and window.first <= inner.first and inner.end <= window.end
        for window in timeline.windows
    )


class _Course:
    """The time left of a tape from the start of each interval, and from its end.

    Both lists have one entry for each interval and one for the end of the tape.
    """

    def __init__(self, timeline: Timeline) -> None:
        intervals = timeline.intervals
        self.left: list[Ms] = [0] * (len(intervals) + 1)
        self.is_open = [False] * (len(intervals) + 1)
        begins: dict[int, Window] = {}
        for window in reversed(timeline.windows):  # where several begin together the outermost wins
            if window.length is not None:
                begins[window.first] = window
        for index in reversed(range(len(intervals))):
            interval = intervals[index]
            length = interval.least if interval.duration is None else interval.duration
            self.left[index] = self.left[index + 1] + length
            self.is_open[index] = self.is_open[index + 1] or interval.duration is None
            inner = begins.get(index)
            if inner is None or inner.length is None:
                continue
            after = self.left[inner.end]
            if inner.runs_full:
                self.left[index] = after + inner.length
                self.is_open[index] = self.is_open[inner.end]
            else:
                self.left[index] = after + min(inner.length, self.left[index] - after)


class _Same:
    """A tape compared by identity, as a key of the cache: comparing by value costs as much as `_Course`."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.timeline is self.timeline

    def __hash__(self) -> int:
        return id(self.timeline)


@lru_cache(maxsize=2)
def _course(tape: _Same) -> _Course:
    return _Course(tape.timeline)
