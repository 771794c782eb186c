"""Laws of the voice over random tapes and keys: one voice at a time, and none over a hand on the keys."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.coach.commands import Command
from player.routine.model import Routine
from player.script.model import Amount, Phrase, Voice, text_of
from player.session.clock import NS_PER_MS, NS_PER_S
from player.timeline.compile import compile_routine
from tests.coach.rehearsal import Rehearsal
from tests.support.examples import examples
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

keys = st.sampled_from([command for command in Command if command is not Command.STOP])
_MOVES_TIME = {Command.SKIP, Command.BACK, Command.THROUGH, Command.PAUSE, Command.VOICE, Command.LESS}
"""Keys behind which a lead-in may wait for words, or whose words take the place of a tick."""
moves = st.one_of(
    keys, keys, st.floats(0.13, 12.0), st.integers(0, 30).map(lambda to: ("seek", to)), st.just("lose")
)
relaxed = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def length_of(phrase: Phrase) -> int:
    return 60 * len(text_of(phrase))


class Uttered(NamedTuple):
    """A phrase as it was heard."""

    begins: int
    ends: int
    text: str


def uttered(session: Rehearsal) -> list[Uttered]:
    """Every phrase that began, until it was over or cut."""
    calls = session.engine.calls
    heard = []
    for place, call in enumerate(calls):
        if call.what != "say" or call.at is None:
            continue
        later = (after.at for after in calls[place:] if after.what in {"clear", "hush", "close"})
        cut = next((at for at in later if at is not None), session.clock.now())
        end = min(call.at + length_of(call.phrase) * NS_PER_MS, max(cut, call.at))
        if call.at < cut:
            heard.append(Uttered(call.at, end, text_of(call.phrase)))
    return sorted(heard)


def played(routine: Routine, plan_of: list[object], amount: Amount) -> tuple[Rehearsal, list[int]]:
    """A session in which keys were pressed; and when."""
    tape = compile_routine(routine, "random")
    session = Rehearsal(tape, voice=Voice(amount, length_of, hints=True)).begin()
    pressed: list[int] = []
    for move in plan_of:
        session.wait(0.13)
        match move:
            case Command():
                pressed.append(session.clock.now())
                session.do(move)
            case float():
                session.wait(move)
            case ("seek", int(target)):
                pressed.append(session.clock.now())
                session.coach.seek(target % len(tape.intervals))
            case "lose":
                session.engine.lose()
                session.wait(0.2)
                session.engine.come_back()
                session.coach.beat()
        if session.coach.over:
            break
    session.wait(15)
    session.clock.advance(10)
    return session, pressed


@relaxed
@given(routine=routines(), plan_of=st.lists(moves, max_size=20), amount=st.sampled_from(Amount))
def test_no_phrase_begins_before_the_one_before_it_is_over(
    routine: Routine, plan_of: list[object], amount: Amount
) -> None:
    heard = uttered(played(routine, plan_of, amount)[0])
    for one, other in pairwise(heard):
        assert one.ends <= other.begins, (one, other)


@relaxed
@given(routine=routines(), plan_of=st.lists(moves, max_size=20))
def test_words_wait_until_no_key_has_come_for_four_tenths_of_a_second(
    routine: Routine, plan_of: list[object]
) -> None:
    session, pressed = played(routine, plan_of, Amount.FULL)
    for phrase in uttered(session):
        since = [phrase.begins - key for key in pressed if key <= phrase.begins]
        assert not since or min(since) >= 0.4 * NS_PER_S, phrase


@relaxed
@given(routine=routines(), plan_of=st.lists(moves, max_size=20))
def test_every_key_cuts_what_is_being_said(routine: Routine, plan_of: list[object]) -> None:
    session, pressed = played(routine, plan_of, Amount.FULL)
    for phrase in uttered(session):
        assert not [key for key in pressed if phrase.begins < key < phrase.ends], phrase


@relaxed
@given(routine=routines(), plan_of=st.lists(moves, min_size=1, max_size=20))
def test_the_sounds_of_a_session_are_the_same_whether_it_speaks_or_not(
    routine: Routine, plan_of: list[object]
) -> None:
    still = [move for move in plan_of if not isinstance(move, tuple) and move not in _MOVES_TIME]
    spoken, silent = (played(routine, still, amount)[0] for amount in (Amount.FULL, Amount.TONES))
    # The bell of the last set comes so early that its words have room before the ticks.
    heard = ([each for each in one.engine.heard() if each[1] != "last-set"] for one in (spoken, silent))
    assert next(heard) == next(heard)
