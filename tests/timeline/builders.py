"""Routines built by hand, in seconds: these tests know the language, not its reader."""

from collections.abc import Sequence
from typing import TypeAlias

from player.routine.model import Block, Exercise, Quantity, Rest, Routine, Step, Tempo, TempoPhase
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Kind, Timeline

Amount: TypeAlias = float | tuple[float, float]
"""One value, or a range, low first."""
Beat: TypeAlias = Sequence[tuple[str, Amount]]
"""Labels and seconds of one rep."""


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def length(amount: Amount) -> Quantity:
    low, high = amount if isinstance(amount, tuple) else (amount, amount)
    return Quantity(ms(low), ms(high))


def number(amount: int | tuple[int, int]) -> Quantity:
    low, high = amount if isinstance(amount, tuple) else (amount, amount)
    return Quantity(low, high)


def exercise(
    name: str,
    *,
    reps: int | tuple[int, int] | None = None,
    hold: Amount | None = None,
    lasting: Amount | None = None,
    tempo: Beat | None = None,
    sets: int = 1,
    sides: tuple[str, ...] = (),
    rest: Amount = 30,
    switch: Amount = 5,
    relax: Amount = 3,
    prepare: Amount | None = None,
    load: str | None = None,
    cues: tuple[str, ...] = (),
    note: str | None = None,
    line: int = 0,
) -> Exercise:
    return Exercise(
        name=name,
        line=line,
        reps=None if reps is None else number(reps),
        hold=None if hold is None else length(hold),
        lasting=None if lasting is None else length(lasting),
        tempo=None
        if tempo is None
        else Tempo(tuple(TempoPhase(label, length(part)) for label, part in tempo)),
        tempo_source=None if tempo is None else "step",
        sets=number(sets),
        sides=sides,
        rest=length(rest),
        switch=length(switch),
        relax=length(relax),
        prepare=None if prepare is None else length(prepare),
        load=load,
        cues=cues,
        note=note,
    )


def work(name: str, *, prepare: Amount | None = None) -> Exercise:
    """An exercise of ten seconds, where only what lies around it matters."""
    return exercise(name, hold=10, prepare=prepare)


def rest(
    seconds: Amount,
    *,
    name: str | None = None,
    cue: str | None = None,
    note: str | None = None,
    line: int = 0,
) -> Rest:
    return Rest(line=line, duration=length(seconds), name=name, cue=cue, note=note)


def block(
    *steps: Step,
    name: str | None = None,
    rounds: int | None = None,
    rest: Amount = 30,
    transition: Amount = 10,
    prepare: Amount | None = None,
) -> Block:
    return Block(
        line=0,
        name=name,
        steps=steps,
        rounds=None if rounds is None else number(rounds),
        rest=length(rest),
        transition=length(transition),
        prepare=None if prepare is None else length(prepare),
        note=None,
    )


def routine(*steps: Step, prepare: Amount = 10, transition: Amount = 10, name: str = "Test") -> Routine:
    return Routine(name=name, body=block(*steps, name=name, transition=transition), prepare=length(prepare))


def tape(*steps: Step, prepare: Amount = 10, transition: Amount = 10) -> Timeline:
    return compile_routine(routine(*steps, prepare=prepare, transition=transition), "test")


def told(timeline: Timeline) -> list[str]:
    """The tape in words: `prepare 10`, `rest 30`, and work by its name and side alone."""
    return [_told(interval) for interval in timeline.intervals]


def _told(interval: Interval) -> str:
    if interval.kind is Kind.WORK:
        return " ".join(part for part in (interval.exercise, interval.side) if part)
    assert interval.duration is not None
    name = f" {interval.exercise}" if interval.exercise else ""
    return f"{interval.kind} {interval.duration / 1000:g}{name}"


def paths(timeline: Timeline) -> list[str]:
    return [interval.path for interval in timeline.intervals]
