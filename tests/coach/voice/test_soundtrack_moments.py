"""What is heard around pauses, at speed, muted, and when the engine was away."""

import pytest

from player.coach.commands import Command
from player.session.clock import NS_PER_S
from player.session.state import Playing
from tests.coach.rehearsal import APART, Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core

HOLD = tape(exercise("Stretch", hold=20), exercise("Other", hold=20))
BEAT = tape(exercise("Row", reps=3, tempo=[("lift", 2), ("lower", 2)]), exercise("Other", hold=20))


def waiting(session: Rehearsal) -> list[tuple[float, str]]:
    """Seconds from now and names of the cues that wait."""
    now = session.clock.now()
    return [((at - now) / NS_PER_S, sound) for at, sound in session.engine.waiting()]


def going_on(session: Rehearsal) -> list[tuple[float, str]]:
    """Pause, go on, and return everything that sounds in the 3 s before the tape moves, and on it."""
    session.do(Command.PAUSE)
    session.wait(APART)
    session.do(Command.PAUSE)
    now = session.clock.now()
    session.wait(3)
    assert isinstance(session.transport.state, Playing)
    return [
        ((cue.at - now) / NS_PER_S, cue.sound)
        for cue in session.engine.sent
        if cue.clears == session.engine.clears and now <= cue.at <= session.clock.now()
    ]


def test_a_pause_in_a_hold_ends_with_two_ticks_and_go() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(17.3)
    assert going_on(session) == [(1, "tick"), (2, "tick"), (3, "go")]


def test_a_pause_in_a_rep_goes_back_to_its_start_and_sounds_its_phase_once() -> None:
    session = Rehearsal(BEAT).begin()
    session.wait(15.5)  # rep 2 of three, in `lift`
    assert session.transport.phase is not None
    assert going_on(session) == [(1, "tick"), (2, "tick"), (3, "away")]
    assert session.transport.offset == 4000


def test_a_pause_in_a_gap_goes_on_with_ticks_and_no_start_sound() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(4.2)
    assert going_on(session) == [(1, "tick"), (2, "tick")]


def test_a_jump_into_work_gets_ticks_and_its_own_go() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(1)
    session.do(Command.SKIP)
    now = session.clock.now()
    session.wait(3)
    heard = [((cue.at - now) / NS_PER_S, cue.sound) for cue in session.engine.sent if cue.now >= now]
    assert heard[:3] == [(1, "tick"), (2, "tick"), (3, "go")]


@pytest.mark.parametrize("speed", [4.0, 4.1])
def test_above_speed_four_only_the_first_sound_of_an_interval_is_heard(speed: float) -> None:
    session = Rehearsal(HOLD, speed=speed).begin()
    session.wait(60 / speed)
    assert session.coach.over
    sounds = [cue.sound for cue in session.engine.sent]
    if speed > 4:
        assert sounds == ["tick", "go", "rest", "go", "finish"]
    else:
        assert sounds.count("tick-out") == 6


def test_above_speed_four_a_lead_in_has_no_ticks() -> None:
    session = Rehearsal(HOLD, speed=5).begin()
    session.wait(3)
    assert [sound for _, sound in going_on(session)] == ["go"]


def test_muting_takes_back_what_was_sent_and_sends_no_more() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(9)
    assert waiting(session)
    session.do(Command.MUTE)
    session.wait(15)
    assert waiting(session) == []
    assert session.engine.answers() == ["muted"]


def test_unmuting_goes_on_where_the_tape_is() -> None:
    session = Rehearsal(HOLD).begin()
    session.do(Command.MUTE)
    session.wait(18.9)
    session.do(Command.MUTE)
    assert session.engine.answers() == ["muted", "unmuted"]
    [(later, sound)] = waiting(session)
    assert sound == "half"
    assert later == pytest.approx(1.1)


def test_a_muted_session_ends_in_silence() -> None:
    session = Rehearsal(tape(exercise("Walk"))).begin()
    session.do(Command.MUTE)
    session.wait(12)
    session.do(Command.THROUGH)
    assert session.coach.over
    assert session.engine.answers() == ["muted"]


def test_sound_that_comes_back_is_told_and_goes_on_where_the_tape_is() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(7.5)
    session.engine.lose()
    session.engine.pending_notices = ["The sound is gone."]
    session.wait(0.5)
    assert session.coach.message == "The sound is gone."
    session.engine.come_back()
    session.engine.pending_notices = ["Sound is back."]
    session.wait(0.5)
    assert session.coach.message == "Sound is back."
    assert session.engine.answers() == ["notice"]
    assert [sound for _, sound in waiting(session)] == ["tick", "go"]


def test_sound_that_was_never_there_needs_no_notice_when_it_first_comes() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(20)
    assert session.engine.answers() == []


# The bell stands in.


def bells(session: Rehearsal) -> list[float]:
    return [at / NS_PER_S for at in session.bells]


def test_without_sound_the_bell_marks_the_start_of_every_interval_and_the_end() -> None:
    session = Rehearsal(HOLD).begin()
    session.engine.lose()
    session.wait(61)
    assert bells(session) == pytest.approx([10, 30, 40, 60], abs=0.01)


def test_with_sound_there_is_no_bell() -> None:
    session = Rehearsal(HOLD).begin()
    session.wait(61)
    assert bells(session) == []


def test_after_a_lead_in_the_bell_rings_when_work_goes_on_not_when_the_key_came() -> None:
    session = Rehearsal(HOLD).begin()
    session.engine.lose()
    session.wait(1)
    session.do(Command.SKIP)
    session.wait(5)
    assert bells(session) == pytest.approx([4], abs=0.01)
    session.do(Command.PAUSE, Command.PAUSE)
    session.wait(5)
    assert bells(session) == pytest.approx([4, 9.2], abs=0.01)


def test_a_muted_bell_is_silent() -> None:
    session = Rehearsal(HOLD).begin()
    session.engine.lose()
    session.do(Command.MUTE)
    session.wait(61)
    assert bells(session) == []
