"""What holds for every session, whatever is pressed and whenever: DESIGN §5, the time laws, and §7."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from player.routine.model import Routine
from player.session.clock import NS_PER_MS, NS_PER_S
from player.session.events import Finished, IntervalEntered, IntervalLeft, Outcome
from player.session.state import Ended, IsPaused, Playing
from player.timeline.compile import compile_routine
from player.timeline.model import Kind
from tests.session.deck import Deck
from tests.session.scripts import (
    KEYS,
    LONGEST_BEAT,
    Press,
    Script,
    Seek,
    Stall,
    Stopwatch,
    Suspend,
    Wait,
    all_kinds,
    run,
    scripts,
    speeds,
)
from tests.timeline.builders import exercise, tape
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

TAPE = all_kinds()


def played(script: Script, *, speed: float = 1.0) -> Deck:
    deck = Deck(timeline=TAPE, speed=speed)
    run(deck, script)
    return deck


@given(scripts(sleep=True), speeds)
def test_the_tape_moves_exactly_while_it_ought_to(script: Script, speed: float) -> None:
    deck = Deck(timeline=TAPE, speed=speed)

    def check(watch: Stopwatch) -> None:
        if not isinstance(deck.transport.state, Ended):  # the end itself may be noticed late
            moved = watch.total(deck.clock.now()) * speed / NS_PER_MS
            assert abs(deck.transport.active - moved) < 1

    run(deck, script, check)


@given(scripts(sleep=True), speeds)
def test_real_time_is_either_played_or_paused(script: Script, speed: float) -> None:
    deck = Deck(timeline=TAPE, speed=speed)

    def check(_: Stopwatch) -> None:
        if not isinstance(deck.transport.state, Ended):
            real = deck.clock.now() / NS_PER_MS
            assert abs(deck.transport.active / speed + deck.transport.paused - real) < 2

    run(deck, [act for act in script if not isinstance(act, Stall)], check)


@given(scripts(sleep=True), speeds)
def test_what_was_done_adds_up_to_what_was_active(script: Script, speed: float) -> None:
    deck = played(script, speed=speed).press("q")
    assert sum(left.done for left in deck.left) == deck.transport.active


@given(scripts(sleep=True), speeds)
def test_each_pass_begins_where_the_one_before_ended(script: Script, speed: float) -> None:
    deck = played(script, speed=speed)
    at = 0
    for left in deck.left:
        assert left.started == at
        at += left.done


@given(scripts(), st.integers(LONGEST_BEAT // 9, LONGEST_BEAT), st.integers(10_000_000, 50_000_000))
@example(
    [Wait(30 * NS_PER_S, NS_PER_S), Press("enter"), Wait(60 * NS_PER_S, NS_PER_S)], NS_PER_S, NS_PER_S // 50
)
def test_noticing_late_changes_no_record(script: Script, late: int, soon: int) -> None:
    def at_most(every: int) -> Deck:
        return played([replace(act, every=every) if isinstance(act, Wait) else act for act in script])

    rarely, often = at_most(late), at_most(soon)
    assert rarely.left == often.left
    assert (rarely.transport.active, rarely.transport.paused) == (
        often.transport.active,
        often.transport.paused,
    )
    assert rarely.transport.state == often.transport.state


@given(scripts(sleep=True))
def test_the_same_session_at_speed_20_leaves_the_same_records(script: Script) -> None:
    def scaled(act: object, speed: int) -> Wait | Press | Seek | Suspend | None:
        match act:
            case Wait(length=length):  # whole milliseconds, so that a twentieth of it is whole nanoseconds
                length = length // NS_PER_MS * NS_PER_MS
                return Wait(length // speed, LONGEST_BEAT // speed)
            case Stall():
                return None
        assert isinstance(act, Press | Seek | Suspend)
        return act

    def at(speed: int) -> Deck:
        return played([act for act in (scaled(act, speed) for act in script) if act is not None], speed=speed)

    assert at(20).left == at(1).left
    assert at(20).transport.active == at(1).transport.active


@given(scripts(sleep=True), speeds)
def test_the_playhead_stays_inside_its_interval(script: Script, speed: float) -> None:
    deck = Deck(timeline=TAPE, speed=speed)

    def check(_: Stopwatch) -> None:
        transport = deck.transport
        assert 0 <= transport.index <= len(TAPE.intervals)
        assert transport.offset >= 0
        if transport.planned is not None:
            assert transport.offset <= transport.planned
            assert transport.remaining == transport.planned - transport.offset or isinstance(
                transport.state, Ended
            )
        if transport.deadline is not None:
            assert transport.deadline > deck.clock.now()

    run(deck, script, check)


@given(scripts(sleep=True), speeds)
def test_every_interval_left_is_reported_once_per_pass_and_in_order(script: Script, speed: float) -> None:
    deck = played(script, speed=speed).press("q")
    current, left = -1, True
    for event in deck.events:
        match event:
            case IntervalEntered(index=index):
                assert left or index <= current, "forward, the interval before was left"
                assert index <= current + 1, "all in between was left too"
                current, left = index, False
            case IntervalLeft(index=index, outcome=outcome, done=done):
                if left:
                    assert index == current + 1, "a jump leaves one after the other"
                    assert (outcome, done) == (Outcome.SKIPPED, 0)
                else:
                    assert index == current
                current, left = index, True
            case Finished():
                assert (current, left) == (len(TAPE.intervals) - 1, True)
            case _:
                pass


@given(scripts(sleep=True), speeds)
def test_done_means_that_what_was_planned_was_reached(script: Script, speed: float) -> None:
    for left in played(script, speed=speed).press("q").left:
        interval = TAPE.intervals[left.index]
        if left.outcome is Outcome.DONE and interval.kind is Kind.WORK:
            assert left.done_reps == interval.reps
            if left.planned is not None and interval.reps is None:
                assert left.done >= left.planned - 1
        if left.done_reps is not None:
            assert 0 <= left.done_reps <= (interval.reps or 0)


@given(routines(), scripts(sleep=True, most=12))
def test_enter_leads_out_of_every_session(routine: Routine, script: Script) -> None:
    timeline = compile_routine(routine, "random")
    assume(not any(window.repeats for window in timeline.windows))  # they go on until their time or →
    most = 10 * len(timeline.intervals) + sum(len(interval.phases) for interval in timeline.intervals) + 10
    deck = Deck(timeline=timeline)
    run(deck, script)
    presses = 0
    while not isinstance(deck.transport.state, Ended):
        deck.press("enter").wait_real(0.7)
        presses += 1
        assert presses <= most
    assert deck.doing == "finished"


@given(scripts(sleep=True), st.sampled_from(["finished", "stopped"]), scripts(sleep=True))
def test_after_the_end_nothing_changes(script: Script, end: str, after: Script) -> None:
    deck = played(script)
    if end == "stopped":
        deck.press("q")
    while not isinstance(deck.transport.state, Ended):
        deck.press("→")
    known, active, paused = len(deck.events), deck.active, deck.paused
    run(deck, after)
    deck.press("q")
    assert (len(deck.events), deck.active, deck.paused) == (known, active, paused)


@given(scripts(sleep=True))
def test_what_waits_only_for_a_key_has_no_deadline(script: Script) -> None:
    deck = Deck(timeline=TAPE)

    def check(_: Stopwatch) -> None:
        state, transport = deck.transport.state, deck.transport
        waits = isinstance(state, IsPaused | Ended) or (
            isinstance(state, Playing) and transport.planned is None
        )
        assert (transport.deadline is None) == waits

    run(deck, script, check)


@pytest.mark.parametrize("speed", [1.0, 7 / 3, 20.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_an_hour_and_two_hundred_pauses_no_time_is_lost(speed: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test that can be repeated, not a secret
    hour = tape(exercise("Stretch", hold=17.3, sets=200, rest=0.71), prepare=0)
    assert (hour.planned or 0) > 3_600_000
    deck = Deck(timeline=hour, speed=speed)
    script: Script = []
    for _ in range(200):
        every = chance.randrange(LONGEST_BEAT // 3, LONGEST_BEAT)
        script += [
            Wait(chance.randrange(round(35 * NS_PER_S / speed)), every),
            Press("space"),
            Wait(chance.randrange(NS_PER_S), every),
            Press(chance.choice(["space", "enter"])),
            Wait(round(3 * NS_PER_S / speed) + chance.randrange(2), every),
        ]
    played_until = 0.0

    def check(watch: Stopwatch) -> None:
        nonlocal played_until
        if not isinstance(deck.transport.state, Ended):
            moved = watch.total(deck.clock.now()) * speed / NS_PER_MS
            played_until = moved
            assert abs(moved - deck.transport.active) < 1
            assert abs(moved - sum(left.done for left in deck.left) - deck.transport.offset) < 2

    run(deck, script, check)
    assert played_until > 3_300_000
    assert all(left.done == left.planned for left in deck.left)


@pytest.mark.parametrize("key", KEYS)
def test_two_hundred_keys_of_one_kind_lose_no_time(key: str) -> None:
    deck = Deck(timeline=tape(exercise("Stretch", hold=30, sets=300, rest=11), prepare=0))
    script: Script = [act for _ in range(200) for act in (Wait(3_000_400_000, LONGEST_BEAT), Press(key))]

    def check(watch: Stopwatch) -> None:
        moved = watch.total(deck.clock.now()) / NS_PER_MS
        assert abs(deck.transport.active - moved) < 1
        at_hand = deck.transport.active - (deck.left[-1].started + deck.left[-1].done if deck.left else 0)
        assert abs(sum(left.done for left in deck.left) + at_hand - moved) < 1

    run(deck, script, check)
    assert len(deck.left) >= 1 or key in {"space", "]"}
