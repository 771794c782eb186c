"""What is offered at a cursor, and the help of the key under it (DESIGN §8.5)."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.grammar.keytypes import KeyPlace, Type
from player.routine.grammar.legal import HEADS, keys_of
from player.routine.reader import read
from player.routine.writing.complete import Completion, Name, complete, help_at, names_of
from player.routine.writing.outline import at
from tests.routine.texts import KNOWN, NOTHING
from tests.routine.writing.test_lexer import LINES
from tests.support.examples import examples

pytestmark = pytest.mark.core

NAMES = (
    *names_of(KNOWN),
    Name("Prone Y-T-W", "Prone Y-T-W"),
    Name("Child's pose", "Child's pose"),
    Name("Row: bent, heavy", "Row: bent, heavy"),
)
STEPS = "name: A\nlevels: [gentle, standard]\nsteps:\n"
ROW = f"{STEPS}  - exercise: Row\n    "


def cursor(text: str) -> tuple[list[str], int, int]:
    above, below = text.split("‸")
    return (above + below).split("\n"), above.count("\n"), len(above) - above.rfind("\n") - 1


def offered(text: str, names: Iterable[Name] = NAMES, routines: Iterable[str] = ()) -> Completion:
    return complete(*cursor(text), names, routines)


def texts(text: str, routines: Iterable[str] = ()) -> list[str]:
    return [item.text for item in offered(text, routines=routines).items]


def taken(text: str, choice: str, names: Iterable[Name] = NAMES, routines: Iterable[str] = ()) -> str:
    """The text after an offer was taken."""
    lines, line, _ = cursor(text)
    found = offered(text, names, routines)
    insert = next(item.insert for item in found.items if item.text == choice)
    lines[line] = lines[line][: found.start] + insert + lines[line][found.end :]
    return "\n".join(lines)


def test_keys_legal_at_the_place_are_offered_with_their_help() -> None:
    found = offered(f"{ROW}‸").items
    assert {item.text for item in found} == set(keys_of(KeyPlace.EXERCISE)) - {"exercise"}
    assert {item.text: item.help for item in found}["reps"] == "How many repetitions."


def test_a_key_that_is_there_is_not_offered_again() -> None:
    assert "reps" not in texts(f"{ROW}‸\n    reps: 8")
    assert "reps" in texts(f"{ROW}re‸ps: 8")
    assert "name" not in texts("name: A\n‸")


def test_a_key_comes_with_its_colon_unless_it_has_one() -> None:
    assert taken(f"{ROW}re‸", "reps") == f"{ROW}reps: "
    assert taken(f"{ROW}re‸: 8", "reps") == f"{ROW}reps: 8"
    assert taken("steps: [{exercise: Row, re‸}]", "reps") == "steps: [{exercise: Row, reps: }]"


def test_steps_come_with_the_first_dash() -> None:
    assert taken("name: A\nst‸", "steps") == "name: A\nsteps:\n  - "
    assert taken(f"{STEPS}  - rounds: 2\n    st‸", "steps") == f"{STEPS}  - rounds: 2\n    steps:\n      - "
    assert taken(f"{STEPS}  - ‸", "steps") == f"{STEPS}  - steps:\n      - "
    assert taken("name: A\nsteps:‸", "- exercise") == "name: A\nsteps:\n  - exercise: "
    assert taken(f"{STEPS}  ‸", "- rest") == f"{STEPS}  - rest: "


def test_what_begins_with_the_word_comes_before_what_only_has_its_letters() -> None:
    assert texts(f"{ROW}re‸")[:3] == ["reps", "rest", "relax"]
    assert texts(f"{ROW}if‸")[0] == "stop_if"
    assert texts(f"{ROW}hlf‸") == ["halfway"]
    assert texts(f"{ROW}xyz‸") == []


def test_a_fresh_step_offers_the_kinds_of_steps_and_the_exercises() -> None:
    found = texts(f"{STEPS}  - ‸")
    assert found[: len(HEADS)] == list(HEADS)
    assert "Chin tuck" in found
    assert texts("steps: [Row, ch‸]") == ["Child's pose", "Chin tuck"]
    assert "Chin tuck" not in texts("steps: [{‸")


def test_a_fresh_step_can_begin_with_any_key_of_a_step() -> None:
    assert texts(f"{STEPS}  - ro‸")[:2] == ["Row: bent, heavy", "rounds"]
    assert texts(f"{STEPS}  - ‸")[len(HEADS)] == "rounds"
    assert texts(f"{STEPS}  - wi‸")[0] == "within"
    assert texts(f"{STEPS}  - ch‸")[:3] == ["Child's pose", "Chin tuck", "choose"]
    assert "rounds" in texts("steps: [{ro‸")
    assert "rounds" not in texts("steps: [ro‸")


def test_a_step_whose_kind_is_not_told_offers_the_keys_of_the_kinds_it_can_be() -> None:
    assert texts(f"{STEPS}  - rounds: 2\n    ‸")[0] == "steps"
    assert not {"exercise", "say", "include", "reps "} & set(texts(f"{STEPS}  - rounds: 2\n    ‸"))
    named = texts(f"{STEPS}  - name: A\n    ‸")
    assert named[:2] == ["steps", "rest"]
    assert "exercise" not in named
    assert texts(f"{STEPS}  - reps: 5\n    ‸")[:2] == ["exercise", "steps"]
    assert texts(f"{STEPS}  - nonsense: 5\n    ‸")[: len(HEADS)] == list(HEADS)


def test_an_exercise_is_offered_with_what_is_known_of_it() -> None:
    (item,) = offered(f"{STEPS}  - chin t‸").items
    assert item.help == "Strength, seated. Usually 10 times, 5 s each."


def test_usual_values_say_what_they_mean() -> None:
    helps = {item.text: item.help for item in offered(f"{ROW}hold: ‸").items}
    assert helps["20-30s"] == "A range: you begin at its low end and grow to its high end."
    assert all(helps.values())
    assert {item.text: item.help for item in offered(f"{ROW}sets: ‸").items}["2-3"].endswith("is played.")


def test_keys_of_a_rest_a_say_and_an_include_are_their_own() -> None:
    for head in ("rest: 60s", "say: Go", "include: a"):
        place = HEADS[head.partition(":")[0]]
        assert set(texts(f"{STEPS}  - {head}\n    ‸")) == set(keys_of(place)) - {head.partition(":")[0]}


def test_exercises_are_found_by_name_by_word_and_by_alias_and_shown_by_their_name() -> None:
    assert texts(f"{STEPS}  - exercise: chin‸") == ["Chin tuck"]
    assert texts(f"{STEPS}  - exercise: tuc‸") == ["Chin tuck"]
    assert texts(f"{STEPS}  - exercise: prone y t‸") == ["Prone Y-T-W"]
    (item,) = offered(f"{STEPS}  - exercise: cervical‸").items
    told = "Also called cervical retraction. Strength, seated. Usually 10 times, 5 s each."
    assert item == ("Chin tuck", told, "Chin tuck")
    assert texts(f"{STEPS}  - exercise: p‸")[:2] == ["Prone Y-T-W", "Push-up"]


def test_the_whole_name_is_replaced_and_quoted_where_yaml_needs_it() -> None:
    assert taken(f"{STEPS}  - exercise: ch‸in tock # a", "Chin tuck") == f"{STEPS}  - exercise: Chin tuck # a"
    assert taken(f"{STEPS}  - row‸", "Row: bent, heavy") == f"{STEPS}  - 'Row: bent, heavy'"
    assert taken(f"{STEPS}  - exercise:‸", "Child's pose") == f"{STEPS}  - exercise: Child's pose"
    assert taken(f"{STEPS}  - exercise: 'Chi‸", "Child's pose") == f"{STEPS}  - exercise: Child's pose"


def test_routines_are_offered_behind_include() -> None:
    assert texts(f"{STEPS}  - include: wa‸", routines=["cool-down", "warm-up"]) == ["warm-up"]


def test_the_catalogue_is_gone_through_only_where_an_exercise_can_be_named() -> None:
    for text in (f"{ROW}‸", f"{ROW}reps: ‸", "‸", "name: ‸", f"{STEPS}  - include: ‸"):
        offered(text, map(pytest.fail, ("the catalogue was gone through",)))


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("sides: ‸", ["each", "alternate", "left", "right", "both", "[left, right]"]),
        ("sides: a‸", ["alternate"]),
        ("sides: [left, ‸", ["right", "forward", "backward"]),
        ("tempo: ‸", ["2-1-3", "4s", "none"]),
        ("tempo: {‸", ["lift", "lower"]),
        ("tempo: [Y: ‸", ["2s"]),
        ("hold: ‸", ["5s", "20-30s", "30s+", "max", "5 breaths"]),
        ("rest: ‸", ["30s", "60s", "ready"]),
        ("rest: r‸", ["ready"]),
        ("reps: ‸", ["8-12", "8+", "[12, 10, 8]", "{gentle: 8-12, standard: 8-12}"]),
        ("reps: {‸", ["gentle", "standard"]),
        ("reps: {gentle: 5, ‸}", ["standard"]),
        ("reps: {gentle: ‸}", ["10", "max"]),
        ("optional: ‸", ["true", "false"]),
        ("ask: ‸", ["[reps, load]"]),
        ("ask: [reps, ‸]", ["load", "effort", "pain"]),
        ("distance: ‸", ["200 m"]),
        ("load: ‸", ["2 x 4 kg"]),
        ("variations:\n      - chi‸", ["Chin tuck", "Child's pose"]),
    ],
)
def test_values_are_offered_by_the_key(text: str, some: list[str]) -> None:
    found = texts(ROW + text)
    assert set(some) <= set(found)


def test_what_a_list_or_a_mapping_already_holds_is_not_offered_again() -> None:
    assert "gentle" not in texts(f"{ROW}reps: {{gentle: 5, ‸}}")
    assert "left" not in texts(f"{ROW}sides: [left, ‸")
    assert "reps" not in texts(f"{ROW}ask: [reps, ‸]")


def test_values_in_a_step_written_in_braces_are_the_same() -> None:
    assert "each" in texts("steps: [{exercise: Row, sides: ‸}]")


@pytest.mark.parametrize(
    "text", ["name: ‸", "name: A # ‸", "about: ‸", "note: |\n  re‸", f"{STEPS}  ‸- Row", "foo: ‸"]
)
def test_nothing_is_offered_where_only_the_person_knows(text: str) -> None:
    assert texts(text) == []


AROUND = {
    KeyPlace.ROUTINE: "name: A\nlevels: [gentle, standard]\n{}\n"
    "steps: [{{rounds: 3, steps: [Row, Squat]}}]\n",
    KeyPlace.BLOCK: f"{STEPS}  - steps: [Row, Push-up, Squat]\n    rounds: 3\n    {{}}\n",
    KeyPlace.EXERCISE: f"{STEPS}  - exercise: Row\n    sets: 3\n    {{}}\n",
    KeyPlace.REST: f"{STEPS}  - Row\n  - rest: 60s\n    {{}}\n  - Row\n",
    KeyPlace.INCLUDE: f"{STEPS}  - {{}}\n",
    KeyPlace.SAY: f"{STEPS}  - Row\n  - say: Go\n    {{}}\n",
}
"""A text for each place, with a gap for one more key."""


@pytest.mark.parametrize("place", KeyPlace)
def test_every_value_offered_reads_where_it_is_offered(place: KeyPlace) -> None:
    for key in keys_of(place).values():
        if key.type in {Type.STEPS, Type.VARIATIONS} or key.name in HEADS:
            continue
        lines = AROUND[place].split("\n")
        around = "\n".join(line for line in lines if not line.strip().startswith(f"{key.name}:"))
        for item in offered(around.format(f"{key.name}: ‸"), names=()).items:
            problems = read(around.format(f"{key.name}: {item.insert}"), NOTHING)[1]
            errors = [problem for problem in problems if problem.severity == "error"]
            assert not errors, (key.name, item.insert, errors[0].message)


def test_help_names_the_key_its_meaning_how_it_is_written_and_an_example() -> None:
    told = help_at(*cursor(f"{ROW}re‸ps: 8")) or ""
    assert told.startswith("reps: How many repetitions.")
    assert told.endswith(
        "Write: 8-12 · 8+ · max · [12, 10, 8] set by set · {gentle: …, standard: …} by level"
    )
    assert help_at(*cursor(f"{ROW}reps: {{gentle: ‸5}}")) == told


def test_help_says_what_is_inherited_and_tells_the_meanings_of_one_key_apart() -> None:
    assert "all steps inside" in (help_at(*cursor("rest: ‸5")) or "")
    assert "all steps inside" not in (help_at(*cursor(f"{ROW}rest: ‸5")) or "")
    assert "in place of the automatic one" in (help_at(*cursor(f"{STEPS}  - rest: ‸5")) or "")


def test_every_key_has_help_on_one_line() -> None:
    for place in KeyPlace:
        head = next((head for head, kind in HEADS.items() if kind is place), "")
        for key in keys_of(place):
            other = f"    {head}: a\n" if head and head != key else ""
            start = f"{STEPS}  - {key}: ‸\n{other}" if head else f"{key}: ‸"
            told = help_at(*cursor(start)) or ""
            assert told.startswith(f"{key}: {keys_of(place)[key].help}"), (place, key)
            assert "\n" not in told


def test_there_is_no_help_where_there_is_no_key() -> None:
    assert help_at(["foo: 8"], 0, 1) is None
    assert help_at([""], 0, 0) is None
    assert help_at(["name: A", "# b"], 1, 2) is None


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.integers(-1, 9), st.integers(-1, 60))
def test_any_cursor_in_any_text_is_answered(lines: list[str], line: int, column: int) -> None:
    found = complete(lines, line, column, NAMES, ["warm-up"])
    assert found.start <= found.end
    assert len({item.text for item in found.items}) == len(found.items)
    help_at(lines, line, column)
    if found.items and 0 <= line < len(lines):
        assert found.end <= len(lines[line])
        assert at(lines, line, column).word.start == found.start
