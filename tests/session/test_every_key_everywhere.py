"""Every key in every state in every kind of interval: what it leads to, as one table."""

import pytest

from player.session.state import Ended
from player.timeline.model import Dose, Interval, Kind
from tests.session.deck import DONE, PARTIAL, SKIPPED, Deck
from tests.timeline.builders import exercise, rest, tape

pytestmark = pytest.mark.core

TAPE = tape(
    exercise("Stretch", hold=20, sides=("right", "left"), sets=2, rest=12),
    exercise("Row", reps=4, tempo=[("up", 1), ("down", 1)], prepare=14),
    exercise("Chin tuck", hold=5, reps=3),
    rest(13, name="Cat stretch"),
    rest(15),
    exercise("March", lasting=20),
    exercise("Step", lasting=20, tempo=[("up", 1), ("down", 1)]),
    exercise("Curl", reps=8),
    exercise("Free"),
    exercise("Last", hold=20),
    prepare=11,
    transition=10,
)
INTERVALS = TAPE.intervals
PLAYED = 2.1
"""Seconds into the interval: ← stays in it, and with a beat the rep has just begun anew at 2.0."""

MOVES_ON = {"ready": "paused", "playing": "by kind", "paused": "paused", "leading in": "by kind"}
"""What a jump, or a start in the middle, leads to; `by kind`: the lead-in before work, at once into a gap."""
TABLE = {
    "space": {"ready": "by kind", "playing": "paused", "paused": "leading in", "leading in": "paused"},
    "enter": {"ready": "by kind", "playing": "on", "paused": "leading in", "leading in": "leading in"},
    "→": MOVES_ON,
    "←": MOVES_ON,
    "]": {"ready": "ready", "playing": "playing", "paused": "paused", "leading in": "leading in"},
    "q": dict.fromkeys(MOVES_ON, "stopped"),
}


def at(index: int, doing: str) -> Deck:
    """A session in this state, a little into this interval (not begun: at its start)."""
    deck = Deck(timeline=TAPE, start=index)
    if doing == "ready":
        return deck
    deck.play()
    if deck.doing == "leading in":
        deck.wait(3)
    deck.wait(PLAYED)
    if doing in {"paused", "leading in"}:
        deck.press("space")
    if doing == "leading in":
        deck.press("space").wait(1)
    assert (deck.doing, deck.transport.index) == (doing, index)
    return deck.forget()


def target(key: str, doing: str, index: int) -> int:
    if key == "→" or (key == "enter" and doing == "playing"):
        return index + 1
    if key == "←" and doing == "ready":
        return max(0, index - 1)
    return index


def expected(key: str, doing: str, index: int) -> str:
    leads_to = TABLE[key][doing]
    where = target(key, doing, index)
    if where == len(INTERVALS):
        return "finished"
    if leads_to == "on":  # Enter: only work after a gap that was cut gets the lead-in
        return "leading in" if INTERVALS[where].is_work and not INTERVALS[index].is_work else "playing"
    if leads_to == "by kind":
        return "leading in" if INTERVALS[where].is_work else "playing"
    return leads_to


def outcome(key: str, doing: str, interval: Interval) -> list[str]:
    """How the interval is left, if the key leaves it."""
    if doing == "ready":
        return [SKIPPED] if key == "→" else []
    match key:
        case "→":
            return [SKIPPED]
        case "←" | "q":
            return [PARTIAL]
        case "enter" if doing == "playing":
            ends_well = interval.kind is not Kind.WORK or interval.dose in {Dose.SELF_PACED, Dose.OPEN}
            return [DONE if ends_well else PARTIAL]
    return []


@pytest.mark.parametrize("index", range(len(INTERVALS)), ids=lambda index: INTERVALS[index].path)
@pytest.mark.parametrize("doing", ["ready", "playing", "paused", "leading in"])
@pytest.mark.parametrize("key", TABLE)
def test_a_key_leads_where_the_table_says(key: str, doing: str, index: int) -> None:
    deck = at(index, doing).press(key)
    assert deck.doing == expected(key, doing, index)
    assert deck.transport.index == target(key, doing, index)
    assert [left.outcome.value for left in deck.left] == outcome(key, doing, INTERVALS[index])
    assert all(left.index == index for left in deck.left)
    assert all(left.done == (0 if doing == "ready" else round(PLAYED * 1000)) for left in deck.left)
    if key in {"→", "←"} and not isinstance(deck.transport.state, Ended):
        assert deck.transport.offset == 0


@pytest.mark.parametrize("key", TABLE)
@pytest.mark.parametrize("end", ["finished", "stopped"])
def test_after_the_end_no_key_does_anything(key: str, end: str) -> None:
    deck = at(len(INTERVALS) - 1, "playing").press("enter" if end == "finished" else "q").forget().press(key)
    assert (deck.doing, deck.events) == (end, [])


@pytest.mark.parametrize("index", range(len(INTERVALS)), ids=lambda index: INTERVALS[index].path)
def test_only_timed_intervals_without_counted_reps_change_their_length(index: int) -> None:
    interval = INTERVALS[index]
    deck = at(index, "playing").press("]")
    changes = interval.duration is not None and not interval.has_beat and interval.dose is not Dose.HELD_REPS
    assert deck.lengths == ([(interval.duration or 0) / 1000 + 10] if changes else [])
    assert bool(deck.refusals) == (not changes)
    assert deck.transport.planned == ((interval.duration or 0) + 10_000 if changes else interval.duration)
