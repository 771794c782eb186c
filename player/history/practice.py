"""Earlier practice, as the voice of a session needs it: one short query, however long the history.

It only decides how much is said, so rows are used without looking at their checksums.
"""

from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from player.history.faults import ERRORS
from player.history.readback import Row
from player.history.storage.store import ReadableStore, open_for_reading
from player.routine.units import Ms

LOOKS_BACK: Final = 100
"""Number of the latest finished sessions that are read: an exercise in none of them is no longer familiar."""


class Asked(NamedTuple):
    """The prescription of an interval: the values planned for it."""

    reps: int | None
    duration: Ms | None


class Practice(NamedTuple):
    """The person's earlier practice, and the last session of one routine."""

    sessions: int = 0
    """Number of finished sessions, of any routine; at most `LOOKS_BACK`."""
    exercises: Mapping[str, int] = MappingProxyType({})
    """By exercise, the number of those sessions in which it was played, if any."""
    last: Mapping[str, Asked] = MappingProxyType({})
    """By path, the prescriptions of the last session of the routine in which work was done."""


NO_PRACTICE: Final = Practice()

# Rehearsals at another speed count for nothing (DESIGN §5).
_FINISHED: Final = """
    SELECT id FROM sessions WHERE state = 'finished' AND speed = 1 AND deleted_at IS NULL
    ORDER BY started_at DESC LIMIT ?"""
_IN_HOW_MANY: Final = f"""
    SELECT exercise, count(DISTINCT session) AS n FROM intervals
    WHERE session IN ({_FINISHED}) AND kind = 'work' AND state <> 'skipped' AND exercise IN ({{names}})
    GROUP BY exercise"""  # noqa: S608 - a text of ours
_LAST: Final = """
    SELECT id FROM sessions AS s WHERE slug = ? AND speed = 1 AND deleted_at IS NULL AND state <> 'running'
      AND EXISTS (SELECT 1 FROM intervals AS i WHERE i.session = s.id AND i.kind = 'work' AND i.done_ms > 0
                  AND i.state <> 'skipped')
    ORDER BY started_at DESC LIMIT 1"""
_ASKED: Final = "SELECT path, planned_reps, planned_ms FROM intervals WHERE session = ? AND kind = 'work'"


def read_practice(path: Path, slug: str, exercises: Collection[str]) -> Practice:
    """Return the earlier practice; empty where the history is missing or cannot be read.

    Args:
        path: The history's file.
        slug: The slug of the routine that will be played.
        exercises: The exercises on its tape.
    """
    found = open_for_reading(path)
    if not isinstance(found, ReadableStore):
        return NO_PRACTICE
    names = sorted(exercises)
    marks = ",".join("?" * len(names))
    with closing(found.connection) as connection:
        try:
            connection.execute("BEGIN")
            sessions = len(connection.execute(_FINISHED, (LOOKS_BACK,)).fetchall())
            counted = connection.execute(_IN_HOW_MANY.format(names=marks), (LOOKS_BACK, *names)).fetchall()
            last = connection.execute(_LAST, (slug,)).fetchone()
            asked = connection.execute(_ASKED, (last["id"],)).fetchall() if last is not None else []
            return Practice(
                sessions,
                {str(row["exercise"]): int(row["n"]) for row in counted},
                {
                    str(row["path"]): Asked(_whole(row["planned_reps"]), _whole(row["planned_ms"]))
                    for row in asked
                },
            )
        except (*ERRORS, ValueError, KeyError, TypeError):
            return NO_PRACTICE


def _asked(row: Row) -> Asked:
    return Asked(_whole(row["planned_reps"]), _whole(row["planned_ms"]))


def _whole(value: object) -> int | None:
    """Return a whole number, or None if the value is none: it may be damaged."""
    return value if isinstance(value, int) else None
