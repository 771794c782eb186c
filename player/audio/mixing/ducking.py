"""Ducking: tones are softer while something is said."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from player.audio.clips import RATE

RAMP: Final = RATE * 10 // 1000
"""Frames from full loudness to ducked and back: 10 ms (VOICE §2)."""

BEFORE: Final = RATE * 20 // 1000
"""Frames before a phrase at which tones begin to go down: 20 ms."""

AFTER: Final = RATE * 60 // 1000
"""Frames after a phrase at which tones are as loud as before: 60 ms."""

DUCKED: Final = 10 ** (-8 / 20)
"""Factor of tones under speech: 8 dB less."""

SHIFT: Final = 16
"""Bits by which factors are shifted left to be whole numbers: a multiplication and a shift for a sample."""

_FACTORS: Final = tuple(
    round((1 << SHIFT) * (DUCKED + (1 - DUCKED) * step / RAMP)) for step in range(RAMP + 1)
)
"""Factors by step of the ramp; the first is fully ducked, the last is full loudness."""


class Quiet(NamedTuple):
    """Frames from `begin` to before `end` in which tones are lowered."""

    begin: int
    end: int


class Run(NamedTuple):
    """Places from `first` to before `until` of a block in which tones are not at full loudness."""

    first: int
    until: int
    factors: tuple[int, ...]
    """One for each place; one alone holds for all of them."""


class Ducking:
    """Walks along a stream, one step of the ramp a frame at most: nothing ever jumps, whatever comes late.

    So phrases close together, one that came too late for its ramp, and one that was hushed in the middle need
    no rules of their own.
    """

    def __init__(self) -> None:
        self._step = RAMP

    @property
    def is_open(self) -> bool:
        """Whether tones are at full loudness."""
        return self._step == RAMP

    def open(self) -> None:
        """Set tones to full loudness at once: nothing sounds in which a jump could be heard."""
        self._step = RAMP

    def runs(self, begin: int, frames: int, quiet: Iterable[Quiet]) -> list[Run]:
        """Walk over one block.

        Args:
            begin: Its first frame, the one after the block before.
            frames: Its length.
            quiet: Where speech is, in any order.

        Returns:
            The parts of the block whose tones are lowered, in order, with their factors.
        """
        runs: list[Run] = []
        at, end = begin, begin + frames
        while at < end:
            ends = [stretch.end for stretch in quiet if stretch.begin <= at < stretch.end]
            goal = 0 if ends else RAMP
            borders = ends or [stretch.begin for stretch in quiet if stretch.begin > at]
            until = min(end, max(borders) if ends else min(borders, default=end))
            if goal != self._step:
                until = min(until, at + abs(goal - self._step))
                runs.append(Run(at - begin, until - begin, self._ramp(goal, until - at)))
            elif goal == 0:
                runs.append(Run(at - begin, until - begin, _FACTORS[:1]))
            at = until
        return runs

    def _ramp(self, goal: int, frames: int) -> tuple[int, ...]:
        """Return the factors of the next `frames` frames on the way to `goal`."""
        before = self._step
        if goal < before:
            self._step = before - frames
            return _FACTORS[self._step : before][::-1]
        self._step = before + frames
        return _FACTORS[before + 1 : self._step + 1]
