"""Paths: the names of intervals and of steps that survive an edit of the routine (DESIGN §4.2).

This module holds the whole grammar: all functions that compose a path or take one apart.

    interval path    step path [ "@" part *( "." part ) ] [ "+" gap ]
    step path        slug *( "/" slug )                     from the root to the step
    slug             the slug of a name, the n-th equal one among its siblings with "~n"
    parts            "r2.1" the rounds, outer to inner; "s1" the set; the slug of the side
    gap              its kind, the n-th of one kind at one place with "~n"; or "every"

A gap is named after the work that follows it. So `block/row~2@r2.1.s1.left+rest~2` is the second rest before
the left side of set 1 of the second `row` of `block`, in round 2 of the outer and round 1 of the inner block.

On the tape, on disk and in JSON a path is a plain string; the two types keep the checker from mixing them up.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NewType

from player.routine.model import Block, Rest, Say, Step
from player.routine.slug import slug as slug_of

IntervalPath = NewType("IntervalPath", str)
"""Names one interval of a tape: `block/row@r2.s1.left`."""
StepPath = NewType("StepPath", str)
"""Names one step or block of a routine: `block/row`; empty: the routine itself."""

REMAINDER: Final = "every"
"""Kind of the gap that is the remainder of an `every` window."""


# Slugs of the steps of one block, and of the sides of one step.


def sibling_slugs(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the slug of every step, equal ones numbered: `row`, `curl`, `row~2`.

    That of a `rest:` step is empty: a rest is named after the work that follows it.
    """
    return _numbered(_own_slug(step) for step in steps)


def side_slugs(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the slug of every side, equal ones numbered; `→` and `←` are `side` and `side~2`."""
    return _numbered(slug_of(label) or "side" for label in labels)


def name_of(step: Step, own: str) -> str:
    """Return the name of `step` for a person; for a block without a name its slug, `own`."""
    if isinstance(step, Say):
        return step.text
    return step.name or own


def _numbered(slugs: Iterable[str]) -> tuple[str, ...]:
    """Make equal slugs differ: the n-th gets `~n` from the second on."""
    seen: Counter[str] = Counter()
    result: list[str] = []
    for own in slugs:
        seen[own] += 1
        result.append(_nth(own, seen[own]) if own else own)
    return tuple(result)


def _nth(name: str, number: int) -> str:
    return name if number == 1 else f"{name}~{number}"


def _own_slug(step: Step) -> str:
    match step:
        case Rest():
            return ""
        case Say():
            return "say"
        case Block():
            return slug_of(step.name or "") or "block"
    return slug_of(step.name) or "exercise"


# Composing.


def step_path(slugs: Iterable[str]) -> StepPath:
    """Return the path of a step: `("block", "row~2")` is `block/row~2`."""
    return StepPath("/".join(slugs))


def interval_path(
    step: StepPath, rounds: Iterable[int] = (), set_number: int | None = None, side: str = ""
) -> IntervalPath:
    """Return the path of an interval that is no gap: `row`, (2, 1), 3, `left` give `row@r2.1.s3.left`.

    Args:
        step: The step it belongs to.
        rounds: The round of every block with rounds around it, outer to inner.
        set_number: 1-based set; None: it has no sets (an instruction).
        side: The slug of the side; empty: none.
    """
    numbers = ".".join(map(str, rounds))
    return _with_parts(
        step, (f"r{numbers}" if numbers else "", "" if set_number is None else f"s{set_number}", side)
    )


def gap_path(work: IntervalPath, kind: str, number: int = 1) -> IntervalPath:
    """Return the path of a gap before `work`, the `number`-th of its kind: `row@s2+rest`, `row@s2+rest~2`."""
    return IntervalPath(_nth(f"{work}+{kind}", number))


# Taking apart.


def without_gap(path: IntervalPath) -> IntervalPath:
    """Return the path of the work after which a gap is named: `row@s2` of `row@s2+rest~2`."""
    return IntervalPath(path.partition("+")[0])


def step_of(path: IntervalPath) -> StepPath:
    """Return the step to which an interval belongs: `block/row` of `block/row@r2.s1.left+rest`."""
    return StepPath(path.partition("@")[0].partition("+")[0])


def slugs_of(step: StepPath) -> tuple[str, ...]:
    """Return the slugs from the root to a step: `("block", "row~2")` of `block/row~2`."""
    return tuple(step.split("/")) if step else ()


def rounds_of(path: IntervalPath) -> tuple[int, ...]:
    """Return the round of every block with rounds around, outer to inner: (2, 1) of `row@r2.1.s1`."""
    rounds, _ = _rounds_and_set(path)
    return tuple(map(int, rounds[1:].split("."))) if rounds else ()


def step_and_rounds_of(path: IntervalPath) -> IntervalPath:
    """Return the path without set, side and gap: `block/row@r2.1` of `block/row@r2.1.s1.left`."""
    rounds, _ = _rounds_and_set(path)
    return _with_parts(step_of(path), [rounds])


def set_of(path: IntervalPath) -> IntervalPath:
    """Return the path without side and gap, the same for all sides of a set: `row@s1` of `row@s1.left`."""
    return _with_parts(step_of(path), _rounds_and_set(path))


def _rounds_and_set(path: IntervalPath) -> tuple[str, str]:
    """Return these parts, empty where there is none: `("r2.1", "s1")` of `row@r2.1.s1.left`.

    Exact for work, which always has a set. An instruction has none: a side called `1` would read as a round.
    """
    parts = without_gap(path).partition("@")[2].split(".")
    behind = 0
    if _is_numbered(parts[0], "r"):
        behind = next((at for at, part in enumerate(parts) if at and not _is_numbered(part)), len(parts))
    has_set = behind < len(parts) and _is_numbered(parts[behind], "s")
    return ".".join(parts[:behind]), parts[behind] if has_set else ""


def _is_numbered(part: str, letter: str = "") -> bool:
    return part.startswith(letter) and part[len(letter) :].isdecimal()


def _with_parts(step: StepPath, parts: Iterable[str]) -> IntervalPath:
    text = ".".join(part for part in parts if part)
    return IntervalPath(f"{step}@{text}" if text else step)
