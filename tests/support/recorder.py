"""Records what goes into a null sink, and knows when: by the clock of the system, not the sound server's."""

import contextlib
import os
import subprocess
import threading
import time
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

RATE: Final = 44_100
ROOT: Final = Path(__file__).parents[2]
_SETTLED: Final = 20
"""One in so many arrivals at the beginning does not count: they come in a bunch."""


@contextlib.contextmanager
def null_sink(folder: Path) -> Iterator[dict[str, str]]:
    """A sound server of our own that is heard by nobody: the environment that leads to it.

    Raises:
        RuntimeError: There can be none here; the message says why.
    """
    script = str(ROOT / ".ci/null-sink")
    started = subprocess.run([script, "start", str(folder)], capture_output=True, text=True, check=False)  # noqa: S603  our own script
    if started.returncode:
        raise RuntimeError(started.stderr.strip() or "no sound server of our own starts here")
    words = started.stdout.removeprefix("export").split()
    try:
        yield dict(word.split("=", 1) for word in words)
    finally:
        subprocess.run([script, "stop", str(folder)], capture_output=True, check=False)  # noqa: S603  same


class Recorder:
    """Records the monitor of a sink from now on.

    Args:
        environment: Leads to the sound server.
        sink: The name of the null sink.
    """

    def __init__(self, environment: Mapping[str, str], sink: str = "backbeat") -> None:
        self._data = bytearray()
        self._stamps: list[tuple[float, int]] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(  # noqa: S603  a list, no shell
            [  # noqa: S607  the system's own
                "parec",
                f"--device={sink}.monitor",
                "--format=s16le",
                f"--rate={RATE}",
                "--channels=1",
                "--latency-msec=10",
            ],
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        self._thread = threading.Thread(target=self._read, name="recorder", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the recording."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    @property
    def samples(self) -> "array[int]":
        """What was heard so far, mono, 16 bit, at 44.1 kHz of the sound server's clock."""
        samples = array("h")
        with self._news:
            samples.frombytes(self._data[: self._size()])
        return samples

    @property
    def rate(self) -> float:
        """Frames per second of the monotonic clock: the slope of a straight line through the arrivals."""
        stamps = self._stamps[len(self._stamps) // _SETTLED :]
        times, frames = [stamp[0] for stamp in stamps], [stamp[1] for stamp in stamps]
        time_mean, frame_mean = sum(times) / len(times), sum(frames) / len(frames)
        return sum((t - time_mean) * (n - frame_mean) for t, n in stamps) / sum(
            (t - time_mean) ** 2 for t in times
        )

    @property
    def zero(self) -> float:
        """Monotonic seconds at which frame 0 was heard, at the latest: nothing arrives before it sounds."""
        rate = self.rate
        stamps = self._stamps[len(self._stamps) // _SETTLED :]
        return min(at - frames / rate for at, frames in stamps)

    def wait_for_sound(self, timeout: float, threshold: int = 600, quiet: float = 0.15) -> bool:
        """Wait until something begins after `quiet` seconds of silence; return whether it did in time."""
        end = time.monotonic() + timeout
        silent, seen = 0, self._size()
        with self._news:
            while time.monotonic() < end:
                self._news.wait(0.1)
                now = self._size()
                news = array("h", bytes(self._data[seen:now]))
                seen = now
                loud = max(map(abs, news), default=0) > threshold
                if loud and silent >= quiet * RATE:
                    return True
                silent = 0 if loud else silent + len(news)
        return False

    def _size(self) -> int:
        """Bytes of whole frames."""
        return len(self._data) // 2 * 2

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            while data := os.read(stream.fileno(), 65536):
                now = time.monotonic()
                with self._news:
                    self._data += data
                    self._stamps.append((now, len(self._data) // 2))
                    self._news.notify_all()


def wait_until(holds: Callable[[], object], timeout: float = 20.0) -> bool:
    """Look again and again until something holds; return whether it did in time."""
    end = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
