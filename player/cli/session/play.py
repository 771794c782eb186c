"""`play`, and the library when no command is given."""

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from player.cli.say import EXIT_PROBLEMS, EXIT_USAGE, say_error
from player.library.folders import Folders, find_folders

if TYPE_CHECKING:  # the library imports them later, when a session starts
    from player.coach.opening import PlayOptions
    from player.library.shelf import Volume


def library(options: argparse.Namespace) -> int:
    """Show the library; sessions are started from it."""
    if not _terminal("The library"):
        return EXIT_USAGE
    from player.tui.app import BackbeatApp, run

    folders = find_folders()
    return run(BackbeatApp(folders=folders, audio=options.audio))


def play(options: argparse.Namespace) -> int:
    """Play one routine; on a screen, choices that the options leave open are asked for first."""
    from player.cli.common import find_playable
    from player.cli.session.options import (
        choices_of,
        say_no_step,
        say_what_there_is,
    )
    from player.coach import opening
    from player.library.shelf import Shelf
    from player.timeline.choices import NoSuchChoice

    folders = find_folders()
    volume = find_playable(Shelf(folders), options.routine)
    if volume is None:
        return EXIT_PROBLEMS
    if not options.plain and not _terminal("The session screen"):
        return EXIT_USAGE
    wanted = opening.PlayOptions(
        options.speed, options.audio or "", options.start, choices_of(options), options.voice
    )
    try:
        return _play_plain(volume, wanted, folders) if options.plain else _play(volume, wanted, folders)
    except NoSuchChoice as question:
        say_what_there_is(question)
    except opening.NothingToPlay:
        say_error("that leaves nothing to play: every step is left out.")
    except opening.NoSuchStep as question:
        say_no_step(question)
    return EXIT_USAGE


def _play(volume: "Volume", wanted: "PlayOptions", folders: Folders) -> int:
    """Play on a screen, where choices that are still open are asked for first."""
    from player.coach.opening import find_step, open_session
    from player.coach.setup_questions import (
        setup_for,
    )
    from player.session.clock import SystemClock

    setup = setup_for(volume, wanted, folders)
    asks = bool(setup.questions())
    if asks and wanted.start is not None and setup.tape.intervals:
        find_step(setup.tape, wanted.start)  # a wrong step is an error now, not after all the answers
    coach = None if asks else open_session(volume, setup.options, folders, SystemClock())
    from player.tui.app import BackbeatApp, run

    app = BackbeatApp(folders=folders, audio=wanted.audio, coach=coach, setup=setup)
    return run(app)


def _play_plain(volume: "Volume", wanted: "PlayOptions", folders: Folders) -> int:
    """Play in lines of text: nothing is asked; what was chosen is printed first."""
    gc.enable()
    from player.cli.session.plain import play_plain
    from player.coach.opening import open_session
    from player.session.clock import SystemClock
    from player.views.tables.decisions import decision_lines

    coach = open_session(volume, wanted, folders, SystemClock())
    tape, routine = coach.transport.timeline, volume.routine
    opening_lines = [f"Level: {tape.level}"] if tape.level is not None else []
    if routine is not None:
        note = [" ".join(routine.note.split())] if routine.note else []
        opening_lines += [*decision_lines(routine, tape), *note]
    return play_plain(coach, opening_lines)


def _terminal(what: str) -> bool:
    """Whether there is a terminal to draw on; if not, print that `what` needs one."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    say_error(f"{what} needs a terminal. `backbeat play NAME --plain` prints lines instead.")
    return False
