"""Fills the templates of a language: numbers, lengths, names and sentences. The same for every language."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Final, TypeAlias

from player.routine.units import Ms
from player.script.language.numbers import in_seconds, is_one, number
from player.script.language.speakable import capitalised, in_sentence, speakable, spoken_name
from player.script.language.wording import Wording
from player.script.model import Phrase, clip_of
from player.timeline.sides import with_sides

if TYPE_CHECKING:  # speaking alone needs no catalogue
    from player.routine.catalogue import CatalogueEntry

Value: TypeAlias = int | str | Phrase
"""The value of a template's field: a number, a text that can be said, or a phrase."""

_LENGTH: Final = "length"
_MINUTE: Final[Ms] = 60_000
_HOUR: Final[Ms] = 60 * _MINUTE
_LONGEST_IN_SECONDS: Final[Ms] = 90_000
_REMEMBERED: Final = 512
"""Names, and other texts, that the cache of a language holds."""
_ENDS: Final = (".", "?", "!")


@cache
def language(code: str) -> "Language":
    """Return the language of a code such as `en` or `en-GB`; English if there is no wording for it."""
    from player.script.language.english import ENGLISH

    known = {ENGLISH.code: ENGLISH}
    return Language(known.get(code.replace("_", "-").split("-")[0].casefold(), ENGLISH))


class Language:
    """Says things in one language, by filling the templates of its wording.

    Phrases begin with a capital letter, also after a full stop inside them; `clip_of` ignores case.
    """

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        # A session says the same names and labels again and again.
        self._name = lru_cache(_REMEMBERED)(lambda name: spoken_name(name, wording))
        self._speakable = lru_cache(_REMEMBERED)(lambda text: speakable(text, wording))

    def say(self, key: str, **values: Value) -> Phrase:
        """Return the phrase of the template `key`.

        Raises:
            KeyError: There is no such template, or `values` lack one of its fields.
        """
        return sentences(self.part(key, **values))

    def part(self, key: str, **values: Value) -> Phrase:
        """Return the same as part of a sentence, without a capital letter at the start.

        Raises:
            KeyError: As for `say`.
        """
        pieces: list[str] = []
        for piece in self.wording.templates[key].split("|"):
            pieces.extend(self._filled(piece, values))
        return tuple(pieces)

    def has(self, key: str) -> bool:
        """Whether there is a template with this key."""
        return key in self.wording.templates

    def number(self, amount: int | str) -> Phrase:
        """Return a number in words; `amount` is a whole number, or digits with a decimal point as text."""
        return number(amount, self.wording)

    def count(self, amount: int | str, unit: str) -> Phrase:
        """Return a number with its unit: `eight reps`, `one minute`, `set two`.

        Raises:
            KeyError: The wording has no such unit.
        """
        forms = self.wording.units[unit]
        form = forms.one if is_one(amount, self.wording) else forms.other
        words = number(amount, self.wording)
        if str(amount).isdecimal() and int(amount) in forms.whole:
            return (form.replace("{n}", " ".join(words)),)
        before, after = (part.strip() for part in form.split("{n}"))
        return tuple(piece for piece in (before, *words, after) if piece)

    def length(self, length: Ms) -> Phrase:
        """Return a length of time: `forty-five seconds`, `ninety seconds`, `one minute forty`."""
        if (length <= _LONGEST_IN_SECONDS and length != _MINUTE) or length % 1000:
            return self.count(in_seconds(length), "seconds")
        if length >= _HOUR:
            hours, over = divmod(round(length / _MINUTE), 60)
            return (*self.count(hours, "hours"), *(self.count(over, "minutes") if over else ()))
        minutes, seconds = divmod(length, _MINUTE)
        rest = self.number(seconds // 1000) if seconds else ()
        return (*self.count(minutes, "minutes"), *rest)

    def rounded(self, length: Ms) -> Phrase:
        """Return a length of time; one of more than 90 s is rounded to the nearest minute."""
        whole = round(length / _MINUTE) * _MINUTE
        return self.length(length if length <= _LONGEST_IN_SECONDS else whole)

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list: `Y, T and W`."""
        *most, last = words
        return f"{', '.join(most)} {self.wording.and_} {last}" if most else last

    def name(self, name: str | None) -> str:
        """Return the name of an exercise or a rest as it stands in a sentence; never empty."""
        return self._name(name or "") or self.wording.templates["no-name"]

    def text(self, text: str) -> str:
        """Return a text from a file so that it can be said; empty if nothing in it can be."""
        words = self._speakable(text)
        return f"{words}{text.rstrip()[-1]}" if words and text.rstrip().endswith(("?", "!")) else words

    def label(self, label: str) -> str:
        """Return the name of a phase as it stands in a sentence; empty if it cannot be said."""
        return in_sentence(self._speakable(label), self.wording)

    def cue(self, cue: str, side: str | None = None) -> str:
        """Return a form cue with its sides filled in.

        Args:
            cue: May hold `{side}` and `{other}`.
            side: The label of the side that works. None, or sides in turn: no side is named.
        """
        return capitalised(self.text(with_sides(cue, side)))

    def vocabulary(self) -> tuple[str, ...]:
        """Return every piece that can be said without a text from a file, one for each clip (`clip_of`)."""
        backwards = reversed(tuple(self._fixed_pieces()))  # of pieces with one clip, the first is kept
        return tuple({clip_of(piece): piece for piece in backwards}.values())[::-1]

    def _fixed_pieces(self) -> Iterator[str]:
        words = self.wording
        for template in words.templates.values():
            yield from (piece for piece in template.split("|") if "{" not in piece)
        yield from (words.number_word(count) for count in words.counts)
        yield from (words.number_word(hundreds) for hundreds in range(100, 1000, 100))
        yield from (words.thousand, words.point, words.half)
        for unit in (unit for unit in words.units.values() if unit.is_recorded):
            for count in unit.whole:
                form = unit.one if words.is_one(count) else unit.other
                yield form.replace("{n}", words.number_word(count))
            for form in (unit.one, unit.other):
                yield from (part.strip() for part in form.split("{n}") if part.strip())
        yield from map(capitalised, words.labels)
        yield from map(capitalised, words.sides)

    def _filled(self, piece: str, values: dict[str, Value]) -> Phrase:
        """The pieces that one piece of a template becomes when its field is filled."""
        before = after = ""
        filled: Phrase = ()
        for literal, field, spec in _parsed(piece):
            if filled:
                after += literal
            else:
                before += literal
            if field is not None:
                filled = self._value(values[field], spec)
        if not filled:
            return (before,) if before.strip(" .,:;") else ()
        return with_end((f"{before}{filled[0]}", *filled[1:]), after)

    def _value(self, value: Value, spec: str) -> Phrase:
        if isinstance(value, tuple):
            return value
        if spec == _LENGTH:
            return self.length(int(value))
        if spec:
            return self.count(value, spec)
        return (value,) if isinstance(value, str) else self.number(value)


@cache
def _parsed(piece: str) -> tuple[tuple[str, str | None, str], ...]:
    """The parts of a piece of a template: words, the field behind them, and the field's unit."""
    return tuple((literal, field, spec or "") for literal, field, spec, _ in Formatter().parse(piece))


def pieces_of(entry: "CatalogueEntry", code: str = "en") -> Iterator[str]:
    """Yield the pieces for an exercise of the catalogue: its name, and its cues for each side they name."""
    spoken = language(code)
    yield f"{spoken.name(entry.name)}."
    for cue in entry.cues:
        sides = (*spoken.wording.sides, None) if "{" in cue else (None,)
        yield from dict.fromkeys(filter(None, (spoken.cue(cue, side) for side in sides)))


def vocabulary(code: str = "en") -> tuple[str, ...]:
    """Return every piece of the fixed vocabulary of a language, each once; see `Language.vocabulary`."""
    return language(code).vocabulary()


def with_end(phrase: Phrase, end: str) -> Phrase:
    """Return a phrase that ends with `end` in place of its own stop; `?` and `!` are kept."""
    if not phrase or not end:
        return phrase
    last = phrase[-1]
    return phrase if last.endswith(("?", "!")) else (*phrase[:-1], f"{last.rstrip('.,:; ')}{end}")


def listing(*phrases: Phrase) -> Phrase:
    """Return phrases joined by commas; empty ones are left out."""
    filled = [phrase for phrase in phrases if phrase]
    with_commas = [with_end(phrase, ",") for phrase in filled[:-1]]
    return tuple(piece for phrase in (*with_commas, *filled[-1:]) for piece in phrase)


def sentences(*phrases: Phrase) -> Phrase:
    """Return phrases joined to one, with a capital letter at the start and after each full stop."""
    pieces: list[str] = []
    for piece in (piece for phrase in phrases for piece in phrase):
        begins = not pieces or pieces[-1].endswith(_ENDS)
        pieces.append(capitalised(piece) if begins else piece)
    return tuple(pieces)
