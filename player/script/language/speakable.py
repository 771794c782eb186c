"""Texts from files made so that a person, or a speech engine, can say them.

They come from strangers and may hold anything: signs, pictures, control characters, a thousand marks on a
letter. Letters and digits of all scripts stay.
"""

import re
import unicodedata
from typing import Final

from player.script.language.numbers import is_one, number
from player.script.language.wording import Wording

LONGEST_NAME: Final = 60
"""Characters of a name that are said."""
LONGEST_TEXT: Final = 400
"""Characters of a `say` or a cue that are said."""

_STOPS: Final = frozenset(" ,.;:!?'’-")
_BRACKETS: Final = frozenset("()[]{}")
_MINUS: Final = "\u2212"
_ENDS: Final = " ,.;:!?-'"
_MOST_MARKS: Final = 4
_LONGEST_NUMBER: Final = 6
_JOINERS: Final = frozenset("\u200c\u200d")
"""Part of the spelling of some scripts; between other signs they go."""

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_HALF: Final = re.compile(r"(?<=\d) ?½")
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
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
    """Return `text` as it can be said, without a stop at its end; empty if nothing in it can be.

    Args:
        text: Any text.
        wording: Of the language: names of signs and numbers.
        longest: Characters that are kept; it is cut where a sentence, a part or a word ends.
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
    """Return a name as it stands inside a sentence: `Prone Y-T-W` is `prone Y, T, W`.

    What stands in brackets may be all that tells two names apart; only of a name too long it is left out.
    """
    name = name[: 4 * LONGEST_NAME]
    aside = _ASIDE.sub(" ", name) if len(name) > LONGEST_NAME else name
    said = speakable(aside, wording, LONGEST_NAME) or speakable(name, wording, LONGEST_NAME)
    return in_sentence(said, wording)


def in_sentence(text: str, wording: Wording) -> str:
    """Return `text` with a small first letter, unless its first word is one that keeps its capital."""
    first = _FIRST_WORD.match(text)
    word = first[0] if first else ""
    is_article = text.startswith(f"{wording.article} ")
    keeps = word in wording.proper or not word[1:].islower()  # a letter shape such as Y, or HIIT
    return text if not wording.lowers_names or (keeps and not is_article) else text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _kept(text: str, wording: Wording) -> list[str]:
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
    """Numbers that are words; those too long to be heard as one stay digits."""
    if not digits.isascii() or len(digits) > _LONGEST_NUMBER:
        return digits
    return " ".join(number(digits, wording))


def _with_unit(measured: re.Match[str], wording: Wording) -> str:
    """`5 kg` as words; a number with any other word as it is."""
    unit = wording.units.get(wording.units_written.get(measured[2], ""))
    if unit is None or measured[2] in wording.unsure_units:
        return measured[0]
    form = unit.one if is_one(measured[1], wording) else unit.other
    return form.replace("{n}", " ".join(number(measured[1], wording)))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = text[: longest + 1]
    for stop in _BREAKS:
        at = head.rfind(stop)
        if at >= longest // 2:
            return head[:at].strip(_ENDS)
    at = head.rfind(" ")
    return head[: at if at > 0 else longest].strip(_ENDS)
