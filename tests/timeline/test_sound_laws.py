"""What holds for the sounds of every routine."""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given

from player.routine.model import Routine
from player.timeline.compile import compile_routine
from player.timeline.cues import Cue
from player.timeline.model import Dose, Kind, Timeline
from player.timeline.sounds import Sound
from tests.support.effort import costs_less, effort
from tests.timeline.builders import block, exercise, rest, tape, work
from tests.timeline.random_routines import routines
from tests.timeline.tones import plan

pytestmark = pytest.mark.core

BODY_SOUNDS = {
    "tick",
    "go",
    "away",
    "hold",
    "return",
    *(f"station-{number}" for number in (1, 2, 3, 4)),
    "rep",
    "last-rep",
    "pulse",
    "tick-out",
    "half",
    "breath-in",
    "breath-out",
    "rest",
    "next",
    "rest-ending",
    "switch",
    "last-set",
    "finish",
}
"""The mallet family of VOICE §2.1; `round` belongs to a later part of the language."""


def planned(routine: Routine) -> tuple[Timeline, dict[int, list[Cue]]]:
    timeline = compile_routine(routine, "random")
    cues: dict[int, list[Cue]] = defaultdict(list)
    for cue in plan(timeline):
        cues[cue.interval].append(cue)
    return timeline, cues


@given(routines())
def test_only_sounds_of_the_closed_list_are_planned(routine: Routine) -> None:
    _, cues = planned(routine)
    assert {cue.sound for some in cues.values() for cue in some} <= BODY_SOUNDS


@given(routines())
def test_every_work_begins_with_one_go_or_switch_alone_and_has_no_other(routine: Routine) -> None:
    timeline, cues = planned(routine)
    for index, interval in enumerate(timeline.intervals):
        if interval.is_work:
            begins = [cue for cue in cues[index] if cue.sound in {"go", "switch"}]
            assert [cue.at for cue in begins] == [0]
            assert [cue for cue in cues[index] if cue.at == 0] == begins


@given(routines())
def test_every_change_of_side_inside_a_set_sounds_switch(routine: Routine) -> None:
    timeline, cues = planned(routine)
    intervals = timeline.intervals
    for index, interval in enumerate(intervals):
        if interval.kind is Kind.SWITCH:
            assert [cue.at for cue in cues[index] if cue.sound == "switch"] == [0]
            assert "rest" not in {cue.sound for cue in cues[index]}
        elif index and interval.is_work and intervals[index - 1].is_work:
            same_set = interval.path.rpartition(".")[0] == intervals[index - 1].path.rpartition(".")[0]
            if same_set and interval.side != intervals[index - 1].side:
                assert cues[index][0].sound == "switch"


@given(routines())
def test_every_end_of_work_is_heard(routine: Routine) -> None:
    timeline, cues = planned(routine)
    for index, interval in enumerate(timeline.intervals):
        if interval.is_work:
            assert cues[index + 1][0].at == 0
            assert cues[index + 1][0].sound in {"rest", "switch", "go", "finish"}


@given(routines())
def test_every_set_of_two_or_more_counted_reps_has_one_last_rep(routine: Routine) -> None:
    timeline, cues = planned(routine)
    for index, interval in enumerate(timeline.intervals):
        counted = interval.dose in {Dose.BEAT, Dose.HELD_REPS} and (interval.reps or 0) >= 2
        knocks = Counter(cue.sound for cue in cues[index])
        assert knocks[Sound.LAST_REP] == int(counted)
        if counted:
            assert knocks[Sound.REP] == (interval.reps or 0) - 2
            last = next(phase.start for phase in interval.phases if phase.rep == interval.reps)
            assert [cue.at for cue in cues[index] if cue.sound == "last-rep"] == [last]


@given(routines())
def test_ticks_stand_on_the_seconds_before_work_and_nowhere_else(routine: Routine) -> None:
    timeline, cues = planned(routine)
    for index, interval in enumerate(timeline.intervals):
        ticks = [cue.at for cue in cues[index] if cue.sound == "tick"]
        if not interval.is_work:
            leads_on = timeline.intervals[index + 1].is_work
            length = interval.duration or 0
            seconds = [] if not leads_on or length < 2000 else [1] if length < 5000 else [3, 2, 1]
            assert ticks == [length - second * 1000 for second in seconds]
        elif interval.dose is Dose.HELD_REPS:
            ends = {phase.start + phase.duration for phase in interval.phases if phase.label == "relax"}
            assert all(any(end - tick in {1000, 2000, 3000} for end in ends) for tick in ticks)
        else:
            assert ticks == []


@given(routines())
def test_every_sound_lies_inside_its_interval(routine: Routine) -> None:
    timeline, cues = planned(routine)
    for index, interval in enumerate(timeline.intervals):
        for cue in cues[index]:
            assert cue.at >= 0
            assert interval.duration is None or cue.at < interval.duration
    assert [cue.sound for cue in cues[len(timeline.intervals)]] == ["finish"]


@given(routines())
def test_next_is_heard_exactly_where_another_step_follows_a_gap_with_room_for_it(routine: Routine) -> None:
    timeline, cues = planned(routine)
    intervals = timeline.intervals
    for index, interval in enumerate(intervals):
        follows_work = index > 0 and intervals[index - 1].is_work
        expected = False
        if not interval.is_work and follows_work:
            after = next(later for later in intervals[index:] if later.is_work)
            new = after.path.split("@")[0] != intervals[index - 1].path.split("@")[0]
            expected = new and (interval.duration or 0) >= 1000
        assert ("next" in {cue.sound for cue in cues[index]}) == expected


@given(routines())
def test_sounds_come_by_time_then_by_name_and_none_twice(routine: Routine) -> None:
    timeline = compile_routine(routine, "random")
    cues = plan(timeline)
    assert list(cues) == sorted(set(cues))


def rounds(count: int) -> Timeline:
    """`count` times 20 intervals, half of them gaps."""
    steps = [exercise(f"Step {number}", hold=20) for number in range(10)]
    return tape(block(*steps, rounds=count, rest=30, transition=10))


def rests(count: int) -> Timeline:
    """`count` rests in a row between two pieces of work."""
    return tape(work("A"), block(rest(1), rounds=count), work("B"))


def long_set(reps: int) -> Timeline:
    return tape(exercise("A", reps=reps, tempo=[(f"phase {number}", 4) for number in range(64)]))


def planning(timeline: Timeline) -> Callable[[], object]:
    return lambda: plan(timeline)


@pytest.mark.alone
@pytest.mark.parametrize(
    ("tape_of", "size"),
    [
        pytest.param(rounds, 125, id="20,000 intervals"),
        pytest.param(rests, 2500, id="20,000 rests in a row"),
        pytest.param(long_set, 125, id="1000 reps of 64 phases"),
    ],
)
def test_the_plan_takes_time_in_proportion_to_the_tape(tape_of: Callable[[int], Timeline], size: int) -> None:
    # Eight times the tape: linear is 8, with the caches of a small machine up to 22; quadratic is 64.
    assert costs_less(planning(tape_of(8 * size)), 40 * effort(planning(tape_of(size))))
