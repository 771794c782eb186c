"""What is said again, and where one is."""

import pytest

from player.script.model import Voice
from player.script.phrases.announcements import cue, place_line, repeat, welcome_back
from tests.script.wordings import ENGLISH, FULL, circuit, example, read, works
from tests.timeline.builders import block, exercise, rest, say, tape

pytestmark = pytest.mark.core


def test_everything_is_said_again_in_full() -> None:
    timeline = example()
    index = next(i for i, interval in enumerate(timeline.intervals) if interval.side == "left")
    assert [read(part.full) for part in repeat(timeline, index, FULL, left=12_000)] == [
        "Upper trapezius stretch.",
        "Left side.",
        "Twelve seconds left.",
        "Hold twenty seconds.",
        "Left ear toward left shoulder",
        "Sit tall.",
    ]
    assert [read(part.full) for part in repeat(timeline, 3, Voice(), rep=2)] == [
        "Prone Y, T, W.",
        "Rep two.",
        "Three reps.",
        "Y, thumbs up",
        "Face down, forehead on the towel.",
    ]


def test_in_a_gap_what_comes_is_said_again() -> None:
    assert read(repeat(example(), 2, FULL, left=9_000)[0].full) == "Next: prone Y, T, W."
    assert [part.moment for part in repeat(example(), 2, FULL, left=9_000)][:2] == ["name", "place"]


def test_behind_the_last_work_there_is_little_to_say_again() -> None:
    timeline = tape(exercise("A", hold=10), say("Well rested?"))
    last = len(timeline.intervals) - 1
    assert [read(part.full) for part in repeat(timeline, last, FULL)] == ["Well rested?"]
    assert repeat(timeline, last + 1, FULL) == ()


def test_a_place_is_told_in_few_words() -> None:
    timeline = example()
    said = [read(place_line(timeline, index, FULL)) for index in range(len(timeline.intervals) + 1)]
    assert said == [
        "Next: chin tuck.",
        "Chin tuck.",
        "Next: prone Y, T, W.",
        "Prone Y, T, W.",
        "Rest.",
        "Prone Y, T, W, set two.",
        "Next: upper trapezius stretch, right side.",
        "Upper trapezius stretch, right side.",
        "Left side.",
        "Upper trapezius stretch, left side.",
        "",
    ]
    assert read(place_line(timeline, 5, FULL, back=True)) == "Back to prone Y, T, W, set two."


def test_a_place_in_rounds_names_the_round() -> None:
    timeline = circuit()
    places = [read(place_line(timeline, timeline.intervals.index(work), FULL)) for work in works(timeline)]
    assert places == ["Row.", "Chin tuck.", "Row, round two.", "Chin tuck, round two."]
    amrap = tape(block(exercise("Row", reps=8), within=600))
    assert read(place_line(amrap, 1, FULL, pass_=3)) == "Row, round three."


def test_a_place_in_a_say_or_a_rest_of_its_own_is_told() -> None:
    timeline = tape(exercise("A", hold=10), say("Drink a little"), rest(30), exercise("B", hold=10))
    kinds = {
        interval.kind: read(place_line(timeline, i, FULL)) for i, interval in enumerate(timeline.intervals)
    }
    assert set(kinds.values()) >= {"Drink a little.", "Rest."}


def test_a_session_that_goes_on_says_where() -> None:
    assert (
        read(welcome_back(example(), 5, FULL, rep=3))
        == "Welcome back. Prone Y, T, W, set two, from rep three."
    )
    assert read(welcome_back(example(), 2, FULL)) == "Welcome back. Prone Y, T, W."
    assert read(welcome_back(example(), 8, FULL)) == "Welcome back. Upper trapezius stretch, left side."
    assert welcome_back(example(), len(example().intervals), FULL) == ()


def test_work_without_a_cue_has_none() -> None:
    assert cue(works(tape(exercise("A", hold=10)))[0], ENGLISH) == ()
    assert cue(works(tape(exercise("A", hold=10, cues=("💪",))))[0], ENGLISH) == ()
