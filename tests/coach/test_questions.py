"""Questions about the set before: asked in the gap, never holding the tape (DESIGN §5)."""

import pytest

from player.coach.commands import Command
from player.session.state import IsPaused, LeadingIn, Playing
from player.timeline.model import Timeline
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import MAX, block, exercise, more, say, tape

pytestmark = pytest.mark.core

ROW = exercise("Row", reps=3, tempo=[("rep", 2)], ask=("reps", "load"), load="2 x 4 kg", sets=2, rest=30)
TAPE = tape(ROW, exercise("Other", hold=5), prepare=0)
PUSH_UP = tape(exercise("Push-up", reps=more(8)), exercise("Other", hold=5), prepare=0)


def typed(session: Rehearsal, text: str) -> None:
    for char in text:
        session.coach.type(char)
        session.wait(0.05)


def through(session: Rehearsal) -> None:
    session.wait(0.2)
    session.do(Command.THROUGH)


def in_gap(timeline: Timeline = TAPE, seconds: float = 7) -> Rehearsal:
    session = Rehearsal(timeline).begin()
    session.wait(seconds)
    assert not session.transport.interval.is_work
    return session


def answers(session: Rehearsal) -> dict[str, int | float | str]:
    return dict(session.coach.questions.values[0, 1])


def test_during_work_nothing_is_asked() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(3)
    assert session.coach.question == ""
    session.coach.type("7")
    assert session.engine.answers() == ["refused"]


def test_a_question_stands_in_the_gap_with_what_is_typed() -> None:
    session = in_gap()
    assert session.coach.question == "Row: how many reps? _  3 if you type nothing"
    assert session.coach.message == session.coach.question
    typed(session, "2")
    assert session.coach.question == "Row: how many reps? 2_  Enter takes it"


def test_enter_takes_what_is_typed_and_does_not_end_the_gap() -> None:
    session = in_gap()
    typed(session, "2")
    through(session)
    assert session.index == 1
    assert answers(session) == {"reps": 2, "load": "2 x 4 kg"}
    assert session.coach.question == "Row: what load? _  2 x 4 kg if you type nothing"


def test_a_load_keeps_its_unit() -> None:
    session = in_gap()
    for text in ("2", "5.5"):
        typed(session, text)
        if text == "5.5":
            assert session.coach.question == "Row: what load? 5.5_ kg  Enter takes it"
        through(session)
    assert answers(session)["load"] == "2 x 5.5 kg"
    assert session.coach.question == ""
    through(session)  # nothing is asked any more: the gap is over
    assert isinstance(session.transport.state, LeadingIn)


def test_enter_with_nothing_typed_ends_the_gap_as_always() -> None:
    session = in_gap()
    through(session)
    assert session.index == 2
    assert answers(session) == {"reps": 3, "load": "2 x 4 kg"}


def test_backspace_takes_a_digit_back() -> None:
    session = in_gap()
    typed(session, "25")
    session.coach.erase()
    assert session.coach.questions.typed == "2"
    session.coach.erase()
    session.coach.erase()
    assert session.engine.answers()[-3:] == ["minus", "minus", "refused"]


def test_leaving_the_gap_takes_what_is_typed() -> None:
    session = in_gap()
    typed(session, "1")
    session.wait(31)
    assert session.transport.interval.is_work
    assert answers(session)["reps"] == 1
    assert session.coach.question == ""


def test_the_tape_never_waits_for_an_answer() -> None:
    session = in_gap()
    typed(session, "1")
    assert isinstance(session.transport.state, Playing)
    session.wait(29.5)
    assert session.index == 2


def test_what_nobody_answers_is_written_down_as_planned_when_the_set_is_over() -> None:
    session = in_gap()
    assert session.written.asked_values == [(0, 1, {"reps": 3, "load": "2 x 4 kg"})]


def test_what_was_counted_of_reps_that_ended_early_stands_for_the_planned() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(3.9)
    session.do(Command.THROUGH)
    assert answers(session)["reps"] == 2


def test_a_skipped_set_is_not_asked_about() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(3)
    session.do(Command.SKIP)
    assert session.coach.question == ""
    assert session.written.asked_values == []


@pytest.mark.parametrize(("reps", "least"), [(more(8), {"reps": 8}), (MAX, {})], ids=["8+", "max"])
def test_reps_that_only_the_person_knows_are_asked_without_being_told_to(
    reps: object, least: dict[str, int]
) -> None:
    timeline = tape(exercise("Push-up", reps=reps), exercise("Other", hold=5), prepare=0)  # type: ignore[arg-type]
    session = Rehearsal(timeline).begin()
    session.wait(20)
    through(session)
    assert answers(session) == least
    typed(session, "11")
    through(session)
    assert answers(session) == {"reps": 11}
    assert session.written.asked_values[-1] == (0, 1, {"reps": 11})


def test_a_planned_number_of_reps_is_not_asked_about() -> None:
    session = Rehearsal(tape(exercise("Push-up", reps=8), exercise("Other", hold=5), prepare=0)).begin()
    session.wait(20)
    through(session)
    assert session.coach.question == ""


def test_how_far_it_was_keeps_the_unit() -> None:
    timeline = tape(exercise("Walk", distance=more(200)), exercise("Other", hold=5), prepare=0)
    session = Rehearsal(timeline).begin()
    session.wait(20)
    through(session)
    assert session.coach.question == "Walk: how far? _  200 m if you type nothing"
    typed(session, "350")
    through(session)
    assert answers(session) == {"distance": "350 m"}


@pytest.mark.parametrize("field", ["effort", "pain"])
def test_a_scale_ends_at_ten_and_says_so(field: str) -> None:
    timeline = tape(exercise("A", hold=5, ask=(field,)), exercise("B", hold=5), prepare=0, transition=20)
    session = in_gap(timeline, 6)
    typed(session, "12")
    through(session)
    assert session.coach.message == "That is more than 10: type it again."
    assert session.index == 1
    typed(session, "7")
    assert session.coach.message.startswith("A: ")
    through(session)
    assert answers(session) == {field: 7}


def test_letters_points_and_long_numbers_have_no_place_in_reps() -> None:
    session = in_gap()
    typed(session, "a.²1234567")
    assert session.coach.questions.typed == "123456"


def test_a_pause_keeps_the_question_and_the_answer_does_not_end_the_pause() -> None:
    session = in_gap()
    session.do(Command.PAUSE)
    typed(session, "2")
    through(session)
    assert isinstance(session.transport.state, IsPaused)
    assert answers(session)["reps"] == 2


def test_the_question_whether_to_stop_comes_first() -> None:
    session = in_gap()
    session.do(Command.STOP)
    typed(session, "2")
    assert session.coach.questions.typed == ""
    assert session.coach.message.startswith("Stop here?")


def test_a_question_stays_over_several_gaps() -> None:
    timeline = tape(
        exercise("A", hold=5, ask=("pain",)), say("Drink something."), exercise("B", hold=5), prepare=0
    )
    session = in_gap(timeline, 6)
    typed(session, "3")
    session.wait(5)
    assert session.index == 2
    assert session.coach.questions.typed == "3"
    session.wait(10)
    assert answers(session) == {"pain": 3}


def test_where_no_gap_follows_the_questions_wait_for_the_next_one() -> None:
    steps = block(exercise("A", reps=MAX), exercise("B", reps=MAX), rounds=1, transition=0)
    session = Rehearsal(tape(steps, exercise("C", hold=5), prepare=0)).begin()
    for _ in range(2):
        session.wait(4)
        through(session)
    assert session.coach.question == "A: how many reps? _  a number, or nothing"
    for text in ("9", "7"):
        typed(session, text)
        through(session)
    assert {place: dict(known) for place, known in session.coach.questions.values.items()} == {
        (0, 1): {"reps": 9},
        (1, 1): {"reps": 7},
    }


def test_a_set_that_is_played_again_is_asked_about_again() -> None:
    session = in_gap()
    typed(session, "2")
    session.do(Command.BACK)  # within 2 s: to the work
    session.wait(4)
    session.wait(6)
    assert not session.transport.interval.is_work
    assert session.coach.question == "Row: how many reps? _  3 if you type nothing"


def test_every_pass_is_asked_about_by_itself() -> None:
    timeline = tape(exercise("A", reps=MAX, sets=MAX, rest=10), prepare=0)
    session = Rehearsal(timeline).begin()
    for reps in ("9", "6"):
        session.wait(4)
        through(session)
        typed(session, reps)
        session.wait(11)
    assert {place: known["reps"] for place, known in session.coach.questions.values.items()} == {
        (0, 1): 9,
        (0, 2): 6,
    }


def test_the_end_of_the_session_takes_what_is_typed() -> None:
    session = in_gap()
    typed(session, "1")
    session.do(Command.STOP, Command.STOP)
    assert session.coach.over
    assert answers(session)["reps"] == 1
    assert session.coach.question == ""


def test_an_answer_can_be_corrected_after_the_end() -> None:
    session = in_gap()
    session.do(Command.STOP, Command.STOP)
    session.coach.questions.correct(0, 1, "reps", 12)
    assert session.written.asked_values[-1] == (0, 1, {"reps": 12, "load": "2 x 4 kg"})
    with pytest.raises(KeyError):
        session.coach.questions.correct(0, 1, "pain", 3)
    with pytest.raises(KeyError):
        session.coach.questions.correct(2, 1, "reps", 3)


def test_digits_typed_fast_are_all_taken() -> None:
    session = in_gap()
    session.coach.type("1")
    session.coach.type("1")
    assert session.coach.questions.typed == "11"


def test_whoever_does_not_look_hears_once_that_an_answer_is_awaited() -> None:
    session = in_gap(seconds=6.9)
    assert session.engine.answers() == []
    session.wait(20)
    assert session.engine.answers() == ["ask"]
    [asked] = [call.at for call in session.engine.calls if call.sound == "ask"]
    assert asked is not None
    assert asked / 1e9 == pytest.approx(7.5, abs=0.3)


def test_a_gap_too_short_to_answer_in_calls_nobody() -> None:
    timeline = tape(exercise("A", hold=5, ask=("pain",)), exercise("B", hold=5), prepare=0, transition=5)
    session = in_gap(timeline, 6)
    session.wait(10)
    assert session.engine.answers() == []
