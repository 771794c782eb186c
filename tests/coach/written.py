"""Tapes and files of sound for the tests of rendering."""

import io
import struct
from array import array
from pathlib import Path

from player.audio.clips import Clip
from player.audio.filesound import FileSound
from player.audio.protocol import Setup
from player.coach.render import Rendered, render
from player.routine.catalogue import Catalogue
from player.routine.reader import read
from player.script.model import TONES_ONLY, Voice
from player.session.clock import ManualClock
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline

SOUNDS = Path(__file__).parents[2] / "sounds"


def tape(steps: str) -> Timeline:
    """The tape of a routine without `prepare` and with rests of 10 s."""
    text = f"name: Test\nprepare: 0\nrest: 10s\nsteps:\n{steps}"
    routine, problems = read(text, Catalogue())
    assert routine is not None, problems
    return compile_routine(routine, "test")


class Written:
    """A tape in a file.

    Args:
        timeline: The tape.
        voice: How much is said.
        start: Index of the first interval.
        setup: How sound is made.
    """

    def __init__(
        self,
        timeline: Timeline,
        voice: Voice = TONES_ONLY,
        *,
        start: int = 0,
        setup: Setup = Setup(SOUNDS),  # noqa: B008  it never changes
    ) -> None:
        clock = ManualClock()
        file = io.BytesIO()
        self.parts: list[float] = []
        self.sound = FileSound(setup, file, clock.now)
        self.rendered: Rendered = render(
            timeline, self.sound, clock, voice, start=start, progress=self.parts.append
        )
        self.data = file.getvalue()

    @property
    def samples(self) -> Clip:
        """What is in it."""
        samples = array("h")
        samples.frombytes(self.data[44:])
        return samples

    @property
    def header(self) -> tuple[object, ...]:
        """Its header, field by field."""
        return struct.unpack("<4sI4s4sIHHIIHH4sI", self.data[:44])
