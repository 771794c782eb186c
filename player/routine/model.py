"""A routine as it was written, complete in itself.

The reader resolves what a file may leave out: inherited settings, the catalogue's name and tempo of an
exercise. What it does not resolve is what a session decides: which value of a range is played. All lengths
are whole milliseconds; `line` is the 1-based line of the step in the routine's text.
"""

from typing import Literal, NamedTuple, TypeAlias

from player.routine.units import Ms

__all__ = [
    "Block", "Exercise", "Ms", "Quantity", "Rest", "Routine", "Step", "Tempo", "TempoPhase", "TempoSource",
]  # fmt: skip


class Quantity(NamedTuple):
    """A count or a length as written: one value (`low == high`) or a range, low first."""

    low: int
    high: int

    @classmethod
    def fixed(cls, value: int) -> "Quantity":
        """A quantity that is not a range."""
        return cls(value, value)


class TempoPhase(NamedTuple):
    """One part of a repetition."""

    label: str
    """Spoken and shown, such as `go`, `hold`, `return`, `lower`. A beat per rep is one phase called `rep`."""
    duration: Quantity
    """Milliseconds; may be 0, then the phase does not exist."""


class Tempo(NamedTuple):
    """The phases of one repetition in the order in which they happen. No phases: no beat."""

    phases: tuple[TempoPhase, ...]


TempoSource: TypeAlias = Literal["step", "inherited", "catalogue"]


class Exercise(NamedTuple):
    """A step with work in it.

    The dose is exactly one of: `reps`; `hold`; `hold` with `reps` (a hold in every rep, `relax` between);
    `lasting` (keep moving). A step with none of them waits for the key.
    """

    name: str
    """The catalogue's own name if the exercise is in it, else as written."""
    line: int
    reps: Quantity | None
    hold: Quantity | None
    lasting: Quantity | None
    """The key `for`."""
    tempo: Tempo | None
    """Only with `reps` or `lasting`. None: no beat (reps are self-paced)."""
    tempo_source: TempoSource | None
    sets: Quantity
    sides: tuple[str, ...]
    """Sides in their order within every set; empty: both at once."""
    rest: Quantity
    """Between sets."""
    switch: Quantity
    """Between sides."""
    relax: Quantity
    """Between held reps."""
    prepare: Quantity | None
    """To get into position; None: nothing was said."""
    load: str | None
    cues: tuple[str, ...]
    """Spoken; one per set, in turn: the step's own first, then the catalogue's."""
    note: str | None
    position: str | None = None
    """The catalogue's starting position, such as `prone`; None: not in the catalogue."""
    equipment: tuple[str, ...] = ()
    """What the catalogue says it needs."""


class Rest(NamedTuple):
    """A `rest:` step: replaces the automatic gap."""

    line: int
    duration: Quantity
    name: str | None
    cue: str | None
    note: str | None


class Block(NamedTuple):
    """Steps that belong together, run `rounds` times."""

    line: int
    name: str | None
    steps: tuple["Step", ...]
    rounds: Quantity | None
    """None: the block has no `rounds` of its own: its steps run once and do not count as a round."""
    rest: Quantity
    """Between its rounds."""
    transition: Quantity
    """Between its steps."""
    prepare: Quantity | None
    note: str | None


Step: TypeAlias = Exercise | Rest | Block


class Routine(NamedTuple):
    """Everything a session needs of one file."""

    name: str
    body: Block
    """The routine's own steps; its `rounds` is None and its `name` is the routine's."""
    prepare: Quantity
    """Before the first step; the longer of it and the first step's own is played."""
    about: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    author: str | None = None
    source: str | None = None
    language: str | None = None
