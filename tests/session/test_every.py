"""`every`: each round starts on its beat, whatever the work before it took (DESIGN §3, Windows)."""

import pytest

from player.session.events import IntervalEntered, LeadIn
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.session.reels import every, fills, free, gap, hold, open_hold, reel, self_paced

pytestmark = pytest.mark.core

FIXED = reel(
    hold("a1", 20), fills("a1+every", 40), hold("a2", 20), fills("a2+every", 40), hold("b", 10),
    windows=[every(0, 2, 60), every(2, 4, 60)],
)  # fmt: skip
PACED = reel(
    self_paced("a1"), fills("a1+every", None), self_paced("a2"), fills("a2+every", None), hold("b", 10),
    windows=[every(0, 2, 60), every(2, 4, 60)],
)  # fmt: skip


def test_fixed_rounds_start_on_the_beat() -> None:
    deck = Deck(timeline=FIXED).play().wait(130)
    assert deck.records == [
        (0, DONE, 20, None),
        (1, DONE, 40, None),
        (2, DONE, 20, None),
        (3, DONE, 40, None),
        (4, DONE, 10, None),
    ]
    assert (deck.doing, deck.active) == ("finished", 130)


def test_the_rest_lasts_until_the_beat_however_long_the_work_took() -> None:
    deck = Deck(timeline=PACED).play().wait(33).press("enter")
    assert (deck.at, deck.transport.remaining, deck.transport.planned) == ((1, 0), 27_000, 27_000)
    deck.wait(27 + 50).press("enter")
    assert (deck.at, deck.transport.remaining) == ((3, 0), 10_000)
    deck.wait(20)
    assert [record[2] for record in deck.records] == [33, 27, 50, 10, 10]
    assert deck.active == 130


def test_work_that_is_still_on_ends_on_the_beat_as_partial() -> None:
    deck = Deck(timeline=PACED).play().wait(61)
    assert deck.records == [(0, PARTIAL, 60, None)]
    assert deck.at == (2, 1), "the rest of no length is not played"


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        (open_hold("a", 30), DONE),
        (open_hold("a", 70), PARTIAL),
        (open_hold("a"), DONE),
        (self_paced("a", None), DONE),
        (self_paced("a", 8), PARTIAL),
        (free("a"), PARTIAL),
        (hold("a", 90), PARTIAL),
        (hold("a", 60), DONE),
    ],
    ids=["30s+", "70s+", "max", "max reps", "8 reps", "no dose", "too long", "just so"],
)
def test_what_the_beat_ends_is_done_if_the_least_was_reached(work: object, outcome: str) -> None:
    assert isinstance(work, type(hold("a", 1)))
    deck = Deck(timeline=reel(work, hold("b", 10), windows=[every(0, 1, 60)])).play().wait(65)
    assert deck.records == [(0, outcome, 60, None)]
    assert deck.at == (1, 5)


def test_enter_before_the_end_of_fixed_work_leaves_a_longer_rest() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).press("enter")
    assert deck.transport.remaining == 55_000
    deck.wait(55)
    assert deck.at == (2, 0)


def test_a_skip_in_the_work_leaves_a_longer_rest_and_the_beat_stays() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).press("→").wait(55)
    assert (deck.at, deck.records[:2]) == ((2, 0), [(0, SKIPPED, 5, None), (1, DONE, 55, None)])


@pytest.mark.parametrize(("key", "outcome"), [("→", SKIPPED), ("enter", DONE)])
def test_leaving_the_rest_begins_the_next_round_whose_beat_counts_from_the_key(
    key: str, outcome: str
) -> None:
    deck = Deck(timeline=FIXED).play().wait(25).forget().press(key)
    assert deck.records == [(1, outcome, 5, None)]
    assert deck.events[1:] == [IntervalEntered(2), LeadIn(3000)]
    assert deck.window_left == 60
    deck.wait(3 + 60)
    assert (deck.at, deck.active) == ((4, 0), 25 + 60)


@pytest.mark.parametrize("key", ["]", "["])
def test_the_rest_until_the_beat_keeps_its_length(key: str) -> None:
    deck = Deck(timeline=FIXED).play().wait(25).press(key)
    assert deck.refusals == ["This rest ends on the beat."]
    assert deck.at == (1, 5)


def test_longer_work_leaves_less_rest_and_never_moves_the_beat() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).press("]", "]").wait(35)
    assert (deck.at, deck.transport.remaining) == ((1, 0), 20_000)
    deck.wait(20)
    assert (deck.at, deck.active) == ((2, 0), 60)


def test_work_cannot_be_made_longer_than_its_round() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).press("]", "]", "]", "]", "]")
    assert deck.lengths == [30, 40, 50, 60]
    assert deck.refusals == ["There is no more time to give here."]
    deck.wait(55)
    assert deck.records == [(0, DONE, 60, None)]
    assert deck.at == (2, 0)


def test_shorter_work_leaves_more_rest() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).press("[").wait(5)
    assert (deck.at, deck.transport.remaining) == ((1, 0), 50_000)


def test_a_pause_moves_the_beat_by_its_length() -> None:
    deck = Deck(timeline=PACED).play().wait(30).press("space").wait(100).press("space").wait(3 + 30)
    assert (deck.at, deck.active) == ((2, 0), 60)


def test_back_in_the_work_gives_its_time_back() -> None:
    deck = Deck(timeline=FIXED).play().wait(12).press("←")
    assert deck.window_left == 60
    deck.wait(3 + 20)
    assert (deck.at, deck.transport.remaining) == ((1, 0), 40_000)


def test_back_from_the_rest_gives_back_what_the_work_took() -> None:
    deck = Deck(timeline=PACED).play().wait(33).press("enter").wait(1).press("←")
    assert (deck.at, deck.window_left) == ((0, 0), 60)


def test_back_from_the_next_round_leads_into_the_rest_as_it_was() -> None:
    deck = Deck(timeline=PACED).play().wait(50).press("enter").wait(11).press("←")
    assert (deck.at, deck.transport.remaining, deck.doing) == ((1, 0), 10_000, "playing")
    deck.wait(10)
    assert deck.at == (2, 0)


def test_a_round_that_is_chosen_begins_anew() -> None:
    deck = Deck(timeline=FIXED).play().wait(50).seek(2)
    assert deck.window_left == 60
    deck.seek(3)
    assert (deck.window_left, deck.transport.remaining) == (60, 60_000), "nothing of the work was played"


def test_the_rest_that_is_chosen_from_afar_lasts_as_planned() -> None:
    deck = Deck(timeline=FIXED).play().wait(5).seek(3)
    assert (deck.window_left, deck.transport.remaining) == (40, 40_000)


def test_a_start_in_the_rest_lasts_as_planned() -> None:
    deck = Deck(timeline=FIXED, start=1).play().wait(40)
    assert deck.at == (2, 0)


def test_many_boundaries_in_one_late_beat_are_where_they_are() -> None:
    small = reel(
        *[part for n in range(40) for part in (hold(f"w{n}", 0.03), fills(f"w{n}+every", 0.02))],
        hold("b", 5),
        windows=[every(2 * n, 2 * n + 2, 0.05) for n in range(40)],
    )
    late, soon = (Deck(timeline=small, every=beat).play().wait(2.5) for beat in (0.9, 0.01))
    assert late.left == soon.left
    assert (late.at, late.transport.state) == (soon.at, soon.transport.state)
    assert len(late.left) == 80


def test_after_the_windows_nothing_is_left_of_them() -> None:
    deck = Deck(timeline=FIXED).play().wait(121)
    assert (deck.window_left, deck.transport.pass_) == (None, 1)


def test_a_gap_between_rounds_is_in_no_window() -> None:
    tape = reel(
        self_paced("a1"), fills("a1+every", None), gap("a2+rest", 7),
        self_paced("a2"), fills("a2+every", None),
        windows=[every(0, 2, 30), every(3, 5, 30)],
    )  # fmt: skip
    deck = Deck(timeline=tape).play().wait(32)
    assert (deck.at, deck.window_left) == ((2, 2), None)
    deck.wait(5 + 30)
    assert (deck.doing, deck.active) == ("finished", 67)


def test_what_comes_by_itself_is_known_ahead() -> None:
    deck = Deck(timeline=PACED).play().wait(33).press("enter").wait(7)
    assert [(coming.index, coming.starts / 1e9, coming.length) for coming in deck.transport.ahead()] == [
        (2, 60, 60_000),
        (4, 120, 10_000),
        (5, 130, None),
    ]


def test_what_was_played_before_is_known_where_the_beat_leaves_out_the_rest() -> None:
    deck = Deck(timeline=PACED).play().wait(61)
    assert (deck.at[0], deck.transport.came_from) == (2, 0)
    deck.press("←")
    assert deck.transport.came_from is None, "back at the beginning"
