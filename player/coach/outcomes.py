"""How the intervals of a session were left, whatever becomes of the tape they were on."""

from collections.abc import Mapping
from dataclasses import replace

from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Interval, Timeline


class Outcomes(dict[tuple[int, int], IntervalLeft]):
    """How each interval was left, by its index and pass; the later pass unless it is a skip."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[tuple[str, int], tuple[Interval, IntervalLeft]] = {}
        """What was left on an earlier tape and is not on this one, by path and pass: it stays done."""

    def note(self, event: IntervalLeft) -> None:
        """Note how an interval was left."""
        place = (event.index, event.pass_)
        if event.outcome is not Outcome.SKIPPED or place not in self:
            self[place] = event

    def counted(self, place: tuple[int, int], planned: int, reps: object) -> None:
        """Let reps that the person told say anew whether a set is done; anything else says nothing."""
        left = self.get(place)
        if left is not None and left.outcome is not Outcome.SKIPPED and isinstance(reps, int):
            outcome = Outcome.DONE if reps >= planned else Outcome.PARTIAL
            self[place] = replace(left, outcome=outcome, done_reps=reps)

    def follow(self, old: Timeline, new: Timeline) -> None:
        """Go on with another tape: what has the same path there is the same interval."""
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
        """Return the work that was done, in full or in part, and is not on the tape any more."""
        return {
            place: (interval, left)
            for place, (interval, left) in self.gone.items()
            if interval.is_work and left.outcome is not Outcome.SKIPPED
        }


def places_of(timeline: Timeline) -> dict[str, int]:
    """Return the index of every path on a tape."""
    return {interval.path: index for index, interval in enumerate(timeline.intervals)}
