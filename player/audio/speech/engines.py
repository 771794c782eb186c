"""Speech engines: how each one is found, and the commands that make it speak.

An engine is a description; nothing here starts a process. Texts are data everywhere: on stdin, never an
option, never a part of a command.
"""

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

USUAL_RATE: Final = 165
"""Words per minute of the shipped clips."""

ESPEAK_VOICE: Final = "en-us+Annie"
"""The voice of the shipped clips. Of the variants of eSpeak NG that speak as fast as the plain voice it has
the flattest wave: it becomes loud with hardly a limiter, and small speakers carry 86 % of its energy."""


class EngineCommand(NamedTuple):
    """One start of a program."""

    words: list[str]
    stdin: bytes
    makes: tuple[int, ...]
    """Indices of the texts it speaks, each into `N.wav` of the folder."""


class VoiceName(NamedTuple):
    """A voice that an engine lists."""

    name: str
    about: str = ""
    """Its language, or whatever else the engine reports about it."""
    base: str = ""
    """The name to which a variant is appended; empty: its own."""


class SpeechEngine(ABC):
    """A program or library that can speak.

    Args:
        name: Its name in the settings.
        place: The program, or where the library lies.
        version: Changes when its sound may have changed.
    """

    usual_voice = ""
    """The voice if none is chosen; empty: the engine's own choice."""

    def __init__(self, name: str, place: Path, version: str) -> None:
        self.name = name
        self.place = place
        self.version = version

    def __str__(self) -> str:
        """Return its entry in a list of engines."""
        return f"{self.name} ({self.place})"

    @abstractmethod
    def commands(self, texts: Sequence[str], voice: str, rate: int, folder: Path) -> list[EngineCommand]:
        """Return the commands that speak the texts into `folder`.

        Args:
            texts: Lines of plain words, see `identity.spoken_text`.
            voice: One of its voices; empty: its usual one.
            rate: Words per minute.
            folder: An empty one that only we can write to.
        """

    @abstractmethod
    def asking_voices(self) -> EngineCommand:
        """Return the command that prints the voices."""

    @abstractmethod
    def read_voices(self, printed: str) -> list[VoiceName]:
        """Return the voices from the output of that command."""


class LibraryEspeak(SpeechEngine):
    """eSpeak NG from the package `espeakng-loader`, in a process of its own."""

    usual_voice = ESPEAK_VOICE

    @classmethod
    def find(cls) -> "LibraryEspeak | None":
        """Return it if it is installed; it is not loaded."""
        import importlib.util

        found = importlib.util.find_spec("espeakng_loader")
        if found is None or found.origin is None:
            return None
        place = Path(found.origin).parent
        # Its metadata would say the same; reading it loads 20 ms of modules.
        infos = sorted(place.parent.glob("espeakng_loader-*.dist-info"))
        version = infos[-1].name.removesuffix(".dist-info").partition("-")[2] if infos else stamp(place)
        return cls("espeakng-loader", place, version)

    def __str__(self) -> str:
        """Return its entry, with its version instead of a path that says nothing."""
        return f"{self.name} {self.version}"

    def commands(self, texts: Sequence[str], voice: str, rate: int, folder: Path) -> list[EngineCommand]:
        """Return one command for all of them."""
        order = {"voice": voice or self.usual_voice, "rate": rate, "folder": str(folder), "texts": texts}
        return [EngineCommand(_espeak(), json.dumps(order).encode(), tuple(range(len(texts))))]

    def asking_voices(self) -> EngineCommand:
        """Return the command that prints them as JSON."""
        return EngineCommand(_espeak(), b'{"voices": true}', ())

    def read_voices(self, printed: str) -> list[VoiceName]:
        """Return the languages; each can be spoken in a variant, such as `en-gb+Annie`."""
        try:
            names = json.loads(printed)
        except ValueError:
            return []
        return [VoiceName(name) for name in names if isinstance(name, str)]


def _espeak() -> list[str]:
    from player.audio.children import own_module

    return own_module("player.audio.speech.espeak")


class ProgramEspeak(SpeechEngine):
    """`espeak-ng`, or the older `espeak`, of the system."""

    usual_voice = ESPEAK_VOICE

    @classmethod
    def find(cls) -> "ProgramEspeak | None":
        """Return it if it can be started."""
        for name in ("espeak-ng", "espeak"):
            place = program(name)
            if place is not None:
                found = cls("espeak-ng", place, f"{name} {stamp(place)}")
                if name == "espeak":
                    found.usual_voice = "en-us"  # it does not know the other
                return found
        return None

    def commands(self, texts: Sequence[str], voice: str, rate: int, folder: Path) -> list[EngineCommand]:
        """Return one command a text."""
        voice = voice or self.usual_voice
        start = [str(self.place), "-v", voice, "-s", str(rate), "-b", "1", "--stdin"]  # -b 1: UTF-8
        return [
            EngineCommand([*start, "-w", str(folder / f"{number}.wav")], text.encode(), (number,))
            for number, text in enumerate(texts)
        ]

    def asking_voices(self) -> EngineCommand:
        """Return the command that prints them as a table."""
        return EngineCommand([str(self.place), "--voices"], b"", ())

    def read_voices(self, printed: str) -> list[VoiceName]:
        """Return the languages of a table `Pty Language Age/Gender VoiceName File …`."""
        rows = [line.split() for line in printed.splitlines()[1:]]
        return [
            # A variant of a language is taken for the language alone; a variant of its file is one.
            VoiceName(row[1], row[3].replace("_", " "), row[4].rpartition("/")[2])
            for row in rows
            if len(row) > 4  # noqa: PLR2004  the columns up to the file
        ]


class Choice(NamedTuple):
    """The settings of the voice."""

    engine: str = "auto"
    """`auto`, `none`, or the name of an engine to be asked first."""
    voice: str = ""
    """A voice of that engine; empty: its usual one."""
    rate: int = USUAL_RATE
    """Words per minute."""


def program(name: str) -> Path | None:
    """Return the program of a name on PATH; never one in the current folder, which may be a stranger's."""
    ending = ".exe" if os.name == "nt" else ""
    for folder in os.get_exec_path():
        place = Path(folder) / (name + ending)
        if place.is_absolute() and place.is_file() and os.access(place, os.X_OK):
            return place
    return None


def stamp(place: Path) -> str:
    """Return a text that changes when a file is replaced by another version."""
    try:
        found = place.stat()
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns // 10**9}"
