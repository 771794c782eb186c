"""What the person is told, for how long, and what wins."""

import pytest

from player.coach.commands import Command
from player.session.state import IsPaused
from tests.coach.rehearsal import APART, Rehearsal
from tests.timeline.builders import MAX, exercise, rest, tape

pytestmark = pytest.mark.core

TAPE = tape(exercise("Stretch", hold=20), rest(30, name="Walk about"), exercise("Other", hold=20))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(3, "Skipped: get ready"), (12, "Skipped: Stretch"), (33, "Skipped: Walk about")],
)
def test_a_skip_says_what_was_skipped_in_plain_words(seconds: float, told: str) -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(seconds)
    session.do(Command.SKIP)
    assert session.coach.message == told


def test_to_move_on_from_sets_without_end_skips_nothing() -> None:
    session = Rehearsal(tape(exercise("Row", hold=5, sets=MAX, rest=10), prepare=0)).begin()
    session.wait(8)
    session.do(Command.SKIP)
    assert session.coach.message == "Moved on."


def test_a_changed_length_is_told() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.do(Command.MORE, Command.MORE)
    assert session.coach.message == "This one now lasts 0:40."
    session.wait(APART)
    session.do(Command.LESS)
    assert session.coach.message == "This one now lasts 0:30."


def test_mute_says_how_to_undo_it() -> None:
    session = Rehearsal(TAPE).begin()
    session.do(Command.MUTE)
    assert session.coach.message == "Sound off. m turns it on."
    session.wait(APART)
    session.do(Command.MUTE)
    assert session.coach.message == "Sound on."


def test_a_message_goes_by_itself() -> None:
    session = Rehearsal(TAPE).begin()
    session.do(Command.MORE)
    session.wait(4.9)
    assert session.coach.message
    session.wait(0.2)
    assert session.coach.message == ""


def test_a_message_goes_when_the_session_is_paused_or_goes_on() -> None:
    session = Rehearsal(TAPE).begin()
    session.do(Command.MORE, Command.PAUSE)
    assert session.coach.message == ""


def test_after_the_computer_slept_the_person_is_told_until_they_go_on() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.clock.advance(90)
    session.coach.beat()
    assert isinstance(session.transport.state, IsPaused)
    assert session.transport.offset == 2000, "slept seconds are never counted as held"
    assert session.coach.message == "Paused: everything stood still for 1:30. Space goes on."
    session.wait(600)
    assert session.coach.message == "Paused: everything stood still for 1:30. Space goes on."
    session.do(Command.PAUSE)
    assert session.coach.message == ""


def test_a_laptop_that_was_closed_is_told_too() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.clock.suspend(3600)
    session.wait(0.1)
    assert session.coach.message == "Paused: everything stood still for 1:00:00. Space goes on."


def test_what_must_be_known_stands_until_the_end() -> None:
    session = Rehearsal(TAPE, notices=("This one is not recorded.",)).begin()
    session.do(Command.MORE)
    assert session.coach.message == "This one now lasts 0:20."
    session.wait(60)
    assert session.coach.message == "This one is not recorded."


def test_a_disk_that_is_behind_is_told_while_it_is() -> None:
    session = Rehearsal(TAPE, notices=("Restored from a backup.",)).begin()
    session.written.banner = "The disk is full."
    session.wait(1)
    assert session.coach.message == "The disk is full."
    session.written.banner = None
    assert session.coach.message == "Restored from a backup."


def test_what_happens_to_the_history_meanwhile_is_told() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(1)
    session.written.told.append("The history was damaged; it was set aside.")
    session.wait(30)
    assert session.coach.status_line.standing == ["The history was damaged; it was set aside."]
    assert session.coach.message == "The history was damaged; it was set aside."


def test_a_notice_about_the_sound_goes_by_itself_and_hides_nothing_for_good() -> None:
    session = Rehearsal(TAPE, notices=("This one is not recorded.",)).begin()
    session.engine.pending_notices = ["No sound device found."]
    session.wait(10)
    assert session.coach.message == "No sound device found."
    session.wait(6)
    assert session.coach.message == "This one is not recorded."


def test_the_question_is_over_everything() -> None:
    session = Rehearsal(TAPE, notices=("This one is not recorded.",)).begin()
    session.do(Command.MORE, Command.STOP)
    assert session.coach.message.startswith("Stop here?")


def test_the_question_fits_on_the_smallest_screen() -> None:
    session = Rehearsal(TAPE).begin()
    session.do(Command.STOP)
    assert session.coach.message == "Stop here? q or Enter: yes, all is kept · Space: go on"
    assert len(session.coach.message) <= 60 - 2
