"""The types of the grammar table: places, kinds of values, forms, and the declaration of a key."""

from enum import StrEnum
from typing import Final, NamedTuple

from player.routine.units import Ms


class KeyPlace(StrEnum):
    """A mapping of a routine file in which keys can stand."""

    ROUTINE = "routine"
    BLOCK = "block"
    EXERCISE = "exercise"
    REST = "rest"
    INCLUDE = "include"
    SAY = "say"


class Type(StrEnum):
    """The kind of value that a key takes."""

    TEXT = "text"
    """One line."""
    LINES = "lines"
    """A text that may have several lines."""
    TEXTS = "texts"
    """A text, or a list of texts."""
    DURATION = "duration"
    COUNT = "count"
    DISTANCE = "distance"
    TEMPO = "tempo"
    SIDES = "sides"
    STEPS = "steps"
    FLAG = "flag"
    NUMBER = "number"
    """A plain number that is no count, such as a point on a scale."""
    VARIATIONS = "variations"


class Form(StrEnum):
    """A way to write a value beside the simple one (DESIGN §3, Values)."""

    RANGE = "range"
    OPEN = "open"
    """`max`, or a lower bound: `8+`, `30s+`."""
    READY = "ready"
    """A gap that waits for the key."""
    BREATHS = "breaths"
    LADDER = "ladder"
    """A list: the k-th value in the k-th set or round."""
    BY_LEVEL = "by level"
    LABELS = "labels"
    """A list of sides with names of one's own."""


PHASE_FORMS: Final = (Form.RANGE, Form.OPEN, Form.BREATHS, Form.BY_LEVEL)
"""Forms in which the length of a tempo's phase may be written."""


class Key(NamedTuple):
    """One key at the places where it means the same thing."""

    name: str
    places: tuple[KeyPlace, ...]
    type: Type
    help: str
    """One sentence for the person who writes a routine."""
    example: str
    """One line of YAML, key included."""
    inherited: bool = False
    """Whether, set on the routine or a block, it holds for every step inside that does not say otherwise."""
    least: Ms = 0
    """Smallest duration (ms) or count."""
    most: Ms | None = None
    """Greatest duration (ms) or count; None: the bound that holds for the whole type."""
    longest: int = 200
    """Most characters of each text."""
    forms: tuple[Form, ...] = ()
    """Forms in which its value may be written, beside the simple one."""
