"""What holds for every session on tapes with windows, open work and open phases, whatever is pressed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.events import IntervalEntered, IntervalLeft, Outcome
from player.session.state import Ended, Playing
from player.timeline.model import Dose, Interval, Kind, Timeline, Window
from tests.session.deck import Deck
from tests.session.reels import (
    cap,
    counted,
    every,
    fills,
    free,
    gap,
    hold,
    moving,
    open_hold,
    reel,
    self_paced,
    sets_max,
    within,
)
from tests.session.scripts import LONGEST_BEAT, Press, Script, Stall, Stopwatch, Wait, run, scripts, speeds

pytestmark = pytest.mark.core

WORK: tuple[Callable[[str], Interval], ...] = (
    lambda name: hold(name, 2.5),
    lambda name: open_hold(name, 3),
    self_paced,
    free,
    lambda name: moving(name, None, 2),
    lambda name: counted(name, 3, ("up", 0.7), ("down", 1.1)),
    lambda name: counted(name, 3, ("up", 0.7), ("down", 1.1), is_open=True),
    lambda name: counted(name, None, ("up", 0.7), ("down", 1.1)),
    lambda name: counted(name, 2, ("up", 0.7), ("top+", 0.5), ("down", 1.1)),
    lambda name: counted(name, None, ("top+", 0), ("down", 1.1)),
    lambda name: counted(name, 2, ("hold", 1.5), ("relax", 0.5), is_open=True, dose=Dose.HELD_REPS),
    lambda name: counted(name, 2, ("hold+", 1.5), ("relax", 0.5), dose=Dose.HELD_REPS),
)
GAPS: tuple[Callable[[str], Interval], ...] = (lambda name: gap(name, 1.3), lambda name: gap(name, None))


class _Laying:
    """Lays random steps, windows in windows, as the compiler would."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.intervals: list[Interval] = []
        self.windows: list[Window] = []

    def step(self, depth: int) -> None:
        kind = self.draw(
            st.sampled_from(["work", "work", "every", "within", "cap", "sets"] if depth else ["work"])
        )
        first, place = len(self.intervals), len(self.windows)
        if kind == "work":
            self.lay(WORK + GAPS)
            return
        if kind == "sets":
            self.lay(WORK)
            if self.draw(st.booleans()):
                self.intervals.append(gap(f"{first}+rest", 1.7))
        else:
            for _ in range(self.draw(st.integers(1, 3))):
                self.step(depth - 1)
        seconds = self.draw(st.sampled_from([0.8, 4.0, 9.999, 30.0]))
        if kind == "every":
            self.intervals.append(fills(f"{first}+every", self.draw(st.sampled_from([None, 2.0]))))
        end = len(self.intervals)
        made = {"every": every, "within": within, "cap": cap}
        window = sets_max(first, end) if kind == "sets" else made[kind](first, end, seconds)
        self.windows.insert(place, window)

    def lay(self, parts: tuple[Callable[[str], Interval], ...]) -> None:
        self.intervals.append(self.draw(st.sampled_from(parts))(str(len(self.intervals))))


@st.composite
def reels(draw: st.DrawFn) -> Timeline:
    laying = _Laying(draw)
    for _ in range(draw(st.integers(1, 4))):
        laying.step(2)
    return reel(*laying.intervals, windows=laying.windows)


@given(reels(), scripts(sleep=True), speeds)
def test_what_was_done_adds_up_to_what_was_active(timeline: Timeline, script: Script, speed: float) -> None:
    deck = Deck(timeline=timeline, speed=speed)
    run(deck, script)
    deck.press("q")
    assert sum(left.done for left in deck.left) == deck.transport.active
    at = 0
    for left in deck.left:
        assert left.started == at
        at += left.done


@given(reels(), scripts(sleep=True), speeds)
def test_the_tape_moves_exactly_while_it_ought_to(timeline: Timeline, script: Script, speed: float) -> None:
    deck = Deck(timeline=timeline, speed=speed)

    def check(watch: Stopwatch) -> None:
        if not isinstance(deck.transport.state, Ended):  # the end itself may be noticed late
            moved = watch.total(deck.clock.now()) * speed / NS_PER_MS
            assert abs(deck.transport.active - moved) < 1
            real = deck.clock.now() / NS_PER_MS
            assert abs(deck.transport.active / speed + deck.transport.paused - real) < 2

    run(deck, [act for act in script if not isinstance(act, Stall)], check)


@given(reels(), scripts(), st.integers(LONGEST_BEAT // 9, LONGEST_BEAT), st.integers(10_000_000, 50_000_000))
@example(
    reel(hold("a", 0.2), gap("b", 0.1), hold("c", 5), windows=[within(0, 2, 2.9)]),
    [Wait(4 * NS_PER_S, NS_PER_S)],
    NS_PER_S,
    NS_PER_S // 50,
)
def test_noticing_late_changes_no_record(timeline: Timeline, script: Script, late: int, soon: int) -> None:
    def at_most(longest: int) -> Deck:
        deck = Deck(timeline=timeline)
        run(deck, [replace(act, every=longest) if isinstance(act, Wait) else act for act in script])
        return deck

    rarely, often = at_most(late), at_most(soon)
    assert rarely.left == often.left
    assert rarely.transport.state == often.transport.state
    assert (rarely.at, rarely.transport.pass_, rarely.window_left) == (
        often.at,
        often.transport.pass_,
        often.window_left,
    )


@given(reels(), scripts(sleep=True), speeds)
def test_the_playhead_stays_inside_its_interval_and_its_windows(
    timeline: Timeline, script: Script, speed: float
) -> None:
    deck = Deck(timeline=timeline, speed=speed)

    def check(_: Stopwatch) -> None:
        transport = deck.transport
        assert 0 <= transport.index <= len(timeline.intervals)
        assert transport.offset >= 0
        if transport.deadline is not None:
            assert transport.deadline > deck.clock.now()
        if isinstance(transport.state, Ended):
            return
        assert transport.planned is None or transport.offset <= transport.planned
        around = [w for w in timeline.windows if w.first <= transport.index < w.end and w.length is not None]
        assert (transport.window_left is None) == (not around)
        if around:
            assert 0 <= (transport.window_left or 0) <= min(w.length or 0 for w in around)
        if isinstance(transport.state, Playing):
            waits = transport.planned is None and not around
            assert (transport.deadline is None) == waits
        phase = transport.phase
        assert phase is None or phase.start <= transport.offset

    run(deck, script, check)


@given(reels(), scripts(sleep=True))
def test_done_means_that_the_least_was_reached(timeline: Timeline, script: Script) -> None:
    deck = Deck(timeline=timeline)
    run(deck, script)
    deck.press("q")
    for left in deck.left:
        interval = timeline.intervals[left.index]
        if left.outcome is not Outcome.DONE or interval.kind is not Kind.WORK:
            continue
        if interval.dose in {Dose.HOLD, Dose.KEEP_MOVING} and interval.duration is None:
            assert left.done >= interval.least - 1
        if left.done_reps is not None:
            assert left.done_reps >= (interval.reps or 1)


@given(reels(), scripts(sleep=True))
def test_no_turn_of_an_interval_is_played_on_under_the_number_of_another(
    timeline: Timeline, script: Script
) -> None:
    """Going forward only, every interval that is entered has a number of its own."""
    deck = Deck(timeline=timeline)
    run(deck, [act for act in script if isinstance(act, Wait) or (isinstance(act, Press) and act.key != "←")])
    entered = [(event.index, event.pass_) for event in deck.events if isinstance(event, IntervalEntered)]
    assert len(entered) == len(set(entered))
    left = [(event.index, event.pass_) for event in deck.events if isinstance(event, IntervalLeft)]
    assert len(left) == len(set(left))
    assert set(entered[:-1]) <= set(left)


@given(reels(), scripts(sleep=True, most=12))
def test_skips_lead_out_of_every_session(timeline: Timeline, script: Script) -> None:
    """A round that is skipped whole takes no time of its window: what is played does."""
    deck = Deck(timeline=timeline)
    run(deck, script)
    spent = 0
    while not isinstance(deck.transport.state, Ended):
        if deck.doing == "paused":
            deck.press("space")
        deck.press("→").wait(8)
        spent += 1
        assert spent <= 400
    assert deck.doing == "finished"


@given(reels(), scripts(sleep=True, most=12), reels(), st.floats(0, 1), scripts(sleep=True, most=12))
def test_editing_loses_no_time(
    before: Timeline, script: Script, after: Timeline, share: float, then: Script
) -> None:
    deck = Deck(timeline=before)
    run(deck, script)
    deck.events.extend(deck.transport.change_tape(after, round(share * (len(after.intervals) - 1))))
    if not isinstance(deck.transport.state, Ended):
        deck.timeline = after
    run(deck, then)
    deck.press("q")
    assert sum(left.done for left in deck.left) == deck.transport.active


@given(reels(), scripts(), st.integers(0, 4000))
def test_what_is_told_ahead_is_what_comes(timeline: Timeline, script: Script, later: int) -> None:
    deck = Deck(timeline=timeline)
    run(deck, script)
    if not isinstance(deck.transport.state, Playing):
        return
    told = []
    until = deck.clock.now() + later * NS_PER_MS
    for coming in deck.transport.ahead():
        if coming.starts > until or coming.index == len(timeline.intervals):
            break
        told.append((coming.index, coming.pass_))
    deck.forget().wait(later / 1000)
    assert told == [(event.index, event.pass_) for event in deck.events if isinstance(event, IntervalEntered)]
