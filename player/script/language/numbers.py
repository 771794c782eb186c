"""Numbers as they are said: cut into words, each of which is recorded once."""

from player.script.language.wording import Wording
from player.script.model import Phrase

_HUNDRED = 100
_THOUSAND = 1000
_MOST = 1_000_000
"""Above it the digits stand for themselves."""


def number(amount: int | str, wording: Wording) -> Phrase:
    """Return the words of a number, 0 to 999,999: `("one hundred", "twenty")`.

    Args:
        amount: A whole number, or digits with a decimal point as they are written: `12.5`.
        wording: Of the language.
    """
    whole, _, part = str(amount).partition(".")
    part = part.rstrip("0")
    said = _whole(int(whole or 0), wording)
    if part == "5" and int(whole or 0):
        return (*said, wording.half)
    if part:
        return (*said, wording.point, *(wording.number_word(int(digit)) for digit in part))
    return said


def is_one(amount: int | str, wording: Wording) -> bool:
    """Whether a number takes the singular."""
    whole, _, part = str(amount).partition(".")
    return not part.strip("0") and wording.is_one(int(whole or 0))


def in_seconds(length: int) -> str:
    """Return milliseconds as seconds are written: `2.5`."""
    return f"{length / 1000:.3f}".rstrip("0").rstrip(".")


def _whole(amount: int, wording: Wording) -> Phrase:
    if amount >= _MOST:
        return (str(amount),)
    thousands, below = divmod(amount, _THOUSAND)
    if thousands:
        rest = _whole(below, wording) if below else ()
        return (*_whole(thousands, wording), wording.thousand, *rest)
    if amount <= _HUNDRED or not amount % _HUNDRED:
        return (wording.number_word(amount),)
    tens = amount % _HUNDRED
    return (wording.number_word(amount - tens), wording.number_word(tens))
