import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio.clips import RATE
from player.audio.mixing.rate import DEVICE_RATE, Upsampler

pytestmark = pytest.mark.core


def tone(hertz: float) -> list[int]:
    return [round(16_000 * math.sin(2 * math.pi * hertz * n / RATE)) for n in range(RATE)]


class Source:
    """Plays fixed samples and remembers when it was asked for them."""

    def __init__(self, samples: list[int]) -> None:
        self.samples = array("h", samples)
        self.asked: list[tuple[int, int]] = []
        self.given = 0

    def __call__(self, frames: int, now: int) -> bytes:
        self.asked.append((self.given, now))
        block = self.samples[self.given : self.given + frames]
        block.extend([0] * (frames - len(block)))
        self.given += frames
        return block.tobytes()


def whole(source: Source, blocks: list[int]) -> "array[int]":
    upsampler = Upsampler(source)
    out: array[int] = array("h")
    for frames in blocks:
        block = upsampler(frames, len(out) * 1_000_000_000 // DEVICE_RATE)
        assert len(block) == 2 * frames
        out.frombytes(block)
    return out


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=30))
def test_however_it_is_asked_for_the_sound_is_the_same(blocks: list[int]) -> None:
    samples = tone(440)
    assert whole(Source(samples), blocks) == whole(Source(samples), [sum(blocks)])


@pytest.mark.parametrize("hertz", [370, 784, 1_865])
def test_a_tone_keeps_its_pitch_and_its_loudness(hertz: int) -> None:
    out = whole(Source(tone(hertz)), [DEVICE_RATE])
    crossings = sum(before < 0 <= after for before, after in pairwise(out))
    assert abs(crossings - hertz) <= 1
    loudness = math.sqrt(sum(x * x for x in out) / len(out))
    assert 20 * math.log10(loudness / (16_000 / math.sqrt(2))) == pytest.approx(0, abs=0.15)


def test_a_sound_begins_where_it_was_put() -> None:
    at = 20_000
    out = whole(Source([0] * at + [9_000] * 100), [960] * 30)
    first = next(n for n, sample in enumerate(out) if sample)
    assert abs(first / DEVICE_RATE - at / RATE) < 0.000_1


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=30))
def test_the_mixer_is_told_when_what_it_renders_will_be_played(blocks: list[int]) -> None:
    """Else every block held back would look like a late callback, and move every sound."""
    source = Source(tone(440))
    whole(source, blocks)
    for given_frames, now in source.asked:
        assert abs(now - given_frames * 1_000_000_000 // RATE) <= 2


def test_silence_stays_silence() -> None:
    assert not any(whole(Source([0] * RATE), [960] * 20))
