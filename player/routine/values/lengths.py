"""Reads lengths of time from their text (DESIGN §3, Values).

Only ASCII digits are read: `int` would accept others that look the same.
"""

import re
from typing import Final

from player.routine.units import Ms

SECOND: Final[Ms] = 1_000
MINUTE: Final[Ms] = 60 * SECOND
HOUR: Final[Ms] = 60 * MINUTE

MOST_TIME: Final[Ms] = 24 * HOUR
"""Upper bound of one length (DESIGN §3)."""

LONGEST: Final = 40
"""Characters of the longest text that can be a number, a length or a range."""

_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), SECOND),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
}

NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
BARE: Final = re.compile(NUMBER)
_CLOCK: Final = r"(?:([0-9]+):)?([0-9]{1,4}):([0-9]{2})"
_PART = re.compile(rf"({NUMBER}) *([a-z]+)")
_PARTS = re.compile(rf"{NUMBER} *[a-z]+(?: *{NUMBER} *[a-z]+)*")
RANGE: Final = re.compile(r"([^-\u2013]+?) *[-\u2013] *([^-\u2013]+)")
_SPACES: Final = "[ \u00a0\u2009\u202f]+"


def plain(text: str) -> str:
    """Return a value in lower case and with single ordinary spaces, the form in which values are compared.

    No-break spaces count as spaces: they come along when a value is pasted from a web page.
    """
    if "  " in text or not text.isascii():
        text = re.sub(_SPACES, " ", text)
    return text.strip().lower()


def one_duration(value: str) -> Ms | None:
    """Return a single length in milliseconds, or None if `value` (see `plain`) is not one.

    What is finer than a millisecond is rounded.
    """
    if len(value) > LONGEST:
        return None
    if BARE.fullmatch(value):
        return _times(value, SECOND)
    if _PARTS.fullmatch(value):
        return _sum_of_parts(_PART.findall(value))
    clock = re.fullmatch(_CLOCK, value) if ":" in value else None
    return None if clock is None else _clock_time(clock)


def _clock_time(clock: re.Match[str]) -> Ms | None:
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    sixty = 60
    if seconds >= sixty or (clock.group(1) is not None and minutes >= sixty):
        return None
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def _sum_of_parts(parts: list[tuple[str, str]]) -> Ms | None:
    """Add up `1 h 30 m`: units from great to small, a fraction only in the last part."""
    total = 0
    before = MOST_TIME + 1
    for place, (number, word) in enumerate(parts):
        unit = _UNITS.get(word)
        if unit is None or unit >= before or ("." in number and place < len(parts) - 1):
            return None
        before = unit
        total += _times(number, unit)
    return total


def _times(number: str, unit: Ms) -> Ms:
    """Return `number` times `unit`, exactly; half a millisecond is rounded up."""
    whole, _, decimals = number.partition(".")
    parts: int = 10 ** len(decimals)
    return (2 * int(whole + decimals) * unit + parts) // (2 * parts)


def thousandths(number: str) -> int:
    """Return a number such as `4.5` in thousandths; what is finer is rounded, half up."""
    return _times(number, 1_000)


def duration_range(value: str) -> tuple[Ms, Ms] | None:
    """Return both ends of a range of lengths in milliseconds, as written, or None if `value` is not one."""
    match = RANGE.fullmatch(value) if len(value) <= LONGEST else None
    if match is None:
        return None
    first, last = match.groups()
    high = one_duration(last)
    # The unit may be said once, at the end; a unit said only for the first would be a guess.
    if BARE.fullmatch(first) and not BARE.fullmatch(last):
        unit = _PART.fullmatch(last)
        first = first + unit.group(2) if unit is not None else ""
    elif BARE.fullmatch(last) and not BARE.fullmatch(first):
        high = None
    low = one_duration(first)
    return None if low is None or high is None else (low, high)
