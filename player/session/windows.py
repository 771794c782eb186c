"""Windows of the tape: the place of the playhead among them, and the places it can go to. Pure.

The time of a window is a position: how much of it was played since its first interval began. Going back to
the start of an interval gives time back; a pause takes none. So a window ends exactly at its start plus its
length, however late that is noticed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from player.session.clock import NS_PER_MS
from player.timeline.model import Timeline

NO_PASSES: Final[Mapping[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WindowPosition:
    """One window that holds the playhead. Times are routine nanoseconds."""

    window: int
    """Index of the window on the tape."""
    elapsed: int
    """Time of the window that has passed at the start of the current interval."""
    pass_: int
    """1-based pass. Inside a repeated window it is not reset with each outer pass, so that no two passes of
    an interval have the same number."""
    pass_began: int
    """Time of the window at which this pass began."""


@dataclass(frozen=True, slots=True)
class PlayPosition:
    """The start of an interval as it is played."""

    index: int
    """Index on the tape; one past the last is the end of the tape."""
    inside: tuple[WindowPosition, ...] = ()
    """The windows that hold it, outer ones before inner ones."""
    passes: Mapping[int, int] = field(default_factory=lambda: NO_PASSES)
    """Passes so far, by index, of repeated windows that are over but lie in a repeated one."""


class Windows:
    """The windows of one tape."""

    def __init__(self, timeline: Timeline) -> None:
        self._intervals = timeline.intervals
        self._windows = timeline.windows
        self._lengths = [
            (interval.least if interval.duration is None else interval.duration) * NS_PER_MS
            for interval in timeline.intervals
        ]
        self._around: list[tuple[int, ...]] = [()] * (len(timeline.intervals) + 1)
        for number, window in enumerate(self._windows):
            for index in range(window.first, window.end):
                self._around[index] = (*self._around[index], number)

    def around(self, index: int) -> tuple[int, ...]:
        """Return the indices of the windows that hold an interval, outer ones first."""
        return self._around[index]

    def fresh(self, index: int) -> PlayPosition:
        """Return the place of an interval with the elapsed times that are planned there."""
        return self._within(index, (), NO_PASSES)

    def limit(self, place: PlayPosition) -> int | None:
        """Return the time from the start of the interval to the end of a window; None: none ends."""
        return min(
            (left for inside in place.inside if (left := self._left(inside)) is not None), default=None
        )

    def length(self, place: PlayPosition) -> int | None:
        """Return the interval's own length; if it fills a window, the time to the end of the window."""
        interval = self._intervals[place.index]
        if interval.fills and (left := self.limit(place)) is not None:
            return left
        return None if interval.duration is None else interval.duration * NS_PER_MS

    def end(self, place: PlayPosition) -> int | None:
        """Return the offset at which the interval or a window ends without a key; None: there is none."""
        if place.index >= len(self._intervals):
            return None
        ends = (self.length(place), self.limit(place))
        return min((end for end in ends if end is not None), default=None)

    def pass_(self, place: PlayPosition) -> int:
        """Return the 1-based pass of the innermost repeated window; 1 outside of any."""
        return next((i.pass_ for i in reversed(place.inside) if self._windows[i.window].repeats), 1)

    def inner_pass(self, place: PlayPosition, number: int) -> int:
        """Return the 1-based pass of a window that holds `place`, counted anew in each outer pass."""
        passes = (inside.pass_ for inside in place.inside if inside.window == number)
        return next(passes, 1) - place.passes.get(number, 0)

    def pass_of(self, place: PlayPosition, index: int) -> int:
        """Return the pass in which an interval ahead of `place` would be played."""
        numbers = [number for number in self._around[index] if self._windows[number].repeats]
        if not numbers:
            return 1
        now = {inside.window: inside.pass_ for inside in place.inside}
        return now.get(numbers[-1], place.passes.get(numbers[-1], 0) + 1)

    def open_end(self, place: PlayPosition) -> int | None:
        """Return the index after the window if only the person ends it; None: the place is in no such one."""
        if not place.inside:
            return None
        window = self._windows[place.inside[-1].window]
        return window.end if window.length is None else None

    def following(self, place: PlayPosition, offset: int) -> PlayPosition:
        """Return the place that follows when the interval is left at `offset`, by time or by Enter."""
        inside = self._later(place, offset)
        for depth, at in enumerate(inside):
            length = self._windows[at.window].length
            if length is not None and at.elapsed >= length * NS_PER_MS:
                return self._arrive(
                    self._windows[at.window].end, inside[:depth], inside[depth:], place.passes
                )
        return self._arrive(place.index + 1, inside, (), place.passes)

    def beyond(self, place: PlayPosition, offset: int) -> PlayPosition:
        """Return the place that follows when the innermost window is left at `offset` of the interval."""
        inside = self._later(place, offset)
        return self._arrive(self._windows[inside[-1].window].end, inside[:-1], inside[-1:], place.passes)

    def moved(self, place: PlayPosition, offset: int, target: int) -> PlayPosition:
        """Return the start of `target`, chosen by the person.

        A window that holds both places goes on: forward its time continues, backward it has the time planned
        at `target`. A window that is entered begins anew.
        """
        shared: list[WindowPosition] = []
        for at in place.inside:
            window = self._windows[at.window]
            if not window.first <= target < window.end:
                break
            if target > place.index:
                elapsed = at.elapsed + offset
            elif target == place.index:
                elapsed = at.elapsed
            else:
                elapsed = min(at.elapsed, at.pass_began + self._nominal(at.window, target))
            shared.append(replace(at, elapsed=elapsed))
        return self._within(target, tuple(shared), place.passes if shared else NO_PASSES)

    def before(self, place: PlayPosition) -> PlayPosition:
        """Return the place of the interval before, played or not; at the first interval, its own place."""
        for depth in reversed(range(len(place.inside))):
            at = place.inside[depth]
            window = self._windows[at.window]
            if window.first != place.index:
                break
            if at.pass_ > 1 and window.repeats and at.pass_began:
                last = window.end - 1
                begun = max(0, at.elapsed - self._nominal(at.window, window.end))
                elapsed = min(at.elapsed, begun + self._nominal(at.window, last))
                earlier = replace(at, pass_=at.pass_ - 1, elapsed=elapsed, pass_began=begun)
                return self._within(last, (*place.inside[:depth], earlier), place.passes)
        return self.moved(place, 0, max(0, place.index - 1))

    def carried(self, place: PlayPosition, old: "Windows", index: int) -> PlayPosition:
        """Return `place` of the tape `old` at `index` of this one; if the windows differ, a fresh place."""
        numbers = self._around[index]
        mine = [self._windows[number] for number in numbers]
        theirs = [old._windows[at.window] for at in place.inside]  # noqa: SLF001  of this very class
        if [window[2:] for window in mine] != [window[2:] for window in theirs]:
            return self.fresh(index)
        inside = (replace(at, window=number) for number, at in zip(numbers, place.inside, strict=True))
        return PlayPosition(index, tuple(inside))

    def _left(self, inside: WindowPosition) -> int | None:
        length = self._windows[inside.window].length
        return None if length is None else max(0, length * NS_PER_MS - inside.elapsed)

    def _later(self, place: PlayPosition, offset: int) -> tuple[WindowPosition, ...]:
        return tuple(replace(at, elapsed=at.elapsed + offset) for at in place.inside)

    def _arrive(
        self,
        index: int,
        inside: tuple[WindowPosition, ...],
        over: tuple[WindowPosition, ...],
        passes: Mapping[int, int],
    ) -> PlayPosition:
        """Come to `index` from within `inside`: windows that end there begin again, or are over too."""
        while inside and self._windows[inside[-1].window].end == index:
            last = inside[-1]
            if self._windows[last.window].repeats:
                index = self._windows[last.window].first
                inside = (*inside[:-1], replace(last, pass_=last.pass_ + 1, pass_began=last.elapsed))
                break
            inside, over = inside[:-1], (last, *over)
        if not any(self._windows[at.window].repeats for at in inside):
            passes = NO_PASSES
        elif over:
            passes = {**passes, **{at.window: at.pass_ for at in over if self._windows[at.window].repeats}}
        return self._within(index, inside, passes)

    def _within(
        self, index: int, inside: tuple[WindowPosition, ...], passes: Mapping[int, int]
    ) -> PlayPosition:
        """Return the place at `index`: `inside`, then those windows around it that are entered anew."""
        entered = [self._enter(number, index, passes) for number in self._around[index][len(inside) :]]
        return PlayPosition(index, (*inside, *entered), passes)

    def _enter(self, number: int, index: int, passes: Mapping[int, int]) -> WindowPosition:
        length, elapsed = self._windows[number].length, self._nominal(number, index)
        if length is not None and elapsed >= length * NS_PER_MS:
            elapsed = 0  # by plan the time would be up, but the person chose the interval
        return WindowPosition(number, elapsed, passes.get(number, 0) + 1, 0)

    def _nominal(self, number: int, index: int) -> int:
        """Return the planned time from the start of a window, or of its pass, to `index` inside it."""
        at, elapsed = self._windows[number].first, 0
        while at < index:
            inner = next((n for n in self._around[at] if n > number and self._jumps(n, at, index)), None)
            elapsed += self._lengths[at] if inner is None else self._span(inner)
            at = at + 1 if inner is None else self._windows[inner].end
        return elapsed

    def _jumps(self, number: int, at: int, index: int) -> bool:
        """Whether a window begins at `at` and lies wholly before `index`."""
        return self._windows[number].first == at and self._windows[number].end <= index

    def _span(self, number: int) -> int:
        """Return the planned length of a window, one pass if its own is unknown."""
        window = self._windows[number]
        length = None if window.length is None else window.length * NS_PER_MS
        if length is not None and window.runs_full:
            return length
        planned = self._nominal(number, window.end)
        return planned if length is None else min(length, planned)
