"""The line of a list about one routine, as data: lengths, tags, problems. Cheap to import."""

from typing import Any, NamedTuple


class RoutineSummary(NamedTuple):
    """A routine as a list shows it."""

    slug: str
    name: str | None
    """None: the routine has errors."""
    path: str
    bundled: bool
    planned_ms: int | None
    """Length in milliseconds; None: it is open, or has errors."""
    timed_ms: int
    """Length of everything fixed, open work counting its least, in milliseconds."""
    tags: list[str]
    equipment: list[str]
    problems: list[dict[str, Any]]
    """As `check --format json` prints them."""
    levels: list[str]
    lengths: list[list[int | None]]
    """`planned_ms` and `timed_ms` at each of the levels."""
    includes: bool
    """Whether it depends on other routines."""
    exercises: list[str]
    """Names of the exercises it has at any of its levels, in the order of play."""

    @property
    def error(self) -> str | None:
        """The first error in one clause, with its line; None if it can be played."""
        for problem in self.problems:
            if problem["severity"] == "error":
                place = f"line {problem['line']}: " if problem["line"] is not None else ""
                return f"{place}{problem['message']}"
        return None
