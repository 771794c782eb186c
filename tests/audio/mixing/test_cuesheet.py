"""Cues by time become sound by the block."""

from array import array

import pytest

from player.audio.clips import RATE, Clip
from player.audio.mixing import cuesheet
from player.audio.mixing.cuesheet import CueSheet

BLOCK = 441
MS = 1_000_000
BLOCK_NS = 10 * MS
START = 5_000 * MS
"""The clock does not begin at zero."""

CLICK: Clip = array("h", [9, 8, 7])
LONG: Clip = array("h", [1_000] * RATE)


class Stream:
    """An output that asks for a block each 10 ms, exactly."""

    def __init__(self) -> None:
        self.sheet = CueSheet()
        self.now = START
        self.sound: Clip = array("h")

    def run(self, blocks: int) -> Clip:
        """What is heard in the next `blocks` blocks."""
        begin = len(self.sound)
        for _ in range(blocks):
            self.sound.frombytes(self.sheet.render(BLOCK, self.now))
            self.now += BLOCK_NS
        return self.sound[begin:]


def test_a_cue_sounds_at_the_frame_of_its_moment() -> None:
    stream = Stream()
    stream.sheet.cue(START + 25 * MS, CLICK, 0)
    stream.sheet.cue(START + 1_000 * MS, CLICK, 0)
    stream.run(150)
    beats = [frame for frame, sample in enumerate(stream.sound) if sample == 9]
    assert beats == [25 * RATE // 1000 + 1, RATE]  # 25 ms is frame 1102.5


def test_cues_may_come_in_any_order() -> None:
    stream = Stream()
    for at in (300, 100, 200):
        stream.sheet.cue(START + at * MS, CLICK, 0)
    stream.run(50)
    assert [f for f, sample in enumerate(stream.sound) if sample == 9] == [4_410, 8_820, 13_230]


def test_a_played_sound_begins_with_the_next_block() -> None:
    stream = Stream()
    stream.run(3)
    stream.sheet.play(stream.now - 5 * MS, CLICK, 0)
    assert list(stream.run(1)[:4]) == [9, 8, 7, 0]


def test_a_cleared_cue_is_not_heard_and_a_later_one_is() -> None:
    stream = Stream()
    stream.sheet.cue(START + 100 * MS, LONG, 0)
    stream.sheet.clear(1)
    stream.sheet.cue(START + 200 * MS, CLICK, 1)
    stream.run(50)
    assert [f for f, sample in enumerate(stream.sound) if sample] == [8_820, 8_821, 8_822]


def test_a_cue_of_an_old_generation_that_comes_late_is_not_heard() -> None:
    stream = Stream()
    stream.sheet.clear(3)
    stream.sheet.cue(START + 50 * MS, CLICK, 2)
    stream.sheet.play(START, CLICK, 2)
    assert not any(stream.run(20))


def test_after_a_silence_there_is_nothing_until_something_new_comes() -> None:
    stream = Stream()
    stream.sheet.cue(START, LONG, 0)
    stream.sheet.cue(START + 300 * MS, CLICK, 0)
    stream.run(10)
    stream.sheet.silence()
    stream.run(1)
    assert not any(stream.run(50))
    stream.sheet.cue(stream.now + 10 * MS, CLICK, 0)
    assert any(stream.run(5))


def test_when_the_stream_comes_back_late_cues_lie_on_their_moments_again() -> None:
    """A device that was gone for 3 s: the frames of these seconds were never asked for."""
    stream = Stream()
    stream.run(30)
    stream.sheet.cue(stream.now + 1_000 * MS, CLICK, 0)
    stream.sheet.cue(stream.now + 3_100 * MS, CLICK, 0)
    stream.now += 3_000 * MS
    stream.sheet.restart()
    back = stream.run(200)
    assert [frame for frame, sample in enumerate(back) if sample == 9] == [RATE // 10]


def test_the_rest_of_a_sound_is_not_heard_on_a_new_device() -> None:
    stream = Stream()
    stream.sheet.cue(START, LONG, 0)
    stream.run(10)
    stream.sheet.restart()
    assert not any(stream.run(20))


def test_keys_pressed_while_there_was_no_device_do_not_sound_together_later() -> None:
    stream = Stream()
    stream.run(1)
    for _ in range(5):
        stream.sheet.play(stream.now, CLICK, 0)
    stream.now += 2_000 * MS
    assert not any(stream.run(5))


def test_orders_that_nobody_fetches_do_not_pile_up() -> None:
    stream = Stream()
    for _ in range(3 * cuesheet.INBOX):
        stream.sheet.play(START, CLICK, 0)
    assert max(stream.run(1)) <= 9 * cuesheet.INBOX


def test_a_fault_inside_is_a_silent_block_and_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    stream = Stream()
    del stream.sheet._mixer
    assert not any(stream.run(3))
    assert len(stream.sound) == 3 * BLOCK
    assert [record.message for record in caplog.records] == ["Rendering failed; the block is silent."]
