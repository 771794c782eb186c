"""Prepares a spoken clip for mixing: trimmed to its first sound, at equal loudness, with limited peaks.

Plain Python, 0.07 s for a second of speech: for the maker of the clips and for the process that speaks
ahead of time, never for the engine.
"""

import math
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from player.audio.speech.mulaw import LEVELS, SPEECH_RATE

LEVELLING: Final = 1
"""Version of this module's result: raised when the same sound would become another clip."""

LOUDNESS: Final = -16.0
"""LUFS of a clip, one channel, measured over all of it."""

FULL: Final = 32_768
"""Full scale of 16 bits."""

PEAK: Final = max(level for level in LEVELS if level <= FULL * 10 ** (-3 / 20)) / FULL
"""No sample is higher: the highest stored level that is no higher than -3 dBFS."""

HEARD: Final = 10 ** (-46 / 20)
"""Sound below -46 dBFS counts as silence."""

LEAD: Final = SPEECH_RATE * 4 // 1000
"""Frames kept before the first sound: a word stands on its beat, and its onset is not bitten off."""
TAIL: Final = SPEECH_RATE * 15 // 1000
"""Frames kept after the last one."""

_FADE_IN: Final = SPEECH_RATE * 2 // 1000
_FADE_OUT: Final = SPEECH_RATE * 10 // 1000

_BLOCK: Final = SPEECH_RATE // 100
"""Frames over which the limiter's gain moves: longer than a period of a low voice, or it would be heard as
a rough voice."""

_MOST_LIMITED: Final = 10 ** (10 / 20)
"""How far above `PEAK` the limiter takes a clip: beyond 10 dB it would be heard; the clip stays softer."""

_PASSES: Final = 3
"""Limiting makes a clip softer; what is lost is added before the limiter, a little less each time."""


def levelled(samples: Sequence[int], rate: int = SPEECH_RATE) -> "array[int]":
    """Return a clip trimmed, at `LOUDNESS` and `SPEECH_RATE`; empty if nothing in it is heard.

    Args:
        samples: 16 bit, one channel.
        rate: Of `samples`.
    """
    sound = resampled([sample / FULL for sample in samples], rate)
    highest = max(map(abs, sound), default=0.0)
    if highest == 0:
        return array("h")
    sound = trimmed([x / highest for x in sound])
    top = max(map(abs, sound))
    heard, gain = sound, 1.0
    for _ in range(_PASSES):
        wanted = gain * 10 ** ((LOUDNESS - loudness(heard)) / 20)
        gain = min(wanted, PEAK * _MOST_LIMITED / top)
        heard = limited([gain * x for x in sound])
        if gain * top <= PEAK or gain < wanted:
            break  # nothing was limited, or nothing more may be
    return array("h", (round(FULL * x) for x in faded(trimmed(heard))))


def resampled(sound: list[float], rate: int) -> list[float]:
    """Return a sound at `SPEECH_RATE`, by linear interpolation."""
    if rate == SPEECH_RATE or not sound:
        return sound
    padded = [*sound, sound[-1]]
    places = (frame * rate / SPEECH_RATE for frame in range(max(1, len(sound) * SPEECH_RATE // rate)))
    return [
        padded[int(place)] + (padded[int(place) + 1] - padded[int(place)]) * (place % 1) for place in places
    ]


def trimmed(sound: list[float]) -> list[float]:
    """Return a sound from just before its first to just after its last sample that is heard."""
    heard = [n for n, x in enumerate(sound) if x > HEARD or x < -HEARD]
    if not heard:
        return []
    return sound[max(0, heard[0] - LEAD) : heard[-1] + 1 + TAIL]


def faded(sound: list[float]) -> list[float]:
    """Return a sound that begins and ends without a click."""
    rise, fall = min(_FADE_IN, len(sound) // 2), min(_FADE_OUT, len(sound) // 2)
    start = [x * n / rise for n, x in enumerate(sound[:rise])]
    end = [x * (fall - 1 - n) / fall for n, x in enumerate(sound[len(sound) - fall :])]
    return [*start, *sound[rise : len(sound) - fall], *end]


def limited(sound: list[float]) -> list[float]:
    """Return a sound of which nothing is higher than `PEAK`.

    Each block has the gain that its highest sample and those of its neighbours need; between the middles of
    blocks the gain moves in a straight line, so that no step is heard and nothing slips through.
    """
    peaks = [max(map(abs, sound[n : n + _BLOCK])) for n in range(0, len(sound), _BLOCK)]
    if not peaks or max(peaks) <= PEAK:
        return sound
    needed = [min(1.0, PEAK / peak) if peak else 1.0 for peak in peaks]
    around = [1.0, *needed, 1.0]
    gains = [min(around[n : n + 3]) for n in range(len(needed))]
    half = _BLOCK // 2
    bent = [gains[0]] * half
    for here, following in pairwise([*gains, gains[-1]]):
        step = (following - here) / _BLOCK
        bent.extend(here + step * n for n in range(_BLOCK))
    return [gain * x for gain, x in zip(bent, sound, strict=False)]


def loudness(sound: Sequence[float], rate: int = SPEECH_RATE) -> float:
    """Return the loudness of one channel in LUFS (ITU-R BS.1770-4); a clip shorter than a window is one.

    Without sound: minus infinity.
    """
    squares = _weighted_squares(sound, rate)
    window = rate * 4 // 10
    quarter = window // 4
    sums = [sum(squares[n : n + quarter]) for n in range(0, len(squares) - quarter + 1, quarter)]
    if len(sums) < 4:  # noqa: PLR2004  quarters of a window
        return _lufs(sum(squares) / len(squares)) if squares else -math.inf
    means = [sum(sums[n : n + 4]) / window for n in range(len(sums) - 3)]
    loud = [mean for mean in means if _lufs(mean) > -70]  # noqa: PLR2004  the absolute gate
    if not loud:
        return -math.inf
    gate = sum(loud) / len(loud) / 10  # the relative one, 10 LU below
    loud = [mean for mean in loud if mean > gate]
    return _lufs(sum(loud) / len(loud))


def _lufs(mean_square: float) -> float:
    return -0.691 + 10 * math.log10(mean_square) if mean_square > 0 else -math.inf


def _weighted_squares(sound: Sequence[float], rate: int) -> list[float]:
    """Return the squares after K-weighting: a shelf for the head, then a high-pass."""
    b0, b1, b2, a1, a2 = _shelf(rate)
    c1, c2 = _high_pass(rate)
    x1 = x2 = y1 = y2 = z1 = z2 = 0.0
    squares = []
    for x in sound:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        z = y - 2 * y1 + y2 - c1 * z1 - c2 * z2
        x2, x1, y2, y1, z2, z1 = x1, x, y1, y, z1, z
        squares.append(z * z)
    return squares


def _shelf(rate: int) -> tuple[float, float, float, float, float]:
    """Return the first filter of BS.1770 at any rate, from its analogue form: the standard has 48 kHz."""
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    return (
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    )


def _high_pass(rate: int) -> tuple[float, float]:
    """Return the second filter of BS.1770, whose numerator is 1, -2, 1."""
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    a0 = 1 + k / q + k * k
    return 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0
