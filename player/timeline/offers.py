"""Offers of a routine before it is compiled: steps to choose, and optional steps."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from player.routine.model import Block, Exercise, Rest, Routine
from player.routine.slug import slug
from player.timeline.choices import Choices, NoSuchChoice, level_number
from player.timeline.paths import StepPath, name_of, step_path
from player.timeline.presence import Presence, Weight


class Offer(NamedTuple):
    """One decision that a routine leaves open: a `choose` block, or an optional step."""

    kind: Literal["choose", "optional"]
    path: StepPath
    """Path of the block, or of the optional step."""
    title: str
    """Name of the block, or of the optional step."""
    names: tuple[str, ...]
    """Names of the steps to choose from, in order; for an optional step only its own."""
    picks: int
    """Number of steps to choose; for an optional step 1."""
    steps: tuple[StepPath, ...] = ()
    """Paths of the steps in `names`; a path is unambiguous where several steps have the same name."""


def offers(routine: Routine, level: str | None = None, *, settled: bool = False) -> tuple[Offer, ...]:
    """Return the offers at `level`, in the order of play.

    A block with no more steps than are chosen leaves nothing to decide; it is included only if `settled`.

    Raises:
        NoSuchChoice: The routine has no such level.
    """
    return tuple(
        offer
        for offer in _offers(Presence(routine, level_number(routine, level)))
        if settled or offer.kind == "optional" or offer.picks < len(offer.names)
    )


def at_level(routine: Routine, choices: Choices, level: str | None) -> Choices:
    """Return `choices` without the names that do not exist at `level`.

    Raises:
        NoSuchChoice: The routine has no such level.
    """
    there = list(_offers(Presence(routine, level_number(routine, level))))
    chosen = tuple(name for name in choices.chosen if _is_among("choose", name, there))
    without = tuple(name for name in choices.without if _is_among("optional", name, there))
    return choices._replace(level=level, chosen=chosen, without=without)


def names(offer: Offer, name: str) -> bool:
    """Whether `name` is the name or path of a step in the offer."""
    return slug(name) in map(slug, offer.names) or name in offer.steps


def check_names(choices: Choices, presence: Presence) -> None:
    """Check that each name in `choices` is that of a step that can be chosen or left out.

    Raises:
        NoSuchChoice: A name is not.
    """
    all_offers = list(_offers(presence))
    _check("choose", choices.chosen, all_offers)
    _check("without", choices.without, all_offers)


def _check(kind: Literal["choose", "without"], asked: Iterable[str], all_offers: list[Offer]) -> None:
    wanted: Literal["choose", "optional"] = "choose" if kind == "choose" else "optional"
    for name in asked:
        if not _is_among(wanted, name, all_offers):
            fitting = (offer for offer in all_offers if offer.kind == wanted)
            raise NoSuchChoice(kind, name, tuple(dict.fromkeys(n for offer in fitting for n in offer.names)))


def _is_among(kind: Literal["choose", "optional"], name: str, some: Iterable[Offer]) -> bool:
    return any(offer.kind == kind and names(offer, name) for offer in some)


def _offers(presence: Presence) -> Iterator[Offer]:
    """Yield all offers, including those that leave nothing to decide."""
    body = presence.routine.body
    yield from _offers_in(presence, body, (), presence.level_in(body, presence.level))


def _offers_in(presence: Presence, block: Block, slugs: tuple[str, ...], level: int) -> Iterator[Offer]:
    steps = presence.steps(block, level)
    if block.choose is not None:
        some = [placed for placed in steps if not isinstance(placed.step, Rest)]
        if some:
            yield Offer(
                "choose",
                step_path(slugs),
                block.name or "Block",
                names=tuple(name_of(placed.step, placed.slug) for placed in some),
                picks=min(block.choose.at(level).low, len(some)),
                steps=tuple(step_path((*slugs, placed.slug)) for placed in some),
            )
    for placed in steps:
        path = (*slugs, placed.slug)
        if isinstance(placed.step, Block):
            # A routine without any work may be included many times: it is not walked.
            if presence.weight(placed.step, level) is Weight.SOMETHING:
                inside = presence.level_in(placed.step, level)
                yield from _offers_in(presence, placed.step, path, inside)
        elif isinstance(placed.step, Exercise) and placed.step.optional.at(level):
            yield Offer("optional", step_path(path), placed.step.name, (placed.step.name,), 1)
