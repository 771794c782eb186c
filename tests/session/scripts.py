"""Random sessions: keys, waits and sleep in any order, and a stopwatch that knows when the tape moves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from hypothesis import strategies as st

from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.events import Event, Finished, IntervalEntered, LeadIn, Paused, Slept, Stopped
from player.session.state import Playing
from player.timeline.model import Timeline
from tests.session.deck import Deck
from tests.timeline.builders import block, exercise, rest, tape

Ns: TypeAlias = int


@dataclass(frozen=True)
class Wait:
    """Real time with beats in it."""

    length: Ns
    every: Ns


@dataclass(frozen=True)
class Press:
    key: str


@dataclass(frozen=True)
class Seek:
    share: float
    """Of the tape: 0 is the first interval, 1 the last."""


@dataclass(frozen=True)
class Stall:
    """More than a second without a beat."""

    length: Ns


@dataclass(frozen=True)
class Suspend:
    """The computer sleeps: only the boot clock moves."""

    length: Ns


Act: TypeAlias = Wait | Press | Seek | Stall | Suspend
Script: TypeAlias = list[Act]

LONGEST_BEAT: Final = 900_000_000
KEYS: Final = ("space", "enter", "→", "←", "]", "[")

waits = st.builds(
    Wait,
    st.one_of(st.integers(0, 6 * NS_PER_S), st.integers(0, 12_000).map(lambda length: length * NS_PER_MS)),
    st.integers(LONGEST_BEAT // 9, LONGEST_BEAT),
)
presses = st.sampled_from(KEYS).map(Press)
seeks = st.floats(0, 1).map(Seek)
sleeps: st.SearchStrategy[Act] = st.one_of(
    st.builds(Stall, st.integers(NS_PER_S + 1, 100 * NS_PER_S)),
    st.builds(Suspend, st.integers(NS_PER_S // 2 + 1, 100 * NS_PER_S)),
)


def scripts(*, sleep: bool = False, most: int = 25) -> st.SearchStrategy[Script]:
    """Sessions that nobody ends on purpose."""
    acts: st.SearchStrategy[Act] = st.one_of(waits, waits, presses, seeks, *([sleeps] if sleep else []))
    return st.lists(acts, max_size=most)


speeds = st.sampled_from([1.0, 1.0, 0.5, 1.25, 3.0, 7.0, 20.0])


def all_kinds() -> Timeline:
    """Every kind of interval and of dose, with and without gaps."""
    return tape(
        exercise("Stretch", hold=12, sides=("right", "left"), sets=2, switch=0, rest=7),
        exercise("Row", reps=4, tempo=[("up", 0.7), ("hold", 0.3), ("down", 1.1)], prepare=6),
        exercise("Chin tuck", hold=2.5, reps=3),
        rest(9, name="Cat stretch"),
        rest(4),
        block(
            exercise("March", lasting=9),
            exercise("Step", lasting=10, tempo=[("up", 1.3), ("down", 1.2)]),
            rounds=2,
            rest=3,
            transition=0,
        ),
        exercise("Curl", reps=8),
        exercise("Free"),
        prepare=5,
        transition=2.5,
    )


class Stopwatch:
    """Adds up the real time in which the tape ought to move, from what was reported and when."""

    def __init__(self, deck: Deck) -> None:
        self.moved: Ns = 0
        self._deck = deck
        self._since: Ns | None = None

    def hear(self, events: list[Event], now: Ns, last_beat: Ns) -> None:
        """Take in what one call reported at `now`; a sleep began at `last_beat`."""
        entered = False
        for event in events:
            match event:
                case Slept():
                    self._stop(last_beat)
                case Paused() | Stopped() | Finished():
                    self._stop(now)
                case LeadIn(length=length):
                    self._stop(now)
                    self._since = now + round(length * NS_PER_MS / self._deck.speed)
                    entered = False
                case IntervalEntered():
                    entered = True
                case _:
                    pass
        if entered and isinstance(self._deck.transport.state, Playing):
            # A jump from a lead-in into a gap: the tape moves at once.
            self._since = now if self._since is None or self._since > now else self._since

    def total(self, now: Ns) -> Ns:
        running = 0 if self._since is None else max(0, now - self._since)
        return self.moved + running

    def _stop(self, now: Ns) -> None:
        self.moved = self.total(now)
        self._since = None


def run(deck: Deck, script: Script, check: Callable[[Stopwatch], None] = lambda _: None) -> Stopwatch:
    """Play `script` on `deck`; `check` is called after everything that happens."""
    watch = Stopwatch(deck)
    last_beat = deck.clock.now()

    def happens(action: Callable[[], Deck]) -> None:
        nonlocal last_beat
        known = len(deck.events)
        action()
        watch.hear(deck.events[known:], deck.clock.now(), last_beat)
        last_beat = deck.clock.now()
        check(watch)

    happens(deck.play)
    for act in script:
        match act:
            case Wait(length=length, every=every):
                end = deck.clock.now() + length
                while deck.clock.now() < end:
                    deck.clock.advance(min(every, end - deck.clock.now()) / NS_PER_S)
                    happens(deck.beat)
            case Press(key=key):
                happens(partial(deck.press, key))
            case Seek(share=share):
                happens(partial(deck.seek, round(share * (len(deck.timeline.intervals) - 1))))
            case Stall(length=length):  # whatever comes next notices it
                deck.clock.advance(length / NS_PER_S)
            case Suspend(length=length):
                deck.clock.suspend(length / NS_PER_S)
    return watch
