"""The mixer: every frame where it belongs, nothing wrapped round, nothing torn."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio.clips import Clip
from player.audio.mixing.mixer import FADE, TOO_LATE, Mixer


def clip(*samples: int) -> Clip:
    return array("h", samples)


def heard(mixer: Mixer, frames: int) -> list[int]:
    data = mixer.render(frames)
    assert len(data) == 2 * frames
    return list(array("h", data))


def test_nothing_scheduled_is_silence_made_once() -> None:
    mixer = Mixer()
    assert heard(mixer, 5) == [0] * 5
    assert mixer.render(5) is mixer.render(5)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (0, [1, 2, 3, 0, 0, 0, 0, 0]),
        (2, [0, 0, 1, 2, 3, 0, 0, 0]),
        (5, [0, 0, 0, 0, 0, 1, 2, 3]),
        (7, [0, 0, 0, 0, 0, 0, 0, 1]),
        (8, [0, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_a_clip_begins_at_its_frame(frame: int, expected: list[int]) -> None:
    mixer = Mixer()
    assert mixer.schedule(frame, clip(1, 2, 3))
    assert heard(mixer, 8) == expected


def test_a_clip_goes_on_in_the_next_block() -> None:
    mixer = Mixer()
    mixer.schedule(2, clip(1, 2, 3))
    assert [heard(mixer, 3), heard(mixer, 3)] == [[0, 0, 1], [2, 3, 0]]


def test_overlapping_clips_add_up() -> None:
    mixer = Mixer()
    mixer.schedule(0, clip(10, 10, 10))
    mixer.schedule(1, clip(1, 1, 1))
    assert heard(mixer, 5) == [10, 11, 11, 1, 0]


def test_a_sum_beyond_full_scale_is_cut_off_and_never_wraps() -> None:
    mixer = Mixer()
    for _ in range(3):
        mixer.schedule(0, clip(30_000, -30_000, 20_000))
    mixer.schedule(0, clip(0, 0, -30_000))
    assert heard(mixer, 3) == [32_767, -32_768, 30_000]


def test_a_late_cue_is_played_whole_with_the_next_block() -> None:
    mixer = Mixer()
    mixer.render(100)
    assert mixer.schedule(40, clip(1, 2))
    assert heard(mixer, 3) == [1, 2, 0]


def test_a_cue_more_than_150_ms_late_is_dropped() -> None:
    mixer = Mixer()
    mixer.render(TOO_LATE + 100)
    assert mixer.schedule(100, clip(1))
    assert not mixer.schedule(99, clip(2))
    assert heard(mixer, 2) == [1, 0]


def test_an_immediate_sound_is_never_late() -> None:
    mixer = Mixer()
    mixer.render(10 * TOO_LATE)
    assert mixer.schedule(None, clip(7))
    assert heard(mixer, 2) == [7, 0]


def test_a_cleared_cue_that_waits_is_never_heard() -> None:
    mixer = Mixer()
    mixer.schedule(3, clip(1, 2), generation=0)
    mixer.clear(1)
    assert heard(mixer, 8) == [0] * 8


def test_a_cleared_sound_fades_to_nothing_within_5_ms() -> None:
    mixer = Mixer()
    mixer.schedule(0, clip(*[10_000] * (10 * FADE)))
    mixer.render(FADE)
    mixer.clear(1)
    tail = heard(mixer, 2 * FADE)
    assert 9_900 < tail[0] < 10_000
    assert max(abs(a - b) for a, b in pairwise(tail)) < 100, "a step would click"
    assert tail[FADE - 1 :] == [0] * (FADE + 1)


def test_clearing_spares_what_came_after_it() -> None:
    mixer = Mixer()
    mixer.clear(2)
    mixer.schedule(0, clip(5, 5), generation=2)
    mixer.clear(2)
    assert heard(mixer, 2) == [5, 5]


def test_a_cue_of_a_cleared_generation_that_comes_later_is_not_taken() -> None:
    mixer = Mixer()
    mixer.clear(2)
    assert not mixer.schedule(0, clip(5), generation=1)
    assert not mixer.schedule(None, clip(5), generation=1)
    assert heard(mixer, 1) == [0]


def test_after_a_silence_new_cues_of_the_same_generation_are_taken() -> None:
    mixer = Mixer()
    mixer.schedule(1, clip(1))
    mixer.silence()
    assert mixer.schedule(0, clip(3))
    assert heard(mixer, 2) == [3, 0]


def test_a_cut_ends_what_sounds_and_keeps_what_waits() -> None:
    mixer = Mixer()
    mixer.schedule(0, clip(1, 1, 1, 1))
    mixer.schedule(3, clip(9))
    mixer.render(2)
    mixer.cut()
    assert heard(mixer, 3) == [0, 9, 0]


CUES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=20),
    ),
    max_size=6,
)
BLOCKS = st.lists(st.integers(0, 17), min_size=1, max_size=12)


@given(cues=CUES, blocks=BLOCKS)
def test_blocks_of_any_size_give_the_plain_sum(cues: list[tuple[int, list[int]]], blocks: list[int]) -> None:
    mixer = Mixer()
    total = [0] * (sum(blocks) + 100)
    for frame, samples in cues:
        mixer.schedule(frame, clip(*samples))
        for n, sample in enumerate(samples, start=frame):
            total[n] += sample
    out = [sample for frames in blocks for sample in heard(mixer, frames)]
    assert out == [max(-32_768, min(32_767, sample)) for sample in total[: len(out)]]


@given(cues=CUES, before=st.integers(0, 80))
def test_nothing_old_is_heard_5_ms_after_a_clear(cues: list[tuple[int, list[int]]], before: int) -> None:
    mixer = Mixer()
    for frame, samples in cues:
        mixer.schedule(frame, clip(*samples), generation=0)
    mixer.render(before)
    mixer.clear(1)
    mixer.render(FADE)
    assert heard(mixer, 200) == [0] * 200
