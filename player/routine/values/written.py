"""Reads counts, lengths, distances and sides from one text as written (DESIGN §3, Values).

Lists and mappings by level are taken apart by `player.routine.values.fields`.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from player.routine.codes import Code
from player.routine.grammar.keytypes import Form, Key
from player.routine.model import Distance, Quantity, Sides
from player.routine.slug import slug
from player.routine.values.breaths import Breaths, Length
from player.routine.values.lengths import (
    BARE,
    LONGEST,
    MOST_TIME,
    NUMBER,
    RANGE,
    SECOND,
    duration_range,
    one_duration,
    plain,
    thousandths,
)
from player.routine.visible import visible

if TYPE_CHECKING:
    from player.routine.advice import Advice, Spelling

MOST_COUNT: Final = 1_000
"""Upper bound of reps, sets, rounds and breaths (DESIGN §3)."""

MOST_DISTANCE: Final = 1_000_000
"""Upper bound of a distance, in its unit."""

OPEN: Final = Quantity(0, 0, is_open=True)
"""The quantity of `max`, and of a gap that is `ready`."""

_WORDS: Final = {"max": Form.OPEN, "ready": Form.READY}
_THOUSAND: Final = 1_000
_OPEN_END: Final = r"(.*[0-9a-z]) ?\+|(.*[0-9]) ?\+( ?[a-z]+)"
_BREATHS: Final = rf"({NUMBER})(?: *[-\u2013] *({NUMBER}))? *breaths?"
_DISTANCE: Final = rf"({NUMBER})(?: *[-\u2013] *({NUMBER}))? *(\+?) *([^\W\d_]+(?: [^\W\d_]+)?)?\.? *(\+?)"


class ValueFault(NamedTuple):
    """The reason why a text is not the value it should be, without its place."""

    code: Code
    message: str
    hint: str | None = None
    spellings: "tuple[Spelling, ...]" = ()
    """The spellings that the hint proposes, for fixes."""


def _advised(code: Code, message: str, advice: "Advice | None") -> ValueFault:
    return ValueFault(code, message) if advice is None else ValueFault(code, message, *advice)


def read_duration(text: str, key: Key) -> Length | ValueFault:
    """Return a length or a range of lengths, in milliseconds or in breaths; it may be open.

    Args:
        text: As written, such as `30`, `1m30s`, `0:45`, `1.5 min`, `20-30s`, `30s+`, `5 breaths`, `ready`.
        key: The declaration of its key: name, bounds, and in which other forms it can be written.
    """
    value = plain(text)
    if len(value) > LONGEST:
        return _no_duration(text, key)
    word = _WORDS.get(value)
    if word is not None and word in key.forms:
        return OPEN
    closed, is_open = _closed(value)
    breaths = re.fullmatch(_BREATHS, closed) if "breath" in closed else None
    if word is not None or (is_open and Form.OPEN not in key.forms):
        found: Length | ValueFault = _no_duration(text, key)
    elif breaths is not None:
        found = _breaths(text, key, breaths, is_open=is_open)
    else:
        found = _timed(text, closed, key, is_open=is_open)
    return found


def _timed(text: str, closed: str, key: Key, *, is_open: bool) -> Quantity | ValueFault:
    single = one_duration(closed)
    found = duration_range(closed) if single is None else (single, single)
    if found is None:
        return _no_duration(text, key)
    low, high = found
    most = MOST_TIME if key.most is None else key.most
    if low > high:
        return _wrong_order(text, closed, key.name, is_open=is_open)
    if low < key.least or high > most:
        longest = "24 h" if key.most is None else f"{most // SECOND} s"
        bounds = f"more than 0 s and at most {longest}" if key.least else f"0 s to {longest}"
        message = f"{_quoted(text)} is out of bounds: '{key.name}' must be {bounds}"
        from player.routine.advice import UNTIL_THE_KEY

        return _advised(Code.OUT_OF_BOUNDS, message, UNTIL_THE_KEY if is_open and not low else None)
    return Quantity(low, high, is_open)


def _closed(value: str) -> tuple[str, bool]:
    """Return a value without its plus, which may stand before its unit (`5+ breaths`), and if it had one."""
    match = re.fullmatch(_OPEN_END, value) if "+" in value else None
    return (value, False) if match is None else ("".join(part or "" for part in match.groups()), True)


def _breaths(text: str, key: Key, match: re.Match[str], *, is_open: bool) -> Length | ValueFault:
    if Form.BREATHS not in key.forms:
        return _no_duration(text, key)
    low, high = (2 * thousandths(number) for number in (match.group(1), match.group(2) or match.group(1)))
    if low > high:
        return _wrong_order(text, _closed(plain(text))[0], key.name, is_open=is_open)
    if low % _THOUSAND or high % _THOUSAND:
        message = f"{_quoted(text)} for '{key.name}' is finer than half a breath"
        return ValueFault(Code.NOT_A_DURATION, message, "write whole or half breaths, such as 4.5 breaths")
    if high > 2 * MOST_COUNT * _THOUSAND or (key.least and not low):
        bounds = f"{'more than 0' if key.least else '0'} and at most {MOST_COUNT:,} breaths"
        message = f"{_quoted(text)} is out of bounds: '{key.name}' must be {bounds}"
        return ValueFault(Code.OUT_OF_BOUNDS, message)
    return Breaths(low // _THOUSAND, high // _THOUSAND, is_open)


def _no_duration(text: str, key: Key) -> ValueFault:
    from player.routine.values.habits import duration_hint

    message = f"{_quoted(text)} is not a length of time for '{key.name}'"
    return _advised(Code.NOT_A_DURATION, message, duration_hint(plain(text), key))


def read_count(text: str, key: Key) -> Quantity | ValueFault:
    """Return a count or a range of counts, at most 1,000; it may be open.

    Args:
        text: As written, such as `10`, `8-12`, `8 - 12`, `8+`, `max`.
        key: The declaration of its key: name, smallest value, and in which other forms it can be written.
    """
    value = plain(text)
    if len(value) > LONGEST:
        return _no_count(text, key)
    if value == "max" and Form.OPEN in key.forms:
        return OPEN
    closed, is_open = (value, False) if value[-1:] != "+" else (value[:-1].rstrip(), True)
    match = RANGE.fullmatch(closed)
    first, last = (closed, closed) if match is None else match.groups()
    if not (_is_whole(first) and _is_whole(last)) or (is_open and Form.OPEN not in key.forms):
        return _no_count(text, key)
    low, high = int(first), int(last)
    if low > high:
        return _wrong_order(text, closed, key.name, is_open=is_open)
    if low < key.least or high > MOST_COUNT:
        from player.routine.advice import LEFT_OUT, UNTIL_THE_KEY

        advice = UNTIL_THE_KEY if is_open and not low else None
        if key.name == "sets" and not high:
            advice = LEFT_OUT
        message = f"{_quoted(text)} is out of bounds: '{key.name}' must be {key.least} to {MOST_COUNT:,}"
        return _advised(Code.OUT_OF_BOUNDS, message, advice)
    return Quantity(low, high, is_open)


def _is_whole(number: str) -> bool:
    return number.isascii() and number.isdigit()


def _no_count(text: str, key: Key) -> ValueFault:
    from player.routine.values.habits import count_hint

    message = f"{_quoted(text)} is not a count for '{key.name}'"
    return _advised(Code.NOT_A_COUNT, message, count_hint(plain(text), key))


def read_distance(text: str, key: Key) -> Distance | ValueFault:
    """Return a distance: a number or a range with its unit; it may be open.

    Args:
        text: As written, such as `200 m`, `1.5 km`, `100-200 steps`, `200 m+`, `max`.
        key: The declaration of its key.
    """
    value = " ".join(text.split())
    if value.lower() == "max":
        return Distance(0, 0, "", is_open=True)
    match = re.fullmatch(_DISTANCE, value) if len(value) <= LONGEST else None
    if match is None or match.group(4) is None or _is_no_distance(match.group(4).lower()):
        from player.routine.values.habits import distance_hint

        message = f"{_quoted(text)} is not a distance with a unit for '{key.name}'"
        return _advised(Code.NOT_A_DISTANCE, message, distance_hint(plain(text)))
    first, last, plus, unit, later_plus = match.groups()
    low, high = thousandths(first), thousandths(last or first)
    is_open = bool(plus or later_plus)
    if low > high:
        return _wrong_order(text, f"{first}-{last} {unit}", key.name, is_open=is_open)
    if not low or high > MOST_DISTANCE * _THOUSAND:
        bounds = f"more than 0 and at most {MOST_DISTANCE:,}"
        return ValueFault(
            Code.OUT_OF_BOUNDS, f"{_quoted(text)} is out of bounds: '{key.name}' must be {bounds}"
        )
    return Distance(low, high, unit, is_open)


def _is_no_distance(unit: str) -> bool:
    """Whether a unit is one of time or a count; `m` alone means metres here."""
    counted = unit in {"x", "times", "breath", "breaths"} or unit.startswith(("rep", "set", "round"))
    counted = counted or unit.endswith(" each") or unit.startswith("x ")
    return counted or (unit != "m" and one_duration(f"1{unit}") is not None)


_SIDES: Final[dict[str, Sides]] = {
    "each": Sides(("right", "left")),
    "alternate": Sides(("right", "left"), alternate=True),
    "left": Sides(("left",)),
    "right": Sides(("right",)),
    "both": Sides(),
}


def read_sides(text: str, key: Key) -> Sides | ValueFault:
    """Return the sides that one word names."""
    value = plain(text)
    sides = _SIDES.get(value)
    if sides is not None and (key.name != "by_side" or (sides.labels and not sides.alternate)):
        return sides
    if sides is not None:
        message = f"'{value}' is no way to go through a block side by side"
        return ValueFault(Code.NOT_A_SIDE, message, "write each, or names such as [left, right]")
    from player.routine.values.habits import sides_hint

    message = f"{_quoted(text)} does not say which sides to work"
    return _advised(Code.NOT_A_SIDE, message, sides_hint(value, key))


MOST_SIDES: Final = 10
LONGEST_SIDE: Final = 40
"""Most characters of a side's name: it is spoken."""


def read_label(text: str) -> str | ValueFault:
    """Return the name of one side of a list."""
    label = " ".join(text.split())
    value = plain(label)
    if value in {"each", "alternate", "both"}:
        hint = f"write '{value}' without brackets"
        return ValueFault(Code.NOT_A_SIDE, f"'{value}' is not the name of one side", hint)
    if len(label) > LONGEST_SIDE:
        return ValueFault(Code.TOO_LONG, f"the name of a side is spoken: at most {LONGEST_SIDE} characters")
    if not slug(label):
        message = f"{_quoted(text)} needs at least one letter or digit to be a name"
        return ValueFault(Code.NO_LETTERS, message)
    return label


_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}


def read_flag(text: str, key: Key) -> bool | ValueFault:
    """Return a boolean from `true`, `yes` and the like."""
    found = _FLAGS.get(plain(text))
    if found is None:
        message = f"{_quoted(text)} is neither true nor false for '{key.name}'"
        return ValueFault(Code.WRONG_TYPE, message, f"such as '{key.example}'")
    return found


MOST_PAIN: Final = 10
"""The upper end of the scale of pain."""


def read_score(text: str, key: Key) -> int | ValueFault:
    """Return a whole number from 0 to 10."""
    value = plain(text)
    first, slash, last = value.partition("/")
    if len(value) > LONGEST or not _is_whole(value):
        from player.routine.advice import Advice, write

        is_part = slash and _is_whole(first.strip()) and last.strip() == str(MOST_PAIN)
        advice = write(first.strip()) if is_part else Advice("write a whole number from 0 to 10")
        return _advised(Code.NOT_A_COUNT, f"{_quoted(text)} is not a number for '{key.name}'", advice)
    number = int(value)
    if number > MOST_PAIN:
        return ValueFault(
            Code.OUT_OF_BOUNDS, f"{_quoted(text)} is out of bounds: '{key.name}' must be 0 to {MOST_PAIN}"
        )
    return number


def _wrong_order(text: str, closed: str, key: str, *, is_open: bool) -> ValueFault:
    from player.routine.advice import write

    first, last = re.split(r" *[-\u2013] *", closed)
    unit = last.lstrip("0123456789.")
    turned = f"{last.removesuffix(unit)}-{first}{unit}" if BARE.fullmatch(first) else f"{last}-{first}"
    message = f"the range {_quoted(text)} for '{key}' has its greater end first"
    return _advised(Code.RANGE_ORDER, message, write(f"{visible(turned)}{'+' if is_open else ''}"))


def _quoted(text: str) -> str:
    shown = visible(text[: LONGEST + 1])
    return f"'{shown}'" if len(shown) <= LONGEST else f"'{shown[:LONGEST]}…'"
