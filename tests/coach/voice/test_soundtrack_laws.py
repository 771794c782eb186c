"""Laws of the sound over random tapes: every cue once, ahead, exact; nothing of an old place left behind."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.coach.commands import Command
from player.routine.model import Routine
from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.state import LeadingIn, Playing
from player.timeline.compile import compile_routine
from player.timeline.cues import Passage, entry_sound, live_cues
from player.timeline.model import Timeline
from tests.coach.rehearsal import Rehearsal
from tests.support.examples import examples
from tests.timeline.random_routines import routines
from tests.timeline.tones import plan

pytestmark = pytest.mark.core

SPEEDS = (1.0, 0.5, 1.7, 3.0, 4.0)
FAST = (4.1, 20.0, 333.0)
HORIZON = 1_500_000_000
"""ns: cues are sent 0.5 to 1.5 s ahead (DESIGN §6)."""
EXACT = 2
"""ns: a real time is rounded to whole nanoseconds once where the tape goes on and once at the cue."""

beats = st.lists(st.sampled_from([0.001, 0.05, 0.1, 0.237, 0.4]), max_size=8).map(lambda steps: [*steps, 0.5])
"""Seconds between two beats, used in turn."""


def whole(timeline: Timeline, *, first_only: bool) -> list[tuple[Fraction, str]]:
    """Every sound of a tape without open steps, in routine nanoseconds from its start."""
    starts = [*timeline.starts(), timeline.planned]
    heard: list[tuple[Fraction, str]] = []
    seen: set[int] = set()
    for cue in plan(timeline):
        start = starts[cue.interval]
        assert start is not None
        if not first_only or cue.interval not in seen:
            heard.append((Fraction((start + cue.at) * NS_PER_MS), cue.sound))
        seen.add(cue.interval)
    return heard


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(routine=routines(open_work=False), steps=beats, speed=st.sampled_from(SPEEDS + FAST))
def test_every_cue_is_sent_once_ahead_and_for_its_exact_moment(
    routine: Routine, steps: list[float], speed: float
) -> None:
    tape = compile_routine(routine, "random")
    session = Rehearsal(tape, speed=speed).begin()
    turn = 0
    while not session.coach.over:
        session.clock.advance(steps[turn % len(steps)])
        session.coach.beat()
        turn += 1
    expected = [(at / Fraction(speed), sound) for at, sound in whole(tape, first_only=speed > 4)]
    sent = session.engine.sent
    assert [cue.sound for cue in sent] == [sound for _, sound in expected]
    for cue, (at, _) in zip(sent, expected, strict=True):
        # one nanosecond for each interval whose end was rounded at this speed
        assert abs(cue.at - at) <= EXACT + len(tape.intervals) / 2
        assert cue.at - HORIZON <= cue.now
        assert cue.now <= max(0, cue.at - HORIZON + round(max(steps) * NS_PER_S) + EXACT)
    assert session.engine.clears == 1  # at the start; nothing was ever taken back


def ahead(session: Rehearsal) -> list[tuple[int, str]]:
    """What must be waiting in the engine now, found the long way: every cue of every interval to come."""
    transport, now = session.transport, session.clock.now()
    start = transport.clock_time_of(0)
    if start is None or session.coach.audio.soundtrack.muted:
        return []
    leading = transport.state if isinstance(transport.state, LeadingIn) else None
    offset = transport.offset
    due: list[tuple[int, str]] = []
    lead_in: list[tuple[int, str]] = []
    if leading is not None:
        if transport.speed <= 4:  # all at once: a lead-in is short, and any key takes them back
            lead_in = [(leading.until - round(left * NS_PER_S / transport.speed), "tick") for left in (2, 1)]
        entry = entry_sound(transport.interval, offset) if offset else None
        if entry is not None:
            lead_in.append((leading.until, entry))
    intervals = transport.timeline.intervals
    index, length, phases = transport.index, transport.planned, transport.phases
    while True:
        here = index == transport.index
        for number, cue in enumerate(live_cues(transport.timeline, index, Passage(length, phases))):
            if cue.at > offset + 10_000 or (number and transport.speed > 4):
                break  # open work sounds for ever
            replaced = here and offset and leading is not None and cue.at <= offset + 250
            passed = here and offset and cue.at <= offset
            if not replaced and not passed:
                due.append((start + round(cue.at * NS_PER_MS / transport.speed), cue.sound))
        if length is None or index == len(intervals):
            break
        start += round(length * NS_PER_MS / transport.speed)
        index, phases = index + 1, intervals[index + 1].phases if index + 1 < len(intervals) else ()
        length = intervals[index].duration if index < len(intervals) else 0
    soon = [(at, sound) for at, sound in due if at <= now + HORIZON]
    return sorted((at, sound) for at, sound in soon + lead_in if at > now)


keys = st.sampled_from(
    [
        Command.PAUSE,
        Command.PAUSE,
        Command.THROUGH,
        Command.SKIP,
        Command.BACK,
        Command.MORE,
        Command.LESS,
        Command.MUTE,
        Command.AGAIN,
    ]
)
moves = st.one_of(
    keys,
    st.floats(0.15, 6.0),
    st.integers(0, 30).map(lambda target: ("seek", target)),
    st.just("sleep"),
    st.just("lose"),
)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    routine=routines(),
    plan_of=st.lists(moves, min_size=1, max_size=25),
    speed=st.sampled_from(SPEEDS + FAST[:1]),
)
def test_after_whatever_key_exactly_the_sounds_of_the_new_place_are_waiting(
    routine: Routine, plan_of: list[object], speed: float
) -> None:
    tape = compile_routine(routine, "random")
    session = Rehearsal(tape, speed=speed).begin()
    for move in plan_of:
        session.wait(0.13)  # longer than one press
        match move:
            case Command():
                session.do(move)
            case float():
                session.wait(move)
            case ("seek", int(target)):
                session.coach.seek(target % len(tape.intervals))
            case "sleep":
                session.clock.advance(5)
                session.coach.beat()
            case "lose":
                session.engine.lose()
                session.wait(0.2)
                session.engine.come_back()
                session.coach.beat()
        if session.coach.over:
            break
        waiting = session.engine.waiting()
        assert [sound for _, sound in waiting] == [sound for _, sound in ahead(session)], move
        for (is_at, _), (should_be, _) in zip(waiting, ahead(session), strict=True):
            assert abs(is_at - should_be) <= EXACT
        if not isinstance(session.transport.state, Playing | LeadingIn):
            assert waiting == [], "a paused session is silent"
