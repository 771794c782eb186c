"""The editor's surroundings: callbacks and services that the program hands to it."""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, TypeAlias

from player.audio.protocol import SoundPlayer
from player.library.shelf import Shelf, Volume
from player.script.model import TONES_ONLY, Voice
from player.session.clock import Clock, SystemClock

HandOver: TypeAlias = Callable[[str], Coroutine[Any, Any, str]]
"""Hands over a text that was saved; returns a sentence about its effect."""


class Desk(NamedTuple):
    """The callbacks and services that the editor uses."""

    shelf: Shelf
    play: Callable[[Volume, str], str]
    """Plays a volume from a path on; returns a sentence if that is impossible, else an empty text."""
    close: Callable[[], None]
    """Closes the editor."""
    sound: Callable[[], SoundPlayer]
    """Makes a sound player for an audition."""
    hand_over: HandOver | None = None
    """Hands a saved text to the session that waits for it; None: no session waits."""
    clock: Clock = SystemClock()
    """Measures the time since the last key."""
    voice: Callable[[], Voice] = lambda: TONES_ONLY
    """Returns the voice of an audition."""
