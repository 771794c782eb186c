"""Instructions on the tape: DESIGN §3, the gap rule and Steps."""

import pytest

from player.routine.model import Step
from player.timeline.model import Kind
from tests.timeline.builders import MAX, block, exercise, paths, rest, say, tape, told, work

pytestmark = pytest.mark.core


# "The gap around a `say` comes after it."
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            (work("A"), say("Lie down"), work("B")),
            ["A", "say 5 Lie down", "transition 10", "B"],
            id="the transition",
        ),
        pytest.param(
            (work("A"), say("One"), say("Two", 3), work("B")),
            ["A", "say 5 One", "say 3 Two", "transition 10", "B"],
            id="after the last of several",
        ),
        pytest.param(
            (work("A"), say("One"), rest(20), say("Two"), work("B")),
            ["A", "say 5 One", "rest 20", "say 5 Two", "B"],
            id="a rest replaces it, and both are laid as written",
        ),
        pytest.param(
            (work("A"), rest(20), say("Lie down"), work("B", prepare=8)),
            ["A", "rest 20", "say 5 Lie down", "prepare 8", "B"],
            id="prepare comes after all of them",
        ),
        pytest.param(
            (work("A"), say("Lie down"), work("B", prepare=8)),
            ["A", "say 5 Lie down", "prepare 8", "B"],
            id="prepare replaces the transition",
        ),
        pytest.param(
            (block(work("A"), say("Again"), rounds=2, rest=30),),
            ["A", "say 5 Again", "rest 30", "A", "say 5 Again"],
            id="the rest between rounds",
        ),
        pytest.param(
            (block(say("Round"), work("A"), rounds=2, rest=30),),
            ["say 5 Round", "A", "say 5 Round", "rest 30", "A"],
            id="at the head of a round too",
        ),
        pytest.param(
            (work("A"), block(say("Lie down")), work("B")),
            ["A", "say 5 Lie down", "transition 10", "B"],
            id="in a block of its own",
        ),
        pytest.param(
            (work("A"), say("", 0), work("B")),
            ["A", "transition 10", "B"],
            id="one of no length does not exist",
        ),
    ],
)
def test_the_gap_around_an_instruction_comes_after_it(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_an_instruction_at_the_beginning_stands_before_the_prepare() -> None:
    assert told(tape(say("Welcome"), work("A"))) == ["say 5 Welcome", "prepare 10", "A"]


# DESIGN §3.4: After the last work, gaps and `rest:` steps are dropped; a final `say` and a window's remainder
# are played.
def test_a_final_instruction_is_played_and_rests_around_it_are_not() -> None:
    timeline = tape(work("A"), rest(20), say("Well done"), rest(20), say("Bye"), prepare=0)
    assert told(timeline) == ["A", "say 5 Well done", "say 5 Bye"]


def test_a_windows_remainder_is_played_after_the_last_work() -> None:
    assert told(tape(block(work("A"), rounds=1, every=60), prepare=0)) == ["A", "left 50"]


def test_a_block_of_instructions_prepares_for_nothing() -> None:
    timeline = tape(work("A"), block(say("Lie down"), prepare=60), work("B"), prepare=0)
    assert told(timeline) == ["A", "say 5 Lie down", "transition 10", "B"]


def test_an_instruction_has_a_path_of_its_own() -> None:
    timeline = tape(
        say("One"), say("Two"), block(say("Three"), work("A"), rounds=2, name="Core"), work("Say"), prepare=0
    )
    assert paths(timeline) == [
        "say",
        "say~2",
        "core/say@r1",
        "core/a@r1.s1",
        "core/say@r2",
        "core/a@r2.s1+rest",
        "core/a@r2.s1",
        "say~3@s1+transition",
        "say~3@s1",
    ]


def test_an_instruction_is_no_work_and_belongs_to_its_step() -> None:
    told_first = tape(say("Lie down", 8, line=4), work("A")).intervals[0]
    assert (told_first.kind, told_first.exercise, told_first.duration) == (Kind.SAY, "Lie down", 8000)
    assert (told_first.step, told_first.line, told_first.is_work) == (1, 4, False)


def test_an_instruction_may_wait_for_the_key() -> None:
    timeline = tape(say("Find a chair", MAX), exercise("A", hold=5), prepare=0)
    assert timeline.intervals[0].duration is None
    assert timeline.planned is None
