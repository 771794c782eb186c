"""A person's own sounds: a folder of WAVs that take the place of the program's of the same names."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from player.audio.clips import Clip, ClipError
from player.audio.mixing.own_sounds import read_own

MOST_TOLD: Final = 3
"""Sentences about single files; of the others only the number is told."""


class Theme(NamedTuple):
    """The sounds of a folder, and the files that are none."""

    clips: dict[str, Clip]
    """By the name of the sound they stand for."""
    faults: tuple[str, ...]
    """Sentences on files that cannot be used; at most `MOST_TOLD`, and one with the number of the rest."""


def read_theme(folder: Path, known: Collection[str]) -> Theme:
    """Read the sounds of a theme.

    Args:
        folder: Their folder. Formats are those of a routine's own sounds, see `own_sounds.read_own`.
        known: The names of the program's own sounds.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".wav")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Theme({}, (f"The sound theme {folder} cannot be read: {reason}. The usual sounds are heard.",))
    if not paths:
        return Theme({}, (f"The sound theme {folder} holds no WAV files. The usual sounds are heard.",))
    clips: dict[str, Clip] = {}
    faults: list[str] = []
    for path in paths:
        if path.stem not in known:
            faults.append(f"Sound theme: there is no sound called {path.stem}, so {path.name} is not used.")
            continue
        try:
            clips[path.stem] = read_own(path)
        except ClipError as error:
            faults.append(f"Sound theme: {error} The usual sound is heard instead.")
    return Theme(clips, _shortened(faults))


def _shortened(faults: list[str]) -> tuple[str, ...]:
    if len(faults) <= MOST_TOLD + 1:
        return tuple(faults)
    return (*faults[:MOST_TOLD], f"Sound theme: {len(faults) - MOST_TOLD} more files are not used.")
