"""DESIGN §4, 'path': the name of an interval that survives an edit of the routine."""

import pytest

from player.routine.catalogue import Catalogue
from player.routine.reader import read
from player.routine.steps.include import Included
from player.timeline.compile import compile_routine
from tests.timeline.builders import block, exercise, paths, rest, tape, work

pytestmark = pytest.mark.core


def test_the_path_of_the_design_is_spelled_as_there() -> None:
    timeline = tape(block(exercise("Bent-over dumbbell row", reps=10), rounds=2), prepare=0)
    assert paths(timeline)[-1] == "block/bent-over-dumbbell-row@r2.s1"


def test_a_step_at_the_top_has_its_slug_and_its_set() -> None:
    assert paths(tape(exercise("Prone Y-T-W", hold=5, sets=2), prepare=0)) == [
        "prone-y-t-w@s1",
        "prone-y-t-w@s2+rest",
        "prone-y-t-w@s2",
    ]


def test_sides_stand_behind_the_set() -> None:
    timeline = tape(exercise("Upper trapezius stretch", hold=5, sets=2, sides=("right", "left")), prepare=0)
    assert paths(timeline) == [
        "upper-trapezius-stretch@s1.right",
        "upper-trapezius-stretch@s1.left+switch",
        "upper-trapezius-stretch@s1.left",
        "upper-trapezius-stretch@s2.right+rest",
        "upper-trapezius-stretch@s2.right",
        "upper-trapezius-stretch@s2.left+switch",
        "upper-trapezius-stretch@s2.left",
    ]


def test_one_side_alone_is_named_too() -> None:
    assert paths(tape(exercise("Reach", hold=5, sides=("left",)), prepare=0)) == ["reach@s1.left"]


def test_rounds_go_from_outer_to_inner() -> None:
    inner = block(work("Row"), rounds=2, name="Pull")
    timeline = tape(block(inner, rounds=2, name="Upper back"), prepare=0)
    assert [path for path in paths(timeline) if "+" not in path] == [
        "upper-back/pull/row@r1.1.s1",
        "upper-back/pull/row@r1.2.s1",
        "upper-back/pull/row@r2.1.s1",
        "upper-back/pull/row@r2.2.s1",
    ]


def test_a_block_without_rounds_adds_a_slug_and_no_round() -> None:
    assert paths(tape(block(block(work("Row")), rounds=1, name="Pull"), prepare=0)) == [
        "pull/block/row@r1.s1"
    ]


def test_siblings_of_one_name_are_numbered_from_the_second_on() -> None:
    timeline = tape(
        work("Row"),
        work("Curl"),
        work("ROW!"),
        block(work("Row")),
        block(work("Row"), work("row")),
        prepare=0,
    )
    assert [path for path in paths(timeline) if "+" not in path] == [
        "row@s1",
        "curl@s1",
        "row~2@s1",
        "block/row@s1",
        "block~2/row@s1",
        "block~2/row~2@s1",
    ]


def test_an_exercise_called_block_is_a_sibling_of_blocks() -> None:
    assert paths(tape(work("Block"), block(work("Row")), prepare=0))[-1] == "block~2/row@s1"


def test_a_rest_is_no_sibling_because_it_has_no_path_of_its_own() -> None:
    timeline = tape(rest(60), work("Rest"), rest(60, name="Row"), work("Row"), prepare=0)
    assert paths(timeline) == ["rest@s1+rest", "rest@s1", "row@s1+rest", "row@s1"]


def test_a_gap_is_named_by_the_work_after_it() -> None:
    timeline = tape(work("A"), work("B"), rest(60), work("C", prepare=20))
    assert paths(timeline) == [
        "a@s1+prepare",
        "a@s1",
        "b@s1+transition",
        "b@s1",
        "c@s1+rest",
        "c@s1+prepare",
        "c@s1",
    ]


def test_rests_in_a_row_are_numbered() -> None:
    timeline = tape(work("A"), rest(60), rest(5), rest(7), work("B"), prepare=0)
    assert paths(timeline)[1:4] == ["b@s1+rest", "b@s1+rest~2", "b@s1+rest~3"]


def test_letters_of_all_scripts_stay() -> None:
    timeline = tape(work("Über-Kopf Zug"), work("首のストレッチ"), prepare=0)
    assert paths(timeline)[::2] == ["über-kopf-zug@s1", "首のストレッチ@s1"]


def test_names_without_letters_still_have_paths() -> None:
    timeline = tape(work("!!!"), block(work("???"), name="..."), prepare=0)
    assert paths(timeline)[::2] == ["exercise@s1", "block/exercise@s1"]


@pytest.mark.parametrize("sides", [("→", "←"), ("Left", "left!"), ("right", "right")])
def test_sides_that_look_alike_as_slugs_have_paths_of_their_own(sides: tuple[str, ...]) -> None:
    timeline = tape(exercise("Reach", hold=5, sets=2, sides=sides), prepare=0)
    assert len(set(paths(timeline))) == len(timeline.intervals)


def test_every_interval_knows_the_number_of_its_top_level_step() -> None:
    timeline = tape(work("A"), rest(60), block(work("B"), work("C"), rounds=2))
    steps = [(interval.path, interval.step) for interval in timeline.intervals]
    assert steps == [
        ("a@s1+prepare", 1),
        ("a@s1", 1),
        ("block/b@r1.s1+rest", 3),
        ("block/b@r1.s1", 3),
        ("block/c@r1.s1+transition", 3),
        ("block/c@r1.s1", 3),
        ("block/b@r2.s1+rest", 3),
        ("block/b@r2.s1", 3),
        ("block/c@r2.s1+transition", 3),
        ("block/c@r2.s1", 3),
    ]


def test_all_of_an_include_stands_at_its_line_in_the_routine() -> None:
    warm_up = Included(
        "warm-up",
        "name: Warm-up\n\n\n\n\n\nhold: 5s\nsteps:\n  - March\n  - rest: 5s\n  - Bend\n",
        Catalogue({}),
    )
    text = "name: X\nhold: 5s\nsteps:\n  - One\n  - include: warm-up\n"
    routine, _ = read(text, Catalogue({}), include=lambda _: warm_up)
    assert routine is not None
    lines = {interval.exercise: interval.line for interval in compile_routine(routine, "x").intervals}
    assert (lines["One"], lines["March"], lines["Bend"]) == (4, 5, 5)
