"""What keys do to YAML, without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.tui.editor.text.typing import after_enter, backspace, find, indented, pasted

pytestmark = pytest.mark.core


def entered(before: str) -> str:
    back, text = after_enter(before)
    return before[: len(before) - back] + text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: Neck", "name: Neck\n"),
        ("steps:", "steps:\n  "),
        ("steps:  # all of them", "steps:  # all of them\n  "),
        ("  - exercise: Row", "  - exercise: Row\n    "),
        ("  - steps:", "  - steps:\n      "),
        ("    reps: 8", "    reps: 8\n    "),
        ("  - Jumping jacks", "  - Jumping jacks\n  - "),
        ("  - ", "  "),
        ("  -", "  "),
        ("  - {exercise: Row, reps: 8}", "  - {exercise: Row, reps: 8}\n    "),
        ("  # a remark", "  # a remark\n  "),
        ("", "\n"),
        ("    ", "    \n    "),
        ('    cue: "In: out"', '    cue: "In: out"\n    '),
        ("  - 'rest': 3s", "  - 'rest': 3s\n    "),
    ],
    ids=range(15),
)
def test_enter_goes_where_the_next_line_belongs(before: str, after: str) -> None:
    assert entered(before) == after


@given(st.text(alphabet=" -:#abc'\"{[", max_size=20))
def test_enter_answers_any_line_and_never_eats_more_than_an_empty_entry(before: str) -> None:
    back, text = after_enter(before)
    assert 0 <= back <= len(before)
    assert not before[len(before) - back :].strip("- ")
    assert text == "" or text[0] == "\n"


@pytest.mark.parametrize(("before", "count"), [("    ", 2), ("   ", 1), ("  a", 1), ("", 1), (" ", 1)])
def test_backspace_goes_back_a_level_in_indentation(before: str, count: int) -> None:
    assert backspace(before) == count


def test_lines_move_by_levels_and_empty_ones_stay() -> None:
    assert indented(["a", "", "  b"], deeper=True) == ["  a", "", "    b"]
    assert indented(["  a", "", " b", "c"], deeper=False) == ["a", "", "b", "c"]


def test_what_is_pasted_has_neither_tabs_nor_line_breaks_of_other_systems() -> None:
    assert pasted("a\r\nb\rc\td") == "a\nb\nc  d"


LINES = ["Rest and rest", "nothing", "RESTING"]


def test_finding_goes_on_from_the_cursor_whatever_the_case_and_around_the_end() -> None:
    places = []
    row, column = 0, 1
    for _ in range(4):
        found = find(LINES, "rest", row, column)
        assert found is not None
        places.append((found.row, found.start, found.around))
        row, column = found.row, found.end
    assert places == [(0, 9, False), (2, 0, False), (0, 0, True), (0, 9, False)]


def test_finding_backwards_goes_around_the_beginning() -> None:
    found = find(LINES, "rest", 0, 0, back=True)
    assert found is not None
    assert (found.row, found.start, found.around) == (2, 0, True)
    found = find(LINES, "rest", 0, 9, back=True)
    assert found is not None
    assert (found.row, found.start) == (0, 0)


def test_what_is_not_there_is_not_found_and_a_bracket_is_a_bracket() -> None:
    assert find(LINES, "(", 0, 0) is None
    assert find(LINES, "", 0, 0) is None
    assert find(["a(b"], "(", 0, 0) is not None
