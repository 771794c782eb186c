"""What a listener should have understood, told from the tape itself: the answer to compare the reader with.

Sees no sound. Where VOICE §4 leaves something out on purpose, this says so, and only here:

| tones do not tell | because | who does |
| --- | --- | --- |
| names, numbers, which side, load, position | they have no words | the voice |
| where one gap ends and the next begins | a rest and a `prepare` are one silence | the voice |
| rest, transition, `prepare` after work | all begin with `rest`; `next`: new step (from 1 s) | the voice |
| a change of sides behind a `say` | the gap after work begins with `rest` | "Switch. Left side." |
| a new step without a gap before it | `go`, as a new set | its name, before |
| the last set behind a gap below 2.85 s | `last-set` has no room | nobody |
| the first phase, with one rep | `go` stands in its place | its label |
| the first phase of each side, alternating | `switch` or `go` stands in its place | its label |
| phases below 0.25 s; firsts shorter than the knock | left out | nobody |
| a hold below 3 s or of 8 s on, `for`, own pace, one rep | `go` and silence | the dose, before |
| two sides without a gap, or alternating, one rep each | both are `go`, `switch` | the dose, before |
| silent work below 2 s after `switch`, then `go` | it is like a gap of that length | nobody |
| breaths in one rep, or as many reps of a breath | swells alone | the dose, before |
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from player.timeline.model import Dose, Interval, Kind, Phase, Timeline
from tests.heard import reader
from tests.heard.reader import Gap, Stretch, Work

ASSUMED: Final = 17_300
"""ms. How long work lasts that waits for a key, behind its least: a person has to press it some time."""
_ROOM_FOR_NEXT: Final = 1000
_ROOM_FOR_LAST_SET: Final = 2850
_ROOM: Final = {"rep": 100, "last-rep": 200}
CLASSES: Final = {
    **dict.fromkeys(
        ("lift", "up", "out", "push", "pull", "open", "raise", "press", "reach", "turn", "go"), "away"
    ),
    **dict.fromkeys(("hold", "squeeze", "pause"), "hold"),
    **dict.fromkeys(("lower", "down", "return", "in", "back", "release", "relax", "close"), "return"),
}


class Passed(NamedTuple):
    """An interval and when it was played, ms from the start of the session."""

    interval: Interval
    start: int
    end: int


def straight_through(timeline: Timeline) -> list[Passed]:
    """The tape as it plays when nobody presses a key but where it waits for one."""
    passed = []
    at = 0
    for interval in timeline.intervals:
        length = interval.duration
        end = at + (interval.least + ASSUMED if length is None else length)
        passed.append(Passed(interval, at, end))
        at = end
    return passed


def tones_of(passed: Sequence[Passed]) -> tuple[Stretch, ...]:
    """What tones tell of intervals that were played."""
    stretches: list[Stretch] = []
    alike = [list(some) for _, some in groupby(passed, key=lambda one: one.interval.is_work)]
    before: Passed | None = None
    for some, following in zip(alike, (*alike[1:], None), strict=True):
        if some[0].interval.is_work:
            for one in some:
                stretches = _with_work(stretches, one, before)
                before = one
        else:
            stretches.append(_gap(some, before, following[0] if following else None))
    return _unheard(stretches)


def step_of(interval: Interval) -> str:
    """The step an interval belongs to, whatever round, set and side."""
    return interval.path.split("@")[0]


def _gap(gaps: Sequence[Passed], before: Passed | None, after: Passed | None) -> Gap:
    first, last = gaps[0], gaps[-1]
    begins = "start" if before is None else "switch" if first.interval.kind is Kind.SWITCH else "rest"
    news = []
    for one in gaps:
        follows = one is first and before is not None
        new = (
            follows
            and after is not None
            and before is not None
            and step_of(before.interval) != step_of(after.interval)
        )
        if (new or one.interval.kind is Kind.SAY) and one.end - one.start >= _ROOM_FOR_NEXT:
            news.append(one.start + (600 if follows else 0))
    length = last.end - last.start
    told = after is not None and length >= _ROOM_FOR_LAST_SET and last.interval.kind is not Kind.SWITCH
    breaths = sum(
        phase.label == "in"
        for one in gaps
        for phase in one.interval.phases
        if phase.start or not (one is first and before is not None)
    )
    return Gap(
        first.start,
        last.end - first.start,
        begins,
        tuple(news),
        told and after is not None and _is_last(before, after),
        breaths,
    )


def _is_last(before: Passed | None, after: Passed) -> bool:
    work = after.interval
    if work.sets is not None and work.sets > 1 and work.set == work.sets:
        return True
    if before is None or not work.rounds or work.round != work.rounds:
        return False
    here, there = rounds_of(before.interval), rounds_of(work)
    return here[: len(there)] == (*there[:-1], there[-1] - 1)


def rounds_of(work: Interval) -> tuple[int, ...]:
    """The round of every block with rounds around it, outer to inner: its path has them."""
    passes = work.path.partition("@")[2].partition("+")[0].split(".s")[0]
    return tuple(map(int, passes[1:].split("."))) if passes.startswith("r") else ()


def class_of(work: Interval, label: str) -> str:
    """The class a phase belongs to."""
    cycle = [phase.label.casefold() for phase in work.phases if phase.rep == work.phases[0].rep]
    if label in {"in", "out"} and cycle[0] == "in" and (len(work.phases) == 1 or "out" in cycle):
        return f"breath-{label}"
    if label in CLASSES:
        return CLASSES[label]
    strangers = list(dict.fromkeys(one for one in cycle if one not in CLASSES))
    return f"station-{min(strangers.index(label) + 1, 4)}"


def _is_beat_alone(work: Interval) -> bool:
    labels = [phase.label.casefold() for phase in work.phases if phase.rep == work.phases[0].rep]
    return set(labels) == {"rep"} and (len(labels) == 1 or work.phases[0].side is not None)


def _with_work(stretches: list[Stretch], one: Passed, before: Passed | None) -> list[Stretch]:
    """Add one interval of work: to the one before where only the side changes between them."""
    work = one.interval
    phases = _phases(one)
    previous = stretches[-1] if stretches else None
    if (
        isinstance(previous, Work)
        and before is not None
        and step_of(before.interval) == step_of(work)
        and before.interval.side != work.side
    ):
        phases[0] = phases[0]._replace(changes=True, what=None)
        begins_anew = any(phase.last for phase in previous.phases) and any(phase.rep > 1 for phase in phases)
        counted = 0 if begins_anew else previous.reps - 1
        phases = [phase._replace(rep=phase.rep + counted) for phase in phases]
        both = (*previous.phases, *phases)
        return [*stretches[:-1], Work(previous.start, one.end - previous.start, both)]
    return [*stretches, Work(one.start, one.end - one.start, tuple(phases))]


def _phases(one: Passed) -> list[reader.Phase]:
    """The phases of an interval that can be heard, each as long as those behind it that cannot."""
    work = one.interval
    heard: list[reader.Phase] = [reader.Phase(one.start, 0, 1, None)]
    knocks = work.dose is not Dose.HOLD and any(phase.rep > 1 for phase in work.phases)
    side = next((phase.side for phase in work.phases if phase.side is not None), None)
    breath = 1
    for before, phase in pairwise(work.phases):
        at = one.start + phase.start
        if at >= one.end:
            break
        to = _side_in(work, phase)
        changes = to is not None and to != side
        side = to or side
        first = knocks and phase.rep != before.rep
        what = None if changes else class_of(work, phase.label.casefold())
        breath += what == "breath-in"
        last = first and work.reps is not None and phase.rep == work.reps
        audible = phase.duration >= 250 or first or phase.rep != before.rep or changes
        delay = _ROOM["last-rep" if last else "rep"] if first else 0
        has_room = audible and phase.duration > delay and (changes or not _is_beat_alone(work))
        new = reader.Phase(
            at, 0, phase.rep if knocks else breath, what if has_room else None, changes and has_room, last
        )
        if first or has_room:
            heard.append(new)
    ends = [phase.start for phase in heard[1:]] + [one.end]
    heard = [phase._replace(length=end - phase.start) for phase, end in zip(heard, ends, strict=True)]
    second = next((phase for phase in heard if phase.rep == 2), None)
    if second is not None:
        heard[0] = heard[0]._replace(what=second.what)
    return heard


def is_dense(work: Interval) -> bool:
    """Whether a rep is so short that the next thing stands where the sound of its first phase belongs."""
    if work.dose is Dose.HOLD:
        return False
    begins = {phase.start for phase in work.phases} | {work.duration}
    firsts = (after for before, after in pairwise(work.phases) if after.rep != before.rep)
    return any(phase.start + delay in begins for phase in firsts for delay in _ROOM.values())


def _side_in(work: Interval, phase: Phase) -> str | None:
    """The side one is on in a phase; in the `relax` of held reps one changes to the side that comes."""
    if work.dose is Dose.HELD_REPS and phase.label == "relax":
        place = work.phases.index(phase)
        return work.phases[place + 1].side if place + 1 < len(work.phases) else None
    return phase.side


def _unheard(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """A moment of silent work on the other side, and then `go`, is like a gap."""
    told: list[Stretch] = []
    for stretch, after in zip(stretches, (*stretches[1:], None), strict=True):
        last = stretch.phases[-1] if isinstance(stretch, Work) else None
        if isinstance(stretch, Work) and last is not None and last.changes and isinstance(after, Work):
            knocked = last.last or any(one.rep == last.rep - 1 for one in stretch.phases[-2:-1])
            switch = last.start + (_ROOM["last-rep" if last.last else "rep"] if knocked else 0)
            if stretch.start + stretch.length - switch < reader.LED_INTO:
                told += _cut(stretch, last, switch)
                continue
        told.append(stretch)
    return tuple(told)


def _cut(work: Work, last: reader.Phase, switch: int) -> tuple[Stretch, Stretch]:
    end = work.start + work.length
    left = (
        (last._replace(what=None, changes=False, length=switch - last.start),) if switch > last.start else ()
    )
    phases = (*work.phases[:-1], *left)
    return (Work(work.start, switch - work.start, phases), Gap(switch, end - switch, "switch"))
