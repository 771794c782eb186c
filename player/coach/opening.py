"""Opening a session: from a routine that was read to a coach that is ready to begin."""

from dataclasses import dataclass
from typing import Final

from player.audio.client import SoundEngine
from player.coach.coach import Coach
from player.coach.record import open_record
from player.library.folders import Folders, bundled
from player.library.shelf import Volume
from player.routine.slug import slug as slug_of
from player.session.clock import Clock
from player.session.transport import Transport
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline

_MOST_DIGITS: Final = 6
"""Of a step's number; a file has room for 20,000 steps."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a session is played."""

    speed: float = 1.0
    """Routine seconds per real second."""
    audio: str = "auto"
    """An output of DESIGN §6: `auto`, `miniaudio`, `wav:FILE`, `bell`, `none`."""
    start: str | None = None
    """Where to begin: a path, an exercise, or the number of a top-level step."""


class NoSuchStep(Exception):  # noqa: N818  it is a question that found nothing, not a failure
    """A step that the routine does not have."""

    def __init__(self, asked: str, steps: list[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.steps = steps
        """What can be asked for."""


def tape_of(volume: Volume) -> Timeline:
    """Return the tape of a routine without errors."""
    if volume.routine is None:
        raise ValueError(f"{volume.path} has errors")
    return compile_routine(volume.routine, volume.slug)


def open_session(volume: Volume, manner: Manner, folders: Folders, clock: Clock) -> Coach:
    """Return a coach for one session of a routine without errors; nothing is heard or moves before `begin`.

    Raises:
        NoSuchStep: `manner.start` is not in the routine.
    """
    timeline = tape_of(volume)
    start = find_step(timeline, manner.start) if manner.start is not None else 0
    record, notices = open_record(folders.history, timeline, volume.text or "", clock, speed=manner.speed)
    transport = Transport(timeline, clock, speed=manner.speed, start=start)
    sound = SoundEngine(manner.audio, bundled("sounds"), folders.log)
    return Coach(transport, clock, sound, record, notices)


def find_step(timeline: Timeline, asked: str) -> int:
    """Return where a step begins: a path, an exercise, or the number of a top-level step.

    Of a `rest:` step it is the work after it: nobody begins with a rest.

    Raises:
        NoSuchStep: There is none.
    """
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else 0
    is_number = 1 <= number <= max(interval.step for interval in timeline.intervals)
    name = slug_of(asked)
    for index, interval in enumerate(timeline.intervals):
        place = interval.path.split("@")[0]
        if interval.path == asked:
            return index
        if interval.is_work and (
            (is_number and interval.step >= number)
            or place == asked
            or (name and slug_of(interval.exercise or "") == name)
        ):
            return index
    steps = {
        f"{interval.step}": f"{interval.step}  {interval.path.split('@')[0]}"
        for interval in reversed(timeline.intervals)
        if interval.is_work
    }
    raise NoSuchStep(asked, [steps[key] for key in sorted(steps, key=int)])
