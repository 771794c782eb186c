"""Reading steps that include another routine: each becomes a block, or a problem that says why it cannot."""

import re
from collections.abc import Mapping as Outcomes
from typing import Final

from player.routine.codes import Code
from player.routine.fixes import instead, is_in_brackets
from player.routine.grammar.spelling import Hints, nearest
from player.routine.model import Block
from player.routine.nodes import Mapping, Span
from player.routine.problems import Fix
from player.routine.quoting import scalar_of
from player.routine.slug import slug as slug_of
from player.routine.steps.include import Circle, IncludedPart, Missing, Outcome, TooMany
from player.routine.steps.key_check import Keys
from player.routine.steps.scope import Scope, Sheet, asked_name
from player.routine.values.texts import name_of
from player.routine.visible import quoted

MOST_BLOCKS: Final = 64
"""Blocks inside each other, those of included routines too."""

_LISTED: Final = 5
"""Names proposed for an unknown routine."""

_NAME_IN_PATH: Final = re.compile(r"(?:.*[/\\])?([^/\\]+?)(?:\.ya?ml)?", re.IGNORECASE)

_PASSED_ON: Final = frozenset((Code.BROKEN_INCLUDE, Code.INCLUDES_TOO_DEEP))
"""Errors of an included text that are reported as they are, so that a chain of includes reports only one."""


class IncludeReader:
    """Reads the includes of one text.

    Args:
        sheet: The text.
        outcomes: The outcome of each include, by name.
    """

    def __init__(self, sheet: Sheet, outcomes: Outcomes[str, Outcome]) -> None:
        self._sheet = sheet
        self._outcomes = outcomes
        self._problems = sheet.problems
        self._hints = Hints()
        self._circles: set[tuple[str, ...]] = set()

    def read(self, node: Mapping, keys: Keys, scope: Scope) -> Block | None:
        """Return the steps of another routine as a block with its own settings, or None after reporting."""
        given = keys.get("include")
        asked = None if given is None else name_of(given.node, given.key, self._problems)
        if given is None or asked is None:
            return None
        outcome = self._outcomes.get(asked_name(asked))
        if outcome is None:  # the text was not understood as the one that included was
            return None
        if not isinstance(outcome, IncludedPart) or outcome.routine is None:
            self._report(outcome, asked, given.node.span)
            return None
        self._check_place(outcome, given.node.span, scope)
        body = outcome.routine.body
        return body._replace(line=node.span.line, name=outcome.slug, levels=outcome.routine.levels)

    def _check_place(self, part: IncludedPart, span: Span, scope: Scope) -> None:
        """Report an included routine that could stand alone, but not here."""
        if part.routine is not None and scope.by_side and self._sheet.structure.has_sides(part.routine.body):
            self._problems.error(
                Code.SIDES_IN_BY_SIDE,
                span,
                f"{quoted(part.slug)} has sides of its own, and the block around is played side by side",
                "take the include out of the block",
            )
        if scope.depth + part.height > MOST_BLOCKS:
            self._problems.error(
                Code.INCLUDES_TOO_DEEP,
                span,
                f"this include nests blocks more than {MOST_BLOCKS} deep",
            )

    def _report(self, outcome: Outcome, asked: str, span: Span) -> None:
        if isinstance(outcome, Missing):
            self._report_missing(asked, outcome.candidates, span)
        elif isinstance(outcome, Circle):
            self._report_circle(outcome.slugs, span)
        elif isinstance(outcome, TooMany):
            self._problems.error(
                Code.INCLUDES_TOO_DEEP, span, outcome.message, "write the steps here instead"
            )
        elif outcome.circle:
            self._report_circle(outcome.circle, span)
        else:
            self._problems.error(Code.BROKEN_INCLUDE, span, broken(outcome), "mend that routine first")

    def _report_circle(self, slugs: tuple[str, ...], span: Span) -> None:
        """Report a circle once, however many includes lead into it."""
        if slugs in self._circles:
            return
        self._circles.add(slugs)
        shown = " → ".join(quoted(slug).strip("'") for slug in slugs)
        self._problems.error(
            Code.CIRCLE,
            span,
            f"these routines include each other in a circle: {shown}",
            "take one include out",
        )

    def _report_missing(self, asked: str, candidates: tuple[str, ...], span: Span) -> None:
        message = f"there is no routine {quoted(asked)} to include"
        bare = _bare(asked)
        near = self._hints.ask(lambda: nearest(bare, candidates))
        hint: str | None = None
        fixes: tuple[Fix, ...] = ()
        if near is not None and bare != asked and slug_of(bare) == slug_of(near):
            hint = f"an include is a name, without folder and ending: write {quoted(near)}"
        elif near is not None:
            hint = f"did you mean {quoted(near)}?"
        elif candidates:
            more = ", …" if len(candidates) > _LISTED else ""
            hint = f"there are {', '.join(map(quoted, candidates[:_LISTED]))}{more}"
        if near is not None and self._problems.helping:
            flow = is_in_brackets(self._problems.text, span)
            fixes = (instead(span, scalar_of(near, flow=flow)),)
        self._problems.error(Code.NO_ROUTINE, span, message, hint, fixes)


def _bare(asked: str) -> str:
    """Return a name without its folder and its file extension."""
    match = _NAME_IN_PATH.fullmatch(asked)
    return asked if match is None else match.group(1)


def broken(part: IncludedPart) -> str:
    """Return the message about an included routine with errors: their number, and the first of them."""
    errors = [problem for problem in part.problems if problem.severity == "error"]
    first = errors[0]
    if first.code in _PASSED_ON:
        return first.message
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    where = "" if first.line is None else f", line {first.line}"
    return f"the routine {quoted(part.slug)} has {count}; the first{where}: {first.message}"
