"""Where the tape of a session came from: what is needed to make it anew."""

from typing import NamedTuple

from player.library.shelf import Volume
from player.timeline.choices import Choices


class Origin(NamedTuple):
    """A routine file, and what was decided about it."""

    volume: Volume
    """As the tape on the deck was compiled from it."""
    choices: Choices
    """Level, chosen and optional steps, the seed of draws, targets; they hold for the whole session."""
