"""Sound written to a file, as fast as the machine can: console and mixer of a session, without an engine."""

import struct
import sys
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from player.audio.clips import RATE
from player.audio.mixing.console import Console
from player.audio.mixing.timebase import NS
from player.audio.protocol import Setup, SoundState, SoundStatus, Way
from player.audio.wire import Message
from player.script.model import Phrase, text_of
from player.timeline.sounds import CueSound, OwnSound, Sound

LONGEST: Final = (0xFFFF_FFFF - 36) // (2 * RATE)
"""Most seconds of sound in a WAV file: 13.5 h."""

_BLOCK: Final = RATE // 50
"""Frames of one block: 20 ms, as in a session."""
_HEADER: Final = 44


class FileSound:
    """A `SoundPlayer` whose time is moved by its owner; `advance` writes everything due so far.

    Silence after the last sound is left out.

    Args:
        setup: The setup; `output`, `latency_ms`, `period_ms` and `others` have no effect on a file.
        file: The WAV file to write (44.1 kHz, one channel, 16 bit); it must be seekable.
        now: The clock of all times, ns; it begins at 0.
    """

    def __init__(self, setup: Setup, file: BinaryIO, now: Callable[[], int]) -> None:
        self.faults: list[str] = []
        """Faults of the theme or of a routine's own sounds, one sentence each."""
        self.said: dict[Phrase, None] = {}
        """All phrases that were handed over."""
        self.missing: dict[str, None] = {}
        """Phrases without a sound on this computer, in the order in which they were due."""
        self.left_out: dict[str, None] = {}
        """Phrases whose sound was longer than their room."""
        self._file = file
        self._now = now
        self._console = Console.of(setup._replace(latency_ms=0), self._hear, now)
        self._generation = 0
        self._position = 0
        self._silent = 0
        """Number of silent frames not written yet; they are dropped if no sound follows."""
        self._written = 0
        file.write(bytes(_HEADER))

    @property
    def seconds(self) -> float:
        """Length of the file so far, seconds."""
        return self._written / RATE

    @property
    def quiet(self) -> bool:
        """Whether everything that was handed over has ended."""
        return self._console.busy_until <= self._now()

    def advance(self) -> None:
        """Write everything before the current time of the clock.

        Raises:
            OSError: The file cannot be written.
        """
        until = self._now() * RATE // NS
        while self._console.decode():
            pass
        while self._position < until:
            frames = min(_BLOCK, until - self._position)
            block = self._console.sheet.render(frames, _time_of(self._position))
            self._position += frames
            sound = len(block.rstrip(b"\0"))
            if not sound:
                self._silent += frames
                continue
            if self._silent:
                self._write(bytes(2 * self._silent))
            sound += sound % 2
            self._write(block[:sound])
            self._silent = frames - sound // 2

    def finish(self) -> None:
        """Complete the file by updating its header.

        Raises:
            OSError: The file cannot be written.
        """
        size = 2 * self._written
        self._file.seek(0)
        form = struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
        self._file.write(struct.pack("<4sI4s4s", b"RIFF", _HEADER - 8 + size, b"WAVE", b"fmt ") + form)
        self._file.write(struct.pack("<4sI", b"data", size))
        self._file.seek(0, 2)

    def start(self) -> None:
        """See `SoundPlayer.start`."""

    def load(self, name: OwnSound, path: Path, instead: Sound) -> None:
        """See `SoundPlayer.load`."""
        self._console.load(name, path, instead)

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        """See `SoundPlayer.cue`."""
        self._console.cue(at, sound, gain_db, self._generation)

    def play(self, sound: Sound) -> None:
        """See `SoundPlayer.play`."""
        self._console.play(self._now(), sound, self._generation)

    def say(self, at: int, phrase: Phrase, room: int, instead: Sound | None = None) -> None:
        """See `SoundPlayer.say`."""
        self.said[phrase] = None
        self._console.say(at, phrase, room, instead or "", self._generation)

    def hush(self) -> None:
        """See `SoundPlayer.hush`."""
        self._console.hush()

    def expect(self, at: int | None) -> None:
        """See `SoundPlayer.expect`; ignored, since no device can rest."""

    def clear(self) -> None:
        """See `SoundPlayer.clear`."""
        self._generation += 1
        self._console.clear(self._generation)

    def status(self) -> SoundStatus:
        """See `SoundPlayer.status`."""
        return SoundStatus(Way.WAV, SoundState.READY, needs_bell=False)

    def notices(self) -> list[str]:
        """See `SoundPlayer.notices`; always empty, since `faults` are told at the end."""
        return []

    def close(self, timeout: float = 1.0) -> None:
        """See `SoundPlayer.close`. The file stays open; its owner closes it."""
        del timeout  # nothing to wait for
        self._console.close()

    def _write(self, data: bytes) -> None:
        if sys.byteorder == "big":
            samples = array("h", data)
            samples.byteswap()
            data = samples.tobytes()
        self._file.write(data)
        self._written += len(data) // 2

    def _hear(self, message: Message) -> None:
        match message:
            case {"is": "faults", "why": [*faults]}:
                self.faults += map(str, faults)
            case {"is": "unloaded", "why": str(why)}:
                self.faults.append(f"{why} The usual sound is heard instead.")
            case {"is": "unsaid", "pieces": tuple(pieces), "why": str(why)}:
                (self.missing if why == "missing" else self.left_out)[text_of(pieces)] = None
            case {"is": "unknown", "sound": str(name)}:
                self.faults.append(f"There is no sound called {name}: install the program again.")


def _time_of(frame: int) -> int:
    return round(frame * NS / RATE)
