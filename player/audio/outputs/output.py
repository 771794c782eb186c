"""The protocol that all outputs share, and their common values."""

import sys
from array import array
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

NS: Final = 1_000_000_000

PERIOD_MS: Final = 20
"""Length of a block while playing (DESIGN §6): an answer to a key is heard within two or three of them. Weak
machines may take 40 or 100."""

Render: TypeAlias = Callable[[int, int], bytes]
"""`render(frames, at)` returns the block asked for at `at` monotonic ns: native order, mono, 44.1 kHz."""


class OutputError(Exception):
    """The output cannot be opened; the message says why, without a full stop, to stand inside a sentence."""


class Output(Protocol):
    """A device, program or file that takes sound."""

    name: str
    """As in `--audio`."""
    reopens: bool
    """Whether it makes sense to try again after it was lost."""
    rests: bool
    """Whether it may be closed while nothing is due, and opened again in time."""

    def open(self, render: Render) -> None:
        """Begin to ask `render` for blocks, on a thread of the output's own.

        Raises:
            OutputError: There is no device or program.
        """

    def trouble(self) -> str | None:
        """Return why it takes no more sound, or None while it does. Asked about ten times a second."""

    def close(self) -> None:
        """Stop asking and release the device; harmless when it is not open."""


def reason(error: OSError) -> str:
    """Return the system's message, to stand inside a sentence."""
    return (error.strerror or str(error)).lower()


def little_endian(data: bytes) -> bytes:
    """Return rendered samples in little-endian order, that of files and of most devices."""
    if sys.byteorder == "little":
        return data
    samples = array("h", data)
    samples.byteswap()
    return samples.tobytes()
