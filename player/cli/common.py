"""Finding the routine that a command names; problems are printed."""

import sys

from player.cli.say import say_error
from player.library.shelf import NoSuchRoutine, Shelf, Volume
from player.routine.problems import render_all
from player.routine.visible import visible


def find(shelf: Shelf, asked: str) -> Volume | None:
    """Return the routine that the words of a person name; print an error and return None if there is none."""
    try:
        return shelf.find(asked)
    except NoSuchRoutine as question:
        names = ", ".join(visible(slug) for slug in question.candidates) or "none yet"
        say_error(f"no single routine is called {visible(asked)!r}. There is: {names}")
        return None


def find_playable(shelf: Shelf, asked: str) -> Volume | None:
    """Return the routine if it can be played; print what is wrong and return None if not."""
    volume = find(shelf, asked)
    if volume is None:
        return None
    if volume.routine is None:
        print(render_all(str(volume.path), volume.text, volume.problems), file=sys.stderr)
        return None
    return volume
