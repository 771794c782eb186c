"""Finds the clip of a phrase among those shipped with the program and those spoken on this machine."""

import os
import stat
import struct
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from player.audio.clips import MAX_CHUNKS, RATE, Clip
from player.audio.speech.identity import file_name
from player.audio.speech.manifest import Manifest
from player.audio.speech.mulaw import MAX_SPOKEN, MULAW, SPEECH_RATE, decode
from player.script.model import BETWEEN_PIECES, Phrase, clip_of

KEPT: Final = 45 * RATE
"""Frames of decoded pieces that are kept in memory, 4 MB: counts and phase names come again and again."""

_JOINT: Final = bytes(2 * (BETWEEN_PIECES * RATE // 1000))
_FORM: Final = (MULAW, 1, SPEECH_RATE, 8)

_Source: TypeAlias = tuple[str, Callable[[str], Clip | None]]
"""A voice, and the function that finds a clip of a piece in it."""


class SpeechStore:
    """The sounds of phrases. For one thread.

    Args:
        shipped: The folder of `LANGUAGE.json` and `LANGUAGE.wav`.
        spoken: Folder of pieces spoken on this machine; None: there are none.
        voice: Voices of those pieces, as lines of `identity.Identity`, the preferred one first; empty: none.
        own_first: Whether those are preferred to the shipped ones.
        language: Of the shipped ones.
    """

    def __init__(
        self, shipped: Path, spoken: Path | None, voice: str, *, own_first: bool = False, language: str = "en"
    ) -> None:
        self._manifest = Manifest.read(shipped, language)
        self._recording = Recording.open(shipped / f"{language}.wav") if len(self._manifest) else None
        self._kept: OrderedDict[tuple[str, str], Clip] = OrderedDict()
        self._kept_frames = 0
        self._sources: list[_Source] = [("", self._shipped)]
        if spoken is not None:
            own: list[_Source] = [(line, _spoken_in(spoken, line)) for line in voice.splitlines() if line]
            self._sources = [*own, *self._sources] if own_first else [*self._sources, *own]

    def clip(self, phrase: Phrase) -> Clip | None:
        """Return the clip of a phrase at the mixer's rate; None if a piece of it is missing.

        One voice says all of it where one can: only if none has every piece, each comes from whoever has it.
        """
        if not phrase:
            return None
        for source in self._sources:
            found = [self._piece(piece, (source,)) for piece in phrase]
            if None not in found:
                break
        else:
            found = [self._piece(piece, self._sources) for piece in phrase]
        joined: Clip = array("h")
        for clip in found:
            if clip is None:
                return None
            if joined:
                joined.frombytes(_JOINT)
            joined.extend(clip)
        return joined

    def close(self) -> None:
        """Close the file of the shipped clips."""
        if self._recording is not None:
            self._recording.close()

    def _piece(self, piece: str, sources: Sequence[_Source]) -> Clip | None:
        for name, read in sources:
            key = name, clip_of(piece)
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
            clip = read(piece)
            if clip is not None:
                self._keep(key, clip)
                return clip
        return None

    def _keep(self, key: tuple[str, str], clip: Clip) -> None:
        self._kept[key] = clip
        self._kept_frames += len(clip)
        while self._kept_frames > KEPT and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_frames -= len(oldest)

    def _shipped(self, piece: str) -> Clip | None:
        place = self._manifest.place(piece)
        if place is None or self._recording is None:
            return None
        return self._recording.clip(place.first, place.frames)


class Recording:
    """A file of stored speech, open as long as somebody holds it.

    An update of the program may put another file in its place in the middle of a session: what is open stays
    what it was.
    """

    def __init__(self, descriptor: int, start: int, frames: int) -> None:
        self._descriptor = descriptor
        self._start = start
        self.frames = frames

    def __del__(self) -> None:
        self.close()

    @classmethod
    def open(cls, path: Path) -> "Recording | None":
        """Return the recording of a file; None if it is none or cannot be read. Never waits for a pipe."""
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags)
        except (OSError, ValueError):  # ValueError: a NUL in the name
            return None
        recording = cls(descriptor, 0, 0)
        try:
            held = os.fstat(descriptor)
            found = _find_samples(descriptor, held.st_size) if stat.S_ISREG(held.st_mode) else None
        except OSError:
            return None
        if found is None:
            return None
        recording._start, recording.frames = found
        return recording

    def clip(self, first: int, frames: int) -> Clip | None:
        """Return a part of it at the mixer's rate; None if it does not have it."""
        if first < 0 or frames <= 0 or first + frames > self.frames or self._descriptor < 0:
            return None
        try:
            data = _read(self._descriptor, self._start + first, frames)
        except OSError:
            return None
        return decode(data) if len(data) == frames else None

    def close(self) -> None:
        """Close the file; it has no sound any more."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def _read(descriptor: int, place: int, count: int) -> bytes:
    """Return bytes at a place of a file; fewer where it ends."""
    os.lseek(descriptor, place, os.SEEK_SET)
    data = os.read(descriptor, count)
    while len(data) < count and (more := os.read(descriptor, count - len(data))):
        data += more
    return data


def _find_samples(descriptor: int, size: int) -> tuple[int, int] | None:
    """Return offset and number of the samples; sizes in the header are not believed beyond the file's end."""
    head = _read(descriptor, 0, 12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    fits = False
    place = len(head)
    for _ in range(MAX_CHUNKS):
        head = _read(descriptor, place, 8)
        if len(head) < 8:  # noqa: PLR2004  name and size of a chunk
            return None
        name, length = struct.unpack("<4sI", head)
        place += len(head)
        if name == b"data":
            return (place, min(length, size - place)) if fits else None
        if name == b"fmt " and length >= 16:  # noqa: PLR2004  a form without its extension
            form = _read(descriptor, place, 16).ljust(16, b"\0")
            tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form)
            fits = (tag, channels, rate, bits) == _FORM
        place += length + length % 2  # chunks begin at even places
    return None


def _spoken_in(folder: Path, voice: str) -> Callable[[str], Clip | None]:
    """Return the function that reads the pieces of one voice, a file each."""

    def read(piece: str) -> Clip | None:
        recording = Recording.open(folder / file_name(voice, piece))
        if recording is None:
            return None
        return recording.clip(0, min(recording.frames, MAX_SPOKEN))

    return read
