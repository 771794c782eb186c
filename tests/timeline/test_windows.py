"""DESIGN §3, 'Windows', sentence by sentence."""

import pytest

from player.routine.model import Step
from player.timeline.model import Kind, Timeline
from tests.timeline.builders import (
    MAX,
    READY,
    block,
    exercise,
    more,
    paths,
    rest,
    say,
    tape,
    told,
    windows,
    work,
)

pytestmark = pytest.mark.core

BURPEES = exercise("Burpee", reps=10)
"""Self-paced: open."""


def starts(timeline: Timeline) -> list[float | None]:
    return [None if start is None else start / 1000 for start in timeline.starts()]


# DESIGN §3.5: `every` and `within` alone have a known length: the last window runs in full, open work inside
# does not make the total open
def test_each_round_starts_on_the_beat_of_every_and_the_last_window_runs_in_full() -> None:
    timeline = tape(block(work("A"), rounds=3, every=60))
    assert told(timeline) == ["prepare 10", *["A", "left 50"] * 3]
    assert starts(timeline) == [0, 10, 20, 70, 80, 130, 140]
    assert windows(timeline) == ["1-3 60 full", "3-5 60 full", "5-7 60 full"]
    assert (timeline.planned, timeline.timed) == (190_000, 190_000)


def test_open_work_inside_every_does_not_make_the_total_open() -> None:
    timeline = tape(block(BURPEES, rounds=3, every=60), work("B"))
    assert told(timeline) == ["prepare 10", *["Burpee", "left open"] * 3, "transition 10", "B"]
    assert starts(timeline) == [0, 10, None, 70, None, 130, None, 190, 200]
    assert timeline.planned == timeline.timed == 210_000


def test_open_work_inside_within_does_not_make_the_total_open() -> None:
    timeline = tape(block(BURPEES, work("Row"), within=20 * 60), work("B"))
    assert told(timeline) == ["prepare 10", "Burpee", "Row", "transition 10", "B"]
    assert starts(timeline) == [0, 10, None, 1210, 1220]
    assert windows(timeline) == ["1-3 1200 repeats full"]
    assert timeline.planned == timeline.timed == 10_000 + 1_200_000 + 20_000


# "what is left of an `every` window is one rest interval, which waits for no key (after open work its
#  duration is null until the beat)"
def test_what_is_left_of_a_window_is_one_rest_that_fills_it() -> None:
    timeline = tape(block(work("A"), work("B"), name="EMOM", rounds=2, every=45), prepare=0)
    assert [interval.duration for interval in timeline.intervals] == [10_000, 10_000, 25_000] * 2
    left = timeline.intervals[5]
    assert (left.kind, left.fills, left.path) == (Kind.REST, True, "emom@r2+every")
    assert not any(interval.fills for interval in timeline.intervals if interval.is_work)


def test_after_open_work_its_length_is_unknown_until_the_beat() -> None:
    timeline = tape(block(exercise("A", hold=more(30)), work("B"), rounds=1, every=60), prepare=0)
    left = timeline.intervals[-1]
    assert (left.duration, left.fills) == (None, True)


def test_where_nothing_is_left_there_is_no_rest() -> None:
    timeline = tape(block(exercise("A", hold=60), rounds=2, every=60), work("B"), prepare=0)
    assert told(timeline) == ["A", "A", "transition 10", "B"]
    assert windows(timeline) == ["0-1 60 full", "1-2 60 full"]


# DESIGN §3.5: For the gap rule a window is one piece of work: its remainder, then the gap.
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("Z"), block(work("A"), rounds=2, every=60), work("B")),
            ["Z", "transition 10", "A", "left 50", "A", "left 50", "transition 10", "B"],
            id="the transition stands before the first window and behind the last",
        ),
        pytest.param(
            (work("Z"), block(work("A", prepare=7), rounds=2, every=60)),
            ["Z", "prepare 7", "A", "left 50", "prepare 7", "A", "left 43"],
            id="to get into position lies before the first window, then inside",
        ),
        pytest.param(
            (block(block(work("A"), rounds=2, every=60), rounds=2, rest=30),),
            [*["A", "left 50"] * 2, "rest 30", *["A", "left 50"] * 2],
            id="between two turns of windows lies the rest of the block around",
        ),
        pytest.param(
            (block(work("A"), rest(5, name="Shake"), rounds=2, every=60), work("B")),
            [*["A", "rest 5 Shake", "left 45"] * 2, "transition 10", "B"],
            id="a rest at the end of a round lies inside its window",
        ),
        pytest.param(
            (work("Z"), block(rest(5), work("A"), rounds=2, every=60)),
            ["Z", *["rest 5", "A", "left 45"] * 2],
            id="a rest at the head of a round lies inside too, and replaces the gap before",
        ),
        pytest.param(
            (work("Z"), rest(20), block(work("A"), rounds=1, every=60)),
            ["Z", "rest 20", "A", "left 50"],
            id="a rest before the block stands before the window",
        ),
        pytest.param(
            (work("Z"), block(say("Go"), work("A"), rounds=1, every=60)),
            ["Z", "transition 10", "say 5 Go", "A", "left 45"],
            id="an instruction at the head of a round is a part of the window",
        ),
        pytest.param(
            (block(work("A"), say("Well done"), rounds=1, every=60),),
            ["A", "say 5 Well done", "left 45"],
            id="and so is one at its end",
        ),
        pytest.param(
            (block(block(work("A"), rounds=2, rest=15), rounds=1, every=60),),
            ["A", "rest 15", "A", "left 25"],
            id="inside a window the rule holds as everywhere",
        ),
    ],
)
def test_for_the_gap_rule_a_window_is_one_piece_of_work(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


@pytest.mark.parametrize(
    ("steps", "first", "end"),
    [
        ((work("Z"), block(rest(5), work("A"), rounds=1, every=60)), 1, 4),
        ((work("Z"), block(work("A", prepare=7), rounds=1, every=60)), 2, 4),
        ((work("Z"), rest(20), block(say("Go"), work("A"), rounds=1, every=60)), 2, 5),
        ((work("Z"), block(block(rest(5), work("A"), prepare=8), rounds=1, every=60)), 2, 5),
    ],
)
def test_a_window_begins_behind_its_gap_and_with_its_first_step(
    steps: tuple[Step, ...], first: int, end: int
) -> None:
    (window,) = tape(*steps, prepare=0).windows
    assert (window.first, window.end) == (first, end)


def test_the_routines_prepare_is_no_part_of_the_first_window() -> None:
    timeline = tape(block(rest(5), work("A"), rounds=1, every=60))
    assert told(timeline) == ["prepare 10", "rest 5", "A", "left 45"]
    assert timeline.planned == 70_000


# DESIGN §3.5: An open `within`, or `sets: max`, has one round or set on the tape, repeated while playing,
# counted once.
def test_an_open_within_has_one_round_on_the_tape() -> None:
    timeline = tape(block(exercise("A", hold=10, sets=2, rest=5), work("B"), within=300), prepare=0)
    assert told(timeline) == ["A", "rest 5", "A", "B"]
    assert timeline.work_intervals == 3
    assert {(work.round, work.rounds) for work in timeline.intervals if work.is_work} == {(1, None)}
    assert paths(timeline)[0] == "block/a@r1.s1"


@pytest.mark.parametrize(
    ("steps", "gap", "expected"),
    [
        ((work("A"), work("B")), 20, ["A", "B", "rest 20"]),
        ((work("A"), rest(7)), 20, ["A", "rest 7"]),
        ((rest(7), work("A")), 20, ["rest 7", "A"]),
        ((work("A", prepare=6),), 20, ["prepare 6", "A", "rest 20", "prepare 6"]),
        ((work("A"), say("Again")), 20, ["A", "say 5 Again", "rest 20"]),
        ((work("A"), rest(0)), 20, ["A"]),
    ],
)
def test_the_gap_into_the_next_pass_ends_the_round_of_an_open_within(
    steps: tuple[Step, ...], gap: float, expected: list[str]
) -> None:
    timeline = tape(block(*steps, within=300, rest=gap), prepare=0)
    assert told(timeline) == expected
    assert len(set(paths(timeline))) == len(timeline.intervals)
    assert timeline.windows[0].end == len(timeline.intervals)


def test_a_rest_before_an_open_within_is_no_gap_between_its_passes() -> None:
    timeline = tape(rest(0), block(say("Breathe"), within=60, rest=20), prepare=0)
    assert told(timeline) == ["say 5 Breathe", "rest 20"]


def test_sets_max_has_one_set_on_the_tape_and_the_rest_behind_it() -> None:
    timeline = tape(exercise("A", hold=10, sets=MAX, rest=20), work("B"), prepare=0)
    assert told(timeline) == ["A", "rest 20", "transition 10", "B"]
    assert windows(timeline) == ["0-2 key repeats"]
    assert (timeline.intervals[0].set, timeline.intervals[0].sets) == (1, None)
    assert paths(timeline)[:2] == ["a@s1", "a@s2+rest"]
    assert timeline.planned is None
    assert timeline.timed == 10_000 + 20_000 + 10_000 + 10_000
    assert starts(timeline) == [0, 10, None, None]


def test_at_least_so_many_sets_are_on_the_tape_and_the_last_one_is_repeated() -> None:
    timeline = tape(exercise("A", hold=10, sets=more(3), rest=20, sides=("right", "left")), prepare=0)
    one_set = ["A right", "switch 5", "A left", "rest 20"]
    assert told(timeline) == one_set * 3
    assert windows(timeline) == ["8-12 key repeats"]
    assert [work.sets for work in timeline.intervals if work.is_work] == [3, 3, 3, 3, None, None]
    assert paths(timeline)[-1] == "a@s4.right+rest"


def test_sets_max_in_a_window_ends_with_it_and_does_not_make_the_total_open() -> None:
    timeline = tape(block(exercise("A", hold=10, sets=MAX, rest=20), within=300), work("B"), prepare=0)
    assert windows(timeline) == ["0-2 300 repeats full", "0-2 key repeats"]
    assert timeline.planned == 320_000
    assert starts(timeline) == [0, 10, 300, 310]


# "`within` with `rounds` and only fixed steps lasts the smaller of the two."
@pytest.mark.parametrize(("cap", "lasts"), [(300, 50), (50, 50), (45, 45), (20, 20)])
def test_within_with_rounds_lasts_the_smaller_of_the_two(cap: float, lasts: float) -> None:
    timeline = tape(block(work("A"), rounds=3, rest=10, within=cap), prepare=0)
    assert told(timeline) == ["A", "rest 10", "A", "rest 10", "A"]
    assert timeline.planned == timeline.timed == lasts * 1000


def test_what_would_begin_behind_the_cap_has_no_start() -> None:
    timeline = tape(block(work("A"), rounds=3, rest=10, within=40), work("B"), prepare=0)
    assert starts(timeline) == [0, 10, 20, 30, None, 40, 50]


def test_within_with_rounds_and_open_work_is_open_and_counts_its_least_up_to_the_cap() -> None:
    timeline = tape(block(exercise("A", hold=more(20)), rounds=3, within=50), work("B"), prepare=0)
    assert windows(timeline) == ["0-3 50"]
    assert timeline.planned is None
    assert timeline.timed == 70_000
    assert starts(timeline) == [0, None, None, None, None]


def test_a_cap_around_rounds_with_a_beat_holds_both() -> None:
    timeline = tape(block(work("A"), rounds=3, every=60, within=150), prepare=0)
    assert windows(timeline) == ["0-6 150", "0-2 60 full", "2-4 60 full", "4-6 60 full"]
    assert timeline.planned == 150_000


# DESIGN §3.2: `turns: true` (round k runs only step k modulo n)
def test_turns_play_one_step_a_round() -> None:
    timeline = tape(block(work("A"), work("B"), rounds=5, every=60, turns=True), prepare=0)
    assert [work.exercise for work in timeline.intervals if work.is_work] == ["A", "B", "A", "B", "A"]
    assert timeline.planned == 300_000


def test_a_turn_may_be_a_rest() -> None:
    timeline = tape(block(work("A"), rest(15, name="Breathe"), rounds=4, every=60, turns=True), prepare=0)
    assert told(timeline) == ["A", "left 50", "rest 15 Breathe", "left 45"] * 2
    assert starts(timeline) == [0, 10, 60, 75, 120, 130, 180, 195]
    assert len(set(paths(timeline))) == len(timeline.intervals)


def test_turns_without_a_beat_have_the_rest_of_the_block_between_them() -> None:
    timeline = tape(block(work("A"), work("B"), rounds=3, rest=20, turns=True), prepare=0)
    assert told(timeline) == ["A", "rest 20", "B", "rest 20", "A"]


def test_turns_count_the_steps_that_are_there() -> None:
    steps = (work("A"), exercise("B", hold=5, sets={"gentle": 0, "full": 1}), work("C"))
    timeline = tape(block(*steps, rounds=3, rest=0, turns=True), prepare=0, levels=("gentle", "full"))
    assert told(timeline) == ["A", "C", "A"]
    assert paths(timeline) == ["block/a@r1.s1", "block/c@r2.s1", "block/a@r3.s1"]


# DESIGN §3.2: `by_side: each` (the whole block, all its rounds, right, then left)
def test_by_side_plays_the_whole_block_with_all_its_rounds_on_one_side_then_on_the_other() -> None:
    timeline = tape(
        block(work("A"), work("B"), rounds=2, rest=20, switch=8, by_side=("right", "left")), prepare=0
    )
    right, left = (
        [f"A {side}", "transition 10", f"B {side}", "rest 20", f"A {side}", "transition 10", f"B {side}"]
        for side in ("right", "left")
    )
    assert told(timeline) == [*right, "switch 8", *left]
    assert paths(timeline)[0] == "block/a@r1.s1.right"
    assert paths(timeline)[8] == "block/a@r1.s1.left"


def test_by_side_with_a_beat_has_windows_on_each_side() -> None:
    timeline = tape(
        block(work("A"), rounds=2, every=60, switch=8, by_side=("right", "left")), work("B"), prepare=0
    )
    assert told(timeline) == [
        *["A right", "left 50"] * 2,
        "switch 8",
        *["A left", "left 50"] * 2,
        "transition 10",
        "B",
    ]
    assert starts(timeline)[5] == 128
    assert paths(timeline)[1] == "block@r1.right+every"


def test_an_instruction_is_told_on_each_side_and_has_a_path_of_its_own_there() -> None:
    timeline = tape(block(say("Lie down"), work("A"), by_side=("right", "left")), prepare=0)
    assert paths(timeline) == [
        "block/say@right",
        "block/a@s1.right",
        "block/say@left",
        "block/a@s1.left+switch",
        "block/a@s1.left",
    ]


def test_a_gap_that_waits_for_the_key_makes_what_is_left_of_the_window_open() -> None:
    timeline = tape(block(work("A"), rest(READY), work("B"), rounds=1, every=60), work("C"), prepare=0)
    assert told(timeline) == ["A", "rest open", "B", "left open", "transition 10", "C"]
    assert starts(timeline) == [0, 10, None, None, 60, 70]


def test_windows_in_windows_count_with_their_length() -> None:
    inner = block(BURPEES, within=20, name="AMRAP")
    timeline = tape(block(inner, work("A"), rounds=2, every=60), prepare=0)
    assert told(timeline) == ["Burpee", "A", "left 30"] * 2
    assert windows(timeline) == [
        "0-3 60 full",
        "0-1 20 repeats full",
        "3-6 60 full",
        "3-4 20 repeats full",
    ]
    assert starts(timeline) == [0, 20, 30, 60, 80, 90]


def test_a_block_of_which_nothing_is_there_has_no_window() -> None:
    gone = exercise("Gone", hold=5, sets=0)
    timeline = tape(work("A"), block(gone, rounds=3, every=60), block(gone, within=60), work("B"), prepare=0)
    assert told(timeline) == ["A", "transition 10", "B"]
    assert timeline.windows == ()
