"""Counting inside one interval: which rep is on, how many are through, where a rep began."""

from player.routine.units import Ms
from player.timeline.model import Dose, Interval, Phase


def phase_at(interval: Interval, at: Ms) -> Phase | None:
    """Return the phase that is on at `at`; None where there is none (open work, the rest of a `for`)."""
    found = None
    for phase in interval.phases:
        if phase.start > at:
            break
        found = phase
    return found if found is not None and at < found.start + found.duration else None


def rep_start(interval: Interval, at: Ms) -> Ms:
    """Return where the rep that is on at `at` began; `at` itself where none is on."""
    phase = phase_at(interval, at)
    if phase is None:
        return at
    return next(first.start for first in interval.phases if first.rep == phase.rep)


def reps_through(interval: Interval, at: Ms, *, half_counts: bool = False) -> int | None:
    """Return how many reps are through at `at`; None where reps are not counted.

    Args:
        interval: The work.
        at: From its start.
        half_counts: A rep counts once half of it is through (Enter), else only whole ones.
    """
    if interval.dose is Dose.HELD_REPS:  # DESIGN §7: holds reached
        return sum(phase.label == "hold" and phase.start < at for phase in interval.phases)
    if interval.dose is not Dose.BEAT:
        return None
    through = 0
    start = 0
    for index, phase in enumerate(interval.phases):
        if index and interval.phases[index - 1].rep != phase.rep:
            start = phase.start
        last_of_rep = index + 1 == len(interval.phases) or interval.phases[index + 1].rep != phase.rep
        if last_of_rep:
            end = phase.start + phase.duration
            needed = start + (end - start) / 2 if half_counts else end
            through += at >= needed
    return through
