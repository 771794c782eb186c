"""What the transport reports: each event is something that happened, with the figures of that moment."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from player.routine.units import Ms


class Outcome(StrEnum):
    """How an interval was left."""

    DONE = "done"
    """By time or Enter, and at least the planned was reached; a gap ended by Enter too."""
    PARTIAL = "partial"
    """By Enter, ←, or the end of the session, with less than the planned."""
    SKIPPED = "skipped"
    """By → or jumped over. Never counted as done."""


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
    """Its planned length with the person's `]` and `[` in it; None: open."""
    done: Ms
    """Time the tape moved in it."""
    done_reps: int | None
    """Whole reps; held reps: holds reached; None where reps are not counted."""
    started: Ms
    """Active time of the session when it was entered."""
    pass_: int = 1
    """1-based pass of its repeated window, as recorded."""


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """Enter ended a phase that was open: the next one is on, and what follows has moved."""

    index: int
    rep: int
    label: str
    length: Ms
    """How long it was."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The tape stopped because the person said so."""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The tape will go on after `length` of routine time."""

    length: Ms


@dataclass(frozen=True, slots=True)
class WentOn:
    """The tape moves again."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The computer or the program stood still; the session is paused at the last moment it did run."""

    seconds: float


@dataclass(frozen=True, slots=True)
class LengthChanged:
    """The person gave this interval more or less time."""

    index: int
    planned: Ms


@dataclass(frozen=True, slots=True)
class Refused:
    """A key can do nothing here."""

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
