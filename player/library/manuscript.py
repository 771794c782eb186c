"""A routine file that is being edited: its text as read, changes by others, saving, older versions."""

import os
from pathlib import Path
from typing import NamedTuple

from player.library.document import Document, open_document
from player.library.files import read_bytes
from player.library.folders import Folders
from player.library.saving import ChangedOnDisk, Failed, Outcome, Saved, save
from player.library.versions import Version, keep, versions
from player.routine.problems import Problem


class Theirs(NamedTuple):
    """The state of a file that another program has changed."""

    data: bytes | None
    """Its bytes; None: it was deleted."""


class Manuscript:
    """A file and the text that was last read from it or written to it.

    Args:
        path: The file.
        folders: Where older versions are kept.
        document: The file as it was read.
    """

    def __init__(self, path: Path, folders: Folders, document: Document) -> None:
        self.path = path
        self.begun = document.text
        """The text to begin with."""
        self.saved: str | None = document.text
        """The text in the file as far as known; None: it holds another one, or is gone."""
        self._folders = folders
        self._document = document
        self._expected: bytes | None = document.data
        self._stamp = _stamp(path)

    @classmethod
    def open(cls, path: Path, folders: Folders) -> "Manuscript | Problem":
        """Read the file at `path`, or say why it cannot be edited."""
        document = open_document(path)
        return document if isinstance(document, Problem) else cls(path, folders, document)

    def save(self, text: str) -> Outcome:
        """Save `text` in one step, unless another program has changed the file meanwhile."""
        try:
            data = self._document.to_bytes(text)
        except UnicodeEncodeError:
            return Failed("The text holds half a character, which no file can hold: delete it, then save.")
        outcome = save(self.path, data, self._expected, self._folders.state)
        if isinstance(outcome, Saved):
            self._expected, self.saved, self._stamp = data, text, _stamp(self.path)
        elif isinstance(outcome, ChangedOnDisk):
            self._stamp, self.saved = _stamp(self.path), None
        return outcome

    def theirs(self) -> Theirs | None:
        """Return the file's new state if another program has changed it; None: nobody has.

        Looks at the file's date, and reads it only if that has changed since the last call.
        """
        stamp = _stamp(self.path)
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        data = None if stamp is None else read_bytes(self.path)
        if isinstance(data, Problem):
            data = None
        if data == self._expected:
            return None
        self.saved = None
        return Theirs(data)

    def keep_mine(self, theirs: bytes | None) -> None:
        """Let the next save replace the other program's text, which is then kept as an older version."""
        self._expected = theirs

    def take_theirs(self) -> str | Problem:
        """Take over the file as it is now and return its text, or the problem if it cannot be read."""
        document = open_document(self.path)
        if isinstance(document, Problem):
            return document
        self._document, self._expected, self.saved = document, document.data, document.text
        self._stamp = _stamp(self.path)
        return document.text

    def rescue(self, text: str) -> Path | None:
        """Keep an unsaved text among the older versions: the program ends before it could be saved.

        Returns:
            The version's path; None: there was nothing to keep, or it could not be kept.
        """
        if text == self.saved:
            return None
        try:
            return keep(self.path, self._document.to_bytes(text), self._folders.state)
        except (OSError, ValueError):
            return None

    def versions(self) -> list[Version]:
        """Return the older versions, newest first."""
        return versions(self.path, self._folders)

    def text_of(self, version: Version) -> str | None:
        """Return the text of an older version; None: it cannot be read any more."""
        document = open_document(version.path)
        return None if isinstance(document, Problem) else document.text


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return time, size and identity of a file: writing changes one of them at least; None: there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116  `Path.stat` does the same, slower
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
