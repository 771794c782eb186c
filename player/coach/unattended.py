"""Lengths of open work and open gaps where nobody presses a key: in a session that is rendered to a file.

docs/sound.md lists them too.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.session.phases import Track
from player.session.transport import Transport
from player.timeline.model import Dose, Interval, Timeline
from player.timeline.sides import ALTERNATE

SELF_PACED_REP: Final[Ms] = 4_000
REPS: Final = 10
"""Reps played for `max`."""
REPS_BEYOND: Final = 2
"""Reps played beyond the least of open reps."""
HOLD: Final[Ms] = 30_000
"""Length of `hold: max` and `for: max`."""
OPEN_PHASE: Final[Ms] = 5_000
"""Length of an open phase in a rep."""
DISTANCE: Final[Ms] = 60_000
WITHOUT_DOSE: Final[Ms] = 30_000
READY: Final[Ms] = 20_000
"""Length of a gap that waits for Enter."""
SETS: Final = 3
"""Sets played for `sets: max`."""

_JUST_BEFORE: Final[Ms] = 1
"""Endless sets are left just before the end of the last one, so that its rest does not begin."""


class AutoKey(StrEnum):
    """A key that is pressed automatically."""

    THROUGH = "through"
    SKIP = "skip"


class AutoPress(NamedTuple):
    """An automatic key press that lets the tape go on."""

    at: Ms
    """From the start of the interval."""
    key: AutoKey
    is_end: bool = True
    """Whether it ends the interval, and not only a phase of it."""


def next_press(transport: Transport) -> AutoPress | None:
    """Return the key press that the current interval needs; None: it ends without one."""
    interval = transport.interval
    is_open = transport.planned is None and not interval.fills
    if _ends_sets(transport):
        at = _length(interval, transport.track) if is_open else (transport.planned or 0) - _JUST_BEFORE
        return AutoPress(max(0, at), AutoKey.SKIP)
    if not is_open:
        return None
    waiting = next((phase for phase in transport.phases if phase.is_open), None)
    if waiting is None:
        return AutoPress(_length(interval, transport.track), AutoKey.THROUGH)
    if transport.track.endless and waiting.rep > reps_allowed(interval):
        begins = min(phase.start for phase in transport.phases if phase.rep == waiting.rep)
        return AutoPress(begins, AutoKey.SKIP)
    usual = HOLD if interval.dose is Dose.HOLD else OPEN_PHASE
    last = not transport.track.endless and sum(phase.is_open for phase in transport.phases) == 1
    return AutoPress(waiting.start + (waiting.duration or usual), AutoKey.THROUGH, last)


def reps_allowed(interval: Interval) -> int:
    """Return how many reps of a set are played."""
    if interval.reps is None:
        return REPS
    return interval.reps + REPS_BEYOND if interval.at_least else interval.reps


def _length(interval: Interval, track: Track) -> Ms:
    """Length of open work or of an open gap, without open phases."""
    match interval.dose:
        case None:
            return READY
        case Dose.SELF_PACED:
            sides = 2 if interval.side == ALTERNATE else 1
            return reps_allowed(interval) * sides * SELF_PACED_REP
        case Dose.BEAT | Dose.HELD_REPS:
            return _reps_end(interval, track)
        case Dose.DISTANCE:
            return DISTANCE
        case Dose.OPEN:
            return WITHOUT_DOSE
        case Dose.HOLD | Dose.KEEP_MOVING:
            return interval.least or HOLD


def _reps_end(interval: Interval, track: Track) -> Ms:
    """End of the last rep played; behind the reps on the tape the last of them is repeated."""
    last = track.phases[-1]
    rep = [phase for phase in track.phases if phase.rep == last.rep]
    length = last.start + last.duration - rep[0].start
    end = track.last_held if interval.dose is Dose.HELD_REPS else track.end
    return end + max(0, reps_allowed(interval) - last.rep) * length


def _ends_sets(transport: Transport) -> bool:
    """Whether endless sets have been played often enough, and this is the last work in them."""
    number = _endless(transport.timeline, transport.index)
    if number is None:
        return False
    on_tape = transport.interval.set or 1
    return on_tape + transport.inner_pass(number) - 1 >= max(SETS, on_tape)


def _endless(timeline: Timeline, index: int) -> int | None:
    """The number of the window of endless sets whose last work this is; None: there is none."""
    for number, window in enumerate(timeline.windows):
        if window.length is None and window.repeats and window.first <= index < window.end:
            works = (i for i in range(window.end - 1, window.first - 1, -1) if timeline.intervals[i].is_work)
            if next(works, None) == index:
                return number
    return None
