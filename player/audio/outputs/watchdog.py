"""Detects that an output has stopped asking for sound without reporting anything."""

from typing import Final

from player.audio.outputs.output import NS

LOST_AFTER: Final = NS * 6 // 10
"""A device that has asked for nothing for 0.6 s is gone: a dead sound server is silent about it."""


class Watchdog:
    """Detects that nothing came for too long, unless the whole process was stopped meanwhile."""

    def __init__(self, now: int) -> None:
        self._fed = self._looked = now

    def feed(self, now: int) -> None:
        """Note that something came at `now` ns."""
        self._fed = now

    def starved(self, now: int) -> bool:
        """Whether nothing came for `LOST_AFTER`. Must be asked more often than that.

        A gap between two questions means that the whole process was stopped: then the wait begins anew.
        """
        if now - self._looked > LOST_AFTER // 2:
            self._fed = now
        self._looked = now
        return now - self._fed > LOST_AFTER
