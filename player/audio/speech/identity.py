"""The identity of a spoken phrase: voice and text, under which the cache stores it."""

import json
from typing import Final, NamedTuple

from player.audio.clips import RATE
from player.script.model import clip_of

LONGEST: Final = 420
"""Most characters of a text that are spoken: about 40 s."""


class Identity(NamedTuple):
    """A voice, exactly: if any of its fields differs, the same words sound different."""

    engine: str
    version: str
    voice: str
    """The voice's name; empty: the engine's own choice."""
    rate: int
    """Words per minute."""

    def __str__(self) -> str:
        """Return it as one line; `Setup.voice` holds such lines, the preferred voice first."""
        return json.dumps(list(self), ensure_ascii=True)


def spoken_text(piece: str) -> str:
    """Return a piece in a form safe for engines: one line of plain words, of bounded length, maybe empty.

    Routines come from strangers: `[[` begins a command in the speech of macOS and phonemes in that of eSpeak,
    control characters a command in older engines.
    """
    shown = "".join(letter if letter.isprintable() else " " for letter in piece[: 4 * LONGEST])
    while "[[" in shown or "]]" in shown:
        shown = shown.replace("[[", " ").replace("]]", " ")
    line = " ".join(shown.split())[:LONGEST].strip()
    return line if any(letter.isalnum() for letter in line) else ""


def file_name(identity: str, piece: str) -> str:
    """Return the name of the file that holds a piece in a voice."""
    import hashlib

    key = json.dumps([identity, spoken_text(clip_of(piece)), RATE])
    return f"{hashlib.sha256(key.encode()).hexdigest()}.wav"
