"""What is said after each key: VOICE §3, one sentence 0.4 s after the last one."""

import pytest

from player.coach.commands import Command
from player.script.model import Amount, text_of
from player.session.clock import NS_PER_S
from player.session.state import IsPaused, LeadingIn, Playing
from tests.coach.rehearsal import Rehearsal
from tests.coach.voice.spoken_sessions import (
    BEAT,
    GAP,
    HELD,
    HOLD,
    OPEN,
    SECOND,
    SPOKEN,
    TAPE,
    answered,
    at,
    length_of,
)
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


# Space


def test_a_pause_is_told_when_no_other_key_follows() -> None:
    for index in (GAP, BEAT, HOLD, OPEN, HELD):
        assert answered(at(index), Command.PAUSE) == [(0.4, "Paused.")]


def test_going_on_in_a_hold_tells_the_seconds_that_are_left_before_the_last_tick() -> None:
    session = at(HOLD, seconds=27.5)
    session.do(Command.PAUSE)
    session.wait(2)
    now = session.clock.now()
    assert answered(session, Command.PAUSE, wait=3)[0] == (0.4, "Thirteen left.")
    heard = [((cue.at - now) / NS_PER_S, cue.sound) for cue in session.engine.sent if cue.now >= now]
    assert [each for each in heard if each[1] in {"tick", "go"}] == [(2, "tick"), (3, "go")]


def test_going_on_in_a_rep_tells_which() -> None:
    session = at(BEAT, seconds=5)
    session.do(Command.PAUSE)
    session.wait(2)
    assert answered(session, Command.PAUSE, wait=3)[0] == (0.4, "Rep two.")
    session = at(HELD, seconds=10)
    session.do(Command.PAUSE)
    session.wait(2)
    assert answered(session, Command.PAUSE, wait=3)[0] == (0.4, "Rep two.")


def test_going_on_in_a_gap_or_in_open_work_needs_no_words() -> None:
    for index in (GAP, OPEN):
        session = at(index)
        session.do(Command.PAUSE)
        session.wait(2)
        assert answered(session, Command.PAUSE, wait=2.9) == []


def test_going_on_takes_three_seconds_whatever_is_said() -> None:
    session = at(HOLD)
    session.do(Command.PAUSE)
    session.wait(2)
    session.do(Command.PAUSE)
    session.wait(2.95)
    before = session.transport.state
    session.wait(0.05)
    after = session.transport.state
    assert isinstance(before, LeadingIn)
    assert isinstance(after, Playing)


def test_who_forgets_a_pause_is_told_after_a_minute_and_after_five() -> None:
    session = at(HOLD)
    now = session.clock.now() / NS_PER_S
    session.do(Command.PAUSE)
    session.wait(1000)
    told = session.said_since(now)
    assert [text for _, text in told] == ["Paused.", *["Still paused. Space goes on."] * 2]
    assert [at for at, _ in told] == pytest.approx([0.4, 60, 300], abs=3)


def test_a_key_in_a_pause_begins_the_minute_anew() -> None:
    session = at(HOLD)
    session.do(Command.PAUSE)
    session.wait(50)
    assert [text for _, text in answered(session, Command.AGAIN, wait=50)][
        -1
    ] != "Still paused. Space goes on."


# → ← g


def test_a_jump_into_work_tells_where_it_led_and_then_leads_in_with_three_ticks() -> None:
    session = at(2, seconds=6.9)  # the gap before the hold, which has told by now what comes
    now = session.clock.now()
    session.do(Command.SKIP)
    words_end = 400 + length_of(("Stretch.",))
    assert isinstance(session.transport.state, LeadingIn)
    assert session.transport.state.until == now + (words_end + 300 + 3000) * 1_000_000
    session.wait(6)
    assert session.said_since(now / NS_PER_S)[0] == (0.4, "Stretch.")
    alive = [cue for cue in session.engine.sent if cue.clears == session.engine.clears]
    ticks = [(cue.at - now) // 1_000_000 - words_end for cue in alive if cue.sound == "tick"]
    assert ticks == [300, 1300, 2300]


def test_a_jump_into_what_nobody_has_told_yet_tells_how_much_as_well() -> None:
    told = answered(at(2, seconds=1), Command.SKIP, wait=5)
    assert [text for _, text in told[:2]] == ["Stretch.", "Forty seconds."]
    session = at(GAP)
    now = session.clock.now() / NS_PER_S
    session.coach.seek(HELD)
    session.wait(5)
    told = session.said_since(now)
    assert [text for _, text in told] == ["Squeeze.", "Two times five seconds."]


def test_going_back_says_so() -> None:
    assert answered(at(HOLD, seconds=5), Command.BACK)[0] == (0.4, "Back to stretch.")


def test_a_jump_into_a_later_set_tells_which() -> None:
    session = at(HOLD)
    now = session.clock.now() / NS_PER_S
    session.coach.seek(SECOND)
    session.wait(3)
    assert session.said_since(now)[0] == (0.4, "Last, set two.")


def test_a_jump_while_paused_is_told_and_nothing_moves() -> None:
    session = at(HOLD)
    session.do(Command.PAUSE)
    session.wait(2)
    assert answered(session, Command.BACK) == [(0.4, "Back to stretch.")]
    assert isinstance(session.transport.state, IsPaused)


def test_three_quick_presses_are_three_sounds_and_one_sentence() -> None:
    session = at(GAP)
    now = session.clock.now() / NS_PER_S
    assert session.do(Command.SKIP, Command.SKIP, Command.SKIP) == ["skip"] * 3
    session.wait(3)
    assert [text for at, text in session.said_since(now) if at < 2] == ["Stretch.", "Forty seconds."]


def test_what_is_asked_in_a_lead_in_leaves_its_ticks_alone() -> None:
    session = at(HOLD, seconds=5)
    session.do(Command.PAUSE)
    session.wait(1)
    session.do(Command.PAUSE)
    session.wait(0.2)
    before = len(session.engine.calls)
    session.do(Command.AGAIN)
    first_tick = next(at for at, sound in session.engine.waiting() if sound == "tick")
    [line] = [call for call in session.engine.calls[before:] if call.what == "say"]
    assert (line.at or 0) + line.room <= first_tick - 300_000_000


def test_unmuting_in_a_long_lead_in_keeps_all_its_ticks() -> None:
    session = at(GAP)
    session.coach.seek(HELD)
    session.wait(0.2)
    session.do(Command.MUTE)
    session.wait(0.2)
    session.do(Command.MUTE)
    assert isinstance(session.transport.state, LeadingIn)
    until = session.transport.state.until
    alive = [cue for cue in session.engine.sent if cue.clears == session.engine.clears]
    assert [until - cue.at for cue in alive if cue.sound == "tick"] == [left * NS_PER_S for left in (3, 2, 1)]


# ] and [


def test_more_and_less_are_told_with_what_is_left() -> None:
    assert answered(at(HOLD, seconds=5), Command.MORE)[0] == (0.4, "Ten more, forty-five left.")
    assert answered(at(HOLD, seconds=5), Command.LESS)[0] == (0.4, "Ten less, twenty-five left.")


def test_several_presses_are_told_in_one_sentence() -> None:
    session = at(HOLD, seconds=5)
    assert answered(session, Command.MORE, Command.MORE, Command.MORE)[0] == (
        0.8,
        "Thirty more, sixty-five left.",
    )


def test_more_and_less_that_cancel_out_leave_what_is_left() -> None:
    assert answered(at(HOLD, seconds=5), Command.MORE, Command.LESS)[0] == (0.6, "Thirty-five left.")


def test_a_long_rest_is_told_in_minutes() -> None:
    session = at(10, seconds=5)
    assert answered(session, *[Command.MORE] * 9)[0][1] == "Ninety more, two minutes left."


# Enter


def test_enter_in_a_gap_that_told_everything_leads_in_without_words() -> None:
    session = at(GAP, seconds=6.4)
    assert answered(session, Command.THROUGH, wait=2.9) == []


def test_enter_in_counted_reps_tells_how_many_when_nothing_more_important_is_said() -> None:
    timeline = tape(exercise("Row", reps=5, sets=2, rest=30, tempo=[("lift", 2), ("lower", 2)]))
    session = at(1, seconds=9, timeline=timeline)
    told = [text for _, text in answered(session, Command.THROUGH, wait=8)]
    assert "Last one, two done." in told


# r


def test_r_says_everything_in_full() -> None:
    session = at(HOLD, seconds=5)
    told = [text for _, text in answered(session, Command.AGAIN, wait=12)]
    assert told[:3] == ["Stretch.", "Thirty-five seconds left.", "Hold forty seconds."]


def test_r_twice_says_only_the_cue() -> None:
    timeline = tape(exercise("Row", hold=60, cues=("Neck long", "Ribs down")))
    session = at(1, seconds=5, timeline=timeline)
    assert [text for _, text in answered(session, Command.AGAIN, Command.AGAIN)] == ["Neck long"]


def test_r_is_over_before_the_interval_is() -> None:
    session = at(HOLD, seconds=37)
    before, ends = len(session.engine.calls), session.transport.deadline
    session.do(Command.AGAIN)
    lines = [call for call in session.engine.calls[before:] if call.what == "say"]
    assert [text_of(line.phrase) for line in lines] == ["Stretch.", "Three seconds left."]
    assert ends is not None
    assert all((line.at or 0) + line.room <= ends - 200_000_000 for line in lines)


# q, v, m, refused


def test_q_asks_in_words_even_where_only_tones_are_heard() -> None:
    for voice in (SPOKEN, SPOKEN._replace(amount=Amount.TONES)):
        session = at(HOLD, voice=voice)
        assert answered(session, Command.STOP) == [(0.55, "Press Q again to stop.")]
        assert answered(session, Command.STOP) == (
            [(0.4, "Stopped. One of six sets kept.")] if voice is SPOKEN else []
        )


def test_v_turns_the_voice_off_and_on_and_says_so() -> None:
    session = at(HOLD)
    assert answered(session, Command.VOICE)[0] == (0.4, "Voice off.")
    assert session.coach.message == ""
    assert answered(session, Command.PAUSE) == []
    session.do(Command.PAUSE)
    session.wait(4)
    assert answered(session, Command.VOICE)[0] == (0.4, "Voice on.")


def test_v_stands_on_the_screen() -> None:
    session = at(HOLD)
    session.do(Command.VOICE)
    assert session.coach.message == "Voice off: tones only. v turns it on."
    session.wait(1)
    session.do(Command.VOICE)
    assert session.coach.message == "Voice on."


def test_muted_nothing_is_said() -> None:
    session = at(HOLD)
    now = session.clock.now() / NS_PER_S
    session.do(Command.MUTE, Command.PAUSE, Command.AGAIN, Command.STOP, Command.STOP)
    session.wait(10)
    assert session.said_since(now) == []


def test_the_second_refused_key_in_a_row_is_told_so() -> None:
    session = at(OPEN)
    assert answered(session, Command.MORE, wait=2) == []
    assert answered(session, Command.MORE, wait=5.5) == [(0.4, "Can't do that now.")]
    assert answered(session, Command.MORE, wait=2) == []


# Without a key


def test_sound_that_is_back_says_so_and_where_we_are() -> None:
    session = at(HOLD, seconds=5)
    session.engine.lose()
    session.wait(1)
    now = session.clock.now() / NS_PER_S
    session.engine.come_back()
    session.coach.beat()
    session.wait(4)
    assert session.engine.answers()[-1] == "notice"
    assert [text for _, text in session.said_since(now)][:2] == ["Sound is back.", "Stretch."]


def test_without_sound_nothing_is_said_and_a_jump_waits_for_no_words() -> None:
    session = at(2)
    session.engine.lose()
    now = session.clock.now()
    session.do(Command.SKIP)
    assert isinstance(session.transport.state, LeadingIn)
    assert session.transport.state.until == now + 3 * NS_PER_S


def test_a_computer_that_fell_asleep_is_paused_and_says_so() -> None:
    session = at(HOLD, seconds=5)
    session.clock.advance(100)
    now = session.clock.now() / NS_PER_S
    session.coach.beat()
    session.wait(3)
    assert session.said_since(now) == [(0.4, "Paused.")]


def test_above_speed_one_and_a_half_no_key_is_answered_in_words() -> None:
    session = Rehearsal(TAPE, speed=1.6, voice=SPOKEN).begin()
    session.wait(3)
    session.do(Command.PAUSE, Command.AGAIN, Command.STOP)
    session.wait(5)
    assert session.said == []
