"""Where a cursor stands, in texts that are good, half typed and broken (DESIGN §8.5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.grammar.keytypes import KeyPlace
from player.routine.writing.outline import CursorContext, at
from tests.routine.texts import EXAMPLE
from tests.routine.writing.test_lexer import LINES
from tests.support.effort import costs_less, effort
from tests.support.examples import examples

pytestmark = pytest.mark.core


def where(text: str) -> CursorContext:
    """Where the cursor stands, which is drawn as a bar."""
    above, below = text.split("‸")
    lines = (above + below).split("\n")
    return at(lines, above.count("\n"), len(above) - above.rfind("\n") - 1)


STEPS = "name: A\nlevels: [gentle, standard]\nsteps:\n"


@pytest.mark.parametrize(
    ("text", "place", "key", "in_value"),
    [
        ("‸", KeyPlace.ROUTINE, None, False),
        ("na‸", KeyPlace.ROUTINE, None, False),
        ("name‸: A", KeyPlace.ROUTINE, "name", False),
        ("name: ‸A", KeyPlace.ROUTINE, "name", True),
        ("name:‸", KeyPlace.ROUTINE, "name", True),
        (f"{STEPS}‸", KeyPlace.ROUTINE, None, False),
        (f"{STEPS}  ‸", KeyPlace.ROUTINE, "steps", True),
        (f"{STEPS}  - ‸", KeyPlace.EXERCISE, None, False),
        (f"{STEPS}  - exercise: Chin‸", KeyPlace.EXERCISE, "exercise", True),
        (f"{STEPS}  - exercise: Row\n    ‸", KeyPlace.EXERCISE, None, False),
        (f"{STEPS}  - exercise: Row\n    re‸", KeyPlace.EXERCISE, None, False),
        (f"{STEPS}  - exercise: Row\n    re‸ps: 8", KeyPlace.EXERCISE, "reps", False),
        (f"{STEPS}  - exercise: Row\n    reps: 8‸ # many", KeyPlace.EXERCISE, "reps", True),
        (f"{STEPS}  - reps: ‸8\n    exercise: Row", KeyPlace.EXERCISE, "reps", True),
        (f"{STEPS}  - Row\n    re‸", KeyPlace.EXERCISE, None, False),
        (f"{STEPS}  - rest: 60s\n    ‸", KeyPlace.REST, None, False),
        (f"{STEPS}  - say: Go\n    f‸", KeyPlace.SAY, None, False),
        (f"{STEPS}  - include: warm‸", KeyPlace.INCLUDE, "include", True),
        (f"{STEPS}  - rounds: 2\n    ‸\n    steps:\n      - Row", KeyPlace.BLOCK, None, False),
        (f"{STEPS}  - rounds: 2\n    re‸", KeyPlace.BLOCK, None, False),
        (f"{STEPS}  - rounds: 2\n    rest: ‸60s\n", KeyPlace.BLOCK, "rest", True),
        (f"{STEPS}  - steps:\n      - Row\n    ro‸", KeyPlace.BLOCK, None, False),
        (f"{STEPS}  - steps:\n    - Row\n    - ‸", KeyPlace.EXERCISE, None, False),
        (f"{STEPS}- exercise: Row\n  ho‸", KeyPlace.EXERCISE, None, False),
    ],
)
def test_the_place_and_the_key_at_a_cursor(
    text: str, place: KeyPlace, key: str | None, *, in_value: bool
) -> None:
    found = where(text)
    assert (found.place, found.key, found.in_value) == (place, key, in_value)
    assert not found.in_text


@pytest.mark.parametrize(
    ("text", "place", "key", "in_value"),
    [
        ("steps: [Row, {exe‸", KeyPlace.EXERCISE, None, False),
        ("steps: [Row, Pl‸", KeyPlace.EXERCISE, None, False),
        ("steps: [Row, {exercise: ‸}]", KeyPlace.EXERCISE, "exercise", True),
        ("steps: [{exercise: Row, re‸}]", KeyPlace.EXERCISE, None, False),
        ("steps: [{rest: 6‸}]", KeyPlace.REST, "rest", True),
        ("steps:\n  - {rounds: 2, ‸, steps: [Row]}", KeyPlace.BLOCK, None, False),
        ("steps:\n  - {rounds: 2, steps: [Row, ‸]}", KeyPlace.EXERCISE, None, False),
        (
            "steps: [\n  {exercise: Row,\n   reps: 8},\n  {exercise: Plank,\n   ho‸",
            KeyPlace.EXERCISE,
            None,
            False,
        ),
        ("tags: [a, ‸]", KeyPlace.ROUTINE, "tags", True),
        ("steps:\n  - exercise: Row\n    sides: [left, ‸", KeyPlace.EXERCISE, "sides", True),
        ("steps:\n  - exercise: [Row\n    re‸ps: 8", KeyPlace.EXERCISE, "reps", False),
        ("steps:\n  - exercise: 'Row\n    reps: ‸", KeyPlace.EXERCISE, "reps", True),
    ],
)
def test_the_place_and_the_key_inside_brackets(
    text: str, place: KeyPlace, key: str | None, *, in_value: bool
) -> None:
    found = where(text)
    assert (found.place, found.key, found.in_value) == (place, key, in_value)


@pytest.mark.parametrize(
    ("text", "key", "entry", "in_mapping"),
    [
        ("    reps: {‸", "reps", None, True),
        ("    reps: {gentle: 5, st‸}", "reps", None, True),
        ("    reps: {gen‸tle: 5}", "reps", "gentle", True),
        ("    reps: {gentle: ‸5}", "reps", "gentle", False),
        ("    tempo: [Y: ‸3s, T: 3s]", "tempo", "Y", False),
        ("    tempo:\n      lift: ‸2s", "tempo", "lift", False),
        ("    tempo:\n      lift: 2s\n      ‸", "tempo", None, True),
        ("    tempo:\n      - Y: ‸3s", "tempo", "Y", False),
        ("    cue:\n      - Thumbs‸", "cue", None, False),
    ],
)
def test_inside_the_value_of_a_key(text: str, key: str, entry: str | None, *, in_mapping: bool) -> None:
    found = where(f"{STEPS}  - exercise: Row\n{text}")
    assert (found.place, found.key, found.in_value) == (KeyPlace.EXERCISE, key, True)
    assert (found.entry, found.in_mapping) == (entry, in_mapping)


@pytest.mark.parametrize(
    "text",
    [
        "name: A # why‸",
        "# why‸",
        "note: |\n  one\n    reps: 3\n      tw‸o",
        "steps:\n  - exercise: Row\n    note: >-\n      hold: ‸",
        "about: one\n  two‸",
        "about: 'one\n  name: ‸two'",
    ],
)
def test_in_prose_and_comments_nothing_is_a_key(text: str) -> None:
    found = where(text)
    assert found.in_text
    assert found.key not in {"reps", "hold"}


def test_the_word_under_the_cursor_is_the_whole_text() -> None:
    assert where("steps:\n  - exercise: Chin tu‸ck # a").word == (14, 23, "Chin tuck")
    assert where("steps: [Jumping ja‸cks, Row]").word == (8, 21, "Jumping jacks")
    assert where("na‸me: A").word == (0, 4, "name")
    assert where("name: ‸").word == (6, 6, "")
    assert where("steps:\n  - exercise: 'Chin t‸").word.text == "'Chin t"


def test_keys_above_and_below_the_cursor_are_present_but_not_the_one_under_it() -> None:
    text = (
        f"{STEPS}  - exercise: Row\n    reps: 8\n    ‸\n    note: |\n      load: 3\n    rest: 5s\n  - sets: 3"
    )
    assert where(text).present == {"exercise", "reps", "note", "rest"}
    assert where("name: A\nste‸ps:\n- Row\nrest: 3").present == {"name", "rest"}
    assert where("steps: [{exercise: Row, ‸, tempo: {up: 1s},\n reps: 8}, {sets: 2}]").present == {
        "exercise",
        "tempo",
        "reps",
    }
    assert where(f"{STEPS}  - exercise: Row\n    reps: {{gentle: 5, ‸").present == {"gentle"}
    assert where(f"{STEPS}  - Row\n    re‸").present == {"exercise"}


def test_the_step_and_the_blocks_around_it_are_known_by_their_lines() -> None:
    inner = "      - steps:\n          - exercise: A\n            reps: ‸8"
    text = f"steps:\n  - Row\n  - rounds: 2\n    steps:\n{inner}"
    assert (where(text).step_line, where(text).path) == (5, (2, 4))
    assert where("name: ‸A").step_line is None
    assert where(text.replace("‸", "").replace("rounds", "rou‸nds")).step_line == 2
    assert where("steps: [A, {steps: [\n {exercise: ‸").step_line == 1


def test_the_indentation_of_the_keys_is_known() -> None:
    assert where(f"{STEPS}  - exercise: Row\n    reps: ‸8").indent == 4
    assert where("name: ‸A").indent == 0


@pytest.mark.parametrize(
    "levels",
    ["levels: [gentle, standard]", "levels:\n  - gentle\n  - standard # b", "levels: [gentle,\n  standard]"],
)
def test_the_levels_of_the_routine_are_known_wherever_they_stand(levels: str) -> None:
    assert where(f"{levels}\nsteps:\n  - ‸").levels == ("gentle", "standard")
    assert where(f"steps:\n  - ‸\n{levels}").levels == ("gentle", "standard")
    assert where("levels: [gentle,\nsteps:\n  - ‸").levels == ()


@pytest.mark.parametrize(
    "broken", ["  - exercise: 'Row", "  -exercise: Row", "  - a: b: c", "\t", "  - [", "]}", "&a"]
)
def test_a_mistake_above_does_not_hide_where_the_cursor_is(broken: str) -> None:
    found = where(f"{STEPS}{broken}\n  - rounds: 2\n    steps:\n      - exercise: Row\n        re‸")
    assert (found.place, found.told, set(found.present)) == (KeyPlace.EXERCISE, True, {"exercise"})
    assert found.path == (4,)


def test_the_example_is_understood_at_every_character() -> None:
    lines = EXAMPLE.split("\n")
    for number, line in enumerate(lines):
        for column in range(len(line) + 1):
            found = at(lines, number, column)
            bare = line.strip(" -")
            if not bare or bare.startswith("#"):
                continue
            key, _, value = bare.partition(": ")
            if line.find(value) <= column and value:
                assert (found.key, found.in_value) == (key, True)
            elif line.find(key) <= column < line.find(key) + len(key):
                assert (found.key, found.in_value) == (key.rstrip(":"), False)


@settings(max_examples=examples(300), deadline=None)
@given(LINES | st.lists(st.text(max_size=40), max_size=5), st.integers(-1, 9), st.integers(-1, 60))
def test_any_cursor_in_any_text_is_answered(lines: list[str], line: int, column: int) -> None:
    found = at(lines, line, column)
    assert found.word.start <= found.word.end
    assert hash(found)


@pytest.mark.alone
@pytest.mark.parametrize(
    "unit",
    [
        "  - exercise: Row\n    reps: 8\n",
        "  - [\n",
        "a: {\n",
        "- a\n",
        " x,\n",
        "\n",
        "# c\n",
        "note: |\n",
        '"\n',
        "- - - -\n",
    ],
)
def test_a_long_text_costs_no_more_than_its_length(unit: str) -> None:
    short, long = (f"steps:\n{unit * (size // len(unit))}".split("\n") for size in (4_000, 32_000))
    cost = max(effort(lambda: at(short, len(short) - 1, 0)), 3e-4)
    assert costs_less(lambda: at(long, len(long) - 1, 0), 32 * cost)
