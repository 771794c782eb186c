"""Creates files among the person's own routines: from the template, or as a copy of a bundled one."""

import json
import os
from pathlib import Path
from typing import Final

from player.library.atomic import beside, replace
from player.library.document import open_document
from player.library.files import read_bytes
from player.library.folders import Folders, bundled
from player.library.routine_files import (
    CATALOGUE,
    NEVER_ROUTINES,
    SUFFIXES,
    is_catalogue,
    routine_paths,
    slug_of_file,
)
from player.library.saving import ChangedOnDisk, Failed, reason, save
from player.library.shelf import Volume
from player.routine.problems import Problem
from player.routine.slug import slug
from player.routine.text.foreign import first_foreign
from player.routine.visible import visible

SCHEMA: Final = "routine.schema.json"
MODELINE: Final = f"# yaml-language-server: $schema=./{SCHEMA}"
"""The first line of a new file: editors that know it complete keys and mark mistakes."""

_MOST_BYTES: Final = 200
"""Bytes of a file name: file systems take 255, and the program appends to it to keep older versions."""

_OF_WINDOWS: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names of devices on Windows, whatever the ending; refused everywhere, because routines are passed on."""


_SEPARATORS: Final = tuple(sign for sign in (os.sep, os.altsep) if sign)


class BadName(ValueError):  # noqa: N818  it is a remark on a name, not a failure
    """A name that no routine file can have; its text is a sentence, safe to show."""


def slug_for(name: str) -> str:
    """Return the file name, without its extension, for a routine called `name`.

    Raises:
        BadName: No file can have such a name.
    """
    if not name.strip() or first_foreign(name) is not None or "\n" in name:
        raise BadName("a name is one line of plain text, such as: backbeat new 'Neck break'")
    found = slug(name)
    if not found:
        raise BadName(f"{visible(name)!r} has no letter and no digit to name a file by")
    if len(os.fsencode(found)) > _MOST_BYTES:
        raise BadName("this name is too long for a file: choose a shorter one and write the long one into it")
    if found in _OF_WINDOWS:
        raise BadName(f"Windows keeps the name {found!r} for itself: choose another one")
    if f"{found}.yaml" in NEVER_ROUTINES:
        raise BadName(f"{found}.yaml is never a routine: choose another name")
    return found


def create(name: str, folders: Folders) -> Path | Failed:
    """Make a new routine called `name` from the template and return its file; nothing is overwritten.

    Args:
        name: As a person writes it: `Neck break` makes `neck-break.yaml`. An ending `.yaml` is no part of it.
        folders: Where the person's routines are; the folder is made if it is missing.

    Raises:
        BadName: No file can be called so.
    """
    from player.routine.writing.template import new_routine

    name = _title(name.strip())
    wanted = slug_for(name)
    there, not_own = routine_paths(folders).get(wanted, (None, False))
    if there is not None and not_own:
        return Failed(f"a bundled routine is called {wanted!r}. To make it yours: backbeat edit {wanted}")
    if there is not None:
        return Failed(f"{visible(str(there))} is there already. To change it: backbeat edit {wanted}")
    path = folders.routines / f"{wanted}.yaml"
    answer = _make(path, new_routine(name).encode(), folders)
    if isinstance(answer, ChangedOnDisk):
        return Failed(f"{visible(str(path))} is there already. To change it: backbeat edit {wanted}")
    return path if answer is None else answer


def is_bundled(path: Path) -> bool:
    """Whether a file is one of the bundled routines, by whatever path it is named."""
    return os.path.realpath(path.parent) == os.path.realpath(bundled("routines"))


def copy_of_bundled(volume: Volume, folders: Folders) -> Path | Failed:
    """Copy a bundled routine to the person's own and return the copy, which hides it from then on.

    A copy that is there already is returned as it is. Sounds that a routine names lie beside its file and are
    not copied: bundled routines have none.
    """
    if is_catalogue(volume.path):
        own = visible(str(folders.config / CATALOGUE))
        return Failed(f"the bundled exercises stay as they are: yours go into {own}")
    document = open_document(volume.path)
    if isinstance(document, Problem):
        return Failed(f"{visible(str(volume.path))}: {document.message}")
    text = document.text
    if not text.startswith(MODELINE.partition(" $")[0]):
        text = f"{MODELINE}\n{text}"
    path = folders.routines / f"{slug_of_file(volume.path)}.yaml"
    answer = _make(path, document.to_bytes(text), folders)
    return answer if isinstance(answer, Failed) else path


def refresh_schema(folder: Path) -> None:
    """Write the current schema beside routine files, where their first line says it is.

    It only serves editors: if it cannot be written, everything else works.
    """
    from player.routine.grammar.schema import schema

    data = (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode()
    path = folder / SCHEMA
    if read_bytes(path, len(data)) == data:
        return
    try:
        with beside(path, data) as temporary:
            replace(temporary, path)
    except OSError:
        pass


def _make(path: Path, data: bytes, folders: Folders) -> Failed | ChangedOnDisk | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        return Failed(f"{visible(str(path))} could not be made: {reason(error, path.parent)}")
    answer = save(path, data, None, folders.state)
    if isinstance(answer, Failed | ChangedOnDisk):
        return answer
    refresh_schema(path.parent)
    return None


def _title(name: str) -> str:
    """A name as it was given, without the ending of a file."""
    ending = next((suffix for suffix in SUFFIXES if name.casefold().endswith(suffix)), "")
    if any(sign in name for sign in _SEPARATORS) and (ending or name.startswith((".", "~", *_SEPARATORS))):
        raise BadName("a new routine has a name, not a path: it goes among your own routines")
    return name[: len(name) - len(ending)]
