"""The tape as `show --json` prints it (DESIGN §4)."""

from typing import Any

from player.routine.units import Ms
from player.timeline.cues import Cue, plan
from player.timeline.model import Timeline


def seconds(length: Ms | None) -> float | int | None:
    """Milliseconds as seconds with at most three decimals, whole ones without a point."""
    if length is None:
        return None
    return length // 1000 if length % 1000 == 0 else length / 1000


def as_json(timeline: Timeline, *, cues: bool = False) -> dict[str, Any]:
    """Return the object of `show --json`, with `cues` also what is heard."""
    starts = list(timeline.starts())
    report: dict[str, Any] = {
        "name": timeline.name,
        "slug": timeline.slug,
        "level": timeline.level,
        "choices": {},
        "planned_s": seconds(timeline.planned),
        "timed_s": seconds(timeline.timed),
        "work_intervals": timeline.work_intervals,
        "intervals": [
            {
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
                "phases": [
                    {
                        "rep": phase.rep,
                        "label": phase.label,
                        "start_s": seconds(phase.start),
                        "duration_s": seconds(phase.duration),
                    }
                    for phase in interval.phases
                ],
                "load": interval.load,
                "path": interval.path,
            }
            for interval, start in zip(timeline.intervals, starts, strict=True)
        ],
    }
    if cues:
        report["cues"] = [_cue(cue, _end(timeline, starts, cue)) for cue in plan(timeline)]
    return report


def _end(timeline: Timeline, starts: list[Ms | None], cue: Cue) -> Ms | None:
    """When the cue's interval starts; the finish stands behind the last one."""
    return starts[cue.interval] if cue.interval < len(starts) else timeline.planned


def _cue(cue: Cue, start: Ms | None) -> dict[str, Any]:
    at = None if start is None else start + cue.at
    return {"at_s": seconds(at), "sound": cue.sound, "say": None, "dropped": False}
