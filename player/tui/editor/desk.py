"""What is around the editor."""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, TypeAlias

from player.audio.protocol import SoundPlayer
from player.library.shelf import Shelf, Volume
from player.script.model import TONES_ONLY, Voice
from player.session.clock import Clock, SystemClock

Taken: TypeAlias = Callable[[str], Coroutine[Any, Any, str]]
"""Gets a text that was saved and returns a sentence."""


class Desk(NamedTuple):
    """What the editor asks of the program around it."""

    shelf: Shelf
    play: Callable[[Volume, str], str]
    """Play a volume from a path on; returns a sentence if it cannot."""
    left: Callable[[], None]
    """The editor is to be closed."""
    sound: Callable[[], SoundPlayer]
    """A way to be heard."""
    taken: Taken | None = None
    """Takes over what was saved and says what has become of it; None: nobody waits for it."""
    clock: Clock = SystemClock()
    """Tells how long no key has come."""
    voice: Callable[[], Voice] = lambda: TONES_ONLY
    """How much is said where a step is heard."""
