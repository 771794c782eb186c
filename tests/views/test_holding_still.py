"""Pausing because the program is about to be suspended, or has just been."""

import pytest

from player.coach.commands import Command
from player.session.state import IsPaused
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core

TAPE = tape(exercise("Plank", hold=600), prepare=0)


def test_holding_still_pauses() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.coach.hold_still()
    assert isinstance(session.transport.state, IsPaused)


def test_holding_still_only_after_the_sleep_pauses_at_the_last_moment_before_it() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.clock.advance(90)
    session.coach.hold_still()
    assert isinstance(session.transport.state, IsPaused)
    assert session.transport.offset == 12_000
    assert session.coach.message == "Paused: everything stood still for 1:30. Space goes on."


def test_holding_still_twice_does_not_go_on() -> None:
    session = Rehearsal(TAPE).begin()
    session.coach.hold_still()
    session.coach.hold_still()
    assert isinstance(session.transport.state, IsPaused)


@pytest.mark.parametrize("key", [Command.PAUSE, Command.THROUGH])
def test_the_key_that_wakes_the_computer_does_not_start_the_session(key: Command) -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.clock.advance(3600)
    session.coach.do(key)
    assert isinstance(session.transport.state, IsPaused)
    session.wait(1)
    session.coach.do(key)
    assert session.transport.lead_in_left is not None, "the second press is meant"
