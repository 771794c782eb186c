"""`within`: as many rounds as possible, or all rounds under a time cap (DESIGN §3, Windows)."""

import pytest

from player.session.events import IntervalEntered
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.session.reels import cap, every, fills, gap, hold, open_hold, reel, self_paced, sets_max, within

pytestmark = pytest.mark.core

AMRAP = reel(
    gap("a+prepare", 10),
    self_paced("a"),
    self_paced("b"),
    gap("a+rest", 5),
    hold("c", 10),
    windows=[within(1, 4, 60)],
)
FIXED = reel(hold("a", 10), gap("b+transition", 3), hold("b", 10), windows=[within(0, 3, 60)])


def round_of(deck: Deck, a: float, b: float) -> Deck:
    return deck.wait(a).press("enter").wait(b).press("enter")


def test_rounds_are_played_again_until_the_time_is_up() -> None:
    deck = Deck(timeline=FIXED).play().wait(70)
    assert deck.passes == [
        ("a", 1, DONE, 10),
        ("b+transition", 1, DONE, 3),
        ("b", 1, DONE, 10),
        ("a", 2, DONE, 10),
        ("b+transition", 2, DONE, 3),
        ("b", 2, DONE, 10),
        ("a", 3, DONE, 10),
        ("b+transition", 3, DONE, 3),
        ("b", 3, PARTIAL, 1),
    ]
    assert (deck.doing, deck.active) == ("finished", 60)


def test_the_pass_is_told_with_every_interval() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 8, 9).wait(5).forget()
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((1, 0), 2, 38)
    deck.press("enter")
    assert deck.events[-1] == IntervalEntered(2, 2)


def test_work_that_is_on_when_the_time_is_up_is_partial_and_the_tape_goes_on() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 20, 20).wait(5 + 15 + 4)
    assert deck.passes[-1] == ("a", 2, PARTIAL, 15.0)
    assert (deck.transport.index, deck.window_left, deck.transport.pass_) == (4, None, 1)
    assert "b" not in [path for path, pass_, *_ in deck.passes if pass_ == 2], (
        "what was not reached has no row"
    )


def test_a_rest_that_the_time_cuts_is_partial() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 30, 28).wait(2)
    assert deck.passes[-1] == ("a+rest", 1, PARTIAL, 2.0)
    assert deck.at == (4, 0.0)


def test_a_skip_goes_on_in_the_round_and_from_its_last_step_into_the_next() -> None:
    deck = Deck(timeline=AMRAP).play().wait(10 + 7).press("→").wait(3).press("→", "→")
    assert [(index, pass_) for index, pass_ in [(deck.transport.index, deck.transport.pass_)]] == [(1, 2)]
    assert deck.window_left == 53, "a lead-in stands still"
    assert [record[1] for record in deck.records[1:]] == [SKIPPED] * 3


def test_back_at_the_start_of_a_round_goes_to_the_end_of_the_one_before() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 8, 9).wait(5 + 1).press("←")
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((3, 0), 1, 43)
    deck.press("←", "←")
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((1, 0), 1, 60)
    deck.press("←")
    assert (deck.at, deck.window_left) == ((0, 0), None)


def test_back_from_behind_goes_to_where_the_time_was_up() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 20, 20).wait(5 + 15 + 1).press("←")
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((1, 0), 2, 15)


def test_back_in_a_round_that_was_chosen_goes_the_way_of_the_tape() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 8, 9).wait(5 + 2).seek(1)
    assert (deck.transport.pass_, deck.window_left) == (2, 38)
    deck.seek(2).seek(1).press("←")
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((3, 0), 1, 43)


def test_choosing_a_step_of_the_same_round_keeps_the_round_and_its_time() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 8, 9).wait(5 + 4).forget().seek(3)
    assert deck.passes == [("a", 2, SKIPPED, 4), ("b", 2, SKIPPED, 0)]
    assert (deck.transport.pass_, deck.window_left) == (2, 34)


def test_choosing_it_from_outside_begins_it_anew() -> None:
    deck = round_of(Deck(timeline=AMRAP).play().wait(10), 8, 9).wait(5).seek(0).wait(10)
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((1, 0), 1, 60)


def test_the_last_step_before_the_end_of_the_tape_leads_on_into_the_next_round() -> None:
    deck = Deck(timeline=FIXED).play().wait(13 + 4).press("→")
    assert (deck.at, deck.transport.pass_, deck.doing) == ((0, 0), 2, "leading in")


def test_a_time_cap_ends_rounds_that_took_too_long() -> None:
    tape = reel(
        self_paced("a@r1"), gap("a@r2+rest", 5), self_paced("a@r2"), hold("b", 10), windows=[cap(0, 3, 60)]
    )
    quick = Deck(timeline=tape).play().wait(10).press("enter").wait(15).press("enter")
    assert (quick.at, quick.active) == ((3, 0), 25)
    slow = Deck(timeline=tape).play().wait(50).press("enter").wait(5 + 6)
    assert slow.passes[-1] == ("a@r2", 1, PARTIAL, 5.0)
    assert slow.at == (3, 1.0)
    slower = Deck(timeline=tape).play().wait(61)
    assert (slower.at, slower.passes) == ((3, 1), [("a@r1", 1, PARTIAL, 60)])


def test_a_step_behind_the_planned_end_of_its_cap_can_be_chosen_all_the_same() -> None:
    tape = reel(hold("a", 50), hold("b", 30), hold("c", 30), windows=[cap(0, 3, 60)])
    deck = Deck(timeline=tape).seek(2).press("space").wait(3 + 30)
    assert deck.passes[-1] == ("c", 1, DONE, 30)


def test_the_end_of_an_outer_window_ends_the_inner_one() -> None:
    tape = reel(
        self_paced("a"), fills("a+every", None), hold("b", 4), gap("c", 9),
        windows=[within(0, 3, 50), every(0, 2, 20)],
    )  # fmt: skip
    deck = Deck(timeline=tape).play().wait(5).press("enter").wait(15)
    assert (deck.at, deck.window_left) == ((2, 0), 30)
    deck.wait(4 + 20 + 4)
    assert (deck.at, deck.transport.pass_) == ((0, 0), 3)
    assert deck.window_left == 2, "the outer one ends first"
    deck.wait(3)
    assert deck.at == (3, 1.0)
    assert deck.passes == [
        ("a", 1, DONE, 5),
        ("a+every", 1, DONE, 15),
        ("b", 1, DONE, 4),
        ("a", 2, PARTIAL, 20),
        ("b", 2, DONE, 4),
        ("a", 3, PARTIAL, 2),
    ]


def test_turns_of_sets_in_turns_of_rounds_are_all_different() -> None:
    tape = reel(
        hold("a", 5), self_paced("b", None), gap("b+rest", 2), windows=[within(0, 3, 60), sets_max(1, 3)]
    )
    deck = Deck(timeline=tape).play().wait(5)
    for _ in range(2):
        deck.wait(3).press("enter").wait(2).wait(4).press("enter").wait(1).press("→").wait(3 + 5)
    assert [(path, pass_) for path, pass_, *_ in deck.passes] == [
        ("a", 1),
        ("b", 1),
        ("b+rest", 1),
        ("b", 2),
        ("b+rest", 2),
        ("a", 2),
        ("b", 3),
        ("b+rest", 3),
        ("b", 4),
        ("b+rest", 4),
        ("a", 3),
    ]


def test_open_work_in_an_open_within_is_done_with_its_least() -> None:
    deck = Deck(timeline=reel(open_hold("a", 10), windows=[within(0, 1, 60)])).play()
    deck.wait(12).press("enter").wait(8).press("enter").wait(40)
    assert deck.passes == [("a", 1, DONE, 12), ("a", 2, PARTIAL, 8), ("a", 3, DONE, 40)]


def test_many_rounds_in_one_late_beat_are_as_in_many_early_ones() -> None:
    small = reel(hold("a", 0.03), gap("b", 0.007), hold("c", 5), windows=[within(0, 2, 3.3)])
    late, soon = (Deck(timeline=small, every=beat).play().wait(3.35) for beat in (0.95, 0.011))
    assert late.left == soon.left
    assert late.left[-1].done == 7
    assert (late.at, soon.at) == ((2, 0.05), (2, 0.05))


def test_a_window_ends_exactly_at_any_speed() -> None:
    for speed in (7 / 3, 20.0):
        deck = Deck(timeline=FIXED, speed=speed).play().wait(60.001)
        assert (deck.doing, deck.active) == ("finished", 60)
