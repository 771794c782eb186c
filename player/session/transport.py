"""The transport: the keys of a tape deck and its clock. Keys and time come in, events go out.

States and what leads from one to the other:

    Ready --play--> Playing <--time-- LeadingIn <--toggle, jump into work-- Paused
                    Playing --toggle, sleep--> Paused        LeadingIn --toggle, sleep--> Paused
    any --end of the tape--> Ended(finished)                  any --stop--> Ended(stopped)

Nothing counts ticks: a fixed interval ends at its start plus its length exactly, and so does a window,
whenever `beat` notices it; only a key sets a new origin, at the key's time (DESIGN §2). `beat` must be called
more often than once a second while the tape moves: a longer silence means that the computer or the program
stood still, and the tape is paused at the last moment it did run.
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
"""In the first 2 s of an interval ← goes to the one before."""
STEP: Final[Ms] = 10_000
"""What `]` and `[` add and take."""
LONGEST_SILENCE: Final = 1 * NS_PER_S
LONGEST_BOOT_GROWTH: Final = NS_PER_S // 2


class Transport:
    """Plays one timeline: what each key does in each state. The deck below it moves the tape.

    Every command first lets time pass up to now, then acts; both return what happened, in order.

    Args:
        timeline: The tape; it has at least one interval.
        clock: Where time comes from.
        speed: Routine seconds per real second.
        start: Index of the first interval to play; a window around it begins as far as it is planned there.
    """

    def __init__(self, timeline: Timeline, clock: Clock, *, speed: float = 1.0, start: int = 0) -> None:
        self._clock = clock
        self._head = Playhead(speed)
        self._deck = TapeDeck(timeline, self._head, start)
        self._last_beat = clock.now()
        self._last_boot = clock.boot()

    # What is under the playhead.

    @property
    def timeline(self) -> Timeline:
        """The tape."""
        return self._deck.timeline

    @property
    def index(self) -> int:
        """Place of the interval on the tape; one past the last after the end."""
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
        """1-based pass of a window around the interval, see `TapeDeck.inner_pass`."""
        return self._deck.inner_pass(window)

    @property
    def planned(self) -> Ms | None:
        """Length of this interval with the person's changes; the rest of the window it fills; None: open."""
        return self._deck.planned

    @property
    def track(self) -> Track:
        """The phases of this interval, those too that open work repeats behind the ones on the tape."""
        return self._deck.track

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of this interval: open ones that are over have the length they had."""
        return self._deck.track.phases

    def ahead(self) -> Iterator[Coming]:
        """Yield what comes by itself after this interval, see `TapeDeck.ahead`."""
        return self._deck.ahead()

    # Where it is now.

    @property
    def state(self) -> State:
        """What the deck is doing."""
        return self._head.state

    @property
    def speed(self) -> float:
        """Routine seconds per real second."""
        return self._head.speed

    @property
    def offset(self) -> Ms:
        """Where the playhead was in this interval at the last beat."""
        return to_ms(self._head.offset(self._last_beat))

    @property
    def remaining(self) -> Ms | None:
        """What is left of this interval by its own length; None: open."""
        return None if self.planned is None else max(0, self.planned - self.offset)

    @property
    def window_left(self) -> Ms | None:
        """What is left of the innermost window with a length, which an outer one may cut; None: no such."""
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

    def clock_time_of(self, at: Ms) -> int | None:
        """Clock time at which the playhead is at `at` of this interval; None if the tape does not move.

        In a lead-in the answer is for when it is over.
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
        """Whether `skip` ends sets that otherwise go on and on."""
        return self._deck.in_endless_sets

    # Time and keys.

    def play(self) -> tuple[Event, ...]:
        """Start the tape; a start in the middle of the tape, at work, gets the lead-in."""
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
                    start = self.track.rep_start(to_ms(offset))
                    offset = min(offset, start * NS_PER_MS)
                    self._deck.retrack(self.track.rewound(start))
                events += self._deck.lead_in(offset, self._last_beat, LEAD_IN)
        return tuple(events)

    def through(self) -> tuple[Event, ...]:
        """Enter: I am through here, with an open phase or with the interval; paused: go on."""
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
        """→: leave this interval undone. Of sets without end this is the end."""
        events = self.beat()
        if isinstance(self.state, Ended):
            return events
        return (*events, *self._deck.skip(self._last_beat))

    def back(self) -> tuple[Event, ...]:
        """←: to the start of this interval; in its first 2 s to the one before, the way that was played."""
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
        """Give this interval `change` more (or less, if negative).

        Never less than what has been played, and never more than is left of the windows around it.
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
        self._head.settle(now)  # before the new length, in whole milliseconds, can cut off a part of one
        deck.set_length(length)
        events.append(LengthChanged(self.index, to_ms(length)))
        if to_ms(length) == offset:
            self._head.begin_paused(now)
            # Work of which nothing was done cannot be done, however short it was made.
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
        """Let the lead-in that is on last until clock time `until` at least: words come before its ticks."""
        self._head.put_off(until)

    def change_tape(self, timeline: Timeline, index: int) -> tuple[Event, ...]:
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
        return (*events, *self._deck.change_tape(timeline, index, self._last_beat))

    def _refusal(self) -> str | None:
        """Why the length of this interval is not the person's; None if it is."""
        if self.interval.fills:
            return "This rest ends on the beat."
        if self._deck.length is None:
            return "This step waits for your key: its length is yours."
        if self.interval.has_beat or self.interval.dose is Dose.HELD_REPS:
            return "Counted reps keep their length."
        return None
