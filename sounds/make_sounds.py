"""Make every cue sound of Backbeat: `python sounds/make_sounds.py [FOLDER]`.

Writes one 44.1 kHz mono 16-bit WAV per row of `player/timeline/sounds.py` into FOLDER (default: beside this
script). The standard library is enough, and the same script gives the same bytes on every run: the files are
committed, and a test compares them with a fresh run. To add a sound: a row there, a recipe here, then run it.

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

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from player.timeline.sounds import Sound, SoundFamily, SoundTrait

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


class Timbre(StrEnum):
    """How a sound is made."""

    MALLET = "mallet"
    REED = "reed"
    SWELL = "swell"


PARTIALS: Final[dict[Timbre, tuple[tuple[int, float], ...]]] = {
    Timbre.MALLET: ((1, 0.0), (2, -8.0), (3, -16.0)),
    Timbre.REED: ((1, 0.0), (3, -9.0), (5, -18.0)),
    Timbre.SWELL: ((1, 0.0), (2, -8.0), (3, -16.0)),
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
    """How one sound is made. `level` is its loudness in dB against `LOUDNESS`."""

    level: float
    strokes: tuple[Stroke, ...]


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


def station(k: int) -> tuple[Stroke, ...]:
    """The sound of the k-th named part of a rep: k strokes."""
    return tuple(Stroke(100 * n, STATION_LENGTH, STATIONS[k - 1]) for n in range(k))


RECIPES: Final[dict[Sound, Recipe]] = {
    Sound.TICK: Recipe(-4, notes(60, 784)),
    Sound.GO: Recipe(0, together(380, 784, 1568)),
    Sound.AWAY: Recipe(-3, glide(180, 659, 880)),
    Sound.HOLD: Recipe(-4, notes(400, 587)),
    Sound.RETURN: Recipe(-3, glide(200, 523, 370)),
    Sound.STATION_1: Recipe(-3, station(1)),
    Sound.STATION_2: Recipe(-3, station(2)),
    Sound.STATION_3: Recipe(-3, station(3)),
    Sound.STATION_4: Recipe(-3, station(4)),
    Sound.REP: Recipe(-4, (Stroke(0, 30, (784,)), Stroke(30, 50, (1047,)))),
    Sound.LAST_REP: Recipe(-1, notes(60, 1175, 1175, every=110)),
    Sound.PULSE: Recipe(-14, notes(25, 494)),
    Sound.TICK_OUT: Recipe(-4, notes(100, 415)),
    Sound.HALF: Recipe(-3, notes(750, 1175)),
    Sound.ROUND: Recipe(-2, notes(70, 784, 523, 784, every=90)),
    # One less than planned: through a laptop's speaker `return` loses 2 dB and must stay 6 dB above.
    Sound.BREATH_IN: Recipe(-10, glide(1_500, 392, 587)),
    Sound.BREATH_OUT: Recipe(-10, glide(1_500, 587, 392)),
    Sound.REST: Recipe(-1, (Stroke(0, 180, (784,)), Stroke(180, 320, (523,)))),
    Sound.NEXT: Recipe(-2, notes(120, 523, 659, 784, every=140)),
    Sound.REST_ENDING: Recipe(-3, notes(120, 988, 988, every=250)),
    Sound.SWITCH: Recipe(-1, notes(100, 587, 880, 587, 880)),
    Sound.LAST_SET: Recipe(-2, (Stroke(0, 650, (523, 784)), Stroke(300, 650, (523, 784)))),
    Sound.FINISH: Recipe(0, (*notes(180, 523, 659, 784), Stroke(540, 960, (1047,)))),
    # In place of words, so in every place: five falling strokes, which nothing else has.
    Sound.CHIME: Recipe(-4, notes(60, 1047, 880, 784, 659, 587, every=70)),
    Sound.PAUSED: Recipe(-2, (Stroke(0, 120, (587,)), Stroke(120, 250, (392,)))),
    Sound.GOING_ON: Recipe(-2, notes(120, 392, 587)),
    Sound.SKIP: Recipe(-2, glide(150, 587, 1175)),
    Sound.BACK: Recipe(-2, glide(150, 1175, 587)),
    Sound.PLUS: Recipe(-2, notes(60, 659, 880)),
    Sound.MINUS: Recipe(-2, notes(60, 880, 659)),
    Sound.ACCEPT: Recipe(-2, notes(80, 988)),
    Sound.OPEN: Recipe(-4, notes(40, 523, 523, every=60)),
    # The two equal notes are cut 20 ms short: without a gap they would be heard as one.
    Sound.ASK: Recipe(-2, (*notes(100, 659, 659, every=120), Stroke(240, 260, (988,)))),
    Sound.REFUSED: Recipe(-4, together(300, 392, 415)),
    Sound.MUTED: Recipe(-2, glide(300, 784, 392)),
    Sound.UNMUTED: Recipe(-2, glide(300, 392, 784)),
    Sound.NOTICE: Recipe(-6, notes(230, 440, 523, 440)),
}


def timbre_of(name: Sound) -> Timbre:
    """How a sound is made: it tells the listener who spoke."""
    if name.family is SoundFamily.DECK:
        return Timbre.REED
    return Timbre.SWELL if name.trait is SoundTrait.SWELL else Timbre.MALLET


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


SHAPES: Final[dict[Timbre, Callable[[int, int], float]]] = {
    Timbre.MALLET: mallet_shape,
    Timbre.REED: reed_shape,
    Timbre.SWELL: swell_shape,
}


def phases(stroke: Stroke, pitch: float, length: int, timbre: Timbre) -> list[float]:
    """Phase in radians of every frame of a stroke, its pitch gliding exponentially if it glides."""
    if stroke.to is None:
        step = 2 * math.pi * pitch / RATE
        return [step * n for n in range(length)]
    moving = length * (GLIDE_PART if timbre is Timbre.MALLET else 1.0)
    ratio = stroke.to / pitch
    phase, track = 0.0, []
    for n in range(length):
        track.append(phase)
        phase += 2 * math.pi * pitch * ratio ** min(1.0, n / moving) / RATE
    return track


def synthesise(recipe: Recipe, timbre: Timbre) -> list[float]:
    """The sound of a recipe before its level is set."""
    total = max(frames(stroke.at) + frames(stroke.length) for stroke in recipe.strokes)
    sound = [0.0] * total
    shape = SHAPES[timbre]
    for stroke in recipe.strokes:
        start, length = frames(stroke.at), frames(stroke.length)
        envelope = [shape(n, length) for n in range(length)]
        for pitch in stroke.pitches:
            track = phases(stroke, pitch, length, timbre)
            # The upper note of a fifth begins downward: together they peak 1 dB lower. That of an octave must
            # not: the lower note's second partial would cancel it.
            sign = -1 if 1.4 < pitch / stroke.pitches[0] < 1.6 else 1  # noqa: PLR2004  # a fifth is 1.5
            highest = max(pitch, stroke.to or 0.0)
            for number, level in PARTIALS[timbre]:
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


def levelled(name: Sound) -> list[float]:
    """The finished sound, full scale = 1.

    Raises:
        ValueError: The sound would be higher than `PEAK`: the loudness or its level must come down.
    """
    recipe = RECIPES[name]
    sound = synthesise(recipe, timbre_of(name))
    gain = 10 ** ((LOUDNESS + recipe.level - loudness(sound)) / 20)
    peak = gain * max(abs(x) for x in sound)
    if peak > PEAK:
        raise ValueError(f"{name}: the peak would be {20 * math.log10(peak):.2f} dBFS, -6 is the most.")
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
    for name in Sound:
        (folder / f"{name}.wav").write_bytes(wav(levelled(name)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
