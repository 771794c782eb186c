"""What a person has set, as the sound and the planner want it."""

from pathlib import Path

from player.audio.protocol import Setup
from player.audio.speech.manifest import Manifest
from player.library.config import CONFIG, Config
from player.library.folders import Folders, bundled
from player.routine.visible import visible
from player.timeline.script.model import Amount, Voice

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
        own_voice_first=bool(speech.voice),
        volume=sound.volume,
        cues=sound.cues,
        words=sound.words,
        latency_ms=sound.latency_ms,
        period_ms=sound.period_ms,
        others=sound.others,
    )


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
    manifest = Manifest.read(bundled("sounds") / SPEECH, language)
    return Voice(said, manifest.length, speed=speed, pulses=pulses, language=language)


def told(config: Config) -> tuple[str, ...]:
    """Return one sentence if something is wrong in the settings: the first mistake, and where to see all."""
    if not config.problems:
        return ()
    first = config.problems[0]
    place = "" if first.line is None else f" line {first.line}:"
    more = len(config.problems) - 1
    rest = f" ({more} more: `backbeat check`.)" if more else " (`backbeat check` shows it.)"
    return (f"{CONFIG}:{place} {visible(first.message)}; the usual setting holds.{rest}",)
