"""Every sentence of DESIGN §3, Inherited."""

import pytest

from player.routine.codes import Code
from player.routine.model import Block, ByLevel, Exercise, Ladder, Quantity, Sides, Step, Tempo, TempoPhase
from tests.routine.texts import KNOWN, exercise, level_ground, only, problems, routine
from tests.routine.texts import seconds as length

pytestmark = pytest.mark.core


def seconds(low: float, high: float | None = None) -> ByLevel[Quantity]:
    return ByLevel.always(length(low, high))


def count(number: int) -> ByLevel[Quantity]:
    return ByLevel.always(Quantity.fixed(number))


def dose(number: int) -> ByLevel[Ladder[Quantity]]:
    return level_ground(Quantity.fixed(number))


def lasting(seconds_: float) -> ByLevel[Ladder[Quantity]]:
    return level_ground(length(seconds_))


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
        count(2),
        ByLevel.always(Sides(("right", "left"))),
    )
    assert (a.load, a.reps, a.tempo, a.tempo_source) == (
        level_ground("band"),
        dose(4),
        ByLevel.always(Tempo((TempoPhase("rep", length(2)),))),
        "inherited",
    )
    assert (b.rest, b.switch, b.relax, b.sets, b.sides) == (
        seconds(60),
        seconds(2),
        seconds(1),
        count(3),
        ByLevel.always(Sides(("left",))),
    )
    assert (b.load, b.reps, b.tempo_source) == (
        level_ground("none"),
        dose(5),
        "step",
    )


def test_the_inner_setting_wins_through_every_block() -> None:
    found = exercises(
        "name: R\nsets: 2\nsteps:\n"
        "  - sets: 3\n    steps:\n      - {exercise: A, reps: 1}\n"
        "      - steps: [{exercise: B, reps: 1, sets: 4}, {exercise: C, reps: 1}]\n"
        "  - {exercise: D, reps: 1}\n"
    )
    assert {name: step.sets.at(0).low for name, step in found.items()} == {"A": 3, "B": 4, "C": 3, "D": 2}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("reps: 5", (dose(5), None, None)),
        ("hold: 5", (None, lasting(5), None)),
        ("for: 5", (None, None, lasting(5))),
        ("hold: 5\n    reps: 6", (dose(6), lasting(5), None)),
        ("distance: 20 m", (None, None, None)),
        ("sets: 2", (dose(8), lasting(20), None)),
    ],
    ids=["reps", "hold", "for", "both", "distance", "none"],
)
def test_a_step_that_gives_any_of_the_dose_drops_all_of_the_inherited_one(
    keys: str, expected: tuple[ByLevel[Ladder[Quantity]] | None, ...]
) -> None:
    step = exercise(f"name: R\nreps: 8\nhold: 20s\nsteps:\n  - exercise: A\n    {keys}\n")
    assert (step.reps, step.hold, step.lasting) == expected


def test_a_block_that_gives_any_of_the_dose_drops_all_of_the_inherited_one() -> None:
    step = exercise("name: R\nreps: 8\nhold: 20s\nsteps:\n  - for: 30s\n    steps: [A]\n")
    assert (step.reps, step.hold, step.lasting) == (None, None, lasting(30))


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
    assert (found["A"].hold, found["A"].tempo) == (lasting(9), None)
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
    assert exercise("name: R\ntempo: none\nreps: 3\nsteps: [Chin tuck]\n", KNOWN).tempo == ByLevel.always(
        Tempo(())
    )


def test_effort_ask_and_breath_are_inherited_like_the_others() -> None:
    found = exercises(
        "name: R\neffort: 6\nask: [reps, pain]\nbreath: 5s\nhold: 2 breaths\nrest: 1 breath\nsteps:\n"
        "  - A\n  - {exercise: B, effort: hard, ask: none, breath: 8s}\n"
    )
    a, b = found["A"], found["B"]
    assert (a.effort, a.ask) == (ByLevel.always("6"), ("reps", "pain"))
    assert (b.effort, b.ask) == (ByLevel.always("hard"), ())
    assert a.hold == level_ground(Quantity(10_000, 10_000, breath=5_000))
    assert b.hold == level_ground(Quantity(16_000, 16_000, breath=8_000))
    assert a.rest == ByLevel.always(Quantity(5_000, 5_000, breath=5_000))
    assert b.rest == ByLevel.always(Quantity(8_000, 8_000, breath=8_000))


@pytest.mark.parametrize("window", ["within: 5m", "rounds: 2\n    every: 5m"], ids=["within", "every"])
def test_inside_a_window_the_gaps_are_0_unless_said_on_it_or_inside(window: str) -> None:
    text = (
        f"name: R\nrest: 40s\nswitch: 9s\nrelax: 8s\nsteps:\n  - {window}\n"
        "    steps: [{exercise: A, reps: 1}, {exercise: B, reps: 1, rest: 7s}]\n"
    )
    found = exercises(text)
    a, b = found["A"], found["B"]
    assert (a.rest, a.switch, a.relax) == (seconds(0), seconds(0), seconds(8))
    assert (b.rest, b.switch) == (seconds(7), seconds(0))
    assert (block(text).rest, block(text).transition) == (seconds(0), seconds(0))
    text = text.replace(f"{window}\n", f"{window}\n    switch: 3s\n    transition: 4s\n")
    assert (exercises(text)["A"].switch, block(text).transition) == (seconds(3), seconds(4))


def test_a_ladder_climbs_by_sets_wherever_they_were_written_and_else_by_rounds() -> None:
    found = exercises(
        "name: R\nsteps:\n  - {rounds: 2, steps: [{exercise: A, reps: [2, 1]}]}\n"
        "  - {sets: 2, steps: [{exercise: B, reps: [2, 1]}]}\n"
    )
    assert {name: step.climbs for name, step in found.items()} == {"A": "round", "B": "set"}


@pytest.mark.parametrize(
    "keys", ["reps: 3\ndistance: 20 m", "hold: 3s\ndistance: 20 m", "for: 9s\ndistance: 20 m"], ids="rhf"
)
def test_a_distance_stands_alone(keys: str) -> None:
    indented = keys.replace("\n", "\n    ")
    problem = only(f"name: R\nsteps:\n  - exercise: A\n    {indented}\n", Code.TWO_DOSES)
    assert problem.message == f"'{keys.partition(':')[0]}' and 'distance' exclude each other"


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
