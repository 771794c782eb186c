"""One sentence at a time: what replaces what, and for how long it stands."""

import pytest

from player.coach.status_line import MESSAGE_LASTS, NOTICE_LASTS, StatusLine
from player.session.clock import ManualClock

pytestmark = pytest.mark.core


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def messages(clock: ManualClock) -> StatusLine:
    return StatusLine(clock, ())


def test_a_word_without_a_sound_does_not_push_a_fresh_notice_off_the_screen(
    messages: StatusLine, clock: ManualClock
) -> None:
    messages.notice("No sound device found.")
    messages.show("First: wall sit.")
    assert messages.now == "No sound device found."
    clock.advance(MESSAGE_LASTS / 1e9)
    messages.show("Stand tall.")
    assert messages.now == "Stand tall."


def test_what_answers_a_key_replaces_a_notice_at_once(messages: StatusLine) -> None:
    messages.notice("The sound is gone.")
    messages.tell("Skipped: Row")
    assert messages.now == "Skipped: Row"
    messages.show("Next: plank.")
    assert messages.now == "Next: plank.", "the notice has been replaced: nothing is kept for it"


def test_a_notice_stands_longer_than_a_message(messages: StatusLine, clock: ManualClock) -> None:
    messages.notice("Sound is back.")
    clock.advance(NOTICE_LASTS / 1e9 - 0.1)
    assert messages.now == "Sound is back."
    clock.advance(0.2)
    assert messages.now == ""
