"""Speech as it is stored: one byte a sample (G.711 mu-law) in a WAV file, 22,050 Hz, one channel.

Half the bytes of 16-bit samples, decoded with two table look-ups that run in C: no codec is needed anywhere.
"""

import struct
import sys
from array import array
from collections.abc import Iterable
from functools import cache
from typing import Final

from player.audio.clips import Clip

SPEECH_RATE: Final = 22_050
"""Frames per second of stored speech: half the mixer's rate, so that each sample becomes two."""

MAX_SPOKEN: Final = 45 * SPEECH_RATE
"""Frames of one clip at most: a `say` of a routine may be longer than a cue ever is."""

MULAW: Final = 7
"""The format of mu-law samples in a WAV header."""

SILENCE: Final = 0xFF
"""The byte of a sample of 0."""

_BIAS: Final = 132
"""The number that G.711 adds to an amplitude so that each doubling of it begins at a power of two."""


def _level(byte: int) -> int:
    """The sample a byte stands for (G.711: all bits are stored inverted)."""
    code = ~byte & 0xFF
    amplitude = (((code & 0x0F) << 3) + _BIAS << (code >> 4 & 7)) - _BIAS
    return -amplitude if code & 0x80 else amplitude


LEVELS: Final = tuple(_level(byte) for byte in range(256))
"""The sample of each byte."""


def _offset(byte: int) -> int:
    """The sample of a byte as a number from 0 to 65,535: averages need no sign then."""
    return LEVELS[byte] + 0x8000


_HIGH: Final = bytes(_offset(byte) >> 8 for byte in range(256))
_LOW: Final = bytes(_offset(byte) & 0xFF for byte in range(256))


def decode(data: bytes) -> Clip:
    """Return stored samples at the mixer's rate: every second one is the mean of its neighbours.

    A loop over the samples of a sentence would take as long as the mixer has for a block. All means are taken
    at once instead, as one sum of numbers as long as the sentence: the mean of two numbers is the bits they
    share plus half of those they do not, and no carry ever leaves its 16 bits.
    """
    count = len(data)
    if not count:
        return array("h")
    lanes = bytearray(2 * count)
    lanes[0::2], lanes[1::2] = data.translate(_LOW), data.translate(_HIGH)
    here = int.from_bytes(lanes, "little")
    following = here >> 16 | here >> 16 * (count - 1) << 16 * (count - 1)  # the last one follows itself
    means = (here & following) + ((here ^ following) >> 1 & _repeated(0x7FFF, count))
    signs = _repeated(0x8000, count)
    clip = array("h", bytes(4 * count))
    clip[0::2], clip[1::2] = _samples(here ^ signs, count), _samples(means ^ signs, count)
    return clip


def _repeated(lane: int, count: int) -> int:
    return int.from_bytes(lane.to_bytes(2, "little") * count, "little")


def _samples(lanes: int, count: int) -> Clip:
    samples = array("h", lanes.to_bytes(2 * count, "little"))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def encode(samples: Iterable[int]) -> bytes:
    """Return 16-bit samples as bytes, each the one whose level is nearest."""
    nearest = _nearest()
    return bytes(nearest[sample + 0x8000] for sample in samples)


@cache
def _nearest() -> bytes:
    """The byte of every 16-bit sample; where two are as near, the smaller level. Takes 20 ms, once."""
    ordered = sorted((level, byte) for byte, level in enumerate(LEVELS) if byte != SILENCE & 0x7F)  # -0 is 0
    table = bytearray(0x10000)
    place = 0
    for sample in range(-0x8000, 0x8000):
        while place + 1 < len(ordered) and ordered[place + 1][0] - sample < sample - ordered[place][0]:
            place += 1
        table[sample + 0x8000] = ordered[place][1]
    return bytes(table)


def wav(data: bytes) -> bytes:
    """Return the bytes of a WAV file of stored samples."""
    form = struct.pack("<HHIIHHH", MULAW, 1, SPEECH_RATE, SPEECH_RATE, 1, 8, 0)
    chunks = _chunk(b"fmt ", form) + _chunk(b"fact", struct.pack("<I", len(data))) + _chunk(b"data", data)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body + bytes(len(body) % 2)
