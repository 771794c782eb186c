"""What each routine is, remembered: a list needs no YAML for files that have not changed.

The index is one JSON file in the cache folder; whatever is wrong with it, it is made anew. An entry holds as
long as the routine's file and the catalogues that serve it have the same time and size.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import player
from player.library.folders import Folders, bundled
from player.library.places import CATALOGUE, routine_paths

_FORMAT: Final = 1

_Stamp: TypeAlias = list[int]


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
        keep: Whether to remember; by default only where the program itself cannot change under the index,
            that is, not in a checkout.
    """

    def __init__(self, folders: Folders, *, keep: bool | None = None) -> None:
        self._folders = folders
        self._file = folders.cache / "index.json"
        self._keep = bundled("routines").parent.name == "_data" if keep is None else keep
        self._bundled = bundled("routines")

    def summaries(self) -> list[Summary]:
        """Return a summary of every routine, in the order of the slugs; reads what has changed."""
        known = self._load() if self._keep else {}
        entries: dict[str, Any] = {}
        found: list[Summary] = []
        changed: list[tuple[Path, bool]] = []
        stamps: list[_Stamp] = []
        for slug, (path, is_bundled) in routine_paths(self._folders).items():
            key, stamp = str(path), self._stamp(path)
            entry = known.get(key)
            if entry is not None and entry[0] == stamp:
                entries[key] = entry
                found.append(Summary(slug, *entry[1]))
            else:
                changed.append((path, is_bundled))
                stamps.append(stamp)  # taken before it is read: a change meanwhile is seen next time
        for summary, stamp in zip(self._read(changed), stamps, strict=True):
            entries[summary.path] = [stamp, list(summary[1:])]
            found.append(summary)
        if self._keep and (changed or len(entries) != len(known)):
            self._save(entries)
        return sorted(found, key=lambda summary: summary.slug)

    def _read(self, changed: list[tuple[Path, bool]]) -> list[Summary]:
        if not changed:
            return []
        from player.library.summarise import summarise  # noqa: PLC0415  YAML costs 20 ms; a warm list has none

        return summarise(self._folders, changed)

    def _stamp(self, path: Path) -> _Stamp:
        """Time and size of everything the summary of `path` depends on."""
        stamp: _Stamp = []
        for file in (
            path,
            path.parent / CATALOGUE,
            self._folders.config / CATALOGUE,
            self._bundled / CATALOGUE,
        ):
            try:
                status = os.stat(file)  # noqa: PTH116  half the time of Path.stat, four times a routine
            except OSError:
                stamp += (0, -1)
            else:
                stamp += (status.st_mtime_ns, status.st_size)
        return stamp

    def _load(self) -> dict[str, Any]:
        try:
            index = json.loads(self._file.read_bytes())
            if index["format"] == [_FORMAT, player.__version__]:
                files: dict[str, Any] = index["files"]
                if all(_is_sound(fields) for _, fields in files.values()):
                    return files
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return {}

    def _save(self, entries: dict[str, Any]) -> None:
        """Replace the file whole; a cache that cannot be written is only slower."""
        index = {"format": [_FORMAT, player.__version__], "files": entries}
        mine = self._file.with_name(f"index.{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mine.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
            mine.replace(self._file)
        except OSError:
            with contextlib.suppress(OSError):
                mine.unlink()


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
