"""Sound through simpleaudio, an archived library that only plays finished sounds.

One sound, one connection to the device, no volume, and after `stop` it goes on for 225 to 325 ms. But on
every system it reads its samples piece by piece while it plays them, and from the caller's own memory. So we
hand it a minute of silence and write into that minute just ahead of where it reads: one continuous stream, in
which cues lie to the sample, tones duck below words and a cleared sound fades as everywhere else. The
versions that may be installed are fixed, so this cannot change below us.

Where it reads we are not told. It reads 100 ms ahead of what is heard, and we keep a block and a half more
between us; so an answer to a key is heard about 135 ms later, and cues, which are known before, are written
so much earlier and heard at their moment. The minutes are changed in a silence, long before they end: then
differences between the two clocks, and what a starved sound server has put off, are made up for.
"""

import importlib.metadata
import sys
import threading
import time
from itertools import count
from typing import Any, Final

from player.audio.mixing.rate import DEVICE_RATE, Upsampler
from player.audio.outputs.output import NS, PERIOD_MS, OutputError, Render, little_endian

READS_AHEAD_MS: Final = 100
"""Milliseconds that the library holds in buffers on every system (SA_LATENCY_US)."""

REEL: Final = 60 * DEVICE_RATE
"""Frames of one sound: 5.8 MB."""

TURN_AFTER: Final = 10 * DEVICE_RATE
"""Frames after which a silence is used to begin the next reel."""

SILENCE: Final = DEVICE_RATE * 3 // 10
"""Frames of silence in which a reel is changed: all that was written before has been heard then."""

STALLED: Final = NS * 3 // 10
"""ns. A writer so late was stopped, and the device with it: its reading position is unknown then."""

ENDS_WITHIN: Final = 0.4
"""Seconds the library needs to end a sound."""

FLAWED: Final = (1, 0, 4)
"""Up to this version ending a sound frees memory without holding the interpreter's lock."""

FATAL_FROM: Final = (3, 12)
"""The Python version from which on that ends the process (DESIGN §6.2)."""


class _Reel:
    """A sound of a minute that is written while it plays.

    Args:
        library: simpleaudio.
        origin: When frame 0 of the stream is written, ns.
        lead: Frames from writing to hearing.
    """

    def __init__(self, library: Any, origin: int, lead: int) -> None:  # noqa: ANN401  # has no types
        self._memory = bytearray(2 * REEL)
        self._play = library.play_buffer(self._memory, 1, 2, DEVICE_RATE)
        # It opens the device in 4 to 16 ms and begins when it returns.
        self.first = (time.monotonic_ns() - origin) * DEVICE_RATE // NS - lead
        """The frame of the stream that is heard when it begins."""

    def write(self, frame: int, data: bytes) -> None:
        """Let the frames in `data` be heard from frame `frame` of the stream on, as far as it holds them."""
        place = 2 * (frame - self.first)
        data = data[max(-place, 0) :]
        place = max(place, 0)
        memoryview(self._memory)[place : place + len(data)] = data

    @property
    def is_playing(self) -> bool:
        """Whether the library still reads it."""
        return bool(self._play.is_playing())

    def stop(self) -> None:
        """Ask the library to end it, which takes up to `ENDS_WITHIN`."""
        self._play.stop()

    def end(self) -> None:
        """Fall silent, and wait until the device is free."""
        memoryview(self._memory)[:] = bytes(2 * REEL)  # what it has not read yet is not heard any more
        self._play.stop()
        limit = time.monotonic() + ENDS_WITHIN
        while self.is_playing and time.monotonic() < limit:
            time.sleep(0.01)


class SimpleaudioOutput:
    """The sound device, through simpleaudio.

    Args:
        period_ms: Length of a block.
    """

    name = "simpleaudio"
    reopens = True
    rests = True

    def __init__(self, period_ms: int = PERIOD_MS) -> None:
        self._block = DEVICE_RATE * period_ms // 2000
        """Half of a period: the other half is the time a busy machine may let us wait longer."""
        self._lead = DEVICE_RATE * (2 * READS_AHEAD_MS + 3 * period_ms) // 2000
        """Frames from writing to hearing."""
        self._library: Any = None
        self._reel: _Reel | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._trouble: str | None = None

    def open(self, render: Render) -> None:
        """See `Output.open`."""
        refuse_flawed()
        try:
            import simpleaudio  # an extra; other outputs do without it
        except ImportError as error:
            raise OutputError("the package simpleaudio is not installed") from error
        self._library = simpleaudio
        origin = time.monotonic_ns()
        try:
            self._reel = _Reel(simpleaudio, origin, self._lead)
        except Exception as error:  # its own class is not exported, and ValueError comes too
            raise OutputError(_said(error)) from error
        pace = (Upsampler(render), origin)
        self._thread = threading.Thread(target=self._pace, args=pace, name="simpleaudio", daemon=True)
        self._thread.start()

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        reel = self._reel
        if self._trouble is None and reel is not None and not reel.is_playing:
            return "the device has ended the sound"
        return self._trouble

    def close(self) -> None:
        """See `Output.close`."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        reel, self._reel = self._reel, None
        if reel is not None:
            reel.end()

    def _pace(self, upsampled: Upsampler, origin: int) -> None:
        """Write each block when its time has come: a frame's number says when, from `origin` (ns) on."""
        silent = 0
        try:
            for frame in count(0, self._block):
                due = origin + frame * NS // DEVICE_RATE
                ahead = due - time.monotonic_ns()
                if self._stop.wait(max(ahead, 0) / NS):
                    return
                if ahead < -STALLED:
                    origin -= ahead
                    due -= ahead
                    self._turn(origin)
                elif self._age(frame + self._block) > REEL:
                    self._turn(origin, stop=False)  # its end is still to be heard
                elif silent >= SILENCE and self._age(frame) > TURN_AFTER:
                    self._turn(origin)
                data = upsampled(self._block, due + self._lead * NS // DEVICE_RATE)
                silent = 0 if data.strip(b"\0") else silent + self._block
                if silent == 0 and self._reel is not None:
                    self._reel.write(frame, little_endian(data))
        except Exception as error:  # noqa: BLE001  # whatever it was: untold, the sound would be gone in silence
            self._trouble = _said(error)

    def _age(self, frame: int) -> int:
        """Frames of the reel that lie before `frame`."""
        return 0 if self._reel is None else frame - self._reel.first

    def _turn(self, origin: int, *, stop: bool = True) -> None:
        """Go on with another reel; the old one is stopped, or ends by itself."""
        old, self._reel = self._reel, None
        try:
            self._reel = _Reel(self._library, origin, self._lead)
        except Exception:  # noqa: BLE001  # a device that takes one sound at a time, perhaps
            if old is not None:
                old.end()
            self._reel = _Reel(self._library, origin, self._lead)
        else:
            if old is not None and stop:
                old.stop()


def refuse_flawed() -> None:
    """Make sure that the installed simpleaudio does not end the process.

    Raises:
        OutputError: It would.
    """
    if sys.version_info < FATAL_FROM:
        return
    try:
        version = importlib.metadata.version("simpleaudio")
    except importlib.metadata.PackageNotFoundError:
        return  # not there at all, or simpleaudio-patched, which has mended it
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
    if numbers <= FLAWED:
        raise OutputError(
            f"simpleaudio {version} would end the program on this Python: install simpleaudio-patched instead"
        )


def _said(error: Exception) -> str:
    """Return the library's message, to stand inside a sentence."""
    return str(error).rstrip(".") or type(error).__name__
