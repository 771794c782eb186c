"""Sound through a program of the system that reads samples from a pipe: `pacat`, or else `aplay`.

Nothing has to be installed for it where a sound server or ALSA has its usual tools, and the sound is mixed by
us as for every other output. The player's clock sets the pace: the pipe is made so small that it holds a
single block, and the next one is rendered when the player has taken the last. So what is on its way is always
the same, one block and the player's own buffer, and no two clocks ever drift apart.

When this process ends, however it ends, the player reads the end of its pipe and leaves by itself.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from player.audio.mixing.rate import DEVICE_RATE, Upsampler
from player.audio.outputs.output import NS, PERIOD_MS, OutputError, Render
from player.audio.outputs.watchdog import LOST_AFTER, Watchdog

HELD_MS: Final = 40
"""Milliseconds that a player buffers besides one period: with less, a busy machine leaves gaps."""

PIECE_MS: Final = 40
"""Milliseconds written at once: 3,840 bytes, which a pipe of one page of memory takes whole."""

BEGINS_WITHIN: Final = 1.2
"""Seconds in which a player must take its first block. It may have to start a sound server; if that takes
longer, the next try finds it. Two players in vain must not look like an engine that hangs."""

LOOK_MS: Final = 200
"""Milliseconds between two looks of the feeding thread while the player takes nothing."""

GONE_WITHIN: Final = 0.5
"""Seconds in which the system must have ended a killed player."""


class Player(NamedTuple):
    """A program that plays what it reads."""

    name: str
    """Its name on the search path, and in messages."""
    arguments: Callable[[int], list[str]]
    """Its arguments, given the milliseconds of one period."""


def _pacat(period_ms: int) -> list[str]:
    """PulseAudio's, or PipeWire's stand-in for it."""
    form = ["--raw", "--format=s16ne", f"--rate={DEVICE_RATE}", "--channels=1"]
    held = [f"--latency-msec={HELD_MS + period_ms}", f"--process-time-msec={period_ms}"]
    return ["--playback", *form, *held, "--client-name=Backbeat", "--stream-name=Backbeat"]


def _aplay(period_ms: int) -> list[str]:
    """ALSA's; with `-` it would look for a header."""
    samples = "S16_LE" if sys.byteorder == "little" else "S16_BE"
    form = ["-q", "-t", "raw", "-f", samples, "-r", str(DEVICE_RATE), "-c", "1"]
    return [*form, f"--buffer-time={1000 * (HELD_MS + period_ms)}", f"--period-time={1000 * period_ms}"]


PACAT: Final = Player("pacat", _pacat)
APLAY: Final = Player("aplay", _aplay)


class PipeOutput:
    """A player that is fed through a pipe.

    Args:
        player: The player.
        period_ms: Length of a block in milliseconds.
    """

    name = "pipe"
    reopens = True
    rests = True

    def __init__(self, player: Player, period_ms: int = PERIOD_MS) -> None:
        self._player = player
        self._period_ms = period_ms
        pieces = -(-period_ms // PIECE_MS)
        self._frames = DEVICE_RATE * period_ms // 1000 // pieces
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._moved = threading.Event()
        """Set when the player took its first block, or will not take any."""
        self._watchdog = Watchdog(time.monotonic_ns())
        self._trouble: str | None = None

    def open(self, render: Render) -> None:
        """See `Output.open`."""
        place = shutil.which(self._player.name)
        if place is None or not os.path.isabs(place):  # noqa: PTH117  never one from the current folder
            raise OutputError(f"{self._player.name} is not installed")
        reading, writing = _narrow_pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # a list, no shell, an absolute path
                [place, *self._player.arguments(self._period_ms)],
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=None,  # ours: the log
            )
        except OSError as error:
            os.close(writing)
            raise OutputError(f"{self._player.name} does not start") from error
        finally:
            os.close(reading)
        self._watchdog = Watchdog(time.monotonic_ns())
        feed = (writing, Upsampler(render))
        self._thread = threading.Thread(target=self._feed, args=feed, name="pipe", daemon=True)
        self._thread.start()
        begun = self._moved.wait(BEGINS_WITHIN)
        if not begun or self._trouble is not None:
            why = self._trouble or f"{self._player.name} does not begin to play"
            self.close()
            raise OutputError(why)

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        if self._trouble is None and self._watchdog.starved(time.monotonic_ns()):
            return f"{self._player.name} has taken nothing for {LOST_AFTER / NS:.1f} s"
        return self._trouble

    def close(self) -> None:
        """See `Output.close`."""
        self._stop.set()
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # also when it is stopped or hangs in a dead server
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(GONE_WITHIN)
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _feed(self, pipe: int, upsampled: Upsampler) -> None:
        """Give the player a piece whenever its pipe is empty, until it or we end."""
        import select  # `poll` is not everywhere; where it is not, `_narrow_pipe` failed

        empty = select.poll()
        empty.register(pipe, select.POLLOUT)
        piece = bytes(2 * self._frames)  # silence: when it is taken, the player has opened its device
        first = True
        try:
            while not self._stop.is_set():
                ready = empty.poll(LOOK_MS)
                if not ready:
                    continue
                if ready[0][1] & (select.POLLERR | select.POLLHUP | select.POLLNVAL):
                    break
                if not piece:
                    now = time.monotonic_ns()
                    self._watchdog.feed(now)
                    self._moved.set()
                    first = False
                    piece = upsampled(self._frames, now)
                piece = piece[os.write(pipe, piece) :]
        except OSError:
            pass  # it ended between the question and the answer
        finally:
            os.close(pipe)
            ended = "does not play; the log has what it says" if first else "has ended"
            self._trouble = f"{self._player.name} {ended}"
            self._moved.set()


def _narrow_pipe() -> tuple[int, int]:
    """Return the reading and the writing end of a pipe of a single page; writing does not wait.

    Raises:
        OutputError: Pipes have a fixed size here: half a second of sound would always be on its way.
    """
    try:
        import fcntl  # not on Windows
    except ImportError:
        raise OutputError("players are only fed on Linux") from None
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        raise OutputError("players are only fed on Linux")
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 1)  # rounded up to a page
    os.set_blocking(writing, False)
    return reading, writing
