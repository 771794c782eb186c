"""A tape deck on a clock that moves only when told, with a hand that presses keys."""

from collections.abc import Callable
from typing import Self

from player.routine.model import Step
from player.session.clock import NS_PER_MS, ManualClock
from player.session.events import Event, IntervalLeft, LeadIn, LengthChanged, Outcome, Refused
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready
from player.session.transport import STEP, Transport
from player.timeline.model import Timeline

BEAT = 0.25
"""Real seconds between two beats; the law allows one."""


def _written(*steps: Step, prepare: float, transition: float) -> Timeline:
    from tests.timeline.builders import tape  # noqa: PLC0415  tapes made by hand need no compiler

    return tape(*steps, prepare=prepare, transition=transition)


class Deck:
    """Plays a tape and keeps everything that was reported. Times are seconds of the routine."""

    def __init__(
        self,
        *steps: Step,
        timeline: Timeline | None = None,
        prepare: float = 0,
        transition: float = 10,
        speed: float = 1.0,
        start: int = 0,
        every: float = BEAT,
    ) -> None:
        self.clock = ManualClock()
        self.timeline = timeline or _written(*steps, prepare=prepare, transition=transition)
        self.transport = Transport(self.timeline, self.clock, speed=speed, start=start)
        self.events: list[Event] = []
        self.speed = speed
        self.every = every

    def play(self) -> Self:
        self._heard(self.transport.play())
        return self

    def beat(self) -> Self:
        self._heard(self.transport.beat())
        return self

    def wait(self, seconds: float) -> Self:
        """Let time pass, with a beat at least every quarter of a real second."""
        return self.wait_real(seconds / self.speed)

    def wait_real(self, seconds: float) -> Self:
        end = self.clock.now() + round(seconds * 1_000_000_000)
        while self.clock.now() < end:
            self.clock.advance(min(self.every, (end - self.clock.now()) / 1_000_000_000))
            self._heard(self.transport.beat())
        return self

    def press(self, *keys: str) -> Self:
        for key in keys:
            self._heard(self._press(key))
        return self

    def seek(self, index: int) -> Self:
        self._heard(self.transport.seek(index))
        return self

    def _press(self, key: str) -> tuple[Event, ...]:
        deck = self.transport
        does: dict[str, Callable[[], tuple[Event, ...]]] = {
            "space": deck.toggle,
            "enter": deck.through,
            "→": deck.skip,
            "←": deck.back,
            "]": lambda: deck.adjust(STEP),
            "[": lambda: deck.adjust(-STEP),
            "q": deck.stop,
        }
        return does[key]()

    def _heard(self, events: tuple[Event, ...]) -> None:
        self.events.extend(events)

    def forget(self) -> Self:
        """Look only at what comes from here on."""
        self.events.clear()
        return self

    @property
    def left(self) -> list[IntervalLeft]:
        return [event for event in self.events if isinstance(event, IntervalLeft)]

    @property
    def records(self) -> list[tuple[int, str, float, int | None]]:
        """Of every interval left: its index, how, the seconds and the reps done."""
        return [(left.index, left.outcome.value, left.done / 1000, left.done_reps) for left in self.left]

    @property
    def passes(self) -> list[tuple[str, int, str, float]]:
        """Of every interval left: its path, its pass, how, the seconds done."""
        paths = [interval.path for interval in self.timeline.intervals]
        return [(paths[left.index], left.pass_, left.outcome.value, left.done / 1000) for left in self.left]

    @property
    def lead_ins(self) -> list[float]:
        return [event.length / 1000 for event in self.events if isinstance(event, LeadIn)]

    @property
    def refusals(self) -> list[str]:
        return [event.reason for event in self.events if isinstance(event, Refused)]

    @property
    def lengths(self) -> list[float]:
        return [event.planned / 1000 for event in self.events if isinstance(event, LengthChanged)]

    @property
    def at(self) -> tuple[int, float]:
        """Interval and offset."""
        return self.transport.index, self.transport.offset / 1000

    @property
    def window_left(self) -> float | None:
        left = self.transport.window_left
        return None if left is None else left / 1000

    @property
    def active(self) -> float:
        return self.transport.active / 1000

    @property
    def paused(self) -> float:
        return self.transport.paused / 1000

    @property
    def doing(self) -> str:
        match self.transport.state:
            case Ready():
                return "ready"
            case Playing():
                return "playing"
            case IsPaused():
                return "paused"
            case LeadingIn():
                return "leading in"
            case Ended(finished=finished):
                return "finished" if finished else "stopped"

    @property
    def now(self) -> float:
        """Seconds of the clock."""
        return self.clock.now() / NS_PER_MS / 1000


DONE, PARTIAL, SKIPPED = Outcome.DONE.value, Outcome.PARTIAL.value, Outcome.SKIPPED.value
