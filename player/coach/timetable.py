"""A routine as a timetable, one row for each exercise: for `show`, the library and the list of steps."""

from typing import Final, NamedTuple

from player.coach import times, words
from player.coach.course import timed_window
from player.routine.units import Ms
from player.timeline.model import Interval, Timeline

_SEVERAL: Final = 2
_MINUTE: Final = 60_000


class Row(NamedTuple):
    """One exercise in one round: all its sets and sides."""

    index: int  # type: ignore[assignment]  # hides tuple.index, for which a row has no use
    """Of its first interval on the tape."""
    start: Ms | None
    """None: after an open step nobody knows."""
    name: str
    dose: str
    """Sets, dose, sides and load: `2 × 8 reps · each side · 4 kg`."""
    tempo: str
    round: str
    """`round 1 of 2`, `minute 1 of 10`, `as many rounds as fit into 12:00`; empty without rounds."""


def timetable(timeline: Timeline) -> list[Row]:
    """Return the rows in the order of play."""
    starts = list(timeline.starts())
    rows: list[Row] = []
    last: tuple[str, int | None] | None = None
    for index, interval in enumerate(timeline.intervals):
        if not interval.is_work:
            continue
        place, _, parts = interval.path.partition("@")
        here = f"{place}@{parts.split('.s')[0] if parts.startswith('r') else ''}"
        if last != (here, interval.round):
            last = (here, interval.round)
            rows.append(_row(timeline, index, interval, starts[index]))
    return rows


def length_of(timeline: Timeline) -> str:
    """Return `7:12`, or `5:00 and what you need for the open steps`."""
    if timeline.planned is not None:
        return times.clock_face(timeline.planned)
    return f"{times.clock_face(timeline.timed)} and the time of your open steps"


def _row(timeline: Timeline, index: int, interval: Interval, start: Ms | None) -> Row:
    sides: list[str] = []
    sets = _sets(interval)
    for at in range(index, len(timeline.intervals)):  # a slice would cost the whole tape for every row
        other = timeline.intervals[at]
        if not other.is_work:
            continue
        if other.path.split("@")[0] != interval.path.split("@")[0] or other.round != interval.round:
            break
        sets = sets if other.sets is not None else _open_sets(other)
        if other.set == interval.set and other.side is not None and other.side not in sides:
            sides.append(other.side)
    side = words.side(interval) if len(sides) < _SEVERAL else _several(sides)
    effort = words.effort(interval)
    return Row(
        index,
        start,
        interval.exercise or "",
        " · ".join(part for part in (sets + words.dose(interval), side, interval.load, effort) if part),
        words.tempo(interval),
        _round(timeline, index, interval),
    )


def _sets(work: Interval) -> str:
    return f"{work.sets} × " if work.sets is not None and work.sets > 1 else ""


def _open_sets(last: Interval) -> str:
    """Sets that go on until the person has enough; `last` is the last one on the tape."""
    return f"{last.set}+ × " if last.set is not None and last.set > 1 else "max × "


def _several(sides: list[str]) -> str:
    """`each side`, or the labels where they are others."""
    return "each side" if {side.casefold() for side in sides} == {"left", "right"} else " and ".join(sides)


def _round(timeline: Timeline, index: int, work: Interval) -> str:
    window = timed_window(timeline, index)
    if window is None or window.length is None:
        return words.place(work._replace(set=None, sets=None)) if work.rounds is not None else ""
    if window.repeats:
        return f"as many rounds as fit into {times.clock_face(window.length)}"
    if work.rounds is None or work.rounds == 1:
        return ""
    if not window.runs_full:
        return f"round {work.round} of {work.rounds} within {times.clock_face(window.length)}"
    unit = "minute" if window.length == _MINUTE else "round"
    every = "" if window.length == _MINUTE else f", every {times.clock_face(window.length)}"
    return f"{unit} {work.round} of {work.rounds}{every}"
