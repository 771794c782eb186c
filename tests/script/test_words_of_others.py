"""Texts that somebody wrote, made so that they can be said."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.script.language.speakable import LONGEST_NAME, LONGEST_TEXT, capitalised
from tests.script.wordings import ENGLISH

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Chin tuck", "chin tuck"),
        ("Prone Y-T-W", "prone Y, T, W"),
        ("Prone Y-T-Ws", "prone Y, T, Ws"),
        ("Y raise", "Y raise"),
        ("T-bar row", "T-bar row"),
        ("Bent-over dumbbell row", "bent-over dumbbell row"),
        ("Child's pose", "child's pose"),
        ("Child’s pose", "child's pose"),
        ("A slow walk", "a slow walk"),
        ("HIIT finisher", "HIIT finisher"),
        ("Bulgarian split squat", "Bulgarian split squat"),
        ("Plank (on the knees)", "plank, on the knees"),
        ("Band row (under both feet) [slow]", "band row, under both feet, slow"),
        (
            "Row with the left hand on the table (or on a chair without arms)",
            "row with the left hand on the table",
        ),
        ("(warm-up)", "warm-up"),
        ("90/90 stretch", "ninety ninety stretch"),
        ("5 minutes of 3-2-1", "five minutes of three-two-one"),
        ("💪 Push-ups 💪", "push-ups"),
        ("Push-ups & rows", "push-ups and rows"),
        ("Squat\x1b\x07 red", "squat red"),
        ("Half <b>kneeling</b>", "half b kneeling b"),
        ("Übung für den Rücken", "übung für den Rücken"),
        ("深蹲", "深蹲"),
        ("Наклон вперёд", "наклон вперёд"),
        ("کشش گردن", "کشش گردن"),
        ("Wall - sit...", "wall sit"),
    ],
    ids=range(26),
)
def test_names_are_said_without_what_cannot_be_said(written: str, spoken: str) -> None:
    assert ENGLISH.name(written) == spoken


@pytest.mark.parametrize("written", ["", None, "💪", "()", "\x07\u202e", "---"], ids=repr)
def test_a_name_that_cannot_be_said_is_called_something(written: str | None) -> None:
    assert ENGLISH.name(written) == "next exercise"


def test_a_name_too_long_is_cut_between_words() -> None:
    name = ENGLISH.name(
        "Slow and very careful rotation of the upper back on all fours, with a pause in the middle"
    )
    assert name == "slow and very careful rotation of the upper back on all"
    assert len(ENGLISH.name("x" * 500)) == LONGEST_NAME


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Breathe out.", "Breathe out"),
        ("Are you well?", "Are you well?"),
        ("Sit tall — then turn", "Sit tall, then turn"),
        ("See https://example.org/a?b=c for more", "See for more"),
        ("Push to 80% of max", "Push to eighty percent of max"),
        ("One\nline and\tanother", "One line and another"),
        ("Warm up: 5 easy reps!", "Warm up: five easy reps!"),
        ("Stay at +/- 5 kg", "Stay at plus five kilos"),
        ("Add 2½ kg, or ½ kg", "Add two and a half kilos, or zero point five kilos"),
        ("Hold 30s, then 1 min more", "Hold thirty seconds, then one minute more"),
        ("Stay 5 in front, 3x4 m apart", "Stay five in front, 3x4 m apart"),
    ],
    ids=range(11),
)
def test_texts_keep_their_sense(written: str, spoken: str) -> None:
    assert ENGLISH.text(written) == spoken


@given(st.text(max_size=300))
@example("a" + "\u0301" * 50)
@example("\u202eevil\u202c")
@example("\U000e0041tag")
@example("x\ud800y")
def test_whatever_was_written_what_is_said_is_short_and_harmless(text: str) -> None:
    said = ENGLISH.text(text)
    assert len(said) <= LONGEST_TEXT + 1
    assert said == said.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Co", "So", "Zl", "Zp"} for char in said)
    assert not set(said) & set('<>[]{}()|/\\"*_#@~^`$')
    assert not said or any(char.isalnum() for char in said)


@given(st.text("abcYTW ,.;:!?'-()", max_size=60))
def test_what_can_be_said_stays_as_it_is(text: str) -> None:
    once = ENGLISH.text(text)
    assert ENGLISH.text(once) == once


@given(st.text(max_size=40))
def test_a_name_always_has_something_to_say(name: str) -> None:
    assert any(char.isalnum() for char in ENGLISH.name(name))


@pytest.mark.parametrize(
    ("side", "spoken"),
    [
        ("right", "Right ear toward right shoulder, left arm down"),
        ("Left", "Left ear toward left shoulder, right arm down"),
        (None, "Ear toward shoulder, other arm down"),
        ("alternate", "Ear toward shoulder, other arm down"),
        ("forward", "Forward ear toward forward shoulder, other arm down"),
    ],
    ids=str,
)
def test_a_cue_names_its_sides(side: str | None, spoken: str) -> None:
    assert ENGLISH.cue("{side} ear toward {side} shoulder, {other} arm down", side) == spoken


def test_a_cue_with_other_braces_is_only_a_text() -> None:
    assert ENGLISH.cue("Squeeze {hard} {side.__class__} {0}", "left") == "Squeeze, hard, side. class, zero"


def test_a_capital_letter_changes_nothing_else() -> None:
    assert capitalised("prone Y, T, W") == "Prone Y, T, W"
    assert capitalised("") == ""
