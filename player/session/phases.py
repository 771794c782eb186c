"""The phases of one interval as they are played: open ones with the length they had. Pure.

Open work repeats its last rep until Enter. This is computed from the last rep, so that an hour costs as much
as a second. Times are milliseconds from the start of the interval.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from player.routine.units import Ms
from player.timeline.model import Dose, Interval, Phase

RELAX: Final = "relax"
"""The phase between held reps, in which nothing is held."""


class Track:
    """The phases of one interval.

    Args:
        interval: The work, or the gap.
        closed: Lengths of the open phases that are over, in order.
    """

    def __init__(self, interval: Interval, closed: tuple[Ms, ...] = ()) -> None:
        self._interval = interval
        self._closed = closed
        planned = interval.phases
        self._open = [number for number, phase in enumerate(planned) if phase.is_open]
        counted = interval.dose in {Dose.BEAT, Dose.HELD_REPS}
        self.endless = bool(self._open) and counted and (interval.reps is None or interval.at_least)
        """Whether there is always one more rep with an open phase, so that only → ends the set."""
        if self.endless:
            planned = tuple(_extended(planned, len(closed)))
            self._open = [number for number, phase in enumerate(planned) if phase.is_open]
        self.phases: tuple[Phase, ...] = tuple(_played(planned, closed)) if closed else planned
        """The phases on the tape, with their real lengths as far as they are known."""
        self._waiting = self._open[len(closed)] if len(closed) < len(self._open) else None
        last = self.phases[-1] if self.phases else None
        self.end: Ms = last.start + last.duration if last is not None else 0
        """End of the last of them."""
        self._last_rep = bisect_left(self.phases, last.rep, key=_rep) if last is not None else 0
        self._again: Ms = 0
        """Length of the rep that is repeated behind `end`; 0: none is repeated."""
        if last is not None and interval.duration is None and not self._open:
            self._again = self.end - self.phases[self._last_rep].start

    @property
    def opens(self) -> bool:
        """Whether any of its phases lasts until Enter."""
        return bool(self._open)

    @property
    def length(self) -> Ms | None:
        """Length of the interval once its open phases are over; None: it has none, or not all are over."""
        return self.end if self._open and self._waiting is None else None

    def at(self, at: Ms) -> Phase | None:
        """Return the phase at `at`; None where there is none (open work, the remainder of a `for`)."""
        if not self.phases:
            return None
        if self._waiting is not None and at >= self.phases[self._waiting].start:
            return self.phases[self._waiting]
        found = bisect_right(self.phases, at, key=_start) - 1
        if found >= 0 and at < self.phases[found].start + self.phases[found].duration:
            return self.phases[found]
        if not self._again or at < self.end:
            return None
        passes, within = divmod(at - self.end, self._again)
        found = bisect_right(self.phases, self.phases[self._last_rep].start + within, key=_start) - 1
        return self._repeated(self.phases[found], passes)

    def between(self, start: Ms, end: Ms) -> Iterator[Phase]:
        """Yield the phases that begin from `start` on and before `end`, up to one that waits for Enter."""
        first = bisect_left(self.phases, start, key=_start)
        stop = len(self.phases) if self._waiting is None else self._waiting + 1
        for phase in self.phases[first:stop]:
            if phase.start >= end:
                return
            yield phase
        if not self._again:
            return
        pass_ = max(0, start - self.end) // self._again
        while self.end + pass_ * self._again < end:
            repeated = (self._repeated(phase, pass_) for phase in self.phases[self._last_rep :])
            yield from (phase for phase in repeated if start <= phase.start < end)
            pass_ += 1

    def rep_start(self, at: Ms) -> Ms:
        """Return the start of the rep at `at`; `at` itself where there is no rep."""
        phase = self.at(at)
        if phase is None:
            return at
        if self._again and at >= self.end:
            return self.end + (at - self.end) // self._again * self._again
        return self.phases[bisect_left(self.phases, phase.rep, key=_rep)].start

    def waits(self, at: Ms) -> bool:
        """Whether the phase at `at` lasts until Enter."""
        return self._waiting is not None and at >= self.phases[self._waiting].start

    def closing(self, at: Ms) -> "Track":
        """Return the track with the open phase at `at` ended there."""
        assert self._waiting is not None  # noqa: S101  the caller asked `waits`
        return Track(self._interval, (*self._closed, max(0, at - self.phases[self._waiting].start)))

    def rewound(self, at: Ms) -> "Track":
        """Return the track in which open phases from `at` on are open again."""
        kept = sum(self.phases[number].start < at for number in self._open[: len(self._closed)])
        return self if kept == len(self._closed) else Track(self._interval, self._closed[:kept])

    def reps_through(self, at: Ms, *, half_counts: bool = False) -> int | None:
        """Return how many reps are done at `at`; None where reps are not counted.

        Args:
            at: Time from the start of the interval.
            half_counts: Whether half a rep counts as one (Enter); else only whole ones count.
        """
        dose = self._interval.dose
        if dose is not Dose.BEAT and dose is not Dose.HELD_REPS:
            return None
        if not self.phases:
            return 0
        before = 0
        if self._again and at >= self.end:
            before, within = divmod(at - self.end, self._again)
            before, at = before + 1, self.phases[self._last_rep].start + within
        here = self.phases[max(0, bisect_right(self.phases, at, key=_start) - 1)]
        if self._waiting is not None and at >= self.phases[self._waiting].start:
            here = self.phases[self._waiting]
        first = bisect_left(self.phases, here.rep, key=_rep)
        rep = self.phases[first : bisect_right(self.phases, here.rep, key=_rep)]
        if dose is Dose.HELD_REPS:  # DESIGN §7: holds reached
            through = at > _last_hold(rep)
        elif half_counts:
            through = 2 * (at - rep[0].start) >= rep[-1].start + rep[-1].duration - rep[0].start
        else:
            through = at >= rep[-1].start + rep[-1].duration and not self._waits_in(here.rep)
        return before + here.rep - 1 + through

    @property
    def last_held(self) -> Ms:
        """End of the last hold on the tape; the relax phase after it is not part of the dose."""
        held = next((phase for phase in reversed(self.phases) if phase.label != RELAX), None)
        return 0 if held is None else held.start + held.duration

    def _waits_in(self, rep: int) -> bool:
        return self._waiting is not None and self.phases[self._waiting].rep == rep

    def _repeated(self, phase: Phase, passes: int) -> Phase:
        start = phase.start + (passes + 1) * self._again
        return phase._replace(rep=phase.rep + passes + 1, start=start)


def _rep(phase: Phase) -> int:
    return phase.rep


def _start(phase: Phase) -> Ms:
    return phase.start


def _last_hold(rep: tuple[Phase, ...]) -> Ms:
    """Return the start of the hold of a rep; of its second hold if it has one for each side."""
    held = [phase for phase in rep if phase.label != RELAX] or list(rep)
    return next(phase.start for phase in held if phase.side == held[-1].side)


def _extended(phases: tuple[Phase, ...], closed: int) -> Iterator[Phase]:
    """Repeat the last rep until there is an open phase that is not over."""
    yield from phases
    left = closed - sum(phase.is_open for phase in phases)
    rep = [phase for phase in phases if phase.rep == phases[-1].rep]
    opens = sum(phase.is_open for phase in rep)
    if not opens:
        return
    length = rep[-1].start + rep[-1].duration - rep[0].start
    for pass_ in range(1, left // opens + 2):
        yield from (p._replace(rep=p.rep + pass_, start=p.start + pass_ * length) for p in rep)


def _played(phases: Iterable[Phase], closed: tuple[Ms, ...]) -> Iterator[Phase]:
    """Give open phases the lengths they had, and shift the phases after them."""
    lengths = iter(closed)
    shift: Ms = 0
    for phase in phases:
        length = next(lengths, None) if phase.is_open else None
        if length is None:
            yield phase._replace(start=phase.start + shift)
        else:
            yield phase._replace(start=phase.start + shift, duration=length, is_open=False)
            shift += length - phase.duration
