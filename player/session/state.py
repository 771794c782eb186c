"""States of the transport: one value at a time, so that they cannot contradict each other.

Times are real clock nanoseconds, offsets routine nanoseconds from the start of the interval.
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
    """The tape is paused."""

    offset: int
    since: int


@dataclass(frozen=True, slots=True)
class LeadingIn:
    """The tape will move from `offset` on at clock time `until`; until then it counts as paused."""

    offset: int
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    finished: bool
    at: int = field(default=0, compare=False)
    """Clock time of the end: at the end of the tape the exact one, however late it was noticed."""


State: TypeAlias = Ready | Playing | IsPaused | LeadingIn | Ended
