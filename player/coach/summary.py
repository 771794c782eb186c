"""What was done against what was planned, per exercise, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from player.coach import times
from player.routine.model import Ms
from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise."""

    exercise: str
    done: int
    """Sets and sides done in full."""
    partial: int
    skipped: int
    planned: int

    @property
    def text(self) -> str:
        """`2 of 3 sets · 1 skipped`."""
        sets = "set" if self.planned == 1 else "sets"
        parts = [f"{self.done} of {self.planned} {sets}"]
        if self.partial:
            parts.append(f"{self.partial} in part")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Summary:
    """A session that is over."""

    headline: str
    lines: tuple[Line, ...]
    time: str
    closing: str


def summarise(
    timeline: Timeline, outcomes: Mapping[int, IntervalLeft], active: Ms, *, finished: bool
) -> Summary:
    """Return the summary of a session; `outcomes` by index on the tape, `active` the time the tape moved."""
    counts: dict[str, list[int]] = {}
    for index, interval in enumerate(timeline.intervals):
        if not interval.is_work:
            continue
        row = counts.setdefault(interval.exercise or "", [0, 0, 0, 0])
        row[3] += 1
        left = outcomes.get(index)
        if left is not None:
            row[(Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED).index(left.outcome)] += 1
    lines = tuple(Line(name, *row) for name, row in counts.items())
    done = sum(line.done for line in lines)
    planned = sum(line.planned for line in lines)
    sets = "set" if planned == 1 else "sets"
    return Summary(
        headline=f"Finished: {timeline.name}" if finished else f"Stopped: {timeline.name}",
        lines=lines,
        time=f"{times.clock_face(active, up=True)} · {done} of {planned} {sets}",
        closing=_closing(lines, finished=finished),
    )


def _closing(lines: tuple[Line, ...], *, finished: bool) -> str:
    """One warm line; it never praises what was not done."""
    done = sum(line.done + line.partial for line in lines)
    if not done:
        return "Nothing was done this time, so this session counts for nothing. Come back when you like."
    if any(line.skipped for line in lines):
        return "Skipping what does not feel right is part of it. What you did is kept."
    if finished and all(line.done == line.planned for line in lines):
        return "All of it. Move a little now and then until next time."
    return "What you did is kept."
