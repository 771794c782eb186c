"""The tape as a value: everything that will happen in a session, flat and in order.

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
    """Reps without a tempo: Enter ends them."""
    HOLD = "hold"
    HELD_REPS = "held-reps"
    """A hold in every rep."""
    KEEP_MOVING = "keep-moving"
    """`for`, with or without a tempo."""
    DISTANCE = "distance"
    """A distance at the performer's own pace: Enter ends it."""
    OPEN = "open"
    """No dose: Enter ends it."""


class Phase(NamedTuple):
    """A part of a rep inside an interval."""

    rep: int
    """1-based."""
    label: str
    start: Ms
    """Time from the start of the interval; earlier phases that are open count with their least."""
    duration: Ms
    """Length; of an open phase its least."""
    side: str | None = None
    """Side of this phase, where sides change inside the interval."""
    is_open: bool = False
    """Whether it lasts until Enter, which goes to the next phase."""


class Interval(NamedTuple):
    """One card in front of the performer."""

    kind: Kind
    path: IntervalPath
    """Unique on the tape and stable over edits."""
    duration: Ms | None
    """Length; None: open, ended by Enter (or, if it `fills` a window, by the beat of the window)."""
    exercise: str | None = None
    """The exercise of work, the name of a named rest, the text of a `say`; None for other gaps."""
    side: str | None = None
    """Label of the side; `alternate`: it changes with every rep, see `Phase.side`."""
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    """1-based round of the nearest block with rounds; in an open `within` the first, which is repeated."""
    rounds: int | None = None
    """Number of rounds; None in an open `within`, as `sets` is in the last set of `max` and `3+`."""
    reps: int | None = None
    """Planned reps (`8+`: 8), for each side if they alternate; None for `max` and where reps do not count."""
    load: str | None = None
    dose: Dose | None = None
    """How the work is measured; None for gaps."""
    phases: tuple[Phase, ...] = ()
    """Its phases. In open work with a beat, or with held reps, these are the least reps, for `max` one; after
    them the last rep is repeated until Enter."""
    least: Ms = 0
    """Length from which on open work counts as done; with a beat that of the least reps."""
    fills: bool = False
    """Whether it is the remainder of an `every` window, which lasts until the next beat of the window."""
    cues: tuple[str, ...] = ()
    """Form cues to speak in this interval."""
    note: str | None = None
    position: str | None = None
    """Starting position of the exercise, such as `prone`; None: unknown."""
    equipment: tuple[str, ...] = ()
    effort: str | None = None
    distance: str | None = None
    """Distance such as `200 m`; `200 m+` if open."""
    ask: tuple[str, ...] = ()
    """Fields asked about in the gap after it."""
    stop_if: tuple[str, ...] = ()
    sound: str | None = None
    """Own sound in place of `go`: name of a WAV file in the folder of the routine."""
    halfway: bool | None = None
    """Whether the middle is announced; None: by the general rule."""
    step: int = 0
    """1-based number of its top-level step; of a gap, that of the work after it."""
    line: int = 0
    """1-based line of its step in the routine's text; inside an include, the line of the include."""
    at_least: bool = False
    """Whether `reps` is the least of an open number: `8+`."""

    @property
    def is_work(self) -> bool:
        """Whether it counts in statistics."""
        return self.kind is Kind.WORK

    @property
    def has_beat(self) -> bool:
        """Whether reps follow a tempo; such work goes on from the start of the rep after a pause."""
        return self.dose is Dose.BEAT or (self.dose is Dose.KEEP_MOVING and bool(self.phases))


class Window(NamedTuple):
    """A stretch of the tape that has its own time (`every`, `within`) or is repeated.

    Windows may be nested, but never overlap in part.
    """

    first: int
    """Index of its first interval."""
    end: int
    """Index after its last interval: where the tape goes on when it is over."""
    length: Ms | None
    """Time from the start of its first interval to its end, which cuts off the current work. None: the person
    ends it by skipping (`sets: max`)."""
    repeats: bool
    """Whether it begins again after its last interval, as the next round or set, until it is over."""
    runs_full: bool
    """Whether it always lasts `length`, so that the start of what follows is known: `every`, and `within`
    alone. False: it may end before (`within` with `rounds`, `sets: max`)."""


class Timeline(NamedTuple):
    """A compiled routine."""

    name: str
    slug: str
    intervals: tuple[Interval, ...]
    level: str | None = None
    seed: int | None = None
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Results of choices, draws and omissions: path of the block, and names of the steps that play; for an
    optional step its own path, and its name or nothing."""
    windows: tuple[Window, ...] = ()
    """Windows in the order of their first intervals, outer ones before inner ones."""

    @property
    def planned(self) -> Ms | None:
        """Length of the whole tape; None if anything outside a window of known length is open."""
        return self._totals().planned

    @property
    def timed(self) -> Ms:
        """Length with the least of open intervals; a window of known length counts with that."""
        return self._totals().timed

    @property
    def work_intervals(self) -> int:
        """Number of work intervals: one per set and side."""
        return sum(interval.is_work for interval in self.intervals)

    def starts(self) -> Iterator[Ms | None]:
        """Start of every interval in order; None after an open one until a window makes it known again.

        None, too, for an interval that would begin after the end of its window: it is never played.
        """
        return iter(self._totals().starts)

    def leads_back_to(self, index: int) -> int | None:
        """Return the start of the innermost repeating window that ends with `index`; None: none does."""
        ends_here = (w.first for w in reversed(self.windows) if w.repeats and w.end == index + 1)
        return next(ends_here, None)

    def _totals(self) -> Totals:
        return totals(self.intervals, self.windows)
