"""Make every cue sound of Backbeat: `python sounds/make_sounds.py [FOLDER]`.

Writes one 44.1 kHz mono 16-bit WAV per kind of moment into FOLDER (default: beside this script). The standard
library is enough, and the same script gives the same bytes on every run: the files are committed, and a test
compares them with a fresh run.

Two families tell the listener who spoke. *Mallet* sounds come from the session: partials 1, 2, 3 at 0, -8
and -16 dB, 3 ms attack, exponential decay to -40 dB at the end of the stroke. *Reed* sounds answer a key:
partials 1, 3, 5 at 0, -9 and -18 dB, flat between 5 ms edges. *Swells* (breathing) are mallet partials
between edges of 80 ms.
"""
# ruff: noqa: INP001  (a script beside the files it makes, not a package)

import math
import struct
import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

RATE: Final = 44_100
"""Frames per second: the mixer's rate, so that no file is ever resampled."""

PEAK: Final = 10 ** (-6 / 20)
"""No sound is higher than this (-6 dBFS): ducked by 8 dB it fits beside a voice at -3 dBFS."""

LOUDNESS: Final = -19.4
"""A-weighted RMS, dBFS, of the loudest 100 ms of a sound at level 0. As loud as the shortest strokes allow
below `PEAK`: `last-rep` touches it."""

WINDOW: Final = RATE // 10
"""The loudest 100 ms tell how loud a short sound is."""

TOO_HIGH: Final = 2_500.0
"""Hz. Above it age takes hearing, so partials there are only colour: 6 dB weaker."""

DECAY: Final = math.log(100)
"""A mallet stroke falls by this exponent over its length: -40 dB."""

GLIDE_PART: Final = 2 / 3
"""A mallet glide reaches its last pitch after this part of its length: later nobody would hear it, the stroke
has decayed too far. Reeds and swells glide over their whole length."""


class Family(StrEnum):
    """Who speaks."""

    MALLET = "mallet"
    REED = "reed"
    SWELL = "swell"


PARTIALS: Final[dict[Family, tuple[tuple[int, float], ...]]] = {
    Family.MALLET: ((1, 0.0), (2, -8.0), (3, -16.0)),
    Family.REED: ((1, 0.0), (3, -9.0), (5, -18.0)),
    Family.SWELL: ((1, 0.0), (2, -8.0), (3, -16.0)),
}
"""Number of the partial and its level in dB."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One struck or blown note: pitches in Hz that sound together, at `at` ms for `length` ms."""

    at: int
    length: int
    pitches: tuple[float, ...]
    to: float | None = None
    """The pitch a glide ends on; None: the pitch stays."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind of moment sounds. `level` is its loudness in dB against `LOUDNESS`."""

    name: str
    level: float
    strokes: tuple[Stroke, ...]
    family: Family = Family.MALLET


def notes(length: int, *pitches: float, every: int | None = None) -> tuple[Stroke, ...]:
    """Single notes one after the other, `length` ms each, an onset each `every` ms (default: no gap)."""
    step = length if every is None else every
    return tuple(Stroke(k * step, length, (pitch,)) for k, pitch in enumerate(pitches))


def together(length: int, *pitches: float) -> tuple[Stroke, ...]:
    """One stroke of several pitches."""
    return (Stroke(0, length, pitches),)


def glide(length: int, start: float, end: float) -> tuple[Stroke, ...]:
    """One stroke that moves from pitch to pitch."""
    return (Stroke(0, length, (start,), end),)


STATIONS: Final = ((523, 784), (698, 1047), (932, 1397), (1245, 1865))
STATION_LENGTH: Final = 95
"""ms of one stroke: over before the next one comes, and less than 1/1.8 of `away`, the shortest glide."""

BODY: Final = (
    Recipe("tick", -4, notes(60, 784)),
    Recipe("go", 0, together(380, 784, 1568)),
    Recipe("away", -3, glide(180, 659, 880)),
    Recipe("hold", -4, notes(400, 587)),
    Recipe("return", -3, glide(200, 523, 370)),
    *(
        Recipe(f"station-{k}", -3, tuple(Stroke(100 * n, STATION_LENGTH, fifth) for n in range(k)))
        for k, fifth in enumerate(STATIONS, start=1)
    ),
    Recipe("rep", -4, (Stroke(0, 30, (784,)), Stroke(30, 50, (1047,)))),
    Recipe("last-rep", -1, notes(60, 1175, 1175, every=110)),
    Recipe("pulse", -14, notes(25, 494)),
    Recipe("tick-out", -4, notes(100, 415)),
    Recipe("half", -3, notes(750, 1175)),
    Recipe("round", -2, notes(70, 784, 523, 784, every=90)),
    # One less than planned: through a laptop's speaker `return` loses 2 dB and must stay 6 dB above.
    Recipe("breath-in", -10, glide(1_500, 392, 587), Family.SWELL),
    Recipe("breath-out", -10, glide(1_500, 587, 392), Family.SWELL),
    Recipe("rest", -1, (Stroke(0, 180, (784,)), Stroke(180, 320, (523,)))),
    Recipe("next", -2, notes(120, 523, 659, 784, every=140)),
    Recipe("rest-ending", -3, notes(120, 988, 988, every=250)),
    Recipe("switch", -1, notes(100, 587, 880, 587, 880)),
    Recipe("last-set", -2, (Stroke(0, 650, (523, 784)), Stroke(300, 650, (523, 784)))),
    # In place of words, so in every place: five falling strokes, which nothing else has.
    Recipe("chime", -4, notes(60, 1047, 880, 784, 659, 587, every=70)),
    Recipe("finish", 0, (*notes(180, 523, 659, 784), Stroke(540, 960, (1047,)))),
)

DECK: Final = (
    Recipe("paused", -2, (Stroke(0, 120, (587,)), Stroke(120, 250, (392,))), Family.REED),
    Recipe("going-on", -2, notes(120, 392, 587), Family.REED),
    Recipe("skip", -2, glide(150, 587, 1175), Family.REED),
    Recipe("back", -2, glide(150, 1175, 587), Family.REED),
    Recipe("plus", -2, notes(60, 659, 880), Family.REED),
    Recipe("minus", -2, notes(60, 880, 659), Family.REED),
    Recipe("accept", -2, notes(80, 988), Family.REED),
    Recipe("open", -4, notes(40, 523, 523, every=60), Family.REED),
    # The two equal notes are cut 20 ms short: without a gap they would be heard as one.
    Recipe("ask", -2, (*notes(100, 659, 659, every=120), Stroke(240, 260, (988,))), Family.REED),
    Recipe("refused", -4, together(300, 392, 415), Family.REED),
    Recipe("muted", -2, glide(300, 784, 392), Family.REED),
    Recipe("unmuted", -2, glide(300, 392, 784), Family.REED),
    Recipe("notice", -6, notes(230, 440, 523, 440), Family.REED),
)

RECIPES: Final = BODY + DECK


def frames(ms: float) -> int:
    """Frames in `ms` milliseconds."""
    return round(ms * RATE / 1000)


def edges(n: int, length: int, attack: int, release: int) -> float:
    """Gain of frame `n` of `length`: a straight rise over `attack` frames, at the end a sine squared to 0."""
    gain = min(1.0, (n + 1) / attack)
    left = length - 1 - n
    if left < release:
        gain *= math.sin(math.pi / 2 * left / release) ** 2
    return gain


def mallet_shape(n: int, length: int) -> float:
    """3 ms attack, decay to -40 dB; the last 4 ms close what is left without a click."""
    return edges(n, length, frames(3), frames(4)) * math.exp(-DECAY * n / length)


def reed_shape(n: int, length: int) -> float:
    """Flat between 5 ms edges."""
    return edges(n, length, frames(5), frames(5))


def swell_shape(n: int, length: int) -> float:
    """Flat between soft edges; the edge rises as a quarter sine, so that the first millisecond is there."""
    edge = frames(80)
    rise = math.sin(math.pi / 2 * min(1.0, (n + 1) / edge))
    return rise * edges(n, length, 1, edge)


SHAPES: Final[dict[Family, Callable[[int, int], float]]] = {
    Family.MALLET: mallet_shape,
    Family.REED: reed_shape,
    Family.SWELL: swell_shape,
}


def phases(stroke: Stroke, pitch: float, length: int, family: Family) -> list[float]:
    """Phase in radians of every frame of a stroke, its pitch gliding exponentially if it glides."""
    if stroke.to is None:
        step = 2 * math.pi * pitch / RATE
        return [step * n for n in range(length)]
    moving = length * (GLIDE_PART if family is Family.MALLET else 1.0)
    ratio = stroke.to / pitch
    phase, track = 0.0, []
    for n in range(length):
        track.append(phase)
        phase += 2 * math.pi * pitch * ratio ** min(1.0, n / moving) / RATE
    return track


def synthesise(recipe: Recipe) -> list[float]:
    """The sound of a recipe before its level is set."""
    total = max(frames(stroke.at) + frames(stroke.length) for stroke in recipe.strokes)
    sound = [0.0] * total
    shape = SHAPES[recipe.family]
    for stroke in recipe.strokes:
        start, length = frames(stroke.at), frames(stroke.length)
        envelope = [shape(n, length) for n in range(length)]
        for pitch in stroke.pitches:
            track = phases(stroke, pitch, length, recipe.family)
            # The upper note of a fifth begins downward: together they peak 1 dB lower. That of an octave must
            # not: the lower note's second partial would cancel it.
            sign = -1 if 1.4 < pitch / stroke.pitches[0] < 1.6 else 1  # noqa: PLR2004  # a fifth is 1.5
            highest = max(pitch, stroke.to or 0.0)
            for number, level in PARTIALS[recipe.family]:
                colour = -6.0 if number > 1 and number * highest > TOO_HIGH else 0.0
                gain = sign * 10 ** ((level + colour) / 20)
                for n, (angle, height) in enumerate(zip(track, envelope, strict=True), start=start):
                    sound[n] += gain * height * math.sin(number * angle)
    return sound


def one_pole(sound: Sequence[float], hertz: float, *, high_pass: bool) -> list[float]:
    """A first-order filter by the bilinear transform."""
    k = math.tan(math.pi * hertz / RATE)
    a = (k - 1) / (k + 1)
    b0, b1 = (1 / (1 + k), -1 / (1 + k)) if high_pass else (k / (1 + k), k / (1 + k))
    out, x1, y1 = [], 0.0, 0.0
    for x in sound:
        y1 = b0 * x + b1 * x1 - a * y1
        x1 = x
        out.append(y1)
    return out


A_POLES: Final = (
    (20.6, True),
    (20.6, True),
    (107.7, True),
    (737.9, True),
    (12_194.0, False),
    (12_194.0, False),
)
"""The A-weighting curve of IEC 61672 as six first-order filters: corner in Hz, whether a high-pass."""

A_GAIN: Final = 10 ** (2.0 / 20)
"""The curve is 0 dB at 1 kHz by definition; the six filters alone are 2.0 dB below."""


def loudness(sound: Sequence[float]) -> float:
    """A-weighted RMS of the loudest 100 ms, in dB against full scale; silence around a short sound counts."""
    weighted = [x * A_GAIN for x in sound] + [0.0] * WINDOW
    for hertz, high_pass in A_POLES:
        weighted = one_pole(weighted, hertz, high_pass=high_pass)
    power = best = 0.0
    for n, x in enumerate(weighted):
        power += x * x
        if n >= WINDOW:
            power -= weighted[n - WINDOW] ** 2
        best = max(best, power)
    return 10 * math.log10(best / WINDOW)


def levelled(recipe: Recipe) -> list[float]:
    """The finished sound, full scale = 1.

    Raises:
        ValueError: The sound would be higher than `PEAK`: the loudness or its level must come down.
    """
    sound = synthesise(recipe)
    gain = 10 ** ((LOUDNESS + recipe.level - loudness(sound)) / 20)
    peak = gain * max(abs(x) for x in sound)
    if peak > PEAK:
        raise ValueError(
            f"{recipe.name}: the peak would be {20 * math.log10(peak):.2f} dBFS, -6 is the most."
        )
    return [gain * x for x in sound]


def wav(sound: Sequence[float]) -> bytes:
    """The bytes of a WAV file."""
    pcm = array("h", (round(32_767 * x) for x in sound))
    if sys.byteorder == "big":
        pcm.byteswap()
    data = pcm.tobytes()
    head = struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16
    )
    return head + struct.pack("<4sI", b"data", len(data)) + data


def main(folder: Path) -> None:
    """Write all files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        (folder / f"{recipe.name}.wav").write_bytes(wav(levelled(recipe)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
