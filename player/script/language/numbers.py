"""Numbers in words, split into pieces that are recorded once each: `("one hundred", "twenty")`."""

from player.script.language.wording import Wording
from player.script.model import Phrase

_HUNDRED = 100
_THOUSAND = 1000
_MOST = 1_000_000
"""From here on a number stays in digits."""


def number(amount: int | str, wording: Wording) -> Phrase:
    """Return the words of a number, 0 to 999,999: `("one hundred", "twenty")`.

    Args:
        amount: A whole number, or digits with a decimal point as text: `12.5`.
        wording: The language's wording.
    """
    whole, _, decimals = str(amount).partition(".")
    decimals = decimals.rstrip("0")
    words = _whole(int(whole or 0), wording)
    if decimals == "5" and int(whole or 0):
        return (*words, wording.half)
    if decimals:
        return (*words, wording.point, *(wording.number_word(int(digit)) for digit in decimals))
    return words


def is_one(amount: int | str, wording: Wording) -> bool:
    """Whether a number takes the singular."""
    whole, _, decimals = str(amount).partition(".")
    return not decimals.strip("0") and wording.is_one(int(whole or 0))


def in_seconds(length: int) -> str:
    """Return a length in ms as seconds in digits: `2.5`."""
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
