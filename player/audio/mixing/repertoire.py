"""The sounds by name, at the level of tones."""

import logging
from collections.abc import Mapping
from pathlib import Path

from player.audio.clips import Clip, ClipError, read_folder, scaled
from player.audio.mixing.loudness import levels_of
from player.audio.protocol import Setup

log = logging.getLogger(__name__)


class Repertoire:
    """Every sound that cues may call, at its level.

    Args:
        clips: The sounds by name.
        level: Factor of amplitude of all of them.
        faults: Sentences for the person about files that could not be read.
    """

    def __init__(self, clips: Mapping[str, Clip], level: float = 1.0, faults: tuple[str, ...] = ()) -> None:
        self.faults = faults
        """Sentences for the person about files that could not be read."""
        self._clips = dict(clips)
        self._level = level
        self._scaled: dict[tuple[str, float], Clip] = {}

    @classmethod
    def of(cls, setup: Setup) -> "Repertoire":
        """Return the program's own sounds, those of the theme in their places."""
        clips, broken = read_folder(setup.sounds)
        for fault in broken:
            log.error(fault)
        if setup.theme is None:
            return cls(clips, levels_of(setup).cues)
        from player.audio.mixing.theme import read_theme

        theme = read_theme(setup.theme, clips.keys())
        return cls(clips | theme.clips, levels_of(setup).cues, theme.faults)

    def load(self, name: str, path: Path, instead: str) -> str | None:
        """Add a sound, or replace the one of that name.

        Returns:
            A sentence on why it cannot be played, in which case `instead` is heard under its name.
        """
        from player.audio.mixing.own_sounds import read_own

        self._scaled = {key: clip for key, clip in self._scaled.items() if key[0] != name}
        try:
            self._clips[name] = read_own(path)
        except ClipError as error:
            if instead in self._clips:
                self._clips[name] = self._clips[instead]
            return str(error)
        return None

    def clip(self, name: str, gain_db: float = 0.0) -> Clip | None:
        """Return a sound at its level; None if there is none of that name."""
        if name not in self._clips:
            return None
        key = (name, gain_db)
        if key not in self._scaled:
            self._scaled[key] = scaled(self._clips[name], self._level * 10 ** (gain_db / 20))
        return self._scaled[key]
