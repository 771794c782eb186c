"""What is seen of open work, breaths, sides in turn, windows and instructions."""

from typing import Any

import pytest

from player.coach.commands import Command
from player.routine.model import Step
from player.timeline.model import Interval, Timeline
from player.views.playing.results import summarise
from player.views.playing.view import Mood, PhasePart, View
from player.views.tables.timetable import length_of, timetable
from player.views.text import words
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import MAX, READY, Beat, block, breaths, exercise, more, rest, say, tape

pytestmark = pytest.mark.core

BEAT = [("lift", 2.0), ("lower", 1.0)]


def work_of(step: Step) -> Interval:
    return next(interval for interval in tape(step).intervals if interval.is_work)


@pytest.mark.parametrize(
    ("step", "card"),
    [
        (exercise("A", reps=more(8), tempo=BEAT), "A · 8+ reps"),
        (exercise("A", reps=more(8)), "A · 8+ reps, your pace"),
        (exercise("A", reps=8), "A · 8 reps, your pace"),
        (exercise("A", reps=MAX), "A · max reps, your pace"),
        (exercise("A", reps=MAX, tempo=BEAT), "A · max reps"),
        (exercise("A", reps=more(1)), "A · 1+ reps, your pace"),
        (exercise("A", hold=more(30)), "A · hold 30 s+"),
        (exercise("A", hold=MAX), "A · hold as long as you can"),
        (exercise("A", hold=5, reps=more(3)), "A · 3+ × hold 5 s"),
        (exercise("A", hold=more(5), reps=3), "A · 3 × hold 5 s+"),
        (exercise("A", hold=MAX, reps=3), "A · 3 × hold max"),
        (exercise("A", hold=breaths(5)), "A · hold 5 breaths"),
        (exercise("A", hold=breaths(2.5)), "A · hold 2.5 breaths"),
        (exercise("A", hold=breaths(2, is_open=True)), "A · hold 2+ breaths"),
        (exercise("A", hold=breaths(2.5, is_open=True)), "A · hold 2.5+ breaths"),
        (exercise("A", lasting=breaths(2.5, is_open=True)), "A · 2.5+ breaths"),
        (exercise("A", hold=breaths(2), reps=3), "A · 3 × hold 2 breaths"),
        (exercise("A", lasting=breaths(10)), "A · 10 breaths"),
        (exercise("A", lasting=more(300)), "A · keep moving 5:00+"),
        (exercise("A", lasting=MAX), "A · keep moving as long as you can"),
        (exercise("A", distance=200), "A · 200 m"),
        (exercise("A", distance=more(200)), "A · 200 m+"),
        (exercise("A", distance=MAX), "A · as far as you can"),
        (exercise("A", reps=10, sides=("r", "l"), alternate=True, tempo=BEAT),
         "A · alternating sides · 10 reps each side"),
        (exercise("A", reps=10, sides=("left",)), "A · left side · 10 reps, your pace"),
        (exercise("A", reps=10, sides=("forward",)), "A · forward · 10 reps, your pace"),
        (exercise("A", reps=10, load="4 kg", effort="7"), "A · 10 reps, your pace · 4 kg · effort 7"),
        (exercise("A", reps=10, effort="easy"), "A · 10 reps, your pace · easy"),
    ],
    ids=str,
)  # fmt: skip
def test_a_dose_is_said_as_it_was_meant(step: Step, card: str) -> None:
    assert words.card(work_of(step)) == card


def test_only_the_first_side_of_a_tempo_is_told() -> None:
    work = work_of(exercise("A", reps=3, tempo=BEAT, sides=("r", "l"), alternate=True))
    assert words.tempo(work) == "lift 2 · lower 1"


def test_an_open_phase_of_a_tempo_waits_for_enter() -> None:
    beat: Beat = [("down", 2), ("hold", MAX), ("up", more(1))]
    assert words.tempo(work_of(exercise("A", reps=3, tempo=beat))) == "down 2 · hold until Enter · up 1+"


LONG = "Put the mat down and breathe slowly for a moment."
EMOM = tape(block(exercise("Squat", reps=10), every=60, rounds=10), prepare=0)
AMRAP = tape(block(exercise("Row", hold=20), exercise("Run", lasting=30), within=720), prepare=0)
RUN_THEN_SETS = (exercise("Run", hold=4), exercise("Row", hold=5, sets=MAX, rest=0))
SETS_IN_ROUNDS = tape(block(*RUN_THEN_SETS, within=60, transition=0), prepare=0)

MOMENTS: dict[str, tuple[Timeline, float, tuple[Command, ...], dict[str, Any]]] = {
    "open reps": (
        tape(exercise("A", reps=more(3), tempo=BEAT), prepare=0), 4, (),
        {"number": "2", "beside": "of 3+ · Enter when done", "rep": 2, "reps": 3, "word": "▲ lift"},
    ),
    "open reps behind the least": (
        tape(exercise("A", reps=more(3), tempo=BEAT), prepare=0), 17.5, (),
        {"number": "6", "beside": "of 3+ · Enter when done", "rep": 6, "reps": 3, "word": "▼ lower",
         "filled": 1.0},
    ),
    "as many reps as possible": (
        tape(exercise("A", reps=MAX, tempo=BEAT), prepare=0), 34, (),
        {"number": "12", "beside": "reps · Enter when done", "reps": 0},
    ),
    "an open hold": (
        tape(exercise("A", hold=more(30)), prepare=0), 15, (),
        {"number": "0:15", "beside": "30 s or more · Enter when done", "mood": Mood.HOLD, "filled": 0.5},
    ),
    "an open hold behind its least": (
        tape(exercise("A", hold=more(30)), prepare=0), 45, (),
        {"number": "0:45", "beside": "30 s reached · Enter when done", "filled": 1.0},
    ),
    "a distance": (
        tape(exercise("A", distance=200), prepare=0), 45, (),
        {"number": "0:45", "beside": "200 m · Enter when done"},
    ),
    "an open phase": (
        tape(exercise("A", reps=5, tempo=[("down", 2), ("hold", MAX), ("up", 2)]), prepare=0), 9, (),
        {"number": "7", "beside": "s · 1 of 5 · Enter: next", "word": "■ hold"},
    ),
    "after an open phase": (
        tape(exercise("A", reps=5, tempo=[("down", 2), ("hold", MAX), ("up", 2)]), prepare=0), 9,
        (Command.THROUGH,), {"number": "1", "beside": "of 5", "word": "▲ up"},
    ),
    "phases behind an open one": (
        tape(exercise("A", reps=5, tempo=[("down", 2), ("hold", MAX), ("up", 2)]), prepare=0), 9, (),
        {
            "parts": (
                PhasePart("down", 2 / 7, 1.0), PhasePart("hold", 3 / 7, 0.0), PhasePart("up", 2 / 7, 0.0),
            ),
        },
    ),
    "an open phase that is over keeps its place": (
        tape(exercise("A", reps=5, tempo=[("down", 2), ("hold", MAX), ("up", 2)]), prepare=0), 9,
        (Command.THROUGH,),
        {
            "parts": (
                PhasePart("down", 2 / 7, 1.0), PhasePart("hold", 3 / 7, 1.0), PhasePart("up", 2 / 7, 0.0),
            ),
        },
    ),
    "at one's own pace on both sides in turn": (
        tape(exercise("A", reps=4, sides=("right", "left"), alternate=True), prepare=0), 9, (),
        {"beside": "4 reps each side · Enter when done", "side": "alternating sides"},
    ),
    "breathing in a hold": (
        tape(exercise("A", hold=breaths(5, 6)), prepare=0), 4, (),
        {"word": "▼ out", "number": "26", "beside": "s", "reps": 0},
    ),
    "breathing in a rest": (
        tape(exercise("A", hold=5), rest(breaths(2, 6)), exercise("B", hold=5), prepare=0), 6, (),
        {"word": "◌ rest · ▲ in", "number": "11", "reps": 0},
    ),
    "the first side": (
        tape(exercise("A", reps=3, tempo=BEAT, sides=("right", "left"), alternate=True), prepare=0), 1, (),
        {"side": "right side"},
    ),
    "the second side": (
        tape(exercise("A", reps=3, tempo=BEAT, sides=("right", "left"), alternate=True), prepare=0), 4, (),
        {"side": "left side", "number": "1", "beside": "of 3"},
    ),
    "between the sides": (
        tape(exercise("A", hold=5, sides=("one", "two"), alternate=True), prepare=0), 6, (), {"side": "two"},
    ),
    "a minute on the beat": (
        EMOM, 121, (),
        {"place": "minute 3 of 10 · 0:59 to the beat", "left": "7:59 left",
         "then": "▷ then rest, until the beat, minute 4 of 10"},
    ),
    "as many rounds as possible": (
        AMRAP, 165, (),
        {"place": "round 4 · 9:15 left of 12:00", "left": "9:15 left", "number": " 5", "heading": "Row",
         "then": "▷ then Run · keep moving 30 s"},
    ),
    "the end of such a round": (AMRAP, 190, (), {"then": "▷ then Row · hold 20 s"}),
    "an open set": (
        tape(exercise("A", hold=5, sets=MAX, rest=10), prepare=0), 17, (),
        {"place": "set 2", "then": "▷ then rest 0:10, set 3"},
    ),
    "before open sets": (
        tape(exercise("A", hold=5, sets=more(3), rest=10), prepare=0), 2, (),
        {"place": "set 1 of 3+", "then": "▷ then rest 0:10, set 2 of 3+"},
    ),
    "the least of open sets": (
        tape(exercise("A", hold=5, sets=more(3), rest=10), prepare=0), 31, (), {"place": "set 3 of 3+"},
    ),
    "behind the least of open sets": (
        tape(exercise("A", hold=5, sets=more(3), rest=10), prepare=0), 46, (), {"place": "set 4"},
    ),
    "the rest behind it": (
        tape(exercise("A", hold=5, sets=MAX, rest=10), prepare=0), 22, (),
        {"place": "set 3", "heading": "A", "word": "◌ rest"},
    ),
    "sets without end in a round of several": (
        SETS_IN_ROUNDS, 16, (), {"place": "round 1 · set 3 · 0:44 left of 1:00"},
    ),
    "the next round behind such sets": (
        SETS_IN_ROUNDS, 16, (Command.SKIP,), {"heading": "Run", "place": "round 2 · 0:44 left of 1:00"},
    ),
    "such sets in the next round": (
        SETS_IN_ROUNDS, 16, (Command.SKIP, Command.SKIP),
        {"heading": "Row", "place": "round 2 · set 1 · 0:44 left of 1:00"},
    ),
    "rounds of rounds": (
        tape(block(exercise("Run", hold=5), block(exercise("Row", hold=4), within=10), within=60), prepare=0),
        21, (), {"heading": "Row", "place": "round 1 · 0:09 left of 0:10"},
    ),
    "a short instruction": (
        tape(say("Breathe"), exercise("A", hold=5), prepare=0), 1, (),
        {"word": "▷ listen", "heading": "Breathe", "then": "▷ then A · hold 5 s",
         "cue": "Next: A · hold 5 s."},
    ),
    "a long instruction": (
        tape(say(LONG), exercise("A", hold=5), prepare=0), 1, (),
        {"heading": "A", "cue": LONG,
         "then": "▷ then hold 5 s"},
    ),
    "a gap that waits": (
        tape(exercise("A", hold=5), rest(READY), exercise("B", hold=5), prepare=0), 8, (),
        {"number": "0:03", "beside": "Enter when ready"},
    ),
    "before a gap that waits": (
        tape(exercise("A", hold=5), rest(READY), exercise("B", hold=5), prepare=0), 3, (),
        {"then": "▷ then rest, Enter when ready"},
    ),
    "how hard": (
        tape(exercise("A", hold=5, effort="7", note="Slowly", sets=2), prepare=0), 3, (),
        {"place": "set 1 of 2 · effort 7", "cue": "Slowly"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("timeline", "seconds", "commands", "expected"), MOMENTS.values(), ids=MOMENTS.keys()
)
def test_a_moment_looks_as_it_should(
    timeline: Timeline, seconds: float, commands: tuple[Command, ...], expected: dict[str, Any]
) -> None:
    session = Rehearsal(timeline).begin()
    session.wait(seconds)
    session.do(*commands)
    view: View = session.coach.view
    assert {name: getattr(view, name) for name in expected} == expected


@pytest.mark.parametrize("last", [exercise("B", hold=5), exercise("B", reps=3)], ids=["hold", "own pace"])
def test_the_end_of_a_tape_that_was_cut_short_is_shown(last: Step) -> None:
    cut = tape(block(exercise("A", reps=9, tempo=BEAT), last, within=5), prepare=0)
    session = Rehearsal(cut).begin()
    session.wait(6)
    assert session.coach.over
    assert (session.coach.view.word, session.coach.view.parts) == ("finished", ())


# The timetable.
@pytest.mark.parametrize(
    ("step", "rows"),
    [
        (block(exercise("A", reps=5), every=60, rounds=2), [("5 reps, your pace", "minute 1 of 2"),
                                                            ("5 reps, your pace", "minute 2 of 2")]),
        (block(exercise("A", hold=5), every=90, rounds=2), [("hold 5 s", "round 1 of 2, every 1:30"),
                                                            ("hold 5 s", "round 2 of 2, every 1:30")]),
        (block(exercise("A", hold=5), within=720), [("hold 5 s", "as many rounds as fit into 12:00")]),
        (block(exercise("A", hold=5), within=60, rounds=2, rest=0),
         [("hold 5 s", "round 1 of 2 within 1:00"), ("hold 5 s", "round 2 of 2 within 1:00")]),
        (exercise("A", hold=5, sets=MAX), [("max × hold 5 s", "")]),
        (exercise("A", hold=5, sets=more(3)), [("3+ × hold 5 s", "")]),
        (exercise("A", hold=5, sides=("forward", "backward")), [("hold 5 s · forward and backward", "")]),
        (exercise("A", hold=5, sides=("left", "right"), sets=2), [("2 × hold 5 s · each side", "")]),
        (block(exercise("A", hold=5), by_side=("right", "left"), rounds=2),
         [("hold 5 s · right side", "round 1 of 2"), ("hold 5 s · right side", "round 2 of 2"),
          ("hold 5 s · left side", "round 1 of 2"), ("hold 5 s · left side", "round 2 of 2")]),
    ],
    ids=["minute", "beat", "as many as fit", "cap", "sets max", "sets 3+", "labels", "each", "by side"],
)  # fmt: skip
def test_the_timetable_says_how_often(step: Step, rows: list[tuple[str, str]]) -> None:
    assert [(row.dose, row.round) for row in timetable(tape(step))] == rows


def test_a_window_makes_the_length_known() -> None:
    assert length_of(AMRAP) == "12:00"


# The summary.
def test_the_score_of_as_many_rounds_as_possible_is_told() -> None:
    session = Rehearsal(
        tape(block(exercise("Row", hold=20), exercise("Run", lasting=30), within=120))
    ).begin()
    session.wait(131)
    coach = session.coach
    summary = summarise(session.timeline, coach.logbook.outcomes, session.transport.active, finished=True)
    assert summary.time == "2:10 · 5 of 5 sets · 2 rounds and 1 set in 2:00"
    assert [line.text for line in summary.lines] == ["3 of 3 sets", "2 of 2 sets"]


def test_reps_of_open_sets_are_added_up_as_the_person_said() -> None:
    session = Rehearsal(tape(exercise("A", reps=MAX, sets=2), exercise("B", hold=5), prepare=0)).begin()
    for reps in ("9", "5"):
        session.wait(3)
        session.do(Command.THROUGH)
        session.coach.type(reps)
        session.wait(0.2)
        session.do(Command.THROUGH)
        session.wait(31)
    coach = session.coach
    summary = summarise(
        session.timeline,
        coach.logbook.outcomes,
        session.transport.active,
        finished=True,
        answers=coach.questions.values,
    )
    assert summary.lines[0].text == "2 of 2 sets · 14 reps"


def test_fewer_reps_than_the_least_are_a_set_in_part() -> None:
    session = Rehearsal(tape(exercise("A", reps=more(8)), exercise("B", hold=5), prepare=0)).begin()
    session.wait(3)
    session.do(Command.THROUGH)
    session.coach.type("5")
    session.wait(0.2)
    session.do(Command.THROUGH)
    coach = session.coach
    summary = summarise(
        session.timeline, coach.logbook.outcomes, 0, finished=False, answers=coach.questions.values
    )
    assert summary.lines[0].text == "0 of 1 set · 1 in part · 5 reps"
