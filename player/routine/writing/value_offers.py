"""Values to offer for a key, and its help in plain words, both from the grammar table."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type


class ValueOffer(NamedTuple):
    """One value and its meaning."""

    text: str
    help: str


_USUAL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "reps": ("10", "8-12", "5"),
        "sets": ("2", "3", "2-3"),
        "rounds": ("2", "3"),
        "hold": ("5s", "20-30s", "30s"),
        "for": ("30s", "45s", "1m"),
        "rest": ("30s", "60s", "1m30s"),
        "transition": ("5s", "10s", "15s"),
        "switch": ("3s", "5s"),
        "relax": ("2s", "3s", "5s"),
        "prepare": ("5s", "10s", "20s"),
        "breath": ("5s", "6s", "8s"),
        "every": ("60s", "90s"),
        "within": ("10m", "12m", "20m"),
        "distance": ("200 m", "1 km"),
        "pain_limit": ("3", "5"),
        "ask": ("[reps, load]", "[effort, pain]"),
    }
)
"""Usual values of keys; for other keys the value of their example is offered."""

_FREE: Final = frozenset(
    ("name", "about", "note", "say", "cue", "author", "source", "stop_if", "tags", "equipment")
)
"""Keys whose value only the person knows."""

_ASKED: Final = ("reps", "load", "effort", "pain")
_SIDES: Final = (
    ValueOffer("each", "Every set on the right, then on the left."),
    ValueOffer("alternate", "The sides change with every repetition."),
    ValueOffer("left", "Only the left."),
    ValueOffer("right", "Only the right."),
    ValueOffer("both", "Both at once, as without this key."),
)
_LABELS: Final = ("left", "right", "forward", "backward")
_TEMPOS: Final = (
    ValueOffer("2-1-3", "Go 2 s, hold 1 s, return 3 s."),
    ValueOffer("4s", "One beat of 4 s for every repetition."),
    ValueOffer("[lift: 2s, lower: 3s]", "Phases by their names, which are spoken."),
    ValueOffer("[Y: 3s, T: 3s]", "A list may say a name twice."),
    ValueOffer("none", "No beat, whatever the catalogue says."),
)
_PHASES: Final = ("lift", "hold", "lower")


def values_of(
    key: Key, place: KeyPlace, levels: tuple[str, ...], entry: str | None = None
) -> Iterator[ValueOffer]:
    """Yield values of a key, the most usual first.

    Args:
        key: Its declaration.
        place: The mapping it stands in.
        levels: The levels of the routine.
        entry: Inside a mapping that is the value: the key of it, a level or a phase.
    """
    if key.type is Type.TEMPO and entry is not None and entry not in levels:
        yield from (ValueOffer(length, "How long this phase lasts.") for length in ("1s", "2s", "3s"))
        yield ValueOffer("max", "Until you press the key.")
        return
    if key.type is Type.SIDES:
        yield from _SIDES if key.name == "sides" else _SIDES[:1]
    elif key.type is Type.TEMPO:
        yield from _TEMPOS
    elif key.type is Type.FLAG:
        yield ValueOffer("true", key.help)
        yield ValueOffer("false", "Not so.")
    elif key.name not in _FREE and key.type not in {Type.STEPS, Type.VARIATIONS}:
        usual = _USUAL.get(key.name, ()) if place is not KeyPlace.SAY else ()
        yield from (ValueOffer(text, _told(key, text)) for text in usual or (example_value(key),))
    yield from _forms(key, levels if entry is None else ())


def entries_of(key: Key, levels: tuple[str, ...]) -> Iterator[ValueOffer]:
    """Yield the possible keys of a mapping that is the value of `key`."""
    if Form.BY_LEVEL in key.forms or key.type is Type.TEMPO:
        yield from (ValueOffer(level, f"The value of '{key.name}' at this level.") for level in levels)
    if key.type is Type.TEMPO:
        yield from (ValueOffer(phase, "A phase, spoken by its name.") for phase in _PHASES)


def items_of(key: Key) -> Iterator[ValueOffer]:
    """Yield the possible entries of a list that is the value of `key`."""
    if key.name == "ask":
        yield from (ValueOffer(asked, "Asked for after each set.") for asked in _ASKED)
    if Form.LABELS in key.forms:
        yield from (
            ValueOffer(side, "A side; any name will do.") for side in ("left", "right", "forward", "backward")
        )


def example_value(key: Key) -> str:
    """Return the value in the example of a key."""
    return key.example.partition(": ")[2]


def _told(key: Key, value: str) -> str:
    """Return the help on a usual value: the key's own, or for a range the part of it that is played."""
    if "-" not in value or Form.RANGE not in key.forms:
        return key.help
    if key.name in {"reps", "hold", "for"}:
        return "A range: you begin at its low end and grow to its high end."
    return "A range: its low end is played."


def _forms(key: Key, levels: tuple[str, ...]) -> Iterator[ValueOffer]:
    timed = key.type is Type.DURATION
    if Form.OPEN in key.forms:
        least = {Type.DURATION: "30s+", Type.DISTANCE: "200 m+"}.get(key.type, "8+")
        yield ValueOffer(least, "At least so much, then more until you press the key.")
        yield ValueOffer("max", "As much as you can.")
    if Form.READY in key.forms:
        yield ValueOffer("ready", "Waits until you press the key.")
    if Form.BREATHS in key.forms:
        yield ValueOffer("5 breaths", "As long as five breaths.")
    if Form.LADDER in key.forms and key.type in {Type.COUNT, Type.DURATION}:
        yield ValueOffer(
            "[30s, 20s, 10s]" if timed else "[12, 10, 8]", "One value for each set, or each round."
        )
    if Form.LABELS in key.forms:
        yield ValueOffer("[left, right]", "In this order; any names will do.")
    if Form.BY_LEVEL in key.forms and levels:
        value = example_value(key)
        by_level = ", ".join(f"{level}: {value}" for level in levels)
        yield ValueOffer(f"{{{by_level}}}", "One value for each level.")


_MORE: Final[Mapping[Type, tuple[str, ...]]] = MappingProxyType(
    {
        Type.DURATION: ("30", "1:30"),
        Type.TEMPO: ("4s (a beat)", "[lift: 2s, lower: 3s]", "none"),
        Type.STEPS: ("each on a line of its own after '- '",),
        Type.VARIATIONS: ("exercises with a dose of their own",),
    }
)
"""Other ways to write a value than in the example, by form."""


def help_of(key: Key, place: KeyPlace, levels: tuple[str, ...] = ()) -> str:
    """Return one line on a key's meaning at a place, with ways to write its value, the usual one first.

    Args:
        key: Its declaration.
        place: Where it stands.
        levels: The levels of the routine.
    """
    is_inherited = key.inherited and place in {KeyPlace.ROUTINE, KeyPlace.BLOCK} and "inside" not in key.help
    scope = " For all steps inside." if is_inherited else ""
    return f"{key.name}: {key.help}{scope} Write: {' · '.join(dict.fromkeys(_ways(key, levels)))}"


def _ways(key: Key, levels: tuple[str, ...]) -> Iterator[str]:
    """Yield ways to write a value, by an example of each."""
    example = example_value(key)
    yield example
    if key.type is Type.FLAG:
        yield from ("true", "false")
    if key.type is Type.TEXTS and not example.startswith("["):
        yield f"[{example}, …]"
    yield from _MORE.get(key.type, ())
    few = Form.OPEN not in key.forms or key.name == "sets"
    ranges = {Type.DURATION: "20-30s", Type.DISTANCE: "200-400 m"}
    least = {Type.DURATION: "30s+", Type.DISTANCE: "200 m+"}
    rungs = {Type.DURATION: "[30s, 20s]", Type.DISTANCE: "[400 m, 200 m]", Type.TEXT: "[8 kg, 6 kg]"}
    by_level = ", ".join(f"{level}: …" for level in levels or ("gentle", "hard"))
    ways = {
        Form.RANGE: (ranges.get(key.type, "2-3" if few else "8-12"),),
        Form.OPEN: (least.get(key.type, "3+" if few else "8+"), "max"),
        Form.READY: ("ready (until a key)",),
        Form.BREATHS: ("5 breaths",),
        Form.LADDER: (f"{rungs.get(key.type, '[12, 10, 8]')} set by set",),
        Form.LABELS: ("[forward, backward]",),
        Form.BY_LEVEL: (f"{{{by_level}}} by level",),
    }
    for form in Form:
        if form in key.forms:
            yield from ways[form]
