"""Problems look like those of a good compiler (DESIGN §3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.codes import EXPLANATIONS, Code
from player.routine.nodes import Span
from player.routine.problems import Problem, Problems, problem_at, render, render_all
from player.routine.reader import explanations, read
from player.routine.visible import width
from tests.routine.texts import NOTHING, row

pytestmark = pytest.mark.core


def at(line: int, column: int, end_column: int | None, hint: str | None = None) -> Problem:
    return Problem(Code.SYNTAX, "error", line, column, end_column, "something is wrong", hint)


def test_the_example_of_the_design_comes_out_letter_by_letter() -> None:
    text = "name: Neck\nsteps:\n\n\n\n  - exercise: Chin tuck\n    rep: 10\n"
    _, problems = read(text, NOTHING)
    assert render_all("neck.yaml", text, problems) == (
        "neck.yaml:7:5: error[unknown-key]: 'rep' is not a key of an exercise\n"
        "  7 |     rep: 10\n"
        "    |     ^^^ did you mean 'reps'?"
    )


def test_a_warning_says_that_it_is_one() -> None:
    assert render("a.yaml", "x", at(1, 1, 2)._replace(severity="warning")).startswith(
        "a.yaml:1:1: warning[syntax]:"
    )


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    text = "\n" * 99 + "word"
    assert (
        render("a", text, at(100, 1, 5))
        == "a:100:1: error[syntax]: something is wrong\n  100 | word\n      | ^^^^"
    )


def test_a_problem_without_a_place_shows_only_its_hint() -> None:
    problem = problem_at(Code.EMPTY_FILE, "error", None, "the file is empty", "a routine begins with 'name:'")
    assert render("a.yaml", "", problem) == (
        "a.yaml: error[empty-file]: the file is empty\n  a routine begins with 'name:'"
    )


def test_a_problem_without_its_text_still_says_where() -> None:
    assert render("a.yaml", None, at(3, 4, 5, "look there")) == (
        "a.yaml:3:4: error[syntax]: something is wrong\n  look there"
    )


def test_the_caret_stands_under_wide_and_combining_characters() -> None:
    text = "name: 頸e\u0301: x"
    _, excerpt, caret = render("a", text, at(1, 10, 11)).split("\n")
    assert excerpt == "  1 | name: 頸e\u0301: x"
    assert caret == "    | " + " " * 9 + "^"


def test_control_characters_in_path_and_line_are_shown_and_not_sent() -> None:
    shown = render("\x1b[31m.yaml", "a\x1b[2J: \u202e", at(1, 2, 3))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.split("\n")[1:] == ["  1 | a\\x1b[2J: \\u202e", "    |  ^^^^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 5_000 + "WRONG" + "b" * 5_000
    _, excerpt, caret = render("a", text, at(1, 5_001, 5_006)).split("\n")
    assert width(excerpt) < 110
    assert excerpt.startswith("  1 | …")
    assert excerpt.endswith("…")
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "WRONG"


@given(
    st.text(alphabet=st.characters(exclude_characters="\n"), max_size=400),
    st.integers(1, 400),
    st.integers(1, 300),
)
def test_any_line_and_place_give_three_short_lines(line: str, column: int, cells: int) -> None:
    column = min(column, len(line) + 1)
    _, excerpt, caret = render("a", line, at(1, column, column + cells)).split("\n")
    assert width(excerpt) < 110
    assert caret.count("^") >= 1
    assert len(caret) <= max(width(excerpt), width(excerpt[:6]) + 1) + 10


def test_only_the_first_twenty_are_shown_in_full() -> None:
    text = "name: A\nsteps: [A]\n" + "".join(f"x{number}: 1\n" for number in range(30))
    _, problems = read(text, NOTHING)
    shown = render_all("a", text, problems)
    assert shown.count("error[") + shown.count("warning[") == 20
    assert shown.endswith(f"and {len(problems) - 20} more")


def test_problems_are_sorted_by_place_and_only_errors_fail() -> None:
    problems = Problems("")
    problems.warning(Code.NO_DOSE, Span(3, 1, 0, 3, 2, 1), "third")
    assert not problems.failed
    problems.error(Code.TAB, Span(2, 9, 0, 2, 10, 1), "second")
    problems.error(Code.TAB, Span(2, 1, 0, 2, 2, 1), "first")
    problems.error(Code.MISSING_KEY, None, "without a place")
    assert [problem.message for problem in problems.in_order()] == [
        "without a place",
        "first",
        "second",
        "third",
    ]
    assert problems.failed


def test_a_span_over_several_lines_is_marked_on_its_first() -> None:
    assert problem_at(Code.SYNTAX, "error", Span(2, 3, 9, 4, 1, 30), "m").end_column is None


def test_every_code_has_one_sentence_for_the_documentation() -> None:
    assert set(EXPLANATIONS) == set(Code)
    assert explanations().keys() == {code.value for code in Code}
    for sentence in explanations().values():
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence.startswith("'")


def test_all_problems_are_collected_not_only_the_first() -> None:
    codes = [problem.code for problem in read(row("reps: ten\nsids: each\ntempo: 1-2-3-4"), NOTHING)[1]]
    assert codes == [Code.NOT_A_COUNT, Code.UNKNOWN_KEY, Code.FOUR_NUMBERS]
