"""Reading exercises, with everything they inherit resolved (DESIGN §3, Steps)."""

from typing import Final

from player.routine.codes import Code
from player.routine.grammar.keytypes import KeyPlace
from player.routine.model import ByLevel, Exercise, Tempo, TempoSource
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span
from player.routine.steps.inheritance import InheritedSettings, WrittenSettings, written
from player.routine.steps.key_check import Given, Keys
from player.routine.steps.scope import BOTH, Scope, Sheet
from player.routine.values.fields import flag_of
from player.routine.values.texts import name_of
from player.routine.visible import quoted, visible

MOST_VARIATIONS: Final = 20

_SHOWN: Final = 20
"""Characters of a length that a hint quotes."""

_NOT_IN_A_VARIATION: Final = ("variations", "optional")


class ExerciseReader:
    """Reads the exercises of one text.

    Args:
        sheet: The text.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._problems = sheet.problems
        self._last: tuple[Scope, Exercise] | None = None
        """A step that is only a name, for those that follow it in the same block."""

    def read(self, node: Mapping, keys: Keys, scope: Scope) -> Exercise | None:
        """Return the exercise of a mapping, or None if its name could not be read."""
        given = keys.get("exercise")
        if given is None:
            return None
        if isinstance(given.node, Sequence):
            self._problems.error(
                Code.WRONG_TYPE, given.node.span, "'exercise' needs one name", "make a step of each exercise"
            )
            return None
        name = name_of(given.node, given.key, self._problems)
        made = self.made(node, name or "?", keys, scope)
        return None if name is None else made

    def made(self, node: Node, name: str, keys: Keys, scope: Scope) -> Exercise:
        """Return the exercise of this name; settings that `keys` leave out come from the scope."""
        if not keys.given and not keys.attempted:
            return self._plain(node, name, keys, scope)
        own = written(keys, self._sheet.reading)
        settings = self._settings(own, keys, scope)
        if settings.dose.is_empty:
            self._warn_of_no_dose(node, name, keys)
        return self._known(self._rung(node, name, keys, scope, own, settings), settings)

    def _plain(self, node: Node, name: str, keys: Keys, scope: Scope) -> Exercise:
        """Return a step that is only a name: the steps of one block differ in nothing else."""
        settings = scope.settings
        if settings.dose.is_empty:
            self._warn_of_no_dose(node, name, keys)
        if self._last is None or self._last[0] is not scope:
            self._last = (
                scope,
                self._rung(
                    node, name, keys, scope, WrittenSettings(), self._settings(WrittenSettings(), keys, scope)
                ),
            )
        return self._known(self._last[1]._replace(name=name, line=node.span.line), settings)

    def _known(self, step: Exercise, settings: InheritedSettings) -> Exercise:
        """Return a step completed by the catalogue's facts about it."""
        entry = self._sheet.catalogue.lookup(step.name)
        if entry is None:
            return step
        tempo, source = step.tempo, step.tempo_source
        # Its tempo is used only for reps without a hold and without any other tempo.
        if step.reps is not None and step.hold is None and tempo is None:
            tempo = self._sheet.tempo_of(entry, settings.breath)
            source = None if tempo is None else "catalogue"
        return step._replace(
            name=entry.name,
            tempo=tempo,
            tempo_source=source,
            cues=step.cues + entry.cues,
            stop_if=step.stop_if or entry.stop_if,
            position=entry.position,
            equipment=entry.equipment,
        )

    def _rung(  # noqa: PLR0917  what a step and its variations have in common
        self,
        node: Node,
        name: str,
        keys: Keys,
        scope: Scope,
        own: WrittenSettings,
        settings: InheritedSettings,
    ) -> Exercise:
        sheet, dose, breath = self._sheet, settings.dose, settings.breath
        tempo, source = _tempo(own, settings, sheet)
        step = Exercise(
            name=name,
            line=node.span.line,
            reps=dose.reps,
            hold=sheet.dose_in_time(dose.hold, breath),
            lasting=sheet.dose_in_time(dose.lasting, breath),
            distance=dose.distance,
            tempo=tempo,
            tempo_source=source,
            sets=settings.sets,
            climbs="set" if settings.sets_written else "round",
            sides=settings.sides,
            rest=sheet.gap_in_time(settings.rest, breath),
            switch=sheet.gap_in_time(settings.switch, breath),
            relax=sheet.gap_in_time(settings.relax, breath),
            prepare=sheet.gap(keys, "prepare", breath),
            load=settings.load,
            effort=settings.effort,
            cues=sheet.texts(keys, "cue"),
            note=sheet.lines(keys, "note"),
            optional=self._flag(keys, "optional") or ByLevel((False,)),
            ask=settings.ask,
            stop_if=sheet.texts(keys, "stop_if"),
            sound=self._sound(keys),
            halfway=self._flag(keys, "halfway"),
        )
        self._check(step, keys, node, scope)
        given = keys.get("variations")
        if given is not None:
            inside = scope._replace(settings=settings, words=scope.pointing(keys))
            step = step._replace(variations=self._variations(given, step, inside))
        self._warn_of_idle_rest(step, keys)
        return step

    def _settings(self, own: WrittenSettings, keys: Keys, scope: Scope) -> InheritedSettings:
        settings = own.over(scope.settings)
        if not scope.by_side:
            return settings
        given = keys.get("sides")
        if given is not None:
            self._problems.error(
                Code.SIDES_IN_BY_SIDE,
                given.word.span,
                "the block around is played on one side after the other, so its steps have no 'sides'",
                "delete it, or delete 'by_side'",
                self._sheet.deletions(given),
            )
        return settings._replace(sides=BOTH)

    def _check(self, step: Exercise, keys: Keys, node: Node, scope: Scope) -> None:
        place = keys.get("exercise")
        here = node.span if place is None else place.node.span
        self._check_tempo(step, keys, scope, here)
        if not _climbs(step):
            return
        from player.routine.steps.ladders import report_ladders

        words = scope.pointing(keys)
        if "distance" in keys.given:
            words = {**words, "distance": keys.given["distance"].word.span}
        report_ladders(
            step, scope.rounds, passes=scope.passes, words=words, here=here, reading=self._sheet.reading
        )

    def _check_tempo(self, step: Exercise, keys: Keys, scope: Scope, here: Span) -> None:
        given, hold = keys.get("tempo"), keys.get("hold")
        if given is not None and step.hold is not None:
            inherited = "" if keys.tried("hold") else " (it is inherited)"
            # Without reps the hold is the whole dose.
            others = (hold,) if hold is not None and keys.tried("reps") else ()
            self._problems.error(
                Code.HOLD_AND_TEMPO,
                given.word.span,
                f"a step with a hold{inherited} has no tempo",
                "write the hold as a phase: {lift: 2s, hold: 10s, lower: 2s}",
                self._sheet.deletions(given, *others),
            )
        if given is not None and step.distance is not None:
            self._problems.warning(
                Code.POINTLESS,
                given.word.span,
                "a distance is gone at one's own pace, without a tempo",
                "delete it",
                self._sheet.deletions(given),
            )
        if step.lasting is None or step.tempo is None:
            return
        if any(phase.duration.is_open for tempo in step.tempo.values for phase in tempo.phases):
            self._problems.error(
                Code.OPEN_IN_FOR,
                scope.pointing(keys).get("tempo", here),
                "a tempo with an open phase cannot keep to the time of 'for'",
                "write 'reps', or give the phase a length",
            )

    def _warn_of_idle_rest(self, step: Exercise, keys: Keys) -> None:
        """Warn of a `rest` that was probably meant to follow the step: it lies between sets."""
        given = keys.get("rest")
        if not any(rest.low or rest.is_open for rest in step.rest.values):  # no gap is what there is
            return
        rungs = (step, *step.variations)
        if given is None or any(sets.high > 1 or sets.is_open for rung in rungs for sets in rung.sets.values):
            return
        value = given.node.text if isinstance(given.node, Scalar) else "60s"
        self._problems.warning(
            Code.POINTLESS,
            given.word.span,
            "this rest lies between the sets of a step, and there is only one set",
            f"for a rest behind it add a step '- rest: {visible(value[:_SHOWN])}'",
            self._sheet.deletions(given),
        )

    def _warn_of_no_dose(self, node: Node, name: str, keys: Keys) -> None:
        given = keys.get("exercise")
        self._problems.warning(
            Code.NO_DOSE,
            node.span if given is None else given.node.span,
            f"{quoted(name)} has no dose, so it waits for the key",
            "a tempo needs 'reps' or 'for'" if keys.tried("tempo") else "add 'reps', 'hold' or 'for'",
        )

    def _flag(self, keys: Keys, name: str) -> ByLevel[bool] | None:
        given = keys.get(name)
        return None if given is None else flag_of(given.node, given.key, self._sheet.reading)

    def _sound(self, keys: Keys) -> str | None:
        given, name = keys.get("sound"), self._sheet.line(keys, "sound")
        if given is None or name is None:
            return None
        from player.routine.values.sound_names import sound_fault

        fault = sound_fault(name)
        if fault is None:
            return name
        self._problems.error(
            Code.NOT_A_SOUND,
            given.node.span,
            f"{quoted(name)} {fault}",
            f"such as '{given.key.example}'",
        )
        return None

    def _variations(self, given: Given, step: Exercise, scope: Scope) -> tuple[Exercise, ...]:
        nodes = given.node.items if isinstance(given.node, Sequence) else (given.node,)
        if not nodes:
            self._problems.error(
                Code.EMPTY_VALUE,
                given.node.span,
                "'variations' is an empty list",
                f"such as '{given.key.example}'",
            )
        if len(nodes) > MOST_VARIATIONS:
            self._problems.error(
                Code.OUT_OF_BOUNDS, given.word.span, f"a step may have at most {MOST_VARIATIONS} variations"
            )
            return ()
        found = (self._variation(node, given, step, scope) for node in nodes)
        return tuple(variation for variation in found if variation is not None)

    def _variation(self, node: Node, given: Given, step: Exercise, scope: Scope) -> Exercise | None:
        if isinstance(node, Sequence):
            self._problems.error(
                Code.WRONG_TYPE, node.span, "a variation is a name or a mapping with 'exercise'"
            )
            return None
        if isinstance(node, Scalar):
            name = name_of(node, given.key, self._problems)
            keys = Keys()
        else:
            keys = self._keys_of_variation(node)
            name = self._sheet.name(keys, "exercise")
        if name is None:
            return None
        own = written(keys, self._sheet.reading)
        settings = self._settings(own, keys, scope)
        rung = self._known(self._rung(node, name, keys, scope, own, settings), settings)
        # What is no setting and belongs to the place, not to the movement, is that of the step.
        return rung._replace(
            prepare=rung.prepare or step.prepare,
            optional=step.optional,
            sound=rung.sound or step.sound,
            halfway=rung.halfway or step.halfway,
        )

    def _keys_of_variation(self, node: Mapping) -> Keys:
        keys = self._sheet.check.keys(node, KeyPlace.EXERCISE)
        if not keys.tried("exercise"):
            self._problems.error(
                Code.MISSING_KEY, node.span, "this variation has no 'exercise'", "such as 'exercise: Push-up'"
            )
        for name in _NOT_IN_A_VARIATION:
            wrong = keys.given.pop(name, None)
            if wrong is not None:
                self._problems.error(
                    Code.WRONG_PLACE,
                    wrong.word.span,
                    f"'{name}' belongs to the step, not to a variation of it",
                )
        return keys


def _climbs(step: Exercise) -> bool:
    """Whether any value of a step is a ladder."""
    values = (step.reps, step.hold, step.lasting, step.distance, step.load)
    return any(len(ladder.rungs) > 1 for value in values if value is not None for ladder in value.values)


def _tempo(
    own: WrittenSettings, settings: InheritedSettings, sheet: Sheet
) -> tuple[ByLevel[Tempo] | None, TempoSource | None]:
    """Return the tempo that was written for a step, and its place; the catalogue's is applied later."""
    dose, breath = settings.dose, settings.breath
    if dose.hold is not None or (dose.reps is None and dose.lasting is None):
        return None, None
    if settings.tempo is not None:
        return sheet.tempo_in_time(settings.tempo, breath), "inherited" if own.tempo is None else "step"
    return None, None
