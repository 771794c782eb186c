"""Time law 2 (DESIGN §5): the computer or the program stood still; slept seconds are never held."""

import pytest

from player.session.events import LeadIn, Slept
from tests.session.deck import DONE, Deck
from tests.timeline.builders import exercise, work

pytestmark = pytest.mark.core

HOLD = exercise("Stretch", hold=20)
BEAT = exercise("Row", reps=3, tempo=[("up", 2), ("down", 2)])
JUST_OVER = 1.000_000_001


def test_a_second_between_two_beats_is_no_sleep() -> None:
    deck = Deck(HOLD).play().wait(7).forget()
    deck.clock.advance(1)
    deck.beat()
    assert (deck.events, deck.doing, deck.at) == ([], "playing", (0, 8))


@pytest.mark.parametrize("seconds", [JUST_OVER, 5, 28_800])
def test_more_than_a_second_between_two_beats_pauses_at_the_last_of_them(seconds: float) -> None:
    deck = Deck(HOLD).play().wait(7).forget()
    deck.clock.advance(seconds)
    deck.beat()
    assert deck.events == [Slept(seconds)]
    assert (deck.doing, deck.at, deck.active) == ("paused", (0, 7), 7)


def test_a_suspended_computer_is_seen_by_the_boot_clock() -> None:
    deck = Deck(HOLD).play().wait(7).forget()
    deck.clock.suspend(3600)
    deck.beat()
    assert deck.events == [Slept(3600)]
    assert (deck.doing, deck.at) == ("paused", (0, 7))


def test_half_a_second_of_the_boot_clock_is_no_sleep() -> None:
    deck = Deck(HOLD).play().wait(7).forget()
    deck.clock.suspend(0.5)
    deck.beat()
    assert (deck.events, deck.doing) == ([], "playing")
    deck.clock.suspend(0.500_000_001)
    deck.beat()
    assert deck.doing == "paused"


def test_a_sleep_that_both_clocks_saw_is_told_once_and_in_full() -> None:
    deck = Deck(HOLD).play().wait(7).forget()
    deck.clock.advance(2)
    deck.clock.suspend(600)
    deck.beat()
    assert deck.events == [Slept(602)]


def test_slept_seconds_are_never_held() -> None:
    deck = Deck(HOLD).play().wait(7)
    deck.clock.advance(3600)
    deck.beat().press("space").wait(3 + 12.9)
    assert (deck.doing, deck.records) == ("playing", [])
    deck.wait(0.1)
    assert (deck.records, deck.active) == ([(0, DONE, 20, None)], 20)


def test_what_would_have_ended_in_the_sleep_did_not() -> None:
    deck = Deck(HOLD, work("B")).play().wait(19.9)
    deck.clock.advance(1.5)
    deck.beat()
    assert (deck.records, deck.at, deck.doing) == ([], (0, 19.9), "paused")


def test_with_a_beat_the_session_goes_on_at_the_start_of_the_rep() -> None:
    deck = Deck(BEAT).play().wait(7)
    deck.clock.advance(60)
    deck.beat().press("space").wait(3)
    assert deck.at == (0, 4)


def test_a_sleep_in_the_lead_in_pauses_and_the_next_lead_in_is_whole() -> None:
    deck = Deck(HOLD).play().wait(7).press("space", "space").wait(2).forget()
    deck.clock.advance(60)
    deck.beat()
    assert (deck.events, deck.doing, deck.at) == ([Slept(60)], "paused", (0, 7))
    deck.forget().press("space")
    assert deck.events == [LeadIn(3000)]


def test_a_sleep_in_open_work_is_not_worked() -> None:
    deck = Deck(exercise("Free"), work("B")).play().wait(7)
    deck.clock.advance(3600)
    deck.beat().press("space").wait(3 + 5).press("enter")
    assert deck.records == [(0, DONE, 12, None)]


@pytest.mark.parametrize("doing", ["ready", "paused", "finished", "stopped"])
def test_where_nothing_moves_a_sleep_changes_nothing(doing: str) -> None:
    deck = Deck(HOLD)
    if doing != "ready":
        deck.play().wait(7)
    keys = {"paused": ["space"], "finished": ["enter"], "stopped": ["q"]}.get(doing, [])
    deck.press(*keys).forget()
    active = deck.active
    deck.clock.advance(3600)
    deck.beat()
    assert (deck.events, deck.doing, deck.active) == ([], doing, active)


@pytest.mark.parametrize("key", ["→", "←", "]", "q"])
def test_a_key_that_is_the_first_to_notice_acts_on_the_place_of_the_last_beat(key: str) -> None:
    deck = Deck(HOLD, work("B")).play().wait(7).forget()
    deck.clock.advance(3600)
    deck.press(key)
    assert deck.events[0] == Slept(3600)
    assert deck.active == 7
    assert all(left.done == 7000 for left in deck.left)
    assert deck.doing == ("stopped" if key == "q" else "paused")


@pytest.mark.parametrize("speed", [0.5, 20])
def test_the_second_is_a_real_one_at_every_speed(speed: float) -> None:
    deck = Deck(exercise("Stretch", hold=300), speed=speed).play().wait_real(4)
    deck.clock.advance(1)
    deck.beat()
    assert (deck.doing, deck.at) == ("playing", (0, 5 * speed))
    deck.clock.advance(JUST_OVER)
    deck.beat()
    assert (deck.doing, deck.at) == ("paused", (0, 5 * speed))


def test_time_asleep_on_the_monotonic_clock_counts_as_paused() -> None:
    deck = Deck(HOLD).play().wait(7)
    deck.clock.advance(60)
    deck.beat().press("space").wait(3)
    assert (deck.active, deck.paused) == (7, 63)
