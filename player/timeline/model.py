"""The tape: everything that will happen in a session, flat and in order.

Lengths and offsets are whole milliseconds of routine time.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from player.routine.units import Ms


class Kind(StrEnum):
    """What an interval asks of the performer."""

    PREPARE = "prepare"
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"
    TRANSITION = "transition"
    SAY = "say"


class Dose(StrEnum):
    """How the work of an interval is measured."""

    BEAT = "beat"
    """Reps with a tempo."""
    SELF_PACED = "self-paced"
    """Reps without a tempo: the key ends them."""
    HOLD = "hold"
    HELD_REPS = "held-reps"
    """A hold in every rep."""
    KEEP_MOVING = "keep-moving"
    """`for`, with or without a tempo."""
    OPEN = "open"
    """No dose at all: the key ends it."""


class Phase(NamedTuple):
    """A part of a repetition inside an interval."""

    rep: int
    """1-based."""
    label: str
    start: Ms
    """From the start of the interval."""
    duration: Ms


class Interval(NamedTuple):
    """One card in front of the performer."""

    kind: Kind
    path: str
    """Unique on the tape and stable over edits, as DESIGN §4 spells it."""
    duration: Ms | None
    """None: open, waits for the key."""
    exercise: str | None = None
    """The exercise of work, the name of a named rest; None for other gaps."""
    side: str | None = None
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    """Of the nearest block that has rounds."""
    rounds: int | None = None
    reps: int | None = None
    """Planned; None where reps are not counted."""
    load: str | None = None
    dose: Dose | None = None
    """None for gaps."""
    phases: tuple[Phase, ...] = ()
    cues: tuple[str, ...] = ()
    """Form cues to speak in this interval."""
    note: str | None = None
    position: str | None = None
    """Starting position of the exercise, such as `prone`; None: unknown."""
    equipment: tuple[str, ...] = ()
    step: int = 0
    """1-based number of the top-level step it belongs to (gaps: of the work after them)."""
    line: int = 0
    """1-based line of its step in the routine's text."""

    @property
    def is_work(self) -> bool:
        """Whether it counts in statistics."""
        return self.kind is Kind.WORK

    @property
    def has_beat(self) -> bool:
        """Whether reps follow a tempo: such work is rewound to the rep's start after a pause."""
        return self.dose is Dose.BEAT or (self.dose is Dose.KEEP_MOVING and bool(self.phases))


class Timeline(NamedTuple):
    """A compiled routine."""

    name: str
    slug: str
    intervals: tuple[Interval, ...]
    level: str | None = None
    seed: int | None = None

    @property
    def planned(self) -> Ms | None:
        """Length of everything; None if an interval is open."""
        lengths = [interval.duration for interval in self.intervals]
        return None if None in lengths else sum(length for length in lengths if length is not None)

    @property
    def timed(self) -> Ms:
        """Length of what is fixed; an open interval counts its minimum, which is 0 without a tempo."""
        return sum(interval.duration or 0 for interval in self.intervals)

    @property
    def work_intervals(self) -> int:
        """How many intervals are work: one per set and side."""
        return sum(interval.is_work for interval in self.intervals)

    def starts(self) -> Iterator[Ms | None]:
        """Start of every interval in order; None from the first open interval's end on."""
        at: Ms | None = 0
        for interval in self.intervals:
            yield at
            at = None if at is None or interval.duration is None else at + interval.duration
