"""Who sees to it that a session has a sound for every phrase."""

from typing import Final, Protocol

from player.script.model import Phrase, Voice
from player.timeline.model import Timeline


class Prefetch(Protocol):
    """Sees to it that there is a sound for every phrase."""

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        """Get what will be said of a tape spoken; returns at once."""

    def is_missing(self, phrase: Phrase) -> bool:
        """Whether a phrase has no sound, so that it must be read."""

    def close(self) -> None:
        """Stop."""


class NoPrefetch:
    """Every phrase has its sound, or nobody cares."""

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        """See `Prefetch.prepare`."""

    def is_missing(self, phrase: Phrase) -> bool:
        """See `Prefetch.is_missing`."""
        del phrase
        return False

    def close(self) -> None:
        """See `Prefetch.close`."""


SILENT: Final = NoPrefetch()
