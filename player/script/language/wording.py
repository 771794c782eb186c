"""What a language brings: its templates, its numbers, its plurals. A language is one file of such data."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple


class Unit(NamedTuple):
    """Something that is counted, in the singular and the plural."""

    one: str
    """With `{n}` where the number stands: `{n} rep`."""
    other: str
    whole: Collection[int] = ()
    """Counts that are recorded in one piece; of others the number and the rest are pieces of their own."""
    is_recorded: bool = True
    """Whether it belongs to what is shipped as clips."""


class Limb(NamedTuple):
    """What works where one lies on the side, by words in the name of the exercise."""

    key: str
    """Ends the keys of its templates: `side-arm-first`."""
    named: tuple[str, ...]


class Wording(NamedTuple):
    """Everything that is said in one language.

    A template is a text with fields. `|` joins pieces (see `Phrase`); a piece is either words alone, or one
    field with the stop behind it. Fields: `{name}` a text or a phrase, `{n}` a number as words, `{n:reps}` a
    number with its unit, `{ms:length}` a length of time.
    """

    code: str
    templates: Mapping[str, str]
    units: Mapping[str, Unit]
    number_word: Callable[[int], str]
    """The word for 0 to 100, and for the hundreds up to 900."""
    is_one: Callable[[int], bool]
    """Whether a whole number takes the singular; what is no whole number takes the plural."""
    counts: range
    """Numbers that are recorded alone."""
    thousand: str
    point: str
    half: str
    """Said after a whole number: `and a half`."""
    and_: str
    """Before the last of a list: `and`."""
    sides: Mapping[str, str]
    """The opposite of each side that has a clip."""
    limbs: tuple[Limb, ...]
    labels: tuple[str, ...]
    """Names of phases that are recorded."""
    after_number: frozenset[str]
    """Names of phases that may stand behind their seconds: `two up`."""
    symbols: Mapping[str, str]
    """What a sign is called in a text."""
    units_written: Mapping[str, str]
    """Units as they are written behind a number, and the unit each stands for: `kg`."""
    unsure_units: frozenset[str]
    """Those that are other words too, and mean nothing in the middle of a text."""
    proper: frozenset[str]
    """First words of names that keep their capital letter."""
    article: str
    """One letter that is a word, and no letter shape, at the start of a name; empty: none."""
    lowers_names: bool
    """Whether a name in the middle of a sentence begins with a small letter."""
    things: Mapping[str, str]
    """Equipment, and the key of its template; empty: nothing is said of it."""
    implied: Mapping[str, frozenset[str]]
    """Equipment that a position brings along, by position."""
