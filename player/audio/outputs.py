"""Where the sound goes. One class for each way; what they share is the `Output` protocol."""

import contextlib
import struct
import sys
import threading
import time
from array import array
from collections.abc import Callable, Generator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from player.audio.clips import RATE
from player.audio.rate import DEVICE_RATE, Upsampler

if TYPE_CHECKING:
    import io

NS: Final = 1_000_000_000

PERIOD_MS: Final = 20
"""Length of a block while playing (DESIGN §6): an answer to a key is heard within two or three of them."""

LOST_AFTER: Final = NS * 6 // 10
"""A device that has asked for nothing for 0.6 s is gone: a dead sound server is silent about it."""

Render: TypeAlias = Callable[[int, int], bytes]
"""`render(frames, at)`: the next block, asked for at `at` monotonic ns. Native byte order, mono, 44.1 kHz."""


class OutputError(Exception):
    """This way is not open; the message says why, without a full stop, to stand inside a sentence."""


class Output(Protocol):
    """A place that takes sound."""

    name: str
    """As in `--audio`."""
    reopens: bool
    """Whether it makes sense to try again after it was lost."""

    def open(self, render: Render) -> None:
        """Begin to ask `render` for blocks, on a thread of the output's own.

        Raises:
            OutputError: Nothing is there.
        """

    def trouble(self) -> str | None:
        """Why it takes no more sound; None while it does. Asked about ten times a second."""

    def close(self) -> None:
        """Stop asking and let go; harmless when it is not open."""


class Watchdog:
    """Notices that nothing came for too long, and is not fooled by having been asleep itself."""

    def __init__(self, now: int) -> None:
        self._fed = self._looked = now

    def feed(self, now: int) -> None:
        """Something came at `now` ns."""
        self._fed = now

    def starved(self, now: int) -> bool:
        """Whether nothing came for `LOST_AFTER`. Must be asked more often than that.

        A gap between two questions means that the whole process was stopped: then the wait begins anew.
        """
        if now - self._looked > LOST_AFTER // 2:
            self._fed = now
        self._looked = now
        return now - self._fed > LOST_AFTER


class MiniaudioOutput:
    """The sound device, through miniaudio."""

    name = "miniaudio"
    reopens = True

    def __init__(self) -> None:
        self._device: Any = None
        self._watchdog = Watchdog(time.monotonic_ns())

    def open(self, render: Render) -> None:
        """See `Output.open`."""
        try:
            import miniaudio  # noqa: PLC0415  # 30 ms and a shared library, not needed for other outputs
        except ImportError as error:
            raise OutputError("the package miniaudio is not installed") from error
        backends = _backends(miniaudio.Backend)
        watchdog = self._watchdog = Watchdog(time.monotonic_ns())

        upsampled = Upsampler(render)

        def blocks() -> Generator[bytes, int, None]:
            frames = yield b""
            while True:
                now = time.monotonic_ns()
                watchdog.feed(now)
                frames = yield upsampled(frames, now)

        source = blocks()
        next(source)  # miniaudio wants it started
        device = self._device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
        try:
            device.__init__(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=DEVICE_RATE,
                buffersize_msec=PERIOD_MS,
                backends=backends,
                app_name="Backbeat",
            )
            device.start(source)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise OutputError(str(error.args[0]) if error.args else "the device did not open") from error

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        if self._watchdog.starved(time.monotonic_ns()):
            return f"the device has taken nothing for {LOST_AFTER / NS:.1f} s"
        return None

    def close(self) -> None:
        """See `Output.close`."""
        device, self._device = self._device, None
        if device is None:
            return
        device.close()
        # miniaudio 1.71 forgets its context: each opening would leave five descriptors and a megabyte.
        context = device.__dict__.pop("_context", None)
        if context is not None:
            from _miniaudio import lib  # type: ignore[import-not-found] # noqa: PLC0415  # see `open`

            lib.ma_context_uninit(context)


def _backends(known: Any) -> list[Any]:  # noqa: ANN401  # an enum of miniaudio, which has no types
    """The ways of this system by name: unnamed, miniaudio falls back to a device that plays nothing."""
    if sys.platform == "darwin":
        return [known.COREAUDIO]
    if sys.platform == "win32":
        return [known.WASAPI, known.DSOUND, known.WINMM]
    return [known.PULSEAUDIO, known.ALSA]


class WavOutput:
    """A WAV file, written at the pace of real time.

    Blocks are asked for at exact multiples of the period since the file was opened, whenever the thread came
    to it: a position in the file is a moment, to the sample. The header is brought up to date every second,
    so that a file left by a killed process can be read too.
    """

    name = "wav"
    reopens = False  # opening it again would erase what was written

    BLOCK: Final = RATE * PERIOD_MS // 1000
    CATCH_UP: Final = 5 * NS
    """After a longer standstill (a stopped process) the file goes on from now instead of making up for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: io.BufferedRandom | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._written = 0
        self._trouble: str | None = None

    def open(self, render: Render) -> None:
        """See `Output.open`. An existing file is replaced."""
        try:
            self._file = self._path.open("w+b")
            self._header(self._file)
        except OSError as error:
            self.close()
            raise OutputError(_reason(error)) from error
        self._thread = threading.Thread(target=self._pace, args=(self._file, render), name="wav", daemon=True)
        self._thread.start()

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        return self._trouble

    def close(self) -> None:
        """See `Output.close`."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk was reported when it happened
                self._header(self._file)
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _pace(self, file: "io.BufferedRandom", render: Render) -> None:
        origin = time.monotonic_ns()
        try:
            for block in count():
                due = origin + block * self.BLOCK * NS // RATE
                ahead = due - time.monotonic_ns()
                if ahead < -self.CATCH_UP:
                    origin -= ahead
                    due -= ahead
                if self._stop.wait(max(ahead, 0) / NS):
                    return
                data = render(self.BLOCK, due)
                if sys.byteorder == "big":
                    data = _swapped(data)
                file.write(data)
                self._written += len(data)
                if block % (1000 // PERIOD_MS) == 0:
                    self._header(file)
        except OSError as error:
            self._trouble = _reason(error)

    def _header(self, file: "io.BufferedRandom") -> None:
        size = min(self._written, 0xFFFF_FFFF - 36)
        file.seek(0)
        file.write(struct.pack("<4sI4s4sIHHI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE))
        file.write(struct.pack("<IHH4sI", 2 * RATE, 2, 16, b"data", size))
        file.seek(0, 2)
        file.flush()


class MemoryOutput:
    """Keeps what it is given and moves only when told: for tests and rehearsal."""

    name = "memory"
    reopens = True

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


def _swapped(data: bytes) -> bytes:
    """Samples in the other byte order: a WAV file is little-endian."""
    samples = array("h", data)
    samples.byteswap()
    return samples.tobytes()


def _reason(error: OSError) -> str:
    """What the system says, to stand inside a sentence."""
    return (error.strerror or str(error)).lower()


AUTOMATIC: Final[tuple[Callable[[], Output], ...]] = (MiniaudioOutput,)
"""What `auto` tries, in this order."""


def candidates(choice: str) -> tuple[Callable[[], Output], ...]:
    """The outputs to try for a value of `--audio` that makes sound in the engine.

    Raises:
        ValueError: Not such a value.
    """
    kind, _, file = choice.partition(":")
    if choice == "auto":
        return AUTOMATIC
    if choice == MiniaudioOutput.name:
        return (MiniaudioOutput,)
    if kind == WavOutput.name and file:
        return (lambda: WavOutput(Path(file)),)
    raise ValueError(f"'{choice}' is no output of the engine.")
