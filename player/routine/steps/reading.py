"""Reading steps of every kind: tells what kind each one is, and hands it to its reader (DESIGN §3, Steps)."""

from collections.abc import Mapping as Outcomes
from functools import cached_property
from typing import TYPE_CHECKING

from player.routine.codes import Code
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.model import Exercise, Rest, Say, Step
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.steps.exercises import ExerciseReader
from player.routine.steps.inheritance import SAYING
from player.routine.steps.key_check import Given, Keys
from player.routine.steps.scope import Scope, Sheet
from player.routine.values.texts import name_of, report_swallowed, scalar

if TYPE_CHECKING:
    from player.routine.steps.blocks import BlockReader
    from player.routine.steps.include import Outcome
    from player.routine.steps.include_steps import IncludeReader


class StepReader:
    """Reads the steps of one text.

    Args:
        sheet: The text.
        outcomes: The outcome of each include, by name.
    """

    def __init__(self, sheet: Sheet, outcomes: "Outcomes[str, Outcome]") -> None:
        self._sheet = sheet
        self._outcomes = outcomes
        self._problems = sheet.problems
        self._exercises = ExerciseReader(sheet)

    @cached_property
    def _blocks(self) -> "BlockReader":
        from player.routine.steps.blocks import BlockReader

        return BlockReader(self._sheet, self.steps)

    @cached_property
    def _includes(self) -> "IncludeReader":
        from player.routine.steps.include_steps import IncludeReader

        return IncludeReader(self._sheet, self._outcomes)

    def steps(self, given: Given, scope: Scope) -> tuple[Step, ...]:
        """Return those steps of a list that could be read; the others are reported."""
        node = given.node
        if isinstance(node, Scalar):
            if scalar(node, given.key, self._problems) is not None:
                from player.routine.text.slips import report_no_list

                report_no_list(node, self._problems)
            return ()
        if isinstance(node, Mapping):
            from player.routine.text.slips import report_mapping_for_list

            report_mapping_for_list(node, given.word, self._problems)
            return ()
        if not node.items:
            self._problems.error(
                Code.NO_STEPS, node.span, "'steps' is an empty list", "such as '- exercise: Chin tuck'"
            )
        found = [self._step(item, scope) for item in node.items]
        if self._may_be_split(node):
            from player.routine.text.pasted import warn_of_split_names

            catalogue = self._sheet.catalogue
            warn_of_split_names(node, lambda name: catalogue.lookup(name) is not None, self._problems)
        return tuple(step for step in found if step is not None)

    def _may_be_split(self, node: Sequence) -> bool:
        """Whether a list in brackets holds a name in lower case."""
        return self._problems.text[node.span.start : node.span.start + 1] == "[" and any(
            isinstance(item, Scalar) and item.text[:1].islower() for item in node.items
        )

    def _step(self, node: Node, scope: Scope) -> Step | None:
        if isinstance(node, Sequence):
            from player.routine.text.slips import nested_list

            fixes = nested_list(self._problems.text, node.span) if self._problems.helping else ()
            hint = "to group steps, write '- steps:' above them"
            self._problems.error(Code.WRONG_TYPE, node.span, "a step cannot be a list", hint, fixes)
            return None
        if isinstance(node, Scalar):
            return self._text_step(node, scope)
        return self._mapping(node, scope)

    def _mapping(self, node: Mapping, scope: Scope) -> Step | None:
        place, known = self._sheet.check.kind(node)
        if place is None:
            return None
        keys = self._sheet.check.keys(node, place, known)
        if place is KeyPlace.EXERCISE:
            return self._exercises.read(node, keys, scope)
        if place is KeyPlace.BLOCK:
            return self._blocks.read(node, keys, scope)
        if place is KeyPlace.INCLUDE:
            return self._includes.read(node, keys, scope)
        return self._say(node, keys, scope) if place is KeyPlace.SAY else self._rest(node, keys, scope)

    def _text_step(self, node: Scalar, scope: Scope) -> Exercise | None:
        key = keys_of(KeyPlace.EXERCISE)["exercise"]
        if not node.text.strip() and node.style != "refused":
            self._problems.error(Code.EMPTY_VALUE, node.span, "this step is empty", "write a name after '- '")
            return None
        if report_swallowed(node, self._problems, first_line=True):
            return None
        name = name_of(node, key, self._problems)
        return None if name is None else self._exercises.made(node, name, Keys(), scope)

    def _rest(self, node: Mapping, keys: Keys, scope: Scope) -> Rest | None:
        sheet = self._sheet
        duration = sheet.gap(keys, "rest", scope.settings.breath)
        name, cue, note = sheet.name(keys), sheet.line(keys, "cue"), sheet.lines(keys, "note")
        return None if duration is None else Rest(node.span.line, duration, name, cue, note)

    def _say(self, node: Mapping, keys: Keys, scope: Scope) -> Say | None:
        text = self._sheet.line(keys, "say")
        duration = self._sheet.gap(keys, "for", scope.settings.breath)
        return None if text is None else Say(node.span.line, text, duration or SAYING)
