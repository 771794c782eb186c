"""A timetable as lines of text, for the preview, the editor and the list of steps."""

from collections.abc import Sequence

from player.routine.visible import visible
from player.routine.visible import width as cells
from player.views.tables.timetable import TimetableRow
from player.views.text import times
from player.views.text.fitting import cut, fit


def schedule(rows: Sequence[TimetableRow], room: int, most: int) -> list[str]:
    """Return a timetable in lines of at most `room` cells: start, name, dose and round in columns.

    If these do not fit side by side, each dose gets a line of its own, as long as that makes at most `most`
    lines; else lines are cut.
    """
    starts = [times.clock_face(row.start) if row.start is not None else "–" for row in rows]
    names = [visible(row.name) for row in rows]
    doses = [visible(" · ".join(part for part in (row.dose, row.round) if part)) for row in rows]
    at = max((len(start) for start in starts), default=0)
    widest = max(map(cells, names), default=0)
    lines = [
        f"{start:>{at}}  {fit(name, widest)}  {dose}".rstrip()
        for start, name, dose in zip(starts, names, doses, strict=True)
    ]
    if any(cells(line) > room for line in lines) and 2 * len(rows) <= most:
        indent = " " * (at + 2)
        lines = [
            line
            for start, name, dose in zip(starts, names, doses, strict=True)
            for line in (f"{start:>{at}}  {name}", f"{indent}{dose}")
        ]
    return [cut(line, room) for line in lines]
