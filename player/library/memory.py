"""What was read of files, remembered, so that a file that has not changed needs no YAML.

A memory is one JSON file in the cache folder; whatever is wrong with it, it is made anew.
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
    """Return time and size of every file; as long as they are the same, so is what the files say."""
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
    """Remembers a value for each file, and the stamp of all that the value depends on.

    Args:
        file: Where it is kept.
        keep: Whether to remember; by default only where the program itself cannot change under the memory,
            that is, not in a checkout.
    """

    def __init__(self, file: Path, *, keep: bool | None = None) -> None:
        self._file = file
        self._keep = bundled("routines").parent.name == "_data" if keep is None else keep

    def recall(self, value: Callable[[Any], Value]) -> dict[str, tuple[Stamp, Value]]:
        """Return all that is remembered.

        Args:
            value: Makes a value of what came back from JSON; may raise what wrong types raise.
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
        """Remember this and nothing else; a memory that cannot be written is only slower."""
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
