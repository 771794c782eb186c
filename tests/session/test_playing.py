"""A tape left to itself: DESIGN §2, a fixed interval ends at its start plus its duration exactly."""

import pytest

from player.session.clock import NS_PER_MS
from player.session.events import Finished, IntervalEntered, IntervalLeft, LeadIn, Outcome
from tests.session.deck import DONE, Deck
from tests.timeline.builders import exercise, rest, work

pytestmark = pytest.mark.core

BEAT_WORK = exercise("Row", reps=3, tempo=[("up", 2), ("down", 2)])
ALL_TIMED = (
    exercise("Stretch", hold=20, sides=("right", "left")),
    BEAT_WORK,
    exercise("Chin tuck", hold=5, reps=3),
    rest(30),
    exercise("March", lasting=25, prepare=8),
    exercise("Step", lasting=15, tempo=[("up", 2), ("down", 2)]),
)


def test_before_play_nothing_moves() -> None:
    deck = Deck(work("A")).wait(60)
    assert (deck.doing, deck.events, deck.active, deck.paused) == ("ready", [], 0, 0)


def test_time_before_play_counts_for_nothing() -> None:
    deck = Deck(work("A")).wait(60).play().wait(4)
    assert (deck.at, deck.active, deck.paused) == ((0, 4), 4, 0)


def test_a_session_without_a_key_does_all_of_it() -> None:
    deck = Deck(*ALL_TIMED, prepare=10).play().wait(300)
    planned = [interval.duration for interval in deck.timeline.intervals]
    assert [(left.index, left.done) for left in deck.left] == list(enumerate(planned))
    assert {left.outcome for left in deck.left} == {Outcome.DONE}
    assert [left.planned for left in deck.left] == planned
    assert deck.doing == "finished"
    assert deck.transport.active == deck.timeline.planned
    assert deck.paused == 0


def test_every_interval_is_entered_then_left_and_the_end_is_told_once() -> None:
    deck = Deck(work("A"), work("B"), prepare=5).play().wait(60)
    told = [
        (type(event).__name__, event.index)
        for event in deck.events
        if isinstance(event, IntervalEntered | IntervalLeft)
    ]
    assert told == [(kind, index) for index in range(4) for kind in ("IntervalEntered", "IntervalLeft")]
    assert [event for event in deck.events if isinstance(event, Finished)] == [Finished()]
    assert deck.events[-1] == Finished()


def test_what_is_left_knows_when_it_was_entered() -> None:
    deck = Deck(*ALL_TIMED, prepare=10).play().wait(300)
    assert [left.started for left in deck.left] == list(deck.timeline.starts())


def test_whole_reps_are_counted() -> None:
    deck = Deck(*ALL_TIMED).play().wait(300)
    assert [left.done_reps for left in deck.left] == [None, None, None, None, 3, None, 3, *[None] * 5]


@pytest.mark.parametrize("every", [0.01, 0.3, 0.77, 1.0])
def test_an_interval_ends_on_time_however_late_that_is_noticed(every: float) -> None:
    deck = Deck(*ALL_TIMED, prepare=10, every=every).play().wait(300)
    reference = Deck(*ALL_TIMED, prepare=10, every=0.05).play().wait(300)
    assert deck.left == reference.left
    assert deck.active == reference.active


def test_several_intervals_may_pass_between_two_beats() -> None:
    deck = Deck(exercise("A", hold=0.2, sets=4, rest=0.1), every=1.0).play().wait(1)
    assert [left.done for left in deck.left] == [200, 100, 200, 100, 200, 100]
    assert deck.at == (6, 0.1)


@pytest.mark.parametrize("step", [exercise("A", reps=8), exercise("A")])
def test_open_work_waits_for_ever(step: object) -> None:
    assert isinstance(step, type(BEAT_WORK))
    deck = Deck(step, work("B")).play().wait(7200)
    assert (deck.at, deck.transport.remaining, deck.transport.deadline) == ((0, 7200), None, None)


def test_the_deadline_is_the_end_of_the_interval() -> None:
    deck = Deck(work("A"), speed=4).play().wait(2)
    assert deck.transport.deadline == round(10 / 4 * 1000) * NS_PER_MS


def test_a_place_on_the_tape_has_a_time_while_the_tape_moves_or_is_about_to() -> None:
    deck = Deck(work("A")).play().wait(2)
    assert deck.transport.clock_time_of(7000) == 7000 * NS_PER_MS
    deck.press("space").wait(5)
    assert deck.transport.clock_time_of(7000) is None
    deck.press("space")
    assert deck.transport.clock_time_of(2000) == 10_000 * NS_PER_MS
    assert deck.transport.clock_time_of(7000) == 15_000 * NS_PER_MS


def test_a_start_in_the_middle_at_work_gets_the_lead_in() -> None:
    deck = Deck(work("A"), work("B"), start=2).play()
    assert deck.events == [IntervalEntered(2), LeadIn(3000)]
    deck.wait(13)
    assert deck.records == [(2, DONE, 10, None)]
    assert (deck.doing, deck.paused, deck.now) == ("finished", 3, 13)


def test_a_start_in_the_middle_at_a_gap_plays_at_once() -> None:
    deck = Deck(work("A"), work("B"), start=1).play()
    assert (deck.doing, deck.lead_ins) == ("playing", [])


def test_play_again_changes_nothing() -> None:
    deck = Deck(work("A")).play().wait(3).forget().play()
    assert (deck.events, deck.at) == ([], (0, 3))


def test_the_phase_and_the_rest_of_the_interval_are_those_of_the_moment() -> None:
    deck = Deck(BEAT_WORK).play().wait(6.5)
    phase = deck.transport.phase
    assert phase is not None
    assert (phase.rep, phase.label) == (2, "down")
    assert deck.transport.remaining == 5500


@pytest.mark.parametrize("speed", [0.5, 1.5, 3, 7, 20])
def test_the_records_are_the_same_at_every_speed(speed: float) -> None:
    def played(speed: float) -> Deck:
        deck = Deck(*ALL_TIMED, prepare=10, speed=speed, every=0.01).play()
        deck.wait(3.5).press("enter").wait(12).press("space").wait(6).press("space").wait(13).press("→")
        deck.wait(1).press("←").wait(4).press("]").wait(25).press("enter").wait(8).seek(9).wait(10)
        return deck.press("[").wait(10).press("q")

    assert played(speed).left == played(1).left
    assert played(speed).active == played(1).active


def test_no_nanosecond_that_the_speed_rounds_off_shortens_an_interval() -> None:
    deck = Deck(work("A"), work("B"), work("C"), transition=0, speed=3).play()
    deck.wait_real(0.0005).press("enter").wait(20)
    assert [left.done for left in deck.left[1:]] == [10_000, 10_000]
