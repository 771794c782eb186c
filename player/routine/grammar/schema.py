"""The JSON Schema of routine files, derived from the grammar table (JSON Schema 2020-12).

Editors complete and check with it, so it must accept whatever the reader accepts. It cannot say everything:
that a mapping has one value for each level, that ladders agree, that a name exists. Editors read values by
the rules of YAML 1.2, the reader as they are written: `30` is a number to one and a text to the other, so
every value may be either.
"""

from typing import Any, Final, TypeAlias

from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type
from player.routine.grammar.legal import NAMES, keys_of

Schema: TypeAlias = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME: Final = "routine.schema.json"
"""Beside a routine, its first line names it."""
MODELINE: Final = f"# yaml-language-server: $schema=./{FILE_NAME}"
"""First line of a routine: tells an editor with a YAML language server which schema to use."""

_SPACE: Final = "[ \\u00a0\\u2009\\u202f]*"
_NUMBER: Final = "[0-9]+(\\.[0-9]+)?"
_DASH: Final = f"{_SPACE}[-\\u2013]{_SPACE}"


def _any_case(word: str) -> str:
    return "".join(f"[{char}{char.upper()}]" if char.isalpha() else char for char in word)


def _one_of(*words: str) -> str:
    return "(" + "|".join(_any_case(word) for word in words) + ")"


_UNIT: Final = _one_of(
    *("seconds", "second", "secs", "sec", "s", "minutes", "minute", "mins", "min", "m", "hours", "hour", "h")
)
_LENGTH: Final = (
    f"({_NUMBER}({_SPACE}{_UNIT}({_SPACE}{_NUMBER}{_SPACE}{_UNIT})*)?|([0-9]+:)?[0-9]+:[0-9][0-9])"
)
_BREATH: Final = _one_of("breaths", "breath")
_BREATHS: Final = f"{_NUMBER}({_DASH}{_NUMBER})?{_SPACE}{_BREATH}"
_COUNT: Final = "[0-9]+"
_PLAIN: Final = {"type": ["string", "number", "boolean"]}
"""A text as an editor may read it: `name: 21` is a number there."""

_NEEDED: Final = {
    KeyPlace.ROUTINE: ("name", "steps"),
    KeyPlace.BLOCK: ("steps",),
    KeyPlace.EXERCISE: ("exercise",),
    KeyPlace.REST: ("rest",),
    KeyPlace.INCLUDE: ("include",),
    KeyPlace.SAY: ("say",),
}
_STEPS: Final = (KeyPlace.EXERCISE, KeyPlace.BLOCK, KeyPlace.INCLUDE, KeyPlace.SAY, KeyPlace.REST)
_EXCLUSIVE: Final = {
    KeyPlace.EXERCISE: (
        ("hold", "tempo"),
        ("reps", "for"),
        ("hold", "for"),
        ("reps", "distance"),
        ("hold", "distance"),
        ("for", "distance"),
    ),
    KeyPlace.BLOCK: (("every", "rest"), ("every", "within"), ("pick", "choose")),
}
"""Keys that cannot stand together on one step."""


def schema() -> Schema:
    """Return the schema of a routine file as a JSON value."""
    values = _Values()
    routine = _place(KeyPlace.ROUTINE, values)
    steps = {place.value: _place(place, values) for place in _STEPS}
    step = {
        "description": "One step. A text is an exercise of that name.",
        "anyOf": [_PLAIN, *({"$ref": f"#/$defs/{place.value}"} for place in _STEPS)],
    }
    return {
        "$schema": DRAFT,
        "title": "Backbeat routine",
        "description": "A guided workout. docs/routines.md explains every key.",
        **routine,
        "$defs": {"step": step, **steps, **values.named},
    }


class _Values:
    """Definitions of values, each written once: many keys share one, and patterns are long."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def refer(self, key: Key) -> Schema:
        """Return a reference to the definition of the value of `key`."""
        value = _value(key)
        known = next((name for name, other in self.named.items() if other == value), None)
        if known is None:
            alike = sum(name.rpartition("-")[0] == key.type.value for name in self.named)
            known = f"{key.type.value}-{alike + 1}"
            self.named[known] = value
        return {"$ref": f"#/$defs/{known}"}


def _place(place: KeyPlace, values: _Values) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {
            name: {"description": f"{key.help} Example: {key.example}", **values.refer(key)}
            for name, key in keys_of(place).items()
        },
        "required": list(_NEEDED[place]),
        "additionalProperties": False,
    }
    if place is not KeyPlace.ROUTINE:
        found["title"] = NAMES[place]
    if place is KeyPlace.BLOCK:
        found["dependentRequired"] = {"every": ["rounds"]}
    excluded = [{"not": {"required": list(pair)}} for pair in _EXCLUSIVE.get(place, ())]
    if excluded:
        found["allOf"] = excluded
    return found


def _value(key: Key) -> Schema:
    """Return the schema of the value of a key: one for all levels, or a mapping by level."""
    one = _ladder(key, _single(key))
    if Form.BY_LEVEL not in key.forms and key.type is not Type.TEMPO:
        return one
    if key.type is Type.TEMPO:
        return one  # a mapping of phases looks the same as one of levels
    return {"anyOf": [one, _mapping_of(one)]}


def _mapping_of(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value, "minProperties": 1}


def _ladder(key: Key, one: Schema) -> Schema:
    if Form.LADDER not in key.forms:
        return one
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _single(key: Key) -> Schema:
    """One value, without the forms that hold several."""
    simple = _SIMPLE.get(key.type)
    if simple is not None:
        return simple
    if key.type is Type.DISTANCE:
        return _distance(key)
    return _written(_COUNT if key.type is Type.COUNT else _LENGTH, key)


def _whole(pattern: str) -> str:
    return f"^{_SPACE}{pattern}{_SPACE}$"


def _written(simple: str, key: Key) -> Schema:
    """A count or a length: a number, or a text in one of the forms the key allows."""
    forms = [simple]
    if Form.RANGE in key.forms:
        forms.append(f"{simple}{_DASH}{simple}")
    if Form.OPEN in key.forms:
        forms += [f"{form}{_SPACE}\\+" for form in tuple(forms)] + [_any_case("max")]
        if simple is _LENGTH:
            forms.append(f"{_NUMBER}({_DASH}{_NUMBER})?{_SPACE}\\+{_SPACE}({_UNIT}|{_BREATH})")
    if Form.READY in key.forms:
        forms.append(_any_case("ready"))
    if Form.BREATHS in key.forms:
        forms.append(_BREATHS + (f"({_SPACE}\\+)?" if Form.OPEN in key.forms else ""))
    number: Schema = {"type": "integer" if key.type is Type.COUNT else "number", "minimum": 0}
    return {"anyOf": [number, {"type": "string", "pattern": _whole("(" + "|".join(forms) + ")")}]}


def _distance(key: Key) -> Schema:
    unit = f"{_SPACE}[^0-9\\s+][^+]*"
    open_end = f"({_SPACE}\\+)?" if Form.OPEN in key.forms else ""
    far = f"({_NUMBER}({_DASH}{_NUMBER})?({unit}{open_end}|{_SPACE}\\+{unit})|{_any_case('max')})"
    return {"type": "string", "pattern": _whole(far)}


def _tempo() -> Schema:
    """Three numbers, one length, named phases, `none`; a mapping of phases may be one of levels."""
    numbers = f"{_NUMBER}({_DASH}{_NUMBER}){{2}}"
    words = f"{_any_case('none')}|{_any_case('max')}"
    text = f"({numbers}|{_LENGTH}({_DASH}{_LENGTH})?|{_BREATHS}|{words}|{_LENGTH}{_SPACE}\\+)"
    one: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _whole(text)}]}
    phases: Schema = {"anyOf": [one, _mapping_of(one)]}
    listed = {
        "type": "array",
        "items": {**_mapping_of(phases), "maxProperties": 1},
        "minItems": 1,
        "maxItems": 64,
    }
    named = {**_mapping_of(phases), "maxProperties": 64}
    return {"anyOf": [one, listed, named, _mapping_of({"anyOf": [one, listed, named]})]}


_SIMPLE: Final[dict[Type, Schema]] = {
    Type.TEXT: _PLAIN,
    Type.LINES: _PLAIN,
    Type.TEXTS: {"anyOf": [_PLAIN, {"type": "array", "items": _PLAIN}]},
    Type.FLAG: {
        "anyOf": [
            {"type": "boolean"},
            {"type": "string", "pattern": _whole(_one_of("true", "false", "yes", "no", "on", "off"))},
        ]
    },
    Type.NUMBER: {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _whole(_NUMBER)}]
    },
    Type.SIDES: {
        "anyOf": [
            {"type": "string", "pattern": _whole(_one_of("each", "alternate", "left", "right", "both"))},
            {"type": "array", "items": _PLAIN, "minItems": 1},
        ]
    },
    Type.TEMPO: _tempo(),
    Type.STEPS: {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1},
    Type.VARIATIONS: {
        "anyOf": [
            _PLAIN,
            {
                "type": "array",
                "items": {"anyOf": [_PLAIN, {"$ref": "#/$defs/exercise"}]},
                "minItems": 1,
            },
        ]
    },
}
"""Definitions of values that are written the same way under every key of their type."""
