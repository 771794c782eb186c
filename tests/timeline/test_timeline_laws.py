"""What holds for the tape of every routine."""

from itertools import pairwise

import pytest
from hypothesis import given

from player.routine.model import Block, Exercise, Rest, Routine, Say, Step
from player.timeline.compile import compile_routine
from player.timeline.model import Dose, Interval, Kind, Timeline
from tests.timeline.gap_oracle import expected_tape
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core


def compiled(routine: Routine) -> Timeline:
    return compile_routine(routine, "random")


def count(step: Step) -> int:
    match step:
        case Exercise():
            return step.sets.at(0).low * max(1, len(step.sides.at(0).labels))
        case Rest() | Say():
            return 0
        case Block():
            rounds = 1 if step.rounds is None else step.rounds.at(0).low
            return rounds * sum(count(inner) for inner in step.steps)


@given(routines())
def test_every_gap_is_that_of_the_outermost_boundary(routine: Routine) -> None:
    told = [
        (interval.kind.value, None if interval.is_work else interval.duration)
        for interval in compiled(routine).intervals
    ]
    assert told == expected_tape(routine)


@given(routines())
def test_there_is_one_work_interval_for_each_round_set_and_side(routine: Routine) -> None:
    timeline = compiled(routine)
    assert timeline.work_intervals == count(routine.body)
    assert timeline.work_intervals == sum(interval.kind is Kind.WORK for interval in timeline.intervals)


@given(routines())
def test_no_two_intervals_share_a_path(routine: Routine) -> None:
    paths = [interval.path for interval in compiled(routine).intervals]
    assert len(set(paths)) == len(paths)


@given(routines())
def test_the_path_of_a_gap_begins_with_that_of_the_work_after_it(routine: Routine) -> None:
    work = ""
    for interval in reversed(compiled(routine).intervals):
        if interval.is_work:
            work = interval.path
            assert "+" not in work
        else:
            assert interval.path.startswith(f"{work}+{interval.kind}")


@given(routines(open_work=False))
def test_the_lengths_add_up_to_the_whole(routine: Routine) -> None:
    timeline = compiled(routine)
    lengths = [interval.duration for interval in timeline.intervals]
    assert None not in lengths
    assert timeline.planned == timeline.timed == sum(length or 0 for length in lengths)
    starts = list(timeline.starts())
    assert starts[0] == 0
    for (start, following), length in zip(pairwise(starts), lengths, strict=False):
        assert start is not None
        assert following == start + (length or 0)


@given(routines())
def test_an_open_interval_makes_all_that_follows_unknown(routine: Routine) -> None:
    timeline = compiled(routine)
    lengths = [interval.duration for interval in timeline.intervals]
    first_open = lengths.index(None) if None in lengths else len(lengths)
    starts = list(timeline.starts())
    assert None not in starts[: first_open + 1]
    assert all(start is None for start in starts[first_open + 1 :])
    assert (timeline.planned is None) == (None in lengths)
    assert timeline.timed == sum(length or 0 for length in lengths)


@given(routines())
def test_it_begins_with_prepare_rest_or_work_and_ends_with_work(routine: Routine) -> None:
    intervals = compiled(routine).intervals
    assert intervals[0].kind in {Kind.PREPARE, Kind.REST, Kind.WORK}
    assert intervals[-1].kind is Kind.WORK


@given(routines())
def test_no_interval_and_no_phase_has_no_length(routine: Routine) -> None:
    for interval in compiled(routine).intervals:
        assert interval.duration is None or interval.duration > 0
        assert all(phase.duration > 0 for phase in interval.phases)


@given(routines())
def test_two_automatic_gaps_never_stand_side_by_side(routine: Routine) -> None:
    automatic = {Kind.TRANSITION, Kind.SWITCH}
    for first, second in pairwise(compiled(routine).intervals):
        assert not (first.kind in automatic and not second.is_work)
        assert not (second.kind in automatic and not first.is_work)
        assert not (first.kind is Kind.PREPARE and not second.is_work)


@given(routines())
def test_phases_lie_in_order_inside_their_interval_and_do_not_overlap(routine: Routine) -> None:
    for interval in compiled(routine).intervals:
        at, rep = 0, 1
        for phase in interval.phases:
            assert phase.start == at
            assert phase.rep in {rep, rep + 1}
            at, rep = phase.start + phase.duration, phase.rep
        assert interval.duration is None or at <= interval.duration


@given(routines())
def test_counted_work_ends_with_its_last_phase(routine: Routine) -> None:
    for interval in compiled(routine).intervals:
        if interval.dose in {Dose.BEAT, Dose.HELD_REPS, Dose.HOLD}:
            last = interval.phases[-1]
            assert last.start + last.duration == interval.duration
            assert interval.reps == (None if interval.dose is Dose.HOLD else last.rep)


@given(routines())
def test_only_work_without_a_measure_of_time_waits_for_the_key(routine: Routine) -> None:
    for interval in compiled(routine).intervals:
        waits = interval.dose in {Dose.SELF_PACED, Dose.OPEN}
        assert (interval.duration is None) == waits
        assert not (waits and interval.phases)


def side_changes(intervals: tuple[Interval, ...]) -> list[tuple[Interval, list[Interval], Interval]]:
    """Neighbouring work of one set on two sides, and what lies between."""
    changes = []
    works = [index for index, interval in enumerate(intervals) if interval.is_work]
    for one, other in pairwise(works):
        first, second = intervals[one], intervals[other]
        if first.path.rpartition(".")[0] == second.path.rpartition(".")[0] and first.side and second.side:
            changes.append((first, list(intervals[one + 1 : other]), second))
    return changes


@given(routines())
def test_every_change_of_side_in_a_set_has_a_switch_or_no_gap_at_all(routine: Routine) -> None:
    for _, between, _ in side_changes(compiled(routine).intervals):
        assert [gap.kind for gap in between] in ([], [Kind.SWITCH])


@given(routines())
def test_what_is_compiled_twice_is_equal(routine: Routine) -> None:
    assert compiled(routine) == compiled(routine)
