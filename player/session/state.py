"""What the transport can be doing; one value at a time, so that no two can contradict each other.

Times are clock nanoseconds (real), offsets routine nanoseconds from the start of the interval.
"""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Ready:
    """Not started."""


@dataclass(frozen=True, slots=True)
class Playing:
    """The tape moves."""

    origin: int
    """Clock time at which the playhead was at `offset`."""
    offset: int


@dataclass(frozen=True, slots=True)
class IsPaused:
    """The tape stands still."""

    offset: int
    since: int


@dataclass(frozen=True, slots=True)
class LeadingIn:
    """The tape will move from `offset` on at clock time `until`; counted as paused."""

    offset: int
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Over."""

    finished: bool
    at: int = field(default=0, compare=False)
    """Clock time; where the tape ended by itself its exact end, however late that was noticed."""


State: TypeAlias = Ready | Playing | IsPaused | LeadingIn | Ended
