"""The board: the time of one interval in which phrases may stand, between its sounds and other phrases."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import Moment, Said
from player.timeline.cues import Cue
from player.timeline.sounds import CueSound, Sound, stands_for

BEFORE_SOUND: Final[Ms] = 200
"""Least silence between a phrase and the next body sound."""
BEFORE_TICKS: Final[Ms] = 300
BETWEEN: Final[Ms] = 250
"""Least silence between two phrases."""
BETWEEN_COUNTS: Final[Ms] = 150
"""Least silence between two phrases if one of them stands on `tick-out`."""
LEAST_BETWEEN: Final[Ms] = 50
"""Least silence in either case if a phrase turns out longer than planned."""
ENDLESS: Final[Ms] = 1 << 60
"""End of open work."""

_TICK: Final[Ms] = 1000
"""Time from a tick to the next, or from the last tick to the sound after it."""


def voice_after(sound: CueSound) -> Ms:
    """Return the time from the onset of a sound to the earliest word."""
    return stands_for(sound).word_after


class FreeSpan(NamedTuple):
    """A stretch of time; times are from the start of the interval."""

    start: Ms
    end: Ms


class Board:
    """The time of one interval, or of a stretch of it: what its sounds keep free, and what is said in it.

    Args:
        cues: The sounds, in order of time.
        end: End of the interval, where a sound follows; `ENDLESS` if it is unknown.
        start: Time before which nothing can be placed.
    """

    def __init__(self, cues: Iterable[Cue], end: Ms = ENDLESS, start: Ms = 0) -> None:
        self.end = end
        self.said: list[Said] = []
        """The phrases placed so far, in order of time."""
        self._starts: list[Ms] = []
        self._ends: list[Ms] = []
        self._begin = start
        for cue in cues:
            self._keep(cue)
        if end < ENDLESS:
            self._reserve(end - BEFORE_SOUND, ENDLESS)

    def _keep(self, cue: Cue) -> None:
        if cue.sound is Sound.PULSE:
            return
        if cue.sound is Sound.TICK:
            self._reserve(cue.at - BEFORE_TICKS, cue.at + _TICK)
        elif cue.sound is Sound.TICK_OUT:  # nothing but its own word
            self._reserve(cue.at - BEFORE_SOUND, cue.at + _TICK)
        else:
            self._reserve(cue.at - BEFORE_SOUND, cue.at + voice_after(cue.sound))

    def _reserve(self, start: Ms, end: Ms) -> None:
        """Keep a stretch free; sounds come in order, but their stretches may begin in another order."""
        while self._starts and self._starts[-1] >= start:
            self._starts.pop()
            end = max(end, self._ends.pop())
        if self._ends and self._ends[-1] >= start:
            self._ends[-1] = max(end, self._ends[-1])
        else:
            self._starts.append(start)
            self._ends.append(end)

    def slot(self, at: Ms) -> Ms:
        """Return the earliest start of a word that belongs to the sounds at `at`."""
        reserved = bisect_right(self._ends, at)
        if reserved < len(self._starts) and self._starts[reserved] <= at:
            return self._ends[reserved]
        return at

    def fits(self, at: Ms, length: Ms, moment: Moment | None = None) -> bool:
        """Whether a phrase of `length` at `at` touches nothing."""
        return self.next_fit(at, length, moment, until=at + length) == at

    def next_fit(self, at: Ms, length: Ms, moment: Moment | None = None, *, until: Ms = ENDLESS) -> Ms | None:
        """Return the first time from `at` on at which a phrase fits and ends by `until`; None: none."""
        at = max(at, self._begin)
        while at + length <= until:
            clash = self._clash(at, length, moment)
            if clash is None:
                return at
            at = clash.end
        return None

    def last_fit(self, length: Ms, moment: Moment | None = None, *, since: Ms, until: Ms) -> Ms | None:
        """Return the last time at which a phrase fits, begins from `since` on and ends by `until`."""
        at, since = until - length, max(since, self._begin)
        while at >= since:
            clash = self._clash(at, length, moment)
            if clash is None:
                return at
            at = clash.start - length
        return None

    def free_after(self, at: Ms, moment: Moment | None = None, *, apart: Ms = BETWEEN) -> Ms:
        """Return how long a phrase at `at` can become before it touches the next sound or phrase.

        Args:
            at: Its start.
            moment: Its kind.
            apart: Most silence that must be left before the next phrase.
        """
        reserved = bisect_right(self._ends, at)
        ends = self._starts[reserved] if reserved < len(self._starts) else ENDLESS
        following = bisect_right(self.said, at, key=_at)
        if following < len(self.said):
            said = self.said[following]
            ends = min(ends, said.at - min(apart, _between(moment, said.moment)))
        return max(0, ends - at)

    def ends_near(self, at: Ms, length: Ms, apart: Ms) -> Ms | None:
        """Return the end of the last phrase closer than `apart` to this one; None: there is none."""
        before = bisect_right(self.said, at + length + apart, key=_at)
        if before and self.said[before - 1].end > at - apart:
            return self.said[before - 1].end
        return None

    def say(self, said: Said) -> None:
        """Place a phrase, which must fit."""
        self.said.insert(bisect_right(self.said, said.at, key=_at), said)

    def _clash(self, at: Ms, length: Ms, moment: Moment | None) -> FreeSpan | None:
        """Return a stretch that a phrase would touch; it must end before or begin after it. None: none."""
        end = at + length
        reserved = bisect_right(self._ends, at)
        if moment is not Moment.COUNT_OUT and reserved < len(self._starts) and self._starts[reserved] < end:
            return FreeSpan(self._starts[reserved], self._ends[reserved])
        following = bisect_left(self.said, at, key=_at)
        for said in self.said[max(0, following - 1) : following + 1]:
            apart = _between(moment, said.moment)
            if at < said.end + apart and said.at < end + apart:
                return FreeSpan(said.at - apart, said.end + apart)
        return None


def _at(said: Said) -> Ms:
    return said.at


def _between(moment: Moment | None, other: Moment) -> Ms:
    return BETWEEN_COUNTS if Moment.COUNT_OUT in {moment, other} else BETWEEN
