"""The short texts that every screen, `--plain` and the lists share."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.model import Exercise
from player.timeline.model import Interval, Kind
from player.views.text import times, words
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


def work(step: Exercise, number: int = 0) -> Interval:
    return [interval for interval in tape(step).intervals if interval.is_work][number]


@pytest.mark.parametrize(
    ("length", "left", "passed"),
    [
        (0, "0:00", "0:00"),
        (1, "0:01", "0:00"),
        (999, "0:01", "0:00"),
        (1000, "0:01", "0:01"),
        (59_001, "1:00", "0:59"),
        (60_000, "1:00", "1:00"),
        (3_599_001, "1:00:00", "59:59"),
        (3_661_000, "1:01:01", "1:01:01"),
    ],
)
def test_what_is_left_is_rounded_up_and_what_has_passed_down(length: int, left: str, passed: str) -> None:
    assert times.clock_face(length) == left
    assert times.clock_face(length, up=True) == passed


@given(st.integers(0, 10**9))
def test_a_clock_face_reads_back(length: int) -> None:
    parts = [int(part) for part in times.clock_face(length).split(":")]
    seconds = sum(part * 60**place for place, part in enumerate(reversed(parts)))
    assert 0 <= seconds * 1000 - length < 1000


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (500, "0.5 s"),
        (2500, "2.5 s"),
        (20_000, "20 s"),
        (59_999, "59.999 s"),
        (60_000, "1:00"),
        (90_000, "1:30"),
    ],
)
def test_a_short_length_has_a_unit(length: int, text: str) -> None:
    assert times.short_length(length) == text


@pytest.mark.parametrize(
    ("length", "is_open", "text"),
    [(0, False, "1 min"), (89_000, False, "1 min"), (420_000, False, "7 min"), (420_000, True, "7+ min")],
)
def test_a_list_says_about_how_long(length: int, is_open: bool, text: str) -> None:  # noqa: FBT001  a column
    assert times.about_minutes(length, is_open=is_open) == text


NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(hours=1), "today"),
        (timedelta(hours=-5), "today"),  # the clock was set back
        (timedelta(hours=9), "yesterday"),  # nine hours ago, and another date
        (timedelta(days=2), "2 days"),
        (timedelta(days=13), "13 days"),
        (timedelta(days=14), "2 weeks"),
        (timedelta(days=70), "10 weeks"),
    ],
)
def test_when_something_was_is_told_by_the_calendar(before: timedelta, text: str) -> None:
    assert times.when((NOW - before).isoformat(), NOW) == text


def test_the_date_is_the_one_on_the_wall_where_it_was_done() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert times.when("2026-03-10T01:00:00+09:00", datetime(2026, 3, 10, 8, 0, tzinfo=tokyo)) == "today"
    assert times.when("2026-03-09T23:30:00+09:00", datetime(2026, 3, 10, 0, 30, tzinfo=tokyo)) == "yesterday"


DOSES = {
    "8 reps": exercise("A", reps=8, tempo=[("rep", 2)]),
    "1 rep": exercise("A", reps=1, tempo=[("rep", 2)]),
    "hold 20 s": exercise("A", hold=20),
    "hold 1:30": exercise("A", hold=90),
    "5 × hold 10 s": exercise("A", reps=5, hold=10),
    "keep moving 40 s": exercise("A", lasting=40),
    "12 reps, your pace": exercise("A", reps=12),
    "until you press Enter": exercise("A"),
}


@pytest.mark.parametrize(("text", "step"), DOSES.items(), ids=DOSES.keys())
def test_a_dose_is_told_in_plain_words(text: str, step: Exercise) -> None:
    assert words.dose(work(step)) == text


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("", exercise("A", reps=8)),
        ("", exercise("A", hold=20)),
        ("", exercise("A", reps=5, hold=10)),
        ("one every 2.5 s", exercise("A", reps=8, tempo=[("rep", 2.5)])),
        (
            "Y 3 · T 3 · lower 1.5",
            exercise("A", reps=8, tempo=[("Y", 3), ("T", 3), ("lower", 1.5)]),
        ),
        ("in 4 · out 6", exercise("A", lasting=60, tempo=[("in", 4), ("out", 6)])),
    ],
)
def test_a_tempo_is_told_phase_by_phase(text: str, step: Exercise) -> None:
    assert words.tempo(work(step)) == text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("rep", "▲ work"),
        ("hold", "■ hold"),
        ("Squeeze", "■ Squeeze"),
        ("lower", "▼ lower"),
        ("back", "▼ back"),
        ("lift", "▲ lift"),
        ("Y", "▲ Y"),
        ("out", "▲ out"),
        ("in", "▼ in"),
    ],
)
def test_a_phase_has_a_glyph_and_its_own_word(label: str, text: str) -> None:
    assert words.phase_word(work(exercise("A", reps=2, tempo=[("lift", 1), (label, 1)])), label) == text


def test_a_breath_rises_and_falls() -> None:
    breath = work(exercise("A", reps=2, tempo=[("in", 3), ("hold", 1), ("out", 3)]))
    assert [words.phase_word(breath, label) for label in ("in", "hold", "out")] == ["▲ in", "■ hold", "▼ out"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.WORK])
def test_every_gap_has_a_glyph_and_a_word(kind: Kind) -> None:
    glyph, space, word = words.gap_word(kind)[0], words.gap_word(kind)[1], words.gap_word(kind)[2:]
    assert glyph in "▷◌⇄"
    assert space == " "
    assert word.isascii()


def test_a_card_says_all_of_a_piece_of_work_in_one_line() -> None:
    step = exercise("Row", reps=8, tempo=[("rep", 2)], sides=("right", "left"), load="4 kg")
    assert words.card(work(step, 1)) == "Row · left side · 8 reps · 4 kg"
    assert words.card(work(exercise("Walk"))) == "Walk · until you press Enter"


def test_a_place_names_only_what_there_is_more_than_one_of() -> None:
    assert words.place(work(exercise("A", hold=5))) == ""
    assert words.place(work(exercise("A", hold=5, sets=3), 1)) == "set 2 of 3"
