"""The interface of sound to the rest of the program: protocol, status, setup, outputs."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from player.script.model import Phrase
from player.timeline.sounds import CueSound, OwnSound, Sound


class Way(StrEnum):
    """The way in which sound is made now."""

    MINIAUDIO = "miniaudio"
    SIMPLEAUDIO = "simpleaudio"
    PIPE = "pipe"
    """A player of the system, fed through a pipe."""
    WAV = "wav"
    BELL = "bell"
    """The terminal's bell, rung by the owner of the terminal."""
    NONE = "none"


class SoundState(StrEnum):
    """Whether the engine has an output."""

    STARTING = "starting"
    READY = "ready"
    LOST = "lost"
    """It has lost its output and keeps trying to open one."""
    OFF = "off"
    """No engine runs: not started, closed, or turned off."""


@dataclass(frozen=True, slots=True)
class SoundStatus:
    """The state of sound at one time."""

    output: Way
    state: SoundState
    needs_bell: bool
    """Whether the owner of the terminal should ring its bell where a cue is due."""


@dataclass(frozen=True, slots=True)
class OutputChoice:
    """The value of `--audio`."""

    way: Way | None
    """The output; None: `auto`, the best available."""
    file: Path | None = None
    """The file of `wav:FILE`; else None."""

    @property
    def has_engine(self) -> bool:
        """Whether an engine process is needed."""
        return self.way not in {Way.BELL, Way.NONE}

    @property
    def may_ring(self) -> bool:
        """Whether the bell stands in when there is no sound."""
        return self.way not in {Way.WAV, Way.NONE}

    def __str__(self) -> str:
        """The text as it is written after `--audio`."""
        if self.way is None:
            return "auto"
        return self.way.value if self.file is None else f"{self.way.value}:{self.file}"


CHOICES: Final = "auto, miniaudio, simpleaudio, pipe, wav:FILE, bell, none"
"""Values of `--audio`, for messages and help."""


def parse_output(text: str) -> OutputChoice:
    """Read the value of `--audio`.

    Raises:
        ValueError: The value is unknown; the message is a sentence with the list.
    """
    kind, _, file = text.partition(":")
    if kind == Way.WAV and file:
        return OutputChoice(Way.WAV, Path(file))
    if text == "auto":
        return OutputChoice(None)
    if text in set(Way) - {Way.WAV}:
        return OutputChoice(Way(text))
    raise ValueError(f"'{text}' is no sound output. Use one of: {CHOICES}.")


class Setup(NamedTuple):
    """The setup of the sound engine: settings of the person, and folders."""

    sounds: Path
    """Folder of the cue sounds; `speech/` below it holds the clips of the words."""
    output: str = "auto"
    """A value of `--audio`."""
    log: Path | None = None
    """File for messages of the engine and its native libraries; None: they are discarded."""
    theme: Path | None = None
    """Folder of WAV files that replace the program's own sounds of the same names; None: no theme."""
    spoken: Path | None = None
    """Folder of phrases spoken on this computer; None: only the clips that came with the program are used."""
    voice: str = ""
    """Voice whose phrases are taken from `spoken` (see `speech.clip_store`); empty: none."""
    own_voice_first: bool = False
    """Whether phrases of that voice are preferred to the clips that came with the program."""
    volume: int = 100
    """Volume of everything, per cent of full amplitude."""
    cues: int = 100
    """Volume of tones, per cent."""
    words: int = 100
    """Volume of speech, per cent."""
    latency_ms: int = 0
    """Delay of the device in ms (Bluetooth: 150 to 300); cues are sent earlier by it."""
    period_ms: int = 20
    """Length of a block in ms: 20, or 40 or 100 on slow computers."""
    others: int = 100
    """Loudness in per cent to which other programs are lowered in a session; 100: they are left alone."""

    @property
    def lowered(self) -> Path | None:
        """The file that holds how loud other programs were (see `others`); None: they are left alone."""
        return None if self.log is None else self.log.with_name("lowered.json")


class SoundPlayer(Protocol):
    """Plays sounds and phrases. No call waits, and none fails because there is no sound."""

    def start(self) -> None:
        """Start the sound; returns at once."""

    def load(self, name: OwnSound, path: Path, instead: Sound) -> None:
        """Load one more sound under `name`.

        Args:
            name: Its name in cues.
            path: A file that was checked, see `own_sounds.own_clip`.
            instead: The sound that is heard if the file cannot be read after all.
        """

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        """Play `sound` at time `at`, `time.monotonic_ns()` of this process; best sent 0.5 to 1.5 s ahead."""

    def play(self, sound: Sound) -> None:
        """Play `sound` now, in answer to a key."""

    def say(self, at: int, phrase: Phrase, room: int, instead: Sound | None = None) -> None:
        """Say a phrase at time `at`; tones are ducked under it.

        Args:
            at: As in `cue`.
            phrase: The phrase.
            room: Nanoseconds to the next sound or phrase it must not touch; a longer phrase is not said.
            instead: The sound that is heard if it is not said; None: none.
        """

    def hush(self) -> None:
        """Drop all phrases handed over so far, and fade out the one that is being said; tones go on."""

    def expect(self, at: int | None) -> None:
        """Tell that the next sound is due at `at` (None: only after a key), so that the device can rest."""

    def clear(self) -> None:
        """Drop all cues handed over so far; sounds that are playing are faded out within 5 ms."""

    def status(self) -> SoundStatus:
        """Return the state of sound."""

    def notices(self) -> list[str]:
        """Return new sentences for the person since the last call."""

    def close(self, timeout: float = 1.0) -> None:
        """Stop all sound and end the engine. Sounds that are playing are cut off: wait for them first.

        Args:
            timeout: Seconds the engine has to end by itself.
        """
