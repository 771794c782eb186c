"""The timetable: one row for each exercise and round."""

import pytest

from player.timeline.model import Timeline
from player.views.tables.timetable import TimetableRow, length_of, timetable
from tests.timeline.builders import block, exercise, tape

pytestmark = pytest.mark.core


def rows(timeline: Timeline) -> list[tuple[object, ...]]:
    return [(row.start, row.name, row.dose, row.tempo, row.round) for row in timetable(timeline)]


def test_all_sets_and_sides_of_an_exercise_are_one_row() -> None:
    timeline = tape(
        exercise(
            "Row", reps=8, tempo=[("go", 1), ("return", 2)], sets=2, sides=("right", "left"), load="4 kg"
        ),
        exercise("Hold", hold=20, sides=("left",)),
    )
    assert rows(timeline) == [
        (10_000, "Row", "2 × 8 reps · each side · 4 kg", "go 1 · return 2", ""),
        (156_000, "Hold", "hold 20 s · left side", "", ""),
    ]
    assert [row.index for row in timetable(timeline)] == [1, 9]


def test_each_round_has_its_rows() -> None:
    timeline = tape(block(exercise("A", hold=10), exercise("B", hold=10), rounds=2))
    assert [(row.start, row.name, row.round) for row in timetable(timeline)] == [
        (10_000, "A", "round 1 of 2"),
        (30_000, "B", "round 1 of 2"),
        (70_000, "A", "round 2 of 2"),
        (90_000, "B", "round 2 of 2"),
    ]


def test_rounds_in_rounds_are_all_told_apart() -> None:
    timeline = tape(block(block(exercise("A", hold=10), rounds=2), rounds=2))
    assert [row.name for row in timetable(timeline)] == ["A"] * 4


def test_the_same_exercise_twice_in_a_row_is_two_rows() -> None:
    twice = exercise("A", hold=10)
    assert len(timetable(tape(twice, twice))) == 2


def test_the_same_exercise_in_both_rounds_of_a_one_step_block_is_two_rows() -> None:
    timeline = tape(block(exercise("A", hold=10, sets=2), rounds=2))
    assert [(row.dose, row.round) for row in timetable(timeline)] == [
        ("2 × hold 10 s", "round 1 of 2"),
        ("2 × hold 10 s", "round 2 of 2"),
    ]


def test_after_an_open_step_nobody_knows_the_time() -> None:
    timeline = tape(exercise("Walk"), exercise("Hold", hold=20))
    assert [row.start for row in timetable(timeline)] == [10_000, None]
    assert length_of(timeline) == "0:40 and the time of your open steps"


def test_a_fixed_length_is_told_whole() -> None:
    assert length_of(tape(exercise("Hold", hold=20))) == "0:30"


def test_a_row_is_a_place_on_the_tape() -> None:
    timeline = tape(exercise("A", hold=10), exercise("B", hold=10))
    row: TimetableRow = timetable(timeline)[1]
    assert timeline.intervals[row.index].exercise == "B"


@pytest.mark.parametrize(
    ("ladder", "dose"),
    [
        ({"reps": [21, 15, 9]}, "21, 15, 9 reps, your pace"),
        ({"hold": [30, 20]}, "hold 30 s, hold 20 s"),
        ({"reps": [8, 8], "load": ["4 kg", "6 kg"]}, "2 × 8 reps, your pace · 4, 6 kg"),
        ({"reps": [12, 8], "load": ["4 kg", "band"]}, "12, 8 reps, your pace · 4 kg, band"),
    ],
    ids=["reps", "hold", "load", "both"],
)
def test_a_ladder_is_told_rung_by_rung(ladder: dict[str, object], dose: str) -> None:
    rungs = max(len(values) for values in ladder.values() if isinstance(values, list))
    (row,) = timetable(tape(exercise("A", sets=rungs, **ladder)))  # type: ignore[arg-type]
    assert row.dose == dose
