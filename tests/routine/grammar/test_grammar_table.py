"""One table declares every key; everything else is derived from it (DESIGN §3)."""

import pytest

from player.routine.catalogue import Catalogue
from player.routine.codes import Code
from player.routine.grammar.key_table import KEYS
from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type
from player.routine.grammar.legal import HEADS, NAMES, keys_of, meant, places_of
from player.routine.grammar.spelling import nearest
from player.routine.grammar.synonyms import SYNONYMS
from player.routine.reader import read
from player.routine.steps.include import Included
from tests.routine.texts import errors, only, row

pytestmark = pytest.mark.core

INHERITED = {
    "rest", "transition", "switch", "relax", "breath",
    "reps", "hold", "for", "sets", "sides", "tempo", "load", "effort", "ask",
}  # fmt: skip
ROUTINE_ONLY = {
    "prepare",
    "about",
    "note",
    "tags",
    "equipment",
    "levels",
    "pain_limit",
    "author",
    "source",
    "language",
}


def names(place: KeyPlace) -> set[str]:
    return set(keys_of(place))


def test_the_keys_are_those_of_the_design() -> None:
    assert names(KeyPlace.ROUTINE) == INHERITED | ROUTINE_ONLY | {"name", "steps"}
    assert names(KeyPlace.BLOCK) == INHERITED | {
        "name", "note", "steps", "rounds", "prepare", "every", "within", "turns", "by_side", "pick", "choose",
    }  # fmt: skip
    assert names(KeyPlace.EXERCISE) == (INHERITED - {"transition"}) | {
        "exercise", "distance", "prepare", "cue", "note",
        "stop_if", "optional", "variations", "sound", "halfway",
    }  # fmt: skip
    assert names(KeyPlace.REST) == {"rest", "name", "cue", "note"}
    assert names(KeyPlace.INCLUDE) == {"include"}
    assert names(KeyPlace.SAY) == {"say", "for"}


def test_exactly_the_inherited_settings_of_the_design_are_marked() -> None:
    assert {key.name for key in KEYS if key.inherited} == INHERITED


def test_no_key_is_declared_twice_for_one_place() -> None:
    for place in KeyPlace:
        assert len([key for key in KEYS if place in key.places]) == len(keys_of(place))


def test_every_place_has_a_name_and_every_head_its_key() -> None:
    assert set(NAMES) == set(KeyPlace)
    for head, place in HEADS.items():
        assert head in keys_of(place)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.places[0]}-{key.name}")
def test_every_key_has_a_sentence_and_an_example_that_uses_it(key: Key) -> None:
    assert key.help.endswith(".")
    assert key.example.startswith(f"{key.name}: ")


HOMES = {
    KeyPlace.ROUTINE: "{key}\nsteps: [{{exercise: A, reps: 1}}]\nname: A\n",
    KeyPlace.BLOCK: "name: A\nsteps:\n  - {key}\n    rounds: 3\n    steps: [A, B, C]\n",
    KeyPlace.EXERCISE: "name: A\nsteps:\n  - {key}\n    exercise: A\n",
    KeyPlace.REST: "name: A\nsteps:\n  - A\n  - {key}\n    rest: 30s\n  - B\n",
    KeyPlace.INCLUDE: "name: A\nsteps: [{{{key}}}]\n",
    KeyPlace.SAY: "name: A\nsteps: [A, {{{key}, say: x}}]\n",
}
WARM_UP = Included("warm-up", "name: Warm-up\nhold: 20s\nsteps: [March]\n", Catalogue())


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.places[0]}-{key.name}")
def test_every_example_can_be_read_at_each_of_its_places(key: Key) -> None:
    for place in key.places:
        text = HOMES[place].format(key=key.example)
        _, found = read(text, Catalogue(), include=lambda _: WARM_UP)
        codes = {problem.code for problem in found if problem.severity == "error"}
        assert codes <= {Code.DUPLICATE_KEY}, text


@pytest.mark.parametrize(
    "keys",
    [
        "reps: max",
        "reps: 8+",
        "reps: [21, 15, 9]\nsets: 3",
        "hold: 30s+",
        "hold: 5 breaths",
        "hold: [30s, 20s]\nsets: 2",
        "for: 5 breaths+",
        "distance: max",
        "sets: max\nreps: 5",
        "rest: ready\nreps: 1",
        "sides: alternate\nreps: 1",
        "sides: [left, right]\nreps: 1",
        "load: [10 kg, 12 kg]\nreps: 1\nsets: 2",
        "tempo: {up: max}\nreps: 1",
    ],
    ids=lambda keys: keys.replace("\n", ", "),
)
def test_every_form_of_a_value_can_be_read(keys: str) -> None:
    assert errors(row(keys)) == []


def test_a_value_may_differ_between_levels_where_the_table_says_so_and_a_text_may_not() -> None:
    text = "name: A\nlevels: [gentle, standard]\nreps: {gentle: 5, standard: 8}\nsteps: [A]\n"
    assert errors(text) == []
    text = "name: {gentle: A}\nlevels: [gentle]\nreps: 1\nsteps: [A]\n"
    assert [problem.code for problem in errors(text)] == [Code.WRONG_TYPE]


def test_a_mapping_in_a_routine_without_levels_is_only_wrong() -> None:
    only(row("reps: {gentle: 5}"), Code.WRONG_TYPE)


def test_gaps_have_no_ladder_and_doses_do() -> None:
    for key in KEYS:
        if key.name in {"rest", "transition", "switch", "relax", "prepare"}:
            assert Form.LADDER not in key.forms
            assert Form.READY in key.forms
        if key.name in {"reps", "hold", "distance", "load"}:
            assert Form.LADDER in key.forms
        if key.type in {Type.COUNT, Type.DURATION, Type.TEMPO, Type.SIDES, Type.FLAG, Type.DISTANCE}:
            assert Form.BY_LEVEL in key.forms, key.name
    assert all(
        Form.RANGE in key.forms for key in KEYS if key.type in {Type.DURATION, Type.COUNT} and key.inherited
    )


@pytest.mark.parametrize(
    ("word", "place", "key"),
    [
        ("rep", KeyPlace.EXERCISE, "reps"),
        ("resp", KeyPlace.EXERCISE, "reps"),
        ("Reps", KeyPlace.EXERCISE, "reps"),
        ("repititions", KeyPlace.EXERCISE, "reps"),
        ("weight", KeyPlace.EXERCISE, "load"),
        ("wieght", KeyPlace.EXERCISE, "load"),
        ("duration", KeyPlace.EXERCISE, "for"),
        ("rounds", KeyPlace.EXERCISE, "sets"),
        ("repeat", KeyPlace.BLOCK, "rounds"),
        ("repeat", KeyPlace.EXERCISE, "reps"),
        ("exercises", KeyPlace.ROUTINE, "steps"),
        ("title", KeyPlace.ROUTINE, "name"),
        ("by-side", KeyPlace.BLOCK, "by_side"),
        ("xyzzy", KeyPlace.EXERCISE, None),
        ("x" * 100_000, KeyPlace.EXERCISE, None),
    ],
)
def test_a_mistyped_or_foreign_word_finds_the_key_legal_at_its_place(
    word: str, place: KeyPlace, key: str | None
) -> None:
    assert meant(word, place) == key


def test_a_synonym_never_hides_a_key() -> None:
    for place in KeyPlace:
        for name in keys_of(place):
            assert meant(name, place) == name
    for word, keys in SYNONYMS.items():
        for key in keys:
            assert places_of(key), (word, key)


def test_short_words_are_not_guessed_at_two_changes() -> None:
    assert nearest("ab", ["for"]) is None
    assert nearest("fro", ["for"]) == "for"
    assert nearest("", ["for"]) is None


def test_thousands_of_unknown_keys_stop_being_compared() -> None:
    text = "name: A\nsteps: [A]\n" + "".join(f"nome{number}: 1\n" for number in range(2_000))
    _, problems = read(text, Catalogue())
    unknown = [problem for problem in problems if problem.code is Code.UNKNOWN_KEY]
    assert len(unknown) == 2_000
    assert unknown[-1].hint is None
