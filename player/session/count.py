"""Decides whether work was done when its interval was left. Pure."""

from typing import assert_never

from player.routine.units import Ms
from player.session.phases import Track
from player.timeline.model import Dose, Interval


def reached(
    interval: Interval,
    track: Track,
    at: Ms,
    planned: Ms | None,
    *,
    said: bool = False,
    half_counts: bool = False,
) -> bool:
    """Whether work that was left at `at` is done: all that was planned, of open work the least.

    Args:
        interval: The work.
        track: Its phases as they were played.
        at: Time from its start.
        planned: Its length with the person's changes; None: open.
        said: Whether the person pressed Enter: that decides where nothing is measured.
        half_counts: See `Track.reps_through`.
    """
    match interval.dose:
        case Dose.BEAT:
            reps = track.reps_through(at, half_counts=half_counts) or 0
            return reps >= (1 if interval.reps is None else interval.reps)
        case Dose.HELD_REPS if interval.duration is None and interval.reps is not None:
            if not track.opens:
                return at >= track.last_held
            return at >= interval.least and (track.reps_through(at) or 0) >= interval.reps
        case Dose.SELF_PACED:
            return said or (interval.reps is None and at > 0)
        case Dose.DISTANCE | Dose.OPEN | None:
            return said
        case Dose.HOLD | Dose.KEEP_MOVING | Dose.HELD_REPS:
            return at > 0 and at >= (interval.least if interval.duration is None else planned or 0)
    assert_never(interval.dose)
