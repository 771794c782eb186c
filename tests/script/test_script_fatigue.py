"""Who has heard it before hears less: set by set, side by side, and in the eleventh session."""

import pytest

from player.routine.units import Ms
from player.script.model import Amount, Last, Phrase, Said, Voice, estimated, text_of
from player.script.planner import plan_script
from player.timeline.model import Timeline
from tests.script.example import LENGTHS, lying_down
from tests.timeline.builders import block, exercise, tape

pytestmark = pytest.mark.core

BEAT = [("lift", 3.0), ("hold", 3.0), ("lower", 3.0)]


def length(phrase: Phrase) -> Ms:
    measured = LENGTHS.get(text_of(phrase))
    return estimated(phrase) if measured is None else round(1000 * measured)


def said(timeline: Timeline, voice: Voice) -> list[Said]:
    return [each for each in plan_script(timeline, voice) if isinstance(each, Said) and not each.dropped]


def seconds(phrases: list[Said]) -> float:
    return sum(each.length for each in phrases) / 1000


def known(timeline: Timeline) -> frozenset[str]:
    return frozenset(work.exercise or "" for work in timeline.intervals if work.is_work)


def test_the_eleventh_session_speaks_at_most_sixty_per_cent_of_the_first() -> None:
    timeline = lying_down()
    first = seconds(said(timeline, Voice(Amount.FULL, length)))
    eleventh = seconds(said(timeline, Voice(Amount.FULL, length, familiar=known(timeline))))
    assert eleventh <= 0.6 * first


def test_who_knows_an_exercise_still_hears_all_that_matters_of_it() -> None:
    timeline = lying_down()
    texts = [
        text_of(each.phrase)
        for each in said(timeline, Voice(familiar=known(timeline))._replace(amount=Amount.FULL))
    ]
    for essential in (
        "Chin tuck.",
        "Three times five seconds.",
        "Face down.",
        "Three reps.",
        "Last set.",
    ):
        assert essential in texts
    assert texts.count("Last one") == 3
    assert "Left side." in texts
    assert "Half way" not in texts


def test_the_second_set_says_less_than_the_first() -> None:
    timeline = tape(exercise("Raise", reps=4, sets=2, tempo=BEAT, rest=20, cues=("Slowly", "Thumbs up")))
    by_set = {
        work.set: seconds([each for each in said(timeline, Voice(Amount.FULL)) if each.interval == index])
        for index, work in enumerate(timeline.intervals)
        if work.is_work
    }
    assert by_set[2] < by_set[1]


def test_names_of_phases_are_said_in_two_reps_of_the_first_set_and_in_one_of_later_ones() -> None:
    timeline = tape(exercise("Raise", reps=4, sets=2, tempo=BEAT, rest=20))
    labels = [each.interval for each in said(timeline, Voice(Amount.FULL)) if each.moment == "label"]
    assert (labels.count(1), labels.count(3)) == (3 + 2, 3)


def test_the_second_side_has_no_hold_no_half_way_and_no_cue() -> None:
    timeline = tape(exercise("Stretch", hold=30, sides=("right", "left"), cues=("Breathe",)), prepare=5)
    spoken = said(timeline, Voice(Amount.FULL))
    assert [each.moment for each in spoken if each.interval == 1] == [
        "label", "cue", "half", "count-out", "count-out", "count-out",
    ]  # fmt: skip
    assert {each.moment for each in spoken if each.interval == 3} == {"count-out"}


def test_a_dose_that_changed_is_said_to_who_knows_the_exercise_and_to_who_does_not() -> None:
    timeline = tape(exercise("Row", reps=9, tempo=BEAT))
    last = {"row@s1": Last(8, None)}
    for familiar in (frozenset(), frozenset({"Row"})):
        texts = [
            text_of(each.phrase) for each in said(timeline, Voice(Amount.FULL, familiar=familiar, last=last))
        ]
        assert "Nine reps, one more than last time." in texts


def test_a_dose_that_changes_from_set_to_set_is_said_before_each() -> None:
    timeline = tape(exercise("Row", reps=[9, 7, 5], sets=3, tempo=BEAT, rest=15))
    texts = [text_of(each.phrase) for each in said(timeline, Voice(Amount.FULL))]
    assert "Seven reps." in texts
    assert "Last set, five reps." in texts


def test_an_unchanged_dose_is_said_again_only_after_a_long_rest() -> None:
    def before_second_set(rest: float) -> list[str]:
        timeline = tape(exercise("Row", reps=9, sets=3, tempo=BEAT, rest=rest), prepare=0)
        return [text_of(each.phrase) for each in said(timeline, Voice(Amount.FULL)) if each.interval == 1]

    assert before_second_set(15) == ["Rest, fifteen seconds.", "Set two of three."]
    assert before_second_set(20) == ["Rest, twenty seconds.", "Set two of three.", "Nine reps."]


def test_the_second_round_has_no_cue_and_says_again() -> None:
    timeline = tape(
        block(
            exercise("Row", hold=20, cues=("Elbows back",)),
            exercise("Plank", hold=20, cues=("Breathe",)),
            rounds=2,
            rest=25,
            transition=12,
        )
    )
    second = [each for each in said(timeline, Voice(Amount.FULL)) if each.interval >= 4]
    assert "Again: row." in [text_of(each.phrase) for each in second]
    assert "cue" not in {each.moment for each in second}


def test_brief_says_less_and_tones_nothing() -> None:
    timeline = lying_down()
    full = said(timeline, Voice(Amount.FULL))
    brief = said(timeline, Voice(Amount.BRIEF))
    assert seconds(brief) < seconds(full)
    assert {each.moment for each in brief}.isdisjoint({"cue", "half", "tempo", "title", "length"})
    assert {"name", "dose", "number", "last", "last-set", "count-out"} <= {each.moment for each in brief}
    assert said(timeline, Voice(Amount.TONES)) == []


def test_alternating_work_is_no_second_side_of_the_exercise_before_it() -> None:
    press = exercise("Press", reps=3, tempo=BEAT)
    sides = ("left", "right")
    reach = exercise("Reach", reps=3, tempo=BEAT, sides=sides, alternate=True, cues=("thumbs up",))
    after_press = plan_script(tape(press, reach), Voice(Amount.FULL))
    alone = plan_script(tape(reach), Voice(Amount.FULL))
    texts = [
        [
            text_of(each.phrase)
            for each in script
            if isinstance(each, Said) and each.moment in {"cue", "label"}
        ]
        for script in (after_press, alone)
    ]
    assert texts[0][-len(texts[1]) :] == texts[1]
    assert "Thumbs up" in texts[1]
