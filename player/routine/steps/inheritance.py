"""Settings that a step inherits from the blocks around it (DESIGN §3, Inherited)."""

from typing import Final, NamedTuple

from player.routine.codes import Code
from player.routine.model import ByLevel, Distance, Ladder, Quantity, Sides
from player.routine.problems import Problems
from player.routine.steps.key_check import Keys
from player.routine.values.breaths import Length, WrittenTempo
from player.routine.values.fields import (
    asked_of,
    count_of,
    counts_of,
    distances_of,
    duration_of,
    gap_of,
    lengths_of,
    loads_of,
    sides_of,
    text_by_level,
)
from player.routine.values.lengths import SECOND
from player.routine.values.nesting import ValueReading
from player.routine.values.tempo import read_tempo


class InheritedDose(NamedTuple):
    """The dose: keys of which one written further inside replaces all written further outside."""

    reps: ByLevel[Ladder[Quantity]] | None = None
    hold: ByLevel[Ladder[Length]] | None = None
    lasting: ByLevel[Ladder[Length]] | None = None
    """The key `for`."""
    distance: ByLevel[Ladder[Distance]] | None = None
    """Written on the step itself; it is not inherited."""
    unreadable: bool = False
    """Whether a dose was written that could not be read; it has been reported."""

    @property
    def is_empty(self) -> bool:
        """Whether no dose was written, so that a step waits for the key."""
        values = (self.reps, self.hold, self.lasting, self.distance)
        return not self.unreadable and all(value is None for value in values)


class InheritedSettings(NamedTuple):
    """The settings in force at some place unless a step overrides them."""

    rest: ByLevel[Length]
    transition: ByLevel[Length]
    switch: ByLevel[Length]
    relax: ByLevel[Length]
    breath: ByLevel[Quantity]
    """Length of a breath: turns lengths in breaths into time where they are used (see `values.breaths`)."""
    sets: ByLevel[Quantity]
    sets_written: bool = False
    """Whether `sets` was written here or on any block around: then a ladder climbs by sets."""
    sides: ByLevel[Sides] = ByLevel((Sides(),))
    tempo: ByLevel[WrittenTempo] | None = None
    load: ByLevel[Ladder[str]] | None = None
    effort: ByLevel[str] | None = None
    ask: tuple[str, ...] = ()
    dose: InheritedDose = InheritedDose()

    def in_window(self) -> "InheritedSettings":
        """Return these settings for a block with `within` or `every`: without gaps but those it writes."""
        return self._replace(rest=_NO_GAP, transition=_NO_GAP, switch=_NO_GAP)


_NO_GAP: Final[ByLevel[Length]] = ByLevel((Quantity.fixed(0),))


def _length(seconds: int) -> ByLevel[Length]:
    return ByLevel((Quantity.fixed(seconds * SECOND),))


DEFAULTS: Final = InheritedSettings(
    rest=_length(30),
    transition=_length(10),
    switch=_length(5),
    relax=_length(3),
    breath=ByLevel.always(Quantity.fixed(6 * SECOND)),
    sets=ByLevel.always(Quantity.fixed(1)),
)
"""The settings where nothing was written (DESIGN §3)."""

PREPARE: Final = ByLevel.always(Quantity.fixed(10 * SECOND))
"""Time to get ready before the first step, where none was written."""

SAYING: Final = ByLevel.always(Quantity.fixed(5 * SECOND))
"""Length of a `say` for which none was written."""


class WrittenSettings(NamedTuple):
    """The settings written at one place; None: not written there."""

    rest: ByLevel[Length] | None = None
    transition: ByLevel[Length] | None = None
    switch: ByLevel[Length] | None = None
    relax: ByLevel[Length] | None = None
    breath: ByLevel[Quantity] | None = None
    sets: ByLevel[Quantity] | None = None
    sets_written: bool | None = None
    sides: ByLevel[Sides] | None = None
    tempo: ByLevel[WrittenTempo] | None = None
    load: ByLevel[Ladder[str]] | None = None
    effort: ByLevel[str] | None = None
    ask: tuple[str, ...] | None = None
    dose: InheritedDose | None = None
    """Not None if any key of a dose was written: it then replaces the outer dose entirely."""

    def over(self, outer: InheritedSettings) -> InheritedSettings:
        """Return the settings in force at this place, given those of the block around."""
        return outer._replace(**{name: value for name, value in self._asdict().items() if value is not None})


_DOSE_KEYS: Final = ("reps", "hold", "for", "distance")
_EXCLUSIVE: Final = (("reps", "for"), ("hold", "for"), *((key, "distance") for key in _DOSE_KEYS[:3]))


def written(keys: Keys, reading: ValueReading) -> WrittenSettings:
    """Return the settings that stand at one place, each checked."""
    if not keys.given:
        return WrittenSettings()
    sets = keys.get("sets")
    sides = keys.get("sides")
    tempo = keys.get("tempo")
    breath = keys.get("breath")
    load = keys.get("load")
    effort = keys.get("effort")
    ask = keys.get("ask")
    return WrittenSettings(
        rest=_gap(keys, "rest", reading),
        transition=_gap(keys, "transition", reading),
        switch=_gap(keys, "switch", reading),
        relax=_gap(keys, "relax", reading),
        breath=breath and duration_of(breath.node, breath.key, reading),
        sets=sets and count_of(sets.node, sets.key, reading),
        sets_written=True if keys.tried("sets") else None,
        sides=sides and sides_of(sides.node, sides.key, reading),
        tempo=tempo and read_tempo(tempo.node, tempo.key, reading),
        load=load and loads_of(load.node, load.key, reading),
        effort=effort and text_by_level(effort.node, effort.key, reading),
        ask=ask and asked_of(ask.node, ask.key, reading.problems),
        dose=_dose(keys, reading),
    )


def _gap(keys: Keys, name: str, reading: ValueReading) -> ByLevel[Length] | None:
    given = keys.get(name)
    return None if given is None else gap_of(given.node, given.key, reading)


def _dose(keys: Keys, reading: ValueReading) -> InheritedDose | None:
    if not keys.tried(*_DOSE_KEYS):
        return None
    _check_one_dose(keys, reading.problems)
    reps, hold, lasting, distance = (keys.get(name) for name in _DOSE_KEYS)
    values = (
        reps and counts_of(reps.node, reps.key, reading),
        hold and lengths_of(hold.node, hold.key, reading),
        lasting and lengths_of(lasting.node, lasting.key, reading),
        distance and distances_of(distance.node, distance.key, reading),
    )
    return InheritedDose(*values, unreadable=all(value is None for value in values))


def _check_one_dose(keys: Keys, problems: Problems) -> None:
    """Report two keys of a dose that exclude each other, at the second of them."""
    for one, other in _EXCLUSIVE:
        first, second = keys.get(one), keys.get(other)
        if first is not None and second is not None:
            from player.routine.text.deleting import deletions

            problems.error(
                Code.TWO_DOSES,
                max(first.word, second.word, key=lambda word: word.span.start).span,
                f"'{one}' and '{other}' exclude each other",
                "keep one of them",
                deletions(problems, first.pair, second.pair),
            )
            return
