"""What is said of a step before it begins, and where one is."""

import pytest

from player.script.model import Amount, Last, Voice
from player.script.phrases.announcements import announcement
from player.timeline.model import Timeline
from tests.script.wordings import (
    BEAT,
    BRIEF,
    FULL,
    SIDES,
    announced,
    circuit,
    example,
    in_short,
    needing,
    parts_of,
    placed,
    read,
    works,
)
from tests.timeline.builders import MAX, block, exercise, tape

pytestmark = pytest.mark.core


def test_the_example_is_announced_as_the_voice_design_says() -> None:
    assert announced(example(), 1) == {
        "title": "Upper back test.",
        "length": "Three minutes.",
        "name": "First: chin tuck.",
        "position": "Sit tall.",
        "dose": "Three holds, five seconds each.",
        "cue": "Slide your head straight back",
    }
    assert announced(example(), 2) == {
        "name": "Next: prone Y, T, W.",
        "position": "Face down, forehead on the towel.",
        "dose": "Two sets of three.",
        "tempo": "Y, T and W, three seconds each. Lower, two.",
        "cue": "Y, thumbs up",
    }
    assert announced(example(), 4) == {
        "name": "Next: upper trapezius stretch.",
        "position": "Come up slowly, then sit tall.",
        "side": "Right side first.",
        "dose": "Hold twenty seconds.",
        "cue": "Right ear toward right shoulder",
    }


def test_what_can_be_short_has_a_short_form() -> None:
    assert in_short(example(), 2) == {
        "name": "Prone Y, T, W.",
        "position": "Face down.",
        "dose": "Three reps.",
        "tempo": "Three seconds each, lower two.",
    }
    assert in_short(example(), 4) == {
        "name": "Upper trapezius stretch.",
        "position": "Sit tall.",
        "side": "Right side.",
        "dose": "Twenty seconds.",
    }


def test_essential_is_what_one_cannot_do_without() -> None:
    essential = [part.moment for part in parts_of(example(), 4) if part.is_essential]
    assert essential == ["name", "position", "side", "dose"]


def test_parts_come_in_the_order_in_which_they_are_spoken() -> None:
    timeline = tape(exercise("Row", reps=8, sides=SIDES, tempo=BEAT, load="2 x 4 kg", cues=("Slowly",)))
    timeline = needing(placed(timeline, row="standing"), row=("two dumbbells",))
    assert list(announced(timeline)) == [
        *("title", "length", "name", "equipment", "position", "side", "dose", "tempo", "load", "cue"),
    ]


def test_a_part_with_nothing_to_say_is_not_there() -> None:
    assert all(part.full for coming in (1, 2, 4) for part in parts_of(example(), coming))


# How long it will be.


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (15, "Less than a minute."),
        (50, "One minute."),
        (170, "Three minutes."),
        (195, "About three minutes."),
        (3590, "One hour."),
        (4190, "One hour ten minutes."),
    ],
    ids=str,
)
def test_the_length_is_told_in_whole_minutes(seconds: int, words: str) -> None:
    assert announced(tape(exercise("A", hold=seconds)))["length"] == words


def test_a_length_that_depends_on_the_person_is_only_about_right() -> None:
    assert announced(tape(exercise("A", hold=50), exercise("B", hold=MAX)))["length"] == "About one minute."
    assert "length" not in announced(tape(exercise("B", hold=MAX)))


def test_a_title_that_cannot_be_said_is_left_out() -> None:
    assert "title" not in announced(example()._replace(name="🔥🔥"))


# Met before, known, less.


def test_a_step_met_before_is_announced_with_name_and_dose_alone() -> None:
    assert announced(circuit(), 3) == {"name": "Again: row.", "dose": "Eight reps."}
    assert announced(circuit(), 4) == {"name": "Again: chin tuck.", "dose": "Three times five seconds."}


def test_the_same_exercise_in_another_step_says_what_is_new() -> None:
    first = exercise("Row", reps=8, tempo=BEAT, cues=("Slowly",))
    second = exercise("row", reps=8, tempo=[("lift", 4), ("lower", 1)], cues=("Faster",))
    assert announced(tape(first, exercise("Other", hold=10), second), 3) == {
        "name": "Again: row.",
        "dose": "Eight reps.",
        "tempo": "Lift four, lower one.",
        "cue": "Faster",
    }


def test_the_second_pass_of_a_window_says_again() -> None:
    timeline = tape(block(exercise("Row", reps=8, tempo=BEAT), exercise("Squat", reps=8), within=600))
    assert announced(timeline, 2)["name"] == "Next: squat."
    assert announced(timeline, 2, pass_=2)["name"] == "Again: squat."


def test_who_knows_an_exercise_hears_short_forms_and_no_tempo() -> None:
    voice = FULL._replace(familiar=frozenset(("Prone Y-T-W",)))
    assert announced(example(), 2, voice) == {
        "name": "Prone Y, T, W.",
        "position": "Face down.",
        "dose": "Three reps.",
        "cue": "Y, thumbs up",
    }


@pytest.mark.parametrize("amount", [Amount.FULL, Amount.BRIEF], ids=str)
def test_a_dose_that_changed_is_said_however_well_one_knows_it(amount: Amount) -> None:
    timeline = tape(exercise("Row", reps=9, tempo=BEAT))
    last: dict[str, Last] = {works(timeline)[0].path: Last(8, None)}
    voice = Voice(amount, familiar=frozenset(("Row",)), last=last)
    assert announced(timeline, voice=voice)["dose"] == "Nine reps, one more than last time."


def test_in_brief_only_the_essentials_are_said() -> None:
    assert announced(example(), 1, BRIEF) == {
        "name": "First: chin tuck.",
        "position": "Sit tall.",
        "dose": "Three times five seconds.",
    }
    assert announced(example(), 2, BRIEF) == {
        "name": "Next: prone Y, T, W.",
        "position": "Face down.",
        "dose": "Three reps.",
    }


def test_in_tones_nothing_is_announced() -> None:
    assert parts_of(example(), 1, Voice()) == ()


def test_only_work_is_announced() -> None:
    assert announcement(example(), 0, None, FULL) == ()
    assert announcement(example(), len(example().intervals), None, FULL) == ()


# Where the body goes.


def moved(was: str | None, to: str, things: tuple[str, ...] = ()) -> tuple[str, str]:
    timeline = tape(exercise("A", hold=10), exercise("B", hold=10))
    timeline = needing(placed(timeline, **({"a": was} if was else {}), b=to), b=things)
    return announced(timeline, 2).get("position", ""), in_short(timeline, 2).get("position", "")


@pytest.mark.parametrize(
    ("was", "to", "full", "short"),
    [
        ("seated", "prone", "Face down, forehead on the towel.", "Face down."),
        ("seated", "supine", "On your back, knees bent.", "On your back."),
        ("standing", "seated", "Sit tall.", "Sit tall."),
        ("prone", "seated", "Come up slowly, then sit tall.", "Sit tall."),
        ("seated", "standing", "Stand tall.", "Stand."),
        ("hands-and-knees", "standing", "Come up slowly, then stand tall.", "Stand."),
        ("prone", "hands-and-knees", "Hands under shoulders, knees under hips.", "Hands and knees."),
        ("prone", "supine", "Roll over. On your back, knees bent.", "On your back."),
        ("seated", "side-lying", "Lie on your side, knees bent.", "On your side."),
        (None, "seated", "Sit tall.", "Sit tall."),
        ("prone", "prone", "", ""),
        ("prone", "hanging", "", ""),
    ],
    ids=range(12),
)
def test_a_position_is_said_where_it_changes(was: str | None, to: str, full: str, short: str) -> None:
    assert moved(was, to) == (full, short)


def test_a_towel_is_only_named_where_there_may_be_one() -> None:
    assert moved("seated", "prone", ("mat",))[0] == "Face down."
    assert moved("seated", "prone", ("mat", "folded towel"))[0] == "Face down, forehead on the towel."


def lying(name: str = "Open book") -> Timeline:
    timeline = tape(exercise("Plank", hold=10), exercise(name, hold=10, sides=SIDES))
    return placed(timeline, plank="prone", **{name.casefold().replace(" ", "_"): "side-lying"})


def test_one_lies_on_the_side_that_does_not_work() -> None:
    parts = announced(lying(), 2)
    assert parts["position"] == "Roll over. Lie on your left side, knees bent."
    assert parts["side"] == "Right arm first."
    assert in_short(lying(), 2)["position"] == "On your left side."
    assert in_short(lying(), 2)["side"] == "Right arm."


@pytest.mark.parametrize(
    ("name", "side"),
    [("Side leg raise", "Right leg first."), ("Side bend", "Right side first.")],
    ids=["leg", "unknown"],
)
def test_lying_on_the_side_the_limb_that_works_is_named_if_the_name_tells(name: str, side: str) -> None:
    assert announced(lying(name), 2)["side"] == side


# Sides.


@pytest.mark.parametrize(
    ("sides", "alternate", "words"),
    [
        (("right", "left"), False, "Right side first."),
        (("left", "right"), False, "Left side first."),
        (("left",), False, "Left side."),
        (("forward", "back"), False, "Forward first."),
        (("forward",), False, "Forward."),
        (("right", "left"), True, "Right side first."),
        (("💪", "🦵"), False, ""),
    ],
    ids=range(7),
)
def test_a_side_is_said(sides: tuple[str, ...], alternate: bool, words: str) -> None:  # noqa: FBT001
    timeline = tape(exercise("A", reps=3, tempo=BEAT, sides=sides, alternate=alternate))
    assert announced(timeline).get("side", "") == words


def test_the_second_side_is_not_called_first() -> None:
    timeline = tape(exercise("A", hold=10, sides=SIDES, sets=2))
    assert [announced(timeline, coming)["side"] for coming in (1, 2, 3, 4)] == [
        "Right side first.",
        "Left side.",
        "Right side first.",
        "Left side.",
    ]


def test_work_on_both_sides_names_none() -> None:
    assert "side" not in announced(tape(exercise("A", hold=10)))


# Equipment and load.


def test_equipment_is_named_where_the_step_before_did_not_need_it() -> None:
    timeline = tape(
        exercise("A", hold=10), exercise("B", hold=10), exercise("C", hold=10), exercise("D", hold=10)
    )
    timeline = needing(timeline, a=("light band",), b=("light band",), c=("wall",), d=("light band",))
    said = [announced(timeline, coming).get("equipment", "") for coming in (1, 2, 3, 4)]
    assert said == ["Get the band.", "", "Go to the wall.", "Get the band."]


def test_equipment_is_essential_the_first_time() -> None:
    timeline = tape(exercise("A", hold=10), exercise("B", hold=10), exercise("C", hold=10))
    timeline = needing(timeline, a=("light band",), b=("pillow",), c=("light band",))
    parts = [next(p for p in parts_of(timeline, coming) if p.moment == "equipment") for coming in (1, 2, 3)]
    assert [part.is_essential for part in parts] == [True, True, False]
    assert [read(part.short) for part in parts] == ["Get the band.", "Get a pillow.", ""]
    assert "equipment" in announced(timeline, 2, BRIEF)
    assert "equipment" not in announced(timeline, 3, BRIEF)


@pytest.mark.parametrize(
    ("things", "position", "words"),
    [
        (("two dumbbells",), "standing", "Get two dumbbells."),
        (("dumbbell", "table"), "standing", "Get one dumbbell. Go to the table."),
        (("mat", "folded towel"), "prone", ""),
        (("chair",), "seated", ""),
        (("chair",), "standing", "Take a chair."),
        (("kettlebell",), "standing", "You need: kettlebell."),
        (("💪",), "standing", ""),
    ],
    ids=range(7),
)
def test_equipment_is_said_unless_the_position_brings_it(
    things: tuple[str, ...], position: str, words: str
) -> None:
    timeline = needing(placed(tape(exercise("A", hold=10)), a=position), a=things)
    assert announced(timeline).get("equipment", "") == words


def test_a_load_that_stays_from_the_step_before_is_the_same() -> None:
    timeline = tape(*(exercise(name, reps=3, tempo=BEAT, load="2 x 4 kg") for name in "AB"))
    assert [announced(timeline, coming)["load"] for coming in (1, 2)] == ["Four kilos each.", "Same load."]
