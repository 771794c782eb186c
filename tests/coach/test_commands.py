"""Table of commands: whole, no key means two things, and the sound of a row is the one that answers."""

from collections import Counter

import pytest

from player.coach.commands import COMMANDS, SOUNDS, Command, ScreenCommand
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


def test_every_command_has_one_row() -> None:
    assert Counter(row.command for row in COMMANDS) == Counter([*Command, *ScreenCommand])


def test_no_key_means_two_things() -> None:
    on_screen = Counter(key for row in COMMANDS for key in row.keys.split(","))
    in_plain = Counter(key for row in COMMANDS for key in row.plain)
    assert max(on_screen.values()) == max(in_plain.values()) == 1


def test_whatever_the_coach_does_can_be_asked_for_in_plain_text() -> None:
    assert [row.command for row in COMMANDS if isinstance(row.command, Command) and not row.plain] == []


@pytest.mark.parametrize("command", sorted(SOUNDS.keys() & set(Command)))
def test_a_command_is_answered_by_the_sound_of_its_row(command: Command) -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=40))).begin()
    session.wait(2)
    assert session.do(command) == [SOUNDS[command]]
