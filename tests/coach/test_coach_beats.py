"""When the coach wants to be called again, and what it writes down how often."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.coach.commands import Command
from player.routine.model import Routine
from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.state import LeadingIn, Playing
from player.timeline.compile import compile_routine
from tests.coach.rehearsal import APART, Rehearsal
from tests.support.examples import examples
from tests.timeline.builders import exercise, tape
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

SOON = 2 * NS_PER_MS
LATE = 2
"""ms by which the word of a phase may change after its sound."""


def step(session: Rehearsal) -> float:
    """One beat when the coach asks for it."""
    wait = session.coach.next_beat()
    assert wait is not None
    session.clock.advance(wait)
    session.coach.beat()
    return wait


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(routine=routines(), speed=st.sampled_from([0.5, 1.0, 2.3, 20.0, 1000.0]), jump=st.integers(0, 40))
def test_whoever_follows_next_beat_misses_no_deadline_and_never_seems_asleep(
    routine: Routine, speed: float, jump: int
) -> None:
    tape = compile_routine(routine, "random")
    session = Rehearsal(tape, speed=speed).begin()
    session.coach.seek(jump % len(tape.intervals))
    for _ in range(400):
        if session.coach.over:
            break
        if session.coach.waits_for_key:
            session.do(Command.THROUGH)
            continue
        deadline, phase = session.transport.deadline, session.transport.phase
        moving = isinstance(session.transport.state, Playing)
        wait = step(session)
        assert 0 < wait <= 0.5
        now = session.clock.now()
        assert deadline is None or now <= deadline + SOON
        if moving and phase is not None and session.transport.phase != phase and speed == 1:
            late = session.transport.offset - (phase.start + phase.duration)
            assert session.transport.phase is None or late <= LATE
    assert not any(line.outcome.value == "partial" for line in session.written.lines)


def beats_in(session: Rehearsal, seconds: float) -> list[int]:
    """Clock times, in ms, of the beats in the coming seconds."""
    until = session.clock.now() + round(seconds * NS_PER_S)
    times = []
    while session.clock.now() < until:
        step(session)
        times.append(round(session.clock.now() / NS_PER_MS))
    return times


def test_a_number_of_seconds_changes_on_the_second() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=20))).begin()
    session.wait(0.33)  # a key came in between
    times = beats_in(session, 5)
    assert {1000, 2000, 3000, 4000, 5000} <= set(times)


@pytest.mark.parametrize(("hold", "relax"), [(2.5, 1.3), (0.9, 0.7)])
def test_a_change_from_hold_to_relax_is_seen_when_it_happens(hold: float, relax: float) -> None:
    session = Rehearsal(tape(exercise("Squeeze", reps=3, hold=hold, relax=relax))).begin()
    session.wait(10)
    seen: list[tuple[int, str]] = []
    while session.index == 1:
        step(session)
        phase = session.transport.phase
        if phase is not None and (not seen or seen[-1][1] != phase.label):
            seen.append((session.transport.offset - phase.start, phase.label))
    assert [label for _, label in seen] == ["hold", "relax", "hold", "relax", "hold"]
    assert max(late for late, _ in seen[1:]) <= 2


def test_in_a_lead_in_the_number_changes_on_the_second() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=20))).begin()
    session.wait(4.25)
    session.do(Command.SKIP)
    assert isinstance(session.transport.state, LeadingIn)
    assert {5250, 6250, 7250} <= set(beats_in(session, 3))


def test_a_moving_bar_is_drawn_four_times_a_second() -> None:
    session = Rehearsal(tape(exercise("Row", reps=3, tempo=[("lift", 2), ("lower", 2)]))).begin()
    session.wait(10.5)
    assert 4 <= len(beats_in(session, 1)) <= 6


def test_paused_it_is_asked_only_now_and_then() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=20))).begin()
    session.do(Command.PAUSE)
    assert session.coach.next_beat() == 2.5


def test_after_the_end_it_is_asked_no_more() -> None:
    session = Rehearsal(tape(exercise("Walk"))).begin()
    session.do(Command.STOP, Command.STOP)
    assert session.coach.next_beat() is None


@pytest.mark.parametrize(("seconds", "waits"), [(3, False), (12, True)], ids=["in a gap", "in open work"])
def test_open_work_waits_for_a_key(seconds: float, waits: bool) -> None:  # noqa: FBT001  a column of the table
    session = Rehearsal(tape(exercise("Walk"), exercise("Other", hold=5))).begin()
    session.wait(seconds)
    assert session.coach.waits_for_key is waits


def test_before_the_start_and_after_the_end_no_key_is_waited_for() -> None:
    session = Rehearsal(tape(exercise("Walk")))
    assert not session.coach.waits_for_key
    session.begin()
    session.do(Command.STOP, Command.STOP)
    assert not session.coach.waits_for_key


# Checkpoints.


def test_checkpoints_are_at_least_a_second_apart_whatever_keys_are_pressed() -> None:
    session = Rehearsal(tape(exercise("Row", reps=9, tempo=[("rep", 3)]))).begin()
    for _ in range(30):
        session.wait(0.4)
        session.do(Command.AGAIN)
    times = [checkpoint.now for checkpoint in session.written.checkpoints]
    assert all(later - earlier >= NS_PER_S for earlier, later in pairwise(times))
    assert all(later - earlier <= 1.6 * NS_PER_S for earlier, later in pairwise(times))
    assert len(times) >= 8


def test_a_checkpoint_says_where_the_playhead_is() -> None:
    session = Rehearsal(tape(exercise("Row", reps=9, tempo=[("rep", 3)]))).begin()
    session.do(Command.PAUSE, Command.PAUSE)
    session.wait(20)
    last = session.written.checkpoints[-1]
    paused = round((3 + APART) * 1000)
    assert last.index == 1
    assert last.paused == paused
    assert last.active == last.now // NS_PER_MS - paused
    assert last.offset == last.active - 10_000
    assert last.rep == last.offset // 3000 + 1


def test_a_finished_session_leaves_no_checkpoint_behind_its_end() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=5))).begin()
    session.wait(15)
    count = len(session.written.checkpoints)
    session.coach.beat()
    session.coach.close()
    assert len(session.written.checkpoints) == count
    assert [state for state, _, _ in session.written.ends] == ["finished"]


def test_closing_writes_down_what_passed_since_the_last_beat() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=5), exercise("Other", hold=5))).begin()
    session.wait(14.8)
    session.clock.advance(0.4)
    session.coach.close()
    assert [line.index for line in session.written.lines] == [0, 1]
    assert session.written.checkpoints[-1].index == 2
    assert session.written.closed


def test_every_interval_is_told_with_its_ticket() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=5)))
    told: list[tuple[int, int]] = []
    session.coach.logbook.on_left = lambda event, ticket: told.append((event.index, ticket))
    session.begin().wait(15)
    assert told == [(0, 1), (1, 2)]


def test_an_unrecorded_session_is_told_without_a_ticket() -> None:
    session = Rehearsal(tape(exercise("Stretch", hold=5)), recorded=False)
    told: list[int] = []
    session.coach.logbook.on_left = lambda _event, ticket: told.append(ticket)
    session.begin().wait(15)
    assert told == [0, 0]
    session.coach.close()
