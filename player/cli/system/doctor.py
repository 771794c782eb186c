"""`doctor`: a check of files, sound, speech and terminal, with advice, a sound and a spoken line to hear."""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from player.audio.client import SoundEngine
from player.audio.protocol import Setup, SoundState
from player.cli.say import EXIT_PROBLEMS, print_json
from player.coach.setup.health import Finding, Status, findings, trial_phrase
from player.coach.setup.settings import manifest_of, setup_of, speaker_of
from player.coach.setup.sound_check import (
    output_finding,
    play_all,
    play_one,
    voice_of_phrase,
    wait_for_output,
)
from player.library.config.config import Config
from player.library.config.current import read_config
from player.library.folders import Folders, find_folders
from player.routine.visible import visible
from player.script.model import text_of

_MARKS: Final = {Status.GOOD: "✓", Status.DOUBTFUL: "!", Status.BROKEN: "✗"}
_PLAIN_MARKS: Final = {Status.GOOD: "ok", Status.DOUBTFUL: "!", Status.BROKEN: "x"}
_AREAS: Final = ("files", "sound", "speech", "terminal")
_SMALLEST: Final = (40, 12)
"""Columns and lines of the smallest terminal on which a screen is of use."""
_QUIET: Final = 40
"""Per cent: below it, a loudness in the settings may be the reason why nothing is heard."""


def doctor(options: argparse.Namespace) -> int:
    """Print all findings and play a sound and a phrase; return 1 if something is broken."""
    folders = find_folders()
    config = read_config(folders)
    setup = setup_of(config, folders, options.audio or "")
    sound = SoundEngine(setup)
    try:
        sound.start()  # the device opens while files are checked
        found = list(findings(folders))
        wait_for_output(sound, time.sleep)
        found.append(output_finding(sound, setup, os.environ))
        found += _terminal(os.environ)
        found.sort(key=lambda finding: _AREAS.index(finding.area))
        broken = any(finding.status is Status.BROKEN for finding in found)
        if options.json:
            print_json([finding._asdict() for finding in found])
        else:
            _print(found)
            broken = not _let_hear(sound, setup, config, folders, everything=options.sound) or broken
    finally:
        sound.close()
    return EXIT_PROBLEMS if broken else 0


def _print(found: Iterable[Finding]) -> None:
    """Print findings by area; neighbours with the same advice share it."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "".join(_MARKS.values()).encode(encoding)
        marks = _MARKS
    except UnicodeEncodeError:
        marks = _PLAIN_MARKS
    for area, group in groupby(found, lambda finding: finding.area):
        print(area.capitalize())
        for advice, alike in groupby(group, lambda finding: finding.advice):
            for finding in alike:
                print(f"  {marks[finding.status]} {finding.name}: {finding.message}")
            if advice:
                print(f"      {advice[:1].upper()}{advice[1:]}.")
    sys.stdout.flush()


def _let_hear(
    sound: SoundEngine, setup: Setup, config: Config, folders: Folders, *, everything: bool
) -> bool:
    """Play what can be played and print what it is; return False if the person did not hear it."""
    if sound.status().state is not SoundState.READY:
        return True  # that there is no output is a finding already
    if setup.output == "bell":
        print("\nThe terminal's bell rings once now.\a", flush=True)
        return _was_heard(_advice(setup, config))
    if everything:
        print("\nEvery sound, with its name:", flush=True)
        for name, meaning in play_all(sound, setup.sounds, time.sleep):
            print(f"  {name:<12} {meaning}", flush=True)
    phrase = trial_phrase()
    manifest = manifest_of()
    speaker = speaker_of(config, folders, manifest)
    try:
        whose = voice_of_phrase(phrase, manifest, speaker, own_first=setup.own_voice_first)
    finally:
        speaker.close()
    output = sound.status().output
    print(f"\nNow through {output}: four rising tones", end="")
    print(f", then “{text_of(phrase)}” in {whose}." if whose else ". No voice can say a line.", flush=True)
    length = manifest.length(phrase) / 1000
    play_one(sound, setup.sounds, phrase if whose else (), length, time.sleep)
    for notice in sound.notices():
        print(visible(notice))
    return _was_heard(_advice(setup, config))


def _was_heard(advice: list[str]) -> bool:
    """Ask whether it was heard, if somebody can answer; print the advice unless it surely was."""
    if _can_ask():
        try:
            answer = input("Did you hear it? [Y/n] ")
        except EOFError:
            answer = ""
        if not answer.strip().casefold().startswith("n"):
            return True
        print("Then try, one after the other:")
        heard = False
    else:
        print("If you did not hear it:")
        heard = True
    for line in advice:
        print(f"  - {line}")
    return heard


def _can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _advice(setup: Setup, config: Config) -> list[str]:
    """What to do if nothing was heard, the likeliest remedy first."""
    quiet = [
        f"In your settings {name} is {level} %: write more."
        for name, level in (
            ("volume", config.sound.volume),
            ("words", config.sound.words),
            ("cues", config.sound.cues),
        )
        if level < _QUIET
    ]
    way = {
        "darwin": "System Settings, Sound, Output: is it the right device, and not muted?",
        "win32": "Settings, System, Sound: is it the right device, and not muted?",
    }.get(sys.platform, "Is it the right device, and not muted? `pavucontrol` or `wpctl status` shows it.")
    others = "miniaudio" if setup.output == "pipe" else "pipe"
    tries = (
        []
        if sys.platform != "linux"
        else [f"Another way out: `backbeat doctor --audio {others}`. If it works, set it as output."]
    )
    return [
        *quiet,
        way,
        "Turn the volume of the computer up, and of the loudspeaker or headset.",
        "A Bluetooth headset may have been asleep: run this once more.",
        *tries,
        "docs/sound.md has more.",
    ]


def _terminal(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Yield findings on whether the terminal can show the screens."""
    if not sys.stdout.isatty():
        message = "not looked at: this is no terminal. `backbeat play NAME --plain` needs none."
        yield Finding("terminal", "Screen", Status.GOOD, message)
        return
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    if columns < _SMALLEST[0] or lines < _SMALLEST[1]:
        message = f"{columns} x {lines} cells, which is very little."
        yield Finding("terminal", "Screen", Status.DOUBTFUL, message, "make the window larger")
    elif environment.get("TERM") in {"dumb", "", None} and sys.platform != "win32":
        message = "it says that it can draw nothing (TERM)."
        yield Finding("terminal", "Screen", Status.BROKEN, message, "use another terminal, or `play --plain`")
    else:
        yield Finding("terminal", "Screen", Status.GOOD, f"{columns} x {lines} cells.")
    if "utf" not in (sys.stdout.encoding or "").casefold():
        message = f"letters are sent as {sys.stdout.encoding}: pictures and some names look wrong."
        yield Finding("terminal", "Letters", Status.DOUBTFUL, message, "set LANG to one that ends in UTF-8")
