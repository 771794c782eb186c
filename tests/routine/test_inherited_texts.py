"""What the blocks around a step hand down to it, as it is written there (DESIGN §3, Inherited)."""

import pytest

from player.routine.writing.inherited import inherited

pytestmark = pytest.mark.core

TEXT = """\
name: A
rest: 40s
sets: 2
hold: 5s
load: '4 kg'
steps:
  - rest: 50s
    reps: 3
    steps:
      - Row
  - rounds: 2
    rest: 60s
    steps:
      - Squat
      - within: 5m
        steps: [Plank, {exercise: Lunge, load: 8 kg}]
  - distance: 5 m
    steps: []
"""


def of(name: str, line: int) -> dict[str, str]:
    return inherited(TEXT, line, name=name)


def test_the_innermost_block_wins_and_a_dose_takes_the_place_of_all_further_out() -> None:
    assert of("Row", 10) == {"rest": "50s", "sets": "2", "reps": "3", "load": "4 kg"}


def test_a_block_with_rounds_keeps_its_rest_for_itself() -> None:
    assert of("Squat", 14) == {"rest": "40s", "sets": "2", "hold": "5s", "load": "4 kg"}


def test_inside_a_window_gaps_are_0_unless_said_there() -> None:
    expected = {"rest": "0s", "switch": "0s", "sets": "2", "hold": "5s", "load": "4 kg"}
    assert of("Plank", 16) == expected
    assert of("Lunge", 16) == expected, "what the step says itself is not what it inherits"


def test_where_there_is_no_one_step_nothing_is_inherited() -> None:
    assert inherited(TEXT, 1) == {}
    assert inherited(TEXT, 16) == {}
    assert inherited("name: [", 1) == {}
