"""The outputs to try, by the value of `--audio`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from player.audio.outputs.output import PERIOD_MS, Output

Make: TypeAlias = Callable[[int], Output]
"""Makes an output with blocks of so many milliseconds. Each imports its module when it is tried: what comes
first usually does, and nobody else should pay."""


def _miniaudio(period_ms: int) -> Output:
    from player.audio.outputs.miniaudio import MiniaudioOutput

    return MiniaudioOutput(period_ms)


def _simpleaudio(period_ms: int) -> Output:
    from player.audio.outputs.simpleaudio import SimpleaudioOutput

    return SimpleaudioOutput(period_ms)


def _pacat(period_ms: int) -> Output:
    from player.audio.outputs.pipe import PACAT, PipeOutput

    return PipeOutput(PACAT, period_ms)


def _aplay(period_ms: int) -> Output:
    from player.audio.outputs.pipe import APLAY, PipeOutput

    return PipeOutput(APLAY, period_ms)


def _wav(file: Path, period_ms: int) -> Output:
    from player.audio.outputs.wav import WavOutput

    return WavOutput(file, period_ms)


WAYS: Final[dict[str, tuple[Make, ...]]] = {
    "miniaudio": (_miniaudio,),
    "simpleaudio": (_simpleaudio,),
    "pipe": (_pacat, _aplay),
}
"""Makers of outputs by name, in the order in which `auto` tries them (DESIGN §6)."""


def candidates(choice: str, period_ms: int = PERIOD_MS) -> tuple[Callable[[], Output], ...]:
    """Return the outputs to try for a value of `--audio` that makes sound in the engine.

    Args:
        choice: As `--audio`.
        period_ms: Length of a block in milliseconds.

    Raises:
        ValueError: It is not such a value.
    """
    kind, _, file = choice.partition(":")
    if kind == "wav" and file:
        return (lambda: _wav(Path(file), period_ms),)
    if choice == "auto":
        makes = tuple(make for way in WAYS.values() for make in way)
    elif choice in WAYS:
        makes = WAYS[choice]
    else:
        raise ValueError(f"'{choice}' is no output of the engine.")
    return tuple(partial(make, period_ms) for make in makes)
