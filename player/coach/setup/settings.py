"""Settings of a person, converted to what sound and planner take."""

from pathlib import Path
from typing import TYPE_CHECKING

from player.audio.protocol import Setup
from player.audio.speech.chain import chain, voice_line
from player.audio.speech.engines import Choice
from player.audio.speech.manifest import Manifest
from player.library.config.config import Config
from player.library.folders import Folders, bundled
from player.library.routine_files import CONFIG
from player.routine.visible import visible
from player.script.model import Amount, Voice

if TYPE_CHECKING:  # loads subprocess: 4 ms
    from player.audio.speech.speaker import Speaker

SPEECH = "speech"
"""Name of two folders: recorded words in `sounds`, and words spoken on this computer in the cache."""


def setup_of(config: Config, folders: Folders, audio: str = "") -> Setup:
    """Return the setup of the sound engine.

    Args:
        config: The settings.
        folders: The folders of the program and of the person.
        audio: The value of `--audio`; empty: as in the settings.
    """
    sound, speech = config.sound, config.speech
    return Setup(
        bundled("sounds"),
        audio or sound.output,
        folders.log,
        theme=theme_folder(config, folders),
        spoken=folders.cache / SPEECH,
        voice=voice_line(chain(choice_of(config))),
        own_voice_first=bool(speech.voice),
        volume=sound.volume,
        cues=sound.cues,
        words=sound.words,
        latency_ms=sound.latency_ms,
        period_ms=sound.period_ms,
        others=sound.others,
    )


def choice_of(config: Config) -> Choice:
    """Return the speech engine, voice and rate that are set for phrases that were not recorded."""
    return Choice(config.speech.engine, config.speech.voice, config.speech.rate)


def speaker_of(config: Config, folders: Folders, manifest: Manifest) -> "Speaker":
    """Return a speaker for phrases that were not recorded; it starts no process before the first of them.

    Args:
        config: The settings.
        folders: The folders; the phrases are kept in the cache.
        manifest: The list of recorded pieces.
    """
    from player.audio.speech.speaker import Speaker

    own_first = bool(config.speech.voice)
    return Speaker(folders.cache / SPEECH, choice_of(config), manifest, own_first=own_first)


def manifest_of(language: str = "en") -> Manifest:
    """Return the list of pieces recorded in a language."""
    return Manifest.read(bundled("sounds") / SPEECH, language)


def theme_folder(config: Config, folders: Folders) -> Path | None:
    """Return the folder of the sound theme; None: no theme is set."""
    theme = config.sound.theme
    return None if theme is None else folders.config / "sounds" / theme


def voice_of(
    config: Config, *, speed: float = 1.0, amount: Amount | None = None, language: str = "en"
) -> Voice:
    """Return the voice as set, without what the history knows of the person.

    Args:
        config: The settings.
        speed: Routine seconds per real second.
        amount: How much is said; None: as in the settings.
        language: The language of the routine.
    """
    said = config.speech.amount if amount is None else amount
    pulses = config.sound.pulses
    if said is Amount.TONES:
        return Voice(said, speed=speed, pulses=pulses, language=language)
    return Voice(said, manifest_of(language).length, speed=speed, pulses=pulses, language=language)


def told(config: Config) -> tuple[str, ...]:
    """Return one sentence if the settings have mistakes: the first one, and how to see all; else nothing."""
    if not config.problems:
        return ()
    first = config.problems[0]
    place = "" if first.line is None else f" line {first.line}:"
    more = len(config.problems) - 1
    rest = f" ({more} more: `backbeat check`.)" if more else " (`backbeat check` shows it.)"
    return (f"{CONFIG}:{place} {visible(first.message)}; the usual setting holds.{rest}",)
