"""The two lines at the foot of the editor: a problem or the help of a key, and the keyboard's keys. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from player.coach.editing.draft import Draft
from player.routine.problems import Fix, Problem
from player.routine.visible import width as cells
from player.routine.writing.complete import help_at
from player.tui.editor.text.yaml_area import Mark

_ROOMY: Final = 70
"""Cells from which keys are shown with longer texts; in less room, saving must still have its place."""
GLYPHS: Final = {"error": "✗", "warning": "!"}


class FootText(NamedTuple):
    """The sentence at the foot."""

    text: str
    mood: str
    """`error`, `warning`, or `plain`."""


def tell(draft: Draft, lines: Sequence[str], row: int, column: int) -> FootText:
    """Return the sentence for a place: its problem, else the help of its key, else the first problem of all.

    Args:
        draft: The draft of the text, which may be older than `lines`.
        lines: The text as it is now.
        row: 0-based line of the cursor.
        column: 0-based column of the cursor.
    """
    here = problems_at(draft, row, column)
    if here:
        return _sentence(here[0], more=len(here) - 1)
    meaning = None if draft.is_catalogue else help_at(lines, row, column)
    if meaning is not None:
        return FootText(meaning, "plain")
    errors = [problem for problem in draft.problems if problem.severity == "error"]
    if errors:
        return _sentence(errors[0], more=len(errors) - 1)
    if draft.problems:
        count = len(draft.problems)
        return FootText(f"{'1 warning' if count == 1 else f'{count} warnings'}: F8 goes there.", "warning")
    return FootText("", "plain")


def problems_at(draft: Draft, row: int, column: int) -> list[Problem]:
    """Return the problems of a line, those under the cursor first, errors before warnings; 0-based."""

    def order(problem: Problem) -> tuple[bool, str]:
        start = (problem.column or 1) - 1
        end = problem.end_column - 1 if problem.end_column is not None else start + 1
        return not start <= column <= end, problem.severity

    return sorted((problem for problem in draft.problems if problem.line == row + 1), key=order)


def fixes_at(draft: Draft, row: int, column: int) -> list[Fix]:
    """Return the fixes for the problems of a line, those for the one under the cursor first; 0-based."""
    return [fix for problem in problems_at(draft, row, column) for fix in problem.fixes]


def place_of(problem: Problem) -> tuple[int, int]:
    """Return the 0-based line and column of a problem; without a place, the beginning of the text."""
    return (problem.line or 1) - 1, (problem.column or 1) - 1


def marks(draft: Draft) -> Iterator[tuple[int, Mark]]:
    """Yield the mark of every problem with its 0-based line."""
    for problem in draft.problems:
        row, start = place_of(problem)
        if problem.line is not None and problem.column is None:
            yield row, Mark(0, 1 << 20, problem.severity)
        else:
            end = problem.end_column - 1 if problem.end_column is not None else start + 1
            yield row, Mark(start, max(end, start + 1), problem.severity)


def footer(draft: Draft, *, can_fix: bool, finding: bool, room: int) -> str:
    """Return the line of keys: as many as fit, the most useful first.

    Args:
        draft: The draft of the text.
        can_fix: Whether there is a fix for the line of the cursor.
        finding: Whether the find bar is open.
        room: Cells of the line.
    """
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


def _sentence(problem: Problem, more: int) -> FootText:
    """A problem with its place, hint and fixes, and the number of further ones."""
    place = "" if problem.line is None else f"{problem.line}:{problem.column or 1} "
    hint = f": {problem.hint}" if problem.hint else ""
    fixes = problem.fixes
    fix = f"  (F4: {fixes[0].label})" if len(fixes) == 1 else "  (F4 offers fixes)" if fixes else ""
    rest = f"  (and {more} more: F8)" if more else ""
    return FootText(f"{GLYPHS[problem.severity]} {place}{problem.message}{hint}{fix}{rest}", problem.severity)
