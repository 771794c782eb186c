"""The data of a language: templates, numbers, plurals. Each language is one module that holds a `Wording`."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple


class Unit(NamedTuple):
    """Something that is counted, in the singular and the plural."""

    one: str
    """The singular, with `{n}` in place of the number: `{n} rep`."""
    other: str
    """The plural."""
    whole: Collection[int] = ()
    """Numbers that are recorded in one piece with the unit; with others, number and unit are two pieces."""
    is_recorded: bool = True
    """Whether its clips are shipped; if not, a speech engine says them."""


class Limb(NamedTuple):
    """The limb that works while one lies on the side, found by words in the name of the exercise."""

    key: str
    """Begins the keys of its templates: of `arm-left-first`, `arm`."""
    named: tuple[str, ...]
    """Words in small letters; any of them in the name of an exercise means this limb."""


class Wording(NamedTuple):
    """Everything that is said in one language.

    A template is a text with fields. `|` separates pieces (see `Phrase`); a piece is either words alone, or
    one field with the stop behind it. Fields: `{name}` a text or a phrase, `{n}` a number in words,
    `{n:reps}` a number with its unit, `{ms:length}` a length of time.
    """

    code: str
    """ISO 639 code in small letters: `en`."""
    templates: Mapping[str, str]
    """Templates by key."""
    units: Mapping[str, Unit]
    """Units by key."""
    number_word: Callable[[int], str]
    """The word for a number of 0 to 100, and for the hundreds up to 900."""
    is_one: Callable[[int], bool]
    """Whether a whole number takes the singular; all other numbers take the plural."""
    counts: range
    """Numbers that are recorded alone."""
    thousand: str
    point: str
    """The decimal point in words."""
    half: str
    """Said after a whole number: `and a half`."""
    and_: str
    """The word before the last item of a list: `and`."""
    sides: Mapping[str, str]
    """The sides that are recorded, each with its opposite."""
    limbs: tuple[Limb, ...]
    labels: tuple[str, ...]
    """Names of phases that are recorded."""
    after_number: frozenset[str]
    """Names of phases that may follow their seconds: `two up`."""
    symbols: Mapping[str, str]
    """The words for symbols in a text."""
    units_written: Mapping[str, str]
    """Units as people write them after a number, such as `kg`, with the key of the unit they mean."""
    unsure_units: frozenset[str]
    """Written units that may be other words; inside a text they are left as they are."""
    proper: frozenset[str]
    """First words of names that keep their capital letter inside a sentence."""
    article: str
    """A one-letter article in capitals, which at the start of a name is no letter shape; empty: none."""
    lowers_names: bool
    """Whether a name begins with a small letter inside a sentence."""
    things: Mapping[str, str]
    """Equipment, with the key of the template that says it; an empty key: it is not said."""
    implied: Mapping[str, frozenset[str]]
    """By position, equipment that goes without saying in it."""
