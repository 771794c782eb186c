"""Which losses of sound are worth a sentence."""

from typing import Final

from player.audio.wire import NS

AGAIN: Final = 60 * NS
"""A sound that is lost again so soon after it came back is told again only if it lasts."""

LASTS: Final = 5 * NS
"""What "lasts" means."""


class Losses:
    """Keeps a sound that comes and goes from filling the screen: the bell rings each time all the same.

    All times are ns of one steady clock.
    """

    def __init__(self) -> None:
        self._since: int | None = None
        self._back: int | None = None
        self._told = False

    def lost(self, now: int) -> bool:
        """Sound was lost; returns whether to say so now."""
        self._since = now
        self._told = self._back is None or now - self._back > AGAIN
        return self._told

    def lasts(self, now: int) -> bool:
        """Sound is still lost, if it was; returns whether to say so now, because nobody did before."""
        if self._since is None or self._told or now - self._since < LASTS:
            return False
        self._told = True
        return True

    def back(self, now: int) -> bool:
        """Sound is there; returns whether to say so, because its loss was told."""
        told = self._since is not None and self._told
        if self._since is not None:
            self._back = now
        self._since, self._told = None, False
        return told
