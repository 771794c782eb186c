"""What is asked before a session: every answer is marked from the start, what was said is not asked again."""

from pathlib import Path

import pytest

from player.coach.opening import PlayOptions
from player.coach.setup_questions import SetupKey, SetupQuestions
from player.library.shelf import Volume
from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.reader import read
from player.timeline.choices import Choices, NoSuchChoice

pytestmark = pytest.mark.core

NOTHING_KNOWN: Catalogue = read_catalogue("")[0]

ROUTINE = """\
name: Evening
levels: [gentle, standard]
steps:
  - {exercise: Chin tuck, hold: {gentle: 5s, standard: 10s}}
  - {exercise: March, for: 30s, optional: true}
  - name: Finisher
    choose: 1
    steps:
      - {exercise: Squat, hold: 5s}
      - {exercise: Wall sit, hold: 20s, sets: {gentle: 0, standard: 1}}
      - name: Circuit
        choose: 2
        steps: [{exercise: Row, hold: 5s}, {exercise: Plank, hold: 5s}, {exercise: Push-up, hold: 5s}]
"""


def volume(text: str = ROUTINE) -> Volume:
    routine, problems = read(text, NOTHING_KNOWN, slug="evening")
    assert routine is not None, problems
    return Volume("evening", Path("evening.yaml"), bundled=False, text=text, routine=routine, problems=())


def setup_of(text: str = ROUTINE, last_level: str | None = None, **given: object) -> SetupQuestions:
    return SetupQuestions(volume(text), PlayOptions(choices=Choices(**given)), last_level)  # type: ignore[arg-type]


def sheet(asked: SetupQuestions) -> dict[str, str]:
    """Questions and answers; what is marked has a star."""
    return {
        question.title: " ".join(f"{'*' if one.marked else ''}{one.text}" for one in question.answers)
        for question in asked.questions()
    }


def mark(asked: SetupQuestions, text: str) -> str:
    [key] = [one.key for question in asked.questions() for one in question.answers if one.text == text]
    return asked.mark(key)


def work(asked: SetupQuestions) -> list[str]:
    return [interval.exercise or "" for interval in asked.tape.intervals if interval.is_work]


def test_a_routine_that_leaves_nothing_to_decide_asks_nothing() -> None:
    assert setup_of("name: A\nsteps: [{exercise: B, hold: 5s}]\n").questions() == ()
    one_level = "name: A\nlevels: [only]\nsteps: [{exercise: B, hold: {only: 5s}}]\n"
    assert setup_of(one_level).questions() == (), "one level is no question"


def test_the_first_of_everything_is_marked_and_that_is_what_plays() -> None:
    asked = setup_of()
    assert sheet(asked) == {
        "Level": "*gentle standard",
        "Finisher: one of these": "*Squat Circuit",
        "Optional": "*March",
    }
    assert asked.choices == Choices(level="gentle")
    assert work(asked) == ["Chin tuck", "March", "Squat"]


def test_every_level_says_how_long_it_lasts_with_the_answers_so_far() -> None:
    asked = setup_of()
    mark(asked, "March")
    levels = asked.questions()[0].answers
    assert [one.tape.planned for one in levels if one.tape is not None] == [30_000, 35_000]


@pytest.mark.parametrize(
    ("last", "marked"),
    [("standard", "gentle *standard"), ("STANDARD", "gentle *standard"), ("gone", "*gentle standard")],
)
def test_the_level_last_played_is_marked_if_it_is_still_there(last: str, marked: str) -> None:
    assert sheet(setup_of(last_level=last))["Level"] == marked


def test_a_step_that_a_level_leaves_out_is_no_answer_there() -> None:
    asked = setup_of()
    mark(asked, "standard")
    mark(asked, "Wall sit")
    assert work(asked)[-1] == "Wall sit"
    mark(asked, "gentle")
    assert sheet(asked)["Finisher: one of these"] == "*Squat Circuit"
    mark(asked, "standard")
    assert sheet(asked)["Finisher: one of these"] == "Squat *Wall sit Circuit", "the answer was kept"


def test_what_lies_in_a_step_that_is_not_chosen_is_not_asked() -> None:
    asked = setup_of()
    assert "Circuit: 2 of these" not in sheet(asked)
    mark(asked, "Circuit")
    assert sheet(asked)["Circuit: 2 of these"] == "*Row *Plank Push-up"


def test_as_many_stay_marked_as_are_played_the_latest_ones() -> None:
    asked = setup_of()
    mark(asked, "Circuit")
    assert mark(asked, "Push-up") == ""
    assert sheet(asked)["Circuit: 2 of these"] == "Row *Plank *Push-up"
    mark(asked, "Row")
    assert sheet(asked)["Circuit: 2 of these"] == "*Row Plank *Push-up"
    assert mark(asked, "Row") == "2 of these are played: mark another instead."
    assert work(asked)[-2:] == ["Row", "Push-up"], "in the order in which they are written"


def test_two_blocks_that_offer_the_same_names_are_answered_apart() -> None:
    block = "{choose: 1, name: %s, steps: [{exercise: Row, hold: 5s}, {exercise: Plank, hold: 5s}]}"
    asked = setup_of(f"name: A\nsteps:\n  - {block % 'One'}\n  - {block % 'Two'}\n")
    two = asked.questions()[1].answers[1].key
    assert two == SetupKey("choose", "two", "two/plank")
    asked.mark(two)
    assert work(asked) == ["Row", "Plank"]


def test_optional_steps_of_one_name_are_one_question() -> None:
    march = "{exercise: March, for: 5s, optional: true}"
    asked = setup_of(f"name: A\nsteps: [{march}, {{exercise: Row, hold: 5s}}, {march}]\n")
    assert sheet(asked) == {"Optional": "*March"}
    mark(asked, "March")
    assert work(asked) == ["Row"]
    assert sheet(asked) == {"Optional": "March"}, "and can be marked again"


def test_what_was_said_already_is_not_asked() -> None:
    asked = setup_of(level="Standard", chosen=("wall sit",), without=("march",))
    assert asked.questions() == ()
    assert work(asked) == ["Chin tuck", "Wall sit"]
    asked = setup_of(chosen=("Circuit",))
    assert list(sheet(asked)) == ["Level", "Circuit: 2 of these", "Optional"]


def test_a_name_that_fits_at_one_of_the_levels_is_taken_one_that_fits_nowhere_is_not() -> None:
    asked = setup_of(chosen=("Wall sit",))
    assert work(asked)[-1] == "Squat", "at gentle there is no wall sit"
    mark(asked, "standard")
    assert work(asked)[-1] == "Wall sit"
    with pytest.raises(NoSuchChoice) as question:
        setup_of(chosen=("Handstand",))
    assert question.value.possible == ("Squat", "Circuit", "Row", "Plank", "Push-up")
    with pytest.raises(NoSuchChoice):
        setup_of(level="hard")


def test_what_lies_in_a_step_that_is_not_drawn_is_not_asked() -> None:
    text = (
        "name: A\nsteps:\n  - pick: 1\n    steps:\n"
        "      - {name: X, choose: 1, steps: [{exercise: A, hold: 5s}, {exercise: B, hold: 5s}]}\n"
        "      - {name: Y, choose: 1, steps: [{exercise: C, hold: 5s}, {exercise: D, hold: 5s}]}\n"
    )
    found = {next(iter(sheet(setup_of(text, seed=seed))))[0] for seed in range(20)}
    assert found == {"X", "Y"}
    for seed in range(5):
        asked = setup_of(text, seed=seed)
        assert len(asked.questions()) == 1
        assert asked.options.choices.seed == seed, "the draw that was asked about is the one that plays"
