"""The gap rule told a second time, by another way than the compiler goes.

Every piece of work gets its coordinates in the tree: which round, which step, which set and side, outermost
first. The first coordinate in which two neighbours differ is the outermost boundary between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from player.routine.model import Block, ByLevel, Exercise, Quantity, Rest, Routine, Say, Step


class Coordinate(NamedTuple):
    """Where in one node, and the gap between two that differ here."""

    value: int
    kind: str
    length: int


@dataclass
class Work:
    exercise: Exercise
    coordinates: tuple[Coordinate, ...]
    prepares: list[int] = field(default_factory=list)


def expected_tape(routine: Routine) -> list[tuple[str, int | None]]:
    """Kind and length of every interval; the length of work is not told (None)."""
    tape: list[tuple[str, int | None]] = []
    rests: list[int] = []
    before: Work | None = None
    for item in _flat(routine.body, ()):
        if isinstance(item, Rest):
            rests.append(_low(item.duration))
            continue
        tape += [(kind, length) for kind, length in _gaps(routine, before, rests, item) if length]
        tape.append(("work", None))
        rests, before = [], item
    return tape


def _gaps(routine: Routine, before: Work | None, rests: list[int], after: Work) -> Iterator[tuple[str, int]]:
    prepares = after.prepares if before is not None else [*after.prepares, _low(routine.prepare)]
    if rests:
        yield from (("rest", length) for length in rests)
    elif before is not None:
        crossed = next(
            old
            for old, new in zip(before.coordinates, after.coordinates, strict=False)
            if old.value != new.value
        )
        if crossed.kind == "rest" or not prepares:
            yield crossed.kind, crossed.length
    if prepares:
        yield "prepare", max(prepares)


def _flat(step: Step, at: tuple[Coordinate, ...]) -> list[Work | Rest]:
    """Everything in `step`, in the order of play."""
    if isinstance(step, Say):
        raise TypeError("this oracle knows no instructions")
    if isinstance(step, Rest):
        return [step]
    items = list(_block(step, at) if isinstance(step, Block) else _exercise(step, at))
    first = next((item for item in items if isinstance(item, Work)), None)
    if step.prepare is not None and first is not None:
        first.prepares.append(_low(step.prepare))
    return items


def _block(block: Block, at: tuple[Coordinate, ...]) -> Iterator[Work | Rest]:
    for number in range(1 if block.rounds is None else _low(block.rounds)):
        in_round = (*at, Coordinate(number, "rest", _low(block.rest)))
        for index, step in enumerate(block.steps):
            yield from _flat(step, (*in_round, Coordinate(index, "transition", _low(block.transition))))


def _exercise(exercise: Exercise, at: tuple[Coordinate, ...]) -> Iterator[Work]:
    for number in range(_low(exercise.sets)):
        for index in range(max(1, len(exercise.sides.at(0).labels))):
            yield Work(
                exercise,
                (
                    *at,
                    Coordinate(number, "rest", _low(exercise.rest)),
                    Coordinate(index, "switch", _low(exercise.switch)),
                ),
            )


def _low(value: ByLevel[Quantity]) -> int:
    return value.at(0).low
