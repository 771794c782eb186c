"""What an engine says becomes a clip that begins at once and is as loud as every other."""

import math
import random
from array import array
from itertools import pairwise

import pytest

from player.audio.speech.levelling import (
    FULL,
    HEARD,
    LEAD,
    LOUDNESS,
    PEAK,
    TAIL,
    levelled,
    limited,
    loudness,
    trimmed,
)
from player.audio.speech.mulaw import LEVELS, SPEECH_RATE, encode


def sine(hertz: float, seconds: float, level: float, rate: int = SPEECH_RATE) -> list[float]:
    return [level * math.sin(2 * math.pi * hertz * n / rate) for n in range(round(seconds * rate))]


def samples(sound: list[float]) -> "array[int]":
    return array("h", (round(32_767 * x) for x in sound))


def voiced(seconds: float, level: float) -> list[float]:
    """Pulses that ring, 110 a second: high and thin as those of a voice, with pauses as between syllables."""
    sound = []
    for n in range(round(seconds * SPEECH_RATE)):
        age = n % 200 / SPEECH_RATE
        syllable = math.sin(math.pi * (n / SPEECH_RATE * 4 % 1)) ** 2
        sound.append(level * syllable * math.exp(-150 * age) * math.sin(2 * math.pi * 700 * age + 1))
    return sound


@pytest.mark.parametrize("rate", [48_000, 22_050])
def test_loudness_is_that_of_the_standard(rate: int) -> None:
    assert loudness(sine(997, 2, 1.0, rate), rate) == pytest.approx(-3.01, abs=0.05)


def test_silence_has_no_loudness_and_pauses_do_not_count() -> None:
    assert loudness([]) == loudness([0.0] * SPEECH_RATE) == -math.inf
    word = sine(500, 1, 0.1)
    assert loudness(word + [0.0] * 3 * SPEECH_RATE) == pytest.approx(loudness(word), abs=1.0)


@pytest.mark.parametrize("level", [0.9, 0.1, 0.005], ids=["loud", "usual", "soft"])
@pytest.mark.parametrize("seconds", [0.25, 1.5], ids=["word", "sentence"])
def test_every_clip_is_as_loud_as_every_other(level: float, seconds: float) -> None:
    clip = levelled(samples(voiced(seconds, level)))
    assert loudness([x / FULL for x in clip]) == pytest.approx(LOUDNESS, abs=0.7)
    assert max(map(abs, clip)) <= PEAK * FULL + 0.5


def test_nothing_stored_is_higher_than_3_decibels_below_full_scale() -> None:
    clip = levelled(samples(voiced(1.0, 0.9)))
    assert max(abs(LEVELS[byte]) for byte in encode(clip)) <= 32_768 * 10 ** (-3 / 20)


def test_a_clip_begins_within_5_ms_and_ends_soon() -> None:
    pause = [0.0] * SPEECH_RATE
    clip = [x / FULL for x in levelled(samples(pause + voiced(0.5, 0.3) + pause))]
    heard = [n for n, x in enumerate(clip) if abs(x) > HEARD]
    assert heard[0] <= SPEECH_RATE * 5 // 1000
    assert len(clip) - heard[-1] <= TAIL + 1


def test_noise_below_46_decibels_is_silence() -> None:
    chance = random.Random(3)  # noqa: S311  no secret
    hiss = [chance.uniform(-0.004, 0.004) for _ in range(SPEECH_RATE)]
    word = sine(500, 0.3, 0.5)
    assert len(trimmed(hiss + word + hiss)) <= len(word) + LEAD + TAIL
    assert trimmed(hiss) == []


def test_it_begins_and_ends_without_a_click() -> None:
    clip = levelled(samples([0.5] * SPEECH_RATE))
    assert clip[0] == 0
    assert abs(clip[-1]) < FULL // 100


def test_silence_becomes_nothing() -> None:
    assert len(levelled(array("h"))) == 0
    assert len(levelled(array("h", bytes(2000)))) == 0


def test_the_limiter_leaves_alone_what_is_low_enough_and_bends_the_rest_smoothly() -> None:
    low = sine(300, 0.2, 0.6)
    assert limited(low) == low
    spike = [0.5] * 5_000
    spike[2_500] = 1.5
    bent = limited(spike)
    assert len(bent) == len(spike)
    assert max(bent) <= PEAK
    steps = [abs(after - before) for before, after in pairwise(x for x in bent if x < PEAK * 0.99)]
    assert max(steps) < 0.005


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_other_rates_keep_their_length_and_pitch(rate: int) -> None:
    clip = levelled(samples(sine(400, 0.5, 0.5, rate)), rate)
    assert len(clip) == pytest.approx(SPEECH_RATE / 2, abs=30)
    rises = sum(1 for before, after in pairwise(clip) if before < 0 <= after)
    assert rises == pytest.approx(200, abs=4)
