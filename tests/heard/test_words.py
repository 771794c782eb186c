"""A session is understood from tones and words: every bundled routine at every level, and random ones.

What is told must be true, always. What must be told of every work of a bundled routine: its exercise, its
side, its dose, its position. Of random ones, whose gaps leave no room, it is counted (see `truth`).
"""

import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from player.audio.speech.manifest import Manifest
from player.library.folders import bundled
from player.routine.model import Routine
from player.script.model import Amount, Voice, text_of
from player.script.planner import plan_script
from player.timeline.compile import compile_routine
from player.timeline.cues import Cue
from player.timeline.model import Dose, Timeline
from tests.heard.test_tones import bundled_tapes
from tests.heard.truth import Passed, is_dense, straight_through, tones_of
from tests.heard.words import Heard, read_words
from tests.support.examples import examples
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ROOM: Final = 9_000
"""ms of a gap in which all that matters can be said."""
LENGTHS: Final = Manifest.read(bundled("sounds") / "speech")


def heard(timeline: Timeline, voice: Voice) -> list[tuple[float, str | None, str | None]]:
    passed = straight_through(timeline)
    starts = [one.start for one in passed] + [passed[-1].end]
    cues: list[tuple[float, str | None, str | None]] = []
    for each in plan_script(timeline, voice):
        at = (starts[each.interval] + each.at) / 1000
        if isinstance(each, Cue):
            cues.append((at, each.sound, None))
        elif not each.dropped:
            cues.append((at, None, text_of(each.phrase)))
    return cues


def spelled(name: str) -> str:
    """A name by its letters and digits alone."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
    return "".join(DIGITS[int(c)] if c in "0123456789" else c for c in plain)


def turns(passed: list[Passed]) -> dict[int, int]:
    """Number of each work within its step, from 1, by start; both sides share one."""
    found: dict[int, int] = {}
    step, sides, turn = None, set[str | None](), 0
    for one in passed:
        work = one.interval
        if not work.is_work:
            continue
        here = work.path.split("@")[0]
        if here != step:
            step, sides, turn = here, set(), 1
        elif work.side in sides or work.side is None:
            sides, turn = set(), turn + 1
        sides.add(work.side)
        found[one.start] = turn
    return found


def untold(timeline: Timeline, voice: Voice) -> Counter[str]:
    """Read a tape; fail if anything told is wrong; return how often what was not told."""
    passed = straight_through(timeline)
    understood = {one.work.start: one for one in read_words(heard(timeline, voice))}
    assert tuple(one.work for one in understood.values()) == tuple(
        stretch for stretch in tones_of(passed) if hasattr(stretch, "phases")
    )
    missing: Counter[str] = Counter()
    turn = turns(passed)
    gap = 0
    for one in passed:
        if not one.interval.is_work:
            gap = one.end - one.start
        work = one.interval
        told = understood.get(one.start)
        if not work.is_work or told is None or told.work.length != one.end - one.start:
            continue  # sides without a gap between them are one stretch
        room = "" if gap >= ROOM else ", no room"
        missing[f"dose{room}"] += not _checked_dose(one, told)
        if (
            told.exercise is None or told.exercise == timeline.name
        ):  # where no name can be said, the title may
            missing[f"exercise{room}"] += 1
        else:
            assert spelled(told.exercise) in {spelled(work.exercise or ""), "nextexercise"}
            assert told.turn in {0, turn[one.start]}
        if told.side is not None:
            assert told.side == work.side
        elif work.side in {"right", "left"}:
            missing[f"side{room}"] += 1
        missing[f"position{room}"] += work.position not in {None, told.position}
        labels = {one.start + phase.start: phase.label for phase in work.phases}
        for at, label in told.labels.items():
            assert label.casefold() == labels[at].casefold()
    return missing


def _checked_dose(one: Passed, told: Heard) -> bool:
    """Check the dose; return whether it was told, or there is none."""
    work = one.interval
    if told.told.sets is not None:
        assert told.told.sets == work.sets
    if told.told.reps is not None:
        assert told.told.reps == (told.work.reps if work.dose is Dose.HOLD else work.reps)
    if told.told.length is not None:
        hold = next((phase.duration for phase in work.phases), 0)
        assert told.told.length == (hold if work.dose is Dose.HELD_REPS else work.duration)
    if work.dose in {Dose.BEAT, Dose.HELD_REPS} and work.reps is not None:
        assert told.work.reps == work.reps
    return told.told != (None, None, None) or not (work.reps or work.duration)


@pytest.mark.parametrize("amount", [Amount.FULL, Amount.BRIEF])
@pytest.mark.parametrize(("name", "timeline"), [pytest.param(*each, id=each[0]) for each in bundled_tapes()])
def test_a_bundled_routine_is_understood_with_the_eyes_shut(
    name: str, timeline: Timeline, amount: Amount
) -> None:
    del name
    missing = untold(timeline, Voice(amount, LENGTHS.length))
    assert {what: times for what, times in missing.items() if times and "no room" not in what} == {}


def has_gaps(timeline: Timeline) -> bool:
    """Whether a gap with room for its sounds lies before all work."""
    return (
        all(
            one.duration is not None and one.duration >= 1000 if not one.is_work else not before.is_work
            for before, one in pairwise(timeline.intervals)
        )
        and not timeline.intervals[0].is_work
    )


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(routines(), st.sampled_from([Amount.FULL, Amount.BRIEF]))
def test_what_is_told_of_a_random_routine_is_true(routine: Routine, amount: Amount) -> None:
    timeline = compile_routine(routine, "random")
    assume(not any(map(is_dense, timeline.intervals)) and has_gaps(timeline))
    # A short form without "Next:" is like a rest's name or its cue; a cue "one" is like a count.
    assume(all(one.is_work or not (one.cues or one.exercise) for one in timeline.intervals))
    assume(not {cue for one in timeline.intervals for cue in one.cues} & {"one", "two"})
    assume(all(one.side in {None, "left", "right"} for one in timeline.intervals))
    untold(timeline, Voice(amount, LENGTHS.length))
