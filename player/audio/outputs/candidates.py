"""Which outputs there are to try, by the value of `--audio`."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from player.audio.outputs.miniaudio import MiniaudioOutput
from player.audio.outputs.protocol import PERIOD_MS, Output
from player.audio.outputs.wav import WavOutput

AUTOMATIC: Final[tuple[Callable[[int], Output], ...]] = (MiniaudioOutput,)
"""What `auto` tries, in this order."""


def candidates(choice: str, period_ms: int = PERIOD_MS) -> tuple[Callable[[], Output], ...]:
    """The outputs to try for a value of `--audio` that makes sound in the engine.

    Args:
        choice: As `--audio`.
        period_ms: Length of a block.

    Raises:
        ValueError: Not such a value.
    """
    kind, _, file = choice.partition(":")
    if choice == "auto":
        return tuple((lambda make=make: make(period_ms)) for make in AUTOMATIC)
    if choice == MiniaudioOutput.name:
        return (lambda: MiniaudioOutput(period_ms),)
    if kind == WavOutput.name and file:
        return (lambda: WavOutput(Path(file), period_ms),)
    raise ValueError(f"'{choice}' is no output of the engine.")
