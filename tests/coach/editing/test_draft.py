"""A text while it is written: problems, length, timetable, and where its rows come from."""

from pathlib import Path

import pytest

from player.coach.editing.draft import draft, names, volume_of
from player.library.folders import find_folders
from player.library.shelf import Shelf

pytestmark = pytest.mark.core

TEXT = """\
name: Two rounds
prepare: 5s
transition: 0
steps:
  - exercise: Chin tuck
    hold: 10s
  - rounds: 2
    rest: 20s
    steps:
      - exercise: Row
        reps: 5
        tempo: 2s
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(find_folders({"BACKBEAT_HOME": str(tmp_path)}))


def test_a_good_text_has_its_length_its_rows_and_their_lines(shelf: Shelf) -> None:
    found = draft(TEXT, Path("two.yaml"), shelf)
    assert found.problems == ()
    assert [(total.level, total.length, total.is_open) for total in found.totals] == [(None, 55_000, False)]
    assert [(row.line, row.row.name, row.row.start) for row in found.rows] == [
        (5, "Chin tuck", 5_000),
        (10, "Row", 15_000),
        (10, "Row", 45_000),
    ]
    assert found.rows[2].path == "block/row@r2.s1"


@pytest.mark.parametrize(("line", "row"), [(1, 0), (5, 0), (6, 0), (9, 0), (10, 1), (12, 1), (99, 1)])
def test_a_line_belongs_to_the_step_at_or_above_it(shelf: Shelf, line: int, row: int) -> None:
    assert draft(TEXT, Path("two.yaml"), shelf).row_at(line) == row


def test_a_broken_text_has_problems_and_nothing_to_play(shelf: Shelf) -> None:
    found = draft(TEXT.replace("hold", "holt"), Path("two.yaml"), shelf)
    assert next(problem.line for problem in found.problems) == 6
    assert (found.routine, found.rows, found.row_at(5)) == (None, (), None)


def test_open_steps_are_told(shelf: Shelf) -> None:
    found = draft(
        "name: A\nsteps:\n  - exercise: Walk\n    reps: 8\n    tempo: none\n", Path("a.yaml"), shelf
    )
    assert found.totals[0].is_open


def test_the_text_is_played_as_it_stands_saved_or_not(shelf: Shelf) -> None:
    found = draft(TEXT, Path("/somewhere/Two.yaml"), shelf)
    volume = volume_of(found, Path("/somewhere/Two.yaml"))
    assert (volume.slug, volume.text, volume.bundled) == ("two", TEXT, False)
    assert volume.routine is found.routine


def test_exercises_of_the_catalogue_and_other_routines_can_be_named(shelf: Shelf) -> None:
    known = names(Path("y-t-ws.yaml"), shelf)
    assert "Chin tuck" in {name.canonical for name in known.exercises}
    assert "desk-break" in known.routines
    assert "y-t-ws" not in known.routines


def test_a_text_that_no_file_may_hold_is_told_before_it_is_saved(shelf: Shelf) -> None:
    found = draft(TEXT + "# long\n" * 40_000, Path("two.yaml"), shelf)
    assert found.routine is None
    assert [problem.code for problem in found.problems] == ["too-large"]
