"""The output `wav:FILE`: a file written in real time."""

import contextlib
import io
import struct
import threading
import time
from itertools import count
from pathlib import Path
from typing import Final

from player.audio.clips import RATE
from player.audio.outputs.output import NS, PERIOD_MS, OutputError, Render, little_endian, reason


class WavOutput:
    """A WAV file, written at the pace of real time.

    Blocks are asked for at exact multiples of the period since the file was opened, whenever the thread came
    to it: a position in the file is a moment, to the sample. The header is brought up to date every second,
    so that a file left by a killed process can be read too.
    """

    name = "wav"
    reopens = False  # opening it again would erase what was written
    rests = False  # silence is part of the file

    CATCH_UP: Final = 5 * NS
    """After a longer standstill (a stopped process) the file goes on from now instead of making up for it."""

    def __init__(self, path: Path, period_ms: int = PERIOD_MS) -> None:
        self._path = path
        self._block = RATE * period_ms // 1000
        self._header_every = 1000 // period_ms
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
            raise OutputError(reason(error)) from error
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

    def _pace(self, file: io.BufferedRandom, render: Render) -> None:
        origin = time.monotonic_ns()
        try:
            for block in count():
                due = origin + block * self._block * NS // RATE
                ahead = due - time.monotonic_ns()
                if ahead < -self.CATCH_UP:
                    origin -= ahead
                    due -= ahead
                if self._stop.wait(max(ahead, 0) / NS):
                    return
                data = render(self._block, due)
                file.write(little_endian(data))
                self._written += len(data)
                if block % self._header_every == 0:
                    self._header(file)
        except OSError as error:
            self._trouble = reason(error)

    def _header(self, file: io.BufferedRandom) -> None:
        size = min(self._written, 0xFFFF_FFFF - 36)
        file.seek(0)
        file.write(struct.pack("<4sI4s4sIHHI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE))
        file.write(struct.pack("<IHH4sI", 2 * RATE, 2, 16, b"data", size))
        file.seek(0, 2)
        file.flush()
