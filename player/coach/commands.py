"""What keys ask for, and which repeats of a key are one press."""

from enum import StrEnum
from typing import Final

from player.session.clock import NS_PER_MS

DEBOUNCE: Final = 120 * NS_PER_MS
"""Repeats of one key closer than this are one press (DESIGN §5)."""


class Command(StrEnum):
    """What a key asks for (DESIGN §5)."""

    PAUSE = "pause"
    THROUGH = "through"
    SKIP = "skip"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    AGAIN = "again"
    MUTE = "mute"
    VOICE = "voice"
    STOP = "stop"


class Debounce:
    """Tells a key that came again so soon that it is the same press."""

    def __init__(self) -> None:
        self._last: tuple[str, int] = ("", -DEBOUNCE)

    def is_repeated(self, name: str, now: int) -> bool:
        """Whether the key `name` at clock time `now` is the press before."""
        last, at = self._last
        self._last = (name, now)
        return name == last and now - at < DEBOUNCE
