"""Moments become frames: steadily under jitter, quickly after the stream slipped."""

import random

from hypothesis import given
from hypothesis import strategies as st

from player.audio.clips import RATE
from player.audio.mixing.timebase import NS, ClockOffset, Timebase

BLOCK = 882
MS = 1_000_000
PERIOD = 20 * MS


def run(timebase: Timebase, start: int, blocks: int, *, slip: int = 0, jitter: int = 0, seed: int = 1) -> int:
    """Callbacks from `start` on, of a stream `slip` ns late that wakes up to `jitter` ns later still."""
    rng = random.Random(seed)  # noqa: S311  # wants to be the same each time, not secret
    for block in range(start, start + blocks):
        timebase.observe(block * BLOCK, block * PERIOD + slip + rng.randint(0, jitter))
    return start + blocks


def test_on_a_steady_stream_a_moment_is_its_frame_exactly() -> None:
    timebase = Timebase()
    run(timebase, 0, 10)
    assert [timebase.frame_at(at * NS) for at in (0, 1, 2)] == [0, RATE, 2 * RATE]


def test_wake_up_delays_do_not_move_the_beat() -> None:
    timebase = Timebase()
    block = run(timebase, 0, 64, jitter=7 * MS)
    frames = []
    for _ in range(500):
        block = run(timebase, block, 1, jitter=7 * MS, seed=block)
        frames.append(timebase.frame_at(NS))
    assert max(frames) - min(frames) < RATE // 1000, "less than 1 ms under a jitter of 7 ms"


def test_a_single_late_callback_changes_nothing() -> None:
    timebase = Timebase()
    block = run(timebase, 0, 64)
    timebase.observe(block * BLOCK, block * PERIOD + 300 * MS)
    assert timebase.frame_at(NS) == RATE


def test_after_an_underrun_the_beat_follows_within_a_third_of_a_second() -> None:
    timebase = Timebase()
    block = run(timebase, 0, 200)
    run(timebase, block, 16, slip=60 * MS)
    assert timebase.frame_at(10 * NS) == 10 * RATE - 60 * RATE // 1000


def test_a_burst_at_the_beginning_is_soon_forgotten() -> None:
    timebase = Timebase()
    for block in range(3):  # a device fills its buffer at once
        timebase.observe(block * BLOCK, 0)
    for block in range(3, 12):
        timebase.observe(block * BLOCK, (block - 2) * PERIOD)
    assert timebase.frame_at(NS) == RATE + 2 * BLOCK


def test_a_new_stream_knows_nothing_of_the_old_one() -> None:
    timebase = Timebase()
    run(timebase, 0, 100)
    timebase.forget()
    timebase.observe(5_000, 7 * NS)
    assert timebase.frame_at(7 * NS) == 5_000


@given(drift=st.integers(-100, 100))
def test_a_drifting_sound_card_is_followed(drift: int) -> None:
    """Parts per million; after ten minutes 100 of them are 60 ms."""
    timebase = Timebase()
    for block in range(30_000 - 64, 30_000):
        timebase.observe(block * BLOCK, block * PERIOD + block * PERIOD * drift // 1_000_000)
    at = 30_000 * PERIOD
    true = at * RATE / NS / (1 + drift / 1e6)
    assert abs(timebase.frame_at(at) - true) < RATE / 5_000, "within 0.2 ms"


def test_without_an_answer_the_clocks_are_taken_for_one() -> None:
    assert ClockOffset().ns == 0


@given(asked=st.integers(0, 10**15), there=st.integers(0, 10**9), back=st.integers(0, 10**9))
def test_processes_that_share_a_clock_get_no_offset(asked: int, there: int, back: int) -> None:
    offset = ClockOffset()
    offset.observe(asked, asked + there, asked + there + back)
    assert offset.ns == 0


def test_the_quickest_answer_tells_the_offset_of_another_clock() -> None:
    offset = ClockOffset()
    offset.observe(0, 5 * NS + 90 * MS, 100 * MS)
    offset.observe(NS, 6 * NS + 1 * MS, NS + 2 * MS)
    offset.observe(2 * NS, 7 * NS + 200 * MS, 2 * NS + 300 * MS)
    assert offset.ns == 5 * NS
