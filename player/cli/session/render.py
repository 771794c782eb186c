"""`render`: a whole session as a WAV file, for a phone or a room without a terminal."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from player.audio.filesound import FileSound
from player.cli.bar import Bar, bar
from player.cli.common import find_playable
from player.cli.say import EXIT_PROBLEMS, EXIT_USAGE, say_error
from player.cli.session.options import choices_of, say_no_step, say_what_there_is
from player.coach.opening import NoSuchStep, NothingToPlay, find_step, language_of, load_own, tape_of
from player.coach.render import Rendered, TooLong, have_spoken
from player.coach.render import render as render_tape
from player.coach.setup.settings import manifest_of, setup_of, speaker_of, told, voice_of
from player.library.atomic import appear, growing, replace, settle
from player.library.config.config import Config
from player.library.config.current import read_config
from player.library.folders import Folders, find_folders
from player.library.saving import reason
from player.library.shelf import Shelf, Volume
from player.routine.visible import visible
from player.script.model import Amount, Voice
from player.session.clock import ManualClock
from player.timeline.choices import NoSuchChoice
from player.timeline.model import Timeline
from player.views.text import times

_SUFFIX: Final = ".wav"
_MOST_LISTED: Final = 10
_MEGABYTE: Final = 1_000_000


def render(options: argparse.Namespace) -> int:
    """Write a routine as a WAV file; print how long open intervals last in it and what could not be said."""
    folders = find_folders()
    volume = find_playable(Shelf(folders), options.routine)
    if volume is None:
        return EXIT_PROBLEMS
    target = Path(options.output)
    refusal = _refusal(target, is_forced=options.force)
    if refusal is not None:
        say_error(refusal)
        return EXIT_USAGE if target.suffix.casefold() != _SUFFIX else EXIT_PROBLEMS
    try:
        return _render(volume, options, Path(os.path.realpath(target)), folders)
    except NoSuchChoice as question:
        say_what_there_is(question)
    except NothingToPlay:
        say_error("that leaves nothing to play: every step is left out.")
    except NoSuchStep as question:
        say_no_step(question)
    return EXIT_USAGE


def _refusal(target: Path, *, is_forced: bool) -> str | None:
    """Why a file cannot be written at `target`; None: it can."""
    shown = visible(str(target))
    if target.suffix.casefold() != _SUFFIX:
        return f"a WAV file is written, so its name ends in {_SUFFIX}: {shown}{_SUFFIX}"
    if not os.path.isdir(target.parent):  # noqa: PTH112  Path's may raise
        return f"there is no folder {visible(str(target.parent))}."
    if os.path.isdir(target):  # noqa: PTH112  same
        return f"{shown} is a folder."
    if not os.path.lexists(target):
        return None
    if not os.path.isfile(target):  # noqa: PTH113  same
        return f"{shown} is no file that could be replaced."
    return None if is_forced else f"{shown} is there already: --force replaces it."


class _Wanted(NamedTuple):
    """The session to write."""

    volume: Volume
    tape: Timeline
    start: int
    """Index of the interval to begin at."""
    amount: Amount | None
    """How much is said; None: as the settings say."""


class _Written(NamedTuple):
    """A session that was written."""

    rendered: Rendered
    sound: FileSound
    faults: tuple[str, ...]
    """Sentences about settings and sounds that could not be used."""


def _render(volume: Volume, options: argparse.Namespace, target: Path, folders: Folders) -> int:
    """Write the file and print a report; return the exit code.

    Raises:
        NoSuchChoice, NoSuchStep: The options name something that the routine does not have.
        NothingToPlay: All steps are left out.
    """
    tape = tape_of(volume, choices_of(options))
    if not tape.intervals:
        raise NothingToPlay
    start = find_step(tape, options.start) if options.start is not None else 0
    wanted = _Wanted(volume, tape, start, None if options.voice is None else Amount(options.voice))
    began = time.monotonic()
    try:
        with _cleaning_up(), growing(target) as (file, temporary):
            written = _write(wanted, file, folders)
            settle(file)
            file.close()
            (replace if options.force else appear)(temporary, target)
    except TooLong:
        say_error("the session is longer than a WAV file can be (13 hours). --from begins later.")
        return EXIT_PROBLEMS
    except FileExistsError:
        say_error(f"{visible(str(target))} is there already: --force replaces it.")
        return EXIT_PROBLEMS
    except OSError as error:
        say_error(f"{visible(str(target))} could not be written: {reason(error, target)}")
        return EXIT_PROBLEMS
    for line in written.faults:
        say_error(visible(line))
    _report(target, tape, written, time.monotonic() - began)
    return 0


@contextmanager
def _cleaning_up() -> Iterator[None]:
    """Exit on SIGTERM and SIGHUP by an exception, as on Ctrl-C, so that no half-written file stays behind."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _: sys.exit(128 + number)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(wanted: _Wanted, file: BinaryIO, folders: Folders) -> _Written:
    """Write the session into `file`, twice if pieces have to be spoken: the first time finds out which."""
    config = read_config(folders)
    language = language_of(wanted.volume)
    voice = voice_of(config, amount=wanted.amount, language=language)
    with bar() as draw:
        written = _write_once(wanted, file, config, folders, voice, draw)
        speaker = speaker_of(config, folders, manifest_of(language))
        try:
            newly_spoken = have_spoken(written.sound.said, speaker, partial(draw, "Speaking"))
        finally:
            speaker.close()
        if newly_spoken:
            file.seek(0)
            file.truncate()
            written = _write_once(wanted, file, config, folders, voice, draw)
    return written._replace(faults=(*told(config), *written.faults))


def _write_once(  # noqa: PLR0917  all that a file is made of
    wanted: _Wanted, file: BinaryIO, config: Config, folders: Folders, voice: Voice, draw: Bar
) -> _Written:
    """Write the session into `file` with the words that are recorded or spoken already."""
    clock = ManualClock()
    sound = FileSound(setup_of(config, folders), file, clock.now)
    own, faults = load_own(sound, wanted.volume.path.parent, wanted.tape)
    rendered = render_tape(
        wanted.tape, sound, clock, voice, own=own, start=wanted.start, progress=partial(draw, "Writing")
    )
    return _Written(rendered, sound, (*faults, *sound.faults))


def _report(target: Path, tape: Timeline, written: _Written, took: float) -> None:
    """Print what was written; `took` is in seconds."""
    rendered, sound = written.rendered, written.sound
    length = times.clock_face(round(rendered.length * 1000))
    megabytes = target.stat().st_size / _MEGABYTE
    print(f"{visible(str(target))}: {length}, {megabytes:.1f} MB, written in {took:.1f} s.")
    open_lengths = _open_lengths(tape, rendered)
    if open_lengths:
        print("Nobody presses a key in a file. What waits for one lasts:")
        _print_list([f"{what}: {times.short_length(length)}" for what, length in open_lengths.items()])
    for what, phrases in (
        ("Not spoken, since no recording and no voice of this computer has it:", sound.missing),
        ("Not spoken, since it takes longer than there is room:", sound.left_out),
    ):
        if phrases:
            print(what)
            _print_list(list(phrases))
    if sound.missing:
        print("`backbeat doctor` says how to get a voice.")


def _open_lengths(tape: Timeline, rendered: Rendered) -> Mapping[str, int]:
    """The length in ms that open intervals got, by exercise or kind of gap; of several sets, the first's."""
    lengths: dict[str, int] = {}
    for index, length in sorted(rendered.allowed.items()):
        interval = tape.intervals[index]
        lengths.setdefault(interval.exercise or f"a {interval.kind} that waits", length)
    return lengths


def _print_list(lines: list[str]) -> None:
    for line in lines[:_MOST_LISTED]:
        print(f"  {visible(line)}")
    if len(lines) > _MOST_LISTED:
        print(f"  and {len(lines) - _MOST_LISTED} more")
