"""What is said at the end: one plain sentence of what was done."""

import pytest

from player.coach.commands import Command
from player.script.model import Amount, Voice
from player.session.clock import NS_PER_S
from tests.coach.rehearsal import Rehearsal
from tests.coach.voice.spoken_sessions import HOLD, SPOKEN, answered, at
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


def finished(voice: Voice = SPOKEN, *commands: Command) -> list[tuple[float, str]]:
    """What is said at the end of a session of 34 s of which the person skipped some, from its end on."""
    timeline = tape(exercise("Row", hold=12), exercise("Stretch", hold=12))
    session = Rehearsal(timeline, voice=voice).begin()
    session.wait(12)
    session.do(*commands)
    session.wait(40)
    assert session.coach.over
    ends = [cue.at for cue in session.engine.sent if cue.sound == "finish"]
    session.clock.advance(10)
    return session.said_since(ends[-1] / NS_PER_S)


def test_at_the_end_one_plain_sentence_tells_what_was_done() -> None:
    assert finished() == [(1.6, "Finished. Two exercises, forty-five seconds, nothing skipped.")]


def test_what_was_skipped_is_told() -> None:
    assert (
        finished(SPOKEN, Command.SKIP)[0][1]
        == "Finished. One exercise, thirty-five seconds, one set skipped."
    )


def test_a_brief_voice_only_says_that_it_is_over() -> None:
    assert finished(SPOKEN._replace(amount=Amount.BRIEF)) == [(1.6, "Finished.")]


def test_tones_alone_end_with_a_tone() -> None:
    assert finished(SPOKEN._replace(amount=Amount.TONES)) == []


def test_a_session_that_was_stopped_says_what_is_kept() -> None:
    session = at(HOLD, seconds=5)
    session.do(Command.STOP)
    session.wait(1)
    assert answered(session, Command.STOP) == [(0.4, "Stopped. One of six sets kept.")]


def test_whoever_waits_for_the_last_words_knows_how_long() -> None:
    session = at(HOLD, seconds=5)
    session.do(Command.STOP)
    session.wait(1)
    session.do(Command.STOP)
    assert session.coach.audio.speaks_for == pytest.approx(0.4 + 0.06 * len("Stopped. One of six sets kept."))


def test_the_last_sentence_stands_behind_the_end_of_the_tape_however_late_that_was_noticed() -> None:
    session = Rehearsal(tape(exercise("Row", hold=12)), voice=SPOKEN).begin()
    session.wait_until(1)
    end = session.transport.deadline
    assert end is not None
    session.wait((end - session.clock.now()) / NS_PER_S - 0.01)
    session.clock.advance(0.1)
    session.coach.beat()
    assert session.coach.over
    said = [call.at for call in session.engine.calls if call.what == "say"]
    assert said[-1] == end + 1_600_000_000
