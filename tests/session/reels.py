"""Tapes put together by hand, in seconds, with windows and open work: no routine is compiled for them."""

from collections.abc import Sequence

from player.timeline.model import Dose, Interval, Kind, Phase, Timeline, Window
from player.timeline.paths import IntervalPath


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def hold(name: str, seconds: float) -> Interval:
    phases = (Phase(1, "hold", 0, ms(seconds)),)
    return Interval(Kind.WORK, IntervalPath(name), ms(seconds), exercise=name, dose=Dose.HOLD, phases=phases)


def open_hold(name: str, least: float = 0) -> Interval:
    """`hold: 30s+`, or `max`."""
    phases = (Phase(1, "hold", 0, ms(least), is_open=True),)
    return Interval(
        Kind.WORK, IntervalPath(name), None, exercise=name, dose=Dose.HOLD, phases=phases, least=ms(least)
    )


def moving(name: str, seconds: float | None, least: float = 0) -> Interval:
    """`for`; None: open."""
    length = None if seconds is None else ms(seconds)
    return Interval(
        Kind.WORK, IntervalPath(name), length, exercise=name, dose=Dose.KEEP_MOVING, least=ms(least)
    )


def self_paced(name: str, reps: int | None = 8) -> Interval:
    return Interval(Kind.WORK, IntervalPath(name), None, exercise=name, dose=Dose.SELF_PACED, reps=reps)


def free(name: str) -> Interval:
    return Interval(Kind.WORK, IntervalPath(name), None, exercise=name, dose=Dose.OPEN)


def counted(
    name: str,
    reps: int | None,
    *beat: tuple[str, float],
    is_open: bool = False,
    dose: Dose = Dose.BEAT,
    sides: Sequence[str | None] = (None,),
) -> Interval:
    """Reps with a tempo, or held ones. A label that ends in `+` is an open phase; no reps: `max`."""
    phases: list[Phase] = []
    at = 0
    for rep in range(1, (reps or 1) + 1):
        for side in sides:
            for label, seconds in beat:
                phases.append(Phase(rep, label.rstrip("+"), at, ms(seconds), side, label.endswith("+")))
                at += ms(seconds)
    waits = is_open or reps is None or any(phase.is_open for phase in phases)
    return Interval(
        Kind.WORK,
        IntervalPath(name),
        None if waits else at,
        exercise=name,
        side="alternate" if len(sides) > 1 else None,
        reps=reps,
        dose=dose,
        phases=tuple(phases),
        least=at if waits and reps else 0,
    )


def gap(name: str, seconds: float | None, kind: Kind = Kind.REST) -> Interval:
    return Interval(kind, IntervalPath(name), None if seconds is None else ms(seconds))


def fills(name: str, seconds: float | None) -> Interval:
    return Interval(Kind.REST, IntervalPath(name), None if seconds is None else ms(seconds), fills=True)


def every(first: int, end: int, seconds: float) -> Window:
    return Window(first, end, ms(seconds), repeats=False, runs_full=True)


def within(first: int, end: int, seconds: float) -> Window:
    return Window(first, end, ms(seconds), repeats=True, runs_full=True)


def cap(first: int, end: int, seconds: float) -> Window:
    return Window(first, end, ms(seconds), repeats=False, runs_full=False)


def sets_max(first: int, end: int) -> Window:
    return Window(first, end, None, repeats=True, runs_full=False)


def reel(*intervals: Interval, windows: Sequence[Window] = ()) -> Timeline:
    return Timeline("Test", "test", intervals, windows=tuple(windows))
