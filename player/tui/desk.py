"""What is around the editor."""

from collections.abc import Callable
from typing import NamedTuple

from player.audio.protocol import Sound
from player.library.shelf import Shelf, Volume


class Desk(NamedTuple):
    """What the editor asks of the program around it."""

    shelf: Shelf
    play: Callable[[Volume, str], None]
    """Play a volume from a path on."""
    left: Callable[[], None]
    """The editor is to be closed."""
    sound: Callable[[], Sound]
    """A way to be heard."""
