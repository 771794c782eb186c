"""What a person has set, as the sound and the planner want it."""

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
"""The folder of recorded words, in `sounds`, and of those spoken here, in the cache."""


def setup_of(config: Config, folders: Folders, audio: str = "") -> Setup:
    """Return how sound is made.

    Args:
        config: What is set.
        folders: Where files lie.
        audio: What `--audio` asks for; empty: what is set.
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
    """Return whose voice is wanted for what was not recorded."""
    return Choice(config.speech.engine, config.speech.voice, config.speech.rate)


def speaker_of(config: Config, folders: Folders, manifest: Manifest) -> "Speaker":
    """Return what speaks phrases that were not recorded; nothing is started before there is one.

    Args:
        config: What is set.
        folders: Where the phrases will lie.
        manifest: What was recorded.
    """
    from player.audio.speech.speaker import Speaker

    own_first = bool(config.speech.voice)
    return Speaker(folders.cache / SPEECH, choice_of(config), manifest, own_first=own_first)


def manifest_of(language: str = "en") -> Manifest:
    """Return the list of what was recorded in a language."""
    return Manifest.read(bundled("sounds") / SPEECH, language)


def theme_folder(config: Config, folders: Folders) -> Path | None:
    """Return where the sounds of the theme lie; None: there is none."""
    theme = config.sound.theme
    return None if theme is None else folders.config / "sounds" / theme


def voice_of(
    config: Config, *, speed: float = 1.0, amount: Amount | None = None, language: str = "en"
) -> Voice:
    """Return what decides what is said, but for what the history knows.

    Args:
        config: What is set.
        speed: Routine seconds per real second.
        amount: How much is said, if it is not what is set.
        language: Of the routine.
    """
    said = config.speech.amount if amount is None else amount
    pulses = config.sound.pulses
    if said is Amount.TONES:
        return Voice(said, speed=speed, pulses=pulses, language=language)
    return Voice(said, manifest_of(language).length, speed=speed, pulses=pulses, language=language)


def told(config: Config) -> tuple[str, ...]:
    """Return one sentence if something is wrong in the settings: the first mistake, and where to see all."""
    if not config.problems:
        return ()
    first = config.problems[0]
    place = "" if first.line is None else f" line {first.line}:"
    more = len(config.problems) - 1
    rest = f" ({more} more: `backbeat check`.)" if more else " (`backbeat check` shows it.)"
    return (f"{CONFIG}:{place} {visible(first.message)}; the usual setting holds.{rest}",)
