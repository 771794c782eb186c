"""The tape while it is written: decides which gap lies between two pieces of work.

Work is laid in the order of the walk. The gap before it is decided at that time, because only then is it
known what lies between the two (DESIGN §3, the gap rule). Until then the tape collects what was written
there: the outermost boundary crossed, `rest:` and `say:` steps, `prepare`. For the gap rule a window is one
piece of work: its gap lies before it, its steps inside.

`player.routine.steps.stretch` applies the same rule to counts, for the bounds of a routine and the checks of
its windows; `tests/routine/steps/test_stretch_laws.py` compares the two.
"""

from collections import Counter
from typing import NamedTuple

from player.routine.model import Quantity, longer
from player.routine.units import Ms
from player.timeline.dose import breaths
from player.timeline.model import Interval, Kind, Phase, Timeline, Window
from player.timeline.paths import REMAINDER, IntervalPath, gap_path
from player.timeline.presence import lasts
from player.timeline.totals import planned_between


class Boundary(NamedTuple):
    """A boundary between two pieces of work and the gap that belongs to it."""

    rank: tuple[int, int]
    """Depth in the tree, then kind of boundary; the smallest rank is the outermost boundary."""
    kind: Kind
    length: Quantity


class Anchor(NamedTuple):
    """The work after which gaps are named, and the step they belong to."""

    path: IntervalPath
    step: int
    line: int


class OpenWindow:
    """A window that is being filled."""

    def __init__(self, order: int, stage: int, *, on_beat: bool) -> None:
        self.order = order
        """Sort key: outer windows come before inner ones."""
        self.stage = stage
        """Number of the first `prepare` stage inside it."""
        self.on_beat = on_beat
        """Whether it begins exactly where the one before it ends, so that `prepare` lies inside it."""
        self.first: int | None = None
        """Index of its first interval; None: it has none yet."""
        self.prepare: Quantity | None = None
        """The `prepare` of its own first steps."""
        self.begins_with_rest = False


class Tape:
    """The tape so far, and what was noted since its last piece of work.

    Args:
        first_prepare: Length of the `prepare` before the first piece of work.
    """

    def __init__(self, first_prepare: Quantity) -> None:
        self.intervals: list[Interval] = []
        self.pieces = 0
        """Number of pieces of work laid so far, including windows that hold only rest."""
        self._windows: list[tuple[int, Window]] = []
        self._first_prepare = first_prepare
        self._boundary: Boundary | None = None
        self._written: list[Interval | OpenWindow] = []
        """`rest:` and `say:` steps and starts of windows that are not on the tape yet, in order."""
        self._waiting: list[OpenWindow] = []
        """The windows in `_written`."""
        self._rested = False
        self._prepares: list[Quantity | None] = [None]
        """The `prepare` noted outside of all waiting windows, then inside each of them."""
        self._begun = 0

    def cross(self, rank: tuple[int, int], kind: Kind, length: Quantity) -> None:
        """Note a boundary; between two pieces of work only the outermost counts."""
        if self._boundary is None or rank < self._boundary.rank:
            self._boundary = Boundary(rank, kind, length)

    def get_ready(self, prepare: Quantity | None) -> None:
        """Note a `prepare`; if both a block and its first step have one, the longer is played."""
        self._prepares[-1] = longer(self._prepares[-1], prepare)

    def prepares(self) -> list[Quantity | None]:
        """Return what `get_ready` has noted, to be passed to `forget`."""
        return list(self._prepares)

    def forget(self, prepares: list[Quantity | None]) -> None:
        """Restore `prepares`, since no work has followed."""
        self._prepares = prepares

    def rest(self, interval: Interval | None) -> None:
        """Note a `rest:` step, which replaces the automatic gap; one of 0 s (None) leaves no gap at all."""
        self._rested = True
        for window in self._waiting:
            window.begins_with_rest = True
        if interval is not None:
            self._written.append(interval)

    def say(self, interval: Interval) -> None:
        """Note a `say:` step."""
        self._written.append(interval)

    def lay(self, work: Interval) -> None:
        """Put `work` on the tape, after the gaps and steps before it."""
        self._settle(Anchor(work.path, work.step, work.line))
        self.intervals.append(work)

    def finish(self, timeline: Timeline) -> Timeline:
        """Return `timeline` with all that is on this tape; after the last work only `say:` steps are kept."""
        self._lay_written(Anchor(IntervalPath(""), 0, 0), rests=False)
        windows = tuple(window for _, window in sorted(self._windows, key=lambda item: item[0]))
        return timeline._replace(intervals=tuple(self.intervals), windows=windows)

    def begin_window(self, *, on_beat: bool = False) -> OpenWindow:
        """Note the start of a window before the next steps, and return the window."""
        self._begun += 1
        self._prepares.append(None)
        window = OpenWindow(self._begun, len(self._prepares) - 1, on_beat=on_beat)
        self._written.append(window)
        self._waiting.append(window)
        return window

    def end_beat(self, window: OpenWindow, length: Ms, anchor: Anchor) -> None:
        """End a window of `every`; the remainder of its time is one rest, which ends without a key.

        Rests at its end lie inside it, so that the next round starts on the beat.
        """
        first = self._end_steps(window, anchor)
        used = planned_between(self.intervals, self._inner_windows(first), first)
        left = None if used is None else length - used
        if left is None or left > 0:
            path = gap_path(anchor.path, REMAINDER)
            self.intervals.append(
                Interval(Kind.REST, path, left, fills=True, step=anchor.step, line=anchor.line)
            )
        self._end(window, first, length, repeats=False, runs_full=True)

    def end_pass(self, window: OpenWindow, length: Ms, rest: Quantity, anchor: Anchor) -> None:
        """End a window of `within` alone: its one round, and the gap that leads into the next."""
        used: Counter[Kind] = Counter()
        opened = window.first is not None
        rested = window.begins_with_rest or (opened and self._rested)
        first = self._end_steps(window, anchor, used)
        if not rested:
            self._put(Kind.REST, rest, anchor, used)
        if opened and window.prepare is not None:
            self._put(Kind.PREPARE, window.prepare, anchor, used)
        self._end(window, first, length, repeats=True, runs_full=True)

    def end_cap(self, window: OpenWindow, length: Ms) -> None:
        """End a window of `within` with `rounds`; `rest:` and `say:` steps at its end are played after it."""
        if window.first is None:  # no work in it that could be cut off
            self._written.remove(window)
            self._waiting.remove(window)
            return
        self._windows.append(
            (window.order, Window(window.first, len(self.intervals), length, repeats=False, runs_full=False))
        )

    def repeat_from(self, first: int, order: int, rest: Quantity, anchor: Anchor) -> None:
        """Repeat the set that begins at index `first`, with the rest after it, until the person skips on."""
        self._put(Kind.REST, rest, anchor, Counter())
        self._windows.append((order, Window(first, len(self.intervals), None, repeats=True, runs_full=False)))

    def next_order(self) -> int:
        """Return the sort key of a window that begins with the next work."""
        self._begun += 1
        return self._begun

    def _end_steps(self, window: OpenWindow, anchor: Anchor, used: Counter[Kind] | None = None) -> int:
        """Lay the steps at the end of `window`, and return the index of its first interval."""
        if window.first is None:  # it holds no work
            self._settle(anchor, used)
        else:
            self._lay_written(anchor, used)
            self._clear()
        return len(self.intervals) if window.first is None else window.first

    def _end(self, window: OpenWindow, first: int, length: Ms, *, repeats: bool, runs_full: bool) -> None:
        if first < len(self.intervals):
            ended = Window(first, len(self.intervals), length, repeats=repeats, runs_full=runs_full)
            self._windows.append((window.order, ended))

    def _inner_windows(self, first: int) -> list[Window]:
        """The windows from index `first` on, all of them ended, outer ones before inner ones."""
        inner: list[tuple[int, Window]] = []
        for item in reversed(self._windows):
            if item[1].first < first:
                break
            inner.append(item)
        return [window for _, window in sorted(inner, key=lambda item: item[0])]

    def _settle(self, anchor: Anchor, used: Counter[Kind] | None = None) -> None:
        """Lay the gaps and steps before the next piece of work, and start the windows that begin with it."""
        used = Counter() if used is None else used
        gap, prepare = self._automatic()
        if self._written:
            end = len(self._written)
            windows = [(self._written.index(window), window) for window in self._waiting]
            gap_at = windows[0][0] if windows else end
            ready_at = next((index for index, window in windows if not window.on_beat), end)
            for _, window in windows:
                for own in self._prepares[window.stage :]:
                    window.prepare = longer(window.prepare, own)
            self._lay_written(anchor, used, upto=gap_at)
            if gap is not None:
                self._put(gap.kind, gap.length, anchor, used)
            self._lay_written(anchor, used, upto=ready_at - gap_at)
        elif gap is not None:
            self._put(gap.kind, gap.length, anchor, used)
        if prepare is not None:
            self._put(Kind.PREPARE, prepare, anchor, used)
        if self._written:
            self._lay_written(anchor, used)
        self.pieces += 1
        self._clear()

    def _automatic(self) -> tuple[Boundary | None, Quantity | None]:
        """Return the boundary that makes a gap, and the length of `prepare`; None where there is none."""
        boundary, prepare = self._boundary, self._prepares[0]
        for inner in self._prepares[1:]:
            prepare = longer(prepare, inner)
        if not self.pieces:  # at the start of the session no boundary is crossed
            return None, longer(self._first_prepare, prepare)
        moves = boundary is not None and boundary.kind is not Kind.REST
        return (None if self._rested or (moves and prepare is not None) else boundary), prepare

    def _lay_written(
        self,
        anchor: Anchor,
        used: Counter[Kind] | None = None,
        *,
        upto: int | None = None,
        rests: bool = True,
    ) -> None:
        used = Counter() if used is None else used
        for item in self._written[:upto]:
            if isinstance(item, OpenWindow):
                item.first = len(self.intervals)
            elif item.kind is Kind.SAY:
                self.intervals.append(item)
            elif rests:
                self._name(item, anchor, used)
        del self._written[:upto]

    def _put(self, kind: Kind, length: Quantity, anchor: Anchor, used: Counter[Kind]) -> None:
        """Lay an automatic gap, or nothing if its length is 0."""
        used[kind] += 1
        if lasts(length):
            duration, least, phases = spent(length)
            path = gap_path(anchor.path, kind, used[kind])
            self.intervals.append(
                Interval(kind, path, duration, least=least, phases=phases, step=anchor.step, line=anchor.line)
            )

    def _name(self, gap: Interval, anchor: Anchor, used: Counter[Kind]) -> None:
        """Lay a `rest:` step, which is named after the work that follows it."""
        used[gap.kind] += 1
        path, line = gap_path(anchor.path, gap.kind, used[gap.kind]), gap.line or anchor.line
        self.intervals.append(gap._replace(path=path, step=anchor.step, line=line))

    def _clear(self) -> None:
        self._boundary, self._rested = None, False
        self._written.clear()
        self._waiting.clear()
        self._prepares = [None]


def spent(length: Quantity) -> tuple[Ms | None, Ms, tuple[Phase, ...]]:
    """Return the timing of a gap or an instruction.

    Returns:
        Its duration (None: it waits for Enter), its least, and its phases if the length is in breaths.
    """
    return (
        None if length.is_open else length.low,
        length.low if length.is_open else 0,
        breaths(length.low, length.breath) if length.breath else (),
    )
