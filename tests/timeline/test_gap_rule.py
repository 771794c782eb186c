"""DESIGN §3, 'The gap rule', sentence by sentence."""

import pytest

from player.routine.model import Step
from player.timeline.compile import compile_routine
from tests.timeline.builders import block, exercise, rest, routine, tape, told, work

pytestmark = pytest.mark.core


# "Between two neighbouring pieces of work there is exactly one gap, that of the outermost boundary crossed".
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("A"), work("B")),
            ["A", "transition 10", "B"],
            id="between two steps lies the transition",
        ),
        pytest.param(
            (exercise("A", hold=5, sets=3, rest=40),),
            ["A", "rest 40", "A", "rest 40", "A"],
            id="between two sets lies the rest of the step",
        ),
        pytest.param(
            (exercise("A", hold=5, sides=("right", "left"), switch=7),),
            ["A right", "switch 7", "A left"],
            id="between two sides lies the switch",
        ),
        pytest.param(
            (exercise("A", hold=5, sets=2, sides=("right", "left"), switch=7, rest=40),),
            ["A right", "switch 7", "A left", "rest 40", "A right", "switch 7", "A left"],
            id="a set is further out than a side",
        ),
        pytest.param(
            (exercise("A", hold=5, sides=("left",)),),
            ["A left"],
            id="one side alone is never switched",
        ),
        pytest.param(
            (exercise("A", hold=5, sides=("one", "two", "three"), switch=7),),
            ["A one", "switch 7", "A two", "switch 7", "A three"],
            id="three sides are switched twice",
        ),
        pytest.param(
            (exercise("A", hold=5, sets=2, rest=40), work("B")),
            ["A", "rest 40", "A", "transition 10", "B"],
            id="a step is further out than a set",
        ),
        pytest.param(
            (exercise("A", hold=5, sides=("right", "left"), switch=7), work("B")),
            ["A right", "switch 7", "A left", "transition 10", "B"],
            id="a step is further out than a side",
        ),
        pytest.param(
            (block(work("A"), rounds=3, rest=60),),
            ["A", "rest 60", "A", "rest 60", "A"],
            id="between two rounds lies the rest of the block",
        ),
        pytest.param(
            (block(work("A"), work("B"), rounds=2, rest=60, transition=8),),
            ["A", "transition 8", "B", "rest 60", "A", "transition 8", "B"],
            id="a round is further out than a step",
        ),
        pytest.param(
            (block(exercise("A", hold=5, sets=2, rest=20), rounds=2, rest=60),),
            ["A", "rest 20", "A", "rest 60", "A", "rest 20", "A"],
            id="a round is further out than a set",
        ),
        pytest.param(
            (block(exercise("A", hold=5, sides=("right", "left"), switch=4), rounds=2, rest=60),),
            ["A right", "switch 4", "A left", "rest 60", "A right", "switch 4", "A left"],
            id="a round is further out than a side",
        ),
        pytest.param(
            (block(block(work("A"), rounds=2, rest=15), rounds=2, rest=60),),
            ["A", "rest 15", "A", "rest 60", "A", "rest 15", "A"],
            id="of two rounds the outer one counts",
        ),
        pytest.param(
            (block(block(work("A"), rounds=2, rest=60), rounds=2, rest=15),),
            ["A", "rest 60", "A", "rest 15", "A", "rest 60", "A"],
            id="of two rounds the outer one counts, be it the shorter",
        ),
        pytest.param(
            (block(block(work("A"), rounds=2, rest=15), work("B"), rounds=2, rest=60, transition=8),),
            ["A", "rest 15", "A", "transition 8", "B", "rest 60", "A", "rest 15", "A", "transition 8", "B"],
            id="a step of the outer block is further out than a round of the inner one",
        ),
    ],
)
def test_the_outermost_boundary_gives_the_gap(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_a_held_rep_has_relax_inside_its_interval_and_no_gap() -> None:
    timeline = tape(exercise("A", hold=5, reps=3, relax=3), prepare=0)
    assert told(timeline) == ["A"]
    assert timeline.intervals[0].duration == 3 * 5000 + 2 * 3000


# "Entering or leaving a block adds none", and further: the transition is that of the block which holds both.
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("A"), block(work("B"), work("C"), transition=4), work("D")),
            ["A", "transition 10", "B", "transition 4", "C", "transition 10", "D"],
            id="in and out of one block",
        ),
        pytest.param(
            (work("A"), block(block(work("B"), transition=2), transition=3), work("C")),
            ["A", "transition 10", "B", "transition 10", "C"],
            id="in and out of two blocks at once",
        ),
        pytest.param(
            (block(block(work("A"), transition=2), block(work("B"), transition=3), transition=4),),
            ["A", "transition 4", "B"],
            id="from a block into its sibling",
        ),
        pytest.param(
            (block(work("A"), rounds=1, rest=60), work("B")),
            ["A", "transition 10", "B"],
            id="the end of the last round is no boundary of its own",
        ),
    ],
)
def test_entering_or_leaving_a_block_adds_no_gap(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


# "A `rest:` step replaces the automatic gap, however deep either lies", and several in a row are all played.
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("A"), rest(60), work("B")),
            ["A", "rest 60", "B"],
            id="a transition",
        ),
        pytest.param(
            (work("A"), rest(60), rest(5), rest(20), work("B")),
            ["A", "rest 60", "rest 5", "rest 20", "B"],
            id="several in a row",
        ),
        pytest.param(
            (work("A"), rest(2), work("B")),
            ["A", "rest 2", "B"],
            id="a rest shorter than the transition",
        ),
        pytest.param(
            (block(work("A"), rest(45), rounds=2, rest=60), work("B")),
            ["A", "rest 45", "A", "rest 45", "B"],
            id="the rest between rounds, and the transition after the last one",
        ),
        pytest.param(
            (block(rest(45), work("A"), rounds=2, rest=60),),
            ["rest 45", "A", "rest 45", "A"],
            id="at the head of a round",
        ),
        pytest.param(
            (block(rest(45), work("A"), rest(20), rounds=2, rest=60),),
            ["rest 45", "A", "rest 20", "rest 45", "A"],
            id="at the end of one round and at the head of the next",
        ),
        pytest.param(
            (block(block(work("A"), rest(45))), block(block(work("B")))),
            ["A", "rest 45", "B"],
            id="deep in the block before, the gap at the top",
        ),
        pytest.param(
            (work("A"), block(block(rest(45), work("B")))),
            ["A", "rest 45", "B"],
            id="deep in the block behind, the gap at the top",
        ),
        pytest.param(
            (block(work("A"), rest(1)), rest(2), block(rest(3), block(rest(4), work("B")))),
            ["A", "rest 1", "rest 2", "rest 3", "rest 4", "B"],
            id="in a row over several depths",
        ),
        pytest.param(
            (work("A"), block(rest(45)), work("B")),
            ["A", "rest 45", "B"],
            id="a block of nothing else",
        ),
        pytest.param(
            (work("A"), block(rest(45), rounds=3, rest=60), work("B")),
            ["A", "rest 45", "rest 45", "rest 45", "B"],
            id="rounds of nothing else",
        ),
        pytest.param(
            (exercise("A", hold=5, sets=2, rest=20), rest(60), work("B")),
            ["A", "rest 20", "A", "rest 60", "B"],
            id="only the gap it stands in",
        ),
        pytest.param(
            (work("A"), rest(0), work("B")),
            ["A", "B"],
            id="a rest of nothing leaves nothing",
        ),
    ],
)
def test_a_rest_step_replaces_the_automatic_gap(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_a_named_rest_keeps_what_you_do_in_it() -> None:
    timeline = tape(
        work("A"), rest(60, name="Cat stretch", cue="Breathe", note="Slowly", line=7), work("B"), prepare=0
    )
    gap = timeline.intervals[1]
    assert told(timeline) == ["A", "rest 60 Cat stretch", "B"]
    assert (gap.cues, gap.note, gap.line) == (("Breathe",), "Slowly", 7)
    assert not gap.is_work


# "A step's or block's `prepare` replaces a transition or switch before it and is added to any rest;
#  of a block's and its first step's the longer plays."
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("A"), work("B", prepare=20)),
            ["A", "prepare 20", "B"],
            id="a step's own replaces the transition",
        ),
        pytest.param(
            (work("A"), work("B", prepare=3)),
            ["A", "prepare 3", "B"],
            id="be it shorter than the transition",
        ),
        pytest.param(
            (work("A"), block(work("B"), prepare=20)),
            ["A", "prepare 20", "B"],
            id="a block's own replaces the transition",
        ),
        pytest.param(
            (work("A"), block(work("B", prepare=25), prepare=20)),
            ["A", "prepare 25", "B"],
            id="the first step's is the longer",
        ),
        pytest.param(
            (work("A"), block(work("B", prepare=15), prepare=20)),
            ["A", "prepare 20", "B"],
            id="the block's is the longer",
        ),
        pytest.param(
            (work("A"), block(block(work("B", prepare=15), prepare=18), prepare=12)),
            ["A", "prepare 18", "B"],
            id="the longest of a block in a block",
        ),
        pytest.param(
            (work("A"), block(work("B"), work("C"), prepare=20)),
            ["A", "prepare 20", "B", "transition 10", "C"],
            id="a block's own stands before its first step only",
        ),
        pytest.param(
            (work("A"), rest(60), work("B", prepare=20)),
            ["A", "rest 60", "prepare 20", "B"],
            id="added to a rest step",
        ),
        pytest.param(
            (work("A"), block(rest(60), work("B", prepare=5), prepare=20)),
            ["A", "rest 60", "prepare 20", "B"],
            id="a block's, with a rest step at its head",
        ),
        pytest.param(
            (block(work("A", prepare=20), rounds=2, rest=60),),
            ["prepare 20", "A", "rest 60", "prepare 20", "A"],
            id="added to the rest between rounds, in every round",
        ),
        pytest.param(
            (block(work("A"), rounds=2, rest=60, prepare=20),),
            ["prepare 20", "A", "rest 60", "A"],
            id="a block's own stands before the block, not before each round",
        ),
        pytest.param(
            (block(block(work("A"), prepare=20), rounds=2, rest=60),),
            ["prepare 20", "A", "rest 60", "prepare 20", "A"],
            id="an inner block begins anew in every round",
        ),
        pytest.param(
            (work("Z"), exercise("A", hold=5, sets=2, sides=("right", "left"), rest=40, prepare=20)),
            ["Z", "prepare 20", "A right", "switch 5", "A left", "rest 40", "A right", "switch 5", "A left"],
            id="not again before its own sets and sides",
        ),
        pytest.param(
            (work("A"), rest(0), work("B", prepare=20)),
            ["A", "prepare 20", "B"],
            id="added to a rest of nothing",
        ),
    ],
)
def test_prepare_replaces_a_transition_and_is_added_to_a_rest(
    steps: tuple[Step, ...], expected: list[str]
) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_a_prepare_of_nothing_leaves_a_step_without_a_gap() -> None:
    assert told(tape(work("A"), work("B", prepare=0), prepare=0)) == ["A", "B"]


# "`prepare` 10s (before the first step; the longer of it and the first step's own)".
@pytest.mark.parametrize(
    ("first", "seconds"),
    [
        (work("A"), 10),
        (work("A", prepare=4), 10),
        (work("A", prepare=25), 25),
        (block(work("A"), prepare=25), 25),
        (block(work("A", prepare=25), prepare=30), 30),
    ],
)
def test_the_longer_of_the_routines_and_the_first_steps_prepare_plays(first: Step, seconds: int) -> None:
    assert told(tape(first, work("B"))) == [f"prepare {seconds}", "A", "transition 10", "B"]


def test_the_routines_prepare_stands_before_the_first_step_only() -> None:
    assert told(tape(work("A"), work("B", prepare=5)))[2:] == ["prepare 5", "B"]


def test_a_rest_before_the_first_work_plays_and_prepare_is_added_to_it() -> None:
    assert told(tape(rest(60), work("A"))) == ["rest 60", "prepare 10", "A"]


# "After the last work, gaps and `rest:` steps are dropped".
@pytest.mark.parametrize(
    "steps",
    [
        (work("A"), rest(60)),
        (work("A"), rest(60), rest(30)),
        (block(work("A"), rest(60)),),
        (work("A"), block(rest(60), rounds=4)),
        (work("A"), block(block(rest(60)), prepare=20)),
    ],
)
def test_nothing_stands_after_the_last_work(steps: tuple[Step, ...]) -> None:
    assert told(tape(*steps)) == ["prepare 10", "A"]


def test_a_routine_without_work_has_nothing_to_play() -> None:
    assert told(tape(rest(60), block(rest(20), prepare=5))) == []


# "Gaps and phases of 0 s do not exist."
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((exercise("A", hold=5, sets=2, rest=0),), ["A", "A"]),
        ((exercise("A", hold=5, sides=("right", "left"), switch=0),), ["A right", "A left"]),
        ((block(work("A"), rounds=2, rest=0),), ["A", "A"]),
        ((block(work("A"), work("B"), transition=0),), ["A", "B"]),
        ((block(work("A"), work("B"), rounds=2, rest=0, transition=9),), ["A", "transition 9", "B"] * 2),
        ((block(block(work("A"), rounds=2, rest=7), rounds=2, rest=0),), ["A", "rest 7", "A"] * 2),
    ],
)
def test_gaps_of_no_length_do_not_exist(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_a_gap_that_is_a_range_plays_its_low_end() -> None:
    timeline = compile_routine(
        routine(
            exercise("A", hold=5, sets=2, sides=("right", "left"), rest=(20, 40), switch=(2, 4)),
            rest((50, 60)),
            block(
                work("B"), work("C"), work("D", prepare=(6, 9)), rounds=2, rest=(70, 80), transition=(3, 5)
            ),
            prepare=(15, 20),
        ),
        "test",
    )
    sides = ["A right", "switch 2", "A left"]
    steps = ["B", "transition 3", "C", "prepare 6", "D"]
    assert told(timeline) == ["prepare 15", *sides, "rest 20", *sides, "rest 50", *steps, "rest 70", *steps]
