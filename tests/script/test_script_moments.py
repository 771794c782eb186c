"""What is said where: windows, rounds, open work, breaths, sides, rows of gaps, work without gaps."""

from itertools import islice, pairwise

import pytest

from player.script.model import Amount, Phrase, Said, Voice, text_of
from player.script.planner import plan_script, script_of
from player.timeline.cues import AS_WRITTEN, Cue, Passage
from player.timeline.model import Timeline
from tests.timeline.builders import MAX, READY, block, breaths, exercise, more, rest, say, tape, work

pytestmark = pytest.mark.core

BEAT = [("lift", 2.0), ("lower", 2.0)]


def brisk(phrase: Phrase) -> int:
    """About as fast as people speak."""
    return 150 + 45 * len(text_of(phrase))


FULL = Voice(Amount.FULL, brisk)


def said(
    timeline: Timeline, index: int, passage: Passage = AS_WRITTEN, voice: Voice = FULL, *, most: int = 200
) -> list[tuple[float, str]]:
    """What is said in an interval as it is played."""
    script = islice(script_of(timeline, index, passage, voice, live=True), most)
    return [
        (each.at / 1000, text_of(each.phrase))
        for each in script
        if isinstance(each, Said) and not each.dropped
    ]


def texts(timeline: Timeline, index: int, passage: Passage = AS_WRITTEN, *, most: int = 200) -> list[str]:
    return [text for _, text in said(timeline, index, passage, most=most)]


def reasons(timeline: Timeline, index: int) -> dict[str, str]:
    return {
        text_of(each.phrase): each.dropped
        for each in script_of(timeline, index, AS_WRITTEN, FULL)
        if isinstance(each, Said) and each.dropped
    }


# Rounds that start on a beat.
def test_each_round_on_a_beat_is_told_before_its_ticks() -> None:
    timeline = tape(block(exercise("Squat", hold=20), every=40, rounds=4))
    assert texts(timeline, 0)[-1] == "Round one of four."
    assert texts(timeline, 2) == ["Rest.", "Round two of four."]
    assert texts(timeline, 6) == ["Rest.", "Last round."]
    assert "Two." not in texts(timeline, 3)


def test_a_round_that_begins_without_a_gap_is_told_behind_go() -> None:
    timeline = tape(block(exercise("Squat", reps=8), every=40, rounds=4))
    begins = next(index for index in (2, 3) if timeline.intervals[index].is_work)
    assert said(timeline, begins, Passage(before=1, after=begins + 1))[0] == (0.35, "Two.")


# As many rounds as possible.
def amrap() -> Timeline:
    return tape(block(exercise("Push-up", reps=8), exercise("Squat", reps=12), within=600), prepare=12)


def test_as_many_rounds_as_possible_are_asked_for_once() -> None:
    assert "As many rounds as you can in ten minutes." in texts(amrap(), 0)


def test_every_further_round_is_told_on_its_sound_and_names_what_comes() -> None:
    second = said(amrap(), 1, Passage(before=2, after=2, pass_=2, cut=300_000))
    assert second[:2] == [(0.3, "Round two."), (1.15, "Again: push-up.")]


def test_at_ones_own_pace_the_next_exercise_is_named_where_it_begins() -> None:
    assert texts(amrap(), 2, Passage(before=1, after=1, cut=500_000))[:2] == [
        "Next: squat.",
        "Twelve reps, your pace.",
    ]


def test_the_end_of_a_window_is_told_five_minutes_one_minute_and_ten_seconds_before() -> None:
    calls = said(amrap(), 1, Passage(after=2, cut=600_000))
    assert (300.0, "Five minutes left.") in calls
    assert (540.0, "One minute left.") in calls
    assert (590.0, "Ten seconds.") in calls


# Twenty on, ten off.
def test_short_rounds_with_short_rests_are_explained_once_and_then_counted() -> None:
    timeline = tape(exercise("Squat", lasting=20, sets=8, rest=10))
    assert "Eight rounds. Twenty on, ten off." in texts(timeline, 0)
    assert texts(timeline, 2) == ["Two of eight."]
    assert texts(timeline, 14) == ["Last set."]


# Work without gaps.
def test_without_a_gap_the_next_step_is_told_in_the_work_before_its_last_seconds() -> None:
    timeline = tape(block(exercise("Jack", lasting=30), exercise("Wall sit", hold=30), transition=0))
    inside = [(at, text) for at, text in said(timeline, 1) if 20 < at < 27]
    assert [text for _, text in inside] == ["Next: wall sit.", "Thirty seconds."]
    assert "wall sit" not in " ".join(texts(timeline, 2)).casefold()


def test_where_a_beat_leaves_no_room_the_next_step_is_told_as_it_begins() -> None:
    march = exercise("March", reps=20, tempo=[("rep", 1)])
    timeline = tape(block(march, exercise("Upper trapezius stretch", hold=30), transition=0))
    assert not [text for text in texts(timeline, 1) if "stretch" in text]
    assert said(timeline, 2)[0] == (0.35, "Next: upper trapezius stretch.")


def test_a_gap_too_short_for_a_name_leaves_it_to_the_work_before() -> None:
    timeline = tape(exercise("Jack", lasting=30), exercise("Wall sit", hold=30), transition=1)
    assert "Next: wall sit." in texts(timeline, 1)
    assert reasons(timeline, 2)["Next: wall sit."] == "told in the work before it"


def test_without_any_time_to_get_ready_the_first_step_is_told_as_it_begins() -> None:
    timeline = tape(exercise("Row", hold=30), prepare=0)
    assert texts(timeline, 0)[:2] == ["First: row.", "Thirty seconds."]


# Open work.
def test_an_open_hold_counts_up_and_tells_its_least_for_ever() -> None:
    timeline = tape(exercise("Plank", hold=more(30)))
    counted = [pair for pair in said(timeline, 1, most=60) if pair[0] >= 10]
    assert counted[:8] == [
        (10.0, "Ten."),
        (20.0, "Twenty."),
        (30.3, "Thirty. Now as long as you can."),
        (40.0, "Forty."),
        (50.0, "Fifty."),
        (60.0, "Sixty."),
        (90.0, "Ninety."),
        (120.0, "Two minutes."),
    ]
    assert [at for at, _ in counted[8:]] == [150.0 + 30 * n for n in range(len(counted) - 8)]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(exercise("A", reps=MAX, tempo=BEAT), id="reps"),
        pytest.param(exercise("A", reps=more(4), hold=4, relax=2), id="held reps"),
        pytest.param(exercise("A", hold=breaths(0, 6, is_open=True)), id="breaths"),
        pytest.param(exercise("A", lasting=more(20), tempo=BEAT), id="keep moving"),
    ],
)
def test_work_without_an_end_has_a_script_without_an_end_in_order(step: object) -> None:
    timeline = tape(step)  # type: ignore[arg-type]
    script = list(islice(script_of(timeline, 1, AS_WRITTEN, FULL, live=True), 3000))
    assert len(script) == 3000
    assert all(one.at <= other.at for one, other in pairwise(script))
    phrases = [each for each in script if isinstance(each, Said) and not each.dropped]
    assert all(other.at - one.end >= 250 for one, other in pairwise(phrases))


def test_every_rep_of_endless_ones_is_counted() -> None:
    counted = texts(tape(exercise("A", reps=MAX, tempo=BEAT)), 1, most=900)
    assert "One hundred" in counted
    assert not {"Last one"} & set(counted)


def test_who_needs_twice_the_usual_time_is_told_that_enter_ends_it_once() -> None:
    assert said(tape(exercise("A", reps=15)), 1) == [(90.0, "Enter when done.")]
    assert not [each for each in plan_script(tape(exercise("A", reps=15)), FULL) if _is_reminder(each)]


def _is_reminder(each: Cue | Said) -> bool:
    return isinstance(each, Said) and each.moment == "enter"


def test_behind_a_phase_that_waits_for_enter_nothing_is_said_until_it_has_ended() -> None:
    timeline = tape(exercise("Hang", reps=2, tempo=[("lift", 2), ("hold", MAX), ("lower", 3)]))
    assert texts(timeline, 1) == ["Lift", "Hold"]
    phases = timeline.intervals[1].phases
    lasted = phases[1]._replace(duration=7000, is_open=False)
    moved = tuple(phase._replace(start=phase.start + 7000) for phase in phases[2:])
    assert texts(timeline, 1, Passage(phases=(phases[0], lasted, *moved))) == [
        "Lift",
        "Hold",
        "Lower",
        "Last one",
        "Hold",
    ]


# Breaths.
def test_breaths_are_named_three_times_and_the_last_is_told_before_it_begins() -> None:
    timeline = tape(exercise("Box breathing", hold=breaths(6, 6), cues=("Belly first",)))
    spoken = said(timeline, 1)
    assert [text for _, text in spoken] == ["In", "Out", "In", "Out", "In", "Out", "Last breath."]
    assert spoken[2] == (6.1, "In")
    assert 27 < spoken[-1][0] < 30


# Sides.
def test_a_change_of_side_inside_a_set_is_named_in_its_first_two_reps() -> None:
    timeline = tape(exercise("Lunge", reps=4, tempo=BEAT, sides=("right", "left"), alternate=True))
    assert [text for text in texts(timeline, 1) if "side" in text] == ["Left side."] * 2


def test_the_side_is_said_again_before_the_next_set() -> None:
    timeline = tape(exercise("Row", hold=10, sets=3, sides=("right", "left"), rest=15))
    assert texts(timeline, 4) == ["Rest, fifteen seconds.", "Set two of three.", "Right side."]


def test_sides_without_a_gap_are_named_on_the_sound_of_the_change() -> None:
    timeline = tape(exercise("Row", hold=10, sides=("right", "left"), switch=0))
    assert said(timeline, 2)[0] == (0.45, "Switch. Left side.")


# Gaps.
def test_a_long_rest_names_what_comes_at_once_and_says_the_rest_shortly_before_it_counts() -> None:
    timeline = tape(work("A"), exercise("Row", reps=8, tempo=BEAT, load="4 kg"), transition=60)
    spoken = said(timeline, 2)
    assert [text for _, text in spoken] == [
        "Rest, one minute.",
        "Next: row.",
        "Eight reps.",
        "Lift and lower, two seconds each.",
        "Four kilos.",
        "Ten seconds.",
    ]
    ends = [at + brisk((text,)) / 1000 for at, text in spoken]
    assert ends[1] < 10
    assert ends[4] == pytest.approx(50 - 0.3)


def test_of_several_gaps_in_a_row_the_first_names_what_comes_and_the_last_says_the_rest() -> None:
    timeline = tape(work("A"), rest(45), rest(20), exercise("Row", hold=20, prepare=15))
    assert [texts(timeline, index) for index in (2, 3, 4)] == [
        ["Rest, forty-five seconds.", "Next: row."],
        ["Rest, twenty seconds."],
        ["Hold twenty seconds."],
    ]


def test_before_the_next_set_a_long_rest_ends_with_its_sound_then_the_words_then_the_ticks() -> None:
    timeline = tape(exercise("Row", hold=10, sets=3, sides=("right", "left"), rest=40))
    slow = FULL._replace(length_of=lambda phrase: 2 * brisk(phrase))
    for voice in (FULL, slow):
        before = [
            at for at, text in said(timeline, 4, voice=voice) if text in {"Set two of three.", "Right side."}
        ]
        assert before
        assert min(before) >= 30.4


def test_one_speaks_over_the_breaths_of_a_rest() -> None:
    timeline = tape(
        exercise("Row", hold=10), rest(breaths(3, 6)), exercise("Upper trapezius stretch", hold=20)
    )
    assert texts(timeline, 2) == ["Next: upper trapezius stretch.", "Hold twenty seconds."]


def test_a_gap_that_waits_for_the_key_says_so() -> None:
    timeline = tape(work("A"), rest(READY), work("B"))
    assert texts(timeline, 2)[:2] == ["Rest. Enter when ready.", "Next: B."]


def test_a_rest_with_a_name_says_it_and_its_cue() -> None:
    timeline = tape(work("A"), rest(60, name="Walk about", cue="Shake your arms"), work("Row"))
    assert texts(timeline, 2)[:3] == ["Walk about, one minute.", "Next: row.", "Shake your arms."]


def test_an_instruction_is_said_in_its_own_time_and_dropped_where_that_is_too_short() -> None:
    timeline = tape(say("Lie down on the mat", 5), work("A"), say("Lie down on the mat", 1), work("B"))
    assert texts(timeline, 0) == ["Lie down on the mat."]
    assert reasons(timeline, 3)["Lie down on the mat."] == "longer than its time"


# Changed lengths.
def test_a_length_that_was_changed_moves_the_words_before_the_end() -> None:
    timeline = tape(exercise("Row", hold=30, sets=2, rest=20))
    assert (37.1, "Three") in said(timeline, 1, Passage(40_000))
    assert said(timeline, 2, Passage(60_000))[0] == (0.55, "Rest, one minute.")


# Speeds.
@pytest.mark.parametrize(("speed", "speaks"), [(1.5, True), (1.51, False), (20.0, False)])
def test_nothing_is_said_above_one_and_a_half_times_the_speed(*, speed: float, speaks: bool) -> None:
    script = plan_script(tape(work("A")), FULL._replace(speed=speed))
    assert any(isinstance(each, Said) for each in script) == speaks


def test_at_a_higher_speed_a_phrase_takes_more_of_the_tape() -> None:
    slow, fast = (
        {each.phrase: each.length for each in plan_script(tape(work("A")), voice) if isinstance(each, Said)}
        for voice in (FULL, FULL._replace(speed=1.5))
    )
    assert all(fast[phrase] == -(-slow[phrase] * 3 // 2) for phrase in slow.keys() & fast.keys())


def test_without_dots_nothing_else_is_missing() -> None:
    timeline = tape(exercise("A", hold=5))
    with_dots = plan_script(timeline, FULL)
    without = plan_script(timeline, FULL._replace(pulses=False))
    assert list(without) == [
        each for each in with_dots if not (isinstance(each, Cue) and each.sound == "pulse")
    ]


# Numbers.
def test_a_count_has_no_holes_numbers_move_to_the_first_phase_that_is_long_enough_for_each() -> None:
    short_first = [("lift", 1.0), ("hold", 3.0), ("lower", 2.0)]
    timeline = tape(exercise("Prone W", reps=8, tempo=short_first))
    heard = said(timeline, 1)
    counted = [(at, text) for at, text in heard if text in {"Two", "Three", "Seven", "Last one"}]
    assert [text for _, text in counted] == ["Two", "Three", "Seven", "Last one"]
    assert {round(at % 6, 2) for at, _ in counted} == {1.35}, "on the sound of the hold, each of them"
    assert heard[:3] == [(0.35, "Lift"), (1.35, "Hold"), (4.25, "Lower")], (
        "names of phases stay in the first rep"
    )


def test_where_no_phase_is_long_enough_numbers_that_fit_are_said_where_they_belong() -> None:
    timeline = tape(exercise("Skip", reps=8, tempo=[("lift", 0.9), ("lower", 0.9)]))
    assert "Two" in texts(timeline, 1)
    assert reasons(timeline, 1)["Last one"] == "longer than its phase allows"


def test_what_nobody_has_recorded_may_use_up_most_of_the_silence_before_the_next_phrase() -> None:
    timeline = tape(exercise("Row", reps=8, tempo=BEAT))
    script = script_of(timeline, 0, AS_WRITTEN, FULL)
    told = [each for each in script if isinstance(each, Said) and not each.dropped]
    assert len(told) >= 2
    assert [one.at + one.room for one in told[:-1]] == [after.at - 50 for after in told[1:]]
