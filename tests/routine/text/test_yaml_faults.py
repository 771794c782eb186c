"""Faults of YAML itself: one problem, in plain words, at the place where a person has to look."""

import pytest

from player.routine.codes import Code
from player.routine.text.compose import FASTEST, PURE, Loader, compose

pytestmark = pytest.mark.core

FAULTS = [
    ("name: 'Neck\nsteps: [A]\n", Code.UNCLOSED_QUOTE, 1, 7),
    ('name: "Neck\nsteps: [A]\n', Code.UNCLOSED_QUOTE, 1, 7),
    ("name: A\nsteps: [A, B\n", Code.UNCLOSED_BRACKET, 2, 8),
    ("name: A\nsteps: [A, B\nrest: 3s\n", Code.UNCLOSED_BRACKET, 2, 8),
    ("name: A\ntempo: {in: 4s\n", Code.UNCLOSED_BRACKET, 2, 8),
    ('name: A\nsteps: ["b" c]\n', Code.UNCLOSED_BRACKET, 2, 8),
    ("name: Stretch: doorway\n", Code.COLON_IN_TEXT, 1, 14),
    ("steps:\n  - exercise: Stretch: doorway\n", Code.COLON_IN_TEXT, 2, 22),
    ("name: A\n  about: B\n", Code.INDENTATION, 2, 3),
    ("steps:\n  - exercise: A\n    reps: 3\n   hold: 2\n", Code.INDENTATION, 4, 4),
    ("steps:\n  - exercise: A\n    reps: 3\n      hold: 2\n", Code.INDENTATION, 4, 7),
    ("steps:\n  - Row\n    reps: 3\n", Code.INDENTATION, 3, 5),
    ("name: A\nsteps\n  - A\n", Code.MISSING_COLON, 2, 1),
    ("name: A\nabout\nrest: 3s\n", Code.MISSING_COLON, 2, 1),
    ("name:A\nsteps: [A]\n", Code.MISSING_SPACE, 1, 1),
    ("steps:\n  - exercise:Row\n    reps: 3\n", Code.MISSING_SPACE, 2, 5),
    ("name: A\nrest:3s\nsteps: [A]\n", Code.MISSING_SPACE, 2, 1),
    ("name: @home\n", Code.BAD_START, 1, 7),
    ("name: `a`\n", Code.BAD_START, 1, 7),
    ("name: %a\n", Code.BAD_START, 1, 7),
    ('note: "C:\\Users"\n', Code.BAD_ESCAPE, 1, 10),
    ("note: 'it's'\n", Code.QUOTE_ENDS_EARLY, 1, 11),
    ('note: "a" b\n', Code.QUOTE_ENDS_EARLY, 1, 11),
    ("tags: [a]]\n", Code.STRAY_BRACKET, 1, 10),
    ("tags: }\n", Code.STRAY_BRACKET, 1, 7),
    ("steps: - A\n", Code.DASH_AFTER_KEY, 1, 8),
    ("note: **bold**\n", Code.ALIAS, 1, 7),
    ("note: !<x\n", Code.TAG, 1, 7),
    ("name: A\n...\nname: B\n", Code.SEVERAL_DOCUMENTS, 3, 1),
    ("- a\nb: c\n", Code.INDENTATION, 2, 1),
    (": b\n", Code.MISSING_COLON, 1, 1),
    ("name: A\n<<<<<<< HEAD\nrest: 1s\n=======\nrest: 2s\n>>>>>>> other\n", Code.CONFLICT, 2, 1),
]

JARGON = (
    "token",
    "scalar",
    "flow",
    "block",
    "mapping values",
    "simple key",
    "indicator",
    "stream",
    "expected",
)


@pytest.mark.parametrize("loader", [FASTEST, PURE], ids=["c", "pure"])
@pytest.mark.parametrize(("text", "code", "line", "column"), FAULTS)
def test_a_fault_of_yaml_is_one_problem_at_the_place_to_look(
    text: str, code: Code, line: int, column: int, loader: Loader
) -> None:
    node, (problem,) = compose(text, loader)
    assert node is None
    assert (problem.code, problem.line, problem.column) == (code, line, column)


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS])
def test_both_parsers_say_the_same_and_speak_no_jargon(text: str) -> None:
    fast, pure = compose(text, FASTEST)[1], compose(text, PURE)[1]
    assert fast == pure
    assert not any(word in fast[0].message for word in JARGON)


def test_an_unclosed_bracket_tells_where_the_parser_gave_up() -> None:
    (problem,) = compose("name: A\nsteps: [A, B\nrest: 3s\n")[1]
    assert "by line 3, column 5" in problem.message
    assert problem.hint == "close it with ']'"


def test_a_text_step_with_keys_below_it_is_told_to_become_an_exercise() -> None:
    (problem,) = compose("steps:\n  - Row\n    reps: 3\n")[1]
    assert problem.hint is not None
    assert "- exercise:" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 2.0\n---\na",
        "%TAG ! x\n%TAG ! y\n---\na",
        "a: |9x\n  b",
        '"\\ud83d"',
        "a: !!<\n",
        "&",
        "*",
        "!!!!",
    ],
)
@pytest.mark.parametrize("loader", [FASTEST, PURE], ids=["c", "pure"])
def test_stranger_faults_are_still_one_problem_and_no_crash(text: str, loader: Loader) -> None:
    assert compose(text, loader)[1]
