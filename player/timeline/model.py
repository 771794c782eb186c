"""The tape: everything that will happen in a session, flat and in order.

Lengths and offsets are whole milliseconds of routine time.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from player.routine.units import Ms
from player.timeline.paths import IntervalPath
from player.timeline.totals import Totals, totals


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
    DISTANCE = "distance"
    """So far, at one's own pace: the key ends it."""
    OPEN = "open"
    """No dose at all: the key ends it."""


class Phase(NamedTuple):
    """A part of a repetition inside an interval."""

    rep: int
    """1-based."""
    label: str
    start: Ms
    """From the start of the interval; phases before it that are open count their least."""
    duration: Ms
    """If open: the least."""
    side: str | None = None
    """Where sides change inside the interval: the one of this phase."""
    is_open: bool = False
    """Lasts until Enter, which goes to the next phase."""


class Interval(NamedTuple):
    """One card in front of the performer."""

    kind: Kind
    path: IntervalPath
    """Unique on the tape and stable over edits."""
    duration: Ms | None
    """None: open, waits for the key (of a remainder that `fills` a window: for the beat)."""
    exercise: str | None = None
    """The exercise of work, the name of a named rest, the text of a `say`; None for other gaps."""
    side: str | None = None
    """`alternate`: sides change with every rep, the phases say which."""
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    """Of the nearest block that has rounds; in an open `within` the first, played again and again."""
    rounds: int | None = None
    """None in an open `within`, as `sets` is in the last set on the tape of `max` and `3+`."""
    reps: int | None = None
    """Planned (`8+`: 8); None where reps are not counted, and for `max`. Alternating: for each side."""
    load: str | None = None
    dose: Dose | None = None
    """None for gaps."""
    phases: tuple[Phase, ...] = ()
    """What happens in it. In open work with a beat (or held reps) these are the least reps, for `max` one;
    from their end on the last rep is repeated until the key."""
    least: Ms = 0
    """Of open work: so long (or the length of so many reps with a beat) makes it done."""
    fills: bool = False
    """The remainder of an `every` window: lasts until the beat, whatever the work before it took."""
    cues: tuple[str, ...] = ()
    """Form cues to speak in this interval."""
    note: str | None = None
    position: str | None = None
    """Starting position of the exercise, such as `prone`; None: unknown."""
    equipment: tuple[str, ...] = ()
    effort: str | None = None
    distance: str | None = None
    """Such as `200 m`; `200 m+` if open."""
    ask: tuple[str, ...] = ()
    """Values asked for in the gap after it."""
    stop_if: tuple[str, ...] = ()
    sound: str | None = None
    """Own sound in place of `go`: bare name of a WAV file beside the routine."""
    halfway: bool | None = None
    """Whether the middle is announced; None: by the general rule."""
    step: int = 0
    """1-based number of the top-level step it belongs to (gaps: of the work after them)."""
    line: int = 0
    """1-based line of its step in the routine's text; of all in an include the line of that."""
    at_least: bool = False
    """Whether `reps` are the least of open ones: `8+`."""

    @property
    def is_work(self) -> bool:
        """Whether it counts in statistics."""
        return self.kind is Kind.WORK

    @property
    def has_beat(self) -> bool:
        """Whether reps follow a tempo: such work is rewound to the rep's start after a pause."""
        return self.dose is Dose.BEAT or (self.dose is Dose.KEEP_MOVING and bool(self.phases))


class Window(NamedTuple):
    """A stretch of the tape with a time of its own (`every`, `within`) or one that is repeated.

    Windows may nest; they never overlap in part.
    """

    first: int
    """Index of its first interval."""
    end: int
    """Index behind its last interval: where the tape goes on when it is over."""
    length: Ms | None
    """When this has passed since its first interval began, the window is over: work that is on ends there.
    None: it is over when the person skips on (`sets: max`)."""
    repeats: bool
    """Behind its last interval it begins again as the next round or set, until it is over."""
    runs_full: bool
    """Lasts exactly `length`, so that what follows has a known start: `every`, and `within` alone. False: it
    may be over before (`within` with `rounds`, `sets: max`)."""


class Timeline(NamedTuple):
    """A compiled routine."""

    name: str
    slug: str
    intervals: tuple[Interval, ...]
    level: str | None = None
    seed: int | None = None
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What was chosen, drawn and left out: the path of the block (of an optional step: its own) and the names
    of the steps that play; of an optional step its name or nothing."""
    windows: tuple[Window, ...] = ()
    """In the order of their first intervals, outer ones before inner ones."""

    @property
    def planned(self) -> Ms | None:
        """Length of everything; None if anything outside a window of known length is open."""
        return self._totals().planned

    @property
    def timed(self) -> Ms:
        """Length of what is fixed; an open interval counts its least, a window of known length its own."""
        return self._totals().timed

    @property
    def work_intervals(self) -> int:
        """How many intervals are work: one per set and side."""
        return sum(interval.is_work for interval in self.intervals)

    def starts(self) -> Iterator[Ms | None]:
        """Start of every interval in order; None behind an open one until a window makes it known again.

        None too where a window is over before: what would begin then is never played.
        """
        return iter(self._totals().starts)

    def leads_back_to(self, index: int) -> int | None:
        """Return where the innermost repeating window begins again behind `index`; None: none ends there."""
        ends_here = (w.first for w in reversed(self.windows) if w.repeats and w.end == index + 1)
        return next(ends_here, None)

    def _totals(self) -> Totals:
        return totals(self.intervals, self.windows)
