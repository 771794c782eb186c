"""Space: DESIGN §5, the first row of the table of keys."""

import pytest

from player.routine.model import Step
from player.session.events import IntervalEntered, LeadIn, Paused, WentOn
from tests.session.deck import DONE, Deck
from tests.timeline.builders import exercise, work

pytestmark = pytest.mark.core

HOLD = exercise("Stretch", hold=20)
HELD_REPS = exercise("Chin tuck", hold=5, reps=3, relax=3)
BEAT = exercise("Row", reps=3, tempo=[("up", 2), ("down", 2)])
FOR = exercise("March", lasting=20)
FOR_TEMPO = exercise("Step", lasting=20, tempo=[("up", 2), ("down", 2)])
SELF_PACED = exercise("Curl", reps=8)
OPEN = exercise("Free")


def test_the_first_space_starts_the_session() -> None:
    deck = Deck(work("A")).press("space")
    assert (deck.doing, deck.events) == ("playing", [IntervalEntered(0)])


def test_space_stops_the_tape_and_space_moves_it_again_after_three_seconds() -> None:
    deck = Deck(HOLD).play().wait(7).forget().press("space")
    assert (deck.doing, deck.events) == ("paused", [Paused()])
    deck.wait(60)
    assert (deck.at, deck.active, deck.paused) == ((0, 7), 7, 60)
    deck.forget().press("space")
    assert (deck.doing, deck.events) == ("leading in", [LeadIn(3000)])
    deck.forget().wait(2.999)
    assert (deck.doing, deck.at, deck.events) == ("leading in", (0, 7), [])
    deck.wait(0.001)
    assert (deck.doing, deck.events) == ("playing", [WentOn()])


def test_the_lead_in_counts_as_paused() -> None:
    deck = Deck(HOLD).play().wait(7).press("space").wait(60).press("space").wait(3)
    assert (deck.active, deck.paused) == (7, 63)
    deck.wait(13)
    assert (deck.doing, deck.active, deck.paused, deck.now) == ("finished", 20, 63, 83)


def test_the_lead_in_tells_what_is_left_of_it() -> None:
    deck = Deck(HOLD).play().wait(7)
    assert deck.transport.lead_in_left is None
    deck.press("space", "space").wait(1.25)
    assert deck.transport.lead_in_left == 1750


def test_space_in_the_lead_in_pauses_and_the_next_lead_in_is_whole() -> None:
    deck = Deck(HOLD).play().wait(7).press("space").wait(10).press("space").wait(2).forget().press("space")
    assert (deck.doing, deck.events) == ("paused", [Paused()])
    deck.wait(5).forget().press("space")
    assert deck.events == [LeadIn(3000)]
    deck.wait(3)
    assert (deck.doing, deck.at, deck.active, deck.paused) == ("playing", (0, 7), 7, 20)


def test_the_end_of_the_lead_in_is_exact_when_it_is_noticed_late() -> None:
    deck = Deck(HOLD, every=0.9).play().wait(7).press("space").wait(1).press("space").wait(3.6)
    assert (deck.at, deck.paused) == ((0, 7.6), 4)


# "With a beat the playhead goes back to the rep's start (a `for` then ends later);
#  holds, `hold`+`reps` too, keep their seconds; gaps go on".
@pytest.mark.parametrize(
    ("step", "seconds", "goes_on_at"),
    [
        pytest.param(BEAT, 6.5, 4, id="reps with a beat go back to the start of the rep"),
        pytest.param(BEAT, 1.5, 0, id="the first rep to its start"),
        pytest.param(BEAT, 4, 4, id="at the start of a rep there is nothing to go back over"),
        pytest.param(BEAT, 11.9, 8, id="the last rep"),
        pytest.param(FOR_TEMPO, 14.5, 12, id="a `for` with a tempo too"),
        pytest.param(HOLD, 6.5, 6.5, id="a hold keeps its seconds"),
        pytest.param(HELD_REPS, 10.5, 10.5, id="a held rep keeps its seconds"),
        pytest.param(HELD_REPS, 6.5, 6.5, id="so does relax"),
        pytest.param(FOR, 6.5, 6.5, id="keep moving without a tempo"),
        pytest.param(SELF_PACED, 6.5, 6.5, id="reps without a beat"),
        pytest.param(OPEN, 6.5, 6.5, id="open work"),
    ],
)
def test_where_work_goes_on(step: Step, seconds: float, goes_on_at: float) -> None:
    deck = Deck(step).play().wait(seconds).press("space").wait(5).press("space")
    assert deck.at == (0, goes_on_at)
    deck.wait(4)
    assert deck.at == (0, goes_on_at + 1)


@pytest.mark.parametrize("index", [0, 2, 4])
def test_gaps_go_on_where_they_were(index: int) -> None:
    deck = Deck(work("A"), exercise("B", hold=10, sets=2, rest=10), prepare=10).play()
    deck.seek(index).wait(6.5).press("space").wait(5).press("space").wait(3)
    assert deck.at == (index, 6.5)


def test_a_for_with_a_tempo_ends_later_by_what_is_done_again() -> None:
    deck = Deck(FOR_TEMPO).play().wait(14.5).press("space").wait(5).press("space").wait(11)
    assert deck.records == [(0, DONE, 22.5, None)]
    assert (deck.doing, deck.active, deck.now) == ("finished", 22.5, 33.5 - 8 + 5)


def test_reps_done_again_are_counted_once() -> None:
    deck = Deck(BEAT).play().wait(6.5).press("space", "space").wait(3 + 3.5).press("space", "space").wait(20)
    assert deck.records == [(0, DONE, 12 + 2.5 + 3.5, 3)]


@pytest.mark.parametrize("seconds", [0, 20])
def test_a_pause_at_the_edge_of_an_interval_changes_no_length(seconds: float) -> None:
    deck = Deck(HOLD, work("B")).play().wait(seconds).press("space").wait(9).press("space").wait(100)
    assert deck.records == [(0, DONE, 20, None), (1, DONE, 10, None), (2, DONE, 10, None)]
    assert deck.paused == 12


def test_space_after_the_end_does_nothing() -> None:
    deck = Deck(work("A")).play().wait(10).forget().press("space").wait(10)
    assert (deck.doing, deck.events, deck.active, deck.paused) == ("finished", [], 10, 0)
