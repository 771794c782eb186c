"""What is under the playhead, and how it comes to an interval and leaves it: the mechanics below the keys."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from player.routine.units import Ms
from player.session.clock import NS_PER_MS, Clock
from player.session.events import Event, Finished, IntervalEntered, IntervalLeft, LeadIn, Outcome
from player.session.phases import Track
from player.session.playhead import Playhead, to_ms
from player.session.state import IsPaused, LeadingIn, State
from player.session.windows import PlayPosition, Windows
from player.timeline.model import Dose, Interval, Phase, Timeline

LEAD_IN: Final[Ms] = 3000
LONGEST_TRAIL: Final = 1000
"""So many intervals ← goes back the very way that was played; from there on the way of the tape."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An interval that will be played if no key is pressed."""

    index: int
    """One past the last: the end of the tape."""
    pass_: int
    starts: int
    """Clock time."""
    length: Ms | None
    """Until it ends by itself or a window cuts it; None: open."""


class TapeDeck:
    """A timeline with a playhead; `Transport` presses its keys.

    Args:
        timeline: The tape; it has at least one interval.
        clock: Where time comes from.
        speed: Routine seconds per real second.
        start: Index of the first interval to play; a window around it begins as far as it is planned there.
    """

    def __init__(self, timeline: Timeline, clock: Clock, *, speed: float = 1.0, start: int = 0) -> None:
        self.timeline = timeline
        self._clock = clock
        self._head = Playhead(speed)
        self._windows = Windows(timeline)
        self._place = self._windows.fresh(start)
        self._trail: deque[PlayPosition] = deque(maxlen=LONGEST_TRAIL)
        self._entered_at = 0
        self._load()
        self._last_beat = clock.now()
        self._last_boot = clock.boot()

    @property
    def came_from(self) -> int | None:
        """Index of the interval that was played before this one; None: none, or a jump led here.

        It need not stand before it on the tape: windows end early and begin again.
        """
        return self._trail[-1].index if self._trail else None

    @property
    def state(self) -> State:
        """What the deck is doing."""
        return self._head.state

    @property
    def speed(self) -> float:
        """Routine seconds per real second."""
        return self._head.speed

    @property
    def index(self) -> int:
        """Place of the interval on the tape; one past the last after the end."""
        return self._place.index

    @property
    def interval(self) -> Interval:
        """The interval under the playhead; the last one after the end."""
        return self.timeline.intervals[min(self.index, len(self.timeline.intervals) - 1)]

    @property
    def pass_(self) -> int:
        """1-based pass of the repeated window around the interval."""
        return self._windows.pass_(self._place)

    def turn(self, window: int) -> int:
        """1-based pass of a window around the interval, counted within one pass of the window around that.

        Args:
            window: Its place among the windows of the tape, from 0.
        """
        return self._windows.turn(self._place, window)

    @property
    def planned(self) -> Ms | None:
        """Length of this interval with the person's changes; the rest of the window it fills; None: open."""
        return None if self._length is None else to_ms(self._length)

    @property
    def offset(self) -> Ms:
        """Where the playhead was in this interval at the last beat."""
        return to_ms(self._head.offset(self._last_beat))

    @property
    def remaining(self) -> Ms | None:
        """What is left of this interval by its own length; None: open."""
        return None if self._length is None else max(0, to_ms(self._length) - self.offset)

    @property
    def window_left(self) -> Ms | None:
        """What is left of the innermost window with a length, which an outer one may cut; None: no such."""
        left = self._windows.limit(self._place)
        return None if left is None else max(0, to_ms(left - self._head.offset(self._last_beat)))

    @property
    def phase(self) -> Phase | None:
        """The phase under the playhead."""
        return self._track.at(self.offset)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of this interval: open ones that are over have the length they had."""
        return self._track.phases

    @property
    def track(self) -> Track:
        """The phases of this interval, those too that open work repeats behind the ones on the tape."""
        return self._track

    @property
    def active(self) -> Ms:
        """Routine time the tape has moved so far."""
        return to_ms(self._head.active + self._head.running(self._last_beat))

    @property
    def paused(self) -> Ms:
        """Real time the tape has stood still since it was started, lead-ins included."""
        return to_ms(self._head.paused + self._head.standing(self._last_beat))

    @property
    def lead_in_left(self) -> Ms | None:
        """Routine time until the tape moves; None unless leading in."""
        if not isinstance(self.state, LeadingIn):
            return None
        return max(0, to_ms(round((self.state.until - self._last_beat) * self.speed)))

    @property
    def deadline(self) -> int | None:
        """Clock time of the next change that comes by itself; None if only a key brings one."""
        return self._head.deadline

    def put_off(self, until: int) -> None:
        """Let the lead-in that is on last until clock time `until` at least: words come before its ticks."""
        self._head.put_off(until)

    def clock_time_of(self, at: Ms) -> int | None:
        """Clock time at which the playhead is at `at` of this interval; None if the tape does not move.

        In a lead-in the answer is for when it is over.
        """
        return self._head.clock_time(at * NS_PER_MS)

    def ahead(self) -> Iterator[Coming]:
        """Yield what comes by itself after this interval, as far as that is known; maybe without end.

        Nothing comes while the tape stands still; in a lead-in the answer is for when it is over.
        """
        place, end = self._place, self._head.end
        at = None if end is None else self._head.clock_time(end)
        while end is not None and at is not None and place.index < len(self.timeline.intervals):
            place = self._windows.following(place, end)
            end = self._windows.end(place)
            yield Coming(place.index, self._windows.pass_(place), at, None if end is None else to_ms(end))
            at += 0 if end is None else self._head.real(end)

    def _load(self) -> None:
        """Take up the interval under the playhead, from its start."""
        self._track = Track(self.interval)
        self._set_length(self._windows.length(self._place))

    def _retrack(self, track: Track) -> None:
        """Take up the same interval with other lengths of its open phases."""
        if self._track.opens:
            self._set_length(None if track.length is None else track.length * NS_PER_MS)
        self._track = track

    def _set_length(self, length: int | None) -> None:
        """Let the interval last `length` routine nanoseconds, unless a window ends before; None: open."""
        self._length = length
        limit = self._windows.limit(self._place)
        self._head.end = limit if length is None else length if limit is None else min(length, limit)

    def _moved(self, at: int) -> int:
        """Routine nanoseconds the tape has moved in this pass of the interval."""
        return self._head.active - self._entered_at + self._head.running(at)

    def _leave(self, outcome: Outcome, at: int, *, half_counts: bool = False) -> list[Event]:
        """Close the books on this interval at clock time `at`; `_enter` or the end must follow."""
        offset = self._head.offset(at)
        self._head.settle(at)
        interval = self.interval
        if interval.dose is Dose.SELF_PACED:  # only the person knows; Enter says that all are through
            reps = interval.reps if outcome is Outcome.DONE else None
        else:
            reps = self._track.reps_through(to_ms(offset), half_counts=half_counts)
        # Rounded like this, what was done in all passes adds up to what was active, to the millisecond.
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

    def _go_on(self, coming: PlayPosition, at: int, *, lead_in: Ms = 0, by_key: bool = False) -> list[Event]:
        """Enter what comes after this interval; ← finds the way back."""
        self._trail.append(self._place)
        return self._enter(coming, at, lead_in=lead_in, by_key=by_key)

    def _enter(self, place: PlayPosition, at: int, *, lead_in: Ms = 0, by_key: bool = False) -> list[Event]:
        """Put the playhead at `place` at clock time `at`.

        Args:
            place: Where to; one past the last is the end of the session.
            at: When.
            lead_in: Routine time before work begins, if a key led there.
            by_key: A jump: into work it gets the lead-in.
        """
        self._place, self._entered_at = place, self._head.active
        if place.index >= len(self.timeline.intervals):
            self._head.finish(at, finished=True)
            return [Finished()]
        self._load()
        events: list[Event] = [IntervalEntered(place.index, self.pass_)]
        if isinstance(self.state, IsPaused):
            self._head.rest_at(0)
        elif by_key and self.interval.is_work and lead_in:
            events += self._lead_in(0, at, min(lead_in, LEAD_IN))
        else:
            self._head.play(0, at)
        return events

    def _lead_in(self, offset: int, at: int, length: Ms) -> list[Event]:
        """Let the tape go on from `offset` after `length`."""
        self._head.lead_in(offset, at, length * NS_PER_MS)
        return [LeadIn(length)]
