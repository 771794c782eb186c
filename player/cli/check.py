"""`check`: every problem of routine files, each with its place."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from player.cli import EXIT_PROBLEMS
from player.cli.say import print_json
from player.library.folders import find_folders
from player.library.places import files_in, is_catalogue
from player.library.shelf import Shelf
from player.routine.problems import Problem, mended_json, render_all


def check(options: argparse.Namespace) -> int:
    """Print the problems of the given files and folders, or of the whole library; 1 if there is an error."""
    folders = find_folders()
    shelf = Shelf(folders)
    found: list[dict[str, Any]] = []
    errors = warnings = files = 0
    for path in _paths(shelf, [Path(name) for name in options.paths], folders.config):
        text, problems = _problems(shelf, path)
        files += 1
        errors += sum(problem.severity == "error" for problem in problems)
        warnings += sum(problem.severity == "warning" for problem in problems)
        if options.format == "json":
            found.extend(mended_json(str(path), problem) for problem in problems)
        elif problems:
            print(render_all(str(path), text, problems))
    if options.format == "json":
        print_json(found)
    else:
        print(_verdict(files, errors, warnings))
    return EXIT_PROBLEMS if errors else 0


def _paths(shelf: Shelf, asked: Iterable[Path], config: Path) -> Iterator[Path]:
    """The files to check: those asked for, everything in the folders asked for, else the whole library."""
    nothing_asked = True
    for path in asked:
        nothing_asked = False
        if path.is_dir():
            yield from files_in(path)
        else:
            yield path
    if nothing_asked:
        own = config / "exercises.yaml"
        if own.is_file():
            yield own
        yield from (path for path, _ in shelf.paths.values())


def _problems(shelf: Shelf, path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    if is_catalogue(path):
        return shelf.catalogue_problems(path)
    volume = shelf.open(path)
    return volume.text, volume.problems


def _verdict(files: int, errors: int, warnings: int) -> str:
    checked = "1 file" if files == 1 else f"{files} files"
    if not errors and not warnings:
        return f"{checked} checked: no problems." if files else "There is nothing to check."
    parts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{checked} checked: {' and '.join(parts)}."
