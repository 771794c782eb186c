"""A session in windows and open work, as it is heard: rounds without end, beats, phases ended by Enter."""

import pytest

from player.coach.commands import Command
from player.session.clock import NS_PER_S
from player.timeline.model import Timeline
from player.timeline.sounds import own_sound
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import MAX, block, exercise, more, tape

pytestmark = pytest.mark.core

BEAT = [("lift", 2.0), ("lower", 1.0)]


def began(session: Rehearsal) -> list[tuple[float, str]]:
    """Seconds and names of what was heard until now, but for dots."""
    heard = [(at / NS_PER_S, sound) for at, sound in session.engine.heard()]
    return [(round(at, 3), sound) for at, sound in heard if sound != "pulse"]


def of(session: Rehearsal, *sounds: str) -> list[tuple[float, str]]:
    return [each for each in began(session) if each[1] in sounds]


def test_open_reps_sound_for_ten_minutes_without_a_key() -> None:
    session = Rehearsal(tape(exercise("A", reps=MAX, tempo=BEAT), prepare=0)).begin()
    session.wait(600.5)
    reps = [at for at, sound in began(session) if sound == "rep"]
    assert reps == [3.0 * number for number in range(1, 201)]
    assert session.engine.clears == 1


@pytest.mark.parametrize("speed", [1.0, 3.0])
def test_as_many_rounds_as_fit_are_heard_round_after_round_until_the_time_is_up(speed: float) -> None:
    steps = block(exercise("A", hold=10), exercise("B", lasting=15), within=60)
    timeline = tape(steps, exercise("C", hold=5), prepare=0, transition=6)
    session = Rehearsal(timeline, speed=speed).begin()
    session.wait(75 / speed)
    assert session.coach.over
    expected = [
        (0, "go"), (10, "go"), (25, "round"), (35, "go"), (50, "round"), (60, "rest"), (66, "go"),
        (71, "finish"),
    ]  # fmt: skip
    heard = of(session, "go", "round", "rest", "finish")
    assert [sound for _, sound in heard] == [sound for _, sound in expected]
    assert [at for at, _ in heard] == pytest.approx([at / speed for at, _ in expected], abs=0.002)
    assert session.engine.clears == 1


def test_the_time_that_runs_out_in_open_work_is_counted_out() -> None:
    session = Rehearsal(tape(block(exercise("A", reps=8), within=30), prepare=0)).begin()
    session.wait(31)
    assert began(session) == [
        (0, "go"), (27, "tick-out"), (28, "tick-out"), (29, "tick-out"), (30, "finish"),
    ]  # fmt: skip


def test_every_minute_begins_on_its_beat_however_early_the_work_was_through() -> None:
    session = Rehearsal(tape(block(exercise("A", reps=8), every=60, rounds=3), prepare=0)).begin()
    session.wait(22.4)
    session.do(Command.THROUGH)
    session.wait(59.6)  # the second minute: no key at all
    assert of(session, "go", "rest") == [(0, "go"), (22.4, "rest"), (60, "go")]
    assert of(session, "tick") == [(57, "tick"), (58, "tick"), (59, "tick")]
    session.wait(38.5)
    assert of(session, "go") == [(0, "go"), (60, "go"), (120, "go")]
    assert [at for at, _ in of(session, "tick")] == [57, 58, 59, 117, 118, 119]


def test_the_last_beat_ends_the_session_when_work_is_still_on() -> None:
    session = Rehearsal(tape(block(exercise("A", reps=8), every=20, rounds=2), prepare=0)).begin()
    session.wait(41)
    assert session.coach.over
    assert of(session, "go", "finish", "tick", "tick-out") == [
        (0, "go"), (17, "tick"), (18, "tick"), (19, "tick"),
        (20, "go"), (37, "tick-out"), (38, "tick-out"), (39, "tick-out"), (40, "finish"),
    ]  # fmt: skip


def test_sets_go_on_until_the_person_has_enough() -> None:
    session = Rehearsal(tape(exercise("A", hold=5, sets=MAX, rest=10), prepare=0)).begin()
    session.wait(33)
    assert of(session, "go", "rest", "last-set") == [
        (0, "go"), (5, "rest"), (15, "go"), (20, "rest"), (30, "go"),
    ]  # fmt: skip


def open_phase() -> Timeline:
    return tape(exercise("A", reps=2, tempo=[("lift", 2), ("hold", MAX), ("lower", 2)]), prepare=0)


def test_enter_ends_an_open_phase_and_the_next_one_is_heard_at_once() -> None:
    session = Rehearsal(open_phase()).begin()
    session.wait(9)
    assert began(session) == [(0, "go"), (2, "hold")]
    assert session.do(Command.THROUGH) == ["accept"]
    session.wait(4.5)
    assert began(session)[2:] == [
        (9, "accept"), (9, "return"), (11, "last-rep"), (11.2, "away"), (13, "hold"),
    ]  # fmt: skip
    session.do(Command.THROUGH)
    session.wait(2.6)
    assert session.coach.over
    assert began(session)[-2:] == [(13.5, "return"), (15.5, "finish")]


def test_a_pause_in_a_rep_behind_the_least_goes_back_to_its_own_start() -> None:
    session = Rehearsal(tape(exercise("A", reps=more(2), tempo=BEAT), prepare=0)).begin()
    session.wait(10.5)  # rep 4
    session.do(Command.PAUSE)
    session.wait(0.5)
    session.do(Command.PAUSE)
    session.wait(5.5)
    assert session.transport.offset == 9000 + 2500
    assert began(session)[-5:] == [
        (11.0, "going-on"), (12.0, "tick"), (13.0, "tick"), (14.0, "away"), (16.0, "return"),
    ]  # fmt: skip


def test_a_longer_piece_of_work_is_still_cut_by_the_time() -> None:
    steps = block(exercise("A", hold=20), exercise("B", hold=20), within=50)
    session = Rehearsal(tape(steps, prepare=0)).begin()
    session.wait(5)
    session.do(Command.MORE)
    session.wait(46)
    assert session.coach.over
    assert of(session, "go", "round", "finish") == [(0, "go"), (30, "go"), (50, "finish")]


# Own sounds.
def test_an_own_sound_that_cannot_be_played_leaves_the_usual_one() -> None:
    session = Rehearsal(tape(exercise("A", hold=5, sound="gong.wav"), prepare=0)).begin()
    session.wait(1)
    assert began(session) == [(0, "go")]


def test_an_own_sound_is_heard() -> None:
    session = Rehearsal(
        tape(exercise("A", hold=5, sound="gong.wav"), prepare=0), own=frozenset((own_sound("gong.wav"),))
    ).begin()
    session.wait(1)
    assert began(session) == [(0, own_sound("gong.wav"))]
