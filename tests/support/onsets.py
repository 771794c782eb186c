"""Finds sounds in recordings: where something begins, and exactly where a known sound begins.

Standard library only, and nothing of `player`: a test that listens must not share the code it listens to.
"""

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path
from statistics import median
from typing import Final

RATE: Final = 44_100
"""Frames per second of everything here."""

TEMPLATE: Final = RATE * 20 // 1000
"""The first 20 ms of a sound are enough to find it, and short enough to lie free of the next one."""

STRIDE: Final = 2
"""Frames between the places tried first: a tenth of the shortest period that is strong in a sound."""


@dataclass(frozen=True, slots=True)
class Found:
    """A planned sound and where it was heard."""

    planned: float
    """Seconds, as the plan has it."""
    name: str
    heard: float
    """Seconds from the start of the recording."""
    likeness: float
    """1.0: exactly this sound; noise and other sounds at the same time lower it."""


def read_wav(path: Path) -> "array[int]":
    """Samples of a mono 16-bit 44.1 kHz WAV file; whatever the header says of the length, to the file's
    end."""
    data = path.read_bytes()
    assert (data[:4], data[8:16], data[36:40]) == (b"RIFF", b"WAVEfmt ", b"data"), data[:44]
    channels, rate = int.from_bytes(data[22:24], "little"), int.from_bytes(data[24:28], "little")
    assert (channels, rate, data[34]) == (1, RATE, 16)
    samples = array("h")
    samples.frombytes(data[44 : 44 + (len(data) - 44) // 2 * 2])
    return samples


def onsets(samples: Sequence[int], *, threshold: int = 100, gap: float = 0.02) -> list[float]:
    """Seconds at which something begins: above `threshold` after at least `gap` seconds below it."""
    quiet = round(gap * RATE)
    found: list[float] = []
    last = -quiet
    for frame, sample in enumerate(samples):
        if sample > threshold or sample < -threshold:
            if frame - last >= quiet:
                found.append(frame / RATE)
            last = frame
    return found


def locate(samples: Sequence[float], clip: Sequence[float], near: int, within: int) -> tuple[int, float]:
    """The frame at most `within` from `near` where `clip` begins most likely, and how alike the sound is.

    It is where taking the clip away leaves least. How alike the shapes are would not do: a decaying tone is
    like itself anywhere on its way down.
    """
    template = list(clip[:TEMPLATE])
    size = len(template)

    def taken(start: int) -> float:
        stretch = samples[start : start + size]
        return float(2 * sum(map(mul, template, stretch)) - sum(map(mul, stretch, stretch)))

    first, last = max(near - within, 0), min(near + within, len(samples) - size)
    coarse = sorted(range(first, last, STRIDE), key=taken, reverse=True)[:16]
    best = max({at + d for at in coarse for d in range(-STRIDE, STRIDE + 1) if at + d >= 0}, key=taken)
    stretch = samples[best : best + size]
    power = sum(map(mul, stretch, stretch)) * sum(map(mul, template, template))
    return best, float(sum(map(mul, template, stretch)) / math.sqrt(power)) if power else 0.0


def find(
    samples: Sequence[int],
    plan: Sequence[tuple[float, str]],
    clips: Mapping[str, Sequence[int]],
    *,
    within: float = 0.05,
) -> list[Found]:
    """Find every sound of a plan (seconds, name). The first one of the recording must be the plan's first.

    What was found is taken out of the recording, so that the next one is not hidden under it.

    Args:
        samples: The recording.
        plan: What should be heard, in order; its time zero may be anywhere.
        clips: Samples of each name.
        within: Seconds around the expected place in which to look. Less than the 0.1 s between equal strokes
            of one sound, or the second one may be taken for the first.
    """
    heard = onsets(samples)
    assert heard, "The recording is silent."
    zero = heard[0] - plan[0][0]
    left = [float(sample) for sample in samples]
    wanted = sum(sum(map(mul, clips[name], clips[name])) for _, name in plan)
    volume = math.sqrt(sum(map(mul, left, left)) / wanted)
    found = []
    for planned, name in plan:
        clip = [volume * sample for sample in clips[name]]
        frame, likeness = locate(left, clip, round((zero + planned) * RATE), round(within * RATE))
        found.append(Found(planned, name, frame / RATE, likeness))
        for n, sample in zip(range(frame, len(left)), clip, strict=False):
            left[n] -= sample
    return found


def deviations(found: Sequence[Found], *, drift: bool = False) -> list[float]:
    """Milliseconds by which each sound is off, the constant latency (their median) taken away.

    Args:
        found: What `find` found.
        drift: Also take away a straight line (the median slope): a sound server's clock may differ from the
            system's. PulseAudio's null sink was seen to run 200 millionths fast when fed at 44.1 kHz.
    """
    late = [one.heard - one.planned for one in found]
    slopes = [
        (late[j] - late[i]) / (found[j].planned - found[i].planned)
        for i in range(len(found))
        for j in range(i + 1, len(found))
        if found[j].planned > found[i].planned
    ]
    slope = median(slopes) if drift and slopes else 0.0
    late = [each - slope * one.planned for each, one in zip(late, found, strict=True)]
    latency = median(late)
    return [1000 * (each - latency) for each in late]
