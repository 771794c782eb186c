"""Lists routine files. Looks at names only, so that it is cheap to import and to run."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from player.library.folders import Folders, bundled

SUFFIXES: Final = (".yaml", ".yml")
CATALOGUE: Final = "exercises.yaml"
CONFIG: Final = "config.yaml"
NEVER_ROUTINES: Final = frozenset((CATALOGUE, "plan.yaml", CONFIG))
"""File names, casefolded, that are never routines, in whatever folder."""


def routine_paths(folders: Folders) -> dict[str, tuple[Path, bool]]:
    """Return the path of every routine by slug, and whether it is bundled; the person's own hide others.

    Of two own files of one slug the one nearer to the top counts.
    """
    found = {slug_of_file(path): (path, True) for path in _routines_below(bundled("routines"))}
    own = sorted(_routines_below(folders.routines), key=lambda path: -len(path.parts))
    found.update((slug_of_file(path), (path, False)) for path in own)
    return dict(sorted(found.items()))


def routines_beside(folder: Path) -> dict[str, Path]:
    """Return the routines directly in a folder, by slug; empty if it is no folder."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError:
        return {}
    return {slug_of_file(path): path for name in names if _is_routine(path := folder / name)}


def files_in(folder: Path) -> list[Path]:
    """Return what `check` examines below `folder`: catalogues, routines, folders that cannot be listed."""
    shut: list[Path] = []
    files = list(_files(folder, shut))
    return [*shut, *filter(is_catalogue, files), *filter(_is_routine, files)]


def is_catalogue(path: Path) -> bool:
    """Whether the file is an exercise catalogue by its name."""
    return path.name.casefold() == CATALOGUE


def slug_of_file(path: Path) -> str:
    """Return the slug of a routine file: its name without the extension, casefolded.

    Bytes of a name that are no text become `�`: a slug is stored and printed.
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    for suffix in SUFFIXES:
        if name.casefold().endswith(suffix):
            name = name[: -len(suffix)]
            break
    return name.casefold()


def _routines_below(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if _is_routine(path)]


def _is_routine(path: Path) -> bool:
    name = path.name.casefold()
    return name.endswith(SUFFIXES) and name not in NEVER_ROUTINES


def _files(folder: Path, shut: list[Path] | None = None) -> Iterator[Path]:
    """Yield every file below `folder` that is not hidden; links to folders are not followed.

    Args:
        folder: The folder to search.
        shut: Takes the folders that cannot be listed.
    """

    def note(error: OSError) -> None:
        if shut is not None:
            shut.append(Path(error.filename))

    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))
