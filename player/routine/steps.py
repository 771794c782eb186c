"""Steps and blocks: from nodes to the routine's model, with everything inherited resolved."""

import re
from dataclasses import replace
from typing import Final

from player.routine.catalogue import Catalogue, Entry
from player.routine.codes import Code
from player.routine.fields import (
    is_by_level,
    line_of,
    lines_of,
    name_of,
    quantity_of,
    quoted,
    report_empty,
    scalar,
    texts_of,
)
from player.routine.grammar import HEADS, NAMES, keys_of, meant
from player.routine.keytypes import Place
from player.routine.model import Block, Exercise, Quantity, Rest, Step, Tempo, TempoSource
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.places import Given, KeyCheck, Keys
from player.routine.problems import Problems
from player.routine.settings import Dose, Settings, Written
from player.routine.tempo import read_tempo
from player.routine.values import Fault, not_yet, read_sides

_DOSE_KEYS: Final = ("reps", "hold", "for", "distance")
_KEY_IN_TEXT: Final = re.compile(r"\s*([A-Za-z_]+)[ \u00a0]*[:\uff1a]")  # noqa: RUF001 (a full-width colon, as typed on Asian keyboards)


class StepReader:
    """Reads the steps of one routine.

    Args:
        text: The whole text, to see how a value was written.
        catalogue: Knows names and tempos of exercises.
        levels: The names of the routine's levels.
        problems: Takes what is wrong.
    """

    def __init__(self, text: str, catalogue: Catalogue, levels: frozenset[str], problems: Problems) -> None:
        self._text = text
        self._catalogue = catalogue
        self._levels = levels
        self._problems = problems
        self._check = KeyCheck(problems)

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
            self._problems.error(
                Code.WRONG_TYPE,
                given.word.span,
                "'steps' needs a list, not a mapping",
                "put '- ' before each step",
            )
            return ()
        if not node.items:
            self._problems.error(
                Code.NO_STEPS, node.span, "'steps' is an empty list", "such as '- exercise: Chin tuck'"
            )
        found = (self._step(item, outer) for item in node.items)
        return tuple(step for step in found if step is not None)

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
        place, known = self._kind(node)
        if place is None:
            return None
        keys = self._check.keys(node, place, known)
        if place is Place.EXERCISE:
            return self._exercise(node, keys, outer)
        if place is Place.BLOCK:
            return self._block(node, keys, outer)
        return self._rest(node, keys) if place is Place.REST else None

    def _kind(self, node: Mapping) -> tuple[Place | None, frozenset[str]]:
        """Return what kind of step a mapping is, and the keys reported on the way."""
        heads = [word for word, _ in node.pairs if word.text in HEADS and word.text != "rest"]
        if len(heads) > 1:
            first, second = heads[0], heads[1]
            kinds = f"{NAMES[HEADS[first.text]]} and {NAMES[HEADS[second.text]]}"
            self._problems.error(
                Code.TWO_KINDS, second.span, f"a step cannot be {kinds} at once", "make two steps of it"
            )
            return None, frozenset()
        if heads:
            return HEADS[heads[0].text], frozenset()
        if node.get("rest") is not None and node.get("rounds") is None:
            return Place.REST, frozenset()
        return self._guessed_kind(node)

    def _guessed_kind(self, node: Mapping) -> tuple[Place | None, frozenset[str]]:
        """Report a step without a head; a mistyped head still tells where the other keys belong."""
        for word, _ in node.pairs[:20]:
            for head, place in HEADS.items():
                if meant(word.text, place) == head and word.text not in keys_of(place):
                    self._problems.error(
                        Code.UNKNOWN_STEP,
                        word.span,
                        f"{quoted(word.text)} does not tell what kind of step this is",
                        f"did you mean '{head}'?",
                    )
                    return place, frozenset({word.text})
        start = node.pairs[0][0].span if node.pairs else node.span
        needs = "'steps'" if node.get("rounds") is not None else "'exercise', 'steps' or 'rest'"
        self._problems.error(
            Code.UNKNOWN_STEP, start, f"this step has no {needs}", "such as 'exercise: Chin tuck'"
        )
        return None, frozenset()

    def _text_step(self, node: Scalar, outer: Settings) -> Exercise | None:
        key = keys_of(Place.EXERCISE)["exercise"]
        if not node.text.strip() and node.style != "refused":
            self._problems.error(Code.EMPTY_VALUE, node.span, "this step is empty", "write a name after '- '")
            return None
        if self._swallowed(node, first_line=True):
            return None
        name = name_of(node, key, self._problems)
        return None if name is None else self._made(node, name, Keys(), outer)

    def _swallowed(self, node: Node, *, first_line: bool = False) -> bool:
        """Report a `key:value` without a space that YAML made part of a text."""
        if (
            not isinstance(node, Scalar)
            or node.style != "plain"
            or ":" not in node.text.replace("\uff1a", ":")
        ):  # noqa: RUF001 (see _KEY_IN_TEXT)
            return False
        written = self._text[node.span.start : node.span.end].split("\n")
        for number, line in enumerate(written):
            if number == 0 and not first_line:
                continue
            match = _KEY_IN_TEXT.match(line)
            if match is None or match.group(1) not in keys_of(Place.EXERCISE):
                continue
            column = (node.span.column if number == 0 else 1) + match.start(1)
            span = node.span._replace(
                line=node.span.line + number,
                column=column,
                end_line=node.span.line + number,
                end_column=column + match.end() - match.start(1),
            )
            self._problems.error(
                Code.MISSING_SPACE,
                span,
                f"there is no space after '{match.group(1)}:', so it became part of a text",
                f"write '{match.group(1)}: …' with a space",
            )
            return True
        return False

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
            inner = replace(inner, rest=outer.rest)
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
        for other in keys.given.values():
            self._swallowed(other.node)
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
        if not dose.is_empty or keys.tried(*_DOSE_KEYS):
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
        return Dose(self._quantity(keys, "reps"), self._quantity(keys, "hold"), self._quantity(keys, "for"))

    def _sides(self, keys: Keys) -> tuple[str, ...] | None:
        given = keys.get("sides")
        if given is None:
            return None
        if isinstance(given.node, Sequence) and given.node.items:
            self._report(not_yet("sides of your own"), given.node)
            return None
        if is_by_level(given.node, self._levels):
            self._report(not_yet("values by level"), given.node)
            return None
        found = scalar(given.node, given.key, self._problems)
        if found is None:
            return None
        sides = read_sides(found.text)
        if isinstance(sides, Fault):
            self._report(sides, found)
            return None
        return sides

    def _tempo(self, keys: Keys) -> Tempo | None:
        given = keys.get("tempo")
        if given is None:
            return None
        if is_by_level(given.node, self._levels):
            self._report(not_yet("values by level"), given.node)
            return None
        if isinstance(given.node, Scalar):
            if given.node.style == "refused":
                return None
            if not given.node.text.strip():
                report_empty(given.node, given.key, self._problems)
                return None
        return read_tempo(given.node, self._problems)

    def _report(self, fault: Fault, node: Node) -> None:
        self._problems.error(fault.code, node.span, fault.message, fault.hint)

    def _quantity(self, keys: Keys, name: str) -> Quantity | None:
        given = keys.get(name)
        return None if given is None else quantity_of(given.node, given.key, self._levels, self._problems)

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
