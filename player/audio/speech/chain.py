"""Which engines speak, in which order, and in whose voice."""

from typing import Final, NamedTuple

from player.audio.speech.engines import Choice, LibraryEspeak, ProgramEspeak, SpeechEngine
from player.audio.speech.identity import Identity
from player.audio.speech.platform_voices import MacSay, Sapi

_KINDS: Final = (MacSay, Sapi, LibraryEspeak, ProgramEspeak)
"""The better voice first (DESIGN §6)."""


class Speaking(NamedTuple):
    """An engine with the voice it shall have."""

    engine: SpeechEngine
    voice: str
    """Empty: its usual one."""
    rate: int

    @property
    def identity(self) -> str:
        """What its clips are filed under."""
        voice = self.voice or self.engine.usual_voice
        return str(Identity(self.engine.name, self.engine.version, voice, self.rate))


def find_engines() -> list[SpeechEngine]:
    """Return the engines of this machine, the best first. Nothing is started."""
    found = (kind.find() for kind in _KINDS)
    return [engine for engine in found if engine is not None]


def chain(choice: Choice, engines: list[SpeechEngine] | None = None) -> list[Speaking]:
    """Return who is asked to speak, one after the other: what the first cannot, the next one may.

    Args:
        choice: What is set. A voice belongs to the engine that comes first.
        engines: Those that can be taken; None: of this machine.
    """
    if choice.engine == "none":
        return []
    there = find_engines() if engines is None else engines
    ordered = sorted(there, key=lambda engine: engine.name != choice.engine)  # a stable sort
    named = choice.engine == "auto" or any(engine.name == choice.engine for engine in there)
    voices = [choice.voice if named else "", *([""] * len(ordered))]
    return [Speaking(engine, voice, choice.rate) for engine, voice in zip(ordered, voices, strict=False)]


def voice_line(speaking: list[Speaking]) -> str:
    """Return `Setup.voice`: whose clips are taken, the preferred ones first."""
    return "\n".join(each.identity for each in speaking)
