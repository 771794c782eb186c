"""Decides which losses of sound are worth a sentence to the person."""

from typing import Final

from player.audio.wire import NS

AGAIN: Final = 60 * NS
"""ns. A loss so soon after the last recovery is reported only if it lasts."""

LASTS: Final = 5 * NS
"""ns after which a loss counts as lasting."""


class Losses:
    """Keeps a sound that comes and goes from filling the screen: the bell rings each time all the same.

    All times are ns of one steady clock.
    """

    def __init__(self) -> None:
        self._since: int | None = None
        self._back: int | None = None
        self._told = False

    def lost(self, now: int) -> bool:
        """Note that sound was lost; return whether to report it now."""
        self._since = now
        self._told = self._back is None or now - self._back > AGAIN
        return self._told

    def lasts(self, now: int) -> bool:
        """Return whether to report a loss now that has lasted and was not reported."""
        if self._since is None or self._told or now - self._since < LASTS:
            return False
        self._told = True
        return True

    def back(self, now: int) -> bool:
        """Note that sound is back; return whether to report that, because its loss was reported."""
        told = self._since is not None and self._told
        if self._since is not None:
            self._back = now
        self._since, self._told = None, False
        return told
