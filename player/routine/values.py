"""Counts, lengths, ranges and sides, always from the text as it was written (DESIGN §3, Values)."""

import re
from typing import Final, NamedTuple

from player.routine.codes import Code
from player.routine.keytypes import Form, Key
from player.routine.lengths import LONGEST, MOST_TIME, NUMBER, RANGE, duration_range, one_duration, plain
from player.routine.model import Quantity
from player.routine.visible import visible

MOST_COUNT: Final = 1_000
"""Upper bound of reps, sets and rounds (DESIGN §3)."""

_OPEN_COUNT: Final = r"max|[0-9]+(?: *[-\u2013] *[0-9]+)? *\+"
_BREATHS: Final = rf"(?:{NUMBER}|{NUMBER} *[-\u2013] *{NUMBER}) *breaths?\+?"


class Fault(NamedTuple):
    """Why a text is not the value it should be. The place is known to whoever has the node."""

    code: Code
    message: str
    hint: str | None = None


def not_yet(what: str) -> Fault:
    """Return the fault for something the language has and this version cannot play yet."""
    return Fault(Code.NOT_YET, f"this version of Backbeat cannot play {what} yet")


def read_duration(text: str, key: Key) -> Quantity | Fault:
    """Return a length or a range of lengths in milliseconds.

    Args:
        text: As written, such as `30`, `1m30s`, `0:45`, `1.5 min`, `20-30s`.
        key: The declaration of its key: name, smallest value, and in which other forms it can be written.
    """
    value = plain(text)
    single = one_duration(value)
    if single is not None:
        low = high = single
    else:
        found = duration_range(value)
        if found is None:
            return _later_duration(value, key) or _no_duration(text, key)
        low, high = found
    if low > high:
        return _wrong_order(text, key.name)
    if low < key.least or high > MOST_TIME:
        bounds = "more than 0 s and at most 24 h" if key.least else "0 s to 24 h"
        return Fault(Code.OUT_OF_BOUNDS, f"{_quoted(text)} is out of bounds: '{key.name}' must be {bounds}")
    return Quantity(low, high)


def _no_duration(text: str, key: Key) -> Fault:
    from player.routine.habits import duration_hint  # noqa: PLC0415  only for mistakes

    message = f"{_quoted(text)} is not a length of time for '{key.name}'"
    return Fault(Code.NOT_A_DURATION, message, duration_hint(plain(text)))


def _later_duration(value: str, key: Key) -> Fault | None:
    """Return the fault for a form that the language has for this key and this version cannot play."""
    if len(value) > LONGEST:
        return None
    if Form.BREATHS in key.forms and re.fullmatch(_BREATHS, value):
        return not_yet("lengths in breaths")
    if Form.READY in key.forms and value == "ready":
        return not_yet("a gap that waits for the key")
    open_end = value.removesuffix("+").rstrip()
    if Form.OPEN in key.forms and (
        value == "max" or (open_end != value and one_duration(open_end) is not None)
    ):
        return not_yet(f"an open length such as '{visible(value)}'")
    return None


def read_count(text: str, key: Key) -> Quantity | Fault:
    """Return a count or a range of counts, at most 1,000.

    Args:
        text: As written, such as `10`, `8-12`, `8 - 12`.
        key: The declaration of its key: name, smallest value, and in which other forms it can be written.
    """
    value = plain(text)
    match = RANGE.fullmatch(value) if len(value) <= LONGEST else None
    first, last = (value, value) if match is None else match.groups()
    if len(value) > LONGEST or not (_is_whole(first) and _is_whole(last)):
        return _no_count(text, key)
    low, high = int(first), int(last)
    if low > high:
        return _wrong_order(text, key.name)
    if low < key.least or high > MOST_COUNT:
        return Fault(
            Code.OUT_OF_BOUNDS,
            f"{_quoted(text)} is out of bounds: '{key.name}' must be {key.least} to {MOST_COUNT:,}",
        )
    return Quantity(low, high)


def _is_whole(number: str) -> bool:
    return number.isascii() and number.isdigit()


def _no_count(text: str, key: Key) -> Fault:
    from player.routine.habits import count_hint  # noqa: PLC0415  only for mistakes

    value = plain(text)
    if Form.OPEN in key.forms and len(value) <= LONGEST and re.fullmatch(_OPEN_COUNT, value):
        return not_yet(f"an open count such as '{visible(value)}'")
    message = f"{_quoted(text)} is not a count for '{key.name}'"
    return Fault(Code.NOT_A_COUNT, message, count_hint(value, key.name))


_SIDES: Final[dict[str, tuple[str, ...]]] = {
    "each": ("right", "left"),
    "left": ("left",),
    "right": ("right",),
    "both": (),
}


def read_sides(text: str) -> tuple[str, ...] | Fault:
    """Return the sides in their order; empty for both at once."""
    value = plain(text)
    sides = _SIDES.get(value)
    if sides is not None:
        return sides
    if value == "alternate":
        return not_yet("alternating sides")
    from player.routine.habits import MEANT_SIDES  # noqa: PLC0415  only for mistakes

    meant = MEANT_SIDES.get(value)
    hint = f"did you mean '{meant}'?" if meant is not None else "write each, left, right or both"
    return Fault(Code.NOT_A_SIDE, f"{_quoted(text)} does not say which sides to work", hint)


def _wrong_order(text: str, key: str) -> Fault:
    first, last = re.split(r" *[-\u2013] *", plain(text))
    unit = last.lstrip("0123456789.")
    turned = f"{last.removesuffix(unit)}-{first}{unit}" if first.isdigit() else f"{last}-{first}"
    return Fault(
        Code.RANGE_ORDER,
        f"the range {_quoted(text)} for '{key}' has its greater end first",
        f"write '{visible(turned)}'",
    )


def _quoted(text: str) -> str:
    shown = visible(text)
    return f"'{shown}'" if len(shown) <= LONGEST else f"'{shown[:LONGEST]}…'"
