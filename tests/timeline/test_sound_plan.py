"""Which sound stands where: the table of VOICE §2.1, and the planner's rules §4.1 and §4.2."""

import pytest

from player.routine.model import Step
from player.timeline.cues import Passage, entry_sound, interval_cues
from player.timeline.model import Timeline
from tests.timeline.builders import Beat, block, exercise, rest, tape, work
from tests.timeline.tones import plan

pytestmark = pytest.mark.core


def sounds(timeline: Timeline, index: int) -> list[tuple[float, str]]:
    return [(cue.at / 1000, cue.sound) for cue in interval_cues(timeline, index)]


def in_gap(*steps: Step, transition: float = 10) -> list[tuple[float, str]]:
    """Sounds of the gap after the first work."""
    return sounds(tape(*steps, prepare=0, transition=transition), 1)


def in_work(step: Step) -> list[tuple[float, str]]:
    return sounds(tape(step, prepare=0), 0)


def at_starts(beat: Beat, *, reps: int = 1) -> list[str]:
    """What sounds where a phase begins, but for the dots in between."""
    heard = in_work(exercise("A", reps=reps, tempo=beat))
    return [sound for _, sound in heard if sound != "pulse"]


# Ticks: 3 in gaps of 5 s or more, 1 (one second before) in gaps of 2-4.9 s, none in shorter ones.
@pytest.mark.parametrize(
    ("seconds", "ticks"),
    [
        (0.4, []),
        (1, []),
        (1.999, []),
        (2, [1]),
        (3, [2]),
        (4.9, [3.9]),
        (4.999, [3.999]),
        (5, [2, 3, 4]),
        (29.9, [26.9, 27.9, 28.9]),
    ],
)
def test_ticks_stand_before_work(seconds: float, ticks: list[float]) -> None:
    heard = in_gap(work("A"), work("B"), transition=seconds)
    assert [at for at, sound in heard if sound == "tick"] == ticks


def test_there_are_ticks_before_the_first_work_too() -> None:
    assert sounds(tape(work("A"), prepare=10), 0) == [(7, "tick"), (8, "tick"), (9, "tick")]


def test_of_gaps_in_a_row_only_the_last_ticks() -> None:
    timeline = tape(work("A"), rest(60), rest(20), work("B", prepare=10), prepare=0)
    assert [[at for at, sound in sounds(timeline, index) if sound == "tick"] for index in (1, 2, 3)] == [
        [],
        [],
        [7, 8, 9],
    ]


def test_of_gaps_in_a_row_only_the_first_says_that_work_is_over() -> None:
    timeline = tape(work("A"), rest(60), rest(20), work("B", prepare=10), prepare=0)
    assert [[sound for at, sound in sounds(timeline, index) if at < 1] for index in (1, 2, 3)] == [
        ["rest", "next"],
        [],
        [],
    ]


def test_a_gap_before_the_first_work_is_not_the_end_of_anything() -> None:
    assert [sound for _, sound in sounds(tape(rest(60), work("A"), prepare=0), 0)] == [
        "rest-ending",
        "tick",
        "tick",
        "tick",
    ]


@pytest.mark.parametrize(
    ("steps", "begins"),
    [
        pytest.param((work("A"), work("B")), ["rest", "next"], id="transition"),
        pytest.param((work("A"), work("B", prepare=20)), ["rest", "next"], id="prepare"),
        pytest.param((work("A"), rest(20), work("B")), ["rest", "next"], id="rest step"),
        pytest.param((exercise("A", hold=9, sets=2),), ["rest"], id="same step, next set"),
        pytest.param((block(work("A"), rounds=2),), ["rest"], id="same step, next round"),
        pytest.param((block(work("A"), work("B"), rounds=2),), ["rest", "next"], id="a round of two steps"),
        pytest.param((exercise("A", hold=9, sides=("r", "l")),), ["switch"], id="side"),
    ],
)
def test_a_gap_after_work_begins_with_rest_or_switch(steps: tuple[Step, ...], begins: list[str]) -> None:
    heard = in_gap(*steps)
    assert [sound for at, sound in heard if at < 1] == begins
    assert heard[0][0] == 0
    assert [at for at, sound in heard if sound == "next"] == ([0.6] if "next" in begins else [])


@pytest.mark.parametrize(("seconds", "heard"), [(0.3, False), (0.7, False), (1, True)])
def test_next_is_left_out_where_the_gap_has_no_room_for_it(*, seconds: float, heard: bool) -> None:
    found = in_gap(work("A"), work("B"), transition=seconds)
    assert ((0.6, "next") in found) == heard
    assert found[0] == (0, "rest")


# `rest-ending`: 10 s before work, gaps of 30 s and more.
@pytest.mark.parametrize(("seconds", "at"), [(29.9, []), (30, [20]), (75, [65])])
def test_a_long_gap_says_when_it_ends(seconds: float, at: list[float]) -> None:
    heard = in_gap(work("A"), work("B"), transition=seconds)
    assert [when for when, sound in heard if sound == "rest-ending"] == at


# `last-set`: the coming set (or round) is the last.
def test_the_last_of_several_sets_is_announced_once() -> None:
    timeline = tape(exercise("A", hold=9, sets=3, rest=20), prepare=10)
    assert [cue.interval for cue in plan(timeline) if cue.sound == "last-set"] == [4]


def test_the_bell_of_the_last_set_ends_before_the_ticks() -> None:
    heard = in_gap(exercise("A", hold=9, sets=2, rest=20))
    assert heard[1:3] == [(15.75, "last-set"), (17, "tick")]


def test_one_set_alone_is_not_announced_as_the_last() -> None:
    assert "last-set" not in {cue.sound for cue in plan(tape(work("A"), work("B")))}


def test_the_last_set_is_announced_before_its_first_side_only() -> None:
    timeline = tape(exercise("A", hold=9, sets=2, sides=("r", "l"), rest=20, switch=8), prepare=0)
    assert [cue.interval for cue in plan(timeline) if cue.sound == "last-set"] == [3]


def test_the_last_round_is_announced_before_its_first_step_only() -> None:
    timeline = tape(block(work("A"), work("B"), rounds=3, rest=20), prepare=0)
    assert [cue.interval for cue in plan(timeline) if cue.sound == "last-set"] == [7]


def test_one_round_alone_is_not_announced_as_the_last() -> None:
    timeline = tape(work("Z"), block(work("A"), work("B"), rounds=1), prepare=0)
    assert "last-set" not in {cue.sound for cue in plan(timeline)}


def test_the_last_round_of_an_inner_block_is_announced_in_every_round_of_the_outer() -> None:
    timeline = tape(block(block(work("A"), rounds=2, rest=20), work("B"), rounds=2, rest=20), prepare=0)
    announced = [timeline.intervals[cue.interval].path for cue in plan(timeline) if cue.sound == "last-set"]
    assert announced == ["block/block/a@r1.2.s1+rest", "block/block/a@r2.2.s1+rest"]


def test_a_gap_too_short_for_the_bell_has_none() -> None:
    assert in_gap(exercise("A", hold=9, sets=2, rest=2)) == [(0, "rest"), (1, "tick")]


# Work begins with `go`; neighbours without a gap are told apart by what changes.
def test_work_begins_with_go() -> None:
    assert in_work(exercise("A")) == [(0, "go")]
    assert in_work(exercise("A", reps=8)) == [(0, "go")]


def test_a_change_of_side_without_a_gap_is_heard() -> None:
    timeline = tape(exercise("A", hold=2, sides=("r", "l"), switch=0), prepare=0)
    assert [sounds(timeline, index) for index in (0, 1)] == [[(0, "go")], [(0, "switch")]]


def test_another_exercise_without_a_gap_is_no_change_of_side() -> None:
    timeline = tape(exercise("A", hold=2, sides=("r",)), exercise("B", hold=2), prepare=0, transition=0)
    assert [sounds(timeline, index) for index in (0, 1)] == [[(0, "go")], [(0, "go")]]


def test_the_end_of_the_session_is_heard_and_nothing_else_at_that_moment() -> None:
    assert sounds(tape(work("A"), prepare=0), 1) == [(0, "finish")]


# Phases.
@pytest.mark.parametrize(
    ("beat", "heard"),
    [
        ([("go", 2), ("hold", 1), ("return", 3)], ["go", "hold", "return"]),
        ([("lower", 2), ("lift", 2)], ["go", "away"]),
        ([("x", 2), ("Push", 2), ("SQUEEZE", 2), ("back", 2)], ["go", "away", "hold", "return"]),
        ([("Y", 2), ("T", 2), ("W", 2), ("lower", 2)], ["go", "station-2", "station-3", "return"]),
        (
            [(label, 2) for label in "abcdef"],
            ["go", "station-2", "station-3", "station-4", "station-4", "station-4"],
        ),
        (
            [("Y", 2), ("hold", 2), ("T", 2), ("hold", 2), ("Y", 2)],
            ["go", "hold", "station-2", "hold", "station-1"],
        ),
        ([("out", 2), ("in", 2)], ["go", "return"]),
        ([("in", 2), ("hold", 2), ("out", 2)], ["go", "hold", "breath-out"]),
        ([("in", 2), ("up", 2)], ["go", "away"]),
    ],
)
def test_a_phase_sounds_by_its_name(beat: Beat, heard: list[str]) -> None:
    assert at_starts(beat) == heard


def test_a_breath_that_comes_again_swells() -> None:
    assert at_starts([("in", 3), ("out", 3)], reps=2) == [
        "go",
        "breath-out",
        "last-rep",
        "breath-in",
        "breath-out",
    ]


def test_a_breath_has_no_dots_over_it() -> None:
    assert "pulse" not in {
        sound for _, sound in in_work(exercise("A", reps=3, tempo=[("in", 4), ("out", 4)]))
    }


def test_a_new_rep_knocks_and_its_phase_follows() -> None:
    heard = in_work(exercise("A", reps=3, tempo=[("up", 1), ("down", 1)]))
    assert heard == [
        (0, "go"),
        (1, "return"),
        (2, "rep"),
        (2.1, "away"),
        (3, "return"),
        (4, "last-rep"),
        (4.2, "away"),
        (5, "return"),
    ]


@pytest.mark.parametrize("label", ["rep", "Rep"])
def test_a_beat_per_rep_is_the_knock_alone(label: str) -> None:
    heard = in_work(exercise("A", reps=3, tempo=[(label, 2)]))
    assert heard == [(0, "go"), (2, "rep"), (4, "last-rep")]


def test_a_phase_called_rep_among_others_sounds_like_any_unknown_name() -> None:
    assert at_starts([("up", 2), ("rep", 2)], reps=2) == ["go", "station-1", "last-rep", "away", "station-1"]


def test_one_rep_is_begun_and_not_also_the_last() -> None:
    assert at_starts([("up", 2), ("down", 2)]) == ["go", "return"]


@pytest.mark.parametrize(
    ("seconds", "dots"),
    [(2.9, []), (3, [1, 2]), (5.5, [1, 2, 3, 4, 5]), (7.9, [1, 2, 3, 4, 5, 6, 7]), (8, [])],
)
def test_phases_and_holds_of_three_to_eight_seconds_have_a_dot_each_second(
    seconds: float, dots: list[float]
) -> None:
    for step in (exercise("A", hold=seconds), exercise("A", reps=1, tempo=[("up", seconds)])):
        assert [at for at, sound in in_work(step) if sound == "pulse"] == dots


def test_phases_too_short_to_tell_apart_leave_the_first_of_the_rep() -> None:
    heard = in_work(exercise("A", reps=2, tempo=[("up", 0.24), ("hold", 0.25), ("down", 0.24)]))
    assert heard == [(0, "go"), (0.24, "hold"), (0.73, "last-rep"), (0.93, "away"), (0.97, "hold")]


def test_a_phase_that_is_over_before_its_sound_could_follow_the_knock_has_none() -> None:
    heard = in_work(exercise("A", reps=3, tempo=[("up", 0.1)]))
    assert heard == [(0, "go"), (0.1, "rep"), (0.2, "last-rep")]


# `half` and `tick-out`.
@pytest.mark.parametrize(
    ("seconds", "heard"),
    [
        (7.9, []),
        (8, [(5, "tick-out"), (6, "tick-out"), (7, "tick-out")]),
        (19.9, [(16.9, "tick-out"), (17.9, "tick-out"), (18.9, "tick-out")]),
        (20, [(10, "half"), (17, "tick-out"), (18, "tick-out"), (19, "tick-out")]),
    ],
)
def test_the_end_of_timed_work_is_counted_out_and_long_work_has_a_half(
    seconds: float, heard: list[tuple[float, str]]
) -> None:
    for step in (exercise("A", hold=seconds), exercise("A", lasting=seconds)):
        assert [(at, sound) for at, sound in in_work(step) if sound not in {"go", "pulse"}] == heard


def test_keep_moving_with_a_tempo_is_counted_out_because_no_rep_is_its_last() -> None:
    heard = in_work(exercise("A", lasting=21, tempo=[("up", 2), ("down", 2)]))
    assert "last-rep" not in {sound for _, sound in heard}
    assert [at for at, sound in heard if sound == "tick-out"] == [18, 19, 20]
    assert [at for at, sound in heard if sound == "half"] == [10.5]


def test_sounds_of_one_instant_come_by_name_in_every_run() -> None:
    for seconds in range(20, 40):
        heard = in_work(exercise("A", lasting=seconds, tempo=[("down", 1), ("up", 1)]))
        assert len({at for at, _ in heard}) < len(heard)
        assert heard == sorted(heard)


def test_counted_reps_end_with_the_last_rep_and_not_with_a_count() -> None:
    for step in (exercise("A", reps=9, tempo=[("up", 2), ("down", 2)]), exercise("A", reps=4, hold=9)):
        heard = {sound for _, sound in in_work(step)}
        assert "last-rep" in heard
        assert not heard & {"tick-out", "half"}


def test_a_changed_length_moves_what_stands_before_the_end() -> None:
    timeline = tape(exercise("A", hold=30, sets=2, rest=20), prepare=0)
    longer = [(cue.at / 1000, cue.sound) for cue in interval_cues(timeline, 0, Passage(40_000))]
    assert longer == [(0, "go"), (20, "half"), (37, "tick-out"), (38, "tick-out"), (39, "tick-out")]
    shorter = [(cue.at / 1000, cue.sound) for cue in interval_cues(timeline, 1, Passage(10_000))]
    assert shorter == [(0, "rest"), (5.75, "last-set"), (7, "tick"), (8, "tick"), (9, "tick")]


# After a pause.
@pytest.mark.parametrize(
    ("step", "at", "sound"),
    [
        (exercise("A", hold=20), 0, "go"),
        (exercise("A", hold=20), 7, "go"),
        (exercise("A", reps=3, tempo=[("up", 2), ("down", 2)]), 4, "away"),
        (exercise("A", reps=3, tempo=[("in", 2), ("out", 2)]), 4, "breath-in"),
        (exercise("A", reps=3, tempo=[("rep", 2)]), 4, "rep"),
        (exercise("A", reps=3, hold=5), 9, "go"),
        (exercise("A"), 100, "go"),
    ],
)
def test_work_goes_on_with_go_or_the_sound_of_its_phase(step: Step, at: float, sound: str) -> None:
    assert entry_sound(tape(step, prepare=0).intervals[0], round(at * 1000)) == sound


def test_a_gap_goes_on_without_a_sound() -> None:
    assert entry_sound(tape(work("A")).intervals[0], 5000) is None


def test_nothing_is_heard_of_nothing() -> None:
    assert plan(tape(rest(60))) == ()
