"""Summaries of all routines, remembered: a list needs no YAML for files that have not changed.

An entry holds as long as the routine's file and the catalogues that serve it have the same time and size;
that of a routine with includes as long as this is so for the whole library.
"""

import zlib
from pathlib import Path
from typing import Any

from player.library.folders import Folders, bundled
from player.library.listing.routine_summary import RoutineSummary
from player.library.memory import Memory, Stamp, stamp
from player.library.routine_files import CATALOGUE, routine_paths


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

    def summaries(self) -> list[RoutineSummary]:
        """Return a summary of every routine, in the order of the slugs; reads what has changed."""
        known = self._memory.recall(_summary)
        found: list[tuple[Stamp, RoutineSummary]] = []
        changed: list[tuple[Path, bool]] = []
        paths = routine_paths(self._folders)
        # Taken before anything is read: a change meanwhile is seen next time.
        stamps = {path: stamp(path, path.parent / CATALOGUE, *self._catalogues) for path, _ in paths.values()}
        library = _sum(stamps)
        for slug, (path, is_bundled) in paths.items():
            then, summary = known.get(str(path), (None, None))
            if summary is not None and then == _of(summary, stamps[path], library):
                found.append((then, summary._replace(slug=slug)))
            else:
                changed.append((path, is_bundled))
        for (path, _), summary in zip(changed, self._read(changed), strict=True):
            found.append((_of(summary, stamps[path], library), summary))
        if changed or len(found) != len(known):
            self._memory.replace({summary.path: (then, summary[1:]) for then, summary in found})
        return sorted((summary for _, summary in found), key=lambda summary: summary.slug)

    def _read(self, changed: list[tuple[Path, bool]]) -> list[RoutineSummary]:
        if not changed:
            return []
        from player.library.listing.summarise import summarise

        return summarise(self._folders, changed)


def _sum(stamps: dict[Path, Stamp]) -> Stamp:
    """Return one stamp of all files: it changes with their number and with each of them."""
    whole = repr([(str(path), one) for path, one in stamps.items()])
    return [zlib.crc32(whole.encode("utf-8", "surrogateescape"))]


def _of(summary: RoutineSummary, own: Stamp, library: Stamp) -> Stamp:
    """Return the stamp of everything a summary depends on."""
    return [*own, *library] if summary.includes else own


def _summary(fields: Any) -> RoutineSummary:  # noqa: ANN401  a file may hold anything
    """Return a summary from its fields in JSON; the slug, which is not among them, stays empty.

    Raises:
        TypeError: They are not those of a summary.
    """
    if not _is_sound(fields):
        raise TypeError("not a summary")
    return RoutineSummary("", *fields)


def _is_sound(fields: Any) -> bool:  # noqa: ANN401  a file may hold anything
    """Whether the values are of the types that `RoutineSummary` promises after the slug."""
    name, path, is_bundled, planned, timed, tags, equipment, problems, levels, lengths, includes, names = (
        fields
    )
    return (
        (name is None or isinstance(name, str))
        and isinstance(path, str)
        and isinstance(is_bundled, bool)
        and (planned is None or isinstance(planned, int))
        and isinstance(timed, int)
        and all(isinstance(texts, list) for texts in (tags, equipment, problems, levels, names))
        and all(isinstance(text, str) for text in (*tags, *equipment, *levels, *names))
        and isinstance(lengths, list)
        and len(lengths) == len(levels)
        and all(isinstance(planned, int | None) and isinstance(timed, int) for planned, timed in lengths)
        and isinstance(includes, bool)
        and all(isinstance(problem["message"], str) and "line" in problem for problem in problems)
        and (name is None) == any(problem["severity"] == "error" for problem in problems)
    )
