"""Finding a place again after the routine was edited (DESIGN §4)."""

from player.timeline.model import Interval, Timeline
from player.timeline.paths import step_of


def same_place(old: Timeline, old_index: int, new: Timeline) -> tuple[int, bool]:
    """Return where on the tape `new` the interval `old_index` of `old` is, and whether it is that very one.

    The same path; else the same step, as many of its sets in as on the old tape; else the nearest interval
    before that is still there; else the beginning.
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
    """Return the interval without the place where its step is written: an edit above it moves that."""
    return interval._replace(step=0, line=0)
