"""DESIGN §3, 'Inherited', sentence by sentence, from the text of a routine to what is played."""

import pytest

from player.routine.catalogue import Catalogue
from player.routine.reader import read
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.timeline.builders import told

pytestmark = pytest.mark.core


def tape_of(text: str) -> Timeline:
    routine, problems = read(f"name: Test\nprepare: 0s\n{text}", Catalogue({}))
    assert routine is not None, [problem.message for problem in problems]
    return compile_routine(routine, "test")


def doses(text: str) -> list[tuple[str | None, int | None, int | None]]:
    return [(work.exercise, work.reps, work.duration) for work in tape_of(text).intervals if work.is_work]


def test_the_dose_is_said_once_and_holds_for_every_step_inside() -> None:
    assert told(tape_of("for: 30s\ntransition: 5s\nsteps: [Jumping jacks, Wall sit]")) == [
        "Jumping jacks",
        "transition 5",
        "Wall sit",
    ]
    assert doses("for: 30s\nsteps: [A, B]") == [("A", None, 30_000), ("B", None, 30_000)]


def test_the_inner_setting_wins() -> None:
    text = "for: 30s\nsteps:\n  - A\n  - for: 20s\n    steps:\n      - B\n      - {exercise: C, for: 10s}"
    assert doses(text) == [("A", None, 30_000), ("B", None, 20_000), ("C", None, 10_000)]


def test_a_step_that_gives_a_dose_drops_all_that_was_inherited() -> None:
    text = "hold: 5s\nreps: 3\nsteps:\n  - A\n  - {exercise: B, reps: 8}\n  - {exercise: C, for: 20s}"
    assert doses(text) == [("A", 3, 21_000), ("B", 8, None), ("C", None, 20_000)]


def test_an_inherited_tempo_does_not_reach_a_hold() -> None:
    text = "tempo: 2s\nsteps:\n  - {exercise: A, reps: 3}\n  - {exercise: B, hold: 20s}"
    assert doses(text) == [("A", 3, 6000), ("B", None, 20_000)]


@pytest.mark.parametrize("rounds", ["rounds: 2\n    ", ""])
def test_a_block_with_rounds_keeps_its_rest_and_one_without_passes_it_on(rounds: str) -> None:
    text = f"steps:\n  - {rounds}rest: 60s\n    steps:\n      - {{exercise: A, hold: 5s, sets: 2}}"
    expected = ["A", "rest 30", "A", "rest 60", "A", "rest 30", "A"] if rounds else ["A", "rest 60", "A"]
    assert told(tape_of(text)) == expected


def test_a_block_with_rounds_and_no_rest_is_served_by_the_inherited_one() -> None:
    text = "rest: 45s\nsteps:\n  - rounds: 2\n    steps:\n      - {exercise: A, hold: 5s}"
    assert told(tape_of(text)) == ["A", "rest 45", "A"]


@pytest.mark.parametrize("window", ["rounds: 1\n    every: 2m", "within: 2m"])
def test_inside_a_window_the_gaps_are_0_unless_said_on_it_or_inside(window: str) -> None:
    step = "{exercise: A, hold: 5s, sets: 2, sides: each%s}"
    text = (
        f"rest: 45s\ntransition: 9s\nswitch: 8s\nsteps:\n  - {window}\n    steps:\n      - {step}\n      - B"
    )
    silent = [line for line in told(tape_of(text % "")) if line.split()[0] != "left"]
    assert silent == ["A right", "A left", "A right", "A left", "B"]
    said = [line for line in told(tape_of(text % ", switch: 4s, rest: 7s")) if line.split()[0] != "left"]
    one_set = ["A right", "switch 4", "A left"]
    assert said == [*one_set, "rest 7", *one_set, "B"]


def test_the_transition_is_that_of_the_block_which_holds_both_neighbours() -> None:
    text = "hold: 5s\ntransition: 9s\nsteps:\n  - A\n  - transition: 3s\n    steps: [B, C]\n  - D"
    assert told(tape_of(text)) == [
        "A",
        "transition 9",
        "B",
        "transition 3",
        "C",
        "transition 9",
        "D",
    ]


def test_the_example_of_the_design_lasts_what_it_says_at_each_level() -> None:
    text = """
name: Y-T-W and rows
levels: [gentle, standard]
rest: 40s
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 8-10
  - exercise: Prone Y-T-W
    sets: 2
    reps: {gentle: 5, standard: 8-10}
    tempo: [Y: 3s, T: 3s, W: 3s, lower: 2s]
  - rounds: 2
    rest: 60s
    steps:
      - exercise: Bent-over dumbbell row
        reps: 10-12
        tempo: 2-1-3
        load: 2 x 4 kg
      - exercise: Upper trapezius stretch
        hold: 20-30s
        sides: each
"""
    routine, problems = read(text, Catalogue({}))
    assert routine is not None
    assert problems == ()
    gentle, standard = (
        compile_routine(routine, "x", Choices(level=level)) for level in ("gentle", "standard")
    )
    assert (gentle.planned, gentle.timed, gentle.work_intervals) == (531_000, 531_000, 9)
    assert (standard.planned, standard.timed, standard.work_intervals) == (597_000, 597_000, 9)
