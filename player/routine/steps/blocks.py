"""Reading blocks: their own keys, and the settings they pass on to the steps inside (DESIGN §3, Steps)."""

from collections.abc import Callable
from typing import TypeAlias

from player.routine.codes import Code
from player.routine.model import Block, ByLevel, Quantity, Sides, Step
from player.routine.nodes import Mapping
from player.routine.steps.inheritance import InheritedSettings, written
from player.routine.steps.key_check import Given, Keys
from player.routine.steps.scope import BOTH, Scope, Sheet
from player.routine.values.breaths import gap_in_time
from player.routine.values.fields import count_of, flag_of, sides_of

ReadSteps: TypeAlias = Callable[[Given, Scope], tuple[Step, ...]]
"""Reads the steps inside."""


class BlockReader:
    """Reads the blocks of one text.

    Args:
        sheet: The text.
        steps: Reads the steps inside.
    """

    def __init__(self, sheet: Sheet, steps: ReadSteps) -> None:
        self._sheet = sheet
        self._problems = sheet.problems
        self._steps = steps

    def read(self, node: Mapping, keys: Keys, scope: Scope) -> Block:
        """Return a block with those of its steps that could be read."""
        errors, sheet = self._problems.errors, self._sheet
        inner, rest = self._settings(keys, scope)
        rounds = self._count(keys, "rounds")
        by_side = self._by_side(keys, scope)
        inside = self._inside(keys, scope, inner, rounds)
        breath = inner.breath
        block = Block(
            line=node.span.line,
            name=sheet.name(keys),
            steps=self._steps(keys.given["steps"], inside) if "steps" in keys.given else (),
            rounds=rounds,
            rest=rest,
            transition=gap_in_time(inner.transition, breath),
            switch=gap_in_time(inner.switch, breath),
            prepare=sheet.gap(keys, "prepare", breath),
            note=sheet.lines(keys, "note"),
            every=sheet.gap(keys, "every", breath),
            within=sheet.gap(keys, "within", breath),
            turns=self._turns(keys),
            by_side=by_side,
            pick=self._count(keys, "pick"),
            choose=self._count(keys, "choose"),
        )
        if self._problems.errors == errors:
            sheet.structure.block(block, keys, sheet.reading)
        return block

    def _settings(self, keys: Keys, scope: Scope) -> tuple[InheritedSettings, ByLevel[Quantity]]:
        """Return the settings inside a block, and the rest between its rounds."""
        outer = scope.settings
        if keys.tried("every", "within"):
            outer = outer.in_window()
        inner = written(keys, self._sheet.reading).over(outer)
        rest = gap_in_time(inner.rest, inner.breath)
        if keys.tried("rounds", "every", "within"):
            inner = inner._replace(rest=outer.rest)
        return inner, rest

    def _inside(
        self, keys: Keys, scope: Scope, inner: InheritedSettings, rounds: ByLevel[Quantity] | None
    ) -> Scope:
        scope = scope._replace(settings=inner, words=scope.pointing(keys), depth=scope.depth + 1)
        if scope.by_side or keys.tried("by_side"):
            scope = scope._replace(settings=inner._replace(sides=BOTH), by_side=True)
        if keys.tried("rounds"):
            return scope._replace(rounds=rounds, passes=False)
        return scope._replace(rounds=None, passes=True) if keys.tried("within") else scope

    def _by_side(self, keys: Keys, scope: Scope) -> ByLevel[Sides] | None:
        given = keys.get("by_side")
        sides = keys.get("sides")
        if sides is not None and (scope.by_side or given is not None):
            self._problems.error(
                Code.SIDES_IN_BY_SIDE,
                sides.word.span,
                "what is played on one side after the other has no 'sides' inside",
                "keep 'by_side' alone" if given is not None else "delete it",
                self._sheet.deletions(sides),
            )
        if given is None:
            return None
        if scope.by_side:
            self._problems.error(
                Code.SIDES_IN_BY_SIDE,
                given.word.span,
                "a block around this one is already played on one side after the other",
                "delete one 'by_side'",
                self._sheet.deletions(given),
            )
        return sides_of(given.node, given.key, self._sheet.reading)

    def _count(self, keys: Keys, name: str) -> ByLevel[Quantity] | None:
        given = keys.get(name)
        return None if given is None else count_of(given.node, given.key, self._sheet.reading)

    def _turns(self, keys: Keys) -> ByLevel[bool]:
        given = keys.get("turns")
        found = None if given is None else flag_of(given.node, given.key, self._sheet.reading)
        return found or ByLevel((False,))
