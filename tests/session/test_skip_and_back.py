"""→ ← and g: DESIGN §5, and §7, a skip is never counted as done."""

import pytest

from player.routine.model import Step
from player.session.events import Finished, IntervalEntered, IntervalLeft, LeadIn, Outcome, Stopped
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.timeline.builders import exercise, rest, work

pytestmark = pytest.mark.core

HOLD = exercise("Stretch", hold=20)
HELD_REPS = exercise("Chin tuck", hold=5, reps=3, relax=3)
BEAT = exercise("Row", reps=3, tempo=[("up", 2), ("down", 2)])
FOR = exercise("March", lasting=20)
SELF_PACED = exercise("Curl", reps=8)
OPEN = exercise("Free")


# →
@pytest.mark.parametrize(
    ("step", "seconds", "record"),
    [
        (HOLD, 12.5, (0, SKIPPED, 12.5, None)),
        (HOLD, 0, (0, SKIPPED, 0, None)),
        (HOLD, 19.999, (0, SKIPPED, 19.999, None)),
        (FOR, 12.5, (0, SKIPPED, 12.5, None)),
        (BEAT, 3.9, (0, SKIPPED, 3.9, 0)),
        (BEAT, 4, (0, SKIPPED, 4, 1)),
        (BEAT, 11.9, (0, SKIPPED, 11.9, 2)),
        (HELD_REPS, 9, (0, SKIPPED, 9, 2)),
        (SELF_PACED, 33, (0, SKIPPED, 33, None)),
        (OPEN, 33, (0, SKIPPED, 33, None)),
    ],
)
def test_a_skip_is_never_counted_as_done_but_keeps_what_was(
    step: Step, seconds: float, record: tuple[int, str, float, int | None]
) -> None:
    deck = Deck(step, work("B")).play().wait(seconds).press("→")
    assert deck.records == [record]
    assert (deck.transport.index, deck.doing) == (1, "playing")


def test_a_gap_can_be_skipped() -> None:
    deck = Deck(work("A"), work("B"), prepare=10).play().wait(4).press("→")
    assert deck.records == [(0, SKIPPED, 4, None)]


def test_a_skip_into_work_gets_the_whole_lead_in() -> None:
    deck = Deck(work("A"), work("B")).play().wait(19).forget().press("→")
    assert deck.events[1:] == [IntervalEntered(2), LeadIn(3000)]
    deck.wait(3)
    assert (deck.doing, deck.at, deck.paused) == ("playing", (2, 0), 3)


def test_a_skip_into_a_gap_plays_on_at_once() -> None:
    deck = Deck(work("A"), work("B")).play().wait(4).press("→").wait(2)
    assert (deck.doing, deck.at, deck.lead_ins, deck.paused) == ("playing", (1, 2), [], 0)


def test_a_skip_in_the_lead_in_of_work_skips_that_work() -> None:
    deck = Deck(work("A"), work("B"), work("C")).play().wait(15).press("→").wait(1).press("→")
    assert deck.records == [(0, DONE, 10, None), (1, SKIPPED, 5, None), (2, SKIPPED, 0, None)]
    assert (deck.doing, deck.at, deck.paused) == ("playing", (3, 0), 1)


def test_from_lead_in_to_lead_in_the_whole_of_it_counts_as_paused() -> None:
    deck = Deck(work("A"), work("B"), work("C"), transition=0).play().wait(4).press("→").wait(1).press("→")
    deck.wait(3)
    assert (deck.doing, deck.at, deck.paused, deck.lead_ins) == ("playing", (2, 0), 4, [3, 3])


def test_a_skip_while_paused_stays_paused() -> None:
    deck = Deck(work("A"), work("B")).play().wait(4).press("space").wait(5).press("→", "→").wait(5)
    assert (deck.doing, deck.at, deck.active, deck.paused) == ("paused", (2, 0), 4, 10)
    assert deck.records == [(0, SKIPPED, 4, None), (1, SKIPPED, 0, None)]


def test_a_skip_in_the_last_interval_finishes_the_session() -> None:
    deck = Deck(work("A")).play().wait(4).forget().press("→")
    assert deck.records == [(0, SKIPPED, 4, None)]
    assert (deck.events[-1], deck.doing, deck.active) == (Finished(), "finished", 4)


def test_a_skip_in_the_last_interval_finishes_a_paused_session_too() -> None:
    deck = Deck(work("A")).play().wait(4).press("space").wait(6).press("→").wait(10)
    assert (deck.doing, deck.active, deck.paused) == ("finished", 4, 6)


def test_all_can_be_skipped() -> None:
    deck = Deck(work("A"), work("B"), prepare=10).play().press(*["→"] * 4)
    assert deck.records == [(index, SKIPPED, 0, None) for index in range(4)]
    assert (deck.doing, deck.active) == ("finished", 0)


def test_before_the_beginning_a_skip_moves_the_playhead_and_nothing_plays() -> None:
    deck = Deck(work("A"), work("B")).press("→").wait(5)
    assert (deck.doing, deck.at, deck.active) == ("paused", (1, 0), 0)
    assert deck.records == [(0, SKIPPED, 0, None)]


# ←
def test_back_goes_to_the_start_of_this_interval() -> None:
    deck = Deck(HOLD, work("B")).play().wait(12).forget().press("←")
    assert deck.records == [(0, PARTIAL, 12, None)]
    assert deck.events[1:] == [IntervalEntered(0), LeadIn(3000)]
    deck.forget().wait(23)
    assert deck.records == [(0, DONE, 20, None)]
    assert deck.active == 32


@pytest.mark.parametrize(("seconds", "index"), [(0, 0), (1.999, 0), (2, 1), (9, 1)])
def test_back_in_the_first_two_seconds_goes_to_the_interval_before(seconds: float, index: int) -> None:
    deck = Deck(work("A"), work("B")).play().wait(10 + seconds).press("←")
    assert deck.transport.index == index


def test_back_twice_walks_back() -> None:
    deck = Deck(work("A"), work("B"), prepare=10).play().wait(35).press("←", "←", "←", "←", "←")
    assert deck.transport.index == 0


def test_back_at_the_very_beginning_stays_there() -> None:
    deck = Deck(work("A"), prepare=10).play().wait(1).forget().press("←")
    assert deck.records == [(0, PARTIAL, 1, None)]
    assert (deck.at, deck.doing) == ((0, 0), "playing")


def test_what_was_never_played_is_not_left_by_going_back() -> None:
    deck = Deck(work("A"), work("B")).play().wait(20).press("space").forget().press("←")
    assert (deck.records, deck.at) == ([], (1, 0))


def test_back_into_a_gap_plays_at_once_and_into_work_after_the_lead_in() -> None:
    deck = Deck(work("A"), work("B")).play().wait(21).press("←")
    assert (deck.at, deck.doing, deck.lead_ins) == ((1, 0), "playing", [])
    deck.press("←")
    assert (deck.at, deck.doing, deck.lead_ins) == ((0, 0), "leading in", [3])


def test_back_while_paused_stays_paused() -> None:
    deck = Deck(HOLD).play().wait(12).press("space").wait(5).press("←").wait(5)
    assert (deck.doing, deck.at, deck.paused) == ("paused", (0, 0), 10)


def test_back_counts_the_place_and_not_the_time_since() -> None:
    deck = Deck(BEAT, HOLD).play().wait(22 + 1).press("space").wait(60).press("space").wait(3).press("←")
    assert deck.transport.index == 1


def test_back_from_half_a_second_rewound_to_a_rep_goes_by_where_the_playhead_is() -> None:
    deck = Deck(work("A"), BEAT).play().wait(20 + 3.5).press("space", "space").press("←")
    assert deck.transport.index == 1


def test_back_forgets_the_changed_length() -> None:
    deck = Deck(HOLD).play().wait(5).press("]").wait(5).press("←")
    assert deck.transport.planned == 20_000
    assert deck.left[0].planned == 30_000


# g
def test_g_forward_skips_what_it_jumps_over() -> None:
    deck = Deck(HOLD, BEAT, HELD_REPS, OPEN).play().wait(5).forget().seek(6)
    assert deck.events == [
        IntervalLeft(0, Outcome.SKIPPED, 20_000, 5000, None, 0),
        IntervalLeft(1, Outcome.SKIPPED, 10_000, 0, None, 5000),
        IntervalLeft(2, Outcome.SKIPPED, 12_000, 0, 0, 5000),
        IntervalLeft(3, Outcome.SKIPPED, 10_000, 0, None, 5000),
        IntervalLeft(4, Outcome.SKIPPED, 21_000, 0, 0, 5000),
        IntervalLeft(5, Outcome.SKIPPED, 10_000, 0, None, 5000),
        IntervalEntered(6),
        LeadIn(3000),
    ]


def test_g_backward_leaves_only_this_interval() -> None:
    deck = Deck(work("A"), work("B"), work("C")).play().wait(44).forget().seek(0)
    assert deck.records == [(4, PARTIAL, 4, None)]
    assert (deck.at, deck.doing, deck.lead_ins) == ((0, 0), "leading in", [3])
    deck.forget().wait(53)
    assert [record[:3] for record in deck.records] == [(index, DONE, 10) for index in range(5)]


def test_g_to_a_gap_plays_at_once() -> None:
    deck = Deck(work("A"), rest(30), work("B"), work("C")).play().wait(4).seek(1)
    assert (deck.at, deck.doing) == ((1, 0), "playing")


def test_g_to_where_we_are_begins_it_again() -> None:
    deck = Deck(HOLD).play().wait(12).forget().seek(0)
    assert deck.records == [(0, PARTIAL, 12, None)]
    assert (deck.at, deck.doing) == ((0, 0), "leading in")


def test_g_while_paused_stays_paused() -> None:
    deck = Deck(work("A"), work("B"), work("C")).play().wait(4).press("space").seek(4).wait(9)
    assert (deck.doing, deck.at, deck.paused) == ("paused", (4, 0), 9)
    deck.press("space").wait(3 + 10)
    assert (deck.doing, deck.active) == ("finished", 14)


def test_a_later_pass_is_reported_again_with_its_own_seconds() -> None:
    deck = Deck(work("A"), work("B")).play().wait(10).seek(0).wait(3 + 10 + 10 + 4).press("q")
    assert deck.records == [
        (0, DONE, 10, None),
        (0, DONE, 10, None),
        (1, DONE, 10, None),
        (2, PARTIAL, 4, None),
    ]
    assert [left.started for left in deck.left] == [0, 10_000, 20_000, 30_000]


# q
@pytest.mark.parametrize(
    ("step", "seconds", "records"),
    [
        (HOLD, 12, [(0, PARTIAL, 12, None)]),
        (BEAT, 7.9, [(0, PARTIAL, 7.9, 1)]),
        (BEAT, 11, [(0, PARTIAL, 11, 2)]),
        (HELD_REPS, 9, [(0, PARTIAL, 9, 2)]),
        (SELF_PACED, 12, [(0, PARTIAL, 12, None)]),
        (OPEN, 12, [(0, PARTIAL, 12, None)]),
        (HOLD, 0, []),
    ],
)
def test_stopping_keeps_what_was_done_and_adds_nothing(
    step: Step, seconds: float, records: list[tuple[int, str, float, int | None]]
) -> None:
    deck = Deck(step, work("B")).play().wait(seconds).forget().press("q")
    assert (deck.records, deck.doing, deck.active) == (records, "stopped", seconds)
    assert deck.events[-1] == Stopped()


def test_stopping_in_a_gap_keeps_its_seconds() -> None:
    deck = Deck(work("A"), work("B")).play().wait(14).press("q")
    assert deck.records == [(0, DONE, 10, None), (1, PARTIAL, 4, None)]


@pytest.mark.parametrize("keys", [("space",), ("space", "space")])
def test_stopping_while_the_tape_stands_still_keeps_the_same(keys: tuple[str, ...]) -> None:
    deck = Deck(HOLD).play().wait(12).press(*keys).wait(2).press("q").wait(9)
    assert (deck.records, deck.active, deck.paused) == ([(0, PARTIAL, 12, None)], 12, 2)


def test_stopping_before_the_beginning_leaves_nothing() -> None:
    deck = Deck(HOLD).press("q")
    assert (deck.doing, deck.events) == ("stopped", [Stopped()])


@pytest.mark.parametrize("end", ["q", "→", "enter", "time"])
def test_after_the_end_nothing_changes(end: str) -> None:
    deck = Deck(HOLD).play().wait(5)
    if end == "time":
        deck.wait(15)
    else:
        deck.press(end)
    before = (deck.transport.state, deck.active, deck.paused, deck.transport.index)
    deck.forget().wait(5).press("space", "enter", "→", "←", "]", "[", "q").seek(0).play().wait(5)
    assert deck.events == []
    assert (deck.transport.state, deck.active, deck.paused, deck.transport.index) == before


# Words before the lead-in


def test_a_lead_in_can_be_put_off_until_something_was_said() -> None:
    deck = Deck(work("A"), work("B")).play().wait(19).press("→").wait(0.4)
    deck.transport.put_off(deck.clock.now() + 5_000_000_000)
    deck.wait(4.9)
    assert deck.doing == "leading in"
    deck.wait(0.1)
    assert (deck.doing, deck.at, deck.paused) == ("playing", (2, 0), 5.4)


def test_a_lead_in_is_never_put_off_to_before_its_time() -> None:
    deck = Deck(work("A"), work("B")).play().wait(19).press("→")
    deck.transport.put_off(deck.clock.now() + 1_000_000_000)
    deck.wait(2.9)
    assert deck.doing == "leading in"
    deck.wait(0.1)
    assert deck.doing == "playing"


def test_nothing_but_a_lead_in_can_be_put_off() -> None:
    deck = Deck(work("A"), work("B")).play().wait(4)
    deck.transport.put_off(deck.clock.now() + 5_000_000_000)
    assert deck.wait(1).at == (0, 5)
