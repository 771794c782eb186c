"""Levels of tones and speech, from the settings in per cent."""

from typing import Final, NamedTuple

from player.audio.protocol import Setup

_MOST: Final = 200
"""Per cent. More would only be clipped."""


class Levels(NamedTuple):
    """The levels of tones and of speech, as factors of amplitude."""

    cues: float = 1.0
    words: float = 1.0


def levels_of(setup: Setup) -> Levels:
    """Return the levels of a setup."""
    volume = _factor(setup.volume)
    return Levels(volume * _factor(setup.cues), volume * _factor(setup.words))


def _factor(per_cent: int) -> float:
    return max(0, min(_MOST, per_cent)) / 100
