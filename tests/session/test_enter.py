"""Enter: "I am through here". DESIGN §5, and the record rules of §7."""

import pytest

from player.routine.model import Step
from player.session.events import Finished, IntervalEntered, LeadIn
from tests.session.deck import DONE, PARTIAL, Deck
from tests.timeline.builders import exercise, rest, work

pytestmark = pytest.mark.core

HOLD = exercise("Stretch", hold=20)
HELD_REPS = exercise("Chin tuck", hold=5, reps=3, relax=3)
BEAT = exercise("Row", reps=3, tempo=[("up", 1), ("hold", 1), ("down", 2)])
FOR = exercise("March", lasting=20)
FOR_TEMPO = exercise("Step", lasting=20, tempo=[("up", 2), ("down", 2)])
SELF_PACED = exercise("Curl", reps=8)
OPEN = exercise("Free")


@pytest.mark.parametrize(
    ("step", "seconds", "record"),
    [
        pytest.param(HOLD, 12.345, (0, PARTIAL, 12.345, None), id="a hold ends with the seconds held"),
        pytest.param(HOLD, 0, (0, PARTIAL, 0, None), id="a hold at its very start"),
        pytest.param(FOR, 12.345, (0, PARTIAL, 12.345, None), id="keep moving ends with its seconds"),
        pytest.param(
            FOR_TEMPO, 12.345, (0, PARTIAL, 12.345, None), id="with a tempo too: no reps are counted"
        ),
        pytest.param(SELF_PACED, 33, (0, DONE, 33, 8), id="reps without a beat: all are through"),
        pytest.param(OPEN, 33, (0, DONE, 33, None), id="open work"),
        pytest.param(BEAT, 0, (0, PARTIAL, 0, 0), id="no rep yet"),
        pytest.param(BEAT, 1.999, (0, PARTIAL, 1.999, 0), id="less than half of the first rep"),
        pytest.param(BEAT, 2, (0, PARTIAL, 2, 1), id="half of the first rep counts"),
        pytest.param(BEAT, 5.9, (0, PARTIAL, 5.9, 1), id="less than half of the second rep"),
        pytest.param(BEAT, 6, (0, PARTIAL, 6, 2), id="half of the second"),
        pytest.param(BEAT, 9.9, (0, PARTIAL, 9.9, 2), id="less than half of the last"),
        pytest.param(BEAT, 10, (0, DONE, 10, 3), id="half of the last: all planned reps are reached"),
        pytest.param(HELD_REPS, 0, (0, PARTIAL, 0, 0), id="held reps: at the very start none was reached"),
        pytest.param(HELD_REPS, 4, (0, PARTIAL, 4, 1), id="held reps: the hold that was reached counts"),
        pytest.param(HELD_REPS, 6, (0, PARTIAL, 6, 1), id="relaxing after the first hold"),
        pytest.param(HELD_REPS, 9, (0, PARTIAL, 9, 2), id="in the second hold"),
        pytest.param(HELD_REPS, 18, (0, PARTIAL, 18, 3), id="in the last hold, with seconds missing"),
    ],
)
def test_enter_ends_work(step: Step, seconds: float, record: tuple[int, str, float, int | None]) -> None:
    deck = Deck(step, work("B")).play().wait(seconds).forget().press("enter")
    assert deck.records == [record]
    assert deck.events[1:] == [IntervalEntered(1)]
    assert (deck.doing, deck.at) == ("playing", (1, 0))


@pytest.mark.parametrize("seconds", [0, 3, 9.999])
@pytest.mark.parametrize(
    "steps",
    [
        (work("A"), work("B")),
        (exercise("A", hold=10, sets=2, rest=10),),
        (exercise("A", hold=10, sides=("r", "l"), switch=10),),
        (work("A"), rest(10), work("B")),
        (work("A"), work("B", prepare=10)),
    ],
)
def test_a_gap_ended_by_enter_is_done(steps: tuple[Step, ...], seconds: float) -> None:
    deck = Deck(*steps).play().wait(10 + seconds).forget().press("enter")
    assert deck.records == [(1, DONE, seconds, None)]
    assert deck.transport.index == 2


def test_prepare_before_the_first_work_ends_too() -> None:
    deck = Deck(work("A"), prepare=10).play().wait(4).press("enter")
    assert (deck.records, deck.doing, deck.lead_ins) == ([(0, DONE, 4, None)], "leading in", [3])


def test_work_after_a_rest_that_was_cut_gets_the_lead_in() -> None:
    deck = Deck(exercise("A", hold=10, sets=2, rest=60)).play().wait(15).forget().press("enter")
    assert deck.events[1:] == [IntervalEntered(2), LeadIn(3000)]
    deck.wait(3)
    assert (deck.doing, deck.at, deck.paused) == ("playing", (2, 0), 3)


def test_going_on_early_never_takes_longer_than_waiting() -> None:
    deck = Deck(exercise("A", hold=10, sets=2, rest=60)).play().wait(68.5).press("enter")
    assert deck.lead_ins == [1.5]
    deck.wait(1.5)
    assert (deck.doing, deck.at, deck.now) == ("playing", (2, 0), 70)


def test_a_gap_before_a_gap_leads_on_at_once() -> None:
    deck = Deck(work("A"), rest(30), rest(20), work("B")).play().wait(15).press("enter")
    assert (deck.at, deck.doing, deck.lead_ins) == ((2, 0), "playing", [])


def test_what_follows_work_without_a_gap_begins_at_once() -> None:
    deck = Deck(work("A"), work("B"), transition=0).play().wait(4).press("enter")
    assert (deck.at, deck.doing, deck.lead_ins) == ((1, 0), "playing", [])


def test_the_next_interval_begins_at_the_time_of_the_key() -> None:
    deck = Deck(OPEN, work("B")).play().wait(33.4).press("enter").wait(15)
    assert (deck.at, deck.active) == ((2, 5), 48.4)
    assert [left.started for left in deck.left] == [0, 33_400]


def test_enter_in_the_last_interval_finishes_the_session() -> None:
    deck = Deck(work("A"), HOLD).play().wait(25).forget().press("enter")
    assert deck.records == [(2, PARTIAL, 5, None)]
    assert deck.events[-1] == Finished()
    assert (deck.doing, deck.active) == ("finished", 25)


def test_enter_begins_a_session_that_has_not_begun() -> None:
    deck = Deck(HOLD).press("enter")
    assert (deck.doing, deck.records) == ("playing", [])


@pytest.mark.parametrize("seconds", [4, 12])
def test_paused_enter_goes_on(seconds: float) -> None:
    deck = Deck(work("A"), work("B")).play().wait(seconds).press("space").wait(5).forget().press("enter")
    assert (deck.doing, deck.events) == ("leading in", [LeadIn(3000)])


def test_paused_with_a_beat_enter_goes_back_to_the_start_of_the_rep_as_space_does() -> None:
    deck = Deck(BEAT).play().wait(6.5).press("space", "enter").wait(3)
    assert (deck.doing, deck.at) == ("playing", (0, 4))


def test_in_the_lead_in_enter_has_nothing_to_end() -> None:
    deck = Deck(HOLD).play().wait(6).press("space", "space").wait(1).forget().press("enter")
    assert (deck.doing, deck.events, deck.at) == ("leading in", [], (0, 6))


def test_enter_after_the_end_does_nothing() -> None:
    deck = Deck(work("A")).play().wait(10).forget().press("enter")
    assert (deck.doing, deck.events) == ("finished", [])


def test_a_beat_done_again_after_a_pause_is_counted_from_where_it_ended() -> None:
    deck = Deck(BEAT).play().wait(7).press("space", "space").wait(3 + 1).press("enter")
    assert deck.records == [(0, PARTIAL, 8, 1)]


def test_a_hold_made_longer_is_partial_before_its_new_end() -> None:
    deck = Deck(HOLD).play().wait(15).press("]").wait(10).press("enter")
    assert deck.records == [(0, PARTIAL, 25, None)]
    assert deck.left[0].planned == 30_000


def test_time_that_passed_before_the_key_counts_first() -> None:
    deck = Deck(work("A"), work("B")).play().wait(9.9)
    deck.clock.advance(0.3)
    deck.forget().press("enter")
    assert deck.records == [(0, DONE, 10, None), (1, DONE, 0.2, None)]
