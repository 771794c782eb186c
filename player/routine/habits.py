"""What people write by habit, and how the language spells it (DESIGN §3, Values)."""

import re
from typing import Final

from player.routine.lengths import BARE, LONGEST, MOST_TIME, NUMBER, one_duration

_FEET = re.compile(rf"({NUMBER}) *['\u2032\u2019] *(?:({NUMBER}) *(?:\"|\u2033|\u201d|''|\u2019\u2019)?)?")
_INCHES = re.compile(rf"({NUMBER}) *(?:\"|\u2033|\u201d|'')")
_MILLISECONDS = re.compile(r"([0-9]+) *ms")
_TIMES = re.compile(r"([0-9]+) *[x\u00d7*] *([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?)")
_EACH_SIDE = re.compile(
    r"([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?) *"
    r"(?:(?:/|(?:on |per |for )?each|per|a) *(?:side|arm|leg|way)|/ *s|each|e/s)"
)
_WORDS_OF_COUNT = re.compile(
    r"[x\u00d7]? *([0-9]+(?: *[-\u2013] *[0-9]+)?) *(?:x|\u00d7|reps?|repetitions?|times?|sets?|rounds?)?"
)
_LONG_DASH = re.compile(r"(.*[0-9a-z]) *(?:\u2014|\u2212|to|\.\.\.?|\u2026) *([0-9].*)")


MEANT_SIDES: Final = {
    **dict.fromkeys(("each side", "per side", "every", "every side", "both sides", "one by one"), "each"),
    **dict.fromkeys(("l/r", "r/l", "2", "two", "yes", "true"), "each"),
    **dict.fromkeys(("left,right", "left, right", "left/right", "left and right", "left-right"), "each"),
    **dict.fromkeys(("right,left", "right, left", "right/left", "right and left", "right-left"), "each"),
    **dict.fromkeys(("l", "left side"), "left"),
    **dict.fromkeys(("r", "right side"), "right"),
    **dict.fromkeys(("none", "no", "false", "1", "one", "together"), "both"),
}
"""Other words for sides, and the word of the language."""


def duration_hint(value: str) -> str:
    """Return what to write instead of `value` (see `plain`), which is no length."""
    general = "write a length such as 30s, 1m30s or 1:30"
    if len(value) > LONGEST:
        return general
    return _written_duration(value) or general


def _written_duration(value: str) -> str | None:  # noqa: PLR0911 (one return for each thing people write)
    feet = _FEET.fullmatch(value)
    if feet is not None:
        return _offer(f"{feet.group(1)}m{feet.group(2)}s" if feet.group(2) else f"{feet.group(1)}m")
    inches = _INCHES.fullmatch(value)
    if inches is not None:
        return _offer(f"{inches.group(1)}s")
    thousandths = _MILLISECONDS.fullmatch(value)
    if thousandths is not None:
        return _offer(f"{int(thousandths.group(1)) / 1000:g}s")
    times = _TIMES.fullmatch(value)
    if times is not None:
        return f"write 'sets: {times.group(1)}' and the length '{times.group(2)}'"
    each = _EACH_SIDE.fullmatch(value)
    if each is not None:
        return f"write '{each.group(1)}' and 'sides: each'"
    span = _LONG_DASH.fullmatch(value)
    if span is not None:
        return f"write '{span.group(1)}-{span.group(2)}'"
    return _repaired_duration(value)


def _offer(length: str) -> str | None:
    """Return the advice to write `length`, or None if that would be the next mistake."""
    read = one_duration(length)
    return f"write '{length}'" if read is not None and read <= MOST_TIME else None


def _repaired_duration(value: str) -> str | None:
    """Return the advice for what was probably meant by `1,5 min`, `30 sec.`, `1m30`, `1:5`, `1:30 min`."""
    candidates = [
        value.replace(",", "."),
        value.rstrip("."),
        value.rstrip(".") + "s",
        value.replace(" and ", " "),
    ]
    clock = re.fullmatch(r"([0-9]+):([0-9]+)(?: *[a-z]+\.?)?", value)
    if clock is not None:
        candidates.append(f"{clock.group(1)}:{clock.group(2):0>2}")
    return next((offer for text in candidates if text != value and (offer := _offer(text))), None)


def count_hint(value: str, key: str) -> str:
    """Return what to write instead of `value` (see `plain`), which is no count for `key`."""
    general = "write a whole number such as 10, or a range such as 8-12"
    if len(value) > LONGEST:
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
    elif key == "reps" and BARE.fullmatch(value) is None and one_duration(value) is not None:
        hint = "a length belongs to 'hold' or 'for'"
    else:
        hint = general
    return hint
