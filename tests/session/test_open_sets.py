"""`sets: max`: one set on the tape, played again and again until → (DESIGN §3)."""

import pytest

from player.timeline.model import Kind
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.session.reels import gap, hold, reel, self_paced, sets_max

pytestmark = pytest.mark.core

SETS = reel(
    self_paced("a"), gap("a+rest", 30), gap("b+transition", 10), hold("b", 10), windows=[sets_max(0, 2)]
)
SIDES = reel(
    hold("right", 10), gap("left+switch", 5, Kind.SWITCH), hold("left", 10), gap("right+rest", 30),
    hold("b", 10),
    windows=[sets_max(0, 4)],
)  # fmt: skip


def sets(deck: Deck, count: int) -> Deck:
    for _ in range(count):
        deck.wait(20).press("enter").wait(30)
    return deck


def test_enter_ends_a_set_and_the_rest_leads_to_the_next() -> None:
    deck = sets(Deck(timeline=SETS).play(), 3)
    assert deck.passes == [
        (path, pass_, DONE, length) for pass_ in (1, 2, 3) for path, length in (("a", 20), ("a+rest", 30))
    ]
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((0, 0), 4, None)


def test_a_skip_in_a_set_skips_it_and_is_the_end_of_the_sets() -> None:
    deck = sets(Deck(timeline=SETS).play(), 2).wait(5).forget().press("→")
    assert deck.passes == [("a", 3, SKIPPED, 5)]
    assert (deck.at, deck.doing, deck.transport.pass_) == ((2, 0), "playing", 1)


def test_a_skip_in_the_rest_is_the_end_of_the_sets_and_skips_no_work() -> None:
    deck = sets(Deck(timeline=SETS).play(), 1).wait(20).press("enter").wait(3).forget().press("→")
    assert deck.passes == [("a+rest", 2, SKIPPED, 3)]
    assert deck.at == (2, 0)


def test_enter_in_the_rest_begins_the_next_set() -> None:
    deck = Deck(timeline=SETS).play().wait(20).press("enter").wait(3).press("enter")
    assert (deck.at, deck.transport.pass_, deck.doing) == ((0, 0), 2, "leading in")


def test_what_the_tape_holds_of_the_sets_is_skipped_with_the_first() -> None:
    deck = Deck(timeline=SIDES).play().wait(4).press("→")
    assert deck.passes == [
        ("right", 1, SKIPPED, 4),
        ("left+switch", 1, SKIPPED, 0),
        ("left", 1, SKIPPED, 0),
        ("right+rest", 1, SKIPPED, 0),
    ]
    assert deck.transport.index == 4


def test_a_further_set_that_was_broken_off_is_skipped_as_far_as_it_was_begun() -> None:
    deck = Deck(timeline=SIDES).play().wait(55 + 4).forget().press("→")
    assert deck.passes == [("right", 2, SKIPPED, 4)]


def test_a_skip_between_the_sides_goes_to_the_other_side() -> None:
    deck = Deck(timeline=SIDES).play().wait(12).press("→")
    assert (deck.transport.index, deck.transport.pass_) == (2, 1)


def test_back_from_behind_the_sets_goes_to_the_last_of_them() -> None:
    deck = sets(Deck(timeline=SETS).play(), 2).wait(5).press("→").wait(1).press("←")
    assert (deck.at, deck.transport.pass_) == ((0, 0), 3)
    first = Deck(timeline=SIDES).play().wait(4).press("→").press("←")
    assert (first.at, first.transport.pass_) == ((0, 0), 1)


def test_sets_at_the_end_of_the_tape_end_the_session() -> None:
    deck = Deck(timeline=reel(self_paced("a"), windows=[sets_max(0, 1)])).play()
    deck.wait(9).press("enter").wait(8).press("enter").wait(1).press("→")
    assert deck.passes == [("a", 1, DONE, 9), ("a", 2, DONE, 8), ("a", 3, SKIPPED, 1)]
    assert deck.doing == "finished"


def test_stopping_keeps_the_set_that_was_on() -> None:
    deck = sets(Deck(timeline=SETS).play(), 1).wait(5).press("q")
    assert deck.passes[-1] == ("a", 2, PARTIAL, 5)


def test_sets_of_fixed_length_go_on_by_themselves() -> None:
    deck = Deck(timeline=reel(hold("a", 10), windows=[sets_max(0, 1)])).play().wait(35)
    assert (deck.at, deck.transport.pass_, len(deck.left)) == ((0, 5), 4, 3)
    ahead = deck.transport.ahead()
    assert [(next(ahead).pass_, next(ahead).starts) for _ in range(2)] == [(5, 50 * 10**9), (7, 70 * 10**9)]
