"""Lays the sets and sides of an exercise on the tape."""

from typing import Final

from player.routine.model import Exercise
from player.timeline.choices import Choices
from player.timeline.dose import Amounts, Measure, amounts, measure
from player.timeline.model import Interval, Kind
from player.timeline.paths import side_slugs
from player.timeline.sides import ALTERNATE, with_sides
from player.timeline.tape import Anchor, Tape
from player.timeline.tree_place import Side, TreePlace

_SET: Final = 3
_SIDE: Final = 4
"""Ranks of the boundaries inside an exercise; they follow those of a block."""

_BOTH: Final = ("right", "left")


class SetLayer:
    """Lays exercises on a tape; equal work shares its phases."""

    def __init__(self, tape: Tape, choices: Choices) -> None:
        self._tape = tape
        self._targets = choices.targets
        self._measures: dict[Amounts, Measure] = {}

    def lay(self, step: Exercise, place: TreePlace) -> None:
        """Lay every set and side of `step`, or of the variation that the performer has reached."""
        target = self._targets.get(place.steps)
        exercise, amount = step, None
        if target is not None:
            rung = min(target.rung, len(step.variations))
            exercise, amount = (step.variations[rung - 1] if rung > 0 else step), target.amount
        sets = exercise.sets.at(place.level)
        count = max(1, sets.low) if sets.is_open else sets.low
        if not count:
            return
        if exercise.prepare is not None:
            self._tape.get_ready(exercise.prepare.at(place.level))
        sides = self._sides(exercise, place)
        changing = self._changing(exercise, place)
        done: Measure | None = None
        for number in range(1, count + 1):
            if number > 1:
                self._tape.cross((place.depth, _SET), Kind.REST, exercise.rest.at(place.level))
            if done is None or exercise.climbs == "set":
                done = self._measured(exercise, place, number, changing, amount)
            repeated = sets.is_open and number == count
            order = self._tape.next_order() if repeated else 0
            first = 0
            for index, side in enumerate(sides):
                if index:
                    self._tape.cross((place.depth, _SIDE), Kind.SWITCH, exercise.switch.at(place.level))
                counted = None if repeated else count
                self._tape.lay(self._work(exercise, place, done, number=number, sets=counted, side=side))
                first = first or len(self._tape.intervals)
            if repeated:
                after = place.path(number + 1, sides[0])
                self._tape.repeat_from(
                    first - 1,
                    order,
                    exercise.rest.at(place.level),
                    Anchor(after, place.step, place.line_of(step)),
                )

    def _sides(self, exercise: Exercise, place: TreePlace) -> tuple[Side | None, ...]:
        """The sides of one set that have their own intervals."""
        if place.side is not None:
            return (place.side,)
        sides = exercise.sides.at(place.level)
        if sides.alternate:
            return (Side(ALTERNATE, ""),)
        if not sides.labels:
            return (None,)
        return tuple(map(Side, sides.labels, side_slugs(sides.labels)))

    def _changing(self, exercise: Exercise, place: TreePlace) -> tuple[str, ...]:
        """Labels of the sides that change inside an interval."""
        sides = exercise.sides.at(place.level)
        return (sides.labels or _BOTH) if sides.alternate and place.side is None else ()

    def _measured(
        self, exercise: Exercise, place: TreePlace, number: int, sides: tuple[str, ...], target: int | None
    ) -> Measure:
        asked = amounts(exercise, place.level, self._rung(exercise, place, number), sides, target)
        if asked not in self._measures:
            self._measures[asked] = measure(asked)
        return self._measures[asked]

    def _rung(self, exercise: Exercise, place: TreePlace, number: int) -> int:
        if exercise.climbs == "set":
            return number
        return place.rounds[-1] if place.rounds else 1

    def _work(
        self,
        exercise: Exercise,
        place: TreePlace,
        done: Measure,
        *,
        number: int,
        sets: int | None,
        side: Side | None,
    ) -> Interval:
        level = place.level
        load = effort = halfway = None
        if exercise.load is not None:
            load = exercise.load.at(level).at(self._rung(exercise, place, number))
        if exercise.effort is not None:
            effort = exercise.effort.at(level)
        if exercise.halfway is not None:
            halfway = exercise.halfway.at(level)
        cues, label = exercise.cues, None if side is None else side.label
        return Interval(
            Kind.WORK,
            path=place.path(number, side),
            duration=done.duration,
            exercise=exercise.name,
            side=label,
            set=number,
            sets=sets,
            round=place.rounds[-1] if place.rounds else None,
            rounds=place.of_rounds,
            reps=done.reps,
            load=load,
            dose=done.dose,
            phases=done.phases,
            least=done.least,
            at_least=done.at_least,
            cues=(with_sides(cues[(number - 1) % len(cues)], label),) if cues else (),
            note=exercise.note,
            position=exercise.position,
            equipment=exercise.equipment,
            effort=effort,
            distance=done.distance,
            ask=exercise.ask,
            stop_if=exercise.stop_if,
            sound=exercise.sound,
            halfway=halfway,
            step=place.step,
            line=place.line_of(exercise),
        )
