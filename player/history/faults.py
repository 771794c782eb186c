"""Reasons why the history cannot be opened or written, as values that make a sentence."""

import sqlite3
from pathlib import Path
from typing import Final, NamedTuple

DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The primary result codes by which SQLite reports that a file is not a sound database."""

ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
"""The exceptions of a call into SQLite: damaged bytes in the schema spoil even the text of the error."""

_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_NO_ACCESS: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)


class HistoryFault(NamedTuple):
    """The reason why the history cannot be opened or written."""

    what: str
    """A clause: `the disk of /home/you/history.db is full`."""
    advice: str
    """The remedy for the person, as a clause: `free some space`."""
    passing: bool
    """Whether it may go away while the program runs; rows are then kept in memory and tried again."""

    def sentence(self) -> str:
        """Return the sentence that nothing is recorded, and why."""
        return f"This session is not being recorded, because {self.what}: {self.advice}."

    def waiting(self, rows: int) -> str:
        """Return the sentence that `rows` rows are kept in memory, and why."""
        rows_are = "1 row of this session is" if rows == 1 else f"{rows} rows of this session are"
        return (
            f"{rows_are} not saved yet, because {self.what}: kept in memory and tried again every second; "
            f"{self.advice}."
        )


def primary_code(error: Exception) -> int:
    """Return SQLite's primary result code of `error`; 0 if it carries none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file itself is damaged."""
    if isinstance(error, UnicodeDecodeError) or primary_code(error) in DAMAGE:
        return True
    return str(error) == "unsupported file format"  # a flipped bit in the header; it has no code of its own


def why(error: Exception) -> str:
    """Return the text of an error of `ERRORS` for a sentence."""
    return "its schema is not text" if isinstance(error, UnicodeDecodeError) else str(error)


def from_sqlite(error: Exception, path: Path) -> HistoryFault:
    """Return the fault of the history at `path` behind an error of `ERRORS`."""
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL:
        return HistoryFault(f"the disk of {path} is full", "free some space", passing=True)
    if code in _BUSY:
        return HistoryFault(f"another program is using {path}", "close that program", passing=True)
    if code in _NO_ACCESS:
        return HistoryFault(
            f"{path} cannot be written ({why(error)})",
            "check who may write that file and its folder",
            passing=False,
        )
    if is_damage(error):
        return HistoryFault(f"{path} is damaged ({why(error)})", "restore a copy of it", passing=False)
    return HistoryFault(
        f"the disk of {path} reports an error ({why(error)})", "check that disk", passing=True
    )


def from_system(error: OSError, path: Path) -> HistoryFault:
    """Return the fault of the history at `path` behind an error of the operating system."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return HistoryFault(f"the disk of {path} is full", "free some space", passing=True)
    reason = error.strerror or str(error)
    return HistoryFault(
        f"{path} cannot be written ({reason})", "check who may write that file and its folder", passing=False
    )


def newer(path: Path, found: int, known: int) -> HistoryFault:
    """Return the fault of a file that was written by a later version of the program."""
    return HistoryFault(
        f"{path} was written by a newer Backbeat (its version is {found}, this program knows {known})",
        "update Backbeat; reading it still works",
        passing=False,
    )
