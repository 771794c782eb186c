"""The sound check: opens an output, plays a sound and speaks a phrase."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from player.audio.clips import RATE, read_folder
from player.audio.protocol import Setup, SoundPlayer, SoundState, Way, parse_output
from player.audio.speech.manifest import Manifest
from player.coach.setup.health import Finding, Status
from player.routine.visible import visible
from player.script.model import Phrase
from player.session.clock import NS_PER_S
from player.timeline.sounds import Sound

if TYPE_CHECKING:
    from player.audio.speech.speaker import Speaker

OPENS_WITHIN: Final = 4.0
"""Most seconds an output may take to open."""
SPEAKS_WITHIN: Final = 15.0
"""Most seconds a voice may take for the phrase with which it is tried."""
TONE: Final = Sound.FINISH
"""The sound that is played: a long one with several pitches."""

_LOOK_S: Final = 0.05
_AHEAD_S: Final = 0.5
"""Seconds by which sounds are handed over ahead of time."""
_BETWEEN_S: Final = 0.4


def wait_for_output(sound: SoundPlayer, pause: Callable[[float], None] = time.sleep) -> None:
    """Wait until an output is open or has failed, at most `OPENS_WITHIN`; `sound` has been started."""
    for _ in range(round(OPENS_WITHIN / _LOOK_S)):
        if sound.status().state is not SoundState.STARTING:
            return
        pause(_LOOK_S)


def output_finding(sound: SoundPlayer, setup: Setup, environment: Mapping[str, str]) -> Finding:
    """Return a finding about the output, after it had time to open.

    Args:
        sound: The engine, after `wait_for_output`.
        setup: The setup of the engine.
        environment: Environment variables of this process: under ssh the sound plays on the remote computer.
    """
    status, choice = sound.status(), parse_output(setup.output)
    if choice.way is Way.NONE:
        return Finding("sound", "Output", Status.GOOD, "off, as it is set (none).")
    if choice.way is Way.BELL:
        return Finding("sound", "Output", Status.GOOD, "the terminal bell alone, as it is set (bell).")
    if status.state is not SoundState.READY:
        asked = "" if choice.way is None else f" ({choice})"
        advice = _MISSING_OUTPUT
        if setup.log is not None and setup.log.is_file():
            advice += f"; what the system said stands in {visible(str(setup.log))}"
        message = visible(f"no sound device can be opened{asked}: the terminal bell marks each step.")
        return Finding("sound", "Output", Status.BROKEN, message, advice)
    if "SSH_CONNECTION" in environment:
        message = f"{status.output}, at the computer you are connected to, not at this one."
        advice = "`backbeat render NAME -o FILE.wav` makes a file to take along"
        return Finding("sound", "Output", Status.DOUBTFUL, message, advice)
    return Finding("sound", "Output", Status.GOOD, f"{status.output} is open.")


def voice_of_phrase(phrase: Phrase, manifest: Manifest, speaker: "Speaker", *, own_first: bool) -> str:
    """Return whose voice says a phrase, and have it spoken if it was not recorded; empty: it is not heard.

    Args:
        phrase: The phrase.
        manifest: The list of recorded pieces.
        speaker: Has other phrases spoken; it is not closed.
        own_first: Whether a voice is set that is preferred to the recorded pieces.
    """
    is_recorded = not manifest.missing(phrase)
    if own_first or not is_recorded:
        speaker.prepare((phrase,))
        until = time.monotonic() + SPEAKS_WITHIN
        while not speaker.progress().is_done and time.monotonic() < until:
            speaker.wait(_LOOK_S)
        lines = [speaker.spoken_by(piece) for piece in phrase]
        if lines and lines[0] is not None and None not in lines:
            engine, _, voice, _ = json.loads(lines[0])
            return f"the voice {visible(voice)} of {engine}" if voice else f"the usual voice of {engine}"
    return "the voice that came with the program" if is_recorded else ""


def play_one(
    sound: SoundPlayer,
    sounds: Path,
    phrase: Phrase,
    length: float,
    pause: Callable[[float], None],
) -> None:
    """Play one sound and say one phrase, and wait until both are over.

    Args:
        sound: An open output.
        sounds: The folder of the sounds.
        phrase: The phrase; empty: nothing is said.
        length: Length of the phrase, seconds.
        pause: Waits for a number of seconds.
    """
    tone = _seconds(sounds).get(TONE, 1.0)
    at = time.monotonic_ns() + round(_AHEAD_S * NS_PER_S)
    sound.cue(at, TONE)
    if phrase:
        sound.say(at + round((tone + _BETWEEN_S) * NS_PER_S), phrase, round((length + 2) * NS_PER_S))
    pause(_AHEAD_S + tone + (_BETWEEN_S + length if phrase else 0) + 2 * _BETWEEN_S)


def play_all(sound: SoundPlayer, sounds: Path, pause: Callable[[float], None]) -> Iterator[tuple[str, str]]:
    """Play every sound, one after the other; yield its name and meaning just before it is heard."""
    seconds = _seconds(sounds)
    for each in Sound:
        if each in seconds:
            yield each, each.meaning
            sound.cue(time.monotonic_ns() + round(_AHEAD_S * NS_PER_S), each)
            pause(_AHEAD_S + seconds[each] + _BETWEEN_S)


def _seconds(sounds: Path) -> dict[str, float]:
    """Length of each sound by its name, seconds."""
    return {name: len(clip) / RATE for name, clip in read_folder(sounds)[0].items()}


_MISSING_OUTPUT: Final = "connect a loudspeaker, and see that the sound service of the system runs"
