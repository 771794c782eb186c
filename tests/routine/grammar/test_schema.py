"""The JSON Schema accepts what the reader accepts, and both refuse a file that is built wrongly."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from player.routine.catalogue import Catalogue
from player.routine.grammar.schema import FILE_NAME, schema
from player.routine.nodes import Mapping, Node, Scalar
from player.routine.reader import read
from player.routine.steps.include import Included
from player.routine.text.compose import compose
from tests.routine.grammar.written import plain_yaml_of, routines, yaml_of
from tests.support.examples import examples

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[3]
VALIDATOR = Draft202012Validator(schema())
WARM_UP = Included("warm-up", "name: Warm-up\nhold: 20s\nsteps: [March]\n", Catalogue({}))


def accepted(text: str) -> bool:
    return read(text, Catalogue({}), include=lambda _: WARM_UP)[0] is not None


def as_editors_read(node: Node) -> Any:  # noqa: ANN401  any JSON value
    """The value by the core schema of YAML 1.2, as language servers resolve it."""
    if isinstance(node, Mapping):
        return {key.text: as_editors_read(value) for key, value in node.pairs}
    if not isinstance(node, Scalar):
        return [as_editors_read(item) for item in node.items]
    if node.style == "plain":
        if re.fullmatch(r"[-+]?[0-9]+", node.text):
            return int(node.text)
        if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
            return float(node.text)
        if node.text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return node.text.lower() == "true"
    return node.text


def as_written(node: Node) -> Any:  # noqa: ANN401  any JSON value
    """The value with every text as it is written."""
    if isinstance(node, Mapping):
        return {key.text: as_written(value) for key, value in node.pairs}
    return node.text if isinstance(node, Scalar) else [as_written(item) for item in node.items]


def valid(text: str) -> bool:
    root, _ = compose(text)
    assert root is not None
    return all(VALIDATOR.is_valid(value) for value in (as_editors_read(root), as_written(root)))


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_that_is_shipped_is_the_one_that_is_derived() -> None:
    shipped = json.loads((ROOT / "routines" / FILE_NAME).read_text(encoding="utf-8"))
    assert shipped == schema(), "run `just docs`"


@settings(max_examples=examples(400), suppress_health_check=list(HealthCheck), deadline=None)
@given(routines())
def test_whatever_the_reader_accepts_the_schema_accepts(routine: dict[str, Any]) -> None:
    for text in (plain_yaml_of(routine), yaml_of(routine)):
        if accepted(text):
            assert valid(text), text


@settings(max_examples=examples(50), suppress_health_check=list(HealthCheck), deadline=None)
@given(routines())
def test_both_ways_to_write_a_routine_mean_the_same(routine: dict[str, Any]) -> None:
    assert accepted(plain_yaml_of(routine)) == accepted(yaml_of(routine))


FILES = [*ROOT.glob("routines/*.yaml"), *ROOT.glob("tests/prescriptions/*.yaml")]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name != "exercises.yaml"], ids=lambda path: path.stem
)
def test_every_routine_of_ours_is_valid(path: Path) -> None:
    assert valid(path.read_text(encoding="utf-8"))


GOOD = "name: X\nlevels: [a, b]\nsteps:\n  - exercise: One\n    hold: 5s\n"
STEP = "name: X\nsteps:\n  - exercise: One\n    "
BLOCK = "name: X\nhold: 5s\nsteps:\n  - steps: [One, Two]\n    "

FAULTS = {
    "no name": "steps: [One]\n",
    "no steps": "name: X\n",
    "a list on top": "- name: X\n",
    "a text on top": "hello\n",
    "no steps in the list": "name: X\nsteps: []\n",
    "steps as a text": "name: X\nsteps: One\n",
    "steps as a mapping": "name: X\nsteps: {exercise: One}\n",
    "an unknown key of the routine": f"{GOOD}colour: red\n",
    "an unknown key of an exercise": f"{STEP}rep: 5\n",
    "an unknown key of a block": f"{BLOCK}loops: 3\n",
    "a key of an exercise on the routine": f"{GOOD}cue: Go\n",
    "a key of a block on an exercise": f"{STEP}rounds: 3\n",
    "a key of an exercise on a rest": "name: X\nsteps:\n  - One\n  - rest: 10s\n    reps: 3\n  - One\n",
    "a key of a block on a say": "name: X\nsteps:\n  - One\n  - say: Go\n    rounds: 3\n",
    "a step of no kind": "name: X\nsteps:\n  - hold: 5s\n",
    "a step of two kinds": "name: X\nsteps:\n  - exercise: One\n    steps: [Two]\n",
    "a list as a step": "name: X\nsteps:\n  - [One, Two]\n",
    "a mapping as a name": "name: {a: b}\nsteps: [One]\n",
    "a list as a name": "name: [a]\nsteps: [One]\n",
    "a word as a count": f"{STEP}reps: some\n",
    "a word as a length": f"{STEP}hold: long\n",
    "a mapping in a gap's list": f"{STEP}hold: 5s\n    rest: [10s, 20s]\n",
    "a list as a flag": f"{STEP}hold: 5s\n    optional: [true]\n",
    "a word as a flag": f"{STEP}hold: 5s\n    optional: perhaps\n",
    "unknown sides": f"{STEP}hold: 5s\n    sides: up\n",
    "an unknown tempo": f"{STEP}reps: 5\n    tempo: fast\n",
    "four numbers as a tempo": f"{STEP}reps: 5\n    tempo: 3-0-1-0\n",
    "hold and tempo": f"{STEP}hold: 5s\n    tempo: 2-1-3\n",
    "reps and for": f"{STEP}reps: 5\n    for: 30s\n",
    "every without rounds": f"{BLOCK}every: 60s\n",
    "every beside rest": f"{BLOCK}every: 60s\n    rounds: 3\n    rest: 5s\n",
    "a distance without a unit": f"{STEP}distance: 200\n",
    "a mapping as a cue": f"{STEP}hold: 5s\n    cue: {{a: b}}\n",
}


@pytest.mark.parametrize("text", FAULTS.values(), ids=FAULTS)
def test_reader_and_schema_refuse_a_file_that_is_built_wrongly(text: str) -> None:
    assert not accepted(text)
    root, _ = compose(text)
    assert root is not None
    assert not VALIDATOR.is_valid(as_editors_read(root))
    assert not VALIDATOR.is_valid(as_written(root))


def test_there_are_at_least_thirty_such_faults() -> None:
    assert len(FAULTS) >= 30
