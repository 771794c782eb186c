"""Counts, lengths, ranges and sides, always from the text as it was written (DESIGN §3, Values).

Only ASCII digits count: `int` would take others, and nobody could see the difference.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from player.routine.codes import Code
from player.routine.model import Ms, Quantity
from player.routine.visible import visible

SECOND: Final[Ms] = 1_000
MINUTE: Final[Ms] = 60 * SECOND
HOUR: Final[Ms] = 60 * MINUTE

MOST_TIME: Final[Ms] = 24 * HOUR
"""Upper bound of one length (DESIGN §3)."""

MOST_COUNT: Final = 1_000
"""Upper bound of reps, sets and rounds (DESIGN §3)."""

_LONGEST = 40
"""Characters of the longest text that can be a number, a length or a range."""

_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), SECOND),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
}

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_BARE = re.compile(_NUMBER)
_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]{1,4}):([0-9]{2})")
_PART = re.compile(rf"({_NUMBER}) *([a-z]+)")
_PARTS = re.compile(rf"{_NUMBER} *[a-z]+(?: *{_NUMBER} *[a-z]+)*")
_RANGE = re.compile(r"([^-\u2013]+?) *[-\u2013] *([^-\u2013]+)")
_COUNT = re.compile(r"[0-9]+")
_SPACES = re.compile("[ \u00a0\u2009\u202f]+")

_OPEN = re.compile(r"max|ready|[^+]+\+")
_BREATHS = re.compile(rf"(?:{_NUMBER}|{_NUMBER} *[-\u2013] *{_NUMBER}) *breaths?\+?")

_FEET = re.compile(rf"({_NUMBER}) *['\u2032\u2019] *(?:({_NUMBER}) *(?:\"|\u2033|\u201d|''|\u2019\u2019)?)?")
_INCHES = re.compile(rf"({_NUMBER}) *(?:\"|\u2033|\u201d|'')")
_MILLISECONDS = re.compile(r"([0-9]+) *ms")
_TIMES = re.compile(r"([0-9]+) *[x\u00d7*] *([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?)")
_EACH_SIDE = re.compile(
    r"([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?) *(?:(?:/|(?:on |per |for )?each|per|a) *(?:side|arm|leg|way)|/ *s|each|e/s)"
)
_WORDS_OF_COUNT = re.compile(
    r"[x\u00d7]? *([0-9]+(?: *[-\u2013] *[0-9]+)?) *(?:x|\u00d7|reps?|repetitions?|times?|sets?|rounds?)?"
)
_LONG_DASH = re.compile(r"(.*[0-9a-z]) *(?:\u2014|\u2212|to|\.\.\.?|…) *([0-9].*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not the value it should be. The place is known to whoever has the node."""

    code: Code
    message: str
    hint: str | None = None


def not_yet(what: str) -> Fault:
    """Return the fault for something the language has and this version cannot play yet."""
    return Fault(Code.NOT_YET, f"this version of Backbeat cannot play {what} yet")


def plain(text: str) -> str:
    """Return a value lower-cased and with single ordinary spaces, as all values are compared.

    No-break spaces count as spaces: they come along when a value is pasted from a web page.
    """
    return _SPACES.sub(" ", text).strip().lower()


def read_duration(text: str, key: str, least: Ms = 0) -> Quantity | Fault:
    """Return a length or a range of lengths in milliseconds.

    Args:
        text: As written, such as `30`, `1m30s`, `0:45`, `1.5 min`, `20-30s`.
        key: The key it belongs to, for the message.
        least: The smallest allowed length: 0 for gaps, 1 for work.
    """
    value = plain(text)
    if _BREATHS.fullmatch(value):
        return not_yet("lengths in breaths")
    if _OPEN.fullmatch(value):
        return not_yet(f"an open length such as '{visible(text)}'")
    single = one_duration(value)
    if single is None:
        found = _duration_range(value)
        if found is None:
            return Fault(
                Code.NOT_A_DURATION,
                f"{_quoted(text)} is not a length of time for '{key}'",
                _duration_hint(value),
            )
        low, high = found
    else:
        low = high = single
    if low > high:
        return _wrong_order(text, key)
    if low < least or high > MOST_TIME:
        floor = "more than 0 s" if least else "0 s"
        return Fault(
            Code.OUT_OF_BOUNDS, f"{_quoted(text)} is out of bounds: '{key}' may be {floor} to 24 h", None
        )
    return Quantity(low, high)


def one_duration(value: str) -> Ms | None:
    """Return a single length in milliseconds, or None if `value` (see `plain`) is not one.

    What is finer than a millisecond is rounded.
    """
    if len(value) > _LONGEST:
        return None
    if _BARE.fullmatch(value):
        return round(Fraction(value) * SECOND)
    clock = _CLOCK.fullmatch(value)
    if clock is not None:
        return _clock_time(clock)
    if _PARTS.fullmatch(value) is None:
        return None
    return _sum_of_parts(_PART.findall(value))


def _clock_time(clock: re.Match[str]) -> Ms | None:
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    sixty = 60
    if seconds >= sixty or (clock.group(1) is not None and minutes >= sixty):
        return None
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def _sum_of_parts(parts: list[tuple[str, str]]) -> Ms | None:
    """Add up `1 h 30 m`: units from great to small, a fraction only in the last part."""
    total = Fraction(0)
    before = MOST_TIME + 1
    for place, (number, word) in enumerate(parts):
        unit = _UNITS.get(word)
        if unit is None or unit >= before or ("." in number and place < len(parts) - 1):
            return None
        before = unit
        total += Fraction(number) * unit
    return round(total)


def _duration_range(value: str) -> tuple[Ms, Ms] | None:
    match = _RANGE.fullmatch(value) if len(value) <= _LONGEST else None
    if match is None:
        return None
    first, last = match.groups()
    high = one_duration(last)
    # The unit may be said once, at the end; a unit said only for the first would be a guess.
    if _BARE.fullmatch(first) and not _BARE.fullmatch(last):
        unit = re.fullmatch(rf"{_NUMBER} *([a-z]+)", last)
        first = first + unit.group(1) if unit is not None else ""
    elif _BARE.fullmatch(last) and not _BARE.fullmatch(first):
        high = None
    low = one_duration(first)
    return None if low is None or high is None else (low, high)


def read_count(text: str, key: str, least: int = 1) -> Quantity | Fault:
    """Return a count or a range of counts between `least` and 1,000.

    Args:
        text: As written, such as `10`, `8-12`, `8 - 12`.
        key: The key it belongs to, for the message.
        least: The smallest allowed count.
    """
    value = plain(text)
    match = _RANGE.fullmatch(value) if len(value) <= _LONGEST else None
    parts = (value, value) if match is None else (match.group(1), match.group(2))
    if len(value) > _LONGEST or not all(_COUNT.fullmatch(part) for part in parts):
        if len(value) <= _LONGEST and (
            value == "max" or re.fullmatch(r"[0-9]+(?: *[-\u2013] *[0-9]+)? *\+", value)
        ):
            return not_yet(f"an open count such as '{visible(text)}'")
        return Fault(Code.NOT_A_COUNT, f"{_quoted(text)} is not a count for '{key}'", _count_hint(value, key))
    low, high = int(parts[0]), int(parts[1])
    if low > high:
        return _wrong_order(text, key)
    if low < least or high > MOST_COUNT:
        return Fault(
            Code.OUT_OF_BOUNDS,
            f"{_quoted(text)} is out of bounds: '{key}' may be {least} to {MOST_COUNT:,}",
            None,
        )
    return Quantity(low, high)


_SIDES: Final[dict[str, tuple[str, ...]]] = {
    "each": ("right", "left"),
    "left": ("left",),
    "right": ("right",),
    "both": (),
}

_MEANT_SIDES: Final = {
    **dict.fromkeys(
        (
            "each side",
            "per side",
            "every",
            "every side",
            "both sides",
            "l/r",
            "r/l",
            "2",
            "two",
            "yes",
            "true",
        ),
        "each",
    ),
    **dict.fromkeys(("l", "left side"), "left"),
    **dict.fromkeys(("r", "right side"), "right"),
    **dict.fromkeys(("none", "no", "false", "1", "one", "together"), "both"),
}


def read_sides(text: str) -> tuple[str, ...] | Fault:
    """Return the sides in their order; empty for both at once."""
    value = plain(text)
    sides = _SIDES.get(value)
    if sides is not None:
        return sides
    if value == "alternate":
        return not_yet("alternating sides")
    meant = _MEANT_SIDES.get(value)
    hint = f"did you mean '{meant}'?" if meant is not None else "write each, left, right or both"
    return Fault(Code.NOT_A_SIDE, f"{_quoted(text)} does not say which sides to work", hint)


def _wrong_order(text: str, key: str) -> Fault:
    turned = " - ".join(reversed(re.split(r" *[-\u2013] *", plain(text)))).replace(" - ", "-")
    hint = f"write '{visible(turned)}'" if _PARTS.fullmatch(turned) is None and _BARE.match(turned) else None
    return Fault(Code.RANGE_ORDER, f"the range {_quoted(text)} for '{key}' has its greater end first", hint)


def _duration_hint(value: str) -> str:
    general = "write a length such as 30s, 1m30s or 1:30"
    if len(value) > _LONGEST:
        return general
    return _written_duration(value) or general


def _written_duration(value: str) -> str | None:  # noqa: PLR0911 (one return for each thing people write)
    feet = _FEET.fullmatch(value)
    if feet is not None:
        return f"write '{feet.group(1)}m{feet.group(2)}s'" if feet.group(2) else f"write '{feet.group(1)}m'"
    inches = _INCHES.fullmatch(value)
    if inches is not None:
        return f"write '{inches.group(1)}s'"
    thousandths = _MILLISECONDS.fullmatch(value)
    if thousandths is not None:
        return f"write '{int(thousandths.group(1)) / 1000:g}s'"
    times = _TIMES.fullmatch(value)
    if times is not None:
        return f"write 'sets: {times.group(1)}' and the length '{times.group(2)}'"
    each = _EACH_SIDE.fullmatch(value)
    if each is not None:
        return f"write '{each.group(1)}' and 'sides: each'"
    span = _LONG_DASH.fullmatch(value)
    if span is not None:
        return f"write '{span.group(1)}-{span.group(2)}'"
    repaired = _repaired_duration(value)
    return f"write '{repaired}'" if repaired is not None else None


def _repaired_duration(value: str) -> str | None:
    """Return what was probably meant if it is then a length: `1,5 min`, `30 sec.`, `1m30`, `1:5`, `1:30 min`."""
    candidates = [
        value.replace(",", "."),
        value.replace(".", ""),
        value.rstrip(".") + "s",
        value.replace(" and ", " "),
    ]
    clock = re.fullmatch(r"([0-9]+):([0-9]+)(?: *[a-z]+\.?)?", value)
    if clock is not None:
        candidates.append(f"{clock.group(1)}:{clock.group(2):0>2}")
    units = re.fullmatch(
        rf"({_NUMBER}) *(sek|sekunden?|seg|segundos?|minuten?|minutos?|std|stunden?)\.?", value
    )
    if units is not None:
        candidates.append(
            units.group(1) + units.group(2)[0].replace("s", "h" if units.group(2)[1] == "t" else "s")
        )
    return next((text for text in candidates if text != value and one_duration(text) is not None), None)


def _count_hint(value: str, key: str) -> str:
    general = "write a whole number such as 10, or a range such as 8-12"
    if len(value) > _LONGEST:
        return general
    times = _TIMES.fullmatch(value)
    each = _EACH_SIDE.fullmatch(value)
    words = _WORDS_OF_COUNT.fullmatch(value)
    open_end = re.fullmatch(r"\+ *([0-9]+)", value)
    span = _LONG_DASH.fullmatch(value)
    if times is not None:
        hint = f"write 'sets: {times.group(1)}' and '{key if key != 'sets' else 'reps'}: {times.group(2)}'"
    elif each is not None:
        hint = f"write '{key}: {each.group(1)}' and 'sides: each'"
    elif words is not None:
        hint = f"write '{words.group(1)}'"
    elif open_end is not None:
        hint = f"write '{open_end.group(1)}+'"
    elif span is not None:
        hint = f"write '{span.group(1)}-{span.group(2)}'"
    elif one_duration(value) is not None and key == "reps":
        hint = "a length belongs to 'hold' or 'for'"
    else:
        hint = general
    return hint


def _quoted(text: str) -> str:
    shown = visible(text)
    return f"'{shown}'" if len(shown) <= _LONGEST else f"'{shown[:_LONGEST]}…'"
