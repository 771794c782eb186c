"""`max`, `8+`, `30s+`: as many or as long as you can, until the key (DESIGN §3 and §5)."""

from collections.abc import Callable

import pytest

from player.timeline.model import Dose, Interval
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.session.reels import counted, gap, hold, moving, open_hold, reel, self_paced
from tests.support.effort import costs_less, effort

pytestmark = pytest.mark.core

EIGHT = counted("a", 8, ("up", 1), ("down", 2), is_open=True)
MAX = counted("a", None, ("up", 1), ("down", 2))
HELD = counted("a", 3, ("hold", 5), ("relax", 2), is_open=True, dose=Dose.HELD_REPS)
HELD_MAX = counted("a", None, ("hold", 5), ("relax", 2), dose=Dose.HELD_REPS)
OPEN = (EIGHT, MAX, HELD, HELD_MAX, open_hold("a", 30), moving("a", None))


def named(value: object) -> str:
    return str(value.dose or value.kind) if isinstance(value, Interval) else str(value)


def left_at(interval: Interval, seconds: float, key: str = "enter") -> tuple[str, float, int | None]:
    deck = Deck(timeline=reel(interval, hold("b", 10))).play().wait(seconds).press(key)
    assert [record[0] for record in deck.records] == [0]
    return deck.records[0][1:]


@pytest.mark.parametrize(
    ("interval", "seconds", "record"),
    [
        (EIGHT, 21, (PARTIAL, 21, 7)),
        (EIGHT, 22.4, (PARTIAL, 22.4, 7)),
        (EIGHT, 22.5, (DONE, 22.5, 8)),
        (EIGHT, 24, (DONE, 24, 8)),
        (EIGHT, 30, (DONE, 30, 10)),
        (EIGHT, 31.5, (DONE, 31.5, 11)),
        (MAX, 1.4, (PARTIAL, 1.4, 0)),
        (MAX, 1.5, (DONE, 1.5, 1)),
        (MAX, 3600, (DONE, 3600, 1200)),
        (HELD, 18, (PARTIAL, 18, 3)),
        (HELD, 19, (DONE, 19, 3)),
        (HELD, 21, (DONE, 21, 3)),
        (HELD, 24, (DONE, 24, 4)),
        (HELD_MAX, 1, (DONE, 1, 1)),
        (HELD_MAX, 36, (DONE, 36, 6)),
        (open_hold("a", 30), 29.9, (PARTIAL, 29.9, None)),
        (open_hold("a", 30), 30, (DONE, 30, None)),
        (open_hold("a", 30), 99, (DONE, 99, None)),
        (open_hold("a"), 0, (PARTIAL, 0, None)),
        (open_hold("a"), 3, (DONE, 3, None)),
        (moving("a", None, 300), 299, (PARTIAL, 299, None)),
        (moving("a", None, 300), 301, (DONE, 301, None)),
        (moving("a", None), 5, (DONE, 5, None)),
        (self_paced("a"), 5, (DONE, 5, 8)),
        (self_paced("a", None), 5, (DONE, 5, None)),
        (gap("a", None), 5, (DONE, 5, None)),
    ],
    ids=named,
)
def test_enter_ends_it_done_if_the_least_was_reached(
    interval: Interval, seconds: float, record: tuple[str, float, int | None]
) -> None:
    assert left_at(interval, seconds) == record


@pytest.mark.parametrize("interval", OPEN, ids=named)
def test_a_skip_is_never_done_but_keeps_what_was(interval: Interval) -> None:
    outcome, seconds, _ = left_at(interval, 60, "→")
    assert (outcome, seconds) == (SKIPPED, 60)
    assert left_at(interval, 60, "→")[2] == left_at(interval, 60, "q")[2]


@pytest.mark.parametrize(("seconds", "outcome"), [(23, PARTIAL), (24, DONE), (99, DONE)])
def test_stopping_keeps_what_was_reached_in_whole_reps(seconds: float, outcome: str) -> None:
    assert left_at(EIGHT, seconds, "q") == (outcome, seconds, int(seconds / 3))


@pytest.mark.parametrize("interval", OPEN, ids=named)
def test_nothing_but_a_key_ends_it(interval: Interval) -> None:
    deck = Deck(timeline=reel(interval)).play().wait(1000)
    assert (deck.at, deck.records) == ((0, 1000), [])
    assert (deck.transport.deadline, deck.transport.remaining, deck.transport.planned) == (None, None, None)


def test_the_beat_goes_on_behind_the_least() -> None:
    deck = Deck(timeline=reel(EIGHT)).play().wait(24)
    heard = []
    for _ in range(5):
        phase = deck.transport.phase
        assert phase is not None
        heard.append((phase.rep, phase.label, phase.start / 1000, phase.duration / 1000))
        deck.wait(1)
    assert heard == [
        (9, "up", 24, 1),
        (9, "down", 25, 2),
        (9, "down", 25, 2),
        (10, "up", 27, 1),
        (10, "down", 28, 2),
    ]


def test_the_phases_of_any_stretch_are_known_without_playing_it() -> None:
    track = Deck(timeline=reel(MAX)).transport.track
    assert [(phase.rep, phase.label, phase.start) for phase in track.between(0, 5000)] == [
        (1, "up", 0),
        (1, "down", 1000),
        (2, "up", 3000),
        (2, "down", 4000),
    ]
    assert [phase.start for phase in track.between(3_600_000, 3_604_500)] == [
        3_600_000,
        3_601_000,
        3_603_000,
        3_604_000,
    ]


@pytest.mark.alone
def test_a_day_of_it_costs_no_more_than_a_second() -> None:
    track = Deck(timeline=reel(MAX)).transport.track

    def look(first: int) -> Callable[[], None]:
        def ten_seconds() -> None:
            for at in range(first, first + 10_000):
                track.at(at)

        return ten_seconds

    assert costs_less(look(86_400_000), 10 * effort(look(1_000)))
    assert track.reps_through(86_400_000) == 28_800


def test_going_on_after_a_pause_begins_the_rep_anew_behind_the_least_too() -> None:
    deck = Deck(timeline=reel(MAX)).play().wait(31.7).press("space").wait(9).press("space").wait(3)
    assert deck.at == (0, 30.0)
    held = Deck(timeline=reel(HELD)).play().wait(31.7).press("space").wait(9).press("space").wait(3)
    assert held.at == (0, 31.7), "held reps keep their seconds"


def test_sides_that_change_make_one_rep_of_a_pair() -> None:
    deck = (
        Deck(timeline=reel(counted("a", None, ("up", 1), ("down", 1), sides=("right", "left"))))
        .play()
        .wait(6.5)
    )
    phase = deck.transport.phase
    assert phase is not None
    assert (phase.rep, phase.side, phase.label) == (2, "left", "up")
    assert deck.press("enter").records[0][3] == 2


def test_a_held_rep_of_both_sides_is_reached_with_the_second() -> None:
    interval = counted("a", 2, ("hold", 5), ("relax", 2), dose=Dose.HELD_REPS, sides=("right", "left"))
    assert left_at(interval, 7)[2] == 0
    assert left_at(interval, 7.1)[2] == 1
    assert left_at(interval, 15)[2] == 1


@pytest.mark.parametrize("key", ["]", "["])
def test_its_length_is_the_persons(key: str) -> None:
    for interval in (EIGHT, open_hold("a", 30), moving("a", None)):
        deck = Deck(timeline=reel(interval)).play().wait(5).press(key)
        assert deck.refusals == ["This step waits for your key: its length is yours."]
