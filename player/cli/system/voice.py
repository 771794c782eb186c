"""`voice`: listing the voices of this computer, choosing and trying one, having a routine spoken ahead."""

import argparse
import time
from functools import partial
from typing import Final

from player.audio.client import SoundEngine
from player.audio.clips import RATE
from player.audio.mixing.phrases import Phrases
from player.audio.protocol import Setup, SoundState
from player.audio.speech.engines import Choice
from player.audio.speech.speaker import Speaker
from player.cli.bar import bar
from player.cli.common import find_playable
from player.cli.say import EXIT_PROBLEMS, column, say_error
from player.coach.render import have_spoken
from player.coach.setup.settings import choice_of, manifest_of, setup_of, speaker_of, voice_of
from player.coach.setup.sound_check import voice_of_phrase, wait_for_output
from player.coach.setup.voices import NoSuchVoice, find_voice, phrases_of, speakers_here
from player.library.config.config import ENGINES, Config, SpeechConfig
from player.library.config.current import read_config
from player.library.config.writing import set_value
from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf
from player.routine.visible import visible
from player.script.language.language import language
from player.script.model import Amount, Phrase, text_of

_GET_ONE: Final = "`pip install 'backbeat[speech]'`, or install espeak-ng."
_NO_ENGINE: Final = f"nothing on this computer can speak what was not recorded: {_GET_ONE}"
_SYSTEMS: Final = {"say": "say (of macOS)", "sapi": "sapi (of Windows)"}
_COLUMN: Final = 28
_ENGLISH: Final = "en"

_AHEAD_NS: Final = 400_000_000
"""Nanoseconds from now until the phrase of `test` begins."""
_AFTER_S: Final = 0.6
"""Seconds from the end of the phrase until the device is closed: it still holds some sound in its buffer."""


def voice(options: argparse.Namespace) -> int:
    """Run `backbeat voice` and its subcommands."""
    folders = find_folders()
    config = read_config(folders)
    try:
        match options.what:
            case "use":
                return _use(options.name, config, folders)
            case "prepare":
                return _prepare(options.routine, config, folders)
            case "test":
                return _test(options, config, folders)
    except NoSuchVoice as question:
        say_error(str(question))
        return EXIT_PROBLEMS
    return _list(config, everything=getattr(options, "all", False))


def _list(config: Config, *, everything: bool) -> int:
    """Print the speech engines of this computer with their voices, and mark the one that speaks."""
    manifest, choice = manifest_of(), choice_of(config)
    print(f"Recorded with the program: {len(manifest)} pieces of English.")
    speakers = list(speakers_here())
    there = {engine.name for engine, _ in speakers}
    if choice.engine not in {"auto", "none"} | there:
        say_error(f"{choice.engine} is set and is not here.")
    if choice.engine == "none":
        print("Nothing else is spoken, as it is set (speech: engine: none).")
    elif not speakers:
        print(f"Everything else stays unsaid: {_NO_ENGINE}")
    first = choice.engine if choice.engine in there else next((engine.name for engine, _ in speakers), "")
    for engine, voices in speakers:
        uses = engine.name == first and choice.engine != "none"
        chosen = (choice.voice if uses else "") or engine.usual_voice
        print(f"\n{visible(str(engine))}{f', {_use_of(choice, chosen)}' if uses else ''}")
        listed = voices if everything else [each for each in voices if _is_english(each.name, each.about)]
        for each in listed:
            mark = "*" if uses and chosen.partition("+")[0] in {each.name, each.base} else " "
            print(f" {mark} {column(each.name, _COLUMN)}{visible(each.about)}".rstrip())
        if len(listed) < len(voices):
            print(f"   and {len(voices) - len(listed)} in other languages: `backbeat voice list --all`")
        if engine.usual_voice:
            print("   each also in a variant, such as en-gb+f3 or en-us+Annie")
    missing = [_SYSTEMS.get(name, name) for name in ENGINES[1:-1] if name not in there]
    print(f"\nNot on this computer: {', '.join(missing)}." if missing else "")
    return 0


def _use_of(choice: Choice, voice_name: str) -> str:
    """What the engine in use speaks, in which voice and how fast."""
    whose = f"in the voice {visible(voice_name)}" if voice_name else "in its usual voice"
    what = "speaks everything" if choice.voice else "speaks what was not recorded"
    return f"{what} {whose}, {choice.rate} words a minute"


def _is_english(name: str, about: str) -> bool:
    return any(text.casefold().replace("_", "-").split("-")[0] == _ENGLISH for text in (name, about))


def _use(name: str, config: Config, folders: Folders) -> int:
    """Write the voice or engine that is to speak into the settings."""
    choice = find_voice(name, config.speech.rate)
    values = {"voice": choice.voice or "auto", "engine": choice.engine}
    for setting, value in values.items():
        fault = set_value(folders, "speech", setting, value)
        if fault is not None:
            say_error(fault)
            return EXIT_PROBLEMS
    if choice.engine == "none":
        print("Only what was recorded is spoken from now on.")
    elif choice.engine == "auto":
        print("What was not recorded is spoken by the best voice there is.")
    elif not choice.voice:
        print(f"What was not recorded is spoken by {choice.engine}. With the name of a voice it speaks all.")
    else:
        print(f"{visible(choice.voice)} ({choice.engine}) speaks from now on.")
        print("Until it has spoken a phrase once, the recorded one is heard: `backbeat voice prepare NAME`.")
    return 0


def _prepare(routine: str, config: Config, folders: Folders) -> int:
    """Have spoken and kept what a routine may say and nobody recorded; in a chosen voice, all it may say."""
    volume = find_playable(Shelf(folders), routine)
    if volume is None or volume.routine is None:
        return EXIT_PROBLEMS
    code = volume.routine.language or _ENGLISH
    manifest = manifest_of(code)
    own_first = bool(config.speech.voice)
    full = voice_of(config, amount=Amount.FULL, language=code)
    phrases = phrases_of(volume.routine, volume.slug, full, everything=own_first)
    missing = {piece for phrase in phrases for piece in manifest.missing(phrase)}
    name = visible(volume.name)
    if not missing and not own_first:
        print(f"{name}: everything it says was recorded.")
        return 0
    speaker = speaker_of(config, folders, manifest)
    try:
        if not speaker.voice:
            say_error(_unspoken(config))
            return EXIT_PROBLEMS
        with bar() as draw:
            have_spoken(phrases, speaker, partial(draw, "Speaking"))
        done = speaker.progress()
        unsaid = [piece for piece in missing if speaker.spoken_by(piece) is None]
    finally:
        speaker.close()
    print(f"{name}: {done.spoken} of {done.wanted} pieces are spoken and kept.")
    for piece in sorted(unsaid):
        say_error(f"nobody could say '{visible(piece)}'.")
    return EXIT_PROBLEMS if unsaid else 0


def _test(options: argparse.Namespace, config: Config, folders: Folders) -> int:
    """Say a line, and print in whose voice."""
    if options.voice is not None:
        choice = find_voice(options.voice, config.speech.rate)
        config = config._replace(
            speech=SpeechConfig(config.speech.amount, choice.engine, choice.voice, choice.rate)
        )
    spoken = language(_ENGLISH)
    phrase: Phrase = spoken.say("next", name=spoken.name("Chin tuck"))
    if options.text is not None:
        phrase = (spoken.text(options.text),)
        if not phrase[0]:
            say_error(f"there is nothing to say in '{visible(options.text)}'.")
            return EXIT_PROBLEMS
    manifest = manifest_of()
    speaker = speaker_of(config, folders, manifest)
    try:
        was_kept = _is_kept(speaker, phrase)
        # A voice that was chosen is to be heard even where the phrase was recorded.
        own_first = bool(config.speech.voice) or options.voice is not None
        whose = voice_of_phrase(phrase, manifest, speaker, own_first=own_first)
        is_kept = _is_kept(speaker, phrase)
    finally:
        speaker.close()
    if not whose:
        say_error(_unspoken(config))
        return EXIT_PROBLEMS
    origin = "" if not is_kept else ", kept from before" if was_kept else ", spoken just now"
    print(f"“{visible(text_of(phrase))}” in {whose}{origin}.", flush=True)
    setup = setup_of(config, folders, options.audio or "")._replace(own_voice_first=own_first)
    return _play(phrase, setup)


def _is_kept(speaker: Speaker, phrase: Phrase) -> bool:
    """Whether all pieces of a phrase were spoken and their clips kept."""
    return all(speaker.spoken_by(piece) is not None for piece in phrase)


def _unspoken(config: Config) -> str:
    """The sentence that says why nothing is spoken."""
    if config.speech.engine == "none":
        return "only what was recorded is spoken, as it is set: `backbeat voice use auto` changes that."
    return _NO_ENGINE


def _play(phrase: Phrase, setup: Setup) -> int:
    """Say a phrase through the sound engine, as in a session."""
    clip = Phrases.of(setup).clip(phrase)
    length = 0.0 if clip is None else len(clip) / RATE
    sound = SoundEngine(setup)
    try:
        sound.start()
        wait_for_output(sound)
        if sound.status().state is not SoundState.READY:
            say_error("there is no sound output: `backbeat doctor` says what to do.")
            return EXIT_PROBLEMS
        sound.say(time.monotonic_ns() + _AHEAD_NS, phrase, round((length + 1) * 1e9))
        time.sleep(_AHEAD_NS / 1e9 + length + _AFTER_S)
        for notice in sound.notices():
            say_error(visible(notice))
        print(f"Heard through {sound.status().output}.")
    finally:
        sound.close()
    return 0
