"""Random routine files, written from the grammar table: every key, every form of a value, at every place."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from hypothesis import strategies as st

from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type
from player.routine.grammar.legal import keys_of

Value: TypeAlias = Any
"""A YAML value: text, list or mapping."""

LEVELS = ("gentle", "standard")
NAMES = st.sampled_from(
    ["Chin tuck", "Prone Y", "Row", "Wall slide", "21", "Ελληνικά", "Row [/]", "yes", "A: b", "# c"]
)
TEXTS = st.sampled_from(["Thumbs up", "1:30", "true", "Stay tall, breathe", "- dash", "", " x ", "null"])
COUNTS = st.integers(1, 12)
SECONDS = st.integers(1, 90)


def durations() -> st.SearchStrategy[str]:
    return SECONDS.flatmap(
        lambda n: st.sampled_from(
            [f"{n}", f"{n}s", f"{n} sec", f"0:{n:02}" if n < 60 else f"{n}s", f"{n}.5 s", f"{n} MIN"]
        )
    )


def _range(pairs: st.SearchStrategy[int], unit: str) -> st.SearchStrategy[str]:
    return st.tuples(pairs, st.integers(0, 9)).map(lambda pair: f"{pair[0]}-{pair[0] + pair[1]}{unit}")


def _one(key: Key) -> st.SearchStrategy[Value]:
    counted = key.type is Type.COUNT
    unit = "" if counted else "s"
    ways: list[st.SearchStrategy[Value]] = [COUNTS.map(str) if counted else durations()]
    if Form.RANGE in key.forms:
        ways.append(_range(COUNTS, unit))
    if Form.OPEN in key.forms:
        ways += [st.just("max"), COUNTS.map(lambda n: f"{n}{unit}+")]
    if Form.READY in key.forms:
        ways.append(st.just("ready"))
    if Form.BREATHS in key.forms:
        ways += [COUNTS.map(lambda n: f"{n} breaths"), st.just("1.5 breaths")]
    return st.one_of(ways)


def _tempo() -> st.SearchStrategy[Value]:
    phases = st.lists(st.sampled_from(["Y", "T", "lower", "hold"]), min_size=1, max_size=4, unique=True)
    named = phases.flatmap(
        lambda labels: st.fixed_dictionaries({label: SECONDS.map(lambda n: f"{n}s") for label in labels})
    )
    listed = named.map(lambda mapping: [{label: length} for label, length in mapping.items()])
    return st.one_of(st.sampled_from(["2-1-3", "4s", "none", "1.5-0-2"]), named, listed)


def value_of(key: Key) -> st.SearchStrategy[Value]:
    simple: dict[Type, Callable[[], st.SearchStrategy[Value]]] = {
        Type.TEXT: lambda: NAMES,
        Type.LINES: lambda: TEXTS.filter(lambda text: text.strip() != ""),
        Type.TEXTS: lambda: st.one_of(NAMES, st.lists(NAMES, min_size=1, max_size=3)),
        Type.DISTANCE: lambda: st.sampled_from(["200 m", "1.5 km", "20 steps", "100-200 m", "50 m+", "max"]),
        Type.FLAG: lambda: st.sampled_from(["true", "false", "yes", "No"]),
        Type.NUMBER: lambda: st.integers(0, 12).map(str),
        Type.SIDES: lambda: st.one_of(
            st.sampled_from(["each", "alternate", "left", "right", "both"]), st.just(["forward", "backward"])
        ),
        Type.TEMPO: _tempo,
        Type.VARIATIONS: lambda: st.lists(NAMES, min_size=1, max_size=2),
    }
    one = simple[key.type]() if key.type in simple else _one(key)
    if key.name == "ask":
        one = st.lists(
            st.sampled_from(["reps", "load", "effort", "pain"]), min_size=1, max_size=4, unique=True
        )
    elif key.name == "levels":
        one = st.just(list(LEVELS))
    elif key.name == "sound":
        one = st.just("gong.wav")
    elif key.name == "include":
        one = st.just("warm-up")
    ways = [one]
    if Form.LADDER in key.forms:
        ways.append(st.lists(one, min_size=1, max_size=3))
    if Form.BY_LEVEL in key.forms:
        ways.append(st.fixed_dictionaries(dict.fromkeys(LEVELS, one)))
    return st.one_of(ways)


def _keys(place: KeyPlace, *, but: tuple[str, ...], most: int) -> st.SearchStrategy[dict[str, Value]]:
    possible = [key for name, key in keys_of(place).items() if name not in but]
    if not possible:
        return st.just({})
    chosen = st.lists(st.sampled_from(possible), max_size=most, unique_by=lambda key: key.name)
    return chosen.flatmap(lambda keys: st.fixed_dictionaries({key.name: value_of(key) for key in keys}))


def steps(depth: int = 2) -> st.SearchStrategy[list[Value]]:
    kinds: list[st.SearchStrategy[Value]] = [NAMES]
    heads = {
        KeyPlace.EXERCISE: "exercise",
        KeyPlace.REST: "rest",
        KeyPlace.SAY: "say",
        KeyPlace.INCLUDE: "include",
    }
    for place, head in heads.items():
        own = st.fixed_dictionaries({head: value_of(keys_of(place)[head])})
        rest = _keys(place, but=(head,), most=3)
        kinds.append(st.tuples(own, rest).map(lambda pair: {**pair[0], **pair[1]}))
    if depth:
        inner = st.fixed_dictionaries({"steps": st.deferred(lambda: steps(depth - 1))})
        kinds.append(
            st.tuples(_keys(KeyPlace.BLOCK, but=("steps",), most=3), inner).map(
                lambda pair: {**pair[0], **pair[1]}
            )
        )
    return st.lists(st.one_of(kinds), min_size=1, max_size=3)


def routines() -> st.SearchStrategy[dict[str, Value]]:
    """Mappings as a person could have written them; most can be played, some contradict themselves."""
    always = st.fixed_dictionaries({"name": NAMES, "levels": st.just(list(LEVELS)), "steps": steps()})
    return st.tuples(always, _keys(KeyPlace.ROUTINE, but=("name", "levels", "steps"), most=3)).map(
        lambda pair: {**pair[1], **pair[0]}
    )


def yaml_of(value: Value) -> str:
    """Return `value` as YAML in flow style, each text in quotes: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def plain_yaml_of(value: dict[str, Value], indent: str = "") -> str:
    """Return `value` as YAML as people write it: block style, texts unquoted where that is the same text."""
    return "".join(_pair(key, inner, indent) for key, inner in value.items())


def _pair(key: str, value: Value, indent: str) -> str:
    if key == "steps":
        return f"{indent}steps:\n" + "".join(_step(step, f"{indent}  ") for step in value)
    return f"{indent}{key}: {_flow(value)}\n"


def _step(step: Value, indent: str) -> str:
    if isinstance(step, str):
        return f"{indent}- {_flow(step)}\n"
    lines = plain_yaml_of(step, f"{indent}  ")
    return f"{indent}- {lines[len(indent) + 2 :]}"


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    is_plain = (
        value and value == value.strip() and not set(value) & set("[]{},#'\"|>&*!%@`\n") and ": " not in value
    )
    return (
        value
        if is_plain and not value.startswith(("- ", "? ", ":")) and not value.endswith(":")
        else json.dumps(value)
    )
