"""Explains why a text is no tempo, or could be several. Only imported for mistakes."""

import re
from typing import Final

from player.routine.advice import Advice, Spelling, write
from player.routine.codes import Code
from player.routine.values.breaths import LONGEST_LABEL, TEMPO_HINT, THREE_NAMES
from player.routine.values.lengths import one_duration
from player.routine.values.written import ValueFault

_LOOSE: Final = r"[0-9x]+(?:(?: *[-\u2013/,:.] *| +)[0-9x]+){2,3}"
_THIRD: Final = r"max|[0-9]+(?:\.[0-9]+)?s?\+?"
_ANY: Final = Advice(TEMPO_HINT)


def fault_of(shown: str, value: str, found: ValueFault) -> ValueFault:
    """Return the fault of a text that is neither three numbers nor one length.

    Args:
        shown: The text, safe to show.
        value: The same text as `plain` returns it.
        found: The reason why it is no length.
    """
    if found.code is Code.NOT_A_DURATION:
        return ValueFault(Code.NOT_A_TEMPO, f"'{shown}' is not a tempo", *_loose(value))
    return no_time(shown) if one_duration(value) == 0 else found


def other_numbers(shown: str, numbers: list[str]) -> ValueFault:
    """Return the fault of a row of numbers that are not three."""
    if len(numbers) == len(THREE_NAMES) + 1:
        return four_numbers(shown, numbers)
    if len(numbers) == len(THREE_NAMES) - 1:
        first, last = numbers
        low, high = sorted(numbers, key=float)
        return ValueFault(
            Code.NOT_A_TEMPO,
            f"'{shown}' could be two phases or a range",
            f"write '{first}-0-{last}' to go and return, or '{low}-{high}s' for a beat",
            (Spelling(f"{first}-0-{last}"), Spelling(f"{low}-{high}s")),
        )
    return ValueFault(
        Code.NOT_A_TEMPO, f"a tempo has three numbers, and '{shown}' has {len(numbers)}", TEMPO_HINT
    )


def no_time(shown: str) -> ValueFault:
    """Return the fault of a tempo whose phases are all 0."""
    message = f"the tempo '{shown}' takes no time at all"
    return ValueFault(Code.OUT_OF_BOUNDS, message, *write("none", more=" for no beat"))


def four_numbers(shown: str, numbers: list[str]) -> ValueFault:
    """Return the fault of four numbers: nobody knows which phase comes first."""
    a, b, c, d = numbers
    lower_first = f"[lower: {a}s, hold: {b}s, lift: {c}s, hold: {d}s]"
    lift_first = f"[lift: {a}s, hold: {b}s, lower: {c}s, hold: {d}s]"
    return ValueFault(
        Code.FOUR_NUMBERS,
        f"the four numbers of '{shown}' mean different things to different people",
        f"write {lower_first} or {lift_first}",
        (Spelling(lower_first), Spelling(lift_first)),
    )


def _loose(value: str) -> Advice:
    if len(value) > LONGEST_LABEL:
        return _ANY
    lengths = re.split(r" *[-\u2013] *", value)
    if len(lengths) == len(THREE_NAMES) and all(re.fullmatch(_THIRD, length) for length in lengths):
        named = zip(THREE_NAMES, lengths, strict=True)
        phases = f"[{', '.join(f'{name}: {_in_seconds(length)}' for name, length in named)}]"
        return Advice(f"write {phases}", (Spelling(phases),))
    numbers = re.findall(r"[0-9]+|x", value)
    if not re.fullmatch(_LOOSE, value) or len(numbers) != len(THREE_NAMES):
        return _ANY
    fast = ", and a fast phase as 1 or 0.5" if "x" in numbers else ""
    return write("-".join(number.replace("x", "1") for number in numbers), more=fast)


def _in_seconds(length: str) -> str:
    """Return `2` or `2s+` with its unit."""
    number = length.rstrip("s+")
    return length if length == "max" else f"{number}s{'+' * length.endswith('+')}"
