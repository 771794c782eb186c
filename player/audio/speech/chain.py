"""The chain of speech engines: which ones speak, in which order, in which voice."""

from typing import Final, NamedTuple

from player.audio.speech.engines import Choice, LibraryEspeak, ProgramEspeak, SpeechEngine
from player.audio.speech.identity import Identity
from player.audio.speech.platform_voices import MacSay, Sapi

_KINDS: Final = (MacSay, Sapi, LibraryEspeak, ProgramEspeak)
"""Kinds of engines, the best voice first (DESIGN §6)."""


class Speaking(NamedTuple):
    """An engine and the voice it speaks in."""

    engine: SpeechEngine
    voice: str
    """The voice; empty: the engine's usual one."""
    rate: int

    @property
    def identity(self) -> str:
        """The identity under which its clips are stored."""
        voice = self.voice or self.engine.usual_voice
        return str(Identity(self.engine.name, self.engine.version, voice, self.rate))


def find_engines() -> list[SpeechEngine]:
    """Return the engines of this machine, the best first. Nothing is started."""
    found = (kind.find() for kind in _KINDS)
    return [engine for engine in found if engine is not None]


def chain(choice: Choice, engines: list[SpeechEngine] | None = None) -> list[Speaking]:
    """Return the engines to ask, in order: each one gets the pieces that those before it could not speak.

    Args:
        choice: The settings. A voice belongs to the engine that comes first.
        engines: The engines to choose from; None: those of this machine.
    """
    if choice.engine == "none":
        return []
    there = find_engines() if engines is None else engines
    ordered = sorted(there, key=lambda engine: engine.name != choice.engine)  # a stable sort
    named = choice.engine == "auto" or any(engine.name == choice.engine for engine in there)
    voices = [choice.voice if named else "", *([""] * len(ordered))]
    return [Speaking(engine, voice, choice.rate) for engine, voice in zip(ordered, voices, strict=False)]


def voice_line(speaking: list[Speaking]) -> str:
    """Return `Setup.voice`: the identities whose clips are used, the preferred ones first."""
    return "\n".join(each.identity for each in speaking)
