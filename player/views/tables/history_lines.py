"""A recorded session as one line of the list that `history` prints."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from player.routine.units import Ms
from player.views.text import times


class RecordedInterval(Protocol):
    """The part of an interval's record that counts sets."""

    @property
    def kind(self) -> str:
        """Its kind on the tape: `work` is a set."""

    @property
    def state(self) -> str:
        """`done`, `partial` or `skipped`."""

    @property
    def pass_(self) -> int:
        """1-based pass of the window that repeats it; 1 outside of one."""


class RecordedSession(Protocol):
    """The part of a session's record that is shown."""

    @property
    def started_at(self) -> datetime:
        """In local time."""

    @property
    def routine(self) -> str:
        """The routine's name."""

    @property
    def level(self) -> str | None:
        """None: the routine has no levels."""

    @property
    def state(self) -> str:
        """`running`, `finished`, `stopped` or `interrupted`."""

    @property
    def active_ms(self) -> Ms:
        """Time without pauses."""

    @property
    def speed(self) -> float:
        """1 is real time, anything else a rehearsal."""

    @property
    def work_intervals(self) -> int:
        """Sets on the tape."""

    @property
    def intervals(self) -> Sequence[RecordedInterval]:
        """All that were left, in the order of the tape."""


def history_line(session: RecordedSession) -> str:
    """Return the line of a session: start, routine, end state, active time, sets done.

    The routine's name is as it was recorded: the line has to be made safe before it is shown.
    """
    work = [interval for interval in session.intervals if interval.kind == "work"]
    done = sum(interval.state == "done" for interval in work)
    further_passes = sum(interval.pass_ > 1 for interval in work)  # in repeated windows, those begun count
    skipped = sum(interval.state == "skipped" for interval in work)
    parts = [
        f"{session.started_at:%Y-%m-%d %H:%M}",
        session.routine if session.level is None else f"{session.routine} ({session.level})",
        session.state,
        times.clock_face(session.active_ms, up=True),
        f"{done} of {session.work_intervals + further_passes} sets",
    ]
    if skipped:
        parts.append(f"{skipped} skipped")
    if session.speed != 1:
        parts.append(f"rehearsal at speed {session.speed:g}")
    return " · ".join(parts)
