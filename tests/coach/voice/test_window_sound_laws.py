"""Laws of the sound on tapes with windows, open work and open phases, whatever is pressed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.coach.commands import Command
from player.coach.voice.soundtrack import Soundtrack
from player.session.clock import NS_PER_MS
from player.session.state import Playing
from player.timeline.model import Timeline
from player.views.playing.view import view_of
from tests.coach.rehearsal import Engine, Rehearsal
from tests.session.reels import every, fills, hold, reel
from tests.session.test_window_laws import reels
from tests.support.examples import examples

pytestmark = pytest.mark.core

BEGINS = {"go", "round", "switch"}
EXACT = NS_PER_MS
"""ns: what a window cuts off is planned in whole milliseconds."""

moves = st.lists(
    st.one_of(
        st.sampled_from(
            [Command.PAUSE, Command.THROUGH, Command.THROUGH, Command.SKIP, Command.BACK, Command.MORE]
        ),
        st.floats(0.15, 7.0),
    ),
    min_size=1,
    max_size=20,
)
relaxed = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(timeline=reels(), script=moves, speed=st.sampled_from([1.0, 1.7]))
def test_what_waits_is_what_would_wait_if_it_were_planned_afresh(
    timeline: Timeline, script: list[object], speed: float
) -> None:
    session = Rehearsal(timeline, speed=speed).begin()
    for move in script:
        session.wait(0.13)
        if isinstance(move, Command):
            session.do(move)
        elif isinstance(move, float):
            session.wait(move)
        if session.coach.over or not isinstance(session.transport.state, Playing):
            continue
        engine = Engine(session.clock)
        Soundtrack(engine, session.transport, session.clock).restart()
        soon = session.clock.now() + EXACT  # what Enter has just begun sounds this very moment
        now, fresh = (
            [each for each in waits.waiting() if each[0] > soon] for waits in (session.engine, engine)
        )
        assert [sound for _, sound in now] == [sound for _, sound in fresh], move
        assert all(abs(one - other) <= EXACT for (one, _), (other, _) in zip(now, fresh, strict=True))


@relaxed
@given(timeline=reels(), script=moves)
def test_every_piece_of_work_is_heard_to_begin_when_it_begins(
    timeline: Timeline, script: list[object]
) -> None:
    session = Rehearsal(timeline).begin()
    seen: set[int] = set()

    def look() -> None:
        state = session.transport.state
        if not session.transport.interval.is_work or not isinstance(state, Playing) or state.offset:
            return
        if state.origin not in seen:
            seen.add(state.origin)
            begun = [at for at, sound in session.engine.heard() if sound in BEGINS]
            assert any(abs(at - state.origin) <= EXACT for at in begun)

    look()
    for move in script:
        if isinstance(move, Command):
            session.wait(0.13)
            session.do(move)
        elif isinstance(move, float):
            for _ in range(int(move / 0.25)):
                session.wait(0.25)
                if session.coach.over:
                    return
                look()


@relaxed
@given(timeline=reels(), script=moves)
def test_every_moment_can_be_shown(timeline: Timeline, script: list[object]) -> None:
    session = Rehearsal(timeline).begin()
    for move in script:
        session.wait(0.13)
        if isinstance(move, Command):
            session.do(move)
        elif isinstance(move, float):
            session.wait(move)
        view = view_of(session.transport)
        assert 0 <= view.overall <= 1
        assert 0 <= view.filled <= 1
        assert all(0 <= part.filled <= 1 for part in view.parts)
        assert not view.parts or abs(sum(part.share for part in view.parts) - 1) < 1e-9
        assert set(view.number) <= set("0123456789: ")


def test_inside_a_window_that_another_one_cuts_short_nothing_is_less_than_not_begun() -> None:
    timeline = reel(
        hold("a", 2.5), hold("b", 3), fills("b+every", 1), hold("c", 1),
        windows=[every(0, 4, 0.8), every(1, 3, 0.8)],
    )  # fmt: skip
    session = Rehearsal(timeline).begin()
    session.wait(0.13)
    session.do(Command.THROUGH)
    assert session.transport.index == 1
    assert 0 <= view_of(session.transport).overall <= 1
