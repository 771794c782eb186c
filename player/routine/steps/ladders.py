"""Checks of ladders: values that climb from set to set or from round to round (DESIGN §3, Values)."""

from collections.abc import Mapping

from player.routine.codes import Code
from player.routine.model import ByLevel, Exercise, Quantity
from player.routine.nodes import Span
from player.routine.steps.levels import at_level, levels_of, plays
from player.routine.values.nesting import ValueReading


def report_ladders(
    step: Exercise,
    rounds: ByLevel[Quantity] | None,
    *,
    passes: bool,
    words: Mapping[str, Span],
    here: Span,
    reading: ValueReading,
) -> None:
    """Report ladders that no set or round moves on, or that have more or fewer rungs than there are of them.

    Args:
        step: The exercise.
        rounds: Number of rounds of the nearest block that has some.
        passes: Whether that block plays as many rounds as fit.
        words: Places of the keys that were written on a block around the step.
        here: The exercise's name.
        reading: Knows the levels and takes what is wrong.
    """
    for name, values in (
        ("reps", step.reps),
        ("hold", step.hold),
        ("for", step.lasting),
        ("distance", step.distance),
        ("load", step.load),
    ):
        if values is None or all(len(ladder.rungs) == 1 for ladder in values.values):
            continue
        climbed = step.sets if step.climbs == "set" else rounds
        fault = _unclimbable(step, passes=passes) if climbed is None else None
        if fault is not None:
            message, hint = fault
            reading.problems.error(Code.UNEVEN_LADDER, words.get(name, here), message, hint)
            continue
        assert climbed is not None  # noqa: S101  without it there was a fault
        lengths = [len(values.at(level.number).rungs) for level in levels_of(reading.levels)]
        counts = [climbed.at(level.number).low for level in levels_of(reading.levels)]
        uneven = [
            level
            for level in levels_of(reading.levels)
            if lengths[level.number] not in {1, counts[level.number]} and plays(step, level)
        ]
        if uneven:
            first = uneven[0].number
            what = f"{step.climbs}{'s' if counts[first] != 1 else ''}"
            reading.problems.error(
                Code.UNEVEN_LADDER,
                words.get(name, here),
                f"'{name}' has {lengths[first]} values for {counts[first]} {what}"
                + at_level(uneven, reading.levels),
                f"give as many values as there are {step.climbs}s",
            )


def _unclimbable(step: Exercise, *, passes: bool) -> tuple[str, str]:
    if passes:
        return (
            "nobody knows how many rounds this block will have, so a list of values cannot follow",
            "give the block 'rounds', or the step 'sets'",
        )
    return (
        "a list of values needs sets or rounds that move it on",
        f"write 'sets: {max((len(reps.rungs) for reps in (step.reps or ByLevel(())).values), default=3)}'",
    )
