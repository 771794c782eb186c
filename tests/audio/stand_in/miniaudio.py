"""Stands in for miniaudio in the engine's process: a device that asks for a block each 20 ms.

It is there while the file named by STAND_IN_DEVICE exists; when that goes, it falls silent without a word, as
a PulseAudio server does that is killed (DESIGN §6.4).
"""

import os
import threading
from collections.abc import Generator
from enum import IntEnum
from pathlib import Path

PERIOD = 0.02


class MiniaudioError(Exception):
    """As miniaudio's."""


class Backend(IntEnum):
    """As miniaudio's, what the engine may name."""

    PULSEAUDIO = 1
    ALSA = 2
    COREAUDIO = 3
    WASAPI = 4
    DSOUND = 5
    WINMM = 6


class SampleFormat(IntEnum):
    """As miniaudio's."""

    SIGNED16 = 2


def _is_there() -> bool:
    return Path(os.environ["STAND_IN_DEVICE"]).exists()


class PlaybackDevice:
    """As miniaudio's."""

    def __init__(
        self, *, sample_rate: int, buffersize_msec: int, backends: list[Backend], **_others: object
    ) -> None:
        assert backends, "unnamed, miniaudio falls back to a device that plays nothing"
        self._frames = sample_rate * buffersize_msec // 1000
        self._closed = threading.Event()
        if not _is_there():
            raise MiniaudioError("failed to init device", -401)

    def start(self, blocks: Generator[bytes, int, None]) -> None:
        """Ask for blocks on a thread of its own."""

        def ask() -> None:
            while not self._closed.wait(PERIOD) and _is_there():
                data = blocks.send(self._frames)
                assert len(data) == 2 * self._frames

        threading.Thread(target=ask, daemon=True).start()

    def close(self) -> None:
        """Ask no more."""
        self._closed.set()
