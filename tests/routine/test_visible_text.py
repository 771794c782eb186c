"""User text cannot steer a terminal or reorder a line (DESIGN §9)."""

# ruff: noqa: RUF001 (people type in many scripts, and so do these tests)

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.visible import visible, width

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chin tuck", "Chin tuck"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m", "\\x9b31m"),
        ("a\tb\nc", "a\\tb\\nc"),
        ("\x00\x7f", "\\x00\\x7f"),
        ("abc\u202ecba\u2066", "abc\\u202ecba\\u2066"),
        ("\ud83d", "\\ud83d"),
        ("\u2028", "\\u2028"),
        ("\ufeffa", "\\ufeffa"),
        ("\U000e0001", "\\U000e0001"),
        ("Dehnübung 頸 😀", "Dehnübung 頸 😀"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_only_what_could_do_harm_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_stay_only_where_lines_are_shown() -> None:
    assert visible("a\nb\x1b", lines=True) == "a\nb\\x1b"


def test_a_letter_keeps_at_most_four_combining_marks() -> None:
    assert visible("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 4 + "b"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_nothing_shown_can_be_obeyed_by_a_terminal(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not any(
        char in shown for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    shown.encode()


@given(st.text())
def test_what_is_shown_is_shown_the_same_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("頸部", 4), ("e\u0301", 1), ("ü", 1), ("", 0)])
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert width(text) == cells
