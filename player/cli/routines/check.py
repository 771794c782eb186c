"""`check`: every problem of routine files and settings, each with its place."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from player.cli.say import EXIT_PROBLEMS, print_json
from player.library.folders import Folders, find_folders
from player.library.routine_files import CATALOGUE, CONFIG, files_in, is_catalogue
from player.library.shelf import Shelf
from player.routine.codes import Code
from player.routine.problems import Problem, mended_json, problem_at, render_all


def check(options: argparse.Namespace) -> int:
    """Print the problems of the given files and folders, or of the whole library; 1 if there is an error."""
    folders = find_folders()
    shelf = Shelf(folders)
    files = _asked(shelf, options.paths) if options.paths else _library(shelf, folders)
    if options.format == "json":
        return _check_as_json(shelf, files)
    return check_files(shelf, files)


def check_files(shelf: Shelf, files: Iterable[Path]) -> int:
    """Print the problems of files and a last line that counts them; return 1 if there is an error."""
    errors = warnings = checked = 0
    for path in files:
        text, problems = _problems(shelf, path)
        checked += 1
        errors += sum(problem.severity == "error" for problem in problems)
        warnings += sum(problem.severity == "warning" for problem in problems)
        if problems:
            print(render_all(str(path), text, problems))
    print(_verdict(checked, errors, warnings))
    return EXIT_PROBLEMS if errors else 0


def _check_as_json(shelf: Shelf, files: Iterable[Path]) -> int:
    found: list[dict[str, Any]] = []
    for path in files:
        found.extend(mended_json(str(path), problem) for problem in _problems(shelf, path)[1])
    print_json(found)
    return EXIT_PROBLEMS if any(problem["severity"] == "error" for problem in found) else 0


def _asked(shelf: Shelf, names: Iterable[str]) -> list[Path]:
    """The files a person named, and those in the folders: each once, however often it was named.

    A name that no file has may be that of a routine.
    """
    found: dict[str, Path] = {}
    for name in names:
        path = Path(name)
        if not os.path.lexists(path) and name.casefold() in shelf.paths:
            path = shelf.paths[name.casefold()][0]
        for file in files_in(path) if os.path.isdir(path) else [path]:  # noqa: PTH112  Path's may raise
            found.setdefault(os.path.abspath(file), file)  # noqa: PTH100  Path's leaves `..` in
    return list(found.values())


def _library(shelf: Shelf, folders: Folders) -> list[Path]:
    """The settings and all of the person's files, also hidden ones, and the bundled routines that play."""
    own = [path for name in (CONFIG, CATALOGUE) if os.path.lexists(path := folders.config / name)]
    mine = files_in(folders.routines) if os.path.lexists(folders.routines) else []
    bundled = [path for path, is_bundled in shelf.paths.values() if is_bundled]
    return [*own, *mine, *bundled]


def _problems(shelf: Shelf, path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    if os.path.isdir(path):  # noqa: PTH112  only one that could not be listed comes so far, or takes our name
        if path.name.casefold() == CONFIG:
            message, hint = "this is a folder; the settings are a file", "give the folder another name"
        else:
            message, hint = "this folder cannot be read", "check its rights"
        return None, (problem_at(Code.UNREADABLE, "error", None, message, hint),)
    if path.name.casefold() == CONFIG:
        from player.library.config.loading import config_in

        config, text = config_in(path)
        return text, config.problems
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
