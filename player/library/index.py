"""What each routine is, remembered: a list needs no YAML for files that have not changed.

An entry holds as long as the routine's file and the catalogues that serve it have the same time and size.
"""

from pathlib import Path
from typing import Any, NamedTuple

from player.library.folders import Folders, bundled
from player.library.memory import Memory, Stamp, stamp
from player.library.places import CATALOGUE, routine_paths


class Summary(NamedTuple):
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

    @property
    def error(self) -> str | None:
        """The first error in one clause, with its line; None if it can be played."""
        for problem in self.problems:
            if problem["severity"] == "error":
                place = f"line {problem['line']}: " if problem["line"] is not None else ""
                return f"{place}{problem['message']}"
        return None


class Index:
    """Summarises all routines.

    Args:
        folders: Where they are.
        keep: Whether to remember, see `Memory`.
    """

    def __init__(self, folders: Folders, *, keep: bool | None = None) -> None:
        self._folders = folders
        self._memory = Memory(folders.cache / "index.json", keep=keep)
        self._catalogues = (folders.config / CATALOGUE, bundled("routines") / CATALOGUE)

    def summaries(self) -> list[Summary]:
        """Return a summary of every routine, in the order of the slugs; reads what has changed."""
        known = self._memory.recall(_summary)
        found: list[tuple[Stamp, Summary]] = []
        changed: list[tuple[Path, bool]] = []
        stamps: list[Stamp] = []
        for slug, (path, is_bundled) in routine_paths(self._folders).items():
            now = stamp(path, path.parent / CATALOGUE, *self._catalogues)
            then, summary = known.get(str(path), (None, None))
            if summary is not None and then == now:
                found.append((now, summary._replace(slug=slug)))
            else:
                changed.append((path, is_bundled))
                stamps.append(now)  # taken before it is read: a change meanwhile is seen next time
        found += zip(stamps, self._read(changed), strict=True)
        if changed or len(found) != len(known):
            self._memory.replace({summary.path: (then, summary[1:]) for then, summary in found})
        return sorted((summary for _, summary in found), key=lambda summary: summary.slug)

    def _read(self, changed: list[tuple[Path, bool]]) -> list[Summary]:
        if not changed:
            return []
        from player.library.summarise import summarise  # noqa: PLC0415  YAML costs 20 ms; a warm list has none

        return summarise(self._folders, changed)


def _summary(fields: Any) -> Summary:  # noqa: ANN401  a file may hold anything
    """Return a summary, but for its slug, that was written as JSON.

    Raises:
        TypeError: It was none.
    """
    if not _is_sound(fields):
        raise TypeError("not a summary")
    return Summary("", *fields)


def _is_sound(fields: Any) -> bool:  # noqa: ANN401  a file may hold anything
    """Whether the values are of the types that `Summary` promises after the slug."""
    name, path, is_bundled, planned, timed, tags, equipment, problems = fields
    return (
        (name is None or isinstance(name, str))
        and isinstance(path, str)
        and isinstance(is_bundled, bool)
        and (planned is None or isinstance(planned, int))
        and isinstance(timed, int)
        and all(isinstance(texts, list) for texts in (tags, equipment, problems))
        and all(isinstance(text, str) for text in (*tags, *equipment))
        and all(isinstance(problem["message"], str) and "line" in problem for problem in problems)
        and (name is None) == any(problem["severity"] == "error" for problem in problems)
    )
