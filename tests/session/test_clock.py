"""The clocks: one that measures, one that stamps, and one that moves only when told."""

from datetime import UTC, datetime, timedelta

import pytest

from player.session.clock import NS_PER_S, ManualClock, SystemClock
from player.session.transport import Transport
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


def test_the_manual_clock_stands_still_by_itself() -> None:
    clock = ManualClock()
    assert (clock.now(), clock.boot()) == (clock.now(), clock.boot()) == (0, 0)


def test_advancing_moves_all_three() -> None:
    wall = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    clock = ManualClock(wall)
    clock.advance(2.5)
    assert clock.now() == clock.boot() == 5 * NS_PER_S // 2
    assert clock.wall() == wall + timedelta(seconds=2.5)


def test_a_suspended_computer_moves_all_but_the_monotonic_clock() -> None:
    wall = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    clock = ManualClock(wall)
    clock.suspend(60)
    assert (clock.now(), clock.boot()) == (0, 60 * NS_PER_S)
    assert clock.wall() == wall + timedelta(minutes=1)


def test_nanoseconds_are_exact() -> None:
    clock = ManualClock()
    for _ in range(1000):
        clock.advance(0.000_000_123)
    assert clock.now() == 123_000


def test_the_computers_clocks_run_forward_and_its_wall_clock_has_an_offset() -> None:
    clock = SystemClock()
    now, boot = clock.now(), clock.boot()
    assert clock.now() >= now
    assert clock.boot() >= boot
    assert clock.wall().utcoffset() is not None


class NoWall(ManualClock):
    """A clock that nobody may ask for the time of day."""

    def wall(self) -> datetime:
        raise AssertionError("the time of day only stamps records")


def test_the_time_of_day_measures_nothing() -> None:
    timeline = tape(exercise("Stretch", hold=20), exercise("Row", reps=3, tempo=[("rep", 2)]))
    transport = Transport(timeline, clock := NoWall())
    transport.play()
    for _ in range(120):
        clock.advance(0.5)
        transport.beat()
    assert transport.active == timeline.planned
