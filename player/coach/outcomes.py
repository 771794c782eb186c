"""Outcomes of the intervals of a session, kept when the tape changes."""

from collections.abc import Mapping
from dataclasses import replace

from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Interval, Timeline


class Outcomes(dict[tuple[int, int], IntervalLeft]):
    """How each interval was left, by its index and pass; of several times the last that was no skip."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[tuple[str, int], tuple[Interval, IntervalLeft]] = {}
        """Intervals of earlier tapes that are not on this one, by path and pass: they stay done."""

    def note(self, event: IntervalLeft) -> None:
        """Note how an interval was left."""
        place = (event.index, event.pass_)
        if event.outcome is not Outcome.SKIPPED or place not in self:
            self[place] = event

    def counted(self, place: tuple[int, int], planned: int, reps: object) -> None:
        """Decide again whether a set is done, by the reps that the person gave; ignored unless an integer."""
        left = self.get(place)
        if left is not None and left.outcome is not Outcome.SKIPPED and isinstance(reps, int):
            outcome = Outcome.DONE if reps >= planned else Outcome.PARTIAL
            self[place] = replace(left, outcome=outcome, done_reps=reps)

    def follow(self, old: Timeline, new: Timeline) -> None:
        """Change to another tape, on which an interval with the same path is the same interval."""
        known = dict(self.gone)
        for (index, pass_), left in self.items():
            interval = old.intervals[index]
            known[interval.path, pass_] = (interval, left)
        places = places_of(new)
        self.clear()
        self.gone = {}
        for (path, pass_), (interval, left) in known.items():
            if path in places:
                self[places[path], pass_] = replace(left, index=places[path])
            else:
                self.gone[path, pass_] = (interval, left)

    def works_gone(self) -> Mapping[tuple[str, int], tuple[Interval, IntervalLeft]]:
        """Return the work done in full or in part that is no longer on the tape."""
        return {
            place: (interval, left)
            for place, (interval, left) in self.gone.items()
            if interval.is_work and left.outcome is not Outcome.SKIPPED
        }


def places_of(timeline: Timeline) -> dict[str, int]:
    """Return the index of every path on a tape."""
    return {interval.path: index for index, interval in enumerate(timeline.intervals)}
