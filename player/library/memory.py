"""A cache of values read from files, so that a file that has not changed needs no YAML.

It is one JSON file in the cache folder; if anything is wrong with it, it is made again.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import player
from player.library.folders import bundled

_FORMAT: Final = 3

Stamp: TypeAlias = list[int]
Value = TypeVar("Value")


def stamp(*files: Path) -> Stamp:
    """Return time and size of every file; while they stay the same, the files count as unchanged."""
    found: Stamp = []
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116  half the time of Path.stat, four times a routine
        except OSError:
            found += (0, -1)
        else:
            found += (status.st_mtime_ns, status.st_size)
    return found


class Memory:
    """Remembers a value for each file, and the stamp of the files that the value depends on.

    Args:
        file: The cache file.
        keep: Whether to remember; by default only where the program itself cannot change under the memory,
            that is, not in a checkout.
    """

    def __init__(self, file: Path, *, keep: bool | None = None) -> None:
        self._file = file
        self._keep = bundled("routines").parent.name == "_data" if keep is None else keep

    def recall(self, value: Callable[[Any], Value]) -> dict[str, tuple[Stamp, Value]]:
        """Return everything remembered: by file its stamp and its value.

        Args:
            value: Restores a value from JSON; a `TypeError` or the like discards the whole cache.
        """
        if not self._keep:
            return {}
        try:
            memory = json.loads(self._file.read_bytes())
            if memory["format"] == [_FORMAT, player.__version__]:
                return {file: (known, value(said)) for file, (known, said) in memory["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return {}

    def replace(self, entries: Mapping[str, tuple[Stamp, object]]) -> None:
        """Replace everything remembered; if it cannot be written, the next run is only slower."""
        if not self._keep:
            return
        memory = {"format": [_FORMAT, player.__version__], "files": entries}
        mine = self._file.with_name(f"{self._file.stem}.{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mine.write_text(json.dumps(memory, separators=(",", ":")), encoding="utf-8")
            mine.replace(self._file)
        except OSError:
            with suppress(OSError):
                mine.unlink()
