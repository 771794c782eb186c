"""A recorded session as one line."""

from datetime import datetime
from typing import Final, NamedTuple

import pytest

from player.views.tables.history_lines import history_line

pytestmark = pytest.mark.core


class Left(NamedTuple):
    kind: str
    state: str
    pass_: int = 1


class Played(NamedTuple):
    intervals: tuple[Left, ...]
    started_at: datetime = datetime(2026, 3, 1, 7, 5)  # noqa: DTZ001  only shown
    routine: str = "Desk break"
    level: str | None = None
    state: str = "finished"
    active_ms: int = 65_900
    speed: float = 1
    work_intervals: int = 3


SET: Final = Left("work", "done")


def test_a_line_tells_when_what_how_long_and_how_many_sets() -> None:
    assert history_line(Played((SET, Left("rest", "done"), SET, SET))) == (
        "2026-03-01 07:05 · Desk break · finished · 1:05 · 3 of 3 sets"
    )


def test_what_was_skipped_and_rehearsed_is_told_and_a_level_is_named() -> None:
    played = Played((SET, SET, Left("work", "skipped")), level="easy", state="stopped", speed=2.5)
    assert history_line(played) == (
        "2026-03-01 07:05 · Desk break (easy) · stopped · 1:05 · 2 of 3 sets · 1 skipped"
        " · rehearsal at speed 2.5"
    )


def test_a_set_that_came_again_counts_as_one_more() -> None:
    assert history_line(Played((SET, SET, SET, SET._replace(pass_=2)))).endswith("4 of 4 sets")
