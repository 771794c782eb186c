"""The ears that judge recordings hear right: mixtures with words over tones, noise and other clocks."""

from pathlib import Path
from typing import Final

import numpy as np
import pytest

from tests.support import ears
from tests.support.ears import RATE, Samples, Wanted

SOUNDS: Final = Path(__file__).parents[2] / "sounds"


@pytest.fixture(scope="module")
def clips() -> dict[str, Samples]:
    """The shipped tones, and noises shaped like words."""
    rng = np.random.default_rng(5)
    words: dict[str, Samples] = {}
    for name, seconds in (("hold", 0.46), ("last one", 0.63), ("face down", 2.0)):
        size = round(seconds * RATE)
        envelope = np.abs(np.sin(np.arange(size) / RATE * 2 * np.pi * 2.3)) * np.hanning(size) ** 0.2
        formants = np.convolve(rng.standard_normal(size), np.hanning(24), "same")
        words[f"say {name}"] = 0.3 * envelope * formants / np.abs(formants).max()
    return {**ears.tones(SOUNDS), **words}


PLAN: Final = [
    Wanted(0.5, "go"),
    Wanted(0.85, "say hold", is_speech=True),
    *(Wanted(1.5 + n, "pulse") for n in range(3)),
    Wanted(2.3, "say face down", is_speech=True),
    Wanted(5.0, "rep"),
    Wanted(5.1, "hold"),
    Wanted(6.0, "last-rep"),
    Wanted(6.2, "station-3"),
    Wanted(6.55, "say last one", is_speech=True),
    Wanted(8.0, "breath-in"),
    Wanted(10.0, "rest"),
    Wanted(10.6, "next"),
    Wanted(12.0, "tick"),
    Wanted(13.0, "tick"),
    Wanted(14.0, "finish"),
]


def mixed(
    plan: list[Wanted], clips: dict[str, Samples], *, zero: float = 0.7, seconds: float = 18
) -> Samples:
    """A recording of a plan, tones softer under words as VOICE §2.2 says."""
    mix = np.zeros(round(seconds * RATE))
    quiet = np.zeros(len(mix))
    times = np.arange(len(mix)) / RATE - zero
    soft = 10 ** (-8 / 20)
    for wanted in plan:
        if wanted.is_speech:
            end = wanted.at + len(clips[wanted.name]) / RATE
            quiet = np.maximum(
                quiet,
                np.interp(times, [wanted.at - 0.02, wanted.at - 0.01, end + 0.05, end + 0.06], [0, 1, 1, 0]),
            )
    for wanted in plan:
        start = round((wanted.at + zero) * RATE)
        clip = clips[wanted.name]
        gain = 1 if wanted.is_speech else (1 - (1 - soft) * quiet[start : start + len(clip)])
        mix[start : start + len(clip)] += clip * gain
    return mix


def test_all_of_a_mixture_is_found_within_a_frame_and_nothing_is_left(clips: dict[str, Samples]) -> None:
    found, left = ears.find(mixed(PLAN, clips), PLAN, clips)
    assert [heard.wanted.name for heard in found if heard.likeness < 0.9] == []
    assert max(map(abs, ears.deviations(found))) < 0.05
    assert float(np.abs(left).max()) < ears.FAINT
    assert ears.others(left, clips) == []


def test_what_was_not_planned_is_heard_and_named(clips: dict[str, Samples]) -> None:
    more = sorted([*PLAN, Wanted(11.4, "skip"), Wanted(3.1, "tick-out")], key=lambda wanted: wanted.at)
    _, left = ears.find(mixed(more, clips), PLAN, clips)
    assert [(heard.wanted.name, round(heard.at - 0.7, 3)) for heard in ears.others(left, clips)] == [
        ("tick-out", 3.1),
        ("skip", 11.4),
    ]


def test_what_is_missing_is_missed(clips: dict[str, Samples]) -> None:
    silent = [
        wanted for wanted in PLAN if wanted not in {Wanted(12.0, "tick"), Wanted(3.5, "pulse"), PLAN[5]}
    ]
    found, _ = ears.find(mixed(silent, clips), PLAN, clips)
    missed = {heard.wanted for heard in found if not heard.is_there}
    assert missed == {Wanted(12.0, "tick"), Wanted(3.5, "pulse"), PLAN[5]}


def test_a_recorder_with_another_clock_noise_and_another_loudness_changes_nothing(
    clips: dict[str, Samples],
) -> None:
    """48 kHz, 300 millionths fast (measured to 20 millionths), half as loud, and hiss."""
    mix = mixed(PLAN, clips)
    at = np.arange(round(len(mix) * 48_000 / RATE)) / 48_000
    recorded = 0.5 * np.interp(at * (1 + 300e-6), np.arange(len(mix)) / RATE, mix)
    recorded += 0.0005 * np.random.default_rng(2).standard_normal(len(recorded))
    found, _ = ears.find(ears.at_rate(recorded, 48_000 / (1 + 280e-6)), PLAN, clips)
    assert [heard.wanted.name for heard in found if not heard.is_there] == []
    assert max(map(abs, ears.deviations(found, drift=True))) < 0.3


def test_without_a_plan_every_tone_of_a_recording_is_named(clips: dict[str, Samples]) -> None:
    tones = [wanted for wanted in PLAN if not wanted.is_speech]
    plain = {name: clip for name, clip in clips.items() if not name.startswith("say")}
    found = ears.others(mixed(tones, clips), plain)
    assert [(heard.wanted.name, round(heard.at - 0.7, 3)) for heard in found] == [
        (wanted.name, wanted.at) for wanted in tones
    ]
