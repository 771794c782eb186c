"""Stopping asks once, and no key can strand a session in the question."""

import pytest

from player.coach.commands import Command
from player.session.state import Ended, IsPaused, LeadingIn
from tests.coach.rehearsal import APART, Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core

TAPE = tape(exercise("Stretch", hold=20), exercise("Stretch 2", hold=20))


@pytest.fixture
def session() -> Rehearsal:
    """Five seconds into the first hold."""
    session = Rehearsal(TAPE).begin()
    session.wait(15)
    return session


def test_q_pauses_and_asks(session: Rehearsal) -> None:
    assert session.do(Command.STOP) == ["ask"]
    assert session.coach.stop_asked
    assert isinstance(session.transport.state, IsPaused)
    assert session.coach.message.startswith("Stop")


@pytest.mark.parametrize("answer", [Command.STOP, Command.THROUGH])
def test_q_or_enter_stops_and_keeps_what_was_done(session: Rehearsal, answer: Command) -> None:
    assert session.do(Command.STOP, answer) == ["ask", "accept"]
    assert session.transport.state == Ended(finished=False)
    assert session.coach.over
    assert [(line.index, line.outcome.value, line.done) for line in session.written.lines] == [
        (0, "done", 10_000),
        (1, "partial", 5000),
    ]
    assert [(state, active) for state, active, _ in session.written.ends] == [("stopped", 15_000)]


def test_space_goes_on_with_a_lead_in(session: Rehearsal) -> None:
    assert session.do(Command.STOP, Command.PAUSE) == ["ask", "going-on"]
    assert not session.coach.stop_asked
    assert isinstance(session.transport.state, LeadingIn)
    assert session.transport.offset == 5000


@pytest.mark.parametrize("command", sorted(set(Command) - {Command.STOP, Command.THROUGH, Command.PAUSE}))
def test_any_other_key_is_refused_and_changes_nothing(session: Rehearsal, command: Command) -> None:
    session.do(Command.STOP)
    session.wait(APART)
    state = session.transport.state
    assert session.do(command) == ["refused"]
    assert session.coach.stop_asked
    assert session.transport.state == state
    assert not session.coach.audio.soundtrack.muted


def test_neither_a_list_nor_a_jump_comes_between_question_and_answer(session: Rehearsal) -> None:
    session.do(Command.STOP)
    assert not session.coach.opened_list()
    session.coach.seek(3)
    assert session.index == 1
    assert session.engine.answers()[-2:] == ["refused", "refused"]
    assert session.coach.stop_asked


def test_the_question_may_be_asked_while_paused(session: Rehearsal) -> None:
    assert session.do(Command.PAUSE, Command.STOP, Command.PAUSE) == ["paused", "ask", "going-on"]


def test_the_question_waits_as_long_as_it_takes(session: Rehearsal) -> None:
    session.do(Command.STOP)
    session.wait(3600)
    assert session.coach.stop_asked
    session.do(Command.PAUSE)
    session.wait(4)
    assert session.transport.active == 16_000


def test_a_held_q_asks_and_does_not_answer_itself(session: Rehearsal) -> None:
    for _ in range(60):
        session.coach.do(Command.STOP)
        session.clock.advance(0.03)
        session.coach.beat()
    assert session.coach.stop_asked
    assert not session.coach.over


def test_ctrl_c_asks_as_q_does(session: Rehearsal) -> None:
    assert not session.coach.interrupt()
    assert session.coach.stop_asked


@pytest.mark.parametrize(("seconds", "leaves"), [(0.2, True), (1.9, True), (2.1, False)])
def test_a_second_ctrl_c_within_two_seconds_leaves_at_once(
    session: Rehearsal,
    seconds: float,
    leaves: bool,  # noqa: FBT001  a column of the table
) -> None:
    session.coach.interrupt()
    session.wait(seconds)
    assert session.coach.interrupt() is leaves
    assert session.coach.over is not leaves  # later it is the answer to the question, as q would be


def test_one_ctrl_c_that_bounces_does_not_leave(session: Rehearsal) -> None:
    session.coach.interrupt()
    for _ in range(30):
        session.clock.advance(0.05)
        assert not session.coach.interrupt()
    assert session.coach.stop_asked


def test_q_then_ctrl_c_stops_as_q_q_does(session: Rehearsal) -> None:
    session.do(Command.STOP)
    session.wait(APART)
    assert not session.coach.interrupt()
    assert session.transport.state == Ended(finished=False)


def test_leaving_at_once_keeps_the_session_as_interrupted(session: Rehearsal) -> None:
    session.coach.interrupt()
    session.wait(0.5)
    session.coach.interrupt()
    session.coach.close(interrupted=True)
    assert session.written.ends == []
    assert session.written.closed
    last = session.written.checkpoints[-1]
    assert (last.index, last.offset, last.active) == (1, 5000, 15_000)
