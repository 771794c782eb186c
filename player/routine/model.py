"""A routine as it was written, complete in itself.

The reader resolves what a file may leave out: inherited settings, the catalogue's name and tempo of an
exercise, breaths, the texts of included routines. What it does not resolve is what a session decides: the
level, chosen and optional steps, draws, which value of a range is played. All lengths are whole milliseconds;
`line` is the 1-based line of the step in its own routine's text.

Values nest in the order level > ladder > range > open (DESIGN §3): `ByLevel[Ladder[Quantity]]`.
"""

from types import GenericAlias
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from player.routine.units import Ms

__all__ = [
    "Block", "ByLevel", "Distance", "Exercise", "Ladder", "Ms", "Quantity", "Rest", "Routine", "Say", "Sides",
    "Step", "Tempo", "TempoPhase", "TempoSource", "longer",
]  # fmt: skip

T = TypeVar("T")


class ByLevel(NamedTuple, Generic[T]):
    """A value that may differ between the levels of its routine."""

    values: tuple[T, ...]
    """One that holds at every level, or one for each level in the order of their names."""

    def at(self, level: int) -> T:
        """Return the value at the level with this 0-based number."""
        return self.values[level if len(self.values) > 1 else 0]

    @classmethod
    def __class_getitem__(cls, item: object) -> GenericAlias:
        # `ByLevel[Quantity]` stands in half of all signatures; that of `Generic` takes ten times as long.
        return GenericAlias(cls, item)

    @classmethod
    def always(cls, value: T) -> "ByLevel[T]":
        """The same at every level."""
        return cls((value,))


class Ladder(NamedTuple, Generic[T]):
    """A value that may differ between sets or rounds: `[21, 15, 9]`."""

    rungs: tuple[T, ...]
    """One for all, or one for each set or round in turn (see `Exercise.climbs`)."""

    def at(self, number: int) -> T:
        """Return the value in the 1-based set or round `number`."""
        return self.rungs[number - 1 if len(self.rungs) > 1 else 0]

    @classmethod
    def __class_getitem__(cls, item: object) -> GenericAlias:
        return GenericAlias(cls, item)  # as that of `ByLevel`


class Quantity(NamedTuple):
    """A count or a length as written: one value (`low == high`) or a range, low first; it may be open."""

    low: int
    high: int
    is_open: bool = False
    """`8+`, `30s+`: at least that, then more until the key. `max` is open from 0. A gap that is `ready` is
    open from 0 too: it waits for the key."""
    breath: Ms | None = None
    """The length of one breath, if the length was written in breaths (`low` and `high` are milliseconds all
    the same)."""

    @classmethod
    def fixed(cls, value: int) -> "Quantity":
        """A quantity that is not a range."""
        return cls(value, value)


def longer(one: Quantity | None, other: Quantity | None) -> Quantity | None:
    """Return the longer of two lengths; None is the shortest, one that waits for the key the longest."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda length: (length.is_open, length.low))


class Distance(NamedTuple):
    """A distance to cover at one's own pace."""

    low: int
    """Thousandths of the unit."""
    high: int
    unit: str
    """As written, such as `m`, `km`, `steps`."""
    is_open: bool = False


class Sides(NamedTuple):
    """The sides that are worked."""

    labels: tuple[str, ...] = ()
    """In the order in which they are worked; empty: both at once."""
    alternate: bool = False
    """Sides change with every rep inside the set; then the labels are the two sides in turn."""


class TempoPhase(NamedTuple):
    """One part of a repetition."""

    label: str
    """Spoken and shown, such as `go`, `hold`, `return`, `lower`. A beat per rep is one phase called `rep`."""
    duration: Quantity
    """Milliseconds; may be 0, then the phase does not exist. Open: Enter goes to the next phase."""


class Tempo(NamedTuple):
    """The phases of one repetition in the order in which they happen. No phases: no beat."""

    phases: tuple[TempoPhase, ...]


TempoSource: TypeAlias = Literal["step", "inherited", "catalogue"]


class Exercise(NamedTuple):
    """A step with work in it.

    The dose is exactly one of: `reps`; `hold`; `hold` with `reps` (a hold in every rep, `relax` between);
    `lasting` (keep moving); `distance`. A step with none of them waits for the key.
    """

    name: str
    """The catalogue's own name if the exercise is in it, else as written."""
    line: int
    reps: ByLevel[Ladder[Quantity]] | None
    hold: ByLevel[Ladder[Quantity]] | None
    lasting: ByLevel[Ladder[Quantity]] | None
    """The key `for`."""
    distance: ByLevel[Ladder[Distance]] | None
    tempo: ByLevel[Tempo] | None
    """Only with `reps` or `lasting`. None: no beat (reps are self-paced)."""
    tempo_source: TempoSource | None
    sets: ByLevel[Quantity]
    """At a level with 0 sets the step is not there. Open: they are repeated until the person goes on."""
    climbs: Literal["set", "round"]
    """What moves a ladder on: the step's sets if it has the key, else the rounds of the nearest block that
    has some."""
    sides: ByLevel[Sides]
    rest: ByLevel[Quantity]
    """Between sets."""
    switch: ByLevel[Quantity]
    """Between sides."""
    relax: ByLevel[Quantity]
    """Between held reps."""
    prepare: ByLevel[Quantity] | None
    """Time to get into position before it; None: not written."""
    load: ByLevel[Ladder[str]] | None
    effort: ByLevel[str] | None
    cues: tuple[str, ...]
    """Spoken; one per set, in turn: the step's own first, then the catalogue's."""
    note: str | None
    optional: ByLevel[bool] = ByLevel((False,))
    """Whether the person may leave it out before the start."""
    ask: tuple[str, ...] = ()
    """Values asked for in the gap after a set: of `reps`, `load`, `effort`, `pain`."""
    stop_if: tuple[str, ...] = ()
    """Signs at which to stop: the step's own, else the catalogue's."""
    variations: tuple["Exercise", ...] = ()
    """Harder ones in order; the exercise itself is the first rung. They have no variations of their own."""
    sound: str | None = None
    """Bare name of a WAV file beside the routine, heard where the work begins."""
    halfway: ByLevel[bool] | None = None
    """Whether the middle is announced; None: for fixed intervals of 20 s and more."""
    position: str | None = None
    """The catalogue's starting position, such as `prone`; None: not in the catalogue."""
    equipment: tuple[str, ...] = ()
    """What the catalogue says it needs."""


class Rest(NamedTuple):
    """A `rest:` step: replaces the automatic gap."""

    line: int
    duration: ByLevel[Quantity]
    name: str | None
    cue: str | None
    note: str | None


class Say(NamedTuple):
    """An instruction that is spoken and shown."""

    line: int
    text: str
    duration: ByLevel[Quantity]
    """5 s unless written."""


class Block(NamedTuple):
    """Steps that belong together, run `rounds` times. An include is a block too."""

    line: int
    name: str | None
    """Of an include: the slug of the routine, as its path says it."""
    steps: tuple["Step", ...]
    rounds: ByLevel[Quantity] | None
    """None: the block has no `rounds` of its own: its steps run once and do not count as a round."""
    rest: ByLevel[Quantity]
    """Between its rounds."""
    transition: ByLevel[Quantity]
    """Between its steps."""
    switch: ByLevel[Quantity]
    """Between the passes of `by_side`."""
    prepare: ByLevel[Quantity] | None
    note: str | None
    every: ByLevel[Quantity] | None = None
    """Each round starts on this beat."""
    within: ByLevel[Quantity] | None = None
    """Alone: as many rounds as fit; with `rounds`: a time cap."""
    turns: ByLevel[bool] = ByLevel((False,))
    """Round k plays only step k modulo their number (`say` and `rest:` steps are steps too)."""
    by_side: ByLevel[Sides] | None = None
    """The whole block, all its rounds, once for each label."""
    pick: ByLevel[Quantity] | None = None
    """Number of steps that are drawn, once per session; they keep their order."""
    choose: ByLevel[Quantity] | None = None
    """Number of steps that are chosen before the start; the first ones unless others are named."""
    levels: tuple[str, ...] | None = None
    """Of an include: the levels of the included routine (maybe none); a session's level counts in it if it
    has one of that name, else its first. None: the levels of the block around hold."""


Step: TypeAlias = Exercise | Rest | Say | Block


class Routine(NamedTuple):
    """Everything a session needs of one file, included routines among it."""

    name: str
    body: Block
    """The routine's own steps; its `rounds` is None and its `name` is the routine's."""
    prepare: ByLevel[Quantity]
    """Before the first step; the longer of it and the first step's own is played."""
    levels: tuple[str, ...] = ()
    """The first is the default; empty: there are none."""
    pain_limit: int = 5
    """0 to 10: pain up to this keeps a target as it is."""
    about: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    author: str | None = None
    source: str | None = None
    language: str | None = None
