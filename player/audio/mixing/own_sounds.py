"""A routine's own sounds: WAV files of strangers, checked before they reach the engine (TRUST §2.6)."""

import struct
import sys
from array import array
from pathlib import Path
from typing import Final, NamedTuple

from player.audio.clips import MAX_SECONDS, PCM, RATE, Clip, ClipError, chunks, read_file
from player.routine.values.sound_names import sound_fault

MOST_OWN: Final = 32
"""Own sounds of one session: each takes up to 0.9 MB of the engine's memory."""

_RATES: Final = range(8_000, 48_001)
_CHANNELS: Final = (1, 2)
_BITS: Final = (8, 16)


def own_clip(folder: Path, name: str) -> Path:
    """Return the path of the sound `name` beside a routine, after checking the file.

    Raises:
        ClipError: It is no bare name, leads out of the folder, or is no sound that can be played.
    """
    fault = sound_fault(name)
    if fault is not None:
        raise ClipError(f"The sound {name} {fault}.")
    try:
        home, path = folder.resolve(strict=True), (folder / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # a circle of links; a NUL
        raise ClipError(f"There is no sound {name} beside the routine.") from None
    if path.parent != home:
        raise ClipError(f"The sound {name} leads out of the routine's folder.")
    _parsed(path)
    return path


def read_own(path: Path) -> Clip:
    """Read a sound in any of the forms that routines may bring, as the mixer needs it.

    Raises:
        ClipError: See `own_clip`; the file may have changed since.
    """
    parsed = _parsed(path)
    samples = _mono(parsed)
    return samples if parsed.rate == RATE else _resampled(samples, parsed.rate)


class _Parsed(NamedTuple):
    channels: int
    rate: int
    bits: int
    body: bytes


def _parsed(path: Path) -> _Parsed:
    """Return format and samples, unconverted."""
    try:
        form, body = chunks(read_file(path))
        tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    except ClipError as error:
        text = str(error)
        raise ClipError(text if path.name in text else f"{path.name}: {text}") from None
    if tag != PCM or channels not in _CHANNELS or rate not in _RATES or bits not in _BITS:
        raise ClipError(
            f"{path.name} has format {tag}, {channels} channels, {rate} Hz, {bits} bit; "
            "it must be PCM (format 1), 1 or 2 channels, 8,000 to 48,000 Hz, 8 or 16 bit."
        )
    frame = channels * bits // 8
    frames = len(body) // frame
    if not frames:
        raise ClipError(f"{path.name} holds no sound.")
    if frames > MAX_SECONDS * rate:
        raise ClipError(f"{path.name} lasts {frames / rate:.1f} s; {MAX_SECONDS} s is the most.")
    return _Parsed(channels, rate, bits, body[: frames * frame])


def _mono(parsed: _Parsed) -> Clip:
    """Return the samples as one channel of 16 bits."""
    samples = array("h")
    if parsed.bits == 8:  # noqa: PLR2004  8-bit WAV is unsigned
        samples.extend((byte - 128) * 256 for byte in parsed.body)
    else:
        samples.frombytes(parsed.body)
        if sys.byteorder == "big":
            samples.byteswap()
    if parsed.channels == 1:
        return samples
    left, right = samples[0::2], samples[1::2]
    return array("h", ((one + other) // 2 for one, other in zip(left, right, strict=True)))


def _resampled(samples: Clip, rate: int) -> Clip:
    """Return the sound at the mixer's rate by linear interpolation, which is good enough for a cue."""
    count = max(1, len(samples) * RATE // rate)
    padded = samples + samples[-1:]
    resampled = array("h", bytes(2 * count))
    for frame in range(count):
        whole, part = divmod(frame * rate, RATE)
        here = padded[whole]
        resampled[frame] = here + (padded[whole + 1] - here) * part // RATE
    return resampled
