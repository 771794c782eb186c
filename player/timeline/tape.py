"""The tape while it is written: here is decided what lies between two pieces of work.

Work is laid as it is met; the gap before it is decided at that moment, because only then is it known what
lies between the two (DESIGN §3, the gap rule). Until then the tape collects what was written there: the
outermost boundary crossed, `rest:` and `say:` steps, `prepare`. For the gap rule a window is one piece of
work: its gap lies before it, its steps inside.

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
    """Depth of the node, then its kind from the outermost to the innermost: the smallest is the outermost."""
    kind: Kind
    length: Quantity


class Anchor(NamedTuple):
    """What gaps are called after, and where they belong."""

    path: IntervalPath
    step: int
    line: int


class OpenWindow:
    """A window that is being filled."""

    def __init__(self, order: int, stage: int, *, on_beat: bool) -> None:
        self.order = order
        """Outer windows come before inner ones."""
        self.stage = stage
        """Number of the first `prepare` stage inside it."""
        self.on_beat = on_beat
        """It begins where the one before it ends: to get into position is a part of it."""
        self.first: int | None = None
        """Index of its first interval, once there is one."""
        self.prepare: Quantity | None = None
        """Asked for by its own first steps."""
        self.begins_with_rest = False


class Tape:
    """The tape so far, and what has been met since its last piece of work.

    Args:
        first_prepare: Before the first piece of work.
    """

    def __init__(self, first_prepare: Quantity) -> None:
        self.intervals: list[Interval] = []
        self.pieces = 0
        """How many pieces of work have been laid, windows of rest among them."""
        self._windows: list[tuple[int, Window]] = []
        self._first_prepare = first_prepare
        self._boundary: Boundary | None = None
        self._written: list[Interval | OpenWindow] = []
        """`rest:` and `say:` steps and beginnings of windows, in order."""
        self._waiting: list[OpenWindow] = []
        """The windows among them."""
        self._rested = False
        self._prepares: list[Quantity | None] = [None]
        """Outside of all windows that are about to begin, then inside each of them."""
        self._begun = 0

    def cross(self, rank: tuple[int, int], kind: Kind, length: Quantity) -> None:
        """Note a boundary; of several between two pieces of work the outermost counts."""
        if self._boundary is None or rank < self._boundary.rank:
            self._boundary = Boundary(rank, kind, length)

    def get_ready(self, prepare: Quantity | None) -> None:
        """Note a `prepare`; of a block's and its first step's the longer plays."""
        self._prepares[-1] = longer(self._prepares[-1], prepare)

    def prepares(self) -> list[Quantity | None]:
        """Return what has been noted by `get_ready`, for `forget`."""
        return list(self._prepares)

    def forget(self, prepares: list[Quantity | None]) -> None:
        """Go back to `prepares`: there was nothing to get ready for."""
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
        """Put `work` on the tape, with what stands before it."""
        self._settle(Anchor(work.path, work.step, work.line))
        self.intervals.append(work)

    def finish(self, timeline: Timeline) -> Timeline:
        """Return `timeline` with all that is on the tape; after the last work only a `say` is played."""
        self._lay_written(Anchor(IntervalPath(""), 0, 0), rests=False)
        windows = tuple(window for _, window in sorted(self._windows, key=lambda item: item[0]))
        return timeline._replace(intervals=tuple(self.intervals), windows=windows)

    def begin_window(self, *, on_beat: bool = False) -> OpenWindow:
        """Note that a window begins with the next steps."""
        self._begun += 1
        self._prepares.append(None)
        window = OpenWindow(self._begun, len(self._prepares) - 1, on_beat=on_beat)
        self._written.append(window)
        self._waiting.append(window)
        return window

    def end_beat(self, window: OpenWindow, length: Ms, anchor: Anchor) -> None:
        """End a window of `every`: what is left of it is one rest that waits for no key.

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
        """End a window of `within` with `rounds`; what is written at its end plays after it."""
        if window.first is None:  # no work in it: nothing that could be cut off
            self._written.remove(window)
            self._waiting.remove(window)
            return
        self._windows.append(
            (window.order, Window(window.first, len(self.intervals), length, repeats=False, runs_full=False))
        )

    def repeat_from(self, first: int, order: int, rest: Quantity, anchor: Anchor) -> None:
        """Repeat the set that begins at index `first`, with the rest behind it, until the person goes on."""
        self._put(Kind.REST, rest, anchor, Counter())
        self._windows.append((order, Window(first, len(self.intervals), None, repeats=True, runs_full=False)))

    def next_order(self) -> int:
        """Return the number of a window that begins with the next work."""
        self._begun += 1
        return self._begun

    def _end_steps(self, window: OpenWindow, anchor: Anchor, used: Counter[Kind] | None = None) -> int:
        """Lay what stands at the end of `window` and return the index of its first interval."""
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
        """Windows from index `first` on, all of them complete, outer ones before inner ones."""
        inner: list[tuple[int, Window]] = []
        for item in reversed(self._windows):
            if item[1].first < first:
                break
            inner.append(item)
        return [window for _, window in sorted(inner, key=lambda item: item[0])]

    def _settle(self, anchor: Anchor, used: Counter[Kind] | None = None) -> None:
        """Lay all that stands before the next piece of work, and begin the windows that begin with it."""
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
        """Return the boundary that makes a gap, and how long to get into position."""
        boundary, prepare = self._boundary, self._prepares[0]
        for inner in self._prepares[1:]:
            prepare = longer(prepare, inner)
        if not self.pieces:  # nothing to cross yet: the session begins
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
        """Lay an automatic gap, or nothing if it has no length."""
        used[kind] += 1
        if lasts(length):
            duration, least, phases = spent(length)
            path = gap_path(anchor.path, kind, used[kind])
            self.intervals.append(
                Interval(kind, path, duration, least=least, phases=phases, step=anchor.step, line=anchor.line)
            )

    def _name(self, gap: Interval, anchor: Anchor, used: Counter[Kind]) -> None:
        """Lay a `rest:` step, which is called after what follows it."""
        used[gap.kind] += 1
        path, line = gap_path(anchor.path, gap.kind, used[gap.kind]), gap.line or anchor.line
        self.intervals.append(gap._replace(path=path, step=anchor.step, line=line))

    def _clear(self) -> None:
        self._boundary, self._rested = None, False
        self._written.clear()
        self._waiting.clear()
        self._prepares = [None]


def spent(length: Quantity) -> tuple[Ms | None, Ms, tuple[Phase, ...]]:
    """Return how a gap or an instruction of this length passes.

    Returns:
        Its duration (None: it waits for the key), its least, and in and out, if it is breathed.
    """
    return (
        None if length.is_open else length.low,
        length.low if length.is_open else 0,
        breaths(length.low, length.breath) if length.breath else (),
    )
