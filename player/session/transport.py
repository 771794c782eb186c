"""The transport: the keys of a tape deck, and its clock. Keys and time come in, events go out.

States and transitions:

    Ready --play--> Playing <--time-- LeadingIn <--toggle, jump into work-- Paused
                    Playing --toggle, sleep--> Paused        LeadingIn --toggle, sleep--> Paused
    any --end of the tape--> Ended(finished)                  any --stop--> Ended(stopped)

Nothing counts ticks: a fixed interval ends exactly at its start plus its length, and so does a window,
however late `beat` notices it; only a key sets a new origin, at the key's time (DESIGN §2). `beat` must be
called more often than once a second while the tape moves: a longer silence means that the computer slept or
the program was suspended, and the tape is paused where it was at the last beat.
"""

from collections.abc import Iterator
from typing import Final

from player.routine.units import Ms
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.session.deck import LEAD_IN, Coming, TapeDeck
from player.session.events import (
    Event,
    IntervalEntered,
    LengthChanged,
    Outcome,
    Paused,
    PhaseEnded,
    Refused,
    Slept,
    WentOn,
)
from player.session.phases import Track
from player.session.playhead import Playhead, to_ms
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready, State
from player.timeline.model import Dose, Interval, Phase, Timeline

BACK_WITHIN: Final[Ms] = 2000
"""Within this time from the start of an interval ← goes to the one before."""
STEP: Final[Ms] = 10_000
"""Time that `]` adds and `[` takes away."""
LONGEST_SILENCE: Final = 1 * NS_PER_S
LONGEST_BOOT_GROWTH: Final = NS_PER_S // 2


class Transport:
    """Plays one timeline: decides what each key does in each state, and lets its deck move the tape.

    Every command first lets time pass up to now, then acts; it returns the events of both, in order.

    Args:
        timeline: The tape; it has at least one interval.
        clock: The clock of the session.
        speed: Routine seconds per real second.
        start: Index of the first interval to play; a window around it has the elapsed time planned there.
    """

    def __init__(self, timeline: Timeline, clock: Clock, *, speed: float = 1.0, start: int = 0) -> None:
        self._clock = clock
        self._head = Playhead(speed)
        self._deck = TapeDeck(timeline, self._head, start)
        self._last_beat = clock.now()
        self._last_boot = clock.boot()

    # The interval under the playhead.

    @property
    def timeline(self) -> Timeline:
        """The tape."""
        return self._deck.timeline

    @property
    def index(self) -> int:
        """Index of the interval on the tape; one past the last after the end."""
        return self._deck.index

    @property
    def interval(self) -> Interval:
        """The interval under the playhead; the last one after the end."""
        return self._deck.interval

    @property
    def came_from(self) -> int | None:
        """Index of the interval that was played before this one, see `TapeDeck.came_from`."""
        return self._deck.came_from

    @property
    def pass_(self) -> int:
        """1-based pass of the repeated window around the interval."""
        return self._deck.pass_

    def inner_pass(self, window: int) -> int:
        """1-based pass of a window that holds the interval, see `TapeDeck.inner_pass`."""
        return self._deck.inner_pass(window)

    @property
    def planned(self) -> Ms | None:
        """Length of this interval with the person's changes, or of the window it fills; None: open."""
        return self._deck.planned

    @property
    def track(self) -> Track:
        """The phases of this interval, including those that open work repeats behind the ones on the tape."""
        return self._deck.track

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of this interval; open ones that are over have the length they had."""
        return self._deck.track.phases

    def ahead(self) -> Iterator[Coming]:
        """Yield the intervals that follow without a key, see `TapeDeck.ahead`."""
        return self._deck.ahead()

    # State and position.

    @property
    def state(self) -> State:
        """The state of the transport."""
        return self._head.state

    @property
    def speed(self) -> float:
        """Routine seconds per real second."""
        return self._head.speed

    @property
    def offset(self) -> Ms:
        """Offset of the playhead in this interval at the last beat."""
        return to_ms(self._head.offset(self._last_beat))

    @property
    def remaining(self) -> Ms | None:
        """Time left of this interval by its own length; None: open."""
        return None if self.planned is None else max(0, self.planned - self.offset)

    @property
    def window_left(self) -> Ms | None:
        """Time left of the innermost window with a length, or of an outer one ending first; None: none."""
        left = self._deck.limit
        return None if left is None else max(0, to_ms(left - self._head.offset(self._last_beat)))

    @property
    def phase(self) -> Phase | None:
        """The phase under the playhead."""
        return self.track.at(self.offset)

    @property
    def active(self) -> Ms:
        """Routine time the tape has moved so far."""
        return to_ms(self._head.active + self._head.running(self._last_beat))

    @property
    def paused(self) -> Ms:
        """Real time the tape has been paused since it was started, lead-ins included."""
        return to_ms(self._head.paused + self._head.standing(self._last_beat))

    @property
    def lead_in_left(self) -> Ms | None:
        """Routine time until the tape moves; None unless leading in."""
        if not isinstance(self.state, LeadingIn):
            return None
        return max(0, to_ms(round((self.state.until - self._last_beat) * self.speed)))

    @property
    def deadline(self) -> int | None:
        """Clock time of the next change without a key; None: there is none."""
        return self._head.deadline

    def clock_time_of(self, at: Ms) -> int | None:
        """Clock time at which the playhead is at `at` of this interval; None if the tape is paused.

        During a lead-in it is the time after it.
        """
        return self._head.clock_time(at * NS_PER_MS)

    @property
    def can_be_longer(self) -> bool:
        """Whether `adjust` can give this interval more time."""
        length, limit = self._deck.length, self._deck.limit
        room = limit is None or (length is not None and length < limit)
        return room and self._refusal() is None

    @property
    def in_endless_sets(self) -> bool:
        """Whether `skip` ends endless sets."""
        return self._deck.in_endless_sets

    # Time and keys.

    def play(self) -> tuple[Event, ...]:
        """Start the tape; a start at work in the middle of the tape has a lead-in."""
        events = list(self.beat())
        if isinstance(self.state, Ready):
            self._head.play(0, self._last_beat)
            events.append(IntervalEntered(self.index, self.pass_))
            if self.index and self.interval.is_work:
                events += self._deck.lead_in(0, self._last_beat, LEAD_IN)
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
            events += self._deck.run_out(end)
        return tuple(events)

    def toggle(self) -> tuple[Event, ...]:
        """Space: pause, or go on after a lead-in; work with a tempo goes on from the start of its rep."""
        events = list(self.beat())
        match self.state:
            case Ready():
                events += self.play()
            case Playing() | LeadingIn():
                self._head.pause(self._last_beat)
                events.append(Paused())
            case IsPaused(offset=offset):
                if self.interval.has_beat:
                    start = self.track.rep_start(to_ms(offset))
                    offset = min(offset, start * NS_PER_MS)
                    self._deck.retrack(self.track.rewound(start))
                events += self._deck.lead_in(offset, self._last_beat, LEAD_IN)
        return tuple(events)

    def through(self) -> tuple[Event, ...]:
        """Enter: end the open phase or the interval; while paused, go on."""
        events = list(self.beat())
        if isinstance(self.state, Ready | IsPaused):
            return (*events, *self.toggle())
        if not isinstance(self.state, Playing):
            return tuple(events)
        left = self.remaining
        if (phase := self.phase) is not None and self.track.waits(self.offset):
            events.append(PhaseEnded(self.index, phase.rep, phase.label, self.offset - phase.start))
            self._deck.retrack(self.track.closing(self.offset))
            if self.track.length is None or self.track.length > self.offset:
                return tuple(events)
        return (*events, *self._deck.through(self._last_beat, LEAD_IN if left is None else left))

    def skip(self) -> tuple[Event, ...]:
        """→: skip this interval; in endless sets leave all of them."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        return (*events, *self._deck.skip(self._last_beat))

    def back(self) -> tuple[Event, ...]:
        """←: go to the start of this interval; in its first 2 s to the one that was played before."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        goes = self._deck.back if self.offset < BACK_WITHIN else self._deck.restart
        return (*events, *goes(self._last_beat))

    def seek(self, index: int) -> tuple[Event, ...]:
        """Go to the start of any interval; those jumped over are skipped."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        return (*events, *self._deck.seek(index, self._last_beat))

    def adjust(self, change: Ms) -> tuple[Event, ...]:
        """Make this interval longer by `change`, or shorter if it is negative.

        It never becomes shorter than what has been played, nor longer than the windows around it leave.
        """
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        deck, refusal = self._deck, self._refusal()
        if refusal is not None or deck.length is None:
            return (*events, Refused(refusal or ""))
        now, offset, limit = self._last_beat, self.offset, deck.limit
        planned = to_ms(deck.length if limit is None else min(deck.length, limit))
        length = max(planned + change, offset) * NS_PER_MS
        if change > 0 and limit is not None and length > limit:
            if deck.length >= limit:
                return (*events, Refused("There is no more time to give here."))
            length = limit
        self._head.settle(now)  # first, since the new length in whole milliseconds may cut off a part of one
        deck.set_length(length)
        events.append(LengthChanged(self.index, to_ms(length)))
        if to_ms(length) == offset:
            self._head.begin_paused(now)
            # Work in which no time has passed is not done, however short it was made.
            gap = not self.interval.is_work
            outcome = Outcome.DONE if gap or offset else Outcome.PARTIAL
            events += deck.go_on(outcome, now, lead_in=planned - offset, by_key=gap)
        return tuple(events)

    def stop(self) -> tuple[Event, ...]:
        """End the session; what was done in this interval is kept."""
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        return (*events, *self._deck.stop(self._last_beat))

    def put_off(self, until: int) -> None:
        """Make the current lead-in last until clock time `until` at least: words come before its ticks."""
        self._head.put_off(until)

    def change_tape(self, timeline: Timeline, index: int) -> tuple[Event, ...]:
        """Change to the tape of the edited routine, at `index` (see `session.same_place`), and pause.

        If the interval there equals the current one, apart from its line, the playhead keeps its offset. Else
        it goes to the start of the interval, and the old one is left with what was done of it. Events before
        the next `IntervalEntered` refer to the old tape.
        """
        events = list(self.beat())
        if isinstance(self.state, Ended):
            return tuple(events)
        if isinstance(self.state, Playing | LeadingIn):
            self._head.pause(self._last_beat)
            events.append(Paused())
        return (*events, *self._deck.change_tape(timeline, index, self._last_beat))

    def _refusal(self) -> str | None:
        """The reason why the person cannot change the length of this interval; None if they can."""
        if self.interval.fills:
            return "This rest ends on the beat."
        if self._deck.length is None:
            return "This step waits for your key: its length is yours."
        if self.interval.has_beat or self.interval.dose is Dose.HELD_REPS:
            return "Counted reps keep their length."
        return None
