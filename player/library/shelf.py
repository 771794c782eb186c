"""All routines, the person's own before the bundled ones: found by name, and read."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from player.library.entries import catalogue_of
from player.library.files import read_text
from player.library.folders import Folders, bundled
from player.library.memory import Memory, stamp
from player.library.routine_files import CATALOGUE, SUFFIXES, routine_paths, slug_of_file
from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.model import Routine
from player.routine.problems import Problem
from player.routine.reader import read
from player.routine.text.source import MOST_BYTES, decode

if TYPE_CHECKING:
    from player.library.including import Includer
    from player.routine.steps.include import Included


class Volume(NamedTuple):
    """One routine file as read."""

    slug: str
    path: Path
    bundled: bool
    text: str | None
    """Its text; None: the bytes are no text."""
    routine: Routine | None
    """The routine; None: there are errors among the problems."""
    problems: tuple[Problem, ...]
    includes: bool = False
    """Whether it includes other routines, so that it depends on their files too."""

    @property
    def name(self) -> str:
        """The routine's name, or its file's if it could not be read."""
        return self.routine.name if self.routine is not None else self.path.name


class NoSuchRoutine(Exception):  # noqa: N818  it is a question that found nothing, not a failure
    """A name that fits no routine, or several."""

    def __init__(self, asked: str, candidates: list[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.candidates = candidates
        """Slugs that could have been meant: those that begin with the name, else all."""


class Shelf:
    """Finds and reads routines. Nothing is read before it is asked for; a broken file breaks no other.

    Args:
        folders: Where they are.
        keep: Whether to remember the catalogue, see `Memory`.
    """

    def __init__(self, folders: Folders, *, keep: bool | None = None) -> None:
        self._folders = folders
        self._keep = keep
        self._catalogues: dict[Path, Catalogue] = {}

    @cached_property
    def paths(self) -> dict[str, tuple[Path, bool]]:
        """Path of every routine by slug, and whether it is bundled; the person's own hide bundled ones.

        Of two own files of one slug the one nearer to the top counts.
        """
        return routine_paths(self._folders)

    def volumes(self) -> Iterator[Volume]:
        """Read every routine, in the order of the slugs."""
        for path, is_bundled in self.paths.values():
            yield self.open(path, is_bundled=is_bundled)

    def find(self, asked: str) -> Volume:
        """Return the routine a person means: a path, an exact slug, an exact name, or a unique beginning.

        Raises:
            NoSuchRoutine: None or several fit.
        """
        if asked.casefold().endswith(SUFFIXES) or any(sign in asked for sign in (os.sep, os.altsep) if sign):
            return self.open(Path(asked))
        wanted = asked.casefold()
        if wanted in self.paths:
            path, is_bundled = self.paths[wanted]
            return self.open(path, is_bundled=is_bundled)
        volumes = list(self.volumes())
        exact = [volume for volume in volumes if volume.name.casefold() == wanted]
        begins = [
            volume
            for volume in volumes
            if wanted and (volume.slug.startswith(wanted) or volume.name.casefold().startswith(wanted))
        ]
        fits = exact or begins
        if len(fits) == 1:
            return fits[0]
        raise NoSuchRoutine(asked, [volume.slug for volume in fits or volumes])

    def open(self, path: Path, *, is_bundled: bool = False) -> Volume:
        """Read the routine at `path`; everything wrong with it is in the problems."""
        text = read_text(path)
        if isinstance(text, Problem):
            return Volume(slug_of_file(path), path, is_bundled, None, None, (text,))
        return self.volume_of(text, path)._replace(bundled=is_bundled)

    def volume_of(self, text: str, path: Path) -> Volume:
        """Read a text as if it stood in the file at `path`, saved or not."""
        slug = slug_of_file(path)
        data = text.encode("utf-8", "replace")
        if len(data) > MOST_BYTES:  # saved, it could not be read again
            return Volume(slug, path, False, text, None, decode(data)[1])  # noqa: FBT003
        folder = path.parent
        includer: Includer | None = None

        def include(name: str) -> "Included | tuple[str, ...]":
            nonlocal includer
            if includer is None:
                from player.library.including import Includer

                includer = Includer(lambda: self.paths, self._catalogue_for)
            return includer.beside(folder)(name)

        routine, problems = read(text, self._catalogue_for(folder), slug=slug, include=include)
        return Volume(slug, path, False, text, routine, problems, includer is not None)  # noqa: FBT003

    def catalogue_problems(self, path: Path) -> tuple[str | None, tuple[Problem, ...]]:
        """Return text and problems of the catalogue at `path`."""
        text = read_text(path)
        return (None, (text,)) if isinstance(text, Problem) else (text, read_catalogue(text)[1])

    @cached_property
    def catalogue(self) -> Catalogue:
        """The bundled catalogue with the person's own laid over it.

        It is remembered: reading it as YAML takes longer than everything else about a routine.
        """
        ours, own = bundled("routines") / CATALOGUE, self._folders.config / CATALOGUE
        memory = Memory(self._folders.cache / "catalogue.json", keep=self._keep)
        now = stamp(ours, own)
        then, known = memory.recall(catalogue_of).get(str(ours), (None, None))
        if known is not None and then == now:
            return known
        catalogue = self._laid_over(self._read(ours), own)
        memory.replace({str(ours): (now, list(catalogue.entries.values()))})
        return catalogue

    def _catalogue_for(self, folder: Path) -> Catalogue:
        """Return the catalogue for routines in `folder`, an `exercises.yaml` there laid over it."""
        beside = folder / CATALOGUE
        if folder in (bundled("routines"), self._folders.config) or not beside.is_file():
            return self.catalogue
        if folder not in self._catalogues:
            self._catalogues[folder] = self._laid_over(self.catalogue, beside)
        return self._catalogues[folder]

    def _laid_over(self, catalogue: Catalogue, path: Path) -> Catalogue:
        return catalogue.overlaid(self._read(path)) if path.is_file() else catalogue

    def _read(self, path: Path) -> Catalogue:
        """Return the readable part of a catalogue: `check` reports its mistakes, which harm no routine."""
        text = read_text(path)
        return read_catalogue("" if isinstance(text, Problem) else text)[0]
