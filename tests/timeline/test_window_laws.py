"""What holds for the tape of every routine with windows, instructions and passes in it."""

from itertools import pairwise

import pytest
from hypothesis import given

from player.routine.model import Routine
from player.timeline.codec import decode, encode
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.timeline.random_routines import windowed_routines
from tests.timeline.window_oracle import expected

pytestmark = pytest.mark.core


def compiled(routine: Routine) -> Timeline:
    return compile_routine(routine, "random")


@given(windowed_routines())
def test_every_gap_and_every_window_is_where_the_rule_puts_it(routine: Routine) -> None:
    timeline = compiled(routine)
    told = [
        ("left" if interval.fills else interval.kind.value, interval.duration)
        for interval in timeline.intervals
    ]
    tape, windows = expected(routine)
    assert told == tape
    assert list(timeline.windows) == windows


@given(windowed_routines())
def test_no_two_intervals_share_a_path(routine: Routine) -> None:
    paths = [interval.path for interval in compiled(routine).intervals]
    assert len(set(paths)) == len(paths)


@given(windowed_routines())
def test_starts_increase_where_they_are_known(routine: Routine) -> None:
    timeline = compiled(routine)
    known = [start for start in timeline.starts() if start is not None]
    assert all(one < other for one, other in pairwise(known))
    assert all(start < timeline.planned for start in known if timeline.planned is not None)


@given(windowed_routines())
def test_each_window_lies_inside_the_one_around_it(routine: Routine) -> None:
    around: list[int] = []
    before = 0
    for window in compiled(routine).windows:
        assert before <= window.first < window.end
        before = window.first
        around = [end for end in around if end > window.first]
        assert all(window.end <= end for end in around)
        around.append(window.end)


@given(windowed_routines())
def test_what_follows_a_window_that_runs_in_full_starts_its_length_later(routine: Routine) -> None:
    timeline = compiled(routine)
    starts = [*timeline.starts(), timeline.planned]
    ends_in_window = {window.end for window in timeline.windows if not window.runs_full}
    for window in timeline.windows:
        start, after = starts[window.first], starts[window.end]
        if window.runs_full and None not in (start, after) and window.end not in ends_in_window:
            assert start is not None
            assert window.length is not None
            assert after is not None
            assert after <= start + window.length


@given(windowed_routines())
def test_what_is_planned_is_what_is_timed_where_it_is_known(routine: Routine) -> None:
    timeline = compiled(routine)
    if timeline.planned is not None:
        assert timeline.planned == timeline.timed
    elif not timeline.windows:
        assert any(interval.duration is None for interval in timeline.intervals)


@given(windowed_routines())
def test_what_is_compiled_twice_is_equal_and_comes_back_from_bytes(routine: Routine) -> None:
    timeline = compiled(routine)
    assert compiled(routine) == timeline
    assert decode(encode(timeline)) == timeline
