"""Tones go down under speech and come back, to the frame, and nothing ever jumps."""

from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.audio.clips import RATE, Clip, chunks
from player.audio.mixing.ducking import AFTER, BEFORE, DUCKED, RAMP
from player.audio.mixing.mixer import FADE, Mixer
from player.audio.speech.mulaw import LEVELS
from tests.support.examples import examples

LOUD = 10_000
LOW = round(LOUD * DUCKED)
SAID = RATE // 2
AT = RATE


def level(value: int, frames: int) -> Clip:
    return array("h", [value]) * frames


def heard(mixer: Mixer, frames: int, block: int = 882) -> Clip:
    sound = array("h")
    while len(sound) < frames:
        sound.frombytes(mixer.render(min(block, frames - len(sound))))
    return sound


def tones_under(*phrases: tuple[int, int], frames: int = 3 * RATE, block: int = 882) -> Clip:
    """What is left of a tone of one level, under silent phrases of given beginnings and lengths."""
    mixer = Mixer()
    mixer.schedule(0, level(LOUD, frames))
    for start, length in phrases:
        mixer.schedule(start, level(0, length), is_speech=True)
    return heard(mixer, frames, block)


def test_8_db_less_from_20_ms_before_a_phrase_to_60_ms_after_it_with_ramps_of_10_ms() -> None:
    tone = tones_under((AT, SAID))
    end = AT + SAID
    assert (BEFORE, AFTER, RAMP) == (RATE * 20 // 1000, RATE * 60 // 1000, RATE // 100)
    assert set(tone[: AT - BEFORE]) == {LOUD}
    assert set(tone[AT - BEFORE + RAMP - 1 : end + AFTER - RAMP]) == {LOW}
    assert set(tone[end + AFTER - 1 :]) == {LOUD}
    down, up = tone[AT - BEFORE : AT - BEFORE + RAMP], tone[end + AFTER - RAMP : end + AFTER]
    assert list(down) == sorted(down, reverse=True)
    assert list(up) == sorted(up)
    assert max(abs(a - b) for a, b in pairwise(tone)) <= -(-(LOUD - LOW) // RAMP) + 1


def test_a_phrase_is_never_ducked_not_even_by_another_one() -> None:
    mixer = Mixer()
    mixer.schedule(AT, level(9_000, SAID), is_speech=True)
    mixer.schedule(AT + SAID + 100, level(7_000, SAID), is_speech=True)
    sound = heard(mixer, 3 * RATE)
    assert set(sound[AT : AT + SAID]) == {9_000}
    assert set(sound[AT + SAID + 100 : AT + 2 * SAID + 100]) == {7_000}


def test_between_phrases_close_together_tones_stay_down() -> None:
    gap = BEFORE + AFTER - RAMP
    tone = tones_under((AT, SAID), (AT + SAID + gap, SAID))
    assert set(tone[AT : AT + 2 * SAID + gap]) == {LOW}


def test_a_pause_of_150_ms_lets_tones_come_back() -> None:
    tone = tones_under((AT, SAID), (AT + SAID + RATE * 150 // 1000, SAID))
    assert max(tone[AT + SAID : AT + SAID + RATE * 150 // 1000]) == LOUD


@settings(max_examples=examples(60))
@given(
    phrases=st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 4_000)), max_size=4),
    block=st.integers(1, 2_500),
)
def test_the_length_of_a_block_changes_nothing(phrases: list[tuple[int, int]], block: int) -> None:
    assert tones_under(*phrases, frames=12_000, block=block) == tones_under(
        *phrases, frames=12_000, block=12_000
    )


@settings(max_examples=examples(60))
@given(
    orders=st.lists(st.tuples(st.sampled_from(["say", "hush", "clear"]), st.integers(0, 1_200)), max_size=12),
    block=st.integers(200, 900),
)
def test_whatever_comes_and_however_late_a_tone_never_jumps(
    orders: list[tuple[str, int]], block: int
) -> None:
    mixer = Mixer()
    sound = array("h")
    mixer.schedule(0, level(LOUD, RATE), generation=9)
    for generation, (order, number) in enumerate(orders):
        if order == "say":
            late = mixer.position + number - 400
            mixer.schedule(late, level(0, 3 * number + 1), generation, is_speech=True)
        elif order == "hush":
            mixer.hush()
        else:
            mixer.clear(min(generation, 9))
        sound.frombytes(mixer.render(block))
    assert max((abs(a - b) for a, b in pairwise(sound)), default=0) <= (LOUD - LOW) // RAMP + 2
    assert min(sound, default=LOW) >= LOW - 1


def test_a_hush_fades_the_phrase_only_and_lets_tones_rise() -> None:
    mixer = Mixer()
    mixer.schedule(0, level(6_000, RATE))
    mixer.schedule(BEFORE, level(LOUD, SAID), is_speech=True)
    mixer.schedule(BEFORE + SAID + RATE // 4, level(3_000, 99), is_speech=True)
    heard(mixer, RATE // 4)
    mixer.hush()
    rest = heard(mixer, RATE // 2)
    low = round(6_000 * DUCKED)
    assert 0.95 * LOUD + low < rest[0] < LOUD + low + 60
    assert max(abs(a - b) for a, b in pairwise(rest)) < LOUD // FADE + 60, "a step would click"
    assert set(rest[RAMP:]) == {6_000}, "the tone goes on, the phrase that waited is gone"


def test_a_sound_that_answers_right_after_a_clear_is_as_loud_as_ever() -> None:
    mixer = Mixer()
    mixer.schedule(0, level(LOUD, SAID), is_speech=True)
    heard(mixer, 1_000)
    mixer.clear(1)
    heard(mixer, 882)
    mixer.schedule(None, level(4_000, 50), 1)
    assert set(heard(mixer, 50)) == {4_000}


@pytest.mark.parametrize("sign", [1, -1], ids=["above", "below"])
def test_speech_and_the_loudest_sound_below_it_stay_below_full_scale(sign: int) -> None:
    """VOICE §2: a peak of -3 dBFS for the voice, of -6 dBFS for a sound; ducked, 0.71 + 0.20."""
    voice, sound = round(sign * 32_767 * 10 ** (-3 / 20)), round(sign * 32_767 * 10 ** (-6 / 20))
    mixer = Mixer()
    mixer.schedule(AT - 99, level(sound, 2 * SAID))
    mixer.schedule(AT, level(voice, SAID), is_speech=True)
    peak = max(map(abs, heard(mixer, 3 * RATE))) / 32_767
    assert 0.90 < peak < 0.92


def test_no_shipped_word_over_any_shipped_sound_reaches_full_scale(
    sounds: Path, clips: dict[str, Clip]
) -> None:
    _, recorded = chunks((sounds / "speech/en.wav").read_bytes())
    word = max(abs(LEVELS[byte]) for byte in set(recorded))
    sound = max(max(map(abs, clip)) for clip in clips.values())
    assert word + sound * DUCKED < 32_767
