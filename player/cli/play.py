"""`play`, and the library when no command is given."""

import argparse
import sys

from player.cli import EXIT_PROBLEMS, EXIT_USAGE
from player.cli.common import find_playable, say_error
from player.coach.coach import Coach
from player.coach.opening import Manner, NoSuchStep, open_session
from player.coach.words import when
from player.history.sessions import last_done
from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf, Volume
from player.routine.visible import visible
from player.session.clock import SystemClock


def library(options: argparse.Namespace) -> int:
    """Show the library; sessions are started from it."""
    if not _terminal("The library"):
        return EXIT_USAGE
    folders = find_folders()
    manner = Manner(audio=options.audio)
    return _run(folders, manner, shelf=Shelf(folders))


def play(options: argparse.Namespace) -> int:
    """Play one routine."""
    folders = find_folders()
    volume = find_playable(Shelf(folders), options.routine)
    if volume is None:
        return EXIT_PROBLEMS
    if not options.plain and not _terminal("The session screen"):
        return EXIT_USAGE
    manner = Manner(options.speed, options.audio, options.start)
    try:
        coach = open_session(volume, manner, folders, SystemClock())
    except NoSuchStep as question:
        say_error(f"the routine has no step {visible(question.asked)!r}. It has:")
        for step in question.steps:
            print(f"  {visible(step)}", file=sys.stderr)
        return EXIT_USAGE
    if options.plain:
        from player.cli.plain import play_plain  # noqa: PLC0415  the screen does not need it

        return play_plain(coach)
    return _run(folders, manner, coach=coach)


def _terminal(what: str) -> bool:
    """Whether there is a terminal to draw on; say so if not."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    say_error(f"{what} needs a terminal. `backbeat play NAME --plain` prints lines instead.")
    return False


def _run(folders: Folders, manner: Manner, *, shelf: Shelf | None = None, coach: Coach | None = None) -> int:
    from player.tui.app import BackbeatApp, run  # noqa: PLC0415  after all checks: Textual costs 150 ms

    clock = SystemClock()

    def opener(volume: Volume) -> Coach:
        return open_session(volume, manner, folders, clock)

    def done() -> dict[str, str]:
        today = clock.wall()
        return {slug: when(text, today) for slug, text in last_done(folders.history).items()}

    return run(BackbeatApp(open_session=opener, shelf=shelf, coach=coach, last_done=done))
