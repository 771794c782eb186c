"""What the acceptance scripts share: a null sink of their own, a person's files, a session in a terminal."""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.e2e.program import Home, command, environment
from tests.e2e.terminal import Terminal
from tests.support import ears
from tests.support.ears import Samples
from tests.support.recorder import Recorder, null_sink

RINGS_OUT: Final = 2.0
"""Seconds the last sound needs."""


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="backbeat-") as path:
        yield Path(path)


@contextlib.contextmanager
def sink() -> Iterator[dict[str, str]]:
    """The environment of a null sink that nobody else uses."""
    with folder() as place, null_sink(place) as server:
        yield server


@contextlib.contextmanager
def session(
    home: Home, *arguments: str, around: Mapping[str, str] | None = None, size: tuple[int, int] = (100, 30)
) -> Iterator[Terminal]:
    """`backbeat play ARGUMENTS` in a terminal."""
    with Terminal(
        [*command(), "play", *arguments],
        environment=environment(home.path, around),
        folder=home.folder,
        size=size,
    ) as terminal:
        yield terminal


@contextlib.contextmanager
def busy_core() -> Iterator[None]:
    """Somebody else uses one core all the time."""
    program = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        program.kill()
        program.wait()


def finished(terminal: Terminal, timeout: float) -> str:
    """Wait for the end of the tape, and for its last sound; return the summary."""
    screen = terminal.wait_for("Finished:", timeout)
    time.sleep(RINGS_OUT)
    return screen


def heard_by(recorder: Recorder) -> Samples:
    """A recording at the rate of the system's clock."""
    return ears.at_rate(ears.samples_of(recorder.samples), recorder.rate)
