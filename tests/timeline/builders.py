"""Routines built by hand, in seconds: these tests know the language, not its reader.

Values nest as in the language: a mapping is by level (in the order of the levels), a list a ladder, a pair a
range; `more(8)` is `8+`, `MAX` is open from 0, `READY` waits for the key, `breaths(5)` is `5 breaths`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from player.routine.model import (
    Block,
    ByLevel,
    Distance,
    Exercise,
    Ladder,
    Quantity,
    Rest,
    Routine,
    Say,
    Sides,
    Step,
    Tempo,
    TempoPhase,
)
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Kind, Timeline

T = TypeVar("T")
R = TypeVar("R")


class more(NamedTuple):  # noqa: N801 - reads as a word of the language
    """At least that, then more until the key."""

    least: float


class breaths(NamedTuple):  # noqa: N801 - reads as a word of the language
    how_many: float
    breath: float = 6
    is_open: bool = False


MAX = READY = more(0)

One: TypeAlias = float | tuple[float, float] | more | breaths
Amount: TypeAlias = One | Mapping[str, One]
"""A length or a count: one value, a range (low first), open, in breaths; or one for each level."""
Dosed: TypeAlias = One | Sequence[One] | Mapping[str, "One | Sequence[One]"]
"""The same, or a ladder of them."""
Beat: TypeAlias = Sequence[tuple[str, One]]
"""Labels and seconds of one rep."""


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def length(amount: One) -> Quantity:
    return _quantity(amount, ms)


def number(amount: One) -> Quantity:
    return _quantity(amount, int)


def _quantity(amount: One, unit: Callable[[float], int]) -> Quantity:
    match amount:
        case more(least):
            return Quantity(unit(least), unit(least), is_open=True)
        case breaths(how_many, breath, is_open):
            low = ms(how_many * breath)
            return Quantity(low, low, is_open=is_open, breath=ms(breath))
        case tuple():
            return Quantity(unit(amount[0]), unit(amount[1]))
    return Quantity(unit(amount), unit(amount))


def by_level(value: object, one: Callable[[T], R]) -> ByLevel[R]:
    values = value.values() if isinstance(value, Mapping) else (value,)
    return ByLevel(tuple(map(one, values)))


def lengths(amount: Amount) -> ByLevel[Quantity]:
    return by_level(amount, length)


def numbers(amount: Amount) -> ByLevel[Quantity]:
    return by_level(amount, number)


def dosed(amount: object, one: Callable[[T], R]) -> ByLevel[Ladder[R]]:
    def ladder(value: T) -> Ladder[R]:
        rungs: Sequence[T] = value if isinstance(value, list) else [value]
        return Ladder(tuple(map(one, rungs)))

    return by_level(amount, ladder)


def distances(amount: object, unit: str) -> ByLevel[Ladder[Distance]]:
    def one(value: One) -> Distance:
        quantity = length(value)  # thousandths, as milliseconds are
        return Distance(quantity.low, quantity.high, unit, quantity.is_open)

    return dosed(amount, one)


def sides_of(labels: tuple[str, ...], *, alternate: bool = False) -> Sides:
    return Sides(labels, alternate)


def tempo_of(beat: Beat) -> Tempo:
    return Tempo(tuple(TempoPhase(label, length(part)) for label, part in beat))


def exercise(
    name: str,
    *,
    reps: Dosed | None = None,
    hold: Dosed | None = None,
    lasting: Dosed | None = None,
    distance: Dosed | None = None,
    unit: str = "m",
    tempo: Beat | Mapping[str, Beat] | None = None,
    sets: Amount = 1,
    climbs: Literal["set", "round"] = "set",
    sides: tuple[str, ...] | Mapping[str, tuple[str, ...]] = (),
    alternate: bool = False,
    rest: Amount = 30,
    switch: Amount = 5,
    relax: Amount = 3,
    prepare: Amount | None = None,
    load: str | Sequence[str] | Mapping[str, str] | None = None,
    effort: str | Mapping[str, str] | None = None,
    cues: tuple[str, ...] = (),
    note: str | None = None,
    optional: bool | Mapping[str, bool] = False,
    ask: tuple[str, ...] = (),
    stop_if: tuple[str, ...] = (),
    variations: tuple[Exercise, ...] = (),
    sound: str | None = None,
    halfway: bool | None = None,
    line: int = 0,
) -> Exercise:
    return Exercise(
        name=name,
        line=line,
        reps=None if reps is None else dosed(reps, number),
        hold=None if hold is None else dosed(hold, length),
        lasting=None if lasting is None else dosed(lasting, length),
        distance=None if distance is None else distances(distance, unit),
        tempo=None if tempo is None else by_level(tempo, tempo_of),
        tempo_source=None if tempo is None else "step",
        sets=numbers(sets),
        climbs=climbs,
        sides=by_level(sides, partial(sides_of, alternate=alternate)),
        rest=lengths(rest),
        switch=lengths(switch),
        relax=lengths(relax),
        prepare=None if prepare is None else lengths(prepare),
        load=None if load is None else dosed(load, str),
        effort=None if effort is None else by_level(effort, str),
        cues=cues,
        note=note,
        optional=by_level(optional, bool),
        ask=ask,
        stop_if=stop_if,
        variations=variations,
        sound=sound,
        halfway=None if halfway is None else ByLevel.always(halfway),
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
    return Rest(line=line, duration=lengths(seconds), name=name, cue=cue, note=note)


def say(text: str, seconds: Amount = 5, *, line: int = 0) -> Say:
    return Say(line=line, text=text, duration=lengths(seconds))


def block(
    *steps: Step,
    name: str | None = None,
    rounds: Amount | None = None,
    rest: Amount | None = None,
    transition: Amount | None = None,
    switch: Amount | None = None,
    prepare: Amount | None = None,
    every: Amount | None = None,
    within: Amount | None = None,
    turns: bool = False,
    by_side: tuple[str, ...] | Mapping[str, tuple[str, ...]] | None = None,
    pick: Amount | None = None,
    choose: Amount | None = None,
    levels: tuple[str, ...] | None = None,
) -> Block:
    """Gaps of windows are 0 unless said, as in the language."""
    windowed = every is not None or within is not None
    rest, transition, switch = (
        (0 if windowed else usual) if given is None else given
        for given, usual in ((rest, 30), (transition, 10), (switch, 5))
    )
    return Block(
        line=0,
        name=name,
        steps=steps,
        rounds=None if rounds is None else numbers(rounds),
        rest=lengths(rest),
        transition=lengths(transition),
        switch=lengths(switch),
        prepare=None if prepare is None else lengths(prepare),
        note=None,
        every=None if every is None else lengths(every),
        within=None if within is None else lengths(within),
        turns=ByLevel.always(turns),
        by_side=None if by_side is None else by_level(by_side, sides_of),
        pick=None if pick is None else numbers(pick),
        choose=None if choose is None else numbers(choose),
        levels=levels,
    )


def routine(
    *steps: Step,
    prepare: Amount = 10,
    transition: Amount = 10,
    name: str = "Test",
    levels: tuple[str, ...] = (),
) -> Routine:
    body = block(*steps, name=name, transition=transition)
    return Routine(name=name, body=body, prepare=lengths(prepare), levels=levels)


def tape(
    *steps: Step,
    prepare: Amount = 10,
    transition: Amount = 10,
    levels: tuple[str, ...] = (),
    choices: Choices = FIRST_OF_EVERYTHING,
) -> Timeline:
    built = routine(*steps, prepare=prepare, transition=transition, levels=levels)
    return compile_routine(built, "test", choices)


def told(timeline: Timeline) -> list[str]:
    """The tape in words: `prepare 10`, `rest 30`, and work by its name and side alone."""
    return [_told(interval) for interval in timeline.intervals]


def _told(interval: Interval) -> str:
    if interval.kind is Kind.WORK:
        return " ".join(part for part in (interval.exercise, interval.side) if part)
    name = f" {interval.exercise}" if interval.exercise else ""
    kind = "left" if interval.fills else interval.kind.value
    return f"{kind} {'open' if interval.duration is None else f'{interval.duration / 1000:g}'}{name}"


def paths(timeline: Timeline) -> list[str]:
    return [interval.path for interval in timeline.intervals]


def windows(timeline: Timeline) -> list[str]:
    """The windows in words: what is in them and how they end."""
    return [
        f"{window.first}-{window.end} {'key' if window.length is None else f'{window.length / 1000:g}'}"
        f"{' repeats' * window.repeats}{' full' * window.runs_full}"
        for window in timeline.windows
    ]
