"""The tape as bytes: what a session stores so that it can be resumed without compiling again.

Canonical JSON: the same tape always gives the same bytes, so that equal tapes share one hash.
"""

import json
from typing import Any, Final

from player.timeline.model import Dose, Interval, Kind, Phase, Timeline

VERSION: Final = 1
_NO_DEFAULT: Final = object()
_DEFAULTS: Final = {name: Interval._field_defaults.get(name, _NO_DEFAULT) for name in Interval._fields}


def encode(timeline: Timeline) -> bytes:
    """Return `timeline` as canonical JSON in UTF-8."""
    tape = {
        "version": VERSION,
        "name": timeline.name,
        "slug": timeline.slug,
        "level": timeline.level,
        "seed": timeline.seed,
        "intervals": [_interval(interval) for interval in timeline.intervals],
    }
    return json.dumps(tape, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def decode(data: bytes) -> Timeline:
    """Return the timeline that `encode` wrote.

    Raises:
        ValueError: The bytes are no tape, or one of a version this program does not know.
    """
    try:
        tape = json.loads(data)
        if tape["version"] != VERSION:
            raise ValueError(f"a tape of version {tape['version']}; this program reads version {VERSION}")
        return Timeline(
            name=tape["name"],
            slug=tape["slug"],
            level=tape["level"],
            seed=tape["seed"],
            intervals=tuple(_read_interval(item) for item in tape["intervals"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a tape: {error}") from error


def _interval(interval: Interval) -> dict[str, Any]:
    """Only what differs from the defaults: a tape of thousands of intervals stays small."""
    item: dict[str, Any] = {}
    for name, default in _DEFAULTS.items():
        value = getattr(interval, name)
        if value == default:
            continue
        if name == "phases":
            value = [[phase.rep, phase.label, phase.start, phase.duration] for phase in interval.phases]
        item[name] = value
    return item


def _read_interval(item: dict[str, Any]) -> Interval:
    values = dict(item)
    values["kind"] = Kind(values["kind"])
    if "dose" in values:
        values["dose"] = Dose(values["dose"])
    if "phases" in values:
        values["phases"] = tuple(Phase(*phase) for phase in values["phases"])
    for name in ("cues", "equipment"):
        if name in values:
            values[name] = tuple(values[name])
    return Interval(**values)
