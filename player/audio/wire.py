"""The messages on the pipe between program and engine: one JSON object a line, its kind under "is".

To the engine: `beat` (I am here), `ping` (t), `cue` (at, sound, gain, gen), `play` (at, sound, gen), `say`
(at, pieces, room, instead, gen), `hush`, `expect` (at or null), `load` (sound, path, instead), `clear` (gen),
`quit`. From it: `ready` (output), `none` (why: nothing could be opened), `lost` (why), `pong` (t, at),
`unknown` (sound), `unloaded` (sound, why), `unsaid` (pieces, why: `long` or `missing`), `faults` (why:
sentences about the theme). All times are monotonic ns: `t` of the parent's clock, `at` of the engine's.
"""

import json
from pathlib import Path
from typing import Any, Final, TypeAlias

from player.audio.protocol import Setup

NS: Final = 1_000_000_000

BEAT_EVERY: Final = 0.25
"""Seconds between two beats of the parent."""

SILENT_AFTER: Final = NS
"""Without a word from the parent for this long the engine falls silent: nobody would stop it otherwise."""

WORN_OUT: Final = 75
"""Exit code of an engine that asks to be started again; it has not failed."""

Message: TypeAlias = dict[str, Any]
"""One message, as a JSON object."""


def pack(message: Message) -> bytes:
    """Return a message as a line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def unpack(line: bytes) -> Message | None:
    """Return the message of a line; None if it is none (a native library may print on any pipe)."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) and isinstance(message.get("is"), str) else None


_PATHS: Final = frozenset(("sounds", "log", "theme", "spoken"))
"""The fields of a setup that are paths."""


def pack_setup(setup: Setup) -> str:
    """Return a setup as the engine gets it: one JSON object, its only argument."""
    facts = setup._asdict()
    return json.dumps({name: str(fact) if isinstance(fact, Path) else fact for name, fact in facts.items()})


def unpack_setup(text: str) -> Setup:
    """Return the setup packed by `pack_setup`; fields that are left out have their defaults.

    Raises:
        ValueError: It is none.
    """
    facts = json.loads(text)
    if not isinstance(facts, dict) or not facts.keys() <= set(Setup._fields) or "sounds" not in facts:
        raise ValueError("This is no setup of the sound engine.")
    paths = {name: Path(fact) for name, fact in facts.items() if name in _PATHS and fact is not None}
    return Setup(**{**facts, **paths})
