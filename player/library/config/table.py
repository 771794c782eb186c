"""The table of all settings of `config.yaml`: section, key, and the function that reads the value."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from player.library.config.config import ENGINES, OUTPUTS, PERIODS
from player.routine.codes import Code
from player.routine.grammar.keytypes import Key, Type
from player.routine.grammar.spelling import nearest
from player.routine.units import Ms
from player.routine.values.lengths import LONGEST, NUMBER, plain
from player.routine.values.written import ValueFault, read_flag
from player.routine.visible import quoted
from player.script.model import Amount

Value: TypeAlias = str | int | bool | None

_WHOLE: Final = r"[0-9]{1,6}"
_NAME_LENGTH: Final = 80
_MOST_LATENCY: Final[Ms] = 1_000
_RATES: Final = (80, 300)
"""Lowest and highest words a minute: every engine can speak them and anybody can follow."""


class Setting(NamedTuple):
    """One setting."""

    key: Key
    """Its name, what it does in a sentence, and an example."""
    field: str
    """The field of the section's tuple in `Config`."""
    read: Callable[[str, Key], Value | ValueFault]
    """Reads the value from its text, which is not empty."""


def _percent(text: str, key: Key) -> int | ValueFault:
    value = plain(text).removesuffix("%").rstrip()
    if not re.fullmatch(_WHOLE, value):
        hint = "write a whole number from 0 to 100"
        fraction = re.fullmatch(r"(?:0?\.[0-9]+|1\.0+)", value)
        if fraction is not None:
            hint = f"it counts in per cent: write {round(float(value) * 100)}"
        return ValueFault(Code.NOT_A_COUNT, f"{quoted(text)} is not a number for '{key.name}'", hint)
    return _within(int(value), text, key, (0, 100))


def _rate(text: str, key: Key) -> int | ValueFault:
    value = plain(text)
    if not re.fullmatch(_WHOLE, value):
        message = f"{quoted(text)} is not a number for '{key.name}'"
        return ValueFault(Code.NOT_A_COUNT, message, f"such as '{key.example}', in words a minute")
    return _within(int(value), text, key, _RATES, " words a minute")


def _latency(text: str, key: Key) -> int | ValueFault:
    found = _milliseconds(text, key)
    return found if isinstance(found, ValueFault) else _within(found, text, key, (0, _MOST_LATENCY), " ms")


def _period(text: str, key: Key) -> int | ValueFault:
    found = _milliseconds(text, key)
    if isinstance(found, ValueFault) or found in PERIODS:
        return found
    message = f"{quoted(text)} is out of bounds: '{key.name}' must be 20, 40 or 100 ms"
    return ValueFault(Code.OUT_OF_BOUNDS, message, "20 is best; take 40 or 100 if sound stutters")


def _milliseconds(text: str, key: Key) -> int | ValueFault:
    value = plain(text)
    match = re.fullmatch(rf"({NUMBER}) ?(ms|s|)", value) if len(value) <= LONGEST else None
    if match is None:
        message = f"{quoted(text)} is not a length for '{key.name}'"
        return ValueFault(
            Code.NOT_A_DURATION, message, f"such as '{key.example}', in thousandths of a second"
        )
    return min(round(float(match.group(1)) * (1_000 if match.group(2) == "s" else 1)), 10**9)


def _within(value: int, text: str, key: Key, bounds: tuple[int, int], unit: str = "") -> int | ValueFault:
    least, most = bounds
    if least <= value <= most:
        return value
    message = f"{quoted(text)} is out of bounds: '{key.name}' must be {least} to {most}{unit}"
    return ValueFault(Code.OUT_OF_BOUNDS, message, f"such as '{key.example}'")


def _one_of(*words: str) -> Callable[[str, Key], str | ValueFault]:
    def one(text: str, key: Key) -> str | ValueFault:
        del key
        value = plain(text)
        if value in words:
            return value
        meant = nearest(value, words)
        listed = f"{', '.join(words[:-1])} or {words[-1]}"
        hint = f"did you mean '{meant}'?" if meant is not None else f"write {listed}"
        return ValueFault(Code.OUT_OF_BOUNDS, f"{quoted(text)} is none of {listed}", hint)

    return one


def _output(text: str, key: Key) -> str | ValueFault:
    if plain(text).startswith("wav:"):
        message = f"{quoted(text)} cannot be set: every session would overwrite the file"
        return ValueFault(Code.WRONG_PLACE, message, "write it behind --audio, for one session")
    if plain(text) in {"pacat", "aplay", "paplay", "pw-cat"}:
        return ValueFault(
            Code.OUT_OF_BOUNDS, f"{quoted(text)} is one of the players a pipe takes", "write 'pipe'"
        )
    return _one_of(*OUTPUTS)(text, key)


def _theme(text: str, key: Key) -> str | ValueFault | None:
    del key
    name = " ".join(text.split())
    if name.casefold() == "none":
        return None
    if any(sign in name for sign in '/\\:*?"<>|~') or name.startswith(".") or len(name) > _NAME_LENGTH:
        message = f"{quoted(text)} is not the bare name of a folder"
        return ValueFault(
            Code.NOT_A_SOUND, message, "put the folder into 'sounds' beside this file, and name it"
        )
    return name


def _voice(text: str, key: Key) -> str | ValueFault:
    name = " ".join(text.split())
    if len(name) > _NAME_LENGTH:
        return ValueFault(
            Code.TOO_LONG, f"'{key.name}' is longer than {_NAME_LENGTH} characters", "shorten it"
        )
    return "" if name.casefold() == "auto" else name


def _setting(  # noqa: PLR0917  as a row of a table
    name: str,
    kind: Type,
    about: str,
    example: str,
    read: Callable[[str, Key], Value | ValueFault],
    field: str = "",
) -> tuple[str, Setting]:
    return name, Setting(Key(name, (), kind, about, f"{name}: {example}"), field or name, read)


SECTIONS: Final[Mapping[str, Mapping[str, Setting]]] = MappingProxyType(
    {
        "sound": dict(
            (
                _setting("output", Type.TEXT, "Which way sound leaves.", "auto", _output),
                _setting("volume", Type.NUMBER, "Of everything, in per cent.", "80", _percent),
                _setting("cues", Type.NUMBER, "Of tones, in per cent.", "80", _percent),
                _setting("words", Type.NUMBER, "Of speech, in per cent.", "80", _percent),
                _setting("pulses", Type.FLAG, "Whether the seconds of a hold tick.", "false", read_flag),
                _setting("latency", Type.TEXT, "How late it is heard.", "150 ms", _latency, "latency_ms"),
                _setting("period", Type.TEXT, "Length of a block of sound.", "20 ms", _period, "period_ms"),
                _setting("theme", Type.TEXT, "A folder with sounds of your own.", "wooden", _theme),
                _setting("others", Type.NUMBER, "To how much other programs are lowered.", "40", _percent),
            )
        ),
        "speech": dict(
            (
                _setting("amount", Type.TEXT, "How much is said.", "brief", _one_of(*Amount)),
                _setting("engine", Type.TEXT, "What speaks unrecorded words.", "auto", _one_of(*ENGINES)),
                _setting("voice", Type.TEXT, "A voice of that engine.", "en-gb", _voice),
                _setting("rate", Type.NUMBER, "How fast it speaks.", "165", _rate),
            )
        ),
    }
)
"""Every setting by its section and name."""
