"""One sentence at a time: what replaces what, and for how long it stands."""

import pytest

from player.coach.status_line import MESSAGE_LASTS, NOTICE_LASTS, StatusLine
from player.session.clock import ManualClock

pytestmark = pytest.mark.core


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def status_line(clock: ManualClock) -> StatusLine:
    return StatusLine(clock, ())


def test_a_word_without_a_sound_does_not_push_a_fresh_notice_off_the_screen(
    status_line: StatusLine, clock: ManualClock
) -> None:
    status_line.notice("No sound device found.")
    status_line.show("First: wall sit.")
    assert status_line.now == "No sound device found."
    clock.advance(MESSAGE_LASTS / 1e9)
    status_line.show("Stand tall.")
    assert status_line.now == "Stand tall."


def test_what_answers_a_key_replaces_a_notice_at_once(status_line: StatusLine) -> None:
    status_line.notice("The sound is gone.")
    status_line.tell("Skipped: Row")
    assert status_line.now == "Skipped: Row"
    status_line.show("Next: plank.")
    assert status_line.now == "Next: plank.", "the notice has been replaced: nothing is kept for it"


def test_a_notice_stands_longer_than_a_message(status_line: StatusLine, clock: ManualClock) -> None:
    status_line.notice("Sound is back.")
    clock.advance(NOTICE_LASTS / 1e9 - 0.1)
    assert status_line.now == "Sound is back."
    clock.advance(0.2)
    assert status_line.now == ""
