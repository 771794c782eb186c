"""The words of every other moment of a session."""

import pytest

from player.routine.model import Step
from player.script.phrases import of_moments
from player.timeline.model import Interval, Kind, Timeline
from tests.script.wordings import ENGLISH, both, placed, read, works
from tests.timeline.builders import MAX, READY, Beat, block, breaths, exercise, more, rest, say, tape

pytestmark = pytest.mark.core

SIDES = ("right", "left")
BEAT: Beat = [("lift", 2), ("lower", 3)]


def gap(timeline: Timeline, kind: Kind = Kind.REST) -> Interval:
    return next(interval for interval in timeline.intervals if interval.kind is kind)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        (of_moments.number(2, ENGLISH), "Two"),
        (of_moments.number(21, ENGLISH), "Twenty-one"),
        (of_moments.label("lift", ENGLISH), "Lift"),
        (of_moments.label("Y", ENGLISH), "Y"),
        (of_moments.label("rep", ENGLISH), ""),
        (of_moments.label("💪", ENGLISH), ""),
        (of_moments.last_one(ENGLISH), "Last one"),
        (of_moments.half_way(ENGLISH), "Half way"),
        (of_moments.last_breath(ENGLISH), "Last breath."),
        (of_moments.enter_when_done(ENGLISH), "Enter when done."),
        (of_moments.side("left", ENGLISH), "Left side."),
        (of_moments.side("forward", ENGLISH), "Forward."),
        (of_moments.time_left(300_000, ENGLISH), "Five minutes left."),
        (of_moments.time_left(60_000, ENGLISH), "One minute left."),
        (of_moments.time_left(10_000, ENGLISH), "Ten seconds."),
        (of_moments.counted_up(10, ENGLISH), "Ten."),
        (of_moments.counted_up(90, ENGLISH), "Ninety."),
        (of_moments.counted_up(150, ENGLISH), "Two minutes thirty."),
        (of_moments.last_round(ENGLISH), "Last round."),
        (of_moments.ten_seconds(ENGLISH), "Ten seconds."),
        (of_moments.as_many_rounds(1_200_000, ENGLISH), "As many rounds as you can in twenty minutes."),
        (of_moments.time_is_up(3, 12, ENGLISH), "Time. Three rounds and twelve reps."),
        (of_moments.time_is_up(1, 0, ENGLISH), "Time. One round."),
        (of_moments.on_and_off(8, 20_000, 10_000, ENGLISH), "Eight rounds. Twenty on, ten off."),
        (of_moments.stopped(8, 12, ENGLISH), "Stopped. Eight of twelve sets kept."),
        (of_moments.stopped(0, 12, ENGLISH), "Stopped. Nothing kept."),
        (of_moments.hints(ENGLISH), "Space pauses. Enter means done. R says it again."),
        (of_moments.care(ENGLISH), "Stop at tingling, numbness or chest pain."),
    ],
    ids=range(28),
)
def test_a_moment_has_its_words(phrase: tuple[str, ...], words: str) -> None:
    assert read(phrase) == words


# Sets, sides and rounds.


def test_a_switch_names_the_side() -> None:
    right, left = works(tape(exercise("A", hold=10, sides=SIDES)))
    assert both(of_moments.switch(left, right, ENGLISH)) == ("Switch. Left side.", "Left side.")


def test_who_lies_on_the_side_rolls_over_to_switch() -> None:
    timeline = placed(tape(exercise("Open book", hold=10, sides=SIDES)), open_book="side-lying")
    right, left = works(timeline)
    assert both(of_moments.switch(left, right, ENGLISH)) == ("Switch. Roll over. Left arm.", "Left arm.")


def test_a_switch_between_sides_that_cannot_be_said_is_only_a_switch() -> None:
    first, second = works(tape(exercise("A", hold=10, sides=("💪", "🦵"))))
    assert both(of_moments.switch(second, first, ENGLISH)) == ("Switch.", "")


@pytest.mark.parametrize(
    ("step", "full"),
    [
        (exercise("A", reps=3, sets=2, tempo=BEAT), "Last set, three reps."),
        (exercise("A", hold=20, sets=2), "Last set, twenty seconds."),
        (exercise("A", hold=5, reps=3, sets=2), "Last set, three times five seconds."),
        (exercise("A", reps=8, sets=2), "Last set, eight reps, your pace."),
    ],
    ids=["reps", "hold", "held", "pace"],
)
def test_the_last_set_is_said_with_its_dose_where_that_is_wanted(step: Step, full: str) -> None:
    work = works(tape(step))[-1]
    assert both(of_moments.last_set(work, ENGLISH, with_dose=True)) == (full, "Last set.")
    assert both(of_moments.last_set(work, ENGLISH)) == ("Last set.", "Last set.")


def test_sets_are_counted() -> None:
    timeline = tape(exercise("A", reps=3, sets=4, tempo=BEAT))
    assert [read(of_moments.set_of(work, ENGLISH)) for work in works(timeline)][1] == "Set two of four."
    (only,) = works(tape(exercise("A", reps=3, tempo=BEAT)))
    assert of_moments.set_of(only, ENGLISH) == ()
    (endless,) = works(tape(exercise("A", reps=3, sets=MAX, tempo=BEAT)))
    assert read(of_moments.set_of(endless, ENGLISH, set_pass=3)) == "Set three."


def test_rounds_are_counted() -> None:
    rounds = works(tape(block(exercise("A", hold=10), rounds=10)))
    assert both(of_moments.round_of(rounds[2], ENGLISH)) == ("Round three of ten.", "Three.")
    (endless,) = works(tape(block(exercise("A", hold=10), within=600)))
    assert both(of_moments.round_of(endless, ENGLISH, pass_=3)) == ("Round three.", "Three.")
    (once,) = works(tape(exercise("A", hold=10)))
    assert both(of_moments.round_of(once, ENGLISH)) == ("", "")
    assert both(of_moments.number_of(3, 8, ENGLISH)) == ("Three of eight.", "Three.")


@pytest.mark.parametrize(
    ("step", "full", "short"),
    [
        (exercise("A", hold=more(30)), "Thirty. Now as long as you can.", "Thirty."),
        (exercise("A", hold=more(120)), "Two minutes. Now as long as you can.", "Two minutes."),
        (exercise("A", reps=more(8), tempo=BEAT), "Eight. Now as many as you can.", "Eight."),
        (exercise("A", hold=MAX), "", ""),
    ],
    ids=["hold", "long", "reps", "max"],
)
def test_a_minimum_that_is_reached_is_said(step: Step, full: str, short: str) -> None:
    (work,) = works(tape(step))
    assert both(of_moments.minimum_reached(work, ENGLISH)) == (full, short)


# Gaps.


@pytest.mark.parametrize(
    ("step", "full", "short"),
    [
        (rest(20), "Rest, twenty seconds.", "Rest."),
        (rest(60), "Rest, one minute.", "Rest."),
        (rest(breaths(5)), "Rest, five breaths.", "Rest."),
        (rest(READY), "Rest. Enter when ready.", "Rest."),
        (rest(more(20)), "Rest, at least twenty seconds. Enter when ready.", "Rest."),
        (rest(30, name="Walk slowly"), "Walk slowly, thirty seconds.", "Walk slowly."),
        (rest(READY, name="Walk slowly"), "Walk slowly. Enter when ready.", "Walk slowly."),
    ],
    ids=["seconds", "minute", "breaths", "ready", "least", "name", "name-ready"],
)
def test_a_rest_says_how_long_it_is(step: Step, full: str, short: str) -> None:
    timeline = tape(exercise("A", hold=10), step, exercise("B", hold=10))
    assert both(of_moments.rest(gap(timeline), ENGLISH)) == (full, short)


def test_what_is_left_of_a_beat_is_a_rest_without_a_length_if_nobody_knows_it() -> None:
    timeline = tape(block(exercise("A", reps=5), rounds=2, every=60))
    left = next(interval for interval in timeline.intervals if interval.fills)
    assert both(of_moments.rest(left, ENGLISH)) == ("Rest.", "Rest.")


def test_a_rest_with_something_to_do_says_what() -> None:
    cued = rest(30, cue="Arms by your sides, breathe easily")
    timeline = tape(exercise("A", hold=10), cued, exercise("B", hold=10))
    assert read(of_moments.rest_cue(gap(timeline), ENGLISH)) == "Arms by your sides, breathe easily."
    assert of_moments.rest_cue(gap(tape(exercise("A", hold=10, sets=2))), ENGLISH) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [("Take off your shoes", "Take off your shoes."), ("Ready?", "Ready?"), ("💪", "")],
    ids=range(3),
)
def test_an_instruction_is_said_as_it_was_written(text: str, words: str) -> None:
    assert read(of_moments.said(gap(tape(say(text), exercise("A", hold=10)), Kind.SAY), ENGLISH)) == words


# The end.


@pytest.mark.parametrize(
    ("exercises", "seconds", "skipped", "full"),
    [
        (3, 187, 0, "Finished. Three exercises, three minutes, nothing skipped."),
        (3, 187, 2, "Finished. Three exercises, three minutes, two sets skipped."),
        (1, 60, 1, "Finished. One exercise, one minute, one set skipped."),
        (1, 40, 0, "Finished. One exercise, forty seconds, nothing skipped."),
        (0, 40, 3, "Finished."),
    ],
    ids=range(5),
)
def test_the_result_is_one_plain_sentence(exercises: int, seconds: int, skipped: int, full: str) -> None:
    assert both(of_moments.finished(exercises, seconds * 1000, skipped, ENGLISH)) == (full, "Finished.")
