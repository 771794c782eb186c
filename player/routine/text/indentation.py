"""Problems and fixes of lines whose indentation differs from the lines they belong to (TRUST §2.2)."""

import re
from typing import NamedTuple

from player.routine.codes import Code
from player.routine.fixes import end_of_line, start_of_line
from player.routine.nodes import Span
from player.routine.problems import Fix, Problem, problem_at


class SourceLine(NamedTuple):
    """One line of a text."""

    start: int
    """Offset of its first character in the text."""
    text: str

    def at(self, whole: str, first: int, last: int) -> Span:
        """Return the span of its 0-based columns from `first` to before `last`."""
        start, number = self.start, whole.count("\n", 0, self.start) + 1
        return Span(number, first + 1, start + first, number, last + 1, start + last)


def line_at(text: str, at: int) -> SourceLine:
    """Return the line in which an offset stands."""
    start = start_of_line(text, at)
    return SourceLine(start, text[start : end_of_line(text, at)])


def line_above(text: str, at: int) -> SourceLine | None:
    """Return the nearest line above that is not empty and no comment."""
    start = start_of_line(text, at)
    while start > 0:
        line = line_at(text, start - 1)
        if line.text.strip() and not line.text.lstrip(" ").startswith("#"):
            return line
        start = line.start
    return None


def columns_above(text: str, at: int, *, dashes: bool = True) -> tuple[int, ...]:
    """Return the columns (from 0) in which keys and dashes above a line are still open, the deepest first."""
    columns: list[int] = []
    line, least = line_above(text, at), 1 << 30
    while line is not None and least > 0:
        content = line.text.lstrip(" ")
        column = len(line.text) - len(content)
        starts = [column]
        while content.startswith("- "):
            inner = content[1:].lstrip(" ")
            starts.append(starts[-1] + len(content) - len(inner))
            content = inner
        wanted = reversed(starts) if dashes else starts[-1:]
        columns += [place for place in wanted if place < least]
        least = min(least, column)
        line = line_above(text, line.start)
    return tuple(columns)


def lined_up(text: str, at: int) -> tuple[Fix, ...]:
    """Return the fix that gives a line the indentation of what is open above it."""
    line = line_at(text, at)
    content = line.text.lstrip(" ")
    own = len(line.text) - len(content)
    columns = columns_above(text, line.start, dashes=content.startswith("- "))
    if content.startswith("- "):
        columns = tuple(column for column in columns if _has_dash(text, line.start, column))
    if not columns:
        return ()
    best = min(columns, key=lambda column: (abs(column - own), -column))
    if best == own:
        return ()
    change = f"{abs(best - own)} {'more' if best > own else 'fewer'}"
    return (Fix(f"indent by {change}", line.start, line.start + own, " " * best),)


def _has_dash(text: str, at: int, column: int) -> bool:
    line = line_above(text, at)
    while line is not None:
        begins = len(line.text) - len(line.text.lstrip(" "))
        if begins <= column:
            return line.text.startswith("- ", column)
        line = line_above(text, line.start)
    return False


def in_dash_column(text: str, at: int) -> Problem | None:
    """Return the problem of keys that stand below their dash instead of below the key after it."""
    line: SourceLine | None = line_at(text, at)
    if line is not None and line.text.lstrip(" ").startswith("- "):
        line = line_above(text, at)
    if line is None or re.match(r" *[A-Za-z_]+ *:(?: |$)", line.text) is None:
        return None
    column = len(line.text) - len(line.text.lstrip(" "))
    top = line
    above = line_above(text, top.start)
    while above is not None:
        begins = len(above.text) - len(above.text.lstrip(" "))
        if begins < column:
            return None
        if begins == column:
            if above.text.startswith("- ", column):
                break
            top = above
        above = line_above(text, above.start)
    if above is None:
        return None
    inner = len(above.text) - len(above.text[column + 1 :].lstrip(" ")) - column
    return _below_the_dash(text, top, column, inner)


def _below_the_dash(text: str, top: SourceLine, column: int, more: int) -> Problem:
    lines: list[str] = []
    for written in text[top.start :].split("\n"):
        begins = len(written) - len(written.lstrip(" "))
        if written.strip() and (begins < column or (begins == column and written.startswith("- ", column))):
            break
        lines.append(f"{' ' * more}{written}" if written.strip() else written)
    while lines and not lines[-1].strip():
        lines.pop()
    old = sum(len(written) - more * bool(written.strip()) for written in lines) + len(lines) - 1
    word = re.match(r" *([A-Za-z_]+)", top.text)
    end = column + 1 if word is None else word.end()
    number = {1: "one", 2: "two", 3: "three", 4: "four"}.get(more, str(more))
    return problem_at(
        Code.INDENTATION,
        "error",
        top.at(text, column, end),
        "this line stands below the dash, not below the key after it",
        f"indent this line by {number} more",
        (Fix(f"indent by {number} more", top.start, top.start + old, "\n".join(lines)),),
    )
