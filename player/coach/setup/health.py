"""Health checks of everything the program depends on, with advice where something is wrong.

They change nothing; a fault is a finding, never an exception.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from player.coach.setup.settings import choice_of, manifest_of, setup_of, theme_folder
from player.library.config.config import Config
from player.library.config.current import read_config
from player.library.folders import Folders, bundled
from player.library.routine_files import CATALOGUE, CONFIG
from player.routine.problems import Problem
from player.routine.visible import visible
from player.script.language.language import language
from player.script.model import Amount, Phrase

LEAST_FREE: Final = 50_000_000
"""Free bytes below which a disk counts as nearly full."""

_LISTED: Final = 5
"""Most names listed in one sentence."""


class Status(StrEnum):
    """The result of a check."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    """It works, but not as well as it could."""
    BROKEN = "broken"


class Finding(NamedTuple):
    """One line of `doctor`: the state of one thing."""

    area: str
    """`files`, `sound`, `speech` or `terminal`."""
    name: str
    status: Status
    message: str
    """One sentence, safe to show."""
    advice: str = ""
    """What to do about it, safe to show; empty: nothing."""


def findings(folders: Folders) -> Iterator[Finding]:
    """Check files, sounds and speech, one after the other."""
    config = read_config(folders)
    for area, name, look in (
        ("files", "Folders", lambda: _folders(folders)),
        ("files", "Settings", lambda: _settings(folders, config)),
        ("files", "Exercises", lambda: _exercises(folders)),
        ("files", "Routines", lambda: _routines(folders)),
        ("files", "History", lambda: _history(folders)),
        ("files", "Crashes", lambda: _crashes(folders)),
        ("sound", "Sounds", lambda: _sounds(config, folders)),
        ("sound", "Other programs", lambda: _others(config)),
        ("speech", "Recorded words", lambda: _recorded(config, folders)),
        ("speech", "Voice", lambda: _engines(config)),
    ):
        yield from _guarded(area, name, look)


def trial_phrase(code: str = "en") -> Phrase:
    """Return the phrase with which a voice is tried."""
    return language(code).say("test")


def _guarded(area: str, name: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield the findings of a check; an exception in it becomes a finding."""
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001  a doctor who faints helps nobody
        told = visible(f"it could not be looked at: {str(error) or type(error).__name__}.")
        yield Finding(area, name, Status.BROKEN, told)


def _folders(folders: Folders) -> Iterator[Finding]:
    """Check that files can be written where they belong, and that the disk has space."""
    needs = {
        folders.data: (Status.BROKEN, "sessions cannot be recorded"),
        folders.config: (Status.DOUBTFUL, "routines and settings cannot be saved"),
        folders.cache: (Status.DOUBTFUL, "what was spoken cannot be kept, and every list takes longer"),
        folders.state: (Status.DOUBTFUL, "older versions of routines cannot be kept"),
    }
    good = True
    for folder, (status, lost) in needs.items():
        refusal = _unwritable(folder)
        if refusal:
            good = False
            advice = "check who may write there, or set BACKBEAT_HOME to a folder of your own"
            yield Finding("files", "Folders", status, f"{_shown(folder)} {refusal}: {lost}.", advice)
    free = _free(folders.data)
    if free is not None and free < LEAST_FREE:
        good = False
        message = f"the disk of {_shown(folders.data)} has {free // 1_000_000} MB left."
        yield Finding("files", "Folders", Status.DOUBTFUL, message, "free some space")
    if good:
        yield Finding("files", "Folders", Status.GOOD, f"yours are in {_shown(folders.config)}.")


def _unwritable(folder: Path) -> str:
    """The reason why a folder cannot be written to or created; empty if it can."""
    place = folder
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    if not os.path.isdir(place):  # noqa: PTH112  Path's may raise
        return (
            "is in the way of a folder"
            if place == folder
            else f"cannot be made: {_shown(place)} is no folder"
        )
    return "" if os.access(place, os.W_OK | os.X_OK) else "cannot be written to"


def _free(folder: Path) -> int | None:
    place = folder
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


def _settings(folders: Folders, config: Config) -> Iterator[Finding]:
    path = _shown(folders.config / CONFIG)
    if config.problems:
        first = config.problems[0]
        message = f"{_count(len(config.problems), 'mistake')} in {path}: {_where(first)}{first.message}."
        yield Finding("files", "Settings", Status.BROKEN, message, "`backbeat check` shows all of it")
    elif os.path.lexists(folders.config / CONFIG):
        yield Finding("files", "Settings", Status.GOOD, f"{path} is in order.")
    else:
        yield Finding("files", "Settings", Status.GOOD, f"nothing is set; {path} would hold it.")


def _exercises(folders: Folders) -> Iterator[Finding]:
    from player.library.shelf import Shelf

    own = folders.config / CATALOGUE
    shelf = Shelf(folders, keep=False)
    known = len(shelf.catalogue.entries)
    problems = shelf.catalogue_problems(own)[1] if os.path.lexists(own) else ()
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        message = (
            f"{_count(len(errors), 'mistake')} in {_shown(own)}: {_where(errors[0])}{errors[0].message}."
        )
        yield Finding("files", "Exercises", Status.BROKEN, message, "`backbeat check` shows all of it")
    elif not known:
        yield Finding("files", "Exercises", Status.BROKEN, "the catalogue is missing.", _REINSTALL)
    else:
        yield Finding("files", "Exercises", Status.GOOD, f"{known} are known.")


def _routines(folders: Folders) -> Iterator[Finding]:
    from player.library.shelf import Shelf

    volumes = list(Shelf(folders, keep=False).volumes())
    broken = [volume for volume in volumes if volume.routine is None]
    own = sum(not volume.bundled for volume in volumes)
    if not any(volume.bundled for volume in volumes):
        yield Finding("files", "Routines", Status.BROKEN, "those of the program are missing.", _REINSTALL)
    if broken:
        message = f"{_count(len(broken), 'routine')} cannot be played: {_names(v.slug for v in broken)}."
        yield Finding("files", "Routines", Status.BROKEN, message, "`backbeat check` shows what is wrong")
    else:
        message = f"{len(volumes)} can be played, {own or 'none'} of them yours."
        yield Finding("files", "Routines", Status.GOOD, message)


def _history(folders: Folders) -> Iterator[Finding]:
    from player.history.sessions import read_sessions

    found = read_sessions(folders.history)
    for note in found.notes:
        yield Finding("files", "History", Status.BROKEN, visible(note))
    if not found.notes:
        what = (
            f"{_count(len(found.sessions), 'session')}, every row is sound." if found.sessions else "empty."
        )
        yield Finding("files", "History", Status.GOOD, what)


def _crashes(folders: Folders) -> Iterator[Finding]:
    path = folders.state / "crash.log"
    if os.path.isfile(path):  # noqa: PTH113  Path's may raise
        message = f"the program has failed before; what happened is written in {_shown(path)}."
        advice = "send that file to the authors, then delete it"
        yield Finding("files", "Crashes", Status.DOUBTFUL, message, advice)


def _sounds(config: Config, folders: Folders) -> Iterator[Finding]:
    from player.audio.clips import read_folder
    from player.audio.mixing.theme import read_theme
    from player.timeline.sounds import Sound

    clips, faults = read_folder(bundled("sounds"))
    missing = sorted(set(Sound) - clips.keys())
    if missing or faults:
        message = visible(faults[0]) if faults else f"sounds are missing: {_names(missing)}."
        yield Finding("sound", "Sounds", Status.BROKEN, message, _REINSTALL)
    else:
        yield Finding("sound", "Sounds", Status.GOOD, f"all {len(clips)} are there.")
    folder = theme_folder(config, folders)
    if folder is None:
        return
    theme = read_theme(folder, clips.keys())
    for fault in theme.faults:
        advice = "what a sound must be stands in docs/sound.md"
        message = visible(fault.removeprefix("Sound theme: "))  # the line says already what it is about
        yield Finding("sound", "Theme", Status.DOUBTFUL, message, advice)
    if theme.clips:
        message = (
            f"{_count(len(theme.clips), 'sound')} of {visible(str(config.sound.theme))} in place of ours."
        )
        yield Finding("sound", "Theme", Status.GOOD, message)


def _others(config: Config) -> Iterator[Finding]:
    """Check whether other programs can be lowered; doubtful only if the settings ask for it."""
    from player.audio.others import AS_THEY_ARE, available

    percent, can = config.sound.others, available()
    wanted = percent < AS_THEY_ARE
    if can and wanted:
        message = f"they go down to {percent} % while a session plays."
    elif can:
        message = "they stay as loud as they are; `sound: others` can lower them."
    else:
        message = "they stay as loud as they are: nothing here can lower them."
    status = Status.DOUBTFUL if wanted and not can else Status.GOOD
    advice = "" if status is Status.GOOD else _GET_PACTL
    yield Finding("sound", "Other programs", status, message, advice)


def _recorded(config: Config, folders: Folders) -> Iterator[Finding]:
    from player.audio.mixing.phrases import Phrases

    if config.speech.amount is Amount.TONES:
        yield Finding("speech", "Words", Status.GOOD, "off, as it is set (speech: amount: tones).")
    count = len(manifest_of())
    phrases = Phrases.of(setup_of(config, folders)._replace(spoken=None))
    sounds = phrases.clip(trial_phrase()) is not None
    phrases.close()
    if count and sounds:
        yield Finding("speech", "Recorded words", Status.GOOD, f"{count} pieces in English.")
    else:
        yield Finding("speech", "Recorded words", Status.BROKEN, "they are missing or damaged.", _REINSTALL)


def _engines(config: Config) -> Iterator[Finding]:
    from player.audio.speech.chain import chain

    choice = choice_of(config)
    if choice.engine == "none":
        message = "only what was recorded is spoken, as it is set (speech: engine: none)."
        yield Finding("speech", "Voice", Status.GOOD, message)
        return
    names = [speaking.engine.name for speaking in chain(choice)]
    if not names:
        message = "nothing on this computer can speak: names and cues that were not recorded stay unsaid."
        yield Finding("speech", "Voice", Status.DOUBTFUL, message, _GET_A_VOICE)
    elif choice.engine not in {"auto", names[0]}:
        message = f"{choice.engine} is set and not there; {names[0]} speaks instead."
        yield Finding("speech", "Voice", Status.DOUBTFUL, message, _GET_A_VOICE)
    else:
        spoken = f" in the voice {visible(choice.voice)}" if choice.voice else ""
        yield Finding("speech", "Voice", Status.GOOD, f"{names[0]} speaks what was not recorded{spoken}.")


_REINSTALL: Final = "install the program again"
_GET_PACTL: Final = "install pactl (pulseaudio-utils; it needs PulseAudio or PipeWire), or take `others` out"
_GET_A_VOICE: Final = "`pip install 'backbeat[speech]'`, or install espeak-ng"


def _shown(path: Path) -> str:
    return visible(os.fspath(path))


def _where(problem: Problem) -> str:
    return "" if problem.line is None else f"line {problem.line}, "


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _names(names: Iterable[str]) -> str:
    listed = [visible(name) for name in names]
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(listed[:_LISTED]) + more
