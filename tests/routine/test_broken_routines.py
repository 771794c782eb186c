"""Every mistake has a code, a place and a sentence (DESIGN §3, TRUST §2.2)."""

import pytest

from player.routine.codes import Code
from player.routine.reader import read
from tests.routine.texts import NOTHING, errors, only, problems, row, steps

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "end"),
    [
        ("- A\n- B\n", Code.WRONG_TYPE, 1, 1, None),
        ("just words\n", Code.WRONG_TYPE, 1, 1, 11),
        ("name: A\nsteps:\n", Code.EMPTY_VALUE, 2, 7, None),
        ("name: A\nsteps: Row\n", Code.WRONG_TYPE, 2, 8, 11),
        ("name: A\nsteps: {exercise: Row}\n", Code.WRONG_TYPE, 2, 1, 6),
        ("name: A\nsteps:\n  exercise: Row\n  reps: 3\n", Code.WRONG_TYPE, 2, 1, 6),
        ("name: A\nsteps:\n  -exercise: Row\n", Code.MISSING_SPACE, 3, 3, 4),
        ("name: A\nsteps: []\n", Code.NO_STEPS, 2, 8, 10),
        ("name: A\nsteps:\n  -\n", Code.EMPTY_VALUE, 3, 4, None),
        ("name: A\nsteps:\n  - [Row]\n", Code.WRONG_TYPE, 3, 5, 10),
        ("name: A\nsteps:\n  - {}\n", Code.UNKNOWN_STEP, 3, 5, 7),
        ("name: A\nsteps:\n  - reps: 3\n", Code.UNKNOWN_STEP, 3, 5, 9),
        ("name: A\nsteps:\n  - exercise: [Row, Curl]\n", Code.WRONG_TYPE, 3, 15, 26),
        ("name: A\nsteps:\n  - exercise: '…'\n    reps: 1\n", Code.NO_LETTERS, 3, 15, 18),
        ("name: A\nsteps:\n  - exercise: Row\n    steps: [B]\n", Code.TWO_KINDS, 4, 5, 10),
        ("name: A\nsteps:\n  - rounds: 3\n    name: B\n", Code.UNKNOWN_STEP, 3, 5, 11),
        ("name: A\nsteps:\n  - reps:3\n", Code.MISSING_SPACE, 3, 5, 10),
        ("name: A\nsteps:\n  - exercise:Row\n", Code.MISSING_SPACE, 3, 5, 14),
        ("name:\nreps: 1\nsteps: [A]\n", Code.EMPTY_VALUE, 1, 6, None),
        ("name: '!!!'\nreps: 1\nsteps: [A]\n", Code.NO_LETTERS, 1, 7, 12),
        ("name: [A]\nreps: 1\nsteps: [A]\n", Code.WRONG_TYPE, 1, 7, 10),
        (f"name: {'A' * 201}\nreps: 1\nsteps: [A]\n", Code.TOO_LONG, 1, 7, 208),
        (row("reps: 3\ncue: {a: b}"), Code.WRONG_TYPE, 5, 10, 16),
        (row("reps: 3\ncue: [a, In: out]"), Code.COLON_IN_TEXT, 5, 14, 21),
        (row("reps: 3\nrest: [30s, 20s]"), Code.WRONG_TYPE, 5, 11, 21),
        (row("reps: 3\ntransition: 5s"), Code.WRONG_PLACE, 5, 5, 15),
        (row("reps: 3\nrounds: 2"), Code.WRONG_PLACE, 5, 5, 11),
        (row("reps: 3\nsets: 3\nsets: 4"), Code.DUPLICATE_KEY, 6, 5, 9),
        (row("reps: *x"), Code.ALIAS, 4, 11, 13),
        (row("note: *x\nreps: 1"), Code.ALIAS, 4, 11, 13),
        (row("tempo: *x\nreps: 1"), Code.ALIAS, 4, 12, 14),
        ("name: A\nreps: 1\nsteps: *x\n", Code.ALIAS, 3, 8, 10),
        ("name: A\nreps: 1\nsteps: [*x]\n", Code.ALIAS, 3, 9, 11),
    ],
)
def test_a_mistake_is_reported_at_its_exact_place(
    text: str, code: Code, line: int, column: int, end: int | None
) -> None:
    (problem,) = errors(text)
    assert (problem.code, problem.line, problem.column, problem.end_column) == (code, line, column, end)


def test_a_missing_name_and_missing_steps_are_told_without_a_made_up_place() -> None:
    found = errors("about: B\n")
    assert [(problem.code, problem.line) for problem in found] == [(Code.MISSING_KEY, None)] * 2
    assert "'name'" in found[0].message
    assert "'steps'" in found[1].message


def test_the_file_name_proposes_a_name() -> None:
    _, (problem,) = read("reps: 1\nsteps: [A]\n", NOTHING, slug="neck-stretch")
    assert problem.hint == "add a line 'name: Neck stretch'"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("exercize", "exercise"),
        ("name", "exercise"),
        ("move", "exercise"),
        ("pause", "rest"),
        ("step", "steps"),
        ("includ", "include"),
    ],
)
def test_a_step_with_a_mistyped_kind_is_told_which_one_was_meant(word: str, hint: str) -> None:
    (problem, *_) = errors(f"name: A\nsteps:\n  - {word}: 30s\n")
    assert (problem.code, problem.line, problem.column) == (Code.UNKNOWN_STEP, 3, 5)
    assert problem.hint == f"did you mean '{hint}'?"


def test_the_other_keys_of_a_mistyped_step_are_still_checked() -> None:
    codes = [
        problem.code for problem in errors("name: A\nsteps:\n  - exercize: Row\n    rep: 3\n    sets: no\n")
    ]
    assert codes == [Code.UNKNOWN_STEP, Code.UNKNOWN_KEY]


def test_a_key_at_the_wrong_place_is_told_where_it_belongs() -> None:
    assert only(row("reps: 3\ntransition: 5s"), Code.WRONG_PLACE).message == (
        "'transition' belongs to the routine or a block, not to an exercise"
    )
    assert only(row("reps: 3\nname: B"), Code.WRONG_PLACE).message == (
        "'name' belongs to the routine, a block or a rest, not to an exercise"
    )
    assert only("name: A\nrounds: 3\nreps: 1\nsteps: [A]\n", Code.WRONG_PLACE).message.endswith(
        "not to the routine"
    )


@pytest.mark.parametrize("indent", [4, 6])
def test_a_key_without_its_space_is_found_in_its_own_line(indent: int) -> None:
    """With more indentation YAML takes it for a part of the text above."""
    problem = only(f"name: A\nsteps:\n  - exercise: Row\n{' ' * indent}reps:8\n", Code.MISSING_SPACE)
    assert (problem.line, problem.column, problem.end_column) == (4, indent + 1, indent + 6)


@pytest.mark.parametrize("written", ["    reps： 8", "    reps：8", "      reps：8"])
def test_a_full_width_colon_is_found_too(written: str) -> None:
    assert only(f"name: A\nsteps:\n  - exercise: Row\n{written}\n", Code.MISSING_SPACE).line == 4


def test_a_missing_space_inside_braces_is_found() -> None:
    problem = only("name: A\nsteps: [{exercise: B, reps:3}]\n", Code.MISSING_SPACE)
    assert problem.hint == "write 'reps: 3'"


def test_a_colon_in_an_honest_text_is_no_mistake() -> None:
    assert problems(row('reps: 1\nnote: "Cue: chin level"\ncue: 3:1 ratio of\n  time: none')) != ()
    assert problems(row('reps: 1\nnote: "Cue: chin level"\ncue: keep a 3:1 ratio')) == ()


@pytest.mark.parametrize("rest", ["1", "4", "2.5", "0.5"])
def test_a_bare_rest_below_five_is_warned_of(rest: str) -> None:
    (problem,) = problems(row(f"reps: 1\nrest: {rest}\nsets: 2"))
    assert (problem.code, problem.severity, problem.line) == (Code.SHORT_REST, "warning", 5)
    assert f"'{rest}m'" in (problem.hint or "")


@pytest.mark.parametrize(
    "keys", ["rest: 0", "rest: 5", "rest: 3s", "rest: 0:03", "switch: 2", "relax: 1", "prepare: 3"]
)
def test_other_short_gaps_are_meant_as_they_are(keys: str) -> None:
    assert problems(row(f"reps: 1\nsets: 2\n{keys}")) == ()


def never_played(text: str) -> list[int | None]:
    return [
        problem.line
        for problem in problems(f"name: A\nreps: 1\nsteps:\n{text}")
        if problem.code is Code.REST_NEVER_PLAYS
    ]


def test_a_rest_after_the_last_work_is_warned_of() -> None:
    assert never_played("  - A\n  - rest: 30s\n  - rest: 20s\n") == [5, 6]


def test_a_rest_between_works_or_rounds_is_not_warned_of() -> None:
    assert never_played("  - rest: 30s\n  - A\n  - rest: 30s\n  - B\n") == []
    assert never_played("  - rounds: 2\n    steps:\n      - A\n      - rest: 30s\n") == []


def test_a_rest_at_the_end_of_the_last_single_block_is_never_played() -> None:
    assert never_played(
        "  - A\n  - steps:\n      - rounds: 1\n        steps:\n          - B\n          - rest: 30s\n"
    ) == [9]


def test_a_block_of_rests_alone_after_the_work_is_never_played() -> None:
    assert never_played("  - A\n  - rounds: 3\n    steps: [rest: 30s]\n") == [6]


def test_a_routine_of_rests_alone_has_nothing_to_do() -> None:
    only("name: A\nsteps: [rest: 30s]\n", Code.NO_EXERCISE)


def test_the_line_of_each_step_is_where_it_begins() -> None:
    body = steps("  - A\n\n  # comment\n  - exercise: B\n    reps: 1\n  - {rounds: 2, steps: [C]}\n")
    assert [step.line for step in body.steps] == [3, 6, 8]


def test_warnings_alone_leave_a_routine() -> None:
    assert [step.line for step in steps("  - A\n").steps] == [3]
