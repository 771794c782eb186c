"""Steps and blocks without work: they are not there, and neither is what belongs to them."""

import pytest

from player.routine.model import Step
from tests.timeline.builders import block, exercise, paths, rest, tape, told, work

pytestmark = pytest.mark.core

GONE = exercise("Left out", hold=5, sets=0, prepare=60)


@pytest.mark.parametrize("gone", [GONE, block(prepare=60), block(GONE, prepare=60, rounds=3, rest=99)])
def test_what_holds_no_work_prepares_for_nothing(gone: Step) -> None:
    assert told(tape(work("A"), gone, work("B"), prepare=0)) == ["A", "transition 10", "B"]


def test_a_rest_in_a_block_without_work_still_plays() -> None:
    timeline = tape(work("A"), block(rest(20), prepare=60), work("B", prepare=5), prepare=0)
    assert told(timeline) == ["A", "rest 20", "prepare 5", "B"]


def test_before_the_first_work_they_change_nothing() -> None:
    assert told(tape(GONE, block(GONE), work("A", prepare=12))) == ["prepare 12", "A"]


# Behind or before a step that is not there more than one boundary is crossed: the outermost gives the gap.
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((block(work("A"), GONE, transition=4), work("B")), ["A", "transition 10", "B"]),
        ((work("A"), block(GONE, work("B"), transition=4)), ["A", "transition 10", "B"]),
        (
            (block(work("A"), GONE, transition=4), block(GONE, work("B"), transition=5)),
            ["A", "transition 10", "B"],
        ),
        ((block(work("A"), GONE, rounds=2, rest=60, transition=4),), ["A", "rest 60", "A"]),
        ((block(GONE, work("A"), rounds=2, rest=60, transition=4),), ["A", "rest 60", "A"]),
        (
            (block(block(work("A"), GONE, rounds=2, rest=7, transition=4), GONE, rounds=2, rest=60),),
            ["A", "rest 7", "A", "rest 60", "A", "rest 7", "A"],
        ),
        (
            (exercise("A", hold=5, sets=2, rest=40), GONE, work("B")),
            ["A", "rest 40", "A", "transition 10", "B"],
        ),
    ],
)
def test_the_outermost_boundary_still_gives_the_gap(steps: tuple[Step, ...], expected: list[str]) -> None:
    assert told(tape(*steps, prepare=0)) == expected


def test_they_keep_their_number_among_siblings_so_that_the_others_keep_theirs() -> None:
    timeline = tape(exercise("Row", hold=5, sets=0), work("Row"), prepare=0)
    assert paths(timeline) == ["row~2@s1"]
