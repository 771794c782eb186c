"""A routine as a timetable with one row for each exercise: for `show`, the library and the list of steps."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.timeline.model import Interval, Timeline, Window
from player.timeline.paths import IntervalPath, step_and_rounds_of, step_of
from player.views.text import times, words

_SEVERAL: Final = 2
_MINUTE: Final = 60_000


class TimetableRow(NamedTuple):
    """One exercise in one round: all its sets and sides."""

    first: int
    """Index on the tape of its first interval."""
    start: Ms | None
    """From the start of the session; None: unknown, since something before it is open."""
    name: str
    dose: str
    """Sets, dose, sides and load: `2 × 8 reps · each side · 4 kg`."""
    tempo: str
    """The phases of one rep: `lift 2 · lower 3`; empty without a beat."""
    round: str
    """`round 1 of 2`, `minute 1 of 10`, `as many rounds as fit into 12:00`; empty without rounds."""


def timetable(timeline: Timeline) -> list[TimetableRow]:
    """Return the rows in the order of play."""
    starts = list(timeline.starts())
    windows: list[Window | None] = [None] * len(starts)
    if timeline.windows:
        from player.views.playing.progress import timed_windows

        windows = timed_windows(timeline)
    rows: list[TimetableRow] = []
    last: tuple[IntervalPath, int | None] | None = None
    for index, interval in enumerate(timeline.intervals):
        if not interval.is_work:
            continue
        here = step_and_rounds_of(interval.path)
        if last != (here, interval.round):
            last = (here, interval.round)
            rows.append(_row(timeline, index, starts[index], windows[index]))
    return rows


def length_of(timeline: Timeline) -> str:
    """Return `7:12`, or `5:00 and the time of your open steps`."""
    if timeline.planned is not None:
        return times.clock_face(timeline.planned)
    return f"{times.clock_face(timeline.timed)} and the time of your open steps"


def short_length_of(timeline: Timeline) -> str:
    """Return `7:12`, or `5:00+` where open steps add to it."""
    return times.clock_face(timeline.timed) + ("+" if timeline.planned is None else "")


def _row(timeline: Timeline, index: int, start: Ms | None, window: Window | None) -> TimetableRow:
    interval = timeline.intervals[index]
    works = list(_of_one_row(timeline, index))
    sides = list(dict.fromkeys(work.side for work in works if work.set == interval.set and work.side))
    doses = [words.dose(work) for work in works if work.side == interval.side]
    loads = [work.load or "-" for work in works if work.side == interval.side]
    is_open = works[-1].sets is None
    sets = _open_sets(works[-1]) if is_open else _sets(interval) if len(set(doses)) == 1 else ""
    parts = (
        sets + (doses[0] if is_open else _in_turn(doses)),
        words.side(interval) if len(sides) < _SEVERAL else _several(sides),
        _in_turn(loads) if any(work.load for work in works) else None,
        words.effort(interval),
    )
    name, dose = interval.exercise or "", " · ".join(part for part in parts if part)
    return TimetableRow(index, start, name, dose, words.tempo(interval), _round(interval, window))


def _of_one_row(timeline: Timeline, index: int) -> Iterator[Interval]:
    """Every set and side of one exercise in one round."""
    first = timeline.intervals[index]
    for at in range(index, len(timeline.intervals)):
        work = timeline.intervals[at]
        if not work.is_work:
            continue
        if step_of(work.path) != step_of(first.path) or work.round != first.round:
            return
        yield work


def _in_turn(texts: list[str]) -> str:
    """One text if all sets have the same, else all of them in order: `21, 15, 9 reps`."""
    if len(set(texts)) == 1:
        return texts[0]
    numbers = [text.partition(" ") for text in texts]
    if len({unit for _, _, unit in numbers}) == 1 and numbers[0][2]:
        return f"{', '.join(number for number, _, _ in numbers)} {numbers[0][2]}"
    return ", ".join(texts)


def _sets(work: Interval) -> str:
    return f"{work.sets} × " if work.sets is not None and work.sets > 1 else ""


def _open_sets(last: Interval) -> str:
    """`3+ × ` or `max × ` for sets that are repeated until the person skips on.

    Args:
        last: The last set on the tape.
    """
    return f"{last.set}+ × " if last.set is not None and last.set > 1 else "max × "


def _several(sides: list[str]) -> str:
    """`each side` for left and right; other labels by name: `forward and back`."""
    return "each side" if {side.casefold() for side in sides} == {"left", "right"} else " and ".join(sides)


def _round(work: Interval, window: Window | None) -> str:
    """The round of a row, with the time of the window around it; see `TimetableRow.round`."""
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
