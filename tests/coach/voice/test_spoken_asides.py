"""What is said without a key, what has to be read instead, and when the next sound is expected."""

from dataclasses import dataclass, field

import pytest

from player.coach.commands import Command
from player.script.model import Amount, Phrase, Voice, text_of
from player.session.clock import NS_PER_S
from player.session.same_place import same_place
from player.session.state import LeadingIn
from player.timeline.model import Timeline
from tests.coach.rehearsal import Rehearsal
from tests.coach.voice.spoken_sessions import SPOKEN, answered, at
from tests.timeline.builders import block, exercise, rest, tape

pytestmark = pytest.mark.core

ASKING = tape(exercise("Walk", reps=8, ask=("effort",)), rest(30), exercise("Row", hold=20))


def texts(session: Rehearsal) -> list[str]:
    return [text for _, text in session.said]


# Enter in a gap


def test_enter_before_a_gap_told_what_comes_has_it_told_first_and_then_leads_in() -> None:
    session = Rehearsal(tape(exercise("Row", hold=30, sides=("right", "left"))), voice=SPOKEN).begin()
    session.wait(0.5)
    now = session.clock.now() / NS_PER_S
    session.do(Command.THROUGH)
    state = session.transport.state
    assert isinstance(state, LeadingIn)
    session.wait(7)
    told = [(moment, text) for moment, text in session.said_since(now) if moment < 4]
    assert [text for _, text in told] == ["Row.", "Right side.", "Thirty seconds."]
    assert (told[0][0], told[0][1]) == (0.4, "Row.")
    last = told[-1][0] + SPOKEN.length_of((told[-1][1],)) / 1000
    assert state.until / NS_PER_S - now == pytest.approx(last + 0.3 + 3)


def test_what_a_pause_in_a_gap_cut_off_is_said_again() -> None:
    session = Rehearsal(tape(exercise("Prone Y-T-W", hold=30)), voice=SPOKEN).begin()
    session.wait(2.6)
    assert texts(session)[-1] == "First: prone Y, T, W."
    session.do(Command.PAUSE)
    session.wait(20)
    assert answered(session, Command.PAUSE, wait=2.9) == [(0.4, "First: prone Y, T, W.")]
    session.wait(3)
    assert texts(session).count("First: prone Y, T, W.") == 2


# Questions


def test_a_question_about_a_set_is_asked_where_nothing_else_is_said() -> None:
    session = Rehearsal(ASKING, voice=SPOKEN).begin()
    session.wait(15)
    session.do(Command.THROUGH)
    session.wait(14)
    [(asked, _)] = [each for each in session.said if each[1].startswith("How hard was it")]
    rung = [call.at for call in session.engine.calls if call.sound == "ask"]
    assert [round((asked - (moment or 0) / NS_PER_S), 2) for moment in rung] == [0.55]


def test_a_question_that_finds_no_quiet_is_asked_by_its_sound_alone() -> None:
    timeline = tape(exercise("Walk", reps=8, ask=("effort",)), exercise("Row", hold=20), transition=8)
    session = Rehearsal(timeline, voice=SPOKEN).begin()
    session.wait(15)
    session.do(Command.THROUGH)
    session.wait(7)
    assert "ask" in session.engine.answers()
    assert not [text for text in texts(session) if text.startswith("How hard")]


# As many rounds as possible

ROUNDS = block(
    exercise("Row", reps=4, tempo=[("lift", 2), ("lower", 1)]), exercise("Walk", lasting=8), within=50
)


def test_when_the_time_of_as_many_rounds_as_possible_is_up_the_score_is_told() -> None:
    session = Rehearsal(tape(ROUNDS, rest(30), exercise("Stretch", hold=20)), voice=SPOKEN).begin()
    session.wait(10 + 50 + 20)  # 20 s a round
    assert "Time. Two rounds and three reps." in texts(session)


def test_at_the_end_of_the_session_the_score_comes_first() -> None:
    session = Rehearsal(tape(ROUNDS), voice=SPOKEN).begin()
    session.wait(62)
    session.clock.advance(10)
    assert session.coach.over
    assert texts(session)[-2:] == [
        "Time. Two rounds and three reps.",
        "Finished. Two exercises, one minute, nothing skipped.",
    ]


def test_whoever_skips_out_of_the_rounds_is_told_no_score() -> None:
    session = Rehearsal(tape(ROUNDS, rest(30), exercise("Stretch", hold=20)), voice=SPOKEN).begin()
    session.wait(20)
    session.coach.seek(len(session.timeline.intervals) - 2)
    session.wait(20)
    assert not [text for text in texts(session) if text.startswith("Time.")]


# The first sessions of a person


def test_the_first_times_the_keys_are_told_in_the_first_gaps_with_room() -> None:
    timeline = tape(exercise("Row", hold=10, sets=3, rest=30))
    session = Rehearsal(timeline, voice=SPOKEN._replace(hints=True)).begin()
    session.wait(60)
    told = [
        text for text in texts(session) if text in {"Space pauses.", "Enter means done.", "R says it again."}
    ]
    assert told == ["Space pauses.", "Enter means done.", "R says it again."]


@pytest.mark.parametrize(
    "voice", [SPOKEN, SPOKEN._replace(amount=Amount.TONES, hints=True)], ids=["known", "tones"]
)
def test_whoever_knows_the_keys_or_wants_no_words_is_told_nothing(voice: Voice) -> None:
    session = Rehearsal(tape(exercise("Row", hold=10, sets=3, rest=30)), voice=voice).begin()
    session.wait(60)
    assert "Space pauses." not in texts(session)


def test_behind_the_keys_the_signs_at_which_to_stop_are_told_once() -> None:
    timeline = tape(exercise("Row", hold=10, sets=3, rest=30))
    session = Rehearsal(timeline, voice=SPOKEN._replace(hints=True)).begin()
    session.wait(120)
    assert texts(session).count("Stop at tingling, numbness or chest pain.") == 1


# Another tape


def test_an_edited_routine_says_where_we_are() -> None:
    session = Rehearsal(ASKING, start=3, voice=SPOKEN, recorded=False).begin()
    session.wait(12)
    new = tape(exercise("Stretch", hold=60), exercise("Row", hold=30))
    now = session.clock.now() / NS_PER_S
    session.coach.change_tape(new, same_place(ASKING, session.index, new)[0], "", frozenset())
    session.wait(3)
    assert session.said_since(now)[0] == (0.4, "Row.")


def test_a_session_that_begins_in_the_middle_says_where() -> None:
    session = Rehearsal(ASKING, start=3, voice=SPOKEN).begin()
    session.wait(6)
    assert texts(session)[:2] == ["Row.", "Twenty seconds."]


# What has no sound


@dataclass
class Forgetful:
    """Knows phrases that nobody can speak, and the tapes it was told of."""

    missing: str
    prepared: list[Timeline] = field(default_factory=list)
    closed: bool = False

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        del voice
        self.prepared.append(timeline)

    def is_missing(self, phrase: Phrase) -> bool:
        return self.missing in text_of(phrase)

    def close(self) -> None:
        self.closed = True


def test_words_without_a_sound_are_read_when_they_are_due() -> None:
    prefetcher = Forgetful("zigzag")
    session = Rehearsal(tape(exercise("Zigzag", hold=20)), voice=SPOKEN, prefetcher=prefetcher).begin()
    session.wait(0.1)
    assert session.coach.message == ""
    session.wait(3)
    assert session.coach.message == "First: zigzag."
    chimes = [
        call for call in session.engine.calls if call.what == "say" and "zigzag" in text_of(call.phrase)
    ]
    assert [call.instead for call in chimes] == ["chime"]


def test_a_word_on_a_beat_that_has_no_sound_needs_no_reading() -> None:
    prefetcher = Forgetful("Hold")
    session = Rehearsal(
        tape(exercise("Row", hold=5, reps=3)), voice=SPOKEN, prefetcher=prefetcher, start=1
    ).begin()
    session.wait(8)
    assert [call.instead for call in session.engine.calls if call.phrase == ("Hold",)] == [None]
    assert session.coach.message == ""


def test_what_will_be_said_is_prepared_at_the_start_and_for_every_new_tape() -> None:
    prefetcher = Forgetful("")
    session = Rehearsal(ASKING, voice=SPOKEN, prefetcher=prefetcher, recorded=False).begin()
    new = tape(exercise("Stretch", hold=60))
    session.coach.change_tape(new, 0, "", frozenset())
    assert prefetcher.prepared == [ASKING, new]
    session.coach.close()
    assert prefetcher.closed


# The device may rest


def expected(session: Rehearsal) -> float | None:
    """Seconds until the sound that was announced last."""
    moment = [call.at for call in session.engine.calls if call.what == "expect"][-1]
    return None if moment is None else (moment - session.clock.now()) / NS_PER_S


def test_the_next_sound_is_announced_so_that_the_device_can_rest() -> None:
    session = Rehearsal(tape(exercise("Row", hold=10), rest(120), exercise("Stretch", hold=90))).begin()
    session.wait(25)  # in the long rest, whose first sounds are over
    assert expected(session) == pytest.approx(10 + 10 + 120 - 10 - 25)


def test_where_only_a_key_leads_on_no_sound_is_expected() -> None:
    session = Rehearsal(tape(exercise("Walk"))).begin()
    session.wait(12)
    assert expected(session) is None


@pytest.mark.parametrize("command", [Command.PAUSE, Command.MUTE, Command.STOP])
def test_a_session_that_stands_still_or_is_muted_expects_none(command: Command) -> None:
    session = at(3, seconds=5)
    answered(session, command, wait=1)
    assert expected(session) is None
