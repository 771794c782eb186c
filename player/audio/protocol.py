"""What the rest of the program knows of sound."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol


class Way(StrEnum):
    """How moments are made heard right now."""

    MINIAUDIO = "miniaudio"
    WAV = "wav"
    BELL = "bell"
    """By the terminal's bell, which its owner rings."""
    NONE = "none"


class SoundState(StrEnum):
    """Whether the engine has an output."""

    STARTING = "starting"
    READY = "ready"
    LOST = "lost"
    """It should have one and has none; it keeps trying."""
    OFF = "off"
    """No engine runs: not started, closed, or not wanted."""


@dataclass(frozen=True, slots=True)
class SoundStatus:
    """Sound at one moment."""

    output: Way
    state: SoundState
    needs_bell: bool
    """Whether the owner of the terminal should ring its bell where a cue is due."""


@dataclass(frozen=True, slots=True)
class OutputChoice:
    """What `--audio` asked for."""

    way: Way | None
    """None: `auto`, the best there is."""
    file: Path | None = None
    """Of `wav:FILE`."""

    @property
    def has_engine(self) -> bool:
        """Whether a process is needed."""
        return self.way not in {Way.BELL, Way.NONE}

    @property
    def may_ring(self) -> bool:
        """Whether the bell stands in when there is no sound."""
        return self.way in {None, Way.MINIAUDIO, Way.BELL}

    def __str__(self) -> str:
        """As it is written after `--audio`."""
        if self.way is None:
            return "auto"
        return self.way.value if self.file is None else f"{self.way.value}:{self.file}"


CHOICES: Final = "auto, miniaudio, wav:FILE, bell, none"
"""What `--audio` takes, for messages and help."""


def parse_output(text: str) -> OutputChoice:
    """Read the value of `--audio`.

    Raises:
        ValueError: It is none; the message is a sentence with the list.
    """
    kind, _, file = text.partition(":")
    if kind == Way.WAV and file:
        return OutputChoice(Way.WAV, Path(file))
    if text == "auto":
        return OutputChoice(None)
    if text in {Way.MINIAUDIO, Way.BELL, Way.NONE}:
        return OutputChoice(Way(text))
    raise ValueError(f"'{text}' is no sound output. Use one of: {CHOICES}.")


class Sound(Protocol):
    """Makes moments heard. No call waits for anything, and none fails because there is no sound."""

    def start(self) -> None:
        """Get ready; returns at once."""

    def load(self, name: str, path: Path, instead: str) -> None:
        """Make one more sound known, to be called `name`.

        Args:
            name: What cues call it.
            path: A file that was checked, see `own.own_clip`.
            instead: The sound that is heard if it cannot be read after all.
        """

    def cue(self, at: int, sound: str, gain_db: float = 0.0) -> None:
        """Let `sound` begin at `at`, `time.monotonic_ns()` of this process; best 0.5 to 1.5 s ahead."""

    def play(self, sound: str) -> None:
        """Let `sound` begin now: the answer to a key."""

    def clear(self) -> None:
        """Drop every cue handed over so far; what sounds is faded out within 5 ms."""

    def status(self) -> SoundStatus:
        """How things stand."""

    def notices(self) -> list[str]:
        """Sentences for the person that came up since the last call."""

    def close(self, timeout: float = 1.0) -> None:
        """Fall silent and leave nothing behind. What still sounds is cut off: wait for it first.

        Args:
            timeout: Seconds the engine gets to leave by itself.
        """
