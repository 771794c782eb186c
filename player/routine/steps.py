"""Steps and blocks: from nodes to the routine's model, with everything inherited resolved."""

from typing import Final

from player.routine.catalogue import Catalogue, Entry
from player.routine.codes import Code
from player.routine.fields import (
    line_of,
    lines_of,
    name_of,
    quantity_of,
    quoted,
    report_swallowed,
    scalar,
    texts_of,
)
from player.routine.grammar import keys_of
from player.routine.keytypes import Place
from player.routine.model import Block, Exercise, Quantity, Rest, Step, Tempo, TempoSource
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.places import Given, KeyCheck, Keys
from player.routine.problems import Problems
from player.routine.settings import Dose, Settings, Written
from player.routine.tempo import read_tempo
from player.routine.values import Fault, read_sides

_DOSE_KEYS: Final = ("reps", "hold", "for", "distance")


class StepReader:
    """Reads the steps of one routine.

    Args:
        catalogue: Knows names, tempos and cues of exercises.
        levels: The names of the routine's levels.
        problems: Takes what is wrong.
    """

    def __init__(self, catalogue: Catalogue, levels: frozenset[str], problems: Problems) -> None:
        self._catalogue = catalogue
        self._problems = problems
        self._check = KeyCheck(levels, problems)

    def keys(self, mapping: Mapping, place: Place) -> Keys:
        """Return the legal keys of a mapping; the others are reported."""
        return self._check.keys(mapping, place)

    def steps(self, given: Given, outer: Settings) -> tuple[Step, ...]:
        """Return the steps of a list, those that could be read; the others are reported."""
        node = given.node
        if isinstance(node, Scalar):
            if scalar(node, given.key, self._problems) is not None:
                self._problems.error(
                    Code.WRONG_TYPE,
                    node.span,
                    "'steps' needs a list",
                    "put each step on a line of its own after '- '",
                )
            return ()
        if isinstance(node, Mapping):
            self._not_a_list(node, given.word)
            return ()
        if not node.items:
            self._problems.error(
                Code.NO_STEPS, node.span, "'steps' is an empty list", "such as '- exercise: Chin tuck'"
            )
        found = (self._step(item, outer) for item in node.items)
        return tuple(step for step in found if step is not None)

    def _not_a_list(self, node: Mapping, word: Scalar) -> None:
        first = node.pairs[0][0] if node.pairs else word
        if first.text.startswith("-") and first.text.strip("- "):
            message = f"there is no space after the dash of {quoted(first.text)}"
            hint = f"write {quoted('- ' + first.text.strip('- '))}"
            self._problems.error(Code.MISSING_SPACE, first.span, message, hint)
        else:
            message = "'steps' needs a list, not a mapping"
            self._problems.error(Code.WRONG_TYPE, word.span, message, "put '- ' before each step")

    def _step(self, node: Node, outer: Settings) -> Step | None:
        if isinstance(node, Sequence):
            self._problems.error(
                Code.WRONG_TYPE,
                node.span,
                "a step cannot be a list",
                "to group steps, write '- steps:' above them",
            )
            return None
        if isinstance(node, Scalar):
            return self._text_step(node, outer)
        place, known = self._check.kind(node)
        if place is None:
            return None
        keys = self._check.keys(node, place, known)
        if place is Place.EXERCISE:
            return self._exercise(node, keys, outer)
        if place is Place.BLOCK:
            return self._block(node, keys, outer)
        return self._rest(node, keys) if place is Place.REST else None

    def _text_step(self, node: Scalar, outer: Settings) -> Exercise | None:
        key = keys_of(Place.EXERCISE)["exercise"]
        if not node.text.strip() and node.style != "refused":
            self._problems.error(Code.EMPTY_VALUE, node.span, "this step is empty", "write a name after '- '")
            return None
        if report_swallowed(node, self._problems, first_line=True):
            return None
        name = name_of(node, key, self._problems)
        return None if name is None else self._made(node, name, Keys(), outer)

    def _rest(self, node: Mapping, keys: Keys) -> Rest | None:
        duration = self._quantity(keys, "rest")
        if duration is None:
            return None
        return Rest(
            line=node.span.line,
            duration=duration,
            name=self._name(keys),
            cue=self._line(keys, "cue"),
            note=self._lines(keys, "note"),
        )

    def _block(self, node: Mapping, keys: Keys, outer: Settings) -> Block | None:
        own = self.written(keys)
        inner = own.over(outer)
        rounds = self._quantity(keys, "rounds")
        between_rounds = inner.rest
        if keys.tried("rounds", "within"):
            inner = inner._replace(rest=outer.rest)
        steps = self.steps(keys.given["steps"], inner) if "steps" in keys.given else ()
        return Block(
            line=node.span.line,
            name=self._name(keys),
            steps=steps,
            rounds=rounds,
            rest=between_rounds,
            transition=inner.transition,
            prepare=self._quantity(keys, "prepare"),
            note=self._lines(keys, "note"),
        )

    def _exercise(self, node: Mapping, keys: Keys, outer: Settings) -> Exercise | None:
        given = keys.get("exercise")
        if given is None:
            return None
        if isinstance(given.node, Sequence):
            self._problems.error(
                Code.WRONG_TYPE, given.node.span, "'exercise' needs one name", "make a step of each exercise"
            )
            return None
        name = name_of(given.node, given.key, self._problems)
        made = self._made(node, name or "?", keys, outer)
        return None if name is None else made

    def _made(self, node: Node, name: str, keys: Keys, outer: Settings) -> Exercise:
        own = self.written(keys)
        entry = self._catalogue.lookup(name)
        settings = own.over(outer)
        self._check_tempo(keys, settings.dose)
        self._warn_of_no_dose(node, name, keys, settings.dose)
        tempo, source = _tempo(own, outer, settings.dose, entry)
        return Exercise(
            name=name if entry is None else entry.name,
            line=node.span.line,
            reps=settings.dose.reps,
            hold=settings.dose.hold,
            lasting=settings.dose.lasting,
            tempo=tempo,
            tempo_source=source,
            sets=settings.sets,
            sides=settings.sides,
            rest=settings.rest,
            switch=settings.switch,
            relax=settings.relax,
            prepare=self._quantity(keys, "prepare"),
            load=settings.load,
            cues=self._texts(keys, "cue") + (() if entry is None else entry.cues),
            note=self._lines(keys, "note"),
            position=None if entry is None else entry.position,
            equipment=() if entry is None else entry.equipment,
        )

    def _check_tempo(self, keys: Keys, dose: Dose) -> None:
        given = keys.get("tempo")
        if given is None or dose.hold is None:
            return
        inherited = "" if keys.tried("hold") else " (it is inherited)"
        self._problems.error(
            Code.HOLD_AND_TEMPO,
            given.word.span,
            f"a step with a hold{inherited} has no tempo",
            "write the hold as a phase: {lift: 2s, hold: 10s, lower: 2s}",
        )

    def _warn_of_no_dose(self, node: Node, name: str, keys: Keys, dose: Dose) -> None:
        if not dose.is_empty:
            return
        given = keys.get("exercise")
        self._problems.warning(
            Code.NO_DOSE,
            node.span if given is None else given.node.span,
            f"{quoted(name)} has no dose, so it waits for the key",
            "a tempo needs 'reps' or 'for'" if keys.tried("tempo") else "add 'reps', 'hold' or 'for'",
        )

    def written(self, keys: Keys) -> Written:
        """Return the settings that stand at one place, each checked."""
        return Written(
            rest=self._quantity(keys, "rest"),
            transition=self._quantity(keys, "transition"),
            switch=self._quantity(keys, "switch"),
            relax=self._quantity(keys, "relax"),
            sets=self._quantity(keys, "sets"),
            sides=self._sides(keys),
            tempo=self._tempo(keys),
            load=self._line(keys, "load"),
            dose=self._dose(keys),
        )

    def _dose(self, keys: Keys) -> Dose | None:
        if not keys.tried(*_DOSE_KEYS):
            return None
        lasting = keys.get("for")
        for name in ("reps", "hold"):
            other = keys.get(name)
            if lasting is not None and other is not None:
                self._problems.error(
                    Code.TWO_DOSES,
                    max(lasting.word, other.word, key=lambda word: word.span.start).span,
                    f"'{name}' and 'for' exclude each other",
                    "keep one of them",
                )
                break
        values = (self._quantity(keys, "reps"), self._quantity(keys, "hold"), self._quantity(keys, "for"))
        return Dose(*values, unreadable=all(value is None for value in values))

    def _sides(self, keys: Keys) -> tuple[str, ...] | None:
        given = keys.get("sides")
        if given is None:
            return None
        found = scalar(given.node, given.key, self._problems)
        if found is None:
            return None
        sides = read_sides(found.text)
        if isinstance(sides, Fault):
            self._problems.error(sides.code, found.span, sides.message, sides.hint)
            return None
        return sides

    def _tempo(self, keys: Keys) -> Tempo | None:
        given = keys.get("tempo")
        if given is None:
            return None
        if isinstance(given.node, Scalar) and scalar(given.node, given.key, self._problems) is None:
            return None
        return read_tempo(given.node, self._problems)

    def _quantity(self, keys: Keys, name: str) -> Quantity | None:
        given = keys.get(name)
        return None if given is None else quantity_of(given.node, given.key, self._problems)

    def _name(self, keys: Keys) -> str | None:
        given = keys.get("name")
        return None if given is None else name_of(given.node, given.key, self._problems)

    def _line(self, keys: Keys, name: str) -> str | None:
        given = keys.get(name)
        return None if given is None else line_of(given.node, given.key, self._problems)

    def _lines(self, keys: Keys, name: str) -> str | None:
        given = keys.get(name)
        return None if given is None else lines_of(given.node, given.key, self._problems)

    def _texts(self, keys: Keys, name: str) -> tuple[str, ...]:
        given = keys.get(name)
        return () if given is None else texts_of(given.node, given.key, self._problems) or ()


def _tempo(
    own: Written, outer: Settings, dose: Dose, entry: Entry | None
) -> tuple[Tempo | None, TempoSource | None]:
    """Return the tempo of a step and where it comes from (DESIGN §3: the catalogue's part)."""
    if dose.hold is not None or dose.is_empty:
        return None, None
    if own.tempo is not None:
        return own.tempo, "step"
    if outer.tempo is not None:
        return outer.tempo, "inherited"
    if dose.reps is not None and entry is not None and entry.tempo is not None:
        return entry.tempo, "catalogue"
    return None, None
