"""The origin of a tape: everything needed to compile it again."""

from typing import NamedTuple

from player.library.shelf import Volume
from player.timeline.choices import Choices


class Origin(NamedTuple):
    """A routine file, and the session's choices."""

    volume: Volume
    """The file from which the current tape was compiled."""
    choices: Choices
    """Level, chosen and optional steps, the seed of draws, targets; they hold for the whole session."""
