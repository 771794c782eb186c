"""A phase that is open lasts until Enter, which goes to the next; → ends the set (DESIGN §3, tempo)."""

import pytest

from player.session.events import PhaseEnded
from player.timeline.model import Dose
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.session.reels import cap, counted, hold, reel

pytestmark = pytest.mark.core

LIFT = counted("a", 2, ("lift", 2), ("hang+", 5), ("lower", 3))
HELD = counted("a", 2, ("hold+", 10), ("relax", 3), dose=Dose.HELD_REPS)
TWICE = counted("a", 2, ("up", 1), ("top+", 0), ("down", 1), ("bottom+", 0))


def playing(deck: Deck) -> tuple[int, str, bool] | None:
    phase = deck.transport.phase
    return None if phase is None else (phase.rep, phase.label, phase.is_open)


def test_it_lasts_until_enter_and_then_the_next_one_is_on() -> None:
    deck = Deck(timeline=reel(LIFT, hold("b", 10))).play().wait(40)
    assert (playing(deck), deck.transport.deadline) == ((1, "hang", True), None)
    deck.forget().press("enter")
    assert deck.events == [PhaseEnded(0, 1, "hang", 38_000)]
    assert (playing(deck), deck.at, deck.doing) == ((1, "lower", False), (0, 40), "playing")
    deck.wait(3)
    assert playing(deck) == (2, "lift", False)


def test_it_may_be_shorter_than_its_least_and_what_follows_moves() -> None:
    deck = Deck(timeline=reel(LIFT)).play().wait(4).press("enter")
    assert [(phase.label, phase.start, phase.duration, phase.is_open) for phase in deck.transport.phases] == [
        ("lift", 0, 2000, False),
        ("hang", 2000, 2000, False),
        ("lower", 4000, 3000, False),
        ("lift", 7000, 2000, False),
        ("hang", 9000, 5000, True),
        ("lower", 14_000, 3000, False),
    ]


def test_with_the_last_one_over_it_ends_by_time_exactly() -> None:
    deck = Deck(timeline=reel(LIFT, hold("b", 10))).play().wait(12).press("enter").wait(5 + 10)
    assert (playing(deck), deck.transport.remaining) == ((2, "hang", True), None)
    deck.press("enter")
    assert (deck.transport.remaining, deck.transport.planned) == (3000, 30_000)
    deck.wait(4)
    assert deck.records == [(0, DONE, 30, 2)]
    assert deck.left[0].planned is None, "it was planned to be open"
    assert deck.at == (1, 1)


def test_enter_elsewhere_in_the_rep_ends_the_set() -> None:
    deck = Deck(timeline=reel(LIFT, hold("b", 10))).play().wait(12).press("enter").wait(2).press("enter")
    assert deck.records == [(0, PARTIAL, 14, 1)]


def test_a_skip_ends_the_set() -> None:
    deck = Deck(timeline=reel(LIFT, hold("b", 10))).play().wait(12).press("enter").wait(8).press("→")
    assert deck.records == [(0, SKIPPED, 20, 1)]
    assert deck.transport.index == 1


def test_reps_without_end_are_done_by_the_skip_that_alone_can_end_them() -> None:
    without_end = counted("a", None, ("lift", 2), ("hang+", 0), ("lower", 3))
    deck = Deck(timeline=reel(without_end, hold("b", 10))).play().wait(6).press("enter").wait(3 + 5)
    deck.press("enter").wait(3 + 4).press("→")
    assert deck.records == [(0, DONE, 21, 2)]
    none = Deck(timeline=reel(without_end, hold("b", 10))).play().wait(6).press("→")
    assert none.records == [(0, SKIPPED, 6, 0)]


@pytest.mark.parametrize(("reps", "outcome"), [(1, SKIPPED), (2, DONE), (4, DONE)])
def test_at_least_so_many_are_done_by_the_skip_once_they_are_through(reps: int, outcome: str) -> None:
    two_or_more = LIFT._replace(at_least=True)
    deck = Deck(timeline=reel(two_or_more, hold("b", 10))).play()
    for _ in range(reps):
        deck.wait(2 + 1).press("enter").wait(3)
    deck.wait(4).press("→")
    assert deck.records == [(0, outcome, 6 * reps + 4, reps)]


def test_held_reps_end_with_the_last_hold() -> None:
    deck = Deck(timeline=reel(counted("a", 2, ("hold+", 10), dose=Dose.HELD_REPS), hold("b", 10))).play()
    deck.wait(12).press("enter").wait(11).press("enter")
    assert deck.records == [(0, DONE, 23, 2)]
    assert deck.transport.index == 1


@pytest.mark.parametrize(("first", "second", "outcome"), [(12, 11, DONE), (4, 5, PARTIAL)])
def test_held_reps_are_done_if_they_were_held_long_enough(first: float, second: float, outcome: str) -> None:
    deck = Deck(timeline=reel(HELD, hold("b", 10))).play()
    deck.wait(first).press("enter").wait(3 + second).press("enter").wait(4)
    assert deck.records == [(0, outcome, first + second + 6, 2)]


def test_going_on_after_a_pause_begins_the_rep_anew_with_all_its_open_phases() -> None:
    deck = Deck(timeline=reel(TWICE, hold("b", 1))).play().wait(5).press("enter").wait(4).press("enter")
    deck.wait(1 + 6).press("enter").wait(1.5)
    assert playing(deck) == (2, "bottom", True)
    deck.press("space", "space").wait(3)
    assert (playing(deck), deck.at) == ((2, "up", False), (0, 9))
    deck.wait(2)
    assert playing(deck) == (2, "top", True)
    deck.press("enter").wait(2).press("enter")
    assert (deck.records[0][1], deck.records[0][3], deck.transport.index) == (DONE, 2, 1)


def test_a_pause_in_the_open_hold_of_held_reps_keeps_its_seconds() -> None:
    deck = Deck(timeline=reel(HELD)).play().wait(8).press("space").wait(60).press("space").wait(3)
    assert (playing(deck), deck.at) == ((1, "hold", True), (0, 8))


def test_back_opens_them_all_again() -> None:
    deck = Deck(timeline=reel(LIFT)).play().wait(12).press("enter").wait(1).press("←").wait(3 + 90)
    assert playing(deck) == (1, "hang", True)


def test_pressed_while_paused_enter_goes_on_and_ends_no_phase() -> None:
    deck = Deck(timeline=reel(HELD)).play().wait(8).press("space").forget().press("enter").wait(4)
    assert not any(isinstance(event, PhaseEnded) for event in deck.events)
    assert playing(deck) == (1, "hold", True)


def test_a_window_ends_an_open_phase_too() -> None:
    deck = Deck(timeline=reel(LIFT, hold("b", 10), windows=[cap(0, 1, 20)])).play().wait(21)
    assert (deck.records, deck.at) == ([(0, PARTIAL, 20, 0)], (1, 1))


def test_no_time_is_lost_when_keys_fall_between_milliseconds() -> None:
    deck = Deck(timeline=reel(counted("a", 100, ("lift", 1), ("hang+", 0), ("lower", 1)))).play()
    for _ in range(100):
        deck.wait(1 + 0.7777777).press("enter").wait(1)
    deck.wait(2)
    assert deck.doing == "finished"
    assert deck.left[0].done == deck.transport.active
    assert deck.left[0].done_reps == 100
