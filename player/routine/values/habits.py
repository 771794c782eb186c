"""Advice for values written by habit in another notation, such as `3x10` or `1,5 min` (DESIGN §3, Values)."""

import re
from typing import Final

from player.routine.advice import Advice, Spelling, write
from player.routine.grammar.keytypes import Form, Key
from player.routine.values.lengths import BARE, LONGEST, MOST_TIME, NUMBER, duration_range, one_duration

_FEET = re.compile(rf"({NUMBER}) *['\u2032\u2019] *(?:({NUMBER}) *(?:\"|\u2033|\u201d|''|\u2019\u2019)?)?")
_INCHES = re.compile(rf"({NUMBER}) *(?:\"|\u2033|\u201d|'')")
_MILLISECONDS = re.compile(r"([0-9]+) *ms")
_TIMES = re.compile(r"([0-9]+) *(?:[x\u00d7*]|sets? (?:of|x)) *([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?)")
_EACH_SIDE = re.compile(
    r"([0-9]+(?: *[-\u2013] *[0-9]+)?(?: *[a-z]+)?) *"
    r"(?:(?:/|(?:on |per |for )?each|per|a) *(?:side|arm|leg|way)|/ *s|each|e/s)"
)
_WORDS_OF_COUNT = re.compile(
    r"[x\u00d7]? *([0-9]+(?: *[-\u2013] *[0-9]+)?) *(?:x|\u00d7|reps?|repetitions?|times?|sets?|rounds?)?"
)
_COMMA_BEHIND: Final = r"([0-9]+(?: *[-\u2013] *[0-9]+)?\+?) *[,;.]"
"""As in JSON."""
_LONG_DASH = re.compile(r"(.*[0-9a-z]) *(?:\u2014|\u2212|to|\.\.\.?|\u2026) *([0-9].*)")


_UNIT_FIRST = re.compile(rf"({NUMBER} *)([a-z]+)( *[-\u2013] *{NUMBER})")
"""A range whose unit is said only once, and too early."""
_HOURS_AND_MINUTES = re.compile(rf"{NUMBER} *(?:h|hours?) *[0-9]{{1,2}}")

_ENDLESS: Final = frozenset(
    {
        "amrap", "failure", "to failure", "until failure", "till failure", "maximum", "unlimited", "all out",
        "as many as possible", "as many as you can", "as long as possible", "as long as you can", "\u221e",
    }
)  # fmt: skip
_WAITING: Final = frozenset(
    ("wait", "key", "enter", "open", "max", "when ready", "until ready", "as needed", "manual", "\u221e")
)
_AT_LEAST = re.compile(
    r"(?:at least|min\.?|minimum|>=?|\u2265) ?([0-9].*)"
    r"|([0-9].*?) (?:or more|or longer|and more|at least|minimum)"
    r"|\+ ?([0-9].*)"
    r"|([0-9].*?) ?(?:[-\u2013]|to|/) ?max"
)
_ABOUT = re.compile(r"(?:~|\u2248|about|around|approx\.?|approximately|circa|ca\.?|up to) ?([0-9].*)")
_SEVERAL = re.compile(rf"{NUMBER} ?[a-z]*(?:(?: ?[,/-] ?| ){NUMBER} ?[a-z]*){{2,}}|{NUMBER}, {NUMBER}")
_COUNTED = re.compile(r"([0-9]+(?: *[-\u2013] *[0-9]+)?) *(?:x|reps?|repetitions?|times?)")
_BREATHED = re.compile(
    rf"({NUMBER}(?: *[-\u2013] *{NUMBER})?) *(?:full |deep |slow )*(?:breaths?|breathes|br)\.?"
)

_MEANT_SIDES: Final = {
    **dict.fromkeys(("each side", "per side", "every", "every side", "both sides", "one by one"), "each"),
    **dict.fromkeys(("l/r", "r/l", "2", "two", "yes", "true"), "each"),
    **dict.fromkeys(("right,left", "right, left", "right/left", "right and left", "right-left"), "each"),
    **dict.fromkeys(("alternating", "alternately", "alternates", "alt", "in turn"), "alternate"),
    **dict.fromkeys(("l", "left side", "left only"), "left"),
    **dict.fromkeys(("r", "right side", "right only"), "right"),
    **dict.fromkeys(("none", "no", "false", "1", "one", "together"), "both"),
}
"""Other words for sides, and the word of the language."""
_TWO_SIDES = re.compile(r"([^\W\d_]+) *(?:,|/|-| and | then ) *([^\W\d_]+)")

_LOAD = re.compile(r"(.*[0-9]) ?([a-z]+)\.?", re.IGNORECASE)
_MEANT_UNITS: Final = {
    **dict.fromkeys(("kgs", "gk", "kq", "kgg", "kkg", "gks", "kgms", "jg", "lg"), "kg"),
    **dict.fromkeys(("lsb", "bls", "ibs", "lbz", "lbss", "llbs", "lps", "ilbs", "lvs"), "lbs"),
    **dict.fromkeys(("bl", "ib", "llb"), "lb"),
}


def meant_load(text: str) -> str | None:
    """Return a load with its unit put right, or None if nothing about it looks mistyped."""
    match = _LOAD.fullmatch(text)
    unit = None if match is None else _MEANT_UNITS.get(match.group(2).lower())
    return None if match is None or unit is None else f"{match.group(1)} {unit}"


def sides_hint(value: str, key: Key) -> Advice:
    """Return advice for `value` (see `plain`), which names no sides."""
    meant = _MEANT_SIDES.get(value)
    if meant is not None and (key.name != "by_side" or meant not in {"both", "alternate"}):
        return Advice(f"did you mean '{meant}'?", (Spelling(meant),))
    two = _TWO_SIDES.fullmatch(value) if len(value) <= LONGEST else None
    if two is not None and two.group(1) != two.group(2):
        labels = f"[{two.group(1)}, {two.group(2)}]"
        return Advice(f"write {labels}", (Spelling(labels),))
    words = "each" if key.name == "by_side" else "each, alternate, left, right or both"
    return Advice(f"write {words}, or names such as [left, right]")


def distance_hint(value: str) -> Advice:  # noqa: PLR0911 (one return for each thing people write)
    """Return advice for `value` (see `plain`), which is no distance."""
    general = Advice("write a number with its unit, such as 200 m or 20 steps")
    if len(value) > LONGEST:
        return general
    if BARE.fullmatch(value):
        return write(f"{value} m", f"{value} steps")
    if re.fullmatch(r"[0-9]+,[0-9]+ *[a-z]+", value):
        thousands = re.fullmatch(r"[0-9]{1,3},[0-9]{3} *[a-z]+", value)
        return write(value.replace(",", "" if thousands else "."))
    each = _EACH_SIDE.fullmatch(value)
    if each is not None:
        return _each("distance", each.group(1))
    times = _TIMES.fullmatch(value)
    if times is not None:
        return _sets("distance", times.group(2), "sets", times.group(1))
    counted = _COUNTED.fullmatch(value)
    if counted is not None:
        return _belongs(counted.group(1))
    if one_duration(value) is not None or value.endswith(("breath", "breaths")):
        return Advice("a length of time belongs to 'for'", (Spelling(value, key="for"),))
    return general


def _each(key: str, value: str) -> Advice:
    """Return the advice to write a value for each side."""
    return Advice(f"write '{key}: {value}' and 'sides: each'", (Spelling(value, (("sides", "each"),)),))


def _sets(key: str, value: str, many: str, count: str) -> Advice:
    """Return the advice to write sets or rounds on a line of their own."""
    return Advice(f"write '{many}: {count}' and '{key}: {value}'", (Spelling(value, ((many, count),)),))


def _belongs(count: str) -> Advice:
    return Advice("a count belongs to 'reps'", (Spelling(count, key="reps"),))


def _several(value: str, key: Key) -> Advice | None:
    """Return the advice for `12, 10, 8`: a value for each set."""
    if Form.LADDER not in key.forms or _SEVERAL.fullmatch(value) is None:
        return None
    ladder = f"[{', '.join(part.strip() for part in re.findall(rf'{NUMBER} ?[a-z]*', value))}]"
    return Advice(f"write {ladder}, a value for each set", (Spelling(ladder),))


def duration_hint(value: str, key: Key) -> Advice:
    """Return advice for `value` (see `plain`), which is no length for `key`."""
    general = Advice("write a length such as 30s, 1m30s or 1:30")
    if len(value) > LONGEST:
        return general
    return _open_length(value, key) or _several(value, key) or _written_duration(value, key) or general


def _open_length(value: str, key: Key) -> Advice | None:  # noqa: PLR0911 (one return for each thing people write)
    """Return the advice for a length that is open, in breaths, or no length at all but a count."""
    breaths = _BREATHED.fullmatch(value)
    if breaths is not None:
        if Form.BREATHS in key.forms:
            return write(f"{breaths.group(1)} breaths")
        return Advice("write a length of time, such as 6s")
    if value in _WAITING and Form.READY in key.forms:
        return write("ready", more=" to wait for the key")
    if value.rstrip("+ ") in {*_ENDLESS, "max", "ready"} and Form.OPEN in key.forms:
        return write("max", more=" to go on until the key")
    about = _ABOUT.fullmatch(value)
    if about is not None and one_duration(about.group(1)) is not None:
        return write(about.group(1))
    least = _AT_LEAST.fullmatch(value)
    length = value.rstrip("+ ") if least is None else next(part for part in least.groups() if part)
    if length != value and one_duration(length) is not None:
        if Form.OPEN in key.forms:
            return write(f"{length}+")
        if Form.READY not in key.forms:
            return write(length)
        hint = f"write '{length}', or 'ready' to wait for the key"
        return Advice(hint, (Spelling(length), Spelling("ready")))
    counted = _COUNTED.fullmatch(value)
    if key.name in {"hold", "for"} and counted is not None:
        return _belongs(counted.group(1))
    return None


def _written_duration(value: str, key: Key) -> Advice | None:  # noqa: PLR0911 (one return for each thing people write)
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
        hint = f"write 'sets: {times.group(1)}' and the length '{times.group(2)}'"
        return _sets(key.name, times.group(2), "sets", times.group(1))._replace(hint=hint)
    each = _EACH_SIDE.fullmatch(value)
    if each is not None:
        return _each(key.name, each.group(1))._replace(hint=f"write '{each.group(1)}' and 'sides: each'")
    early = _UNIT_FIRST.fullmatch(value)
    if early is not None and duration_range(late := "".join(early.group(1, 3, 2))) is not None:
        return write(late)
    span = _LONG_DASH.fullmatch(value)
    if span is not None and duration_range(f"{span.group(1)}-{span.group(2)}") is not None:
        return write(f"{span.group(1)}-{span.group(2)}")
    return _repaired_duration(value)


def _offer(length: str) -> Advice | None:
    """Return the advice to write `length`, or None if that would be a mistake too."""
    read = one_duration(length)
    return write(length) if read is not None and read <= MOST_TIME else None


def _repaired_duration(value: str) -> Advice | None:
    """Return the advice for what was probably meant by `1,5 min`, `30 sec.`, `1m30`, `1:5`, `1:30 min`."""
    candidates = [
        value.replace(",", "."),
        value.rstrip(".,;"),
        value.rstrip(".") + ("m" if _HOURS_AND_MINUTES.fullmatch(value) else "s"),
        value.replace(" and ", " "),
    ]
    clock = re.fullmatch(r"([0-9]+):([0-9]+)(?: *[a-z]+\.?)?", value)
    if clock is not None:
        candidates.append(f"{clock.group(1)}:{clock.group(2):0>2}")
    return next((offer for text in candidates if text != value and (offer := _offer(text))), None)


def count_hint(value: str, key: Key) -> Advice:  # noqa: PLR0911 (one return for each thing people write)
    """Return advice for `value` (see `plain`), which is no count for `key`."""
    name = key.name
    general = Advice("write a whole number such as 10, or a range such as 8-12")
    if len(value) > LONGEST:
        return general
    times = _TIMES.fullmatch(value)
    if times is not None:
        return _times_of(name, times.group(1), times.group(2))
    each = _EACH_SIDE.fullmatch(value)
    if each is not None:
        return _each(name, each.group(1))
    words = _WORDS_OF_COUNT.fullmatch(value) or re.fullmatch(_COMMA_BEHIND, value)
    if words is not None:
        return write(words.group(1))
    open_end = _open_count(value, key)
    if open_end is not None:
        return open_end
    twice = re.fullmatch(r"([0-9]+) ?/ ?([0-9]+)", value)
    if twice is not None and twice.group(1) == twice.group(2):
        return _each(name, twice.group(1))
    several = _several(value, key)
    if several is not None:
        return several
    span = _LONG_DASH.fullmatch(value)
    if span is not None and span.group(1).isdigit() and span.group(2).isdigit():
        return write(f"{span.group(1)}-{span.group(2)}")
    is_length = one_duration(value) is not None or _BREATHED.fullmatch(value) is not None
    if name == "reps" and BARE.fullmatch(value) is None and is_length:
        ways = (Spelling(value, key="hold"), Spelling(value, key="for"))
        return Advice("a length belongs to 'hold' or 'for'", ways)
    return general


def _times_of(name: str, many: str, count: str) -> Advice:
    """Return the advice for `3x10`."""
    if name not in {"rounds", "sets"}:
        return _sets(name, count, "sets", many)
    return Advice(f"write '{name}: {many}' and 'reps: {count}'", (Spelling(many, (("reps", count),)),))


def _open_count(value: str, key: Key) -> Advice | None:
    """Return the advice for a count that is open, or not exact."""
    about = _ABOUT.fullmatch(value)
    if about is not None and re.fullmatch(r"[0-9]+(?: *[-\u2013] *[0-9]+)?", about.group(1)) is not None:
        return write(about.group(1))
    least = _AT_LEAST.fullmatch(value)
    count = value.rstrip("+ ") if least is None else next(part for part in least.groups() if part)
    is_count = count != value and re.fullmatch(r"[0-9]+(?: *[-\u2013] *[0-9]+)?", count) is not None
    if Form.OPEN in key.forms:
        if value.rstrip("+ ") in {*_ENDLESS, "max", "ready"}:
            return write("max", more=" to go on until the key")
        return write(f"{count}+") if is_count else None
    if key.name == "rounds" and (value in _ENDLESS or value == "max" or is_count):
        return Advice("for as many rounds as fit into a time, write 'within: 12m'")
    return write(count) if is_count else None
