"""The tape deck: a playhead over a timeline, moved by an injected clock.

States and what leads from one to the other:

    Ready --play--> Playing <--time-- LeadingIn <--toggle, jump into work-- Paused
                    Playing --toggle, sleep--> Paused        LeadingIn --toggle, sleep--> Paused
    any --end of the tape--> Ended(finished)                  any --stop--> Ended(stopped)

Nothing counts ticks: a fixed interval ends at its start plus its length exactly, and so does a window,
whenever `beat` notices it; only a key sets a new origin, at the key's time (DESIGN §2). `beat` must be called
more often than once a second while the tape moves: a longer silence means that the computer or the program
stood still, and the tape is paused at the last moment it did run.
"""

from typing import Final

from player.routine.units import Ms
from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.count import reached
from player.session.deck import LEAD_IN, TapeDeck
from player.session.events import (
    Event,
    IntervalEntered,
    LengthChanged,
    Outcome,
    Paused,
    PhaseEnded,
    Refused,
    Slept,
    Stopped,
    WentOn,
)
from player.session.playhead import to_ms
from player.session.same_place import written_anywhere
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready
from player.session.windows import PlayPosition, Windows
from player.timeline.model import Dose, Timeline

BACK_WITHIN: Final[Ms] = 2000
"""In the first 2 s of an interval ← goes to the one before."""
STEP: Final[Ms] = 10_000
"""What `]` and `[` add and take."""
LONGEST_SILENCE: Final = 1 * NS_PER_S
LONGEST_BOOT_GROWTH: Final = NS_PER_S // 2


class Transport(TapeDeck):
    """Plays one timeline.

    Every command first lets time pass up to now, then acts; both return what happened, in order.
    """

    def play(self) -> tuple[Event, ...]:
        """Start the tape; a start in the middle of the tape, at work, gets the lead-in."""
        events = list(self.beat())
        if isinstance(self.state, Ready):
            self._head.play(0, self._last_beat)
            events.append(IntervalEntered(self.index, self.pass_))
            if self.index and self.interval.is_work:
                events += self._lead_in(0, self._last_beat, LEAD_IN)
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
            self._head.pause(self._last_beat)
            events.append(Slept(max(silence, silence + growth) / NS_PER_S))
        self._last_beat, self._last_boot = now, boot
        if isinstance(self.state, LeadingIn) and now >= self.state.until:
            self._head.play(self.state.offset, self.state.until)
            events.append(WentOn())
        while isinstance(self.state, Playing) and (end := self.deadline) is not None and end <= now:
            coming = self._windows.following(self._place, self._head.offset(end))
            events += self._leave(self._outcome_of_time(end), end)
            events += self._go_on(coming, end)
        return tuple(events)

    def toggle(self) -> tuple[Event, ...]:
        """Space: pause, or go on after a lead-in; with a beat from the start of the rep, all of it."""
        events = list(self.beat())
        match self.state:
            case Ready():
                events += self.play()
            case Playing() | LeadingIn():
                self._head.pause(self._last_beat)
                events.append(Paused())
            case IsPaused(offset=offset):
                if self.interval.has_beat:
                    start = self._track.rep_start(to_ms(offset))
                    offset = min(offset, start * NS_PER_MS)
                    self._retrack(self._track.rewound(start))
                events += self._lead_in(offset, self._last_beat, LEAD_IN)
        return tuple(events)

    def through(self) -> tuple[Event, ...]:
        """Enter: I am through here, with an open phase or with the interval; paused: go on."""
        events = list(self.beat())
        if isinstance(self.state, Ready | IsPaused):
            return (*events, *self.toggle())
        if not isinstance(self.state, Playing):
            return tuple(events)
        now, gap, left = self._last_beat, not self.interval.is_work, self.remaining
        if (phase := self.phase) is not None and self._track.waits(self.offset):
            events.append(PhaseEnded(self.index, phase.rep, phase.label, self.offset - phase.start))
            self._retrack(self._track.closing(self.offset))
            if self._track.length is None or self._track.length > self.offset:
                return tuple(events)
        coming = self._windows.following(self._place, self._head.offset(now))
        events += self._leave(self._outcome_of_enter(), now, half_counts=True)
        return (
            *events,
            *self._go_on(coming, now, lead_in=LEAD_IN if left is None else left, by_key=gap),
        )

    def skip(self) -> tuple[Event, ...]:
        """→: leave this interval undone. Of sets without end this is the end."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        offset = self._head.offset(self._last_beat)
        behind = self._windows.open_end(self._place)
        self._trail.append(self._place)
        if behind is None or not (self.interval.is_work or self.index + 1 == behind):
            return (*events, *self._jump(self._windows.following(self._place, offset), self.index + 1))
        # What the tape itself holds of the sets is skipped; a further set that was not begun never was.
        over = behind if self.pass_ == 1 else self.index + 1
        return (*events, *self._jump(self._windows.beyond(self._place, offset), over))

    def back(self) -> tuple[Event, ...]:
        """←: to the start of this interval; in its first 2 s to the one before, the way that was played."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        place = self._place
        if self.offset < BACK_WITHIN:
            place = self._trail.pop() if self._trail else self._windows.before(place)
        return (*events, *self._jump(place))

    def seek(self, index: int) -> tuple[Event, ...]:
        """Go to the start of any interval; those jumped over are skipped."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        place = self._windows.moved(self._place, self._head.offset(self._last_beat), index)
        if index != self.index:
            self._trail.clear()
        return (*events, *self._jump(place, index if index > self.index else None))

    def adjust(self, change: Ms) -> tuple[Event, ...]:
        """Give this interval `change` more (or less, if negative).

        Never less than what has been played, and never more than is left of the windows around it.
        """
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        refusal = self._refusal()
        if refusal is not None or self._length is None:
            return (*events, Refused(refusal or ""))
        now, offset, gap = self._last_beat, self.offset, not self.interval.is_work
        limit = self._windows.limit(self._place)
        planned = to_ms(self._length if limit is None else min(self._length, limit))
        length = max(planned + change, offset) * NS_PER_MS
        if change > 0 and limit is not None and length > limit:
            if self._length >= limit:
                return (*events, Refused("There is no more time to give here."))
            length = limit
        self._head.settle(now)  # before the new length, in whole milliseconds, can cut off a part of one
        self._set_length(length)
        events.append(LengthChanged(self.index, to_ms(length)))
        if to_ms(length) == offset:
            self._head.begin_paused(now)
            coming = self._windows.following(self._place, self._head.offset(now))
            # Work of which nothing was done cannot be done, however short it was made.
            events += self._leave(Outcome.DONE if gap or offset else Outcome.PARTIAL, now)
            events += self._go_on(coming, now, lead_in=planned - offset, by_key=gap)
        return tuple(events)

    @property
    def can_be_longer(self) -> bool:
        """Whether `adjust` can give this interval more time."""
        limit = self._windows.limit(self._place)
        room = limit is None or (self._length is not None and self._length < limit)
        return room and self._refusal() is None

    @property
    def in_endless_sets(self) -> bool:
        """Whether `skip` ends sets that otherwise go on and on."""
        behind = self._windows.open_end(self._place)
        return behind is not None and (self.interval.is_work or self.index + 1 == behind)

    def stop(self) -> tuple[Event, ...]:
        """End the session; what was done in this interval is kept."""
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        if self._moved(self._last_beat):
            events += self._leave(self._outcome_of_stop(), self._last_beat)
        self._head.finish(self._last_beat, finished=False)
        return (*events, Stopped())

    def retarget(self, timeline: Timeline, index: int) -> tuple[Event, ...]:
        """Go on with another tape, at `index` of it: the routine was edited (see `place.same_place`).

        The session stands still afterwards. If the interval there is the one that is on, but for the place
        where it is written, the playhead keeps its place in it; else it is at its start, and what was done of
        the old one is left. Events up to the next `IntervalEntered` speak of the old tape.
        """
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        if isinstance(self.state, Playing | LeadingIn):
            self._head.pause(self._last_beat)
            events.append(Paused())
        windows = Windows(timeline)
        same = written_anywhere(timeline.intervals[index]) == written_anywhere(self.interval)
        if not same and self._moved(self._last_beat):
            events += self._leave(self._outcome_of_stop(), self._last_beat)
        place = windows.carried(self._place, self._windows, index) if same else windows.fresh(index)
        self.timeline, self._windows, self._place = timeline, windows, place
        self._trail.clear()
        if same:
            self._set_length(windows.length(place) if self.interval.fills else self._length)
            return tuple(events)
        self._load()
        if isinstance(self.state, IsPaused):
            self._head.rest_at(0)
            events.append(IntervalEntered(self.index, self.pass_))
        return tuple(events)

    def _refusal(self) -> str | None:
        """Why the length of this interval is not the person's; None if it is."""
        if self.interval.fills:
            return "This rest ends on the beat."
        if self._length is None:
            return "This step waits for your key: its length is yours."
        if self.interval.has_beat or self.interval.dose is Dose.HELD_REPS:
            return "Counted reps keep their length."
        return None

    def _reached(self, *, at: Ms, said: bool = False, half_counts: bool = False) -> bool:
        return reached(self.interval, self._track, at, self.planned, said=said, half_counts=half_counts)

    def _outcome_of_enter(self) -> Outcome:
        """A gap, and work of which nothing is measured, are done because the person says so."""
        done = not self.interval.is_work or self._reached(at=self.offset, said=True, half_counts=True)
        return Outcome.DONE if done else Outcome.PARTIAL

    def _outcome_of_stop(self) -> Outcome:
        done = self.interval.is_work and self._reached(at=self.offset)
        return Outcome.DONE if done else Outcome.PARTIAL

    def _outcome_of_time(self, end: int) -> Outcome:
        """At its own end an interval is done; cut by a window, if what was asked for was reached."""
        offset = self._head.offset(end)
        own_end = self._length is not None and offset >= self._length
        if self.interval.is_work and (self.interval.duration is None or not own_end):
            done = self._reached(at=to_ms(offset))
        else:
            done = own_end or self._length is None
        return Outcome.DONE if done else Outcome.PARTIAL

    def _outcome_of_skip(self) -> Outcome:
        """A skip is never done, but in an open phase of reps without end, which nothing else could end."""
        only_end = self._track.endless and self._track.waits(self.offset)
        done = only_end and self._reached(at=self.offset) and bool(self._track.reps_through(self.offset))
        return Outcome.DONE if done else Outcome.SKIPPED

    def _jump(self, place: PlayPosition, over: int | None = None) -> tuple[Event, ...]:
        """Leave this interval for `place` by a key other than Enter.

        Args:
            place: Where to.
            over: Forward: this interval and all on the tape before `over` are skipped. None: backward.
        """
        events: list[Event] = []
        now = self._last_beat
        self._head.begin_paused(now)
        if over is not None:
            events += self._leave(self._outcome_of_skip(), now)
            events += [self._jumped_over(index) for index in range(self.index + 1, over)]
        elif self._moved(now):
            events += self._leave(Outcome.PARTIAL, now)
        return (*events, *self._enter(place, now, lead_in=LEAD_IN, by_key=True))
