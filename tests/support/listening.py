"""Hears a sound as a person does: how loud, how many strokes, which pitches, which way, how long.

Standard library only, and nothing of `player` or of the script that makes the sounds: it judges them.
"""

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import mul
from typing import Final

RATE: Final = 22_050
"""Frames per second of everything here: half of the files', which plain Python is thankful for."""

Filter = Callable[[float], float]
"""Gain in dB at a frequency in Hz."""


def a_weight(hertz: float) -> float:
    """The A curve of IEC 61672, dB."""
    square = hertz * hertz
    gain = 12_194**2 * square**2
    gain /= (square + 20.6**2) * (square + 12_194**2)
    gain /= math.sqrt((square + 107.7**2) * (square + 737.9**2))
    return 20 * math.log10(max(gain, 1e-9)) + 2.0


def laptop(hertz: float) -> float:
    """A small speaker: nothing to speak of below 400 Hz (second-order high-pass), dB."""
    return -10 * math.log10(1 + (400 / max(hertz, 1.0)) ** 4)


def old_ear(hertz: float) -> float:
    """Hearing loss: -10 dB at 1 kHz, -30 at 2 kHz, -60 at 4 kHz, straight between (VOICE §7.6)."""
    points = ((500.0, 0.0), (1_000.0, -10.0), (2_000.0, -30.0), (4_000.0, -60.0), (8_000.0, -90.0))
    if hertz <= points[0][0]:
        return 0.0
    for (low, gain), (high, after) in pairwise(points):
        if hertz <= high:
            return gain + (after - gain) * math.log2(hertz / low)
    return points[-1][1]


def halved(samples: Sequence[int]) -> list[float]:
    """16-bit samples at 44.1 kHz as this module wants them: half the rate, full scale 1.0."""
    return [(a + b) / 65_536 for a, b in zip(samples[::2], samples[1::2], strict=False)]


def spectrum(samples: Sequence[float], size: int) -> list[complex]:
    """Discrete Fourier transform of `samples`, padded to `size`, a power of two; the lower half."""
    padded = [complex(sample) for sample in samples] + [0j] * (size - len(samples))
    return _fft(padded)[: size // 2]


@cache
def _turns(size: int) -> list[complex]:
    return [cmath.exp(-2j * math.pi * k / size) for k in range(size // 2)]


def _fft(values: list[complex]) -> list[complex]:
    size = len(values)
    if size == 1:
        return values
    even, odd = _fft(values[::2]), list(map(mul, _turns(size), _fft(values[1::2])))
    return [a + b for a, b in zip(even, odd, strict=True)] + [a - b for a, b in zip(even, odd, strict=True)]


BLOCK: Final = 4_096


def powers(samples: Sequence[float]) -> list[tuple[float, float]]:
    """Frequency and energy of everything in a sound, summed over blocks of 0.19 s."""
    total = [0.0] * (BLOCK // 2)
    for start in range(0, len(samples), BLOCK):
        for k, value in enumerate(spectrum(samples[start : start + BLOCK], BLOCK)):
            total[k] += abs(value) ** 2
    return [(k * RATE / BLOCK, power) for k, power in enumerate(total)]


def band(samples: Sequence[float], low: float, high: float) -> float:
    """The part of the energy between two frequencies, 0 to 1."""
    spread = powers(samples)
    return sum(power for hertz, power in spread if low <= hertz <= high) / sum(power for _, power in spread)


def filtered(samples: Sequence[float], gain: Filter) -> list[float]:
    """A sound through a filter of linear phase, 63 taps."""
    taps, size = 63, 512
    wanted = [10 ** (gain(k * RATE / size) / 20) for k in range(size // 2 + 1)]
    both = wanted + wanted[-2:0:-1]
    middle = taps // 2
    impulse = [value.real / size for value in _fft([complex(x) for x in both])]
    shape = [
        impulse[abs(n - middle)] * (0.54 + 0.46 * math.cos(math.pi * (n - middle) / (middle + 1)))
        for n in range(taps)
    ]
    padded = [0.0] * middle + list(samples) + [0.0] * middle
    return [sum(map(mul, shape, padded[n : n + taps])) for n in range(len(samples))]


def loudness(samples: Sequence[float]) -> float:
    """A-weighted RMS of the loudest 100 ms, dB against full scale 1.0; silence around it counts."""
    window = RATE // 10
    weighted = filtered([0.0] * window + list(samples) + [0.0] * window, a_weight)
    power = best = 0.0
    for n in range(window, len(weighted)):
        power += weighted[n] ** 2 - weighted[n - window] ** 2
        best = max(best, power)
    return 10 * math.log10(best / window)


def strokes(samples: Sequence[float]) -> list[int]:
    """Frames at which a stroke begins: the level rises by 6 dB from a trough, and is not faint."""
    hop, window = RATE // 1_000, RATE * 5 // 1_000
    levels = [
        10 * math.log10(sum(x * x for x in samples[start : start + window]) / window + 1e-12)
        for start in range(-window // 2, len(samples), hop)
        for start in (max(start, 0),)
    ]
    floor = max(levels) - 25
    found: list[int] = []
    trough, rising = -200.0, False
    for n, level in enumerate(levels):
        if rising:
            rising = level > levels[n - 1] - 0.5
            trough = level
        elif level > max(trough + 6, floor):
            found.append(n * hop)
            rising = True
        trough = min(trough, level)
    return found


def pitch(samples: Sequence[float]) -> float:
    """The pitch of a short stretch, Hz: its period by self-likeness.

    Of nearly equal likenesses the shortest period is meant; a fifth has the pitch an octave below its root.
    """
    shortest, longest = RATE // 2_000, RATE // 180
    size = len(samples)
    squares = [0.0]
    for sample in samples:
        squares.append(squares[-1] + sample * sample)
    alike = [
        2
        * sum(map(mul, samples, samples[lag:]))
        / (squares[size - lag] + squares[size] - squares[lag] + 1e-12)
        for lag in range(longest + 2)
    ]
    peaks = [
        lag
        for lag in range(shortest, longest + 1)
        if alike[lag] >= max(alike[lag - 1], alike[lag + 1]) and alike[lag] > 0
    ]
    best = max(alike[lag] for lag in peaks)
    lag = next(lag for lag in peaks if alike[lag] >= 0.93 * best)
    before, here, after = alike[lag - 1 : lag + 2]
    return RATE / float(lag + (before - after) / 2 / (before - 2 * here + after))


def _strength(samples: Sequence[float], hertz: float) -> float:
    """Amplitude of one frequency in a stretch (Goertzel's sum, under a Hann window)."""
    size = len(samples)
    return abs(
        sum(
            sample * (1 - math.cos(2 * math.pi * n / size)) * cmath.exp(-2j * math.pi * hertz * n / RATE)
            for n, sample in enumerate(samples)
        )
    )


def notes(samples: Sequence[float]) -> list[float]:
    """The notes that sound together in a short stretch, Hz: the first three partials of its pitch, where they
    are as strong as the strongest to within 4 dB. One note; two for an octave or a fifth.
    """
    base = pitch(samples)
    strengths = {k * base: _strength(samples, k * base) for k in (1, 2, 3)}
    least = max(strengths.values()) * 10 ** (-4 / 20)
    return [hertz for hertz, strength in strengths.items() if strength >= least]


def mean(pitches: Sequence[float]) -> float:
    """The pitch in the middle of several, Hz."""
    return math.exp(sum(map(math.log, pitches)) / len(pitches))


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener can tell about a sound."""

    strokes: int
    contour: tuple[str, ...]
    """Of each stroke whether it glides and whether it is a chord, and from stroke to stroke whether it
    steps."""
    pitch: float
    """Mean over its length, Hz."""
    length: float
    """Seconds."""
    level: float
    """Loudness, dB."""


def _way(before: float, after: float, kind: str) -> str:
    semitones = 12 * math.log2(after / before)
    return f"{kind} up" if semitones > 1.5 else f"{kind} down" if semitones < -1.5 else f"{kind} level"


def listen(samples: Sequence[float]) -> Heard:
    """Everything about a sound whose samples have full scale 1.0."""
    top = max(abs(x) for x in samples)
    loud = [n for n, x in enumerate(samples) if abs(x) > top / 200]
    first, last = loud[0], loud[-1]
    begins = strokes(samples)
    contour: list[str] = []
    means: list[tuple[float, int]] = []
    before = 0.0
    for begin, limit in zip(begins, [*begins[1:], last], strict=True):
        faint = max(abs(x) for x in samples[begin:limit]) / 100
        end = max(n for n in range(begin, limit) if abs(samples[n]) > faint)
        length = end - begin
        frame = min(RATE // 50, length * 3 // 4)
        lead = min(RATE // 200, length // 8)
        start, finish = begin + lead, begin + max(length * 4 // 5 - frame, lead)
        base, chord = pitch(samples[start : start + frame]), notes(samples[start : start + frame])
        head = mean(chord)
        tail = pitch(samples[finish : finish + frame]) * head / base
        if contour:
            contour.append(_way(before, head, "step"))
        contour.append("chord level" if len(chord) > 1 else _way(head, tail, "glide"))
        before = tail
        means.append((math.log(head * tail) / 2, length))
    middle = math.exp(sum(value * length for value, length in means) / sum(length for _, length in means))
    return Heard(len(begins), tuple(contour), middle, (last - first) / RATE, loudness(samples))


def differences(one: Heard, other: Heard) -> int:
    """In how many ways two sounds differ (VOICE §2); a rising and a falling twin count as two."""
    if len(one.contour) == len(other.contour):
        moves = {(a.split()[-1], b.split()[-1]) for a, b in zip(one.contour, other.contour, strict=True)}
        if moves - {("level", "level")} and moves <= {("up", "down"), ("down", "up"), ("level", "level")}:
            return 2
    return (
        min(abs(one.strokes - other.strokes), 2)
        + (one.contour != other.contour)
        + (12 * abs(math.log2(one.pitch / other.pitch)) >= 4.9)
        + (max(one.length, other.length) / min(one.length, other.length) >= 1.8)
        + (abs(one.level - other.level) >= 6)
    )
