"""The gap rule with windows told a second time, by another way than the compiler goes.

The routine becomes a tree of pieces: work, or a window with pieces of its own. Each piece knows its
coordinates; the first in which two neighbours differ is the outermost boundary between them. A window is
rendered as a whole wherever a piece of work would stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from player.routine.model import Block, ByLevel, Exercise, Quantity, Rest, Routine, Say, Step
from player.timeline.model import Window


class Coordinate(NamedTuple):
    """Where in one node, and the gap between two that differ here."""

    value: int
    kind: str
    length: int


class Pause(NamedTuple):
    """A `rest:` or `say:` step."""

    kind: str
    length: int


@dataclass
class Work:
    length: int | None
    at: tuple[Coordinate, ...]
    prepares: list[int] = field(default_factory=list)


@dataclass
class Span:
    """A window: of `every`, `pass_` (`within` alone), `cap` or `key` (open sets)."""

    kind: str
    length: int | None
    rest: int
    entries: "list[Entry]"
    at: tuple[Coordinate, ...]
    on_beat: bool = False
    prepares: list[int] = field(default_factory=list)


Piece: TypeAlias = Work | Span
Entry: TypeAlias = Pause | Piece
Told: TypeAlias = tuple[str, int | None]


@dataclass
class Node:
    """A window as it is rendered."""

    span: Span
    children: "list[Told | Node]"


def expected(routine: Routine) -> tuple[list[Told], list[Window]]:
    """Kind and length of every interval, and the windows."""
    tape: list[Told] = []
    windows: list[Window] = []
    _flatten(list(_render(_step(routine.body, (), 0), _low(routine.prepare))), tape, windows)
    return tape, windows


def _flatten(nodes: "Sequence[Told | Node]", tape: list[Told], windows: list[Window]) -> None:
    for node in nodes:
        if not isinstance(node, Node):
            tape.append(node)
            continue
        place, first = len(windows), len(tape)
        windows.append(Window(0, 0, None, repeats=False, runs_full=False))
        _flatten(node.children, tape, windows)
        kind = node.span.kind
        windows[place] = Window(
            first, len(tape), node.span.length, kind in {"lap", "key"}, kind in {"lap", "every"}
        )


def _render(entries: "Sequence[Entry]", prepare: int) -> "Iterator[Told | Node]":
    """The whole session."""
    last = max((index for index, entry in enumerate(entries) if not isinstance(entry, Pause)), default=-1)
    yield from _sequence(entries[: last + 1], [prepare])
    yield from (
        _told(entry) for entry in entries[last + 1 :] if isinstance(entry, Pause) and entry.kind == "say"
    )


def _sequence(entries: "Sequence[Entry]", first: list[int] | None) -> "Iterator[Told | Node]":
    """Render a row of entries.

    `first` are lengths to get ready before the first piece (None: somebody else saw to that).
    """
    before: Piece | None = None
    between: list[Pause] = []
    for entry in entries:
        if isinstance(entry, Pause):
            between.append(entry)
            continue
        crossed = None if before is None else _crossed(before, entry)
        rested = any(pause.kind == "rest" for pause in between) or _begins_with_rest(entry)
        prepares = _hoisted(entry)
        if before is None:
            prepares = [] if first is None else [*first, *prepares]
        yield from (_told(pause) for pause in between if pause.length)
        moves = crossed is not None and crossed.kind != "rest" and (prepares or _inner(entry))
        if crossed is not None and crossed.length and not rested and not moves:
            yield crossed.kind, crossed.length
        longest = max(prepares, default=0)
        if longest:
            yield "prepare", longest
        yield ("work", entry.length) if isinstance(entry, Work) else Node(entry, list(_inside(entry)))
        before, between = entry, []
    yield from (_told(pause) for pause in between if pause.length)


def _inside(span: Span) -> "Iterator[Told | Node]":
    children = list(_sequence(span.entries, [] if span.on_beat else None))
    yield from children
    first = next((entry for entry in span.entries if not isinstance(entry, Pause)), None)
    ends_with_rest = False
    for entry in reversed(span.entries):
        if not isinstance(entry, Pause):
            break
        ends_with_rest = ends_with_rest or entry.kind == "rest"
    if span.kind in {"lap", "key"} and not ends_with_rest and not _begins_with_rest(span) and span.rest:
        yield "rest", span.rest
    if span.kind == "lap" and first is not None and max(_inner(first), default=0):
        yield "prepare", max(_inner(first))
    if span.kind == "every":
        assert span.length is not None
        used = _length(children)
        if used is None or used < span.length:
            yield "left", None if used is None else span.length - used


def _length(nodes: "Sequence[Told | Node]") -> int | None:
    total = 0
    for node in nodes:
        if isinstance(node, Node):
            inner = _length(node.children)
            if node.span.kind in {"lap", "every"}:
                length = node.span.length
            elif node.span.kind == "key" or inner is None or node.span.length is None:
                length = None
            else:
                length = min(inner, node.span.length)
        else:
            length = node[1]
        if length is None:
            return None
        total += length
    return total


def _told(pause: Pause) -> Told:
    return pause.kind, pause.length


def _begins_with_rest(piece: Piece) -> bool:
    if isinstance(piece, Span):
        for entry in piece.entries:
            if not isinstance(entry, Pause):
                return _begins_with_rest(entry)
            if entry.kind == "rest":
                return True
    return False


def _inner(piece: Piece) -> list[int]:
    """Everything to get ready for at the beginning of `piece`."""
    inner: list[int] = []
    if isinstance(piece, Span):
        first = next((entry for entry in piece.entries if not isinstance(entry, Pause)), None)
        inner = [] if first is None else _inner(first)
    return [*piece.prepares, *inner]


def _hoisted(piece: Piece) -> list[int]:
    """What of it lies before the piece: a window on the beat keeps its own inside."""
    return piece.prepares if isinstance(piece, Span) and piece.on_beat else _inner(piece)


def _crossed(old: Piece, new: Piece) -> Coordinate:
    return next(one for one, other in zip(old.at, new.at, strict=False) if one.value != other.value)


def _low(value: ByLevel[Quantity]) -> int:
    return value.at(0).low


def _leaves(step: Step) -> Iterator[Step]:
    if isinstance(step, Block):
        for inner in step.steps:
            yield from _leaves(inner)
    else:
        yield step


def _step(step: Step, at: tuple[Coordinate, ...], sides: int) -> "list[Entry]":
    """Everything in `step`, in the order of play; `sides`: how many `by_side` blocks lie around."""
    if isinstance(step, Rest):
        return [Pause("rest", _low(step.duration))]
    if isinstance(step, Say):
        return [Pause("say", _low(step.duration))]
    if isinstance(step, Block):
        leaves = list(_leaves(step))
        if all(isinstance(leaf, Rest) and not _low(leaf.duration) for leaf in leaves):
            return [Pause("rest", 0)] if leaves else []
        entries = list(_block(step, at, sides))
    else:
        entries = list(_exercise(step, at, sides))
    first = next((entry for entry in entries if not isinstance(entry, Pause)), None)
    if step.prepare is not None and first is not None:
        first.prepares.append(_low(step.prepare))
    return entries


def _block(block: Block, at: tuple[Coordinate, ...], sides: int) -> "Iterator[Entry]":
    labels = block.by_side.at(0).labels if block.by_side is not None else ()
    for turn in range(len(labels) or 1):
        here = (*at, Coordinate(turn, "switch", _low(block.switch)))
        entries = list(_rounds(block, here, sides + len(labels)))
        if block.within is None:
            yield from entries
        elif block.rounds is None:
            yield Span("lap", _low(block.within), _low(block.rest), entries, here)
        else:
            last = max((i for i, entry in enumerate(entries) if not isinstance(entry, Pause)), default=-1)
            if last >= 0:
                yield Span("cap", _low(block.within), 0, entries[: last + 1], here)
            yield from entries[last + 1 :]


def _rounds(block: Block, at: tuple[Coordinate, ...], sides: int) -> "Iterator[Entry]":
    for number in range(1 if block.rounds is None else _low(block.rounds)):
        here = (*at, Coordinate(number, "rest", _low(block.rest)))
        entries: list[Entry] = []
        for index, step in enumerate(block.steps):
            if not block.turns.at(0) or index == number % len(block.steps):
                entries += _step(
                    step, (*here, Coordinate(index, "transition", _low(block.transition))), sides
                )
        if block.every is None:
            yield from entries
        else:
            yield Span("every", _low(block.every), 0, entries, here, on_beat=number > 0)


def _exercise(step: Exercise, at: tuple[Coordinate, ...], sides: int) -> "Iterator[Entry]":
    length = step.hold.at(0).at(1).low if step.hold is not None else None
    sets = step.sets.at(0)
    count = max(1, sets.low) if sets.is_open else sets.low
    for number in range(count):
        here = (*at, Coordinate(number, "rest", _low(step.rest)))
        works: list[Entry] = [
            Work(length, (*here, Coordinate(side, "switch", _low(step.switch))))
            for side in range(1 if sides else max(1, len(step.sides.at(0).labels)))
        ]
        if sets.is_open and number == count - 1:
            yield Span("key", None, _low(step.rest), works, here)
        else:
            yield from works
