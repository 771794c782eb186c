from datetime import UTC, datetime
from uuid import UUID

import pytest

from player.history.records import new_id
from player.session.clock import ManualClock

pytestmark = pytest.mark.core


def test_an_id_is_a_uuid_of_version_7_with_the_millisecond_in_which_it_was_made() -> None:
    clock = ManualClock(datetime(2026, 1, 5, 8, 0, 0, 123_000, tzinfo=UTC))
    uuid = UUID(new_id(clock))
    assert (uuid.version, uuid.variant) == (7, "specified in RFC 4122")
    assert uuid.int >> 80 == 1_767_600_000_123


def test_an_id_is_written_as_uuids_are() -> None:
    text = new_id(ManualClock())
    assert text == str(UUID(text))


def test_ids_sort_by_the_time_they_were_made() -> None:
    clock = ManualClock()
    made = []
    for _ in range(200):
        made.append(new_id(clock))
        clock.advance(0.001)
    assert made == sorted(made)


def test_ids_of_one_millisecond_differ() -> None:
    clock = ManualClock()
    assert len({new_id(clock) for _ in range(1000)}) == 1000


def test_a_clock_set_before_1970_still_gives_an_id() -> None:
    assert UUID(new_id(ManualClock(datetime(1969, 1, 1, tzinfo=UTC)))).version == 7
