"""Finds the same place on the tape of an edited routine (DESIGN §4)."""

from player.timeline.model import Interval, Timeline
from player.timeline.paths import step_of


def same_place(old: Timeline, old_index: int, new: Timeline) -> tuple[int, bool]:
    """Return the index on `new` of the interval `old_index` of `old`, and whether it is the same interval.

    In this order: the interval with the same path; the same step, after as many of its sets as on the old
    tape; the nearest earlier interval that still exists; the beginning.
    """
    places = {interval.path: index for index, interval in enumerate(new.intervals)}
    here = old.intervals[min(old_index, len(old.intervals) - 1)]
    if here.path in places:
        return places[here.path], True
    step = step_of(here.path)
    of_step = [index for index, interval in enumerate(new.intervals) if step_of(interval.path) == step]
    if of_step:
        work = [index for index in of_step if new.intervals[index].is_work] or of_step
        begun = sum(gone.is_work and step_of(gone.path) == step for gone in old.intervals[:old_index])
        return work[min(begun, len(work) - 1)], False
    earlier_paths = (earlier.path for earlier in reversed(old.intervals[:old_index]))
    return next((places[path] for path in earlier_paths if path in places), 0), False


def written_anywhere(interval: Interval) -> Interval:
    """Return the interval without the line of its step, which edits above it change."""
    return interval._replace(step=0, line=0)
