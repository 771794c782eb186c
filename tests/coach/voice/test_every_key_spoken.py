"""Every key in every kind of interval, while the session speaks: VOICE §7.5."""

from itertools import pairwise

import pytest

from player.coach.commands import Command
from player.session.clock import NS_PER_S
from player.session.state import LeadingIn
from tests.coach.voice.spoken_sessions import BEAT, GAP, HELD, HOLD, OPEN, SECOND, at, length_of

pytestmark = pytest.mark.core

DECK = {
    Command.PAUSE: "paused", Command.THROUGH: "accept", Command.SKIP: "skip", Command.BACK: "back",
    Command.AGAIN: "open", Command.STOP: "ask", Command.VOICE: "accept",
    Command.MORE: "plus", Command.LESS: "minus",
}  # fmt: skip


def test_every_command_is_listed_here_but_the_one_that_has_no_words() -> None:
    assert set(DECK) == set(Command) - {Command.MUTE}


@pytest.mark.parametrize("index", [GAP, BEAT, HOLD, OPEN, HELD, SECOND], ids=str)
@pytest.mark.parametrize("command", DECK, ids=str)
@pytest.mark.parametrize("seconds", [0.6, 1.2, 2.6], ids=str)
@pytest.mark.parametrize("paused", [False, True], ids=["playing", "paused"])
def test_a_key_is_heard_at_once_cuts_what_is_said_and_is_answered_in_words_after_it(
    index: int, command: Command, seconds: float, *, paused: bool
) -> None:
    session = at(index, seconds=seconds)
    if paused:
        session.do(Command.PAUSE)
        session.wait(1)
    now, before = session.clock.now(), len(session.engine.calls)
    session.do(command)
    calls = session.engine.calls[before:]
    silenced = next((place for place, call in enumerate(calls) if call.what in {"clear", "hush"}), 0)
    sounds = [place for place, call in enumerate(calls) if call.what == "play"]
    assert sounds
    assert calls[sounds[0]].at == now
    assert calls[sounds[0]].sound in {DECK[command], "refused", "going-on"}
    words = [call for call in calls if call.what == "say"]
    assert all((call.at or 0) >= now + 400_000_000 for call in words)
    assert all(place > silenced for place, call in enumerate(calls) if call.what == "say")
    spoken_of = sorted((call.at or 0, (call.at or 0) + length_of(call.phrase) * 1_000_000) for call in words)
    assert all(one[1] < other[0] for one, other in pairwise(spoken_of))
    state = session.transport.state
    if isinstance(state, LeadingIn):
        answers = [end for at, end in spoken_of if at < state.until - 3 * NS_PER_S]
        begins = state.until - 3 * NS_PER_S
        assert begins == now or begins == answers[-1] + 300_000_000
