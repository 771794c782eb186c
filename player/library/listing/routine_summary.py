"""The line of a list about one routine, as data: lengths, tags, problems. Cheap to import."""

from typing import Any, NamedTuple


class RoutineSummary(NamedTuple):
    """What a list shows of a routine."""

    slug: str
    name: str | None
    """None: it has errors."""
    path: str
    bundled: bool
    planned_ms: int | None
    """None: open, or it has errors."""
    timed_ms: int
    """What is fixed."""
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
    """What is in it at any of its levels, in the order of play."""

    @property
    def error(self) -> str | None:
        """The first error in one clause, with its line; None if it can be played."""
        for problem in self.problems:
            if problem["severity"] == "error":
                place = f"line {problem['line']}: " if problem["line"] is not None else ""
                return f"{place}{problem['message']}"
        return None
