"""Cleans texts from files so that a person, or a speech engine, can say them.

Such texts may come from strangers and hold anything: symbols, emoji, control characters, a thousand combining
marks on one letter. Letters and digits of all scripts are kept.
"""

import re
import unicodedata
from typing import Final

from player.script.language.numbers import is_one, number
from player.script.language.wording import Wording

LONGEST_NAME: Final = 60
"""Characters: more of a name is not said."""
LONGEST_TEXT: Final = 400
"""Characters: more of a `say` or a cue is not said."""

_STOPS: Final = frozenset(" ,.;:!?'’-")
_BRACKETS: Final = frozenset("()[]{}")
_MINUS: Final = "\u2212"
_ENDS: Final = " ,.;:!?-'"
_MOST_MARKS: Final = 4
"""Combining marks that are kept on one letter."""
_LONGEST_NUMBER: Final = 6
"""Characters: a longer number stays in digits, as nobody could follow it in words."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Zero-width (non-)joiners: kept between letters, where some scripts need them, and removed elsewhere."""

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_HALF: Final = re.compile(r"(?<=\d) ?½")
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_SPELLED: Final = re.compile(r"\b[^\W\d_](?:-[^\W\d_])+(?=s?\b)")
_MEASURED: Final = re.compile(r"(?<![\w.])(\d{1,6}(?:\.\d{1,3})?) ?([a-z]{1,6})\b", re.ASCII)
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)")
_SPACES: Final = re.compile(r"\s+")
_STRAY_STOPS: Final = re.compile(r"\s+([,.;:!?])")
_MANY_STOPS: Final = re.compile(r"([,.;:!?])(?:\s*[,.;:!?])+")
_LOOSE_HYPHENS: Final = re.compile(r"(?:^|(?<=\s))-+|-+(?=\s|$)")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")
_BREAKS: Final = (". ", "; ", ": ", " - ", ", ")


def speakable(text: str, wording: Wording, longest: int = LONGEST_TEXT) -> str:
    """Return `text` so that it can be said, without a stop at its end; empty if nothing in it can be.

    Args:
        text: Any text.
        wording: The language's wording, which has the words for symbols and numbers.
        longest: Characters that are kept; a longer text is cut where a sentence, a clause or a word ends.
    """
    text = _HALF.sub(".5", _LINK.sub(" ", text[: 4 * longest])).replace("½", "0.5")
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_kept(text, wording)).replace("’", "'")
    text = _SPACES.sub(" ", _LOOSE_HYPHENS.sub(" ", text))
    text = _MANY_STOPS.sub(r"\1", _STRAY_STOPS.sub(r"\1", text)).strip(_ENDS)
    text = _SPELLED.sub(lambda letters: letters[0].replace("-", ", "), text)
    text = _MEASURED.sub(lambda measured: _with_unit(measured, wording), text)
    text = _NUMBER.sub(lambda digits: _in_words(digits[0], wording), text)
    text = _cut(text, longest)
    return text if any(char.isalnum() for char in text) else ""


def spoken_name(name: str, wording: Wording) -> str:
    """Return a name as it stands inside a sentence: of `Prone Y-T-W`, `prone Y, T, W`.

    Text in brackets is left out only where a name is too long: it may be all that tells two names apart.
    """
    name = name[: 4 * LONGEST_NAME]
    without_brackets = _BRACKETED.sub(" ", name) if len(name) > LONGEST_NAME else name
    words = speakable(without_brackets, wording, LONGEST_NAME) or speakable(name, wording, LONGEST_NAME)
    return in_sentence(words, wording)


def in_sentence(text: str, wording: Wording) -> str:
    """Return `text` with a small first letter, unless its first word keeps its capital."""
    first = _FIRST_WORD.match(text)
    word = first[0] if first else ""
    is_article = text.startswith(f"{wording.article} ")
    keeps_capital = word in wording.proper or not word[1:].islower()  # a letter shape such as Y, or HIIT
    if not wording.lowers_names or (keeps_capital and not is_article):
        return text
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _kept(text: str, wording: Wording) -> list[str]:
    """The characters of a text that can be said; the others become words, stops or spaces, or are dropped."""
    kept: list[str] = []
    marks = 0
    for index, char in enumerate(text):
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        if char in wording.symbols:
            kept.append(f" {wording.symbols[char]} ")
        elif (category == "Pd" or char == _MINUS) and char != "-":
            kept.append("-" if _between_letters(text, index) else ", ")
        elif category[0] == "M":
            if marks <= _MOST_MARKS and kept and (marks > 1 or kept[-1].isalnum()):
                kept.append(char)
        elif category[0] in "LN" or char in _STOPS or (char in _JOINERS and _between_letters(text, index)):
            kept.append(char)
        elif char in _BRACKETS:
            kept.append(", ")
        elif category != "Cf":
            kept.append(" ")
    return kept


def _between_letters(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and text[index - 1].isalpha() and text[index + 1].isalpha()


def _in_words(digits: str, wording: Wording) -> str:
    """A number in words; one that is too long to be understood stays in digits."""
    if not digits.isascii() or len(digits) > _LONGEST_NUMBER:
        return digits
    return " ".join(number(digits, wording))


def _with_unit(measured: re.Match[str], wording: Wording) -> str:
    """`5 kg` in words; a number before a word that is no unit, or may be none, stays as it is."""
    unit = wording.units.get(wording.units_written.get(measured[2], ""))
    if unit is None or measured[2] in wording.unsure_units:
        return measured[0]
    form = unit.one if is_one(measured[1], wording) else unit.other
    return form.replace("{n}", " ".join(number(measured[1], wording)))


def _cut(text: str, longest: int) -> str:
    """At most `longest` characters of a text, cut where a sentence, a clause or a word ends."""
    if len(text) <= longest:
        return text
    head = text[: longest + 1]
    for stop in _BREAKS:
        at = head.rfind(stop)
        if at >= longest // 2:
            return head[:at].strip(_ENDS)
    at = head.rfind(" ")
    return head[: at if at > 0 else longest].strip(_ENDS)
