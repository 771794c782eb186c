"""A routine as a timetable, one row for each exercise: for `show`, the library and the list of steps."""

from typing import NamedTuple

from player.coach import times, words
from player.routine.units import Ms
from player.timeline.model import Interval, Timeline


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
    """`round 1 of 2`; empty without rounds."""


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
    sides = []
    for at in range(index, len(timeline.intervals)):  # a slice would cost the whole tape for every row
        other = timeline.intervals[at]
        if other.is_work and (
            other.path.split("@")[0] != interval.path.split("@")[0] or other.set != interval.set
        ):
            break
        if other.is_work and other.side is not None and other.side not in sides:
            sides.append(other.side)
    sets = f"{interval.sets} × " if interval.sets is not None and interval.sets > 1 else ""
    side = "each side" if len(sides) > 1 else f"{sides[0]} side" if sides else ""
    return Row(
        index,
        start,
        interval.exercise or "",
        " · ".join(part for part in (sets + words.dose(interval), side, interval.load) if part),
        words.tempo(interval),
        f"round {interval.round} of {interval.rounds}"
        if interval.rounds is not None and interval.rounds > 1
        else "",
    )
