"""Editing while a session is on: the playhead finds its place again (DESIGN §4 and §5, `e`)."""

import pytest

from player.session.events import IntervalEntered, Paused
from player.session.same_place import same_place
from player.timeline.model import Timeline
from tests.session.deck import DONE, PARTIAL, Deck
from tests.session.reels import counted, every, fills, gap, hold, open_hold, reel, within

pytestmark = pytest.mark.core


def paths(*names: str) -> Timeline:
    """Names with a `+` are gaps."""
    return reel(*(gap(name, 5) if "+" in name else hold(name, 10) for name in names))


OLD = paths(
    "row@s1", "row@s2+rest", "row@s2", "neck/curl@r1+transition", "neck/curl@r1", "press+transition", "press"
)


@pytest.mark.parametrize(
    ("path", "new", "place"),
    [
        ("row@s2", paths("a", "row@s1", "row@s2"), ("row@s2", True)),
        ("row@s2+rest", paths("row@s1", "row@s2+rest", "row@s2"), ("row@s2+rest", True)),
        ("row@s2", paths("row", "press"), ("row", False)),
        ("row@s1", paths("row@r1.s1", "row@r1.s2", "row@r2.s1"), ("row@r1.s1", False)),
        ("row@s2", paths("row@r1.s1", "row@r1.s2", "row@r2.s1"), ("row@r1.s2", False)),
        ("row@s2+rest", paths("a", "row@r1.s1", "row@r1.s2"), ("row@r1.s2", False)),
        ("press+transition", paths("row@s1", "press"), ("press", False)),
        ("press", paths("row@s1", "neck/curl@r1", "b"), ("neck/curl@r1", False)),
        ("press", paths("row@s1", "neck/shrug@r1", "b"), ("row@s1", False)),
        ("neck/curl@r1", paths("curl", "row@s2"), ("row@s2", False)),
        ("row@s1", paths("x", "y"), ("x", False)),
    ],
    ids=range(11),
)
def test_it_is_the_same_path_else_the_same_step_else_the_nearest_before(
    path: str, new: Timeline, place: tuple[str, bool]
) -> None:
    index = [str(interval.path) for interval in OLD.intervals].index(path)
    found, exact = same_place(OLD, index, new)
    assert (new.intervals[found].path, exact) == place


def test_behind_the_end_is_the_last_one() -> None:
    assert same_place(OLD, len(OLD.intervals), paths("x", "press")) == (1, True)


def test_an_interval_that_stayed_as_it_was_goes_on_where_it_was() -> None:
    new = reel(hold("x", 30), hold("a", 20)._replace(line=9, step=2), hold("b", 10))
    deck = Deck(timeline=reel(hold("a", 20), hold("b", 10))).play().wait(12).press("space").forget()
    deck.events.extend(deck.transport.change_tape(new, 1))
    assert (deck.events, deck.at, deck.doing, deck.transport.remaining) == ([], (1, 12), "paused", 8000)
    deck.press("space").wait(3 + 8 + 10)
    assert (deck.doing, deck.active, deck.paused) == ("finished", 30, 3)
    assert deck.records == [(1, DONE, 20, None), (2, DONE, 10, None)]


def test_one_that_was_changed_begins_anew_and_what_was_done_of_it_is_kept() -> None:
    deck = Deck(timeline=reel(hold("a", 20), hold("b", 10))).play().wait(12).press("space").wait(5).forget()
    deck.events.extend(deck.transport.change_tape(reel(hold("a", 40), hold("b", 10)), 0))
    assert deck.records == [(0, PARTIAL, 12, None)]
    assert deck.events[1:] == [IntervalEntered(0)]
    assert (deck.at, deck.doing, deck.active, deck.paused) == ((0, 0), "paused", 12, 5)
    deck.press("space").wait(3 + 40)
    assert (deck.at, deck.active) == ((1, 0), 52)


def test_a_tape_that_moves_is_paused_first() -> None:
    deck = Deck(timeline=reel(hold("a", 20))).play().wait(12)
    assert deck.transport.change_tape(reel(hold("a", 20), hold("b", 1)), 0) == (Paused(),)
    deck.wait(60)
    assert (deck.doing, deck.at, deck.paused) == ("paused", (0, 12), 60)


def test_before_the_beginning_only_the_place_changes() -> None:
    deck = Deck(timeline=reel(hold("a", 20)))
    assert deck.transport.change_tape(reel(hold("b", 5), hold("a", 30)), 1) == ()
    deck.play()
    assert (deck.doing, deck.at, deck.transport.planned) == ("leading in", (1, 0), 30_000)


def test_after_the_end_nothing_changes() -> None:
    deck = Deck(timeline=reel(hold("a", 20))).play().press("→")
    assert deck.transport.change_tape(reel(hold("b", 5)), 0) == ()
    assert deck.doing == "finished"


def test_a_changed_length_stays_with_an_interval_that_stayed() -> None:
    deck = Deck(timeline=reel(hold("a", 20))).play().wait(5).press("]")
    deck.transport.change_tape(reel(hold("x", 1), hold("a", 20)), 1)
    assert deck.transport.remaining == 25_000


def test_open_phases_that_are_over_stay_over() -> None:
    lift = counted("a", 2, ("lift", 2), ("hang+", 5), ("lower", 3))
    deck = Deck(timeline=reel(lift)).play().wait(20).press("enter").wait(1)
    deck.transport.change_tape(reel(hold("x", 1), lift), 1)
    assert deck.transport.phases[1].duration == 18_000


def test_a_window_that_stayed_goes_on_with_its_time_and_its_passes() -> None:
    old = reel(hold("a", 10), hold("b", 10), windows=[within(0, 2, 100)])
    new = reel(hold("x", 5), hold("a", 10), hold("b", 10), windows=[within(1, 3, 100)])
    deck = Deck(timeline=old).play().wait(10 + 10 + 4)
    deck.transport.change_tape(new, 1)
    assert (deck.at, deck.transport.pass_, deck.window_left) == ((1, 4), 2, 76)


def test_a_window_that_was_changed_begins_as_planned() -> None:
    old = reel(open_hold("a"), fills("a+every", None), windows=[every(0, 2, 60)])
    new = reel(open_hold("a"), fills("a+every", None), windows=[every(0, 2, 90)])
    deck = Deck(timeline=old).play().wait(20).press("enter").wait(5)
    deck.transport.change_tape(new, 1)
    assert (deck.at, deck.window_left, deck.transport.remaining) == ((1, 5), 85, 85_000)


def test_in_another_tape_back_goes_the_way_of_that_tape() -> None:
    deck = Deck(timeline=reel(hold("a", 10), hold("b", 10))).play().wait(11)
    deck.transport.change_tape(reel(hold("a", 10), hold("x", 7), hold("b", 10)), 2)
    deck.press("←")
    assert deck.transport.interval.path == "x"
