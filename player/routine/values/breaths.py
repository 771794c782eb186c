"""Lengths in breaths, and their conversion into lengths of time (DESIGN §3, Values).

A length in breaths can be written on a block and take the `breath` of a step inside it, so it stays in
breaths until the step is made. Nothing outside the reader sees one.
"""

from typing import Final, NamedTuple, TypeAlias

from player.routine.model import ByLevel, Ladder, Quantity, Tempo, TempoPhase
from player.routine.units import Ms


class Breaths(NamedTuple):
    """A length in breaths as written; see `Quantity`."""

    low_halves: int
    """Half breaths."""
    high_halves: int
    is_open: bool = False

    def lasting(self, breath: Ms) -> Quantity:
        """Return the length in milliseconds, given that of one breath; half a millisecond is rounded up."""
        low, high = ((halves * breath + 1) // 2 for halves in (self.low_halves, self.high_halves))
        return Quantity(low, high, self.is_open, breath)


Length: TypeAlias = Quantity | Breaths
"""A length as written: milliseconds or breaths."""


LONGEST_LABEL: Final = 40
"""Most characters of a phase's name: it is spoken in the time of the phase."""

THREE_NAMES: Final = ("go", "hold", "return")
"""The phases that the three numbers of a tempo such as `2-1-3` stand for, in the order of play."""

TEMPO_HINT: Final = "write a tempo such as 2-1-3, 4s, or [lift: 2s, lower: 3s]"
"""The advice where a text is no tempo and nothing tells which one was meant."""


class WrittenPhase(NamedTuple):
    """A phase of a tempo as written; see `TempoPhase`."""

    label: str
    duration: Length


class WrittenTempo(NamedTuple):
    """A tempo as written; see `Tempo`."""

    phases: tuple[WrittenPhase, ...]


def in_time(lengths: ByLevel[Ladder[Length]], breath: ByLevel[Quantity]) -> ByLevel[Ladder[Quantity]]:
    """Return a dose in milliseconds; of a range of breath lengths the low end counts."""
    if any(isinstance(length, Breaths) for ladder in lengths.values for length in ladder.rungs):
        count = max(len(lengths.values), len(breath.values))
        return ByLevel(tuple(_ladder(lengths.at(level), breath.at(level).low) for level in range(count)))
    # Most lengths are not in breaths: what is read for every step is not made anew.
    return lengths  # type: ignore[return-value]


def gap_in_time(length: ByLevel[Length], breath: ByLevel[Quantity]) -> ByLevel[Quantity]:
    """Return a length that is not a dose, such as a gap, in milliseconds."""
    if any(isinstance(value, Breaths) for value in length.values):
        count = max(len(length.values), len(breath.values))
        return ByLevel(tuple(_timed(length.at(level), breath.at(level).low) for level in range(count)))
    return length  # type: ignore[return-value]


def tempo_in_time(tempo: ByLevel[WrittenTempo], breath: ByLevel[Quantity]) -> ByLevel[Tempo]:
    """Return a tempo with all its phases in milliseconds."""
    in_breaths = any(
        isinstance(phase.duration, Breaths) for written in tempo.values for phase in written.phases
    )
    count = max(len(tempo.values), len(breath.values) if in_breaths else 1)
    return ByLevel(tuple(_tempo(tempo.at(level), breath.at(level).low) for level in range(count)))


def _ladder(ladder: Ladder[Length], breath: Ms) -> Ladder[Quantity]:
    return Ladder(tuple(_timed(length, breath) for length in ladder.rungs))


def _tempo(tempo: WrittenTempo, breath: Ms) -> Tempo:
    return Tempo(tuple(TempoPhase(label, _timed(length, breath)) for label, length in tempo.phases))


def _timed(length: Length, breath: Ms) -> Quantity:
    return length.lasting(breath) if isinstance(length, Breaths) else length
