"""What only a whole step or block shows to be wrong (DESIGN §3, Values and Windows)."""

import pytest

from player.routine.codes import Code
from tests.routine.texts import errors, only, problems, row, warnings

pytestmark = pytest.mark.core


def block(keys: str, *steps: str, levels: str = "") -> str:
    """A routine of one block; its own keys begin on line 3 (4 with levels), column 5."""
    lines = "".join(f"    {line}\n" for line in keys.split("; "))
    inner = "".join(f"      - {step}\n" for step in steps or ("{exercise: A, for: 20s}",))
    head = f"levels: [{levels}]\n" if levels else ""
    return f"name: R\n{head}steps:\n  -{lines[3:]}    steps:\n{inner}"


A, B, C = (f"{{exercise: {name}, for: 20s}}" for name in "ABC")


# Windows


@pytest.mark.parametrize(
    ("keys", "code", "line"),
    [
        ("every: 60s", Code.EVERY_WITHOUT_ROUNDS, 3),
        ("every: 60s; rounds: 3; rest: 10s", Code.TWO_CLOCKS, 5),
        ("every: 60s; within: 10m; rounds: 3", Code.TWO_CLOCKS, 4),
        ("every: 15s; rounds: 3", Code.LONGER_THAN_EVERY, 3),
        ("turns: true", Code.TOO_FEW_ROUNDS, 3),
        ("pick: 2", Code.TOO_FEW_STEPS, 3),
        ("choose: 2", Code.TOO_FEW_STEPS, 3),
        ("pick: 1; choose: 1", Code.PICK_AND_CHOOSE, 4),
    ],
    ids=str,
)
def test_keys_of_a_block_that_cannot_work_are_reported_at_their_place(
    keys: str, code: Code, line: int
) -> None:
    problem = only(block(keys), code)
    assert (problem.line, problem.column) == (line, 5)


@pytest.mark.parametrize(
    "keys",
    ["every: 20s; rounds: 3", "within: 10m", "within: 10m; rounds: 3; rest: 10s"],
)
def test_windows_that_fit_are_no_mistake(keys: str) -> None:
    assert problems(block(keys)) == ()


@pytest.mark.parametrize(
    ("steps", "length"),
    [
        ([A, B, C], "60 s"),
        (["{exercise: A, hold: 10s, reps: 4, relax: 2s}"], "46 s"),
        (["{exercise: A, hold: 20s, sides: each, switch: 10s}"], "50 s"),
        (["{exercise: A, reps: 5, tempo: 4-2-4}"], "50 s"),
        ([A, "{rest: 30s}"], "50 s"),
        ([A, "{say: Now, for: 30s}"], "50 s"),
        ([A, "{exercise: B, for: 20s, prepare: 10s}"], "50 s"),
        (["{rounds: 2, rest: 10s, steps: [{exercise: A, for: 20s}]}"], "50 s"),
        (["{within: 50s, steps: [Row]}"], "50 s"),
        (["{every: 25s, rounds: 2, steps: [{exercise: A, for: 1s}]}"], "50 s"),
        (["{exercise: A, for: 50-60s}"], "50 s"),
        (["{exercise: A, hold: 50s+}"], "50 s"),
        (["{by_side: each, switch: 10s, steps: [{exercise: A, for: 20s}]}"], "50 s"),
        (["{exercise: A, sets: 3, for: [30s, 15s, 5s]}"], "50 s"),
    ],
    ids=lambda value: "" if isinstance(value, list) else value,
)
def test_the_fixed_steps_of_a_round_must_fit_into_every(steps: list[str], length: str) -> None:
    problem = only(block("every: 45s; rounds: 3", *steps), Code.LONGER_THAN_EVERY)
    assert problem.message == f"the steps of a round last {length}, which does not fit into 45 s"
    assert errors(block("every: 60s; rounds: 3", *steps)) == []


def test_to_get_into_position_is_a_part_of_each_round_but_the_first() -> None:
    step = "{exercise: A, for: 20s, prepare: 20s}"
    only(block("every: 30s; rounds: 2", step), Code.LONGER_THAN_EVERY)
    assert errors(block("every: 30s; rounds: 1", step)) == []
    assert errors(block("every: 30s; rounds: 2; prepare: 20s", A)) == []
    assert errors(block("every: 30s; rounds: 2; turns: true", step, B)) == []
    only(block("every: 30s; rounds: 3; turns: true", step, B), Code.LONGER_THAN_EVERY)
    only(block("every: 30s; rounds: 2; turns: true", B, step), Code.LONGER_THAN_EVERY)


@pytest.mark.parametrize(
    "step",
    [
        "{exercise: A, reps: 5-12, tempo: 3s}",
        "{exercise: A, for: 20-40s}",
        "{exercise: A, for: 20s, variations: [{exercise: B, for: 40s}]}",
    ],
    ids=["reps", "length", "variation"],
)
def test_a_dose_that_can_outgrow_every_is_warned_of(step: str) -> None:
    (problem,) = warnings(block("every: 30s; rounds: 2", step))
    assert (problem.code, problem.severity, problem.line) == (Code.LONGER_THAN_EVERY, "warning", 3)
    assert "can grow to" in problem.message
    assert warnings(block("every: 40s; rounds: 2", step)) == []


def test_a_rest_that_opens_a_window_lies_in_it_and_takes_the_place_of_the_gap_before() -> None:
    opened = "{every: 20s, rounds: 2, steps: [{rest: 5s}, {exercise: A, for: 10s}]}"
    text = block("every: 60s; rounds: 2", A, opened)
    assert errors(text) == []
    only(block("every: 59s; rounds: 2", A, opened), Code.LONGER_THAN_EVERY)
    assert errors(block("every: 60s; rounds: 2; transition: 10s", A, opened)) == []


def test_a_rest_behind_a_time_cap_plays_after_it() -> None:
    capped = "{within: 20s, rounds: 1, steps: [{exercise: A, for: 20s}, {rest: 10s}]}"
    only(block("every: 45s; rounds: 2", capped, B), Code.LONGER_THAN_EVERY)
    assert errors(block("every: 50s; rounds: 2", capped, B)) == []


def test_with_turns_each_step_alone_must_fit_into_every() -> None:
    assert errors(block("every: 20s; rounds: 3; turns: true", A, B, C)) == []
    only(block("every: 19s; rounds: 3; turns: true", A, B, C), Code.LONGER_THAN_EVERY)


def test_of_drawn_steps_the_longest_must_fit_into_every() -> None:
    long = "{exercise: L, for: 50s}"
    only(block("every: 45s; rounds: 3; pick: 1", A, long), Code.LONGER_THAN_EVERY)
    assert errors(block("every: 50s; rounds: 3; pick: 1", A, long)) == []


def test_open_work_fits_into_every_beat() -> None:
    assert errors(block("every: 10s; rounds: 3", "{exercise: A, reps: 10}", "{exercise: B, reps: max}")) == []


def test_the_level_at_which_something_fails_is_named_and_told_once() -> None:
    step = "{exercise: A, for: {low: 20s, mid: 30s, high: 40s}}"
    text = block("every: 25s; rounds: 3", step, levels="low, mid, high")
    assert only(text, Code.LONGER_THAN_EVERY).message.endswith("into 25 s at the level 'mid'")
    always = block("every: 15s; rounds: 3", step, levels="low, mid, high")
    assert only(always, Code.LONGER_THAN_EVERY).message.endswith("into 15 s")
    assert (
        errors(block("every: {low: 20s, mid: 30s, high: 40s}; rounds: 3", step, levels="low, mid, high"))
        == []
    )


@pytest.mark.parametrize("keys", ["within: 10m", "within: 10m; rounds: 2", "every: 60s; rounds: 2"])
@pytest.mark.parametrize("steps", [["{say: Rest}"], ["{rest: 10s}"], ["{say: A}", "{rest: 5s}"]], ids=str)
def test_a_block_without_work_cannot_fill_its_time(keys: str, steps: list[str]) -> None:
    text = block(keys, *steps) + "  - Row\n"
    assert only(text, Code.EMPTY_WINDOW).line == 3


def test_a_block_that_is_not_there_at_a_level_needs_no_work_there() -> None:
    step = "{exercise: A, for: 5s, sets: {low: 0, high: 1}}"
    assert errors(block("within: 10m", step, levels="low, high") + f"  - {A}\n") == []
    only(block("within: 10m", step, "{say: Now}", levels="low, high"), Code.EMPTY_WINDOW)


# Turns and draws


def test_turns_take_as_many_rounds_as_there_are_steps_rests_too() -> None:
    assert errors(block("rounds: 3; turns: true", A, B, C)) == []
    problem = only(block("rounds: 3; turns: true", A, B, "{rest: 5s}", C), Code.TOO_FEW_ROUNDS)
    assert problem.message == "3 rounds cannot play 4 steps in turn"
    assert errors(block("rounds: 2; turns: false", A, B, C)) == []


def test_steps_that_are_not_there_at_a_level_take_no_turn() -> None:
    gone = "{exercise: C, for: 5s, sets: {low: 0, high: 1}}"
    text = block("rounds: 2; turns: true", A, B, gone, levels="low, high")
    assert only(text, Code.TOO_FEW_ROUNDS).message.endswith("3 steps in turn at the level 'high'")
    assert errors(block("rounds: {low: 2, high: 3}; turns: true", A, B, gone, levels="low, high")) == []


@pytest.mark.parametrize("key", ["pick", "choose"])
def test_a_rest_is_not_drawn_or_chosen(key: str) -> None:
    only(block(f"{key}: 3", A, B, "{rest: 5s}"), Code.TOO_FEW_STEPS)
    assert errors(block(f"{key}: 2", A, B, C, "{rest: 5s}")) == []


@pytest.mark.parametrize("keys", ["choose: 1", "within: 10m; pick: 1"])
def test_work_that_may_be_drawn_is_work(keys: str) -> None:
    assert errors(block(keys, "{say: Your choice}", "{exercise: A, reps: 5}")) == []


@pytest.mark.parametrize("key", ["pick", "choose"])
def test_to_take_all_the_steps_there_are_is_pointless(key: str) -> None:
    (problem,) = warnings(block(f"{key}: 3", A, B, C))
    assert (problem.code, problem.severity, problem.line) == (Code.POINTLESS, "warning", 3)
    assert warnings(block(f"{key}: {{low: 2, high: 3}}", A, B, C, levels="low, high")) == []


def test_turns_in_a_window_without_rounds_are_pointless() -> None:
    (problem,) = warnings(block("within: 10m; turns: true", A, B))
    assert (problem.code, problem.line, problem.column) == (Code.POINTLESS, 4, 5)


# Sides


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (block("by_side: each", "{exercise: A, for: 5s, sides: each}"), 5),
        (block("by_side: each", "{exercise: A, for: 5s, sides: both}"), 5),
        (block("by_side: each; sides: left"), 4),
        (block("by_side: each", "{sides: each, steps: [{exercise: A, for: 5s}]}"), 5),
        (block("by_side: each", "{by_side: each, steps: [{exercise: A, for: 5s}]}"), 5),
        (block("by_side: each", "{exercise: A, for: 5s, variations: [{exercise: B, sides: left}]}"), 5),
    ],
    ids=["each", "both", "beside", "block", "nested", "variation"],
)
def test_inside_by_side_nothing_has_sides_of_its_own(text: str, line: int) -> None:
    assert only(text, Code.SIDES_IN_BY_SIDE).line == line


def test_inherited_sides_do_not_reach_into_by_side() -> None:
    assert (
        errors("name: R\nsides: each\nsteps:\n  - by_side: each\n    steps: [{exercise: A, for: 5s}]\n") == []
    )


# Ladders


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("sets: 3\nreps: [21, 15]", "'reps' has 2 values for 3 sets"),
        ("sets: 1\nreps: [21, 15]", "'reps' has 2 values for 1 set"),
        ("sets: 3\nhold: [30s, 20s]", "'hold' has 2 values for 3 sets"),
        ("sets: 3\nfor: [30s, 20s, 10s, 5s]", "'for' has 4 values for 3 sets"),
        ("sets: 3\ndistance: [200 m, 100 m]", "'distance' has 2 values for 3 sets"),
        ("sets: 3\nreps: 5\nload: [5 kg, 6 kg]", "'load' has 2 values for 3 sets"),
        ("sets: max\nreps: [21, 15]", "'reps' has 2 values for 0 sets"),
    ],
    ids=str,
)
def test_a_ladder_has_as_many_values_as_there_are_sets(keys: str, message: str) -> None:
    assert only(row(keys), Code.UNEVEN_LADDER).message == message


@pytest.mark.parametrize(
    "keys", ["sets: 3\nreps: [9, 8, 7]", "sets: 3+\nreps: [9, 8, 7]", "sets: 3-5\nreps: [9, 8, 7]"]
)
def test_an_even_ladder_is_no_mistake(keys: str) -> None:
    assert errors(row(keys)) == []


def test_without_sets_a_ladder_climbs_with_the_rounds_of_the_nearest_block() -> None:
    step = "{exercise: A, reps: [21, 15, 9]}"
    assert errors(block("rounds: 3", step)) == []
    assert errors(block("rounds: 3", f"{{steps: [{step}]}}")) == []
    problem = only(block("rounds: 3", f"{{rounds: 2, steps: [{step}]}}"), Code.UNEVEN_LADDER)
    assert problem.message == "'reps' has 3 values for 2 rounds"


def test_a_ladder_with_nothing_to_move_it_on_is_a_mistake() -> None:
    problem = only(row("reps: [21, 15, 9]"), Code.UNEVEN_LADDER)
    assert (problem.line, problem.hint) == (4, "write 'sets: 3'")


def test_a_ladder_cannot_follow_rounds_that_nobody_counts() -> None:
    step = "{exercise: A, reps: [21, 15, 9]}"
    assert "nobody knows" in only(block("within: 10m", step), Code.UNEVEN_LADDER).message
    assert errors(block("within: 10m; rounds: 3", step)) == []
    assert errors(block("within: 10m", "{exercise: A, sets: 3, reps: [21, 15, 9]}")) == []
    assert errors(block("within: 10m", f"{{rounds: 3, steps: [{step}]}}")) == []


def test_an_inherited_ladder_is_reported_once_where_it_was_written() -> None:
    text = "name: R\nsteps:\n  - rounds: 2\n    reps: [9, 8, 7]\n    steps: [A, B, C]\n"
    assert only(text, Code.UNEVEN_LADDER).line == 4


def test_a_ladder_of_one_level_is_measured_at_that_level() -> None:
    keys = "sets: {{low: {}, high: 3}}\nreps: {{low: 5, high: [9, 8, 7]}}"
    text = row(keys.format(1)).replace("steps:", "levels: [low, high]\nsteps:")
    assert errors(text) == []
    uneven = row("sets: {low: 2, high: 4}\nreps: [9, 8]").replace("steps:", "levels: [low, high]\nsteps:")
    assert only(uneven, Code.UNEVEN_LADDER).message == "'reps' has 2 values for 4 sets at the level 'high'"
    gone = row("sets: {low: 0, high: 2}\nreps: [9, 8]").replace("steps:", "levels: [low, high]\nsteps:")
    assert errors(f"{gone}  - Curl\n") == []


# Doses


def test_a_phase_that_waits_has_no_place_in_a_fixed_time() -> None:
    assert only(row("for: 60s\ntempo: {up: max, down: 3s}"), Code.OPEN_IN_FOR).line == 5
    inherited = "name: R\ntempo: {up: 2s+, down: 3s}\nsteps: [{exercise: A, for: 30s}]\n"
    assert only(inherited, Code.OPEN_IN_FOR).line == 2
    assert errors(row("reps: 5\ntempo: {up: max, down: 3s}")) == []


def test_a_tempo_on_a_distance_changes_nothing() -> None:
    (problem,) = warnings(row("distance: 200 m\ntempo: 2-1-3"))
    assert (problem.code, problem.line) == (Code.POINTLESS, 5)


def test_a_rest_between_the_sets_of_a_single_set_is_pointless() -> None:
    (problem,) = warnings(row("reps: 10\nrest: 60s"))
    assert (problem.code, problem.line) == (Code.POINTLESS, 5)
    assert problem.hint == "for a rest behind it add a step '- rest: 60s'"
    for honest in ("sets: 2", "sets: max", "variations: [{exercise: A, sets: 3}]"):
        assert warnings(row(f"reps: 10\nrest: 60s\n{honest}")) == []
    assert warnings(row("reps: 10\nrest: 0")) == []


# Levels


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ("[gentle, gentle]", Code.NOT_A_LEVEL),
        ("[gentle, Gentle]", Code.NOT_A_LEVEL),
        ("[gentle, 2]", Code.NOT_A_LEVEL),
        ("['!']", Code.NOT_A_LEVEL),
        ("[a, '']", Code.EMPTY_VALUE),
        ("[a, [b]]", Code.WRONG_TYPE),
        (str(list("abcdefghijklm")), Code.OUT_OF_BOUNDS),
    ],
    ids=["twice", "case", "number", "sign", "empty", "list", "many"],
)
def test_a_level_has_a_name_of_its_own_with_a_letter(levels: str, code: Code) -> None:
    only(f"name: R\nlevels: {levels}\nfor: 5s\nsteps: [A]\n", code)


def test_twelve_levels_are_allowed() -> None:
    names = list("abcdefghijkl")
    reps = ", ".join(f"{name}: 5" for name in names)
    assert problems(f"name: R\nlevels: [{', '.join(names)}]\nreps: {{{reps}}}\nsteps: [A]\n") == ()


def test_levels_between_which_nothing_differs_are_warned_of() -> None:
    (problem,) = warnings("name: R\nlevels: [a, b]\nfor: 5s\nsteps: [A]\n")
    assert (problem.code, problem.line, problem.column) == (Code.UNUSED_LEVEL, 2, 1)
    assert warnings("name: R\nlevels: [a, b]\nsteps: [{exercise: A, for: {a: 5s, b: 6s}}]\n") == []


def test_a_level_without_any_sets_has_no_tape() -> None:
    step = "{exercise: A, for: 5s, sets: {low: 0, high: 1}}"
    problem = only(block("rounds: 2", step, levels="low, high"), Code.NO_EXERCISE)
    assert (problem.line, problem.column, problem.end_column) == (2, 10, 13)
    assert problem.message == "the routine has no exercise at the level 'low'"
    assert errors(block("rounds: 2", step, levels="low, high") + f"  - {A}\n") == []


# Rests that never play


@pytest.mark.parametrize(
    ("keys", "never"),
    [
        ("rounds: 1", True),
        ("rounds: 2", False),
        ("within: 10m", False),
        ("by_side: each", False),
        ("every: 60s; rounds: 1", False),
    ],
)
def test_a_rest_at_the_end_of_a_block_plays_if_the_block_comes_again(keys: str, never: bool) -> None:  # noqa: FBT001
    told = {problem.code for problem in warnings(block(keys, A, "{rest: 5s}"))}
    assert (Code.REST_NEVER_PLAYS in told) == never


def test_a_rest_before_the_final_word_is_never_played() -> None:
    told = warnings(f"name: R\nsteps:\n  - {A}\n  - rest: 30s\n  - say: Well done.\n")
    places = [(problem.code, problem.line, problem.column, problem.end_column) for problem in told]
    assert places == [(Code.REST_NEVER_PLAYS, 4, 5, 9)]


def test_a_routine_of_words_and_rests_has_nothing_to_do() -> None:
    only("name: R\nsteps: [{say: Hello}, {rest: 5s}]\n", Code.NO_EXERCISE)


# All of them


def test_all_mistakes_are_told_though_each_alone_would_stop_the_routine() -> None:
    text = (
        "name: R\nsteps:\n"
        "  - {every: 5s, rounds: 2, steps: [{exercise: A, for: 9s}]}\n"
        "  - {pick: 3, steps: [{exercise: A, for: 9s}, {exercise: B, reps: [1, 2]}]}\n"
        "  - {within: 5m, steps: [{say: A}]}\n"
        "  - {include: b}\n"
        "  - {exercise: C, rep: 3}\n"
    )
    assert [(problem.code, problem.line) for problem in errors(text)] == [
        (Code.LONGER_THAN_EVERY, 3),
        (Code.UNEVEN_LADDER, 4),
        (Code.EMPTY_WINDOW, 5),
        (Code.NO_ROUTINE, 6),
        (Code.UNKNOWN_KEY, 7),
    ]
