"""The interface of sound to the rest of the program: protocol, status, setup, outputs."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from player.script.model import Phrase
from player.timeline.sounds import CueSound, OwnSound, Sound


class Way(StrEnum):
    """How moments are made heard right now."""

    MINIAUDIO = "miniaudio"
    SIMPLEAUDIO = "simpleaudio"
    PIPE = "pipe"
    """A player of the system, fed through a pipe."""
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
        return self.way not in {Way.WAV, Way.NONE}

    def __str__(self) -> str:
        """As it is written after `--audio`."""
        if self.way is None:
            return "auto"
        return self.way.value if self.file is None else f"{self.way.value}:{self.file}"


CHOICES: Final = "auto, miniaudio, simpleaudio, pipe, wav:FILE, bell, none"
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
    if text in set(Way) - {Way.WAV}:
        return OutputChoice(Way(text))
    raise ValueError(f"'{text}' is no sound output. Use one of: {CHOICES}.")


class Setup(NamedTuple):
    """How sound is made: what the person has set, and where files lie."""

    sounds: Path
    """Folder of the cue sounds; `speech/` below it holds the clips of the words."""
    output: str = "auto"
    """As `--audio`."""
    log: Path | None = None
    """Where the engine and the native libraries in it may write; None: nowhere."""
    theme: Path | None = None
    """A folder of WAVs that are heard in place of the program's own of the same names."""
    spoken: Path | None = None
    """Folder of phrases that were spoken on this machine; None: only the clips that came with the program."""
    voice: str = ""
    """Which voice's phrases to take from there (see `speech.store`); empty: none."""
    own_voice_first: bool = False
    """Whether phrases of that voice are preferred to the clips that came with the program."""
    volume: int = 100
    """Of everything, in per cent of full amplitude."""
    cues: int = 100
    """Of tones, as `volume`."""
    words: int = 100
    """Of speech, as `volume`."""
    latency_ms: int = 0
    """How much later than it should the device is heard (Bluetooth: 150 to 300): cues are sent so much
    earlier."""
    period_ms: int = 20
    """Length of a block: 20, or 40 or 100 on weak machines."""
    others: int = 100
    """To how many per cent other programs are lowered while a session plays; 100: they are left alone."""

    @property
    def lowered(self) -> Path | None:
        """The file that remembers how loud other programs were (see `others`); None: they are left alone."""
        return None if self.log is None else self.log.with_name("lowered.json")


class SoundPlayer(Protocol):
    """Makes moments heard. No call waits for anything, and none fails because there is no sound."""

    def start(self) -> None:
        """Get ready; returns at once."""

    def load(self, name: OwnSound, path: Path, instead: Sound) -> None:
        """Make one more sound known, to be called `name`.

        Args:
            name: What cues call it.
            path: A file that was checked, see `own.own_clip`.
            instead: The sound that is heard if it cannot be read after all.
        """

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        """Let `sound` begin at `at`, `time.monotonic_ns()` of this process; best 0.5 to 1.5 s ahead."""

    def play(self, sound: Sound) -> None:
        """Let `sound` begin now: the answer to a key."""

    def say(self, at: int, phrase: Phrase, room: int, instead: Sound | None = None) -> None:
        """Let a phrase begin at `at`; tones are ducked below it.

        Args:
            at: As in `cue`.
            phrase: What to say.
            room: Nanoseconds to the next thing it must not touch; a phrase that turns out longer is not said.
            instead: The sound that is heard if it is not said; None: none.
        """

    def hush(self) -> None:
        """Drop every phrase handed over so far, and fade out the one that is being said; sounds stay."""

    def expect(self, at: int | None) -> None:
        """The next sound will be due at `at`; None: only after a key. Lets the device rest until then."""

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
