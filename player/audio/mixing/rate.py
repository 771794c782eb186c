"""Converts the mixer's 44.1 kHz to the 48 kHz of nearly every device.

A sound server would convert as well, but in pieces of odd lengths: on a recorded null sink that put sounds up
to 0.5 ms off their moment and let its clock run 165 millionths fast; converted here it is 0.1 ms and none.
"""

from array import array
from collections.abc import Callable
from itertools import islice
from typing import Final

from player.audio.clips import RATE

DEVICE_RATE: Final = 48_000
_NS: Final = 1_000_000_000
_UP: Final = 160
_DOWN: Final = 147
"""48,000 : 44,100."""

assert RATE * _UP == DEVICE_RATE * _DOWN  # noqa: S101  a changed rate must not be found out by ear


class Upsampler:
    """Hands out blocks of any length at `DEVICE_RATE`, rendered at the mixer's rate in groups of 147 frames.

    Args:
        render: Gives the next frames as bytes: how many, and when (ns) the first of them is asked for.
    """

    def __init__(self, render: Callable[[int, int], bytes]) -> None:
        self._render = render
        self._rest = b""
        self._last = 0

    def __call__(self, frames: int, now: int) -> bytes:
        """Return the next `frames` frames, asked for at `now` ns."""
        held = len(self._rest) // 2
        if held < frames:
            groups = -(-(frames - held) // _UP)
            # What is rendered now comes after what is still held, so it is asked for that much later.
            self._rest += self._upsampled(
                self._render(groups * _DOWN, now + held * _NS // DEVICE_RATE), groups
            )
        block, self._rest = self._rest[: 2 * frames], self._rest[2 * frames :]
        return block

    def _upsampled(self, block: bytes, groups: int) -> bytes:
        """Interpolate linearly between samples: below 2 kHz, where all cues lie, off by 0.1 dB at most.

        Each of the 160 places between two samples is done in one go over all groups; silence costs nothing.
        """
        if not self._last and not block.strip(b"\0"):
            return bytes(2 * groups * _UP)
        source = array("h", [self._last])
        source.frombytes(block)
        self._last = source[-1]
        frames = array("h", bytes(2 * groups * _UP))
        for place in range(_UP):
            base, part = divmod(place * _DOWN, _UP)
            pairs = zip(source[base::_DOWN], source[base + 1 :: _DOWN], strict=False)
            frames[place::_UP] = array("h", [a + (b - a) * part // _UP for a, b in islice(pairs, groups)])
        return frames.tobytes()
