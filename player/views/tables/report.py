"""The JSON object that `show --json` prints of a tape (DESIGN §4)."""

from collections.abc import Iterable
from typing import Any

from player.routine.units import Ms
from player.script.model import Said, text_of
from player.timeline.cues import Cue
from player.timeline.model import Interval, Phase, Timeline, Window


def seconds(length: Ms | None) -> float | int | None:
    """Milliseconds as seconds with at most three decimals, whole ones without a point."""
    if length is None:
        return None
    return length // 1000 if length % 1000 == 0 else length / 1000


def as_json(timeline: Timeline, script: Iterable[Cue | Said] | None = None) -> dict[str, Any]:
    """Return the object that `show --json` prints; with a script it has `cues` too."""
    starts = list(timeline.starts())
    planned = timeline.planned
    report: dict[str, Any] = {
        "name": timeline.name,
        "slug": timeline.slug,
        "level": timeline.level,
        "choices": {path: list(names) for path, names in timeline.choices},
        "planned_s": seconds(planned),
        "timed_s": seconds(timeline.timed),
        "work_intervals": timeline.work_intervals,
        "intervals": [
            _interval(interval, start) for interval, start in zip(timeline.intervals, starts, strict=True)
        ],
        "windows": [_window(window) for window in timeline.windows],
    }
    if script is not None:
        starts.append(planned)  # the finish belongs to the end, one index past the last interval
        report["cues"] = [_heard(each, starts[each.interval]) for each in script]
    return report


def _interval(interval: Interval, start: Ms | None) -> dict[str, Any]:
    return {
        "kind": interval.kind.value,
        "exercise": interval.exercise,
        "side": interval.side,
        "set": interval.set,
        "sets": interval.sets,
        "round": interval.round,
        "rounds": interval.rounds,
        "reps": interval.reps,
        "start_s": seconds(start),
        "duration_s": seconds(interval.duration),
        "phases": [_phase(phase) for phase in interval.phases],
        "load": interval.load,
        "path": interval.path,
        "least_s": seconds(interval.least) if interval.duration is None else None,
        "distance": interval.distance,
        "effort": interval.effort,
        "ask": list(interval.ask),
    }


def _phase(phase: Phase) -> dict[str, Any]:
    """An open phase has no length; its start is given as if open phases before it lasted their least."""
    return {
        "rep": phase.rep,
        "label": phase.label,
        "start_s": seconds(phase.start),
        "duration_s": None if phase.is_open else seconds(phase.duration),
        "side": phase.side,
        "open": phase.is_open,
    }


def _window(window: Window) -> dict[str, Any]:
    """`first` and `end` are 0-based indices of `intervals`; `end` is one past the last."""
    return {
        "first": window.first,
        "end": window.end,
        "length_s": seconds(window.length),
        "repeats": window.repeats,
        "runs_full": window.runs_full,
    }


def _heard(each: Cue | Said, start: Ms | None) -> dict[str, Any]:
    """A sound, or a phrase with its planned length; a dropped phrase has the reason in `why`."""
    said = each if isinstance(each, Said) else None
    return {
        "at_s": seconds(None if start is None else start + each.at),
        "sound": None if isinstance(each, Said) else each.sound,
        "say": None if said is None else text_of(said.phrase),
        "dropped": said is not None and bool(said.dropped),
        "length_s": None if said is None else seconds(said.length),
        "moment": None if said is None else said.moment,
        "why": None if said is None else said.dropped or None,
    }
