"""Every key is answered by its own sound: whoever lies face down hears that it was taken."""

import pytest

from player.coach.commands import Command
from player.session.state import IsPaused, LeadingIn, Playing
from tests.coach.rehearsal import APART, Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core

# prepare 10, beat 3 × 4 s, transition 10, hold 20, transition 10, open work, transition 10, held reps
TAPE = tape(
    exercise("Row", reps=3, tempo=[("lift", 2), ("lower", 2)]),
    exercise("Stretch", hold=20),
    exercise("Walk"),
    exercise("Squeeze", reps=2, hold=5),
    exercise("Last", hold=20),
)
GAP, BEAT, HOLD, OPEN, HELD = 0, 1, 3, 5, 7


def at(index: int, seconds: float = 3.0) -> Rehearsal:
    """A session that is `seconds` into an interval."""
    session = Rehearsal(TAPE, start=index).begin()
    if isinstance(session.transport.state, LeadingIn):
        session.wait(3)
    session.wait(seconds)
    assert session.index == index
    assert isinstance(session.transport.state, Playing)
    return session


@pytest.mark.parametrize("index", [GAP, BEAT, HOLD, OPEN, HELD])
@pytest.mark.parametrize(
    ("command", "sound"),
    [
        (Command.PAUSE, "paused"),
        (Command.THROUGH, "accept"),
        (Command.SKIP, "skip"),
        (Command.BACK, "back"),
        (Command.AGAIN, "open"),
        (Command.MUTE, "muted"),
        (Command.STOP, "ask"),
    ],
)
def test_a_key_is_answered_at_once_and_by_one_sound(index: int, command: Command, sound: str) -> None:
    assert at(index).do(command) == [sound]


@pytest.mark.parametrize(
    ("index", "more", "less"),
    [
        (GAP, "plus", "minus"),
        (HOLD, "plus", "minus"),
        (BEAT, "refused", "refused"),
        (HELD, "refused", "refused"),
        (OPEN, "refused", "refused"),
    ],
)
def test_only_a_length_that_can_change_is_changed(index: int, more: str, less: str) -> None:
    session = at(index)
    assert session.do(Command.MORE) == [more]
    assert session.do(Command.LESS) == [less]


@pytest.mark.parametrize("index", [GAP, BEAT, HOLD, OPEN, HELD])
@pytest.mark.parametrize(
    ("command", "sound", "then"),
    [
        (Command.PAUSE, "going-on", LeadingIn),
        (Command.THROUGH, "going-on", LeadingIn),
        (Command.SKIP, "skip", IsPaused),
        (Command.BACK, "back", IsPaused),
        (Command.AGAIN, "open", IsPaused),
        (Command.STOP, "ask", IsPaused),
    ],
)
def test_while_paused_each_key_keeps_its_sound(
    index: int, command: Command, sound: str, then: type[object]
) -> None:
    session = at(index)
    session.do(Command.PAUSE)
    session.wait(APART)
    assert session.do(command) == [sound]
    assert isinstance(session.transport.state, then)


def test_space_in_the_lead_in_pauses_again() -> None:
    session = at(HOLD)
    session.do(Command.PAUSE, Command.PAUSE)
    session.wait(APART)
    assert session.do(Command.PAUSE) == ["paused"]
    assert isinstance(session.transport.state, IsPaused)


def test_muted_keys_are_silent_until_the_sound_is_on_again() -> None:
    session = at(HOLD)
    assert session.do(Command.MUTE) == ["muted"]
    session.wait(APART)
    assert session.do(Command.PAUSE, Command.SKIP, Command.STOP) == []
    assert session.coach.stop_asked


def test_a_refused_key_says_why() -> None:
    session = at(OPEN)
    session.do(Command.MORE)
    assert session.coach.message == "This step waits for your key: its length is yours."
    session = at(BEAT)
    session.do(Command.LESS)
    assert session.coach.message == "Counted reps keep their length."


def test_opening_a_list_is_answered() -> None:
    session = at(GAP)
    session.coach.opened_list()
    assert session.engine.answers() == ["open"]


def test_going_to_a_step_is_answered_and_what_lies_between_is_skipped() -> None:
    session = at(GAP)
    session.coach.seek(HOLD)
    assert session.engine.answers() == ["accept"]
    assert session.states == ["skipped", "skipped", "skipped"]


# One press.


@pytest.mark.parametrize("gap", [0.0, 0.01, 0.119])
def test_repeats_of_one_key_closer_than_120_ms_are_one_press(gap: float) -> None:
    session = at(GAP)
    session.coach.do(Command.PAUSE)
    session.clock.advance(gap)
    session.coach.do(Command.PAUSE)
    assert isinstance(session.transport.state, IsPaused)
    assert session.engine.answers() == ["paused"]


def test_after_120_ms_it_is_another_press() -> None:
    session = at(GAP)
    session.coach.do(Command.PAUSE)
    session.clock.advance(0.12)
    session.coach.do(Command.PAUSE)
    assert isinstance(session.transport.state, LeadingIn)


def test_a_key_that_is_held_down_is_one_press_however_long() -> None:
    session = at(GAP)
    for _ in range(100):
        session.coach.do(Command.SKIP)
        session.clock.advance(0.033)
    assert session.engine.answers() == ["skip"]


def test_two_different_keys_may_follow_at_once() -> None:
    session = at(GAP)
    session.coach.do(Command.MORE)
    session.coach.do(Command.PAUSE)
    assert session.engine.answers() == ["plus", "paused"]


def test_two_keys_of_one_meaning_are_two_presses() -> None:
    session = at(GAP)
    session.coach.do(Command.MORE, "]")
    session.coach.do(Command.MORE, "+")
    assert session.engine.answers() == ["plus", "plus"]


def test_after_the_end_keys_do_nothing() -> None:
    session = at(GAP)
    session.do(Command.STOP, Command.STOP)
    assert session.coach.over
    before = list(session.engine.calls), list(session.written.lines)
    for command in Command:
        session.wait(APART)
        session.do(command)
    assert (session.engine.calls, session.written.lines) == before


def test_a_key_acts_on_what_is_on_when_it_comes_not_on_the_last_drawing() -> None:
    session = at(GAP, seconds=0.0)
    session.wait(9.9)
    session.clock.advance(0.4)  # the gap ended at 10 s; nobody has beaten since
    session.do(Command.SKIP)
    assert session.states == ["done", "skipped"]


def test_r_says_exercise_side_dose_and_cue() -> None:
    timeline = tape(
        exercise("Row", reps=8, tempo=[("rep", 2)], sets=2, sides=("right", "left"), cues=("Neck long",))
    )
    for seconds in (3, 12):  # in the gap before it, and in it
        session = Rehearsal(timeline).begin()
        session.wait(seconds)
        session.do(Command.AGAIN)
        assert session.coach.message == "Row · right side · 8 reps · set 1 of 2 · Neck long"


@pytest.mark.parametrize("command", [Command.SKIP, Command.THROUGH])
def test_the_key_that_ends_the_session_is_answered_and_the_end_is_heard(command: Command) -> None:
    session = Rehearsal(tape(exercise("Walk"))).begin()
    session.wait(12)
    answer = {Command.SKIP: "skip", Command.THROUGH: "accept"}[command]
    assert session.do(command) == [answer, "finish"]
    assert session.coach.over
