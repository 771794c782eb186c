"""Every sentence of DESIGN §3, Inherited."""

import pytest

from player.routine.codes import Code
from player.routine.model import Block, Exercise, Quantity, Step, Tempo, TempoPhase
from tests.routine.texts import KNOWN, exercise, only, problems, routine, seconds

pytestmark = pytest.mark.core


def exercises(text: str) -> dict[str, Exercise]:
    def walk(step: Step) -> list[Exercise]:
        if isinstance(step, Block):
            return [found for inner in step.steps for found in walk(inner)]
        return [step] if isinstance(step, Exercise) else []

    return {found.name: found for found in walk(routine(text).body)}


def block(text: str) -> Block:
    found = routine(text).body.steps[0]
    assert isinstance(found, Block)
    return found


def test_the_defaults_are_those_of_the_design() -> None:
    found = routine("name: R\nsteps: [{exercise: A, reps: 1}]\n")
    step = found.body.steps[0]
    assert isinstance(step, Exercise)
    assert (step.rest, step.switch, step.relax, step.prepare) == (seconds(30), seconds(5), seconds(3), None)
    assert (found.body.transition, found.prepare) == (seconds(10), seconds(10))


def test_what_is_set_on_the_routine_holds_for_every_step_that_does_not_say_otherwise() -> None:
    found = exercises(
        "name: R\nrest: 11s\nswitch: 12s\nrelax: 13s\nsets: 2\nsides: each\nload: band\nreps: 4\ntempo: 2s\n"
        "steps:\n  - A\n"
        "  - {exercise: B, rest: 1m, switch: 2s, relax: 1s, sets: 3, sides: left, load: none,"
        " reps: 5, tempo: 1s}\n"
    )
    a, b = found["A"], found["B"]
    assert (a.rest, a.switch, a.relax, a.sets, a.sides) == (
        seconds(11),
        seconds(12),
        seconds(13),
        Quantity(2, 2),
        ("right", "left"),
    )
    assert (a.load, a.reps, a.tempo, a.tempo_source) == (
        "band",
        Quantity(4, 4),
        Tempo((TempoPhase("rep", seconds(2)),)),
        "inherited",
    )
    assert (b.rest, b.switch, b.relax, b.sets, b.sides) == (
        seconds(60),
        seconds(2),
        seconds(1),
        Quantity(3, 3),
        ("left",),
    )
    assert (b.load, b.reps, b.tempo_source) == ("none", Quantity(5, 5), "step")


def test_the_inner_setting_wins_through_every_block() -> None:
    found = exercises(
        "name: R\nsets: 2\nsteps:\n"
        "  - sets: 3\n    steps:\n      - {exercise: A, reps: 1}\n"
        "      - steps: [{exercise: B, reps: 1, sets: 4}, {exercise: C, reps: 1}]\n"
        "  - {exercise: D, reps: 1}\n"
    )
    assert {name: step.sets.low for name, step in found.items()} == {"A": 3, "B": 4, "C": 3, "D": 2}


@pytest.mark.parametrize(
    ("keys", "dose"),
    [
        ("reps: 5", (5, None, None)),
        ("hold: 5", (None, 5, None)),
        ("for: 5", (None, None, 5)),
        ("hold: 5\n    reps: 6", (6, 5, None)),
        ("sets: 2", (8, 20, None)),
    ],
)
def test_a_step_that_gives_any_of_the_dose_drops_all_of_the_inherited_one(
    keys: str, dose: tuple[int | None, int | None, int | None]
) -> None:
    step = exercise(f"name: R\nreps: 8\nhold: 20s\nsteps:\n  - exercise: A\n    {keys}\n")
    found = (
        step.reps.low if step.reps else None,
        step.hold.low // 1000 if step.hold else None,
        step.lasting.low // 1000 if step.lasting else None,
    )
    assert found == dose


def test_a_block_that_gives_any_of_the_dose_drops_all_of_the_inherited_one() -> None:
    step = exercise("name: R\nreps: 8\nhold: 20s\nsteps:\n  - for: 30s\n    steps: [A]\n")
    assert (step.reps, step.hold, step.lasting) == (None, None, seconds(30))


def test_an_inherited_tempo_does_not_reach_a_hold() -> None:
    found = exercises(
        "name: R\ntempo: 2-1-3\nsteps:\n  - {exercise: A, hold: 5s}\n"
        "  - {exercise: B, hold: 5s, reps: 3}\n  - {exercise: C, reps: 3}\n"
        "  - {exercise: D, for: 9s}\n"
    )
    assert {name: step.tempo_source for name, step in found.items()} == {
        "A": None,
        "B": None,
        "C": "inherited",
        "D": "inherited",
    }
    assert found["A"].tempo is None


def test_hold_and_tempo_may_both_be_set_for_a_block_since_the_tempo_does_not_reach_the_hold() -> None:
    found = exercises("name: R\nhold: 9s\ntempo: 2s\nsteps:\n  - A\n  - {exercise: B, reps: 2}\n")
    assert (found["A"].hold, found["A"].tempo) == (seconds(9), None)
    assert (found["B"].hold, found["B"].tempo_source) == (None, "inherited")


def test_hold_and_tempo_written_on_one_step_is_an_error_with_the_right_spelling() -> None:
    problem = only("name: R\nsteps:\n  - exercise: A\n    hold: 9s\n    tempo: 2s\n", Code.HOLD_AND_TEMPO)
    assert (problem.line, problem.column) == (5, 5)
    assert problem.hint == "write the hold as a phase: {lift: 2s, hold: 10s, lower: 2s}"


def test_a_tempo_written_below_an_inherited_hold_is_an_error_too() -> None:
    assert (
        "inherited"
        in only("name: R\nhold: 9s\nsteps: [{exercise: A, tempo: 2s}]\n", Code.HOLD_AND_TEMPO).message
    )


def test_a_block_with_rounds_keeps_its_rest_for_itself() -> None:
    text = "name: R\nrest: 40s\nsteps:\n  - rounds: 2\n    rest: 60s\n    steps: [{exercise: A, reps: 1}]\n"
    assert block(text).rest == seconds(60)
    assert exercise(text).rest == seconds(40)


def test_a_block_with_rounds_and_no_rest_of_its_own_is_served_by_the_inherited_one() -> None:
    text = "name: R\nrest: 40s\nsteps:\n  - rounds: 2\n    steps: [{exercise: A, reps: 1}]\n"
    assert block(text).rest == seconds(40)
    assert exercise(text).rest == seconds(40)


def test_a_block_without_rounds_passes_its_rest_on() -> None:
    text = "name: R\nrest: 40s\nsteps:\n  - rest: 60s\n    steps: [{exercise: A, reps: 1}]\n"
    assert exercise(text).rest == seconds(60)


def test_the_rest_a_block_keeps_does_not_reach_blocks_inside_either() -> None:
    text = (
        "name: R\nsteps:\n  - rounds: 2\n    rest: 60s\n    steps:\n"
        "      - rounds: 3\n        steps: [{exercise: A, reps: 1}]\n"
    )
    inner = block(text).steps[0]
    assert isinstance(inner, Block)
    assert (block(text).rest, inner.rest, exercise(text).rest) == (seconds(60), seconds(30), seconds(30))


def test_the_other_gaps_of_a_block_with_rounds_are_passed_on() -> None:
    text = (
        "name: R\nsteps:\n"
        "  - {rounds: 2, switch: 9s, relax: 8s, transition: 7s, steps: [{exercise: A, reps: 1}]}\n"
    )
    assert (exercise(text).switch, exercise(text).relax, block(text).transition) == (
        seconds(9),
        seconds(8),
        seconds(7),
    )


def test_the_transition_is_that_of_the_block_around() -> None:
    text = (
        "name: R\ntransition: 20s\nsteps:\n"
        "  - {transition: 4s, steps: [{exercise: A, reps: 1}]}\n"
        "  - steps: [{exercise: B, reps: 1}]\n"
    )
    body = routine(text).body
    first, second = body.steps
    assert isinstance(first, Block)
    assert isinstance(second, Block)
    assert (body.transition, first.transition, second.transition) == (seconds(20), seconds(4), seconds(20))


def test_prepare_is_not_inherited() -> None:
    text = "name: R\nprepare: 20s\nsteps:\n  - {prepare: 15s, steps: [{exercise: A, reps: 1}]}\n"
    assert routine(text).prepare == seconds(20)
    assert block(text).prepare == seconds(15)
    assert exercise(text).prepare is None


def test_an_inherited_tempo_wins_over_the_catalogues() -> None:
    assert exercise("name: R\ntempo: none\nreps: 3\nsteps: [Chin tuck]\n", KNOWN).tempo == Tempo(())


@pytest.mark.parametrize("keys", ["reps: 3\nfor: 30s", "hold: 3s\nfor: 30s"])
def test_a_dose_in_two_ways_that_exclude_each_other_is_an_error_wherever_it_is_said(keys: str) -> None:
    indented = keys.replace("\n", "\n    ")
    only(f"name: R\nsteps:\n  - exercise: A\n    {indented}\n", Code.TWO_DOSES)
    only(f"name: R\n{keys}\nsteps: [A]\n", Code.TWO_DOSES)


def test_a_dose_that_could_not_be_read_is_not_also_called_missing() -> None:
    assert [problem.code for problem in problems("name: R\nreps: ten\nsteps: [A, B]\n")] == [Code.NOT_A_COUNT]
    assert [problem.code for problem in problems("name: R\nsteps: [{exercise: A, rep: 3}]\n")] == [
        Code.UNKNOWN_KEY
    ]
