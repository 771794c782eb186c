"""Selects the parts of an announcement that fit into a given length, and their forms."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import BETWEEN_PARTS, Moment, Part, Phrase

ESSENTIALS: Final = (
    Moment.NAME,
    Moment.ROUNDS,
    Moment.REST,
    Moment.EQUIPMENT,
    Moment.SIDE,
    Moment.DOSE,
    Moment.POSITION,
)
"""Essential parts, the most important first."""
LENGTHENED: Final = (Moment.NAME, Moment.SIDE, Moment.DOSE, Moment.POSITION, Moment.REST)
EXTRAS: Final = (
    Moment.TEMPO,
    Moment.EQUIPMENT,
    Moment.LOAD,
    Moment.CUE,
    Moment.LENGTH,
    Moment.TITLE,
)
"""Added in this order, where there is still room."""


class Filling(NamedTuple):
    """The result of a selection."""

    said: tuple[tuple[Part, Phrase], ...]
    """The parts that are said, in the order of speech, each in its form."""
    length: Ms
    """Length of all of them with the silence between."""
    left_out: tuple[Part, ...]


def fill(parts: Sequence[Part], room: Ms, length_of: Callable[[Phrase], Ms]) -> Filling:
    """Choose what is said in `room`: the essentials first, then longer forms of them, then the extras.

    Args:
        parts: The parts in the order of speech.
        room: Longest length of all of them.
        length_of: Returns the length of a phrase on the tape.
    """
    chosen: dict[int, Phrase] = {}

    def total(forms: dict[int, Phrase]) -> Ms:
        return sum(map(length_of, forms.values())) + BETWEEN_PARTS * max(0, len(forms) - 1)

    for number in _by_rank(parts, ESSENTIALS):
        shortest = {**chosen, number: parts[number].short or parts[number].full}
        if parts[number].is_essential and total(shortest) <= room:
            chosen = shortest
    for number in _by_rank(parts, LENGTHENED):
        longer = {**chosen, number: parts[number].full}
        if number in chosen and total(longer) <= room:
            chosen = longer
    for number in _by_rank(parts, EXTRAS):
        if number in chosen:
            continue
        for form in (parts[number].full, parts[number].short):
            longer = {**chosen, number: form}
            if form and total(longer) <= room:
                chosen = longer
                break
    said = tuple((parts[number], chosen[number]) for number in sorted(chosen))
    left_out = tuple(part for number, part in enumerate(parts) if number not in chosen)
    return Filling(said, total(chosen), left_out)


def _by_rank(parts: Sequence[Part], order: tuple[Moment, ...]) -> list[int]:
    return sorted(
        (number for number, part in enumerate(parts) if part.moment in order),
        key=lambda number: order.index(parts[number].moment),
    )
