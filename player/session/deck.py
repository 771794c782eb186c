"""The tape deck below the transport: a tape, its playhead, and the moves from one interval to another."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from player.routine.units import Ms
from player.session.clock import NS_PER_MS
from player.session.count import reached
from player.session.events import Event, Finished, IntervalEntered, IntervalLeft, LeadIn, Outcome, Stopped
from player.session.phases import Track
from player.session.playhead import Playhead, to_ms
from player.session.same_place import written_anywhere
from player.session.state import IsPaused
from player.session.windows import PlayPosition, Windows
from player.timeline.model import Dose, Interval, Timeline

LEAD_IN: Final[Ms] = 3000
LONGEST_TRAIL: Final = 1000
"""Intervals that ← goes back in the order they were played; beyond these in the order of the tape."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An interval that will be played if no key is pressed."""

    index: int
    """Index on the tape; one past the last is the end of the tape."""
    pass_: int
    starts: int
    """Clock time of its start, nanoseconds."""
    length: Ms | None
    """Time until it ends without a key or a window cuts it off; None: open."""


class TapeDeck:
    """A timeline with a playhead, and what was done in the interval under it.

    It knows neither clock nor keys: the caller passes the clock time of each move (`at`, in nanoseconds,
    never before the last one). A move returns its events in order: first that the interval was left, then
    which one was entered, or that the tape is at its end.

    Args:
        timeline: The tape; it has at least one interval.
        head: The playhead, at the beginning of an interval.
        start: Index of the first interval to play; a window around it has the elapsed time planned there.
    """

    def __init__(self, timeline: Timeline, head: Playhead, start: int) -> None:
        self.timeline = timeline
        self._head = head
        self._windows = Windows(timeline)
        self._place = self._windows.fresh(start)
        self._trail: deque[PlayPosition] = deque(maxlen=LONGEST_TRAIL)
        self._entered_at = 0
        self._load()

    # The interval under the playhead.

    @property
    def index(self) -> int:
        """Index of the interval on the tape; one past the last after the end."""
        return self._place.index

    @property
    def interval(self) -> Interval:
        """The interval under the playhead; the last one after the end."""
        return self.timeline.intervals[min(self.index, len(self.timeline.intervals) - 1)]

    @property
    def came_from(self) -> int | None:
        """Index of the interval that was played before this one; None: there is none, or a jump led here.

        It need not be the one before it on the tape: windows end early and begin again.
        """
        return self._trail[-1].index if self._trail else None

    @property
    def pass_(self) -> int:
        """1-based pass of the repeated window around the interval."""
        return self._windows.pass_(self._place)

    def inner_pass(self, window: int) -> int:
        """1-based pass of a window, counted anew in each pass of the window around it.

        Args:
            window: Index of a window that holds the interval.
        """
        return self._windows.inner_pass(self._place, window)

    @property
    def track(self) -> Track:
        """The phases of this interval, including those that open work repeats behind the ones on the tape."""
        return self._track

    @property
    def length(self) -> int | None:
        """Own length of this interval with the person's changes, nanoseconds; None: open."""
        return self._length

    @property
    def planned(self) -> Ms | None:
        """`length` in milliseconds."""
        return None if self._length is None else to_ms(self._length)

    @property
    def limit(self) -> int | None:
        """Nanoseconds from the start of this interval to the end of a window around it; None: none ends."""
        return self._windows.limit(self._place)

    @property
    def in_endless_sets(self) -> bool:
        """Whether `skip` ends endless sets."""
        return self._end_of_sets() is not None

    def ahead(self) -> Iterator[Coming]:
        """Yield the intervals that follow without a key, as far as they are known; may be endless.

        Yields nothing while the tape is paused. During a lead-in, times are those after it.
        """
        place, end = self._place, self._head.end
        at = None if end is None else self._head.clock_time(end)
        while end is not None and at is not None and place.index < len(self.timeline.intervals):
            place = self._windows.following(place, end)
            end = self._windows.end(place)
            yield Coming(place.index, self._windows.pass_(place), at, None if end is None else to_ms(end))
            at += 0 if end is None else self._head.real(end)

    # Changing the current interval.

    def _load(self) -> None:
        """Load the interval under the playhead, from its start."""
        self._track = Track(self.interval)
        self.set_length(self._windows.length(self._place))

    def set_length(self, length: int | None) -> None:
        """Set the length to `length` routine nanoseconds, unless a window ends before; None: open."""
        self._length = length
        limit = self.limit
        self._head.end = limit if length is None else length if limit is None else min(length, limit)

    def retrack(self, track: Track) -> None:
        """Go on in the same interval with a track of other phase lengths."""
        if self._track.opens:
            self.set_length(None if track.length is None else track.length * NS_PER_MS)
        self._track = track

    def lead_in(self, offset: int, at: int, length: Ms) -> list[Event]:
        """Start a lead-in of `length`, after which the tape goes on from `offset` (nanoseconds)."""
        self._head.lead_in(offset, at, length * NS_PER_MS)
        return [LeadIn(length)]

    # Leaving the current interval.

    def run_out(self, at: int) -> list[Event]:
        """Go on with what follows, since the time of the interval or of a window around it is up.

        At its own end an interval is done; cut off by a window, only if its dose was reached.
        """
        offset = self._head.offset(at)
        own_end = self._length is not None and offset >= self._length
        if self.interval.is_work and (self.interval.duration is None or not own_end):
            done = self._reached(to_ms(offset))
        else:
            done = own_end or self._length is None
        return self.go_on(Outcome.DONE if done else Outcome.PARTIAL, at)

    def through(self, at: int, lead_in: Ms) -> list[Event]:
        """Go on with what follows, since the person pressed Enter; from a gap into work with a lead-in.

        A gap, and work that is not measured, are done because the person says so.
        """
        gap = not self.interval.is_work
        done = gap or self._reached(to_ms(self._head.offset(at)), said=True, half_counts=True)
        outcome = Outcome.DONE if done else Outcome.PARTIAL
        return self.go_on(outcome, at, half_counts=True, lead_in=lead_in, by_key=gap)

    def go_on(
        self, outcome: Outcome, at: int, *, half_counts: bool = False, lead_in: Ms = 0, by_key: bool = False
    ) -> list[Event]:
        """Leave this interval with `outcome`, for the one that follows without a key; `back` can return.

        Args:
            outcome: The outcome of this interval.
            at: Clock time.
            half_counts: See `Track.reps_through`.
            lead_in: Routine time before work begins, if a key led there.
            by_key: Whether it is a jump, which has a lead-in into work.
        """
        coming = self._windows.following(self._place, self._head.offset(at))
        events = self._leave(outcome, at, half_counts=half_counts)
        self._trail.append(self._place)
        return [*events, *self._enter(coming, at, lead_in=lead_in, by_key=by_key)]

    def skip(self, at: int) -> list[Event]:
        """Skip this interval; in endless sets leave all of them."""
        offset, behind = self._head.offset(at), self._end_of_sets()
        self._trail.append(self._place)
        if behind is None:
            return self._jump(self._windows.following(self._place, offset), at, self.index + 1)
        # Sets on the tape count as skipped; repeated ones that were not begun do not count.
        over = behind if self.pass_ == 1 else self.index + 1
        return self._jump(self._windows.beyond(self._place, offset), at, over)

    def restart(self, at: int) -> list[Event]:
        """Go to the start of this interval."""
        return self._jump(self._place, at)

    def back(self, at: int) -> list[Event]:
        """Go to the interval that was played before."""
        return self._jump(self._trail.pop() if self._trail else self._windows.before(self._place), at)

    def seek(self, index: int, at: int) -> list[Event]:
        """Go to the start of any interval; those jumped over are skipped."""
        place = self._windows.moved(self._place, self._head.offset(at), index)
        if index != self.index:
            self._trail.clear()
        return self._jump(place, at, index if index > self.index else None)

    def stop(self, at: int) -> list[Event]:
        """End the session; what was done in this interval is kept."""
        events = self._leave(self._outcome_of_stop(at), at) if self._moved(at) else []
        self._head.finish(at, finished=False)
        return [*events, Stopped()]

    def change_tape(self, timeline: Timeline, index: int, at: int) -> list[Event]:
        """Change to another tape at `index`; the playhead must not be moving.

        If the interval there equals the one under the playhead, apart from its line, the playhead keeps its
        offset; else it goes to the start of the interval.
        """
        windows = Windows(timeline)
        same = written_anywhere(timeline.intervals[index]) == written_anywhere(self.interval)
        left = self._leave(self._outcome_of_stop(at), at) if not same and self._moved(at) else []
        place = windows.carried(self._place, self._windows, index) if same else windows.fresh(index)
        self.timeline, self._windows, self._place = timeline, windows, place
        self._trail.clear()
        if same:
            self.set_length(windows.length(place) if self.interval.fills else self._length)
            return left
        self._load()
        if not isinstance(self._head.state, IsPaused):
            return left
        self._head.rest_at(0)
        return [*left, IntervalEntered(self.index, self.pass_)]

    # Outcomes.

    def _reached(self, at: Ms, *, said: bool = False, half_counts: bool = False) -> bool:
        return reached(self.interval, self._track, at, self.planned, said=said, half_counts=half_counts)

    def _outcome_of_stop(self, at: int) -> Outcome:
        done = self.interval.is_work and self._reached(to_ms(self._head.offset(at)))
        return Outcome.DONE if done else Outcome.PARTIAL

    def _outcome_of_skip(self, at: int) -> Outcome:
        """A skip is never done, except in an open phase of endless reps, which only a skip can end."""
        offset = to_ms(self._head.offset(at))
        only_end = self._track.endless and self._track.waits(offset)
        done = only_end and self._reached(offset) and bool(self._track.reps_through(offset))
        return Outcome.DONE if done else Outcome.SKIPPED

    # The parts of every move.

    def _jump(self, place: PlayPosition, at: int, over: int | None = None) -> list[Event]:
        """Leave this interval for `place` by a key other than Enter.

        Args:
            place: The place to go to.
            at: Clock time.
            over: This interval and all others before this index are skipped; None: a jump backward.
        """
        events: list[Event] = []
        self._head.begin_paused(at)
        if over is not None:
            events += self._leave(self._outcome_of_skip(at), at)
            events += [self._jumped_over(index) for index in range(self.index + 1, over)]
        elif self._moved(at):
            events += self._leave(Outcome.PARTIAL, at)
        return [*events, *self._enter(place, at, lead_in=LEAD_IN, by_key=True)]

    def _end_of_sets(self) -> int | None:
        """Index behind the endless sets that → would end here; None: there are none."""
        behind = self._windows.open_end(self._place)
        return behind if self.interval.is_work or self.index + 1 == behind else None

    def _moved(self, at: int) -> int:
        """Routine nanoseconds the tape has moved in this pass of the interval."""
        return self._head.active - self._entered_at + self._head.running(at)

    def _leave(self, outcome: Outcome, at: int, *, half_counts: bool = False) -> list[Event]:
        """Settle the time of this interval at clock time `at`; `_enter` or the end must follow."""
        offset = self._head.offset(at)
        self._head.settle(at)
        interval = self.interval
        if interval.dose is Dose.SELF_PACED:  # only the person knows the count; Enter means all of them
            reps = interval.reps if outcome is Outcome.DONE else None
        else:
            reps = self._track.reps_through(to_ms(offset), half_counts=half_counts)
        # Rounded like this, the times of all intervals add up to the active time, to the millisecond.
        started = to_ms(self._entered_at)
        done = to_ms(self._head.active) - started
        self._entered_at = self._head.active
        planned = self.planned if interval.fills or not self._track.opens else None
        return [IntervalLeft(self.index, outcome, planned, done, reps, started, self.pass_)]

    def _jumped_over(self, index: int) -> IntervalLeft:
        interval = self.timeline.intervals[index]
        reps = 0 if interval.dose in {Dose.BEAT, Dose.HELD_REPS} else None
        pass_ = self._windows.pass_of(self._place, index)
        return IntervalLeft(
            index, Outcome.SKIPPED, interval.duration, 0, reps, to_ms(self._head.active), pass_
        )

    def _enter(self, place: PlayPosition, at: int, *, lead_in: Ms = 0, by_key: bool = False) -> list[Event]:
        """Put the playhead at `place` at clock time `at`; an index past the last ends the session."""
        self._place, self._entered_at = place, self._head.active
        if place.index >= len(self.timeline.intervals):
            self._head.finish(at, finished=True)
            return [Finished()]
        self._load()
        events: list[Event] = [IntervalEntered(place.index, self.pass_)]
        if isinstance(self._head.state, IsPaused):
            self._head.rest_at(0)
        elif by_key and self.interval.is_work and lead_in:
            events += self.lead_in(0, at, min(lead_in, LEAD_IN))
        else:
            self._head.play(0, at)
        return events
