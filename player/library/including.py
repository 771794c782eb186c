"""Looks up included routines: beside the including one, then the person's own, then bundled (DESIGN §8)."""

from collections.abc import Callable, Mapping
from pathlib import Path

from player.library.files import read_text
from player.library.routine_files import routines_beside, slug_of_file
from player.routine.catalogue import Catalogue
from player.routine.problems import Problem
from player.routine.slug import slug as slug_of
from player.routine.steps.include import Include, Included


class Includer:
    """Looks up and reads the texts that one routine includes, each once.

    Args:
        library: Returns the path of every routine by slug; asked only if something is included.
        catalogue_for: Returns the catalogue that serves a folder.
    """

    def __init__(
        self,
        library: Callable[[], Mapping[str, tuple[Path, bool]]],
        catalogue_for: Callable[[Path], Catalogue],
    ) -> None:
        self._library = library
        self._catalogue_for = catalogue_for
        self._folders: dict[Path, dict[str, Path]] = {}
        self._texts: dict[Path, Included] = {}

    def beside(self, folder: Path) -> Include:
        """Return the lookup for the includes of a routine in `folder`.

        A name is a file name without its extension, not a path; case, spaces and hyphens do not matter.
        """

        def include(name: str) -> Included | tuple[str, ...]:
            beside, library = self._beside(folder), self._library()
            is_path = any(sign in name for sign in "/\\")
            for wanted in () if is_path else (name.casefold(), slug_of(name)):
                path = beside.get(wanted) or library.get(wanted, (None, False))[0]
                if path is not None:
                    return self._read(path)
            return tuple(sorted({*beside, *library}))

        return include

    def _beside(self, folder: Path) -> dict[str, Path]:
        if folder not in self._folders:
            self._folders[folder] = routines_beside(folder)
        return self._folders[folder]

    def _read(self, path: Path) -> Included:
        known = self._texts.get(path)
        if known is None:
            found = read_text(path)
            text, faults = ("", (found,)) if isinstance(found, Problem) else (found, ())
            known = self._texts[path] = Included(
                slug_of_file(path),
                text,
                self._catalogue_for(path.parent),
                self.beside(path.parent),
                faults,
            )
        return known
