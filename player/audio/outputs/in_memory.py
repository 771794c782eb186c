"""An output that keeps its sound in memory."""

from player.audio.clips import RATE
from player.audio.outputs.output import NS, OutputError, Render


class MemoryOutput:
    """Keeps what it is given and moves only when told: for tests and rehearsal."""

    name = "memory"
    reopens = True
    rests = True

    def __init__(self, *, present: bool = True) -> None:
        self.present = present
        """Whether there is a device; may be changed at any time."""
        self.sound = bytearray()
        """Everything rendered so far."""
        self.now = 0
        """Its clock, ns: moves with the frames."""
        self._render: Render | None = None

    def open(self, render: Render) -> None:
        """See `Output.open`."""
        if not self.present:
            raise OutputError("no device")
        self._render = render

    def advance(self, frames: int) -> None:
        """Ask for `frames` frames, in one block."""
        if self._render is not None and self.present:
            self.sound += self._render(frames, self.now)
        self.now += frames * NS // RATE

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        return None if self.present else "the device was taken away"

    def close(self) -> None:
        """See `Output.close`."""
        self._render = None
