"""Facts on exercises, and how names find them (DESIGN §3, The catalogue)."""

# ruff: noqa: RUF001 (people type in many scripts, and so do these tests)

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.catalogue import Catalogue, CatalogueEntry, comparable, read_catalogue
from player.routine.codes import Code
from player.routine.text.compose import compose
from player.routine.values.breaths import WrittenPhase, WrittenTempo
from tests.routine.texts import CATALOGUE_TEXT, KNOWN, seconds
from tests.support.effort import costs_less, effort

pytestmark = pytest.mark.core

FULL = """\
Prone Y:
  aliases: [Y raise, prone scaption]
  category: strength
  muscles: [lower trapezius]
  equipment: [mat]
  position: prone
  sides: false
  tempo: [lift: 2s, hold: 1s, lower: 2s]
  dose: 2-3 sets of 8-15
  cues: [Thumbs up]
  mistakes: [shrugging]
  easier: [Prone W, one arm at a time]
  harder: Prone Y on a ball
  stop_if: pinching
  source: [BJSM]
  figure: prone-y
"""


def test_every_fact_of_the_design_is_read() -> None:
    catalogue, problems = read_catalogue(FULL)
    assert problems == ()
    assert catalogue.lookup("Prone Y") == CatalogueEntry(
        name="Prone Y",
        aliases=("Y raise", "prone scaption"),
        category="strength",
        muscles=("lower trapezius",),
        equipment=("mat",),
        position="prone",
        sides=False,
        tempo=WrittenTempo(
            (
                WrittenPhase("lift", seconds(2)),
                WrittenPhase("hold", seconds(1)),
                WrittenPhase("lower", seconds(2)),
            )
        ),
        dose="2-3 sets of 8-15",
        cues=("Thumbs up",),
        mistakes=("shrugging",),
        easier=("Prone W", "one arm at a time"),
        harder=("Prone Y on a ball",),
        stop_if=("pinching",),
        source=("BJSM",),
        figure="prone-y",
    )


@pytest.mark.parametrize(
    "name",
    ["Push-up", "push-ups", "Push Ups", "PUSHUPS", "pushup", " push  up ", "push–up", "ＰＵＳＨ ＵＰ"],
)
def test_case_hyphens_spaces_and_a_plural_do_not_matter(name: str) -> None:
    found = KNOWN.lookup(name)
    assert found is not None
    assert found.name == "Push-up"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wall press", "wall presses"),
        ("Child's pose", "Childs Pose"),
        ("Child’s pose", "child's poses"),
        ("Pec stretch", "pec stretches"),
        ("Lunge", "lunges"),
        ("Reverse fly", "Reverse flies"),
        ("Dips", "dip"),
    ],
)
def test_plurals_and_apostrophes_are_the_same_name(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Press", "Pres"), ("Prone Y", "Prone W"), ("Chin tuck", "Chin tucker"), ("Bus", "Bu")]
)
def test_different_exercises_stay_different(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_an_alias_finds_its_entry_and_a_name_wins_over_an_alias() -> None:
    catalogue = read_catalogue("A:\n  aliases: [B, C]\nB:\n  dose: 3\n")[0]
    names = [entry.name for entry in (catalogue.lookup("c"), catalogue.lookup("b")) if entry is not None]
    assert names == ["A", "B"]


@pytest.mark.parametrize("name", ["", "…", "Nothing known"])
def test_an_unknown_name_is_not_found(name: str) -> None:
    assert KNOWN.lookup(name) is None


def test_a_persons_own_catalogue_adds_to_the_bundled_one() -> None:
    own = read_catalogue("Nordic curl:\n  tempo: 4s\n")[0]
    both = KNOWN.overlaid(own)
    assert list(both.entries) == ["Chin tuck", "Push-up", "Nordic curl"]


def test_a_persons_own_fact_replaces_the_bundled_one_and_leaves_the_others() -> None:
    own = read_catalogue("chin tucks:\n  tempo: none\n  sides: yes\n  aliases: [CT]\n")[0]
    found = KNOWN.overlaid(own).lookup("ct")
    assert found is not None
    assert (found.name, found.tempo, found.sides) == ("Chin tuck", WrittenTempo(()), True)
    assert found.cues == ("Chin level", "Slide straight back")


def test_an_entry_named_by_an_alias_changes_the_exercise_it_stands_for() -> None:
    own = read_catalogue("Cervical retraction:\n  dose: 20\n")[0]
    both = KNOWN.overlaid(own)
    assert list(both.entries) == ["Chin tuck", "Push-up"]
    found = both.lookup("Chin tuck")
    assert found is not None
    assert found.dose == "20"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("A:\n  tmpo: 4s\n", Code.UNKNOWN_KEY, 2, 3),
        ("A:\n  tempo: quick\n", Code.NOT_A_TEMPO, 2, 10),
        ("A:\n  tempo:\n", Code.EMPTY_VALUE, 2, 9),
        ("A:\n  sides: maybe\n", Code.WRONG_TYPE, 2, 10),
        ("A:\n  cues: {a: b}\n", Code.WRONG_TYPE, 2, 9),
        ("A: 3\n", Code.WRONG_TYPE, 1, 4),
        ("A:\n", Code.WRONG_TYPE, 1, 3),
        ("'!':\n  dose: 3\n", Code.NO_LETTERS, 1, 1),
        ("- A\n", Code.WRONG_TYPE, 1, 1),
        ("A:\n  dose: 3\nA:\n  dose: 4\n", Code.DUPLICATE_KEY, 3, 1),
    ],
)
def test_a_mistake_in_a_catalogue_has_its_place(text: str, code: Code, line: int, column: int) -> None:
    (problem,) = read_catalogue(text)[1]
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_a_mistake_costs_its_fact_and_nothing_else() -> None:
    catalogue, problems = read_catalogue("A:\n  tempo: quick\n  dose: 3\nB: 7\nC:\n  dose: 4\n")
    assert len(problems) == 2
    assert [(entry.name, entry.tempo, entry.dose) for entry in catalogue.entries.values()] == [
        ("A", None, "3"),
        ("C", None, "4"),
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "{}\n"])
def test_an_empty_catalogue_is_no_mistake(text: str) -> None:
    catalogue, problems = read_catalogue(text)
    assert problems == ()
    assert catalogue.entries == {}


@pytest.mark.alone
def test_a_fact_mistyped_thousands_of_times_is_still_answered_at_once() -> None:
    def mistyped(times: int) -> str:
        return "A:\n" + "".join(f"  mistak{number}: x\n" for number in range(times))

    assert len(read_catalogue(mistyped(10_000))[1]) == 10_000
    few = effort(lambda: read_catalogue(mistyped(2_500)))
    many = mistyped(10_000)
    assert costs_less(lambda: read_catalogue(many), 10 * few), "in proportion to its size, not its square"


@pytest.mark.alone
def test_understanding_the_entries_costs_little_more_than_reading_the_yaml() -> None:
    text = "".join(
        FULL.replace("Prone Y", f"Exercise {number}").replace("Y raise", f"Raise {number}")
        for number in range(40)
    )
    assert len(read_catalogue(text)[0].entries) == 40
    assert costs_less(lambda: read_catalogue(text), 3 * effort(lambda: compose(text)))


@given(st.text(max_size=30))
def test_a_name_is_found_however_its_case_and_spaces_are(name: str) -> None:
    catalogue = Catalogue([CatalogueEntry(name)])
    if comparable(name):
        assert catalogue.lookup(f" {name} ") is not None
        assert catalogue.lookup(name.replace(" ", "-")) is not None


@given(st.text(alphabet="Ab:[]{}, \n-#'\"&*!", max_size=80))
def test_any_text_is_a_catalogue_or_a_list_of_problems(text: str) -> None:
    read_catalogue(text)
    read_catalogue(CATALOGUE_TEXT + text)


def test_the_bundled_catalogue_has_no_problems() -> None:
    path = Path(__file__).parents[2] / "routines" / "exercises.yaml"
    catalogue, problems = read_catalogue(path.read_text("utf-8"))
    assert problems == ()
    assert len(catalogue.entries) >= 20
