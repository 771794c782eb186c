"""Events of the transport: each tells something that happened, with the figures of that time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from player.routine.units import Ms


class Outcome(StrEnum):
    """How an interval was left."""

    DONE = "done"
    """Left by time or Enter, with at least the planned dose reached; also a gap ended by Enter."""
    PARTIAL = "partial"
    """Left by Enter, ← or the end of the session, with less than planned."""
    SKIPPED = "skipped"
    """Left by → or jumped over. Never counted as done."""


@dataclass(frozen=True, slots=True)
class IntervalEntered:
    """The playhead came to the start of an interval."""

    index: int
    pass_: int = 1
    """1-based pass of its repeated window (see `timeline.model.Window`)."""


@dataclass(frozen=True, slots=True)
class IntervalLeft:
    """The playhead left an interval, or jumped over it."""

    index: int
    outcome: Outcome
    planned: Ms | None
    """Its length, including changes by `]` and `[`; None: open."""
    done: Ms
    """Time the tape moved in it."""
    done_reps: int | None
    """Whole reps done; of held reps, holds reached; None where reps are not counted."""
    started: Ms
    """Active time of the session when it was entered."""
    pass_: int = 1
    """1-based pass of its repeated window, as recorded."""


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """Enter ended an open phase: the next one begins, and everything after it has moved."""

    index: int
    rep: int
    label: str
    length: Ms
    """How long it lasted."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused the tape."""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The tape will go on after `length` of routine time."""

    length: Ms


@dataclass(frozen=True, slots=True)
class WentOn:
    """The tape moves again."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The computer slept or the program was suspended; the tape is paused where it was before that."""

    seconds: float


@dataclass(frozen=True, slots=True)
class LengthChanged:
    """The person gave this interval more or less time."""

    index: int
    planned: Ms


@dataclass(frozen=True, slots=True)
class Refused:
    """A key was refused."""

    reason: str
    """One short sentence."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of the tape was reached."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person ended the session."""


Event: TypeAlias = (
    IntervalEntered
    | IntervalLeft
    | PhaseEnded
    | Paused
    | LeadIn
    | WentOn
    | Slept
    | LengthChanged
    | Refused
    | Finished
    | Stopped
)
