"""The manifest of the clips shipped with the program: the recorded pieces, and how long they are."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from player.audio.clips import ClipError, read_file
from player.audio.speech.mulaw import MAX_SPOKEN, SPEECH_RATE
from player.routine.units import Ms
from player.script.model import BETWEEN_PIECES, Phrase, clip_of, estimated

FORMAT: Final = 1
"""Format of the file; one with another format is ignored."""


class ClipSpan(NamedTuple):
    """The place of a piece in the file of all clips, in frames."""

    first: int
    frames: int

    @property
    def length(self) -> Ms:
        """How long it sounds, in milliseconds."""
        return round(self.frames * 1000 / SPEECH_RATE)


class Manifest:
    """The pieces that were recorded in one language. Nothing is read after it was made.

    Args:
        pieces: Places by `clip_of` a piece, as the file has them; an invalid one is a missing piece.
    """

    def __init__(self, pieces: Mapping[str, Any] | None = None) -> None:
        self._pieces = {} if pieces is None else pieces

    @classmethod
    def read(cls, folder: Path, language: str = "en") -> "Manifest":
        """Return the list of `folder`; an empty one where there is none or it cannot be read."""
        try:
            written = json.loads(read_file(folder / f"{language}.json"))
        except (ClipError, ValueError, RecursionError):
            return cls()
        if not isinstance(written, dict) or written.get("format") != FORMAT:
            return cls()
        pieces = written.get("pieces")
        return cls(pieces if isinstance(pieces, dict) else None)

    def __len__(self) -> int:
        return len(self._pieces)

    def place(self, piece: str) -> ClipSpan | None:
        """Return the place of a piece; None if it was not recorded."""
        match self._pieces.get(clip_of(piece)):
            case [int(first), int(frames), *_] if first >= 0 and 0 < frames <= MAX_SPOKEN:
                return ClipSpan(first, frames)
        return None

    def length(self, phrase: Phrase) -> Ms:
        """Return how long a phrase sounds; estimated where a piece of it was not recorded."""
        if not phrase:
            return 0
        total = BETWEEN_PIECES * (len(phrase) - 1)
        for piece in phrase:
            place = self.place(piece)
            if place is None:
                return estimated(phrase)
            total += place.length
        return total

    def missing(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the pieces of a phrase that were not recorded."""
        return tuple(piece for piece in phrase if self.place(piece) is None)
