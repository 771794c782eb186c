"""Names of steps in paths (DESIGN §4, `path`)."""

from collections import Counter
from collections.abc import Iterable

from player.routine.model import Block, Rest, Say, Step
from player.routine.slug import slug as slug_of


def sibling_slugs(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the slug of every step; the n-th with the same slug gets `~n` from the second on.

    A `rest:` step has none (an empty one): it is found by the work after it.
    """
    return numbered(_own_slug(step) for step in steps)


def numbered(slugs: Iterable[str]) -> tuple[str, ...]:
    """Make equal slugs differ: the n-th gets `~n` from the second on."""
    seen: Counter[str] = Counter()
    result: list[str] = []
    for own in slugs:
        seen[own] += 1
        result.append(own if not own or seen[own] == 1 else f"{own}~{seen[own]}")
    return tuple(result)


def side_slugs(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the part of a path for every side."""
    return numbered(slug_of(label) or "side" for label in labels)


def name_of(step: Step, own: str) -> str:
    """Return what a person calls `step`; `own` is its slug, which names a block without a name."""
    if isinstance(step, Say):
        return step.text
    return step.name or own


def _own_slug(step: Step) -> str:
    match step:
        case Rest():
            return ""
        case Say():
            return "say"
        case Block():
            return slug_of(step.name or "") or "block"
    return slug_of(step.name) or "exercise"
