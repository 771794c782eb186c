"""`play`, and the library when no command is given."""

import argparse
import sys

from player.cli import EXIT_PROBLEMS, EXIT_USAGE
from player.cli.say import say_error
from player.library.folders import find_folders


def library(options: argparse.Namespace) -> int:
    """Show the library; sessions are started from it."""
    if not _terminal("The library"):
        return EXIT_USAGE
    from player.tui.app import BackbeatApp, run  # noqa: PLC0415  Textual costs 150 ms

    folders = find_folders()
    return run(BackbeatApp(folders=folders, audio=options.audio))


def play(options: argparse.Namespace) -> int:
    """Play one routine."""
    from player.cli.common import find_playable  # noqa: PLC0415  YAML, which the library needs later
    from player.coach.opening import Manner, NoSuchStep, open_session  # noqa: PLC0415  same
    from player.library.shelf import Shelf  # noqa: PLC0415  same
    from player.routine.visible import visible  # noqa: PLC0415  same
    from player.session.clock import SystemClock  # noqa: PLC0415  same

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
    from player.tui.app import BackbeatApp, run  # noqa: PLC0415  after all checks: Textual costs 150 ms

    return run(BackbeatApp(folders=folders, audio=options.audio, coach=coach))


def _terminal(what: str) -> bool:
    """Whether there is a terminal to draw on; say so if not."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    say_error(f"{what} needs a terminal. `backbeat play NAME --plain` prints lines instead.")
    return False
