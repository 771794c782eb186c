"""What the editor says at its foot: the problem under the cursor, or what the key there means. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from player.coach.editing.draft import Draft
from player.routine.problems import Fix, Problem
from player.routine.visible import width as cells
from player.routine.writing.complete import help_at
from player.tui.editor.text.yaml_area import Mark

_ROOMY: Final = 70
"""Cells from which on keys are told at length: on a small screen saving must have its place too."""
GLYPHS: Final = {"error": "✗", "warning": "!"}


class FootText(NamedTuple):
    """What stands at the foot."""

    text: str
    mood: str
    """`error`, `warning`, or `plain`."""


def tell(draft: Draft, lines: Sequence[str], row: int, column: int) -> FootText:
    """Return what is worth saying about a place: its problem, its key, else the first problem anywhere.

    Args:
        draft: What is known of the text.
        lines: The text as it stands.
        row: Of the cursor, from 0.
        column: Of the cursor, from 0.
    """
    here = problems_at(draft, row, column)
    if here:
        return _told(here[0], more=len(here) - 1)
    meaning = None if draft.is_catalogue else help_at(lines, row, column)
    if meaning is not None:
        return FootText(meaning, "plain")
    errors = [problem for problem in draft.problems if problem.severity == "error"]
    if errors:
        return _told(errors[0], more=len(errors) - 1)
    if draft.problems:
        count = len(draft.problems)
        return FootText(f"{'1 warning' if count == 1 else f'{count} warnings'}: F8 goes there.", "warning")
    return FootText("", "plain")


def problems_at(draft: Draft, row: int, column: int) -> list[Problem]:
    """Return the problems of a line: those under the cursor first, errors before warnings."""

    def order(problem: Problem) -> tuple[bool, str]:
        start = (problem.column or 1) - 1
        end = problem.end_column - 1 if problem.end_column is not None else start + 1
        return not start <= column <= end, problem.severity

    return sorted((problem for problem in draft.problems if problem.line == row + 1), key=order)


def fixes_at(draft: Draft, row: int, column: int) -> list[Fix]:
    """Return what can mend the problems of a line, the one under the cursor first."""
    return [fix for problem in problems_at(draft, row, column) for fix in problem.fixes]


def place_of(problem: Problem) -> tuple[int, int]:
    """Return line and column of a problem, from 0; one without a place is at the beginning."""
    return (problem.line or 1) - 1, (problem.column or 1) - 1


def marks(draft: Draft) -> Iterator[tuple[int, Mark]]:
    """Yield what to mark in the text."""
    for problem in draft.problems:
        row, start = place_of(problem)
        if problem.line is not None and problem.column is None:
            yield row, Mark(0, 1 << 20, problem.severity)
        else:
            end = problem.end_column - 1 if problem.end_column is not None else start + 1
            yield row, Mark(start, max(end, start + 1), problem.severity)


def footer(draft: Draft, *, can_fix: bool, finding: bool, room: int) -> str:
    """Return what the keys will do now, as many as fit, the most useful first."""
    if finding:
        wanted = ["Enter find", "F3 next", "Shift-F3 before", "Esc back to the text"]
    else:
        of_routine = [] if draft.is_catalogue else ["F5 play from here", "F2 complete", "F7 hear"]
        wanted = ["Ctrl-S save", *of_routine, "F6 versions"]
        if draft.problems:
            wanted.insert(0, "F8 next problem" if room >= _ROOMY else "F8 next")
        if can_fix:
            wanted.insert(0, "F4 fix")
    always = [] if finding else ["Esc leave", "F1 keys"]
    shown: list[str] = []
    for key in wanted[: 7 - len(always)]:
        if cells("   ".join([*shown, key, *always])) <= room:
            shown.append(key)
    return "   ".join([*shown, *always])


def _told(problem: Problem, more: int) -> FootText:
    place = "" if problem.line is None else f"{problem.line}:{problem.column or 1} "
    hint = f": {problem.hint}" if problem.hint else ""
    fixes = problem.fixes
    fix = f"  (F4: {fixes[0].label})" if len(fixes) == 1 else "  (F4 offers fixes)" if fixes else ""
    rest = f"  (and {more} more: F8)" if more else ""
    return FootText(f"{GLYPHS[problem.severity]} {place}{problem.message}{hint}{fix}{rest}", problem.severity)
