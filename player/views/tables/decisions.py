"""Lines of text that tell which steps a tape plays, where some could be chosen, drawn or left out."""

from player.routine.model import Routine
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.timeline.offers import Offer, at_level, offers
from player.views.tables.timetable import short_length_of


def decision_lines(routine: Routine, tape: Timeline) -> list[str]:
    """Return one line for each block that was chosen or drawn from, and one for what is optional."""
    by_path: dict[str, Offer] = {offer.path: offer for offer in offers(routine, tape.level, settled=True)}
    lines: list[str] = []
    optional: dict[str, str] = {}
    for path, names in tape.choices:
        offer = by_path.get(path)
        if offer is not None and offer.kind == "optional":
            optional[offer.title] = offer.title if names else f"{offer.title} (left out)"
        elif offer is not None:
            others = ", ".join(name for name in dict.fromkeys(offer.names) if name not in names)
            lines.append(f"{offer.title}: {', '.join(names)}" + (f" (or {others})" if others else ""))
        elif names:
            lines.append(f"Drawn: {', '.join(names)}")
    return [*lines, *([f"Optional: {', '.join(optional.values())}"] if optional else [])]


def level_lengths(routine: Routine, slug: str, choices: Choices, played: Timeline) -> str:
    """Return every level with its length, `gentle 8:51 · standard 9:57`; empty if the routine has no levels.

    Args:
        routine: A routine without errors.
        slug: The slug of its file.
        choices: What was decided. Names that exist at some levels only are left out at the others.
        played: The tape compiled with these choices, for its own level.
    """
    lengths = (
        played if level == played.level else compile_routine(routine, slug, at_level(routine, choices, level))
        for level in routine.levels
    )
    return " · ".join(
        f"{level} {short_length_of(tape)}" for level, tape in zip(routine.levels, lengths, strict=True)
    )
