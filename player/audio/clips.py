"""Clips: sounds in memory, 16-bit mono at 44.1 kHz, read from WAV files that may be broken or hostile."""

import os
import stat
import struct
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

RATE: Final = 44_100
"""Frames per second of every clip, of the mixer and of what it hands out."""

MAX_BYTES: Final = 5_000_000
"""A sound file larger than this is refused (DESIGN §9)."""

MAX_SECONDS: Final = 10
"""A sound longer than this is refused: a cue is a moment, not music."""

MAX_CHUNKS: Final = 64
"""An honest WAV has two to five; a file made of empty chunks must not keep us busy."""

if TYPE_CHECKING:
    Clip: TypeAlias = array[int]
    """Samples in the byte order of this machine; typecode 'h'."""
else:
    Clip = array  # Python 3.11 has no array[int], and a string would not take `| None`

_FULL: Final = 32_767
_SHIFT: Final = 16
"""Bits by which factors are shifted left to be whole numbers: far quicker than rounding each sample."""
PCM: Final = 1
"""The format code of PCM samples in a WAV header."""


class ClipError(ValueError):
    """A file is no sound that can be played; the message is one sentence for a person."""


def decode(data: bytes) -> Clip:
    """Read a WAV file from its bytes.

    Raises:
        ClipError: Not a WAV, not PCM 16 bit mono 44.1 kHz, empty, or longer than `MAX_SECONDS`.
    """
    return _samples(*chunks(data))


def chunks(data: bytes) -> tuple[bytes, bytes]:
    """Return the format chunk and the samples of a WAV file.

    Sizes in its header are not believed: a chunk ends where the file ends, whatever it claims.

    Raises:
        ClipError: It is not a WAV file, or one of them is missing.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ClipError("This is not a WAV file.")
    form: bytes | None = None
    place = 12
    for _ in range(MAX_CHUNKS):
        if place + 8 > len(data):
            break
        name, size = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + size]
        if name == b"fmt ":
            form = body
        elif name == b"data":
            if form is None or len(form) < 16:  # noqa: PLR2004  # the length of a PCM form, RIFF specification
                raise ClipError("This WAV file does not say what it holds.")
            return form, body
        place += 8 + size + size % 2  # chunks begin at even places
    raise ClipError("This WAV file holds no sound.")


def _samples(form: bytes, body: bytes) -> Clip:
    """Return the samples of a data chunk after checking its format."""
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if (tag, channels, rate, bits) != (PCM, 1, RATE, 16):
        raise ClipError(
            f"This WAV file has format {tag}, {channels} channels, {rate} Hz, {bits} bit; "
            f"it must be PCM (format 1), 1 channel, {RATE} Hz, 16 bit."
        )
    clip = array("h")
    clip.frombytes(body[: len(body) // 2 * 2])
    if not clip:
        raise ClipError("This WAV file holds no sound.")
    if len(clip) > MAX_SECONDS * RATE:
        raise ClipError(f"This sound lasts {len(clip) / RATE:.1f} s; {MAX_SECONDS} s is the most.")
    if sys.byteorder == "big":
        clip.byteswap()
    return clip


def read_clip(path: Path) -> Clip:
    """Read one WAV file.

    Raises:
        ClipError: As `decode` and `read_file`.
    """
    data = read_file(path)
    try:
        return decode(data)
    except ClipError as error:
        raise ClipError(f"{path.name}: {error}") from None


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; never waits for a pipe or a device that poses as one.

    Raises:
        ClipError: It cannot be read, is no regular file, or is larger than `MAX_BYTES`.
    """
    # Without O_NONBLOCK opening a FIFO waits for its writer, perhaps for ever; Windows has neither.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        fd = os.open(path, flags)
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise ClipError(f"{path.name} is not a file.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ClipError(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise ClipError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB, the most a sound may be.")
    return data


def read_folder(folder: Path) -> tuple[dict[str, Clip], list[str]]:
    """Return the sounds of a folder by file name without `.wav`, and a sentence for each that is none."""
    clips: dict[str, Clip] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.wav")):
        try:
            clips[path.stem] = read_clip(path)
        except ClipError as error:
            faults.append(str(error))
    if not clips:
        faults.append(f"There are no sounds in {folder}.")
    return clips, faults


def scaled(clip: Clip, gain: float) -> Clip:
    """Return `clip` multiplied by the factor `gain`, clipped at full scale.

    Takes 3 ms for each second of sound.
    """
    factor = round(gain * (1 << _SHIFT))
    if factor == 1 << _SHIFT:
        return clip
    half = 1 << _SHIFT - 1
    samples = [sample * factor + half >> _SHIFT for sample in clip]
    try:
        return array("h", samples)
    except OverflowError:
        return array("h", (max(-_FULL - 1, min(_FULL, sample)) for sample in samples))
