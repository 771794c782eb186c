"""`check`: all problems of routine files and settings, each with its place."""

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
    files = _files_named(shelf, options.paths) if options.paths else _files_of_library(shelf, folders)
    if options.format == "json":
        return _check_as_json(shelf, files)
    return check_files(shelf, files)


def check_files(shelf: Shelf, files: Iterable[Path]) -> int:
    """Print the problems of files, then one line that counts them; return 1 if there is an error."""
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


def _files_named(shelf: Shelf, names: Iterable[str]) -> list[Path]:
    """The named files and those in named folders, each once; a name that no file has may be a routine's."""
    found: dict[str, Path] = {}
    for name in names:
        path = Path(name)
        if not os.path.lexists(path) and name.casefold() in shelf.paths:
            path = shelf.paths[name.casefold()][0]
        for file in files_in(path) if os.path.isdir(path) else [path]:  # noqa: PTH112  Path's may raise
            found.setdefault(os.path.abspath(file), file)  # noqa: PTH100  Path's leaves `..` in
    return list(found.values())


def _files_of_library(shelf: Shelf, folders: Folders) -> list[Path]:
    """Settings, own catalogue, all own routines, even hidden ones, and bundled ones that can be played."""
    config = [path for name in (CONFIG, CATALOGUE) if os.path.lexists(path := folders.config / name)]
    own = files_in(folders.routines) if os.path.lexists(folders.routines) else []
    bundled = [path for path, is_bundled in shelf.paths.values() if is_bundled]
    return [*config, *own, *bundled]


def _problems(shelf: Shelf, path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, None if it could not be read, and its problems."""
    if os.path.isdir(path):  # noqa: PTH112  a folder that cannot be listed, or that is called `config.yaml`
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
