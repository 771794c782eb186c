"""Numbers, units and lengths as they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.script.language.language import language
from player.script.model import clip_of
from tests.script.wordings import ENGLISH

pytestmark = pytest.mark.core


def said(amount: int | str) -> str:
    return " ".join(ENGLISH.number(amount))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred one"),
        (342, "three hundred forty-two"),
        (1000, "one thousand"),
        (1500, "one thousand five hundred"),
        (12_345, "twelve thousand three hundred forty-five"),
        ("12.5", "twelve and a half"),
        ("2.50", "two and a half"),
        ("0.5", "zero point five"),
        ("7.25", "seven point two five"),
        ("4.0", "four"),
    ],
    ids=str,
)
def test_a_number_is_words(amount: int | str, words: str) -> None:
    assert said(amount) == words


@given(st.integers(0, 999_999))
def test_every_number_has_words_of_its_own(amount: int) -> None:
    assert not any(char.isdigit() for char in said(amount))
    assert said(amount) != said(amount + 1)


def test_a_number_is_made_of_few_clips() -> None:
    shipped = {clip_of(piece) for piece in ENGLISH.vocabulary()}
    assert {clip_of(piece) for amount in range(1001) for piece in ENGLISH.number(amount)} <= shipped


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (1, "reps", "one rep"),
        (8, "reps", "eight reps"),
        (1, "sets", "one set"),
        ("1.5", "kilos", "one and a half kilos"),
        (1, "seconds each", "one second each"),
        (2, "set", "set two"),
        (1, "more", "one more than last time"),
    ],
    ids=str,
)
def test_units_are_singular_for_one_alone(amount: int | str, unit: str, words: str) -> None:
    assert " ".join(ENGLISH.count(amount, unit)) == words


def test_a_usual_count_is_one_piece_and_a_rare_one_is_number_and_unit() -> None:
    assert ENGLISH.count(12, "reps") == ("twelve reps",)
    assert ENGLISH.count(45, "reps") == ("forty-five", "reps")
    assert ENGLISH.count(40, "set") == ("set", "forty")
    assert ENGLISH.count(120, "metres") == ("one hundred", "twenty", "metres")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (20, "twenty seconds"),
        (2.5, "two and a half seconds"),
        (59, "fifty-nine seconds"),
        (60, "one minute"),
        (75, "seventy-five seconds"),
        (90, "ninety seconds"),
        (100, "one minute forty"),
        (120, "two minutes"),
        (150, "two minutes thirty"),
        (3600, "one hour"),
        (4200, "one hour ten minutes"),
    ],
    ids=str,
)
def test_lengths_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert " ".join(ENGLISH.length(round(seconds * 1000))) == words


def test_a_language_that_is_not_here_speaks_english() -> None:
    assert language("de").wording.code == language("en_GB").wording.code == language("").wording.code == "en"
