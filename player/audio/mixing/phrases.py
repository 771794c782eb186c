"""Phrases as clips at the level of speech."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

from player.audio.clips import RATE, Clip, scaled
from player.audio.mixing.loudness import levels_of
from player.audio.protocol import Setup
from player.script.model import Phrase

log = logging.getLogger(__name__)

KEPT: Final = 45 * RATE
"""Frames of phrases that are kept in memory, 4 MB: the same few words come again with each rep."""


class Store(Protocol):
    """A source of phrases, such as `speech.clip_store.SpeechStore`."""

    def clip(self, phrase: Phrase) -> Clip | None:
        """Return the clip of a phrase; None if there is none."""

    def close(self) -> None:
        """Close the files behind it."""


class Phrases:
    """The phrases that can be said, at the level of speech.

    Args:
        open_store: Opens the store, when the first phrase is wanted.
        level: Factor of amplitude.
    """

    def __init__(self, open_store: Callable[[], Store], level: float = 1.0) -> None:
        self._open_store = open_store
        self._store: Store | None = None
        self._level = level
        self._kept: OrderedDict[Phrase, Clip] = OrderedDict()
        self._frames = 0
        self._broken = False

    @property
    def audible(self) -> bool:
        """Whether words are heard: at level 0 they are not, and no tone needs to be lowered for them."""
        return self._level > 0

    @classmethod
    def of(cls, setup: Setup) -> "Phrases":
        """Return the phrases that came with the program, and those that were spoken on this machine."""

        def open_store() -> Store:
            from player.audio.speech.clip_store import (
                SpeechStore,
            )

            own_first = setup.own_voice_first
            return SpeechStore(setup.sounds / "speech", setup.spoken, setup.voice, own_first=own_first)

        return cls(open_store, levels_of(setup).words)

    def clip(self, phrase: Phrase) -> Clip | None:
        """Return a phrase at its level; None if it cannot be said. Never raises: tones must go on."""
        kept = self._kept.get(phrase)
        if kept is not None:
            self._kept.move_to_end(phrase)
            return kept
        found = self._found(phrase)
        if not found:
            return None
        clip = scaled(found, self._level)
        self._keep(phrase, clip)
        return clip

    def close(self) -> None:
        """Close the files behind them."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _found(self, phrase: Phrase) -> Clip | None:
        try:
            if self._store is None:
                self._store = self._open_store()
            return self._store.clip(phrase)
        except Exception:  # whatever a damaged file does, tones must go on
            if not self._broken:
                log.exception("A phrase could not be read: %s", phrase)
            self._broken = True
            return None

    def _keep(self, phrase: Phrase, clip: Clip) -> None:
        self._kept[phrase] = clip
        self._frames += len(clip)
        while self._frames > KEPT and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._frames -= len(oldest)
