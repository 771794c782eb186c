"""What is asked for, as it is said."""

import pytest

from player.routine.model import Step
from player.script.model import Last
from player.script.phrases.doses import Sets, amount, breath_count, dose, has_changed, tempo
from player.script.phrases.loads import load
from player.timeline.model import Interval, Timeline
from tests.script.wordings import ENGLISH, FULL, announced, both, in_short, read, works
from tests.timeline.builders import MAX, Beat, block, breaths, exercise, more, tape

pytestmark = pytest.mark.core

UP_AND_DOWN: Beat = [("up", 2), ("hold", 1), ("down", 2)]
SIDES = ("right", "left")


def first(*steps: Step) -> Interval:
    return works(tape(*steps))[0]


def in_words(timeline: Timeline, coming: int = 1) -> tuple[str, str]:
    return announced(timeline, coming)["dose"], in_short(timeline, coming)["dose"]


DOSES = {
    "reps": (exercise("A", reps=3, tempo=UP_AND_DOWN), "Three reps.", "Three reps."),
    "one rep": (exercise("A", reps=1, tempo=UP_AND_DOWN), "One rep.", "One rep."),
    "sets": (exercise("A", reps=3, sets=2, tempo=UP_AND_DOWN), "Two sets of three.", "Three reps."),
    "many": (
        exercise("A", reps=120, tempo=UP_AND_DOWN),
        "One hundred twenty reps.",
        "One hundred twenty reps.",
    ),
    "hold": (exercise("A", hold=20), "Hold twenty seconds.", "Twenty seconds."),
    "long hold": (exercise("A", hold=90), "Hold ninety seconds.", "Ninety seconds."),
    "longer hold": (exercise("A", hold=100), "Hold one minute forty.", "One minute forty."),
    "sets of holds": (exercise("A", hold=20, sets=2), "Two sets. Hold twenty seconds.", "Twenty seconds."),
    "range": (exercise("A", reps=(8, 12), tempo=UP_AND_DOWN), "Eight reps.", "Eight reps."),
    "range of a hold": (exercise("A", hold=(20, 30)), "Hold twenty seconds.", "Twenty seconds."),
    "held reps": (
        exercise("A", hold=5, reps=3),
        "Three holds, five seconds each.",
        "Three times five seconds.",
    ),
    "sets of held reps": (
        exercise("A", hold=5, reps=3, sets=2),
        "Two sets of three holds, five seconds each.",
        "Three times five seconds.",
    ),
    "one held rep": (exercise("A", hold=5, reps=1), "One hold, five seconds each.", "Five seconds."),
    "long held reps": (
        exercise("A", hold=120, reps=2),
        "Two holds, two minutes each.",
        "Two times two minutes.",
    ),
    "held breaths": (
        exercise("A", hold=breaths(2), reps=3),
        "Three holds, two breaths each.",
        "Three times two breaths.",
    ),
    "for": (exercise("A", lasting=30), "Thirty seconds, keep moving.", "Thirty seconds."),
    "sets of for": (
        exercise("A", lasting=30, sets=3),
        "Three sets. Thirty seconds, keep moving.",
        "Thirty seconds.",
    ),
    "open": (
        exercise("A", reps=MAX, tempo=UP_AND_DOWN),
        "As many as you can. Enter ends it.",
        "As many as you can.",
    ),
    "at least": (
        exercise("A", reps=more(8), tempo=UP_AND_DOWN),
        "At least eight reps, then as many as you can.",
        "At least eight reps.",
    ),
    "open hold": (exercise("A", hold=MAX), "Hold as long as you can. Enter ends it.", "As long as you can."),
    "hold at least": (
        exercise("A", hold=more(30)),
        "At least thirty seconds, then as long as you can.",
        "At least thirty seconds.",
    ),
    "open for": (
        exercise("A", lasting=MAX),
        "Keep moving as long as you can. Enter ends it.",
        "As long as you can.",
    ),
    "for at least": (
        exercise("A", lasting=more(60)),
        "At least one minute, then as long as you can.",
        "At least one minute.",
    ),
    "self-paced": (
        exercise("A", reps=8),
        "Eight reps, your pace. Enter when done.",
        "Eight reps, your pace.",
    ),
    "sets of self-paced": (
        exercise("A", reps=8, sets=2),
        "Two sets of eight, your pace. Enter when done.",
        "Eight reps, your pace.",
    ),
    "ladder": (
        exercise("A", reps=[21, 15, 9], sets=3, tempo=UP_AND_DOWN),
        "Three sets. Twenty-one reps.",
        "Twenty-one reps.",
    ),
    "breaths": (exercise("A", hold=breaths(8)), "Eight breaths. In three, out three.", "Eight breaths."),
    "half breaths": (
        exercise("A", hold=breaths(2.5)),
        "Two and a half breaths. In three, out three.",
        "Two and a half breaths.",
    ),
    "reps of breaths": (
        exercise("A", reps=4, tempo=[("in", 4), ("out", 6)]),
        "Four breaths.",
        "Four breaths.",
    ),
    "minutes of breaths": (
        exercise("A", lasting=180, tempo=[("in", 4), ("out", 6)]),
        "Three minutes.",
        "Three minutes.",
    ),
    "distance": (
        exercise("A", distance=200),
        "Two hundred metres, your pace. Enter when done.",
        "Two hundred metres, your pace.",
    ),
    "part of a distance": (
        exercise("A", distance=2.5, unit="km"),
        "Two and a half kilometres, your pace. Enter when done.",
        "Two and a half kilometres, your pace.",
    ),
    "own unit": (
        exercise("A", distance=3, unit="laps"),
        "Three laps, your pace. Enter when done.",
        "Three laps, your pace.",
    ),
    "distance at least": (
        exercise("A", distance=more(200)),
        "At least two hundred metres, then as far as you can.",
        "At least two hundred metres.",
    ),
    "open distance": (exercise("A", distance=MAX), "As far as you can. Enter ends it.", "As far as you can."),
    "none": (exercise("A"), "Your pace. Enter when done.", "Enter when done."),
    "alternating": (
        exercise("A", reps=10, sides=SIDES, alternate=True, tempo=UP_AND_DOWN),
        "Ten each side, alternating.",
        "Ten each side.",
    ),
    "sets of alternating": (
        exercise("A", reps=8, sets=2, sides=SIDES, alternate=True, tempo=UP_AND_DOWN),
        "Two sets of eight each side, alternating.",
        "Eight each side.",
    ),
    "other sides alternating": (
        exercise("A", reps=8, sides=("forward", "back"), alternate=True, tempo=UP_AND_DOWN),
        "Eight each way, alternating.",
        "Eight each way.",
    ),
    "alternating at your pace": (
        exercise("A", reps=8, sides=SIDES, alternate=True),
        "Eight each side, alternating, your pace. Enter when done.",
        "Eight each side, your pace.",
    ),
    "held reps alternating": (
        exercise("A", hold=5, reps=3, sides=SIDES, alternate=True),
        "Three holds each side, five seconds each, alternating.",
        "Three each side, five seconds each.",
    ),
    "for alternating": (
        exercise("A", lasting=30, tempo=UP_AND_DOWN, sides=SIDES, alternate=True),
        "Thirty seconds, keep moving, alternating.",
        "Thirty seconds.",
    ),
    "open sets": (
        exercise("A", reps=8, sets=MAX, tempo=UP_AND_DOWN),
        "Eight reps. As many sets as you can.",
        "Eight reps.",
    ),
    "sets at least": (
        exercise("A", reps=8, sets=more(3), tempo=UP_AND_DOWN),
        "Eight reps. At least three sets.",
        "Eight reps.",
    ),
    "sets of open reps": (
        exercise("A", reps=MAX, sets=2),
        "Two sets. As many as you can. Enter ends it.",
        "As many as you can.",
    ),
    "open holds": (
        exercise("A", hold=MAX, reps=3),
        "Three holds, Enter ends each.",
        "Three holds.",
    ),
    "as many holds": (
        exercise("A", hold=5, reps=MAX),
        "As many holds as you can, five seconds each. Enter ends it.",
        "As many as you can.",
    ),
    "holds at least": (
        exercise("A", hold=5, reps=more(3)),
        "At least three holds, five seconds each, then as many as you can.",
        "Three times five seconds.",
    ),
}


@pytest.mark.parametrize(("step", "full", "short"), DOSES.values(), ids=DOSES.keys())
def test_a_dose_is_said_in_full_and_in_short(step: Step, full: str, short: str) -> None:
    assert in_words(tape(step)) == (full, short)


def test_a_set_that_is_not_the_first_says_only_its_own() -> None:
    timeline = tape(exercise("A", reps=[21, 15, 9], sets=3, tempo=UP_AND_DOWN))
    assert in_words(timeline, 2) == ("Fifteen reps.", "Fifteen reps.")


def test_a_ladder_over_rounds_says_the_reps_of_the_round() -> None:
    rounds = block(exercise("A", reps=[21, 15], climbs="round", tempo=UP_AND_DOWN), rounds=2)
    timeline = tape(rounds)
    assert [in_words(timeline, coming)[1] for coming in (1, 2)] == ["Twenty-one reps.", "Fifteen reps."]


CHANGES = {
    "more": (exercise("A", reps=9, tempo=UP_AND_DOWN), Last(8, None), "Nine reps, one more than last time."),
    "fewer": (
        exercise("A", reps=9, tempo=UP_AND_DOWN),
        Last(12, None),
        "Nine reps, three fewer than last time.",
    ),
    "sets": (
        exercise("A", reps=9, sets=2, tempo=UP_AND_DOWN),
        Last(8, None),
        "Two sets of nine, one more than last time.",
    ),
    "held": (
        exercise("A", hold=5, reps=6),
        Last(5, 37_000),
        "Six holds, five seconds each, one more than last time.",
    ),
    "longer": (
        exercise("A", hold=25),
        Last(None, 20_000),
        "Hold twenty-five seconds, five more than last time.",
    ),
    "less": (exercise("A", hold=15), Last(None, 20_000), "Hold fifteen seconds, five less than last time."),
    "odd": (exercise("A", hold=15), Last(None, 20_500), "Hold fifteen seconds, shorter than last time."),
    "for": (
        exercise("A", lasting=40),
        Last(None, 30_000),
        "Forty seconds, ten more than last time, keep moving.",
    ),
    "pace": (
        exercise("A", reps=9),
        Last(8, None),
        "Nine reps, one more than last time, your pace. Enter when done.",
    ),
    "least": (
        exercise("A", reps=more(9), tempo=UP_AND_DOWN),
        Last(8, None),
        "At least nine reps, one more than last time, then as many as you can.",
    ),
    "same": (exercise("A", reps=9, tempo=UP_AND_DOWN), Last(9, 45_000), "Nine reps."),
    "unknown": (exercise("A", reps=9, tempo=UP_AND_DOWN), Last(None, None), "Nine reps."),
}


@pytest.mark.parametrize(("step", "last", "full"), CHANGES.values(), ids=CHANGES.keys())
def test_what_differs_from_last_time_is_said(step: Step, last: Last, full: str) -> None:
    timeline = tape(step)
    work = works(timeline)[0]
    voice = FULL._replace(last={work.path: last})
    assert announced(timeline, voice=voice)["dose"] == full
    assert has_changed(work, last) is (" than last time" in full)


def test_nothing_has_changed_where_nothing_is_known() -> None:
    assert not has_changed(first(exercise("A", hold=20)), None)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (exercise("A", reps=3, tempo=UP_AND_DOWN), "three reps"),
        (exercise("A", hold=20), "twenty seconds"),
        (exercise("A", hold=5, reps=3), "three times five seconds"),
        (exercise("A", reps=MAX), "as many as you can"),
    ],
    ids=range(4),
)
def test_an_amount_stands_inside_a_sentence(step: Step, words: str) -> None:
    assert read(amount(first(step), ENGLISH)) == words


@pytest.mark.parametrize(
    ("beat", "full", "short"),
    [
        (UP_AND_DOWN, "Two up, one hold, two down.", ""),
        ([("go", 2), ("hold", 1), ("return", 2)], "Go two, hold one, return two.", ""),
        (
            [("go", 3), ("hold", 3), ("return", 3)],
            "Go, hold and return, three seconds each.",
            "Three seconds each.",
        ),
        ([("lift", 1.5), ("lower", 3)], "Lift one and a half, lower three.", ""),
        ([("reach", 2), ("lower", 2)], "Reach and lower, two seconds each.", "Two seconds each."),
        (
            [("Y", 3), ("T", 3), ("W", 3), ("lower", 2)],
            "Y, T and W, three seconds each. Lower, two.",
            "Three seconds each, lower two.",
        ),
        (
            [(part, 1 if part == "hold" else 2) for letter in "YTW" for part in (letter, "hold", "lower")],
            "Y, T, W and lower, two seconds each. Hold, one.",
            "Two seconds each, hold one.",
        ),
        ([("lift", 2), ("hold", MAX), ("lower", 2)], "Lift two, hold until Enter, lower two.", ""),
        ([("rep", 4)], "One every four seconds.", ""),
        ([("in", 4), ("out", 6)], "In four, out six.", ""),
        ([("turn", 1), ("back", 2), ("turn", 2), ("back", 1)], "Turn one, back two, turn two, back one.", ""),
        ([("?", 1), ("lower", 2)], "", ""),
        ([(letter, 1) for letter in "ABCDEFG"], "", "One second each."),
        ([(letter, 1 + index) for index, letter in enumerate("ABCDEFG")], "", ""),
    ],
    ids=range(14),
)
def test_a_tempo_is_said_so_that_it_can_be_remembered(beat: Beat, full: str, short: str) -> None:
    assert both(tempo(first(exercise("A", reps=3, tempo=beat)), ENGLISH)) == (full, short)


def test_a_tempo_over_sides_is_that_of_one_side() -> None:
    work = first(exercise("A", reps=3, tempo=UP_AND_DOWN, sides=SIDES, alternate=True))
    assert both(tempo(work, ENGLISH))[0] == "Two up, one hold, two down."


@pytest.mark.parametrize(
    "step", [exercise("A", hold=20), exercise("A", reps=3), exercise("A", hold=5, reps=3)]
)
def test_work_without_a_beat_has_no_tempo(step: Step) -> None:
    assert both(tempo(first(step), ENGLISH)) == ("", "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2 x 4 kg", "Four kilos each."),
        ("2x4kg", "Four kilos each."),
        ("2 × 12.5 kg", "Twelve and a half kilos each."),
        ("1 x 4 kg", "Four kilos."),
        ("4 kg each", "Four kilos each."),
        ("1 kg", "One kilo."),
        ("10 lb", "Ten pounds."),
        ("70%", "Seventy percent."),
        ("red band", "Red band."),
        ("bodyweight + 5 kg", "Bodyweight plus five kilos."),
        ("3 red bands", "Three red bands."),
        ("🏋", ""),
    ],
    ids=range(12),
)
def test_a_load_is_said_as_one_says_it(written: str, words: str) -> None:
    assert read(load(first(exercise("A", reps=3, load=written)), ENGLISH)) == words


def test_a_load_that_stays_is_the_same_load() -> None:
    work = first(exercise("A", reps=3, load="4 kg"))
    assert read(load(work, ENGLISH, work)) == "Same load."
    assert read(load(work, ENGLISH, work._replace(load="3 kg"))) == "Four kilos."


def test_a_load_that_is_the_equipment_is_not_said_twice() -> None:
    work = first(exercise("A", reps=3, load="Light band"))._replace(equipment=("light band",))
    assert load(work, ENGLISH) == ()


def test_effort_is_never_said() -> None:
    assert not any(
        "effort" in text.casefold() for text in announced(tape(exercise("A", reps=3, effort="7"))).values()
    )


def test_only_a_length_in_breaths_is_counted_in_breaths() -> None:
    assert breath_count(first(exercise("A", hold=breaths(3))).phases, 18_000) == 3
    assert breath_count(first(exercise("A", hold=18)).phases, 18_000) == 0


def test_a_dose_needs_no_sets_to_be_said() -> None:
    work = first(exercise("A", reps=3, sets=4, tempo=UP_AND_DOWN))
    assert both(dose(work, ENGLISH)) == ("Three reps.", "Three reps.")
    assert both(dose(work, ENGLISH, Sets(4)))[0] == "Four sets of three."
