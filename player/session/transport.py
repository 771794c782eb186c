"""The tape deck: a playhead over a timeline, moved by an injected clock.

States and what leads from one to the other:

    Ready --play--> Playing <--time-- LeadingIn <--toggle, jump into work-- Paused
                    Playing --toggle, sleep--> Paused        LeadingIn --toggle, sleep--> Paused
    any --end of the tape--> Ended(finished)                  any --stop--> Ended(stopped)

Nothing counts ticks: a fixed interval ends at its start plus its length exactly, whenever `beat` notices it;
only a key sets a new origin, at the key's time (DESIGN §2). `beat` must be called more often than once a
second while the tape moves: a longer silence means that the computer or the program stood still, and the
tape is paused at the last moment it did run. Offsets on the tape are whole nanoseconds of routine time; the
clock's are real nanoseconds; `speed` leads from one to the other.
"""

from typing import Final

from player.routine.units import Ms
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.session.count import phase_at, rep_start, reps_through
from player.session.events import (
    Event,
    Finished,
    IntervalEntered,
    IntervalLeft,
    LeadIn,
    LengthChanged,
    Outcome,
    Paused,
    Refused,
    Slept,
    Stopped,
    WentOn,
)
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready, State
from player.timeline.model import Dose, Interval, Phase, Timeline

LEAD_IN: Final[Ms] = 3000
BACK_WITHIN: Final[Ms] = 2000
"""In the first 2 s of an interval ← goes to the one before."""
STEP: Final[Ms] = 10_000
"""What `]` and `[` add and take."""
LONGEST_SILENCE: Final = 1 * NS_PER_S
LONGEST_BOOT_GROWTH: Final = NS_PER_S // 2


class Transport:
    """Plays one timeline.

    Every command first lets time pass up to now, then acts; both return what happened, in order.

    Args:
        timeline: The tape; it has at least one interval.
        clock: Where time comes from.
        speed: Routine seconds per real second.
        start: Index of the first interval to play.
    """

    def __init__(self, timeline: Timeline, clock: Clock, *, speed: float = 1.0, start: int = 0) -> None:
        self.timeline = timeline
        self.speed = speed
        self.state: State = Ready()
        self.index = start
        self._clock = clock
        self._planned = self.interval.duration
        self._active = 0
        self._entered_at = 0
        self._paused = 0
        self._last_beat = clock.now()
        self._last_boot = clock.boot()

    @property
    def interval(self) -> Interval:
        """The interval under the playhead; the last one after the end."""
        return self.timeline.intervals[min(self.index, len(self.timeline.intervals) - 1)]

    @property
    def planned(self) -> Ms | None:
        """Length of this interval with the person's changes; None: open."""
        return self._planned

    @property
    def offset(self) -> Ms:
        """Where the playhead was in this interval at the last beat."""
        return _ms(self._offset(self._last_beat))

    @property
    def remaining(self) -> Ms | None:
        """What is left of this interval; None: open."""
        return None if self._planned is None else max(0, self._planned - self.offset)

    @property
    def phase(self) -> Phase | None:
        """The phase under the playhead."""
        return phase_at(self.interval, self.offset)

    @property
    def active(self) -> Ms:
        """Routine time the tape has moved so far."""
        return _ms(self._active + self._running(self._last_beat))

    @property
    def paused(self) -> Ms:
        """Real time the tape has stood still since it was started, lead-ins included."""
        standing = self._last_beat - self.state.since if isinstance(self.state, IsPaused | LeadingIn) else 0
        return _ms(self._paused + standing)

    @property
    def lead_in_left(self) -> Ms | None:
        """Routine time until the tape moves; None unless leading in."""
        if not isinstance(self.state, LeadingIn):
            return None
        return max(0, _ms(round((self.state.until - self._last_beat) * self.speed)))

    @property
    def deadline(self) -> int | None:
        """Clock time of the next change that comes by itself; None if only a key brings one."""
        match self.state:
            case LeadingIn(until=until):
                return until
            case Playing(origin=origin, offset=offset) if self._planned is not None:
                return origin + self._real(self._planned * NS_PER_MS - offset)
        return None

    def clock_time_of(self, at: Ms) -> int | None:
        """Clock time at which the playhead is at `at` of this interval; None if the tape does not move.

        In a lead-in the answer is for when it is over.
        """
        match self.state:
            case Playing(origin=origin, offset=offset) | LeadingIn(until=origin, offset=offset):
                return origin + self._real(at * NS_PER_MS - offset)
        return None

    def play(self) -> tuple[Event, ...]:
        """Start the tape; a start in the middle of the tape, at work, gets the lead-in."""
        events = list(self.beat())
        if isinstance(self.state, Ready):
            now = self._last_beat
            self.state = Playing(now, 0)
            events.append(IntervalEntered(self.index))
            if self.index and self.interval.is_work:
                events += self._lead_in(0, now, LEAD_IN)
        return tuple(events)

    def beat(self) -> tuple[Event, ...]:
        """Let time pass up to now."""
        now, boot = self._clock.now(), self._clock.boot()
        silence = now - self._last_beat
        growth = boot - self._last_boot - silence
        events: list[Event] = []
        if isinstance(self.state, Playing | LeadingIn) and (
            silence > LONGEST_SILENCE or growth > LONGEST_BOOT_GROWTH
        ):
            self._pause(self._last_beat)
            events.append(Slept(max(silence, silence + growth) / NS_PER_S))
        self._last_beat, self._last_boot = now, boot
        if isinstance(self.state, LeadingIn) and now >= self.state.until:
            self._paused += self.state.until - self.state.since
            self.state = Playing(self.state.until, self.state.offset)
            events.append(WentOn())
        while isinstance(self.state, Playing) and (end := self.deadline) is not None and end <= now:
            events += self._leave(Outcome.DONE, end)
            events += self._enter(self.index + 1, end)
        return tuple(events)

    def toggle(self) -> tuple[Event, ...]:
        """Space: pause, or go on after a lead-in."""
        events = list(self.beat())
        match self.state:
            case Ready():
                events += self.play()
            case Playing() | LeadingIn():
                self._pause(self._last_beat)
                events.append(Paused())
            case IsPaused(offset=offset):
                if self.interval.has_beat:
                    offset = rep_start(self.interval, _ms(offset)) * NS_PER_MS
                events += self._lead_in(offset, self._last_beat, LEAD_IN)
        return tuple(events)

    def through(self) -> tuple[Event, ...]:
        """Enter: I am through here; paused: go on."""
        events = list(self.beat())
        if isinstance(self.state, Ready | IsPaused):
            return (*events, *self.toggle())
        if not isinstance(self.state, Playing):
            return tuple(events)
        now, gap, left = self._last_beat, not self.interval.is_work, self.remaining
        events += self._leave(self._outcome_of_enter(), now, half_counts=True)
        return (
            *events,
            *self._enter(self.index + 1, now, lead_in=LEAD_IN if left is None else left, by_key=gap),
        )

    def skip(self) -> tuple[Event, ...]:
        """→: leave this interval undone."""
        return self._jump(self.index + 1)

    def back(self) -> tuple[Event, ...]:
        """←: to the start of this interval; in its first 2 s to the one before."""
        events = self.beat()
        return (*events, *self._jump(max(0, self.index - (self.offset < BACK_WITHIN))))

    def seek(self, index: int) -> tuple[Event, ...]:
        """Go to the start of any interval; those jumped over are skipped."""
        return self._jump(index)

    def adjust(self, change: Ms) -> tuple[Event, ...]:
        """Give this interval `change` more (or less, if negative); never less than what has been played."""
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        if self._planned is None:
            return (*events, Refused("This step waits for your key: its length is yours."))
        if self.interval.has_beat or self.interval.dose is Dose.HELD_REPS:
            return (*events, Refused("Counted reps keep their length."))
        now, offset, gap = self._last_beat, self.offset, not self.interval.is_work
        self._settle(now)  # before the new length, in whole milliseconds, can cut off a part of one
        left, self._planned = self._planned - offset, max(self._planned + change, offset)
        events.append(LengthChanged(self.index, self._planned))
        if self._planned == offset:
            self._begin_paused(now)
            # Work of which nothing was done cannot be done, however short it was made.
            events += self._leave(Outcome.DONE if gap or offset else Outcome.PARTIAL, now)
            events += self._enter(self.index + 1, now, lead_in=left, by_key=gap)
        return tuple(events)

    def stop(self) -> tuple[Event, ...]:
        """End the session; what was done in this interval is kept."""
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        if self._moved(self._last_beat):
            events += self._leave(self._outcome_of_enter(half_counts=False), self._last_beat)
        self._close_pause(self._last_beat)
        self.state = Ended(finished=False)
        return (*events, Stopped())

    def _outcome_of_enter(self, *, half_counts: bool = True) -> Outcome:
        """DONE if what was planned has been reached; an open interval has nothing more to reach."""
        interval = self.interval
        if not interval.is_work or self._planned is None:
            reached = half_counts
        elif interval.dose is Dose.BEAT:
            reached = (reps_through(interval, self.offset, half_counts=half_counts) or 0) >= (
                interval.reps or 0
            )
        else:
            reached = self.offset >= self._planned
        return Outcome.DONE if reached else Outcome.PARTIAL

    def _jump(self, target: int) -> tuple[Event, ...]:
        """Leave this interval for `target` by a key other than Enter."""
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        now = self._last_beat
        self._begin_paused(now)
        if target > self.index:
            events += self._leave(Outcome.SKIPPED, now)
            events += [self._jumped_over(index) for index in range(self.index + 1, target)]
        elif self._moved(now):
            events += self._leave(Outcome.PARTIAL, now)
        return (*events, *self._enter(target, now, lead_in=LEAD_IN, by_key=True))

    def _jumped_over(self, index: int) -> IntervalLeft:
        interval = self.timeline.intervals[index]
        reps = 0 if interval.dose in {Dose.BEAT, Dose.HELD_REPS} else None
        return IntervalLeft(index, Outcome.SKIPPED, interval.duration, 0, reps, _ms(self._active))

    def _leave(self, outcome: Outcome, at: int, *, half_counts: bool = False) -> list[Event]:
        """Close the books on this interval at clock time `at`; `_enter` must follow."""
        offset = self._offset(at)
        self._settle(at)
        interval = self.interval
        if interval.dose is Dose.SELF_PACED:  # only the person knows; Enter says that all are through
            reps = interval.reps if outcome is Outcome.DONE else None
        else:
            reps = reps_through(interval, _ms(offset), half_counts=half_counts)
        # Rounded like this, what was done in all passes adds up to what was active, to the millisecond.
        started = _ms(self._entered_at)
        done = _ms(self._active) - started
        self._entered_at = self._active
        return [IntervalLeft(self.index, outcome, self._planned, done, reps, started)]

    def _enter(self, index: int, at: int, *, lead_in: Ms = 0, by_key: bool = False) -> list[Event]:
        """Put the playhead at the start of `index` at clock time `at`.

        Args:
            index: Where to; one past the last is the end of the session.
            at: When.
            lead_in: Routine time before work begins, if a key led there.
            by_key: A jump: into work it gets the lead-in.
        """
        self.index, self._entered_at = index, self._active
        if index >= len(self.timeline.intervals):
            self._close_pause(at)
            self.state = Ended(finished=True)
            return [Finished()]
        self._planned = self.interval.duration
        events: list[Event] = [IntervalEntered(index)]
        if isinstance(self.state, IsPaused):
            self.state = IsPaused(0, self.state.since)
        elif by_key and self.interval.is_work and lead_in:
            events += self._lead_in(0, at, min(lead_in, LEAD_IN))
        else:
            self._close_pause(at)
            self.state = Playing(at, 0)
        return events

    def _lead_in(self, offset: int, at: int, length: Ms) -> list[Event]:
        """Let the tape go on from `offset` after `length`."""
        since = self.state.since if isinstance(self.state, IsPaused | LeadingIn) else at
        self.state = LeadingIn(offset, since, at + self._real(length * NS_PER_MS))
        return [LeadIn(length)]

    def _pause(self, at: int) -> None:
        """Stand still from clock time `at` on."""
        since = self.state.since if isinstance(self.state, LeadingIn) else at
        offset = self._offset(at)
        self._settle(at)
        self.state = IsPaused(offset, since)

    def _settle(self, at: int) -> None:
        """Add what has been played since the origin to the books, up to clock time `at`."""
        running = self._running(at)
        self._active += running
        if isinstance(self.state, Playing):
            self.state = Playing(at, self.state.offset + running)

    def _begin_paused(self, at: int) -> None:
        """A key that moves the playhead before the beginning: the session has begun and stands still."""
        if isinstance(self.state, Ready):
            self.state = IsPaused(0, at)

    def _close_pause(self, at: int) -> None:
        if isinstance(self.state, IsPaused | LeadingIn):
            self._paused += at - self.state.since

    def _running(self, at: int) -> int:
        """Routine nanoseconds played since the origin."""
        if not isinstance(self.state, Playing):
            return 0
        played = round((at - self.state.origin) * self.speed)
        if self._planned is not None:
            to_end = self._planned * NS_PER_MS - self.state.offset
            if at >= self.state.origin + self._real(to_end):  # all of it, whatever `speed` rounds off
                played = to_end
        return max(0, played)

    def _moved(self, at: int) -> int:
        """Routine nanoseconds the tape has moved in this pass of the interval."""
        return self._active - self._entered_at + self._running(at)

    def _offset(self, at: int) -> int:
        """Playhead in this interval at clock time `at`."""
        match self.state:
            case Playing(offset=offset):
                return offset + self._running(at)
            case IsPaused(offset=offset) | LeadingIn(offset=offset):
                return offset
        return 0

    def _real(self, length: int) -> int:
        """Real nanoseconds that `length` routine nanoseconds take."""
        return round(length / self.speed)


def _ms(length: int) -> Ms:
    """Nanoseconds as milliseconds, rounded: a length that lost a nanosecond to `speed` is still whole."""
    return (length + NS_PER_MS // 2) // NS_PER_MS
