"""What is heard in work without an end, in breaths, on alternating sides, in windows: VOICE §2 and §3."""

from itertools import islice

import pytest

from player.routine.model import Step
from player.timeline.cues import AS_WRITTEN, Passage, entry_sound, interval_cues, live_cues
from player.timeline.model import Timeline
from tests.timeline.builders import MAX, READY, block, breaths, exercise, more, rest, say, tape, work
from tests.timeline.tones import plan

pytestmark = pytest.mark.core

BEAT = [("lift", 2.0), ("lower", 1.0)]


def heard(
    timeline: Timeline, index: int = 0, passage: Passage = AS_WRITTEN, most: int = 40
) -> list[tuple[float, str]]:
    cues = islice(live_cues(timeline, index, passage), most)
    return [(cue.at / 1000, cue.sound) for cue in cues if cue.sound != "pulse"]


def in_work(step: Step, passage: Passage = AS_WRITTEN, most: int = 40) -> list[tuple[float, str]]:
    return heard(tape(step, prepare=0), 0, passage, most)


# Open reps.
def test_at_least_so_many_reps_sound_on_and_the_least_is_told_where_it_is_reached() -> None:
    assert in_work(exercise("A", reps=more(2), tempo=BEAT), most=9) == [
        (0, "go"),
        (2, "return"),
        (3, "rep"),
        (3.1, "away"),
        (5, "return"),
        (6, "round"),
        (6.3, "away"),
        (8, "return"),
        (9, "rep"),
    ]


def test_as_many_reps_as_possible_have_no_last_and_no_least() -> None:
    sounds = {sound for _, sound in in_work(exercise("A", reps=MAX, tempo=BEAT), most=3000)}
    assert sounds == {"go", "away", "return", "rep"}


def test_the_ten_thousandth_rep_stands_on_its_beat() -> None:
    timeline = tape(exercise("A", reps=MAX, tempo=[("rep", 2)]), prepare=0)
    cue = next(islice(live_cues(timeline, 0), 9_999, None))
    assert (cue.at, cue.sound) == (19_998_000, "rep")


def test_the_plan_of_open_work_ends_with_what_is_on_the_tape() -> None:
    timeline = tape(exercise("A", reps=more(2), tempo=BEAT), prepare=0)
    assert [cue.at / 1000 for cue in interval_cues(timeline, 0)][-1] == 6
    assert plan(timeline)[-1].sound == "finish"


def test_open_held_reps_relax_and_tick_for_ever() -> None:
    sounds = in_work(exercise("A", hold=4, reps=more(2), relax=2), most=60)
    assert [at for at, sound in sounds if sound == "tick"][:4] == [5, 11, 17, 23]
    assert [at for at, sound in sounds if sound in {"rep", "round", "last-rep"}][:4] == [6, 10, 12, 18]


# Open holds and open phases.
def test_an_open_hold_says_when_its_least_is_reached_and_counts_nothing_out() -> None:
    assert in_work(exercise("A", hold=more(30))) == [(0, "go"), (30, "round")]


def test_a_hold_as_long_as_you_can_is_silent_after_go() -> None:
    assert in_work(exercise("A", hold=MAX)) == [(0, "go")]


def test_keep_moving_at_least_so_long_says_so() -> None:
    assert in_work(exercise("A", lasting=more(60))) == [(0, "go"), (60, "round")]


def test_behind_a_phase_that_waits_for_enter_nothing_has_a_time_yet() -> None:
    step = exercise("A", reps=2, tempo=[("lift", 2), ("hold", more(3)), ("lower", 2)])
    assert in_work(step) == [(0, "go"), (2, "hold"), (5, "round")]


def test_a_phase_that_was_ended_by_enter_moves_what_follows_up_to_the_next_one() -> None:
    timeline = tape(exercise("A", reps=2, tempo=[("lift", 2), ("hold", MAX), ("lower", 2)]), prepare=0)
    phases = timeline.intervals[0].phases
    lasted = phases[1]._replace(duration=7000, is_open=False)
    moved = tuple(phase._replace(start=phase.start + 7000) for phase in phases[2:])
    passage = Passage(phases=(phases[0], lasted, *moved))
    expected = [(0, "go"), (2, "hold"), (9, "return"), (11, "last-rep"), (11.2, "away"), (13, "hold")]
    assert heard(timeline, 0, passage) == expected
    assert entry_sound(timeline.intervals[0], 11_000, passage.phases) == "away"


# Sides that change with every rep.
def test_a_change_of_side_inside_a_rep_is_heard_as_switch_and_a_new_rep_still_knocks() -> None:
    step = exercise("A", reps=2, tempo=BEAT, sides=("right", "left"), alternate=True)
    assert in_work(step) == [
        (0, "go"),
        (2, "return"),
        (3, "switch"),
        (5, "return"),
        (6, "last-rep"),
        (6.2, "switch"),
        (8, "return"),
        (9, "switch"),
        (11, "return"),
    ]


def test_between_held_sides_one_changes_while_nothing_is_held() -> None:
    step = exercise("A", hold=8, sides=("right", "left"), alternate=True, relax=2)
    assert in_work(step) == [(0, "go"), (8, "switch"), (9, "tick"), (10, "hold")]


def test_a_beat_for_each_side_is_knock_and_switch() -> None:
    step = exercise("A", reps=2, tempo=[("rep", 2)], sides=("right", "left"), alternate=True)
    assert in_work(step) == [(0, "go"), (2, "switch"), (4, "last-rep"), (4.2, "switch"), (6, "switch")]


# Breaths.
def test_a_hold_in_breaths_swells_with_them() -> None:
    sounds = in_work(exercise("A", hold=breaths(2, 6)))
    assert sounds == [
        (0, "go"),
        (3, "breath-out"),
        (6, "breath-in"),
        (9, "breath-out"),
        (9, "tick-out"),
        (10, "tick-out"),
        (11, "tick-out"),
    ]


def test_more_time_for_a_hold_in_breaths_is_more_breaths() -> None:
    longer = in_work(exercise("A", hold=breaths(1, 6)), Passage(duration=16_000))
    assert [at for at, sound in longer if sound.startswith("breath")] == [3, 6, 9, 12, 15]


def test_a_rest_in_breaths_swells_from_its_second_sound_on() -> None:
    sounds = heard(tape(work("A"), rest(breaths(2, 6)), work("B"), prepare=0), 1)
    assert [sound for sound in sounds if sound[1].startswith("breath")] == [
        (3, "breath-out"),
        (6, "breath-in"),
        (9, "breath-out"),
    ]
    assert sounds[0] == (0, "rest")


# `halfway` and own sounds.
@pytest.mark.parametrize(
    ("step", "at"),
    [
        (exercise("A", hold=20), [10]),
        (exercise("A", hold=20, halfway=False), []),
        (exercise("A", hold=8, halfway=True), [4]),
        (exercise("A", reps=4, tempo=BEAT, halfway=True), [6]),
        (exercise("A", reps=20, tempo=BEAT), []),
        (exercise("A", hold=more(30)), []),
        (exercise("A", hold=more(30), halfway=True), [15]),
        (exercise("A", reps=8, halfway=True), []),
    ],
    ids=str,
)
def test_the_middle_is_told_where_it_is_wanted(step: Step, at: list[float]) -> None:
    assert [when for when, sound in in_work(step) if sound == "half"] == at


def test_an_own_sound_stands_in_place_of_go_and_of_nothing_else() -> None:
    timeline = tape(exercise("A", hold=5, sound="gong.wav", sets=2, sides=("r", "l"), switch=0), prepare=0)
    begins = [heard(timeline, index)[0][1] for index in (0, 1, 3, 4)]
    assert begins == ["file:gong.wav", "switch", "file:gong.wav", "switch"]
    assert entry_sound(timeline.intervals[0], 3000) == "file:gong.wav"


# Instructions and gaps that wait.
def test_an_instruction_calls_for_an_ear() -> None:
    timeline = tape(say("Drink"), work("A"), say("Breathe"), work("B"), prepare=0)
    assert heard(timeline, 0)[0] == (0, "next")
    assert heard(timeline, 2)[:2] == [(0, "rest"), (0.6, "next")]


def test_a_gap_that_waits_has_no_ticks() -> None:
    timeline = tape(work("A"), rest(READY), work("B"), prepare=0)
    assert heard(timeline, 1) == [(0, "rest"), (0.6, "next")]


# Windows.
def test_the_rest_of_a_minute_leads_into_the_beat() -> None:
    timeline = tape(block(exercise("A", hold=40), every=60, rounds=2), prepare=0)
    assert heard(timeline, 1)[:5] == [
        (0, "rest"),
        (15.75, "last-set"),
        (17, "tick"),
        (18, "tick"),
        (19, "tick"),
    ]


def test_work_that_the_beat_will_end_hears_it_coming() -> None:
    timeline = tape(block(exercise("A", reps=8), every=60, rounds=2), prepare=0)
    nxt = next(index for index in (1, 2) if timeline.intervals[index].is_work)
    passage = Passage(after=nxt, cut=60_000)
    assert heard(timeline, 0, passage) == [(0, "go"), (57, "tick"), (58, "tick"), (59, "tick")]


def test_work_that_ends_with_the_time_is_counted_out() -> None:
    timeline = tape(block(exercise("A", reps=8), within=60), prepare=0)
    assert heard(timeline, 0, Passage(after=1, cut=2500)) == [(0, "go"), (0.5, "tick-out"), (1.5, "tick-out")]


def test_nothing_sounds_behind_the_end_of_a_window() -> None:
    timeline = tape(exercise("A", reps=MAX, tempo=BEAT), prepare=0)
    assert max(at for at, _ in heard(timeline, 0, Passage(cut=8500))) < 8.5


def test_every_further_round_of_as_many_as_possible_begins_with_its_own_sound() -> None:
    timeline = tape(block(exercise("A", reps=8), exercise("B", reps=8), within=60), prepare=0)
    assert heard(timeline, 0, Passage(before=1, pass_=2))[0] == (0, "round")
    assert heard(timeline, 1, Passage(before=0, pass_=2))[0] == (0, "go")


def test_a_further_set_of_open_ones_begins_like_any() -> None:
    timeline = tape(exercise("A", hold=5, sets=MAX, rest=10), prepare=0)
    assert heard(timeline, 0, Passage(before=1, pass_=3))[0] == (0, "go")
    assert heard(timeline, 1, Passage(before=0, after=0, pass_=3)) == [
        (0, "rest"), (7, "tick"), (8, "tick"), (9, "tick"),
    ]  # fmt: skip
