"""] and [: ten seconds more or less of this interval's planned length, not with a beat (DESIGN §5)."""

import pytest

from player.routine.model import Step
from player.session.events import Finished, LengthChanged
from tests.session.deck import DONE, PARTIAL, Deck
from tests.timeline.builders import exercise, rest, work

pytestmark = pytest.mark.core

HOLD = exercise("Stretch", hold=20)


@pytest.mark.parametrize("step", [HOLD, exercise("March", lasting=20)])
def test_ten_seconds_more(step: Step) -> None:
    deck = Deck(step, work("B")).play().wait(5).press("]", "]")
    assert (deck.lengths, deck.at, deck.transport.remaining) == ([30, 40], (0, 5), 35_000)
    deck.forget().wait(35)
    assert deck.records == [(0, DONE, 40, None)]
    assert deck.left[0].planned == 40_000


def test_ten_seconds_less() -> None:
    deck = Deck(HOLD, work("B")).play().wait(5).press("[").wait(5)
    assert deck.records == [(0, DONE, 10, None)]
    assert deck.left[0].planned == 10_000


@pytest.mark.parametrize("key", ["]", "["])
def test_gaps_change_too(key: str) -> None:
    deck = Deck(work("A"), rest(30), work("B")).play().wait(15).forget().press(key)
    assert deck.events == [LengthChanged(1, 40_000 if key == "]" else 20_000)]


def test_the_tape_itself_is_not_changed() -> None:
    deck = Deck(HOLD, work("B")).play().wait(5).press("]").wait(25)
    assert deck.transport.planned == 10_000
    assert deck.timeline.intervals[0].duration == 20_000


@pytest.mark.parametrize(
    "step",
    [
        exercise("Row", reps=3, tempo=[("up", 2), ("down", 2)]),
        exercise("Step", lasting=20, tempo=[("up", 2), ("down", 2)]),
        exercise("Chin tuck", hold=5, reps=3),
        exercise("Curl", reps=8),
        exercise("Free"),
    ],
)
@pytest.mark.parametrize("key", ["]", "["])
def test_a_beat_and_open_work_refuse(step: Step, key: str) -> None:
    deck = Deck(step).play().wait(5)
    planned = deck.transport.planned
    deck.forget().press(key)
    assert len(deck.refusals) == 1
    assert deck.refusals[0].endswith(".")
    assert (len(deck.events), deck.transport.planned, deck.at, deck.doing) == (1, planned, (0, 5), "playing")


def test_a_refusal_tells_nothing_of_another_key() -> None:
    open_work, counted = Deck(exercise("Free")).play().press("]"), Deck(exercise("A", hold=5, reps=2)).play()
    assert open_work.refusals != counted.press("]").refusals


def test_it_is_never_less_than_what_was_played() -> None:
    deck = Deck(HOLD, work("B")).play().wait(15).forget().press("[")
    assert deck.lengths == [15]
    assert deck.records == [(0, DONE, 15, None)]
    assert (deck.at, deck.doing) == ((1, 0), "playing")


@pytest.mark.parametrize("doing", ["paused", "leading in"])
def test_it_works_while_the_tape_stands_still(doing: str) -> None:
    deck = Deck(HOLD).play().wait(5).press("space", *(["space"] if doing == "leading in" else [])).press("]")
    assert (deck.doing, deck.lengths, deck.at) == (doing, [30], (0, 5))


def test_nothing_left_while_paused_ends_the_interval_and_stays_paused() -> None:
    deck = Deck(HOLD, work("B")).play().wait(15).press("space").wait(4).press("[").wait(4)
    assert deck.records == [(0, DONE, 15, None)]
    assert (deck.doing, deck.at, deck.paused) == ("paused", (1, 0), 8)


def test_nothing_left_of_the_last_interval_finishes() -> None:
    deck = Deck(HOLD).play().wait(15).press("[")
    assert (deck.doing, deck.events[-1]) == ("finished", Finished())


def test_a_gap_that_was_cut_to_nothing_leads_into_work_as_enter_does() -> None:
    deck = Deck(work("A"), work("B")).play().wait(14).press("[")
    assert deck.records[-1:] == [(1, DONE, 4, None)]
    assert (deck.doing, deck.at, deck.lead_ins) == ("leading in", (2, 0), [3])
    deck.wait(3)
    assert (deck.doing, deck.paused) == ("playing", 3)


@pytest.mark.parametrize("keys", [("space",), ("space", "space")])
def test_work_of_which_nothing_was_done_is_never_done(keys: tuple[str, ...]) -> None:
    deck = Deck(work("A"), work("B")).play().press(*keys).press("[")
    assert deck.records == [(0, PARTIAL, 0, None)]


def test_a_gap_of_which_nothing_was_left_is_done() -> None:
    deck = Deck(work("A"), work("B")).play().wait(10).press("[")
    assert deck.records[-1:] == [(1, DONE, 0, None)]


def test_before_the_beginning_no_key_for_the_length_starts_the_tape() -> None:
    deck = Deck(work("A"), work("B"), prepare=10).press("[").wait(5)
    assert (deck.doing, deck.active) == ("paused", 0)
    longer = Deck(work("A"), prepare=10).press("]").wait(5)
    assert (longer.doing, longer.lengths) == ("ready", [20])


def test_a_longer_interval_lasts_longer_at_every_speed() -> None:
    deck = Deck(HOLD, speed=20).play().wait(5).press("]").wait(25)
    assert (deck.records, deck.doing, deck.active) == ([(0, DONE, 30, None)], "finished", 30)


def test_no_time_is_lost_when_a_length_is_cut_to_what_was_played() -> None:
    deck = Deck(exercise("Stretch", hold=20, sets=100, rest=0)).play()
    for _ in range(100):
        deck.wait(15.0004).press("[")
    assert deck.active == pytest.approx(100 * 15.0004, abs=0.001)
