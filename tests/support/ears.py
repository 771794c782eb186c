"""Hears what is in a recording, and when: every sound of a plan to a fraction of a millisecond, and the rest.

Matched filters, each with the gain that explains most; what was found is taken out of the recording, so that
tones under words and words over tones are found too. Uses numpy and nothing of `player`: what listens must
not share the code it listens to.
"""

import math
import wave
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

RATE: Final = 44_100
"""Frames per second of everything here."""
Samples: TypeAlias = npt.NDArray[np.float64]
"""Full scale is 1."""

DUCK_DB: Final = 8.0
"""How much softer tones are under words, and the edges of it (VOICE §2)."""
DUCK_BEFORE: Final = 0.020
DUCK_AFTER: Final = 0.060
DUCK_RAMP: Final = 0.010

PAD: Final = RATE
"""Silence put before a recording, so that everything lies inside."""
ALIKE: Final = 0.5
"""How alike a stretch must be to the sound that is wanted there."""
SHORTLIST: Final = 8
"""So many clips that begin like a stretch are compared in full."""
FAINT: Final = 0.004
"""-48 dBFS. What is left of a recording when all is taken out may be so loud: half of a ducked pulse."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sound that was planned."""

    at: float
    """Seconds from the start of the session."""
    name: str
    """Of a clip."""
    is_speech: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound of the plan and where it was heard."""

    wanted: Wanted
    at: float
    """Seconds from the start of the recording."""
    gain: float
    """Of the clip as it is in its file."""
    likeness: float
    """1: exactly this sound; 0: something else."""

    @property
    def is_there(self) -> bool:
        """Whether it was heard at all."""
        return self.likeness >= ALIKE


def read(path: Path) -> Samples:
    """A 16-bit WAV file, its channels added up, at 44.1 kHz; to the file's end, whatever its header says."""
    with wave.open(str(path)) as file:
        channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
        assert width == 2, path
    data = path.read_bytes()
    start = data.index(b"data") + 8
    whole = data[start : start + (len(data) - start) // (2 * channels) * 2 * channels]
    mono = np.frombuffer(whole, "<i2").reshape(-1, channels).mean(axis=1) / 32_768
    return at_rate(mono, rate)


def samples_of(frames: Sequence[int]) -> Samples:
    """16-bit frames as this module wants them."""
    return np.asarray(frames, dtype=np.float64) / 32_768


def at_rate(samples: Samples, rate: float) -> Samples:
    """The same sound at 44.1 kHz; a constant delay of a fraction of a frame may come with it."""
    if rate == RATE:
        return samples
    size = len(samples)
    wanted = round(size * RATE / rate)
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(wanted // 2 + 1, dtype=complex)
    kept[: min(len(kept), len(spectrum))] = spectrum[: len(kept)]
    return np.fft.irfft(kept, wanted) * (wanted / size)


def tones(folder: Path) -> dict[str, Samples]:
    """Every sound of a folder by its name."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.wav"))}


def correlation(stretch: Samples, clip: Samples) -> Samples:
    """For every place of `clip` inside `stretch` the sum of the products of their samples."""
    size = 1 << (len(stretch) + len(clip) - 1).bit_length()
    spectrum = np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(clip, size))
    return np.fft.irfft(spectrum, size)[: len(stretch) - len(clip) + 1]


def offset_of(recording: Samples, plan: Sequence[Wanted], clips: Mapping[str, Samples]) -> float:
    """Seconds of the recording at which the session began: where its first minute fits best."""
    first = plan[0].at
    some = [wanted for wanted in plan if wanted.at < first + 60]
    size = round((some[-1].at - first) * RATE) + max(len(clips[wanted.name]) for wanted in some)
    ideal = np.zeros(size)
    for wanted in some:
        start = round((wanted.at - first) * RATE)
        ideal[start : start + len(clips[wanted.name])] += clips[wanted.name]
    padded = np.concatenate((recording, np.zeros(size)))
    return int(np.argmax(correlation(padded, ideal))) / RATE - first


def find(
    recording: Samples,
    plan: Sequence[Wanted],
    clips: Mapping[str, Samples],
    *,
    within: float = 0.03,
    rounds: int = 3,
    zero: float | None = None,
) -> tuple[list[Heard], Samples]:
    """Find every sound of a plan; return where, and the recording without them.

    Args:
        recording: What was recorded.
        plan: What should be heard, in order.
        clips: Samples by name.
        within: Seconds around the expected place in which to look; less than half the 0.1 s between equal
            strokes. What is expected follows a recorder whose clock is not ours.
        rounds: How often all is looked for: from the second time on nothing hides under anything else.
        zero: Seconds of the recording at which the session began; None: to be found.
    """
    begins = offset_of(recording, plan, clips) if zero is None else zero
    pad = PAD
    left = np.concatenate((np.zeros(pad), recording, np.zeros(3 * RATE)))
    spoken = _spoken(plan, clips)
    found: dict[int, Heard] = {}
    for turn in range(rounds):
        late: list[float] = []
        order = sorted(range(len(plan)), key=lambda n: (plan[n].at, not plan[n].is_speech))
        for number in order:
            wanted = plan[number]
            clip = clips[wanted.name]
            if not wanted.is_speech:
                clip = clip * _gain(spoken, wanted.at, len(clip))
            before = found.get(number)
            if before is not None:
                _add(left, clip, pad + before.at * RATE, before.gain)
                expected, reach = before.at, within if turn == 1 else 0.002
            else:
                expected, reach = wanted.at + begins + (float(np.median(late[-9:])) if late else 0.0), within
            heard = _locate(left, wanted, clip, expected, reach)
            _add(left, clip, pad + heard.at * RATE, -heard.gain)
            found[number] = heard
            if heard.is_there:
                late.append(heard.at - wanted.at - begins)
    return [found[number] for number in range(len(plan))], left[pad : pad + len(recording)]


def _locate(left: Samples, wanted: Wanted, clip: Samples, expected: float, reach: float) -> Heard:
    pad = PAD
    size, margin = len(clip), max(2, round(reach * RATE))
    first = max(0, min(pad + round(expected * RATE) - margin, len(left) - size - 2 * margin - 1))
    stretch = left[first : first + size + 2 * margin]
    alike = correlation(stretch, clip)
    best = int(np.argmax(alike))
    place, top = float(best), float(alike[best])
    if 0 < best < len(alike) - 1:  # a parabola through the three highest: a fraction of a frame
        low, high = float(alike[best - 1]), float(alike[best + 1])
        bend = low - 2 * top + high
        if bend < 0:
            place += (low - high) / (2 * bend)
    energy = float(clip @ clip)
    stretch = stretch[best : best + size]
    likeness = top / math.sqrt(energy * float(stretch @ stretch) + 1e-12)
    return Heard(wanted, (first + place - pad) / RATE, max(top, 0.0) / energy, likeness)


def _add(left: Samples, clip: Samples, place: float, gain: float) -> None:
    """Add a clip at a place between two frames."""
    whole = math.floor(place)
    part = place - whole
    stretch = left[whole : whole + len(clip) + 1]
    if min(part, 1 - part) < 0.02:
        shifted = np.concatenate((clip, [0.0])) if part < 0.5 else np.concatenate(([0.0], clip))
    else:
        size = 1 << (len(clip) + 64).bit_length()
        turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size) * part)
        shifted = np.fft.irfft(np.fft.rfft(clip, size) * turn, size)[: len(clip) + 1]
    stretch += gain * shifted[: len(stretch)]


def _spoken(plan: Iterable[Wanted], clips: Mapping[str, Samples]) -> list[tuple[float, float]]:
    """From when to when tones are softer."""
    return [
        (wanted.at - DUCK_BEFORE, wanted.at + len(clips[wanted.name]) / RATE + DUCK_AFTER)
        for wanted in plan
        if wanted.is_speech
    ]


def _gain(spoken: Sequence[tuple[float, float]], at: float, size: int) -> Samples:
    """How loud a tone that begins at `at` is, frame by frame."""
    gain = np.ones(size)
    soft = 10 ** (-DUCK_DB / 20)
    times = at + np.arange(size) / RATE
    for begin, end in spoken:
        if end > at and begin < times[-1]:
            edges = [begin, begin + DUCK_RAMP, end - DUCK_RAMP, end]
            gain = np.minimum(gain, np.interp(times, edges, [1.0, soft, soft, 1.0]))
    return gain


def others(left: Samples, clips: Mapping[str, Samples], *, faint: float = FAINT) -> list[Heard]:
    """What is in a recording, without a plan: from its first moment on that is not silent, the sound that
    explains most of what follows, until nothing is left. `?` is something that none of the clips explains.
    """
    pad = PAD
    left = np.concatenate((np.zeros(pad), left, np.zeros(3 * RATE)))
    found: list[Heard] = []
    heads = {name: clip[: RATE // 10] for name, clip in clips.items()}
    place = pad
    while (loud := _loud(left, place, faint)) is not None:
        place = loud
        best: Heard | None = None
        most = 0.0
        near = (place - pad) / RATE - 0.03
        begins = {name: _locate(left, Wanted(0.0, name), head, near, 0.04) for name, head in heads.items()}
        for name in sorted(begins, key=lambda name: -begins[name].likeness)[:SHORTLIST]:
            clip = clips[name]
            heard = _locate(left, Wanted(0.0, name), clip, near, 0.04)
            explained = heard.gain**2 * float(clip @ clip)
            if heard.likeness > ALIKE and explained > most and heard.at <= (place - pad) / RATE + 0.005:
                best, most = heard, explained
        if best is None:
            found.append(Heard(Wanted(0.0, "?"), (place - pad) / RATE, 0.0, 0.0))
            place += RATE // 10
            continue
        found.append(best)
        _add(left, clips[best.wanted.name], pad + best.at * RATE, -best.gain)
        place = max(pad, round(pad + best.at * RATE))
        if len(found) > 20 and found[-20].at == best.at:  # taking it out does not make it less
            place += RATE // 10
    return found


def _loud(left: Samples, place: int, faint: float) -> int | None:
    """The first frame from a place on that is louder; looked for second by second: most are near."""
    for first in range(place, len(left), RATE):
        if len(loud := np.nonzero(np.abs(left[first : first + RATE]) > faint)[0]):
            return first + int(loud[0])
    return None


def goertzel(samples: Samples, hertz: float) -> float:
    """Amplitude of one frequency in a stretch, under a Hann window."""
    size = len(samples)
    window = np.hanning(size)
    turn = np.exp(-2j * np.pi * hertz * np.arange(size) / RATE)
    return float(2 * abs(np.sum(samples * window * turn)) / window.sum())


def deviations(found: Sequence[Heard], *, drift: bool = False) -> list[float]:
    """Milliseconds by which each sound is off, the constant latency (their median) taken away.

    Args:
        found: What `find` found.
        drift: Also take away a straight line: a recorder's clock differs from the system's.
    """
    at = np.array([heard.wanted.at for heard in found])
    late = np.array([heard.at - heard.wanted.at for heard in found])
    if drift and len(found) > 2:
        late = late - at * np.polyfit(at, late, 1)[0]
    return [float(each) for each in 1000 * (late - np.median(late))]


def search(left: Samples, clips: Mapping[str, Samples]) -> list[Heard]:
    """Find clips that may be anywhere in a recording, each where it fits best; what is not there is left out.

    What was found is taken out of `left`.
    """
    found = []
    for name, clip in clips.items():
        best = int(np.argmax(correlation(np.concatenate((left, np.zeros(len(clip)))), clip)))
        part = left[best : best + len(clip)]
        energy = float(clip @ clip)
        alike = float(part @ clip[: len(part)])
        likeness = alike / math.sqrt(float(part @ part) * energy + 1e-12)
        if likeness >= ALIKE:
            part -= alike / energy * clip[: len(part)]
            found.append(Heard(Wanted(0.0, name, is_speech=True), best / RATE, alike / energy, likeness))
    return sorted(found, key=lambda heard: heard.at)
