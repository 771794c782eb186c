"""The summary of a session: for each exercise, sets done against sets planned, in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from player.routine.model import Ms
from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Interval, Timeline, Window
from player.views.text import times
from player.views.text.words import is_open_count

NO_ANSWERS: Final[Mapping[tuple[int, int], Mapping[str, int | float | str]]] = MappingProxyType({})
_ORDER: Final = (Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED)


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """One exercise: how many of its sets (one for each side) had which outcome."""

    exercise: str
    done: int
    """Sets done in full."""
    partial: int
    skipped: int
    planned: int
    """Sets on the tape; in a repeated window, those that were begun."""
    reps: int | None = None
    """Reps of all sets with an open number of reps, added up; None if there are none."""

    @property
    def text(self) -> str:
        """`2 of 3 sets · 1 skipped`."""
        sets = "set" if self.planned == 1 else "sets"
        parts = [f"{self.done} of {self.planned} {sets}"]
        if self.partial:
            parts.append(f"{self.partial} in part")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        if self.reps is not None:
            parts.append("1 rep" if self.reps == 1 else f"{self.reps} reps")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session that is over."""

    headline: str
    lines: tuple[ExerciseResult, ...]
    """One for each exercise, in the order of the tape."""
    time: str
    """Active time, sets, and rounds of repeated windows: `9:57 · 8 of 9 sets`."""
    closing: str
    """One warm line."""
    finished: bool
    """Whether the end of the tape was reached."""


def summarise(
    timeline: Timeline,
    outcomes: Mapping[tuple[int, int], IntervalLeft],
    active: Ms,
    *,
    finished: bool,
    answers: Mapping[tuple[int, int], Mapping[str, int | float | str]] = NO_ANSWERS,
    gone: Iterable[tuple[Interval, IntervalLeft]] = (),
) -> SessionSummary:
    """Return the summary of a session.

    Args:
        timeline: Its tape.
        outcomes: How the intervals were left, by index on the tape and 1-based pass.
        active: The routine time that the tape has moved.
        finished: Whether the end of the tape was reached.
        answers: The person's answers about sets, by index and pass, then by the value's name.
        gone: Work that was done but is no longer on the tape, since the routine was edited.
    """
    counts: dict[str, list[int]] = {}
    reps: dict[str, int] = {}
    passes: dict[int, list[int]] = {}
    for index, pass_ in outcomes:
        passes.setdefault(index, []).append(pass_)
    for index, interval in enumerate(timeline.intervals):
        if not interval.is_work:
            continue
        name = interval.exercise or ""
        row = counts.setdefault(name, [0, 0, 0, 0])
        row[3] += max(1, len(passes.get(index, ())))
        for pass_ in passes.get(index, ()):
            left = outcomes[index, pass_]
            row[_ORDER.index(left.outcome)] += 1
            if is_open_count(interval):
                done_reps = answers.get((index, pass_), {}).get("reps", left.done_reps)
                reps[name] = reps.get(name, 0) + (done_reps if isinstance(done_reps, int) else 0)
    for interval, left in gone:
        row = counts.setdefault(interval.exercise or "", [0, 0, 0, 0])
        row[3] += 1
        row[_ORDER.index(left.outcome)] += 1
    lines = tuple(
        ExerciseResult(name, done, partial, skipped, planned, reps.get(name) or None)
        for name, (done, partial, skipped, planned) in counts.items()
    )
    done = sum(line.done for line in lines)
    planned = sum(line.planned for line in lines)
    sets = "set" if planned == 1 else "sets"
    parts = (times.clock_face(active, up=True), f"{done} of {planned} {sets}", *_rounds(timeline, outcomes))
    return SessionSummary(
        headline=f"Finished: {timeline.name}" if finished else f"Stopped: {timeline.name}",
        lines=lines,
        time=" · ".join(parts),
        closing=_closing(lines, finished=finished),
        finished=finished,
    )


class _Passes(NamedTuple):
    """The passes of a repeated window, and what was done in them."""

    works: list[int]
    """Indices of the work inside the window."""
    done: set[tuple[int, int]]
    """Index and pass of everything done in full on the tape."""
    played: set[int]
    """Passes in which any work of the window was left."""
    full: list[int]
    """Passes in which all work of the window was done."""


def _passes(timeline: Timeline, window: Window, outcomes: Mapping[tuple[int, int], IntervalLeft]) -> _Passes:
    works = [index for index in range(window.first, window.end) if timeline.intervals[index].is_work]
    done = {index_and_pass for index_and_pass, left in outcomes.items() if left.outcome is Outcome.DONE}
    played = {pass_ for index, pass_ in outcomes if index in works}
    full = [pass_ for pass_ in played if all((index, pass_) in done for index in works)]
    return _Passes(works, done, played, full)


def score(
    timeline: Timeline, window: Window, outcomes: Mapping[tuple[int, int], IntervalLeft]
) -> tuple[int, int]:
    """Return how many rounds of a repeated window were done in full, and the reps done in the others."""
    passes = _passes(timeline, window, outcomes)
    cut = (left for (at, pass_), left in outcomes.items() if at in passes.works and pass_ not in passes.full)
    return len(passes.full), sum(left.done_reps or 0 for left in cut if left.outcome is not Outcome.SKIPPED)


def _rounds(timeline: Timeline, outcomes: Mapping[tuple[int, int], IntervalLeft]) -> list[str]:
    """The score of every window with as many rounds as possible: `4 rounds and 2 sets in 12:00`."""
    scores = []
    for window in timeline.windows:
        if not window.repeats or window.length is None:
            continue
        works, done, played, full = _passes(timeline, window, outcomes)
        more = sum((index, pass_) in done for index in works for pass_ in played if pass_ not in full)
        if not full and not more:
            continue
        rounds = "1 round" if len(full) == 1 else f"{len(full)} rounds"
        further = f" and {more} {'set' if more == 1 else 'sets'}" if more else ""
        scores.append(f"{rounds}{further} in {times.clock_face(window.length)}")
    return scores


def _closing(lines: tuple[ExerciseResult, ...], *, finished: bool) -> str:
    """One warm line, which never praises what was not done."""
    done = sum(line.done + line.partial for line in lines)
    if not done:
        return "Nothing was done this time, so this session counts for nothing. Come back when you like."
    if any(line.skipped for line in lines):
        return "Skipping what does not feel right is part of it. What you did is kept."
    if finished and all(line.done == line.planned for line in lines):
        return "All of it. Move a little now and then until next time."
    return "What you did is kept."
