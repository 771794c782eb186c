"""Mistakes in a text as data, and their rendering: place, line, caret, hint (DESIGN §3)."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from player.routine.codes import Code
from player.routine.nodes import Span
from player.routine.visible import visible, visible_char, width

Severity: TypeAlias = Literal["error", "warning"]

MOST_HELPED = 200
"""Problems of one text that get fixes and costly hints; a text with more is not a mistyped routine."""

MOST_SHOWN = 20
"""Problems shown in full; of the rest only the number is shown (TRUST §2.1)."""

_WINDOW = 96
"""Cells of one excerpt: with the line number it fits a terminal of 110."""

_BEFORE = 32
"""Cells shown before the place when a long line has to be cut."""


class Fix(NamedTuple):
    """A change of the text that mends a problem; the text is the one that was read."""

    label: str
    """The change in words, such as "write 'reps'"; safe to show."""
    start: int
    """0-based offset of the first character that is replaced."""
    end: int
    """The offset behind the last one; `start` if the text is only inserted."""
    text: str
    """The replacement."""


class Problem(NamedTuple):
    """One mistake, with its place if it has one.

    Places are 1-based and count characters, as editors do; `end_column` is the first column behind the
    mistake, on the same line. They are true or None, never guessed.
    """

    code: Code
    severity: Severity
    line: int | None
    column: int | None
    end_column: int | None
    message: str
    """What is wrong: one sentence without a full stop, safe to show."""
    hint: str | None = None
    """What to do about it, safe to show."""
    fixes: tuple[Fix, ...] = ()
    """Changes each of which mends it, the likeliest first; empty: only a person can decide."""


class Problems:
    """Collects the problems of one text while it is read.

    Args:
        text: The text, for checks that need to see how something was written.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: list[Problem] = []
        self._errors = 0

    @property
    def errors(self) -> int:
        """Number of errors so far: compared before and after, it shows whether a part was sound."""
        return self._errors

    @property
    def failed(self) -> bool:
        """Whether there is an error among them; warnings alone do not stop a routine."""
        return self._errors > 0

    @property
    def helping(self) -> bool:
        """Whether there are still few enough problems to compute fixes for."""
        return len(self._found) < MOST_HELPED

    def error(
        self,
        code: Code,
        span: Span | None,
        message: str,
        hint: str | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> None:
        """Add a mistake that keeps the text from being used."""
        self._errors += 1
        self._found.append(problem_at(code, "error", span, message, hint, fixes))

    def warning(
        self,
        code: Code,
        span: Span | None,
        message: str,
        hint: str | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> None:
        """Add something that is allowed and probably not meant."""
        self._found.append(problem_at(code, "warning", span, message, hint, fixes))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add problems found elsewhere in the same text."""
        for problem in problems:
            self._errors += problem.severity == "error"
            self._found.append(problem)

    def in_order(self) -> tuple[Problem, ...]:
        """Return all problems in the order of their places, each once; those without a place come first."""
        return tuple(sorted(dict.fromkeys(self._found), key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.line or 0, problem.column or 0)


def problem_at(  # noqa: PLR0917  as a problem is written
    code: Code,
    severity: Severity,
    span: Span | None,
    message: str,
    hint: str | None = None,
    fixes: tuple[Fix, ...] = (),
) -> Problem:
    """Return a problem at `span`; a span over several lines is marked on its first line only."""
    if span is None:
        return Problem(code, severity, None, None, None, message, hint, fixes)
    end = span.end_column if span.end_line == span.line and span.end_column > span.column else None
    return Problem(code, severity, span.line, span.column, end, message, hint, fixes)


def problem_json(path: str, problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON, as lists store and print it (DESIGN §8)."""
    return {
        "path": path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "severity": problem.severity,
        "code": problem.code.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def mended_json(path: str, problem: Problem) -> dict[str, Any]:
    """Return a problem as `check --format json` prints it: with its fixes."""
    return {**problem_json(path, problem), "fixes": [fix._asdict() for fix in problem.fixes]}


def render(path_text: str, text: str | None, problem: Problem) -> str:
    """Return one problem in the style of a compiler: place and message, the line, a caret, the hint.

    Args:
        path_text: The file as the person called it.
        text: The decoded text the problem was found in, or None if there is none to quote.
        problem: What to show.
    """
    lines = text.split("\n") if text is not None and problem.line is not None else []
    return _render(path_text, lines, problem)


def render_all(path_text: str, text: str | None, problems: Sequence[Problem]) -> str:
    """Return the first 20 problems in full, one below the other, and the number of the rest."""
    lines = text.split("\n") if text is not None else []
    shown = [_render(path_text, lines, problem) for problem in problems[:MOST_SHOWN]]
    more = len(problems) - MOST_SHOWN
    if more > 0:
        shown.append(f"and {more} more")
    return "\n".join(shown)


def _render(path_text: str, lines: Sequence[str], problem: Problem) -> str:
    place = "".join(f":{part}" for part in (problem.line, problem.column) if part is not None)
    head = f"{visible(path_text)}{place}: {problem.severity}[{problem.code}]: {problem.message}"
    if problem.line is None or problem.column is None or not 1 <= problem.line <= len(lines):
        return head if problem.hint is None else f"{head}\n  {problem.hint}"
    excerpt, at, cells = _window(lines[problem.line - 1], problem.column, problem.end_column)
    number = str(problem.line)
    caret = " " * at + "^" * cells
    if problem.hint is not None:
        caret += f" {problem.hint}"
    return f"{head}\n  {number} | {excerpt}\n  {' ' * len(number)} | {caret}"


def _window(line: str, column: int, end_column: int | None) -> tuple[str, int, int]:
    """Return the part of a line to show, the cell of the caret in it, and how many carets."""
    start = min(column - 1, len(line))
    stop = max(min(end_column - 1, len(line)) if end_column is not None else start + 1, start)
    # A character is never wider than its written-out form of 10 cells, so these slices always suffice.
    left = visible(line[max(0, start - _WINDOW) : start])
    middle = "".join(visible_char(char) for char in line[start : min(stop, start + _WINDOW)])
    right = visible(line[stop : stop + _WINDOW])
    cut_left = start > _WINDOW
    if cut_left or width(left) + width(middle) + width(right) > _WINDOW:
        while left and (cut_left or width(left) > _BEFORE) and width(left) > _BEFORE - 1:
            left = left[1:]
            cut_left = True
    if cut_left:
        left = "…" + left
    middle = _clip(middle, _WINDOW - width(left))
    right = _clip(right, _WINDOW - width(left) - width(middle), more=len(line) > stop + _WINDOW)
    return left + middle + right, width(left), max(1, width(middle))


def _clip(shown: str, cells: int, *, more: bool = False) -> str:
    if width(shown) <= cells and not more:
        return shown
    while shown and width(shown) > cells - 1:
        shown = shown[:-1]
    return shown + "…" if cells > 0 else ""
