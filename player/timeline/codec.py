"""Encodes a tape as bytes, which a session stores so that it can be resumed without compiling again.

The format is canonical JSON: the same tape always gives the same bytes, so that equal tapes have equal
hashes. Equal sets share their phases, as they do in memory. Version 1, without windows and choices, can be
read, too.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from player.timeline.model import Dose, Interval, Kind, Phase, Timeline, Window

VERSION: Final = 2
_FIRST: Final = 1
_NO_DEFAULT: Final = object()
_DEFAULTS: Final = {name: Interval._field_defaults.get(name, _NO_DEFAULT) for name in Interval._fields}
_TEXTS: Final = ("cues", "equipment", "ask", "stop_if")
_PLAIN_PHASE: Final = 4
"""Number of fields that every phase has; side and `is_open` are written only where they are set."""


def encode(timeline: Timeline) -> bytes:
    """Return `timeline` as canonical JSON in UTF-8."""
    phases: dict[tuple[Phase, ...], int] = {}
    intervals = [_interval(interval, phases) for interval in timeline.intervals]
    tape = {
        "version": VERSION,
        "name": timeline.name,
        "slug": timeline.slug,
        "level": timeline.level,
        "seed": timeline.seed,
        "choices": timeline.choices,
        "intervals": intervals,
        "phases": [[_phase(phase) for phase in some] for some in phases],
        "windows": timeline.windows,
    }
    return json.dumps(tape, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def decode(data: bytes) -> Timeline:
    """Return the timeline that `encode` wrote.

    Raises:
        ValueError: The bytes are no tape, or one of an unknown version.
    """
    try:
        tape = json.loads(data)
        if tape["version"] not in range(_FIRST, VERSION + 1):
            raise ValueError(
                f"a tape of version {tape['version']}; this program reads versions {_FIRST} to {VERSION}"
            )
        shared = [_read_phases(some) for some in tape["phases"]] if tape["version"] > _FIRST else None
        return Timeline(
            name=tape["name"],
            slug=tape["slug"],
            level=tape["level"],
            seed=tape["seed"],
            intervals=tuple(_read_interval(item, shared) for item in tape["intervals"]),
            choices=() if shared is None else tuple(_read_choice(item) for item in tape["choices"]),
            windows=() if shared is None else tuple(Window(*item) for item in tape["windows"]),
        )
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a tape: {error}") from error


def _interval(interval: Interval, phases: dict[tuple[Phase, ...], int]) -> dict[str, Any]:
    """Encode only fields that differ from the defaults: a tape of thousands of intervals stays small."""
    item: dict[str, Any] = {}
    for name, default in _DEFAULTS.items():
        value = getattr(interval, name)
        if value == default:
            continue
        item[name] = phases.setdefault(value, len(phases)) if name == "phases" else value
    return item


def _phase(phase: Phase) -> tuple[Any, ...]:
    if phase.side is None and not phase.is_open:
        return phase[:_PLAIN_PHASE]
    return phase


def _read_phases(some: Sequence[Sequence[Any]]) -> tuple[Phase, ...]:
    return tuple(Phase(*phase) for phase in some)


def _read_interval(item: Mapping[str, Any], shared: Sequence[tuple[Phase, ...]] | None) -> Interval:
    """Decode an interval; `shared`: phases of the whole tape, or None in version 1 (phases per interval)."""
    values = dict(item)
    values["kind"] = Kind(values["kind"])
    if "dose" in values:
        values["dose"] = Dose(values["dose"])
    if "phases" in values:
        own = values["phases"]
        values["phases"] = _read_phases(own) if shared is None else shared[own]
    for name in _TEXTS:
        if name in values:
            values[name] = tuple(values[name])
    return Interval(**values)


def _read_choice(item: Sequence[Any]) -> tuple[str, tuple[str, ...]]:
    path, names = item
    return path, tuple(names)
