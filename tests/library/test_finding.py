"""What people call an exercise leads to it, and to the routines that have it."""

from pathlib import Path

import pytest

from player.library.listing.finding import SearchHits, find, told
from player.library.listing.routine_summary import RoutineSummary
from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.text.source import decode

pytestmark = pytest.mark.core
ROUTINES = Path(__file__).parents[2] / "routines"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    text, _ = decode((ROUTINES / "exercises.yaml").read_bytes())
    assert text is not None
    return read_catalogue(text)[0]


def routine(
    slug: str, *exercises: str, name: str | None = None, tags: tuple[str, ...] = ()
) -> RoutineSummary:
    return RoutineSummary(
        slug, name or slug, f"{slug}.yaml", bundled=True, planned_ms=1, timed_ms=1, tags=list(tags),
        equipment=[], problems=[], levels=[], lengths=[], includes=False, exercises=list(exercises),
    )  # fmt: skip


SHELF = (
    routine("wall", "Wall angel", "Chin tuck", name="At the wall", tags=("neck",)),
    routine("letters", "Prone Y-T-W", "Bent-over dumbbell row", name="Letters"),
    routine("evening", "Box breathing", "My own twist", name="Wind-down"),
)


@pytest.mark.parametrize(
    ("query", "exercise"),
    [
        ("angel", "Wall angel"), ("Y", "Prone Y"), ("ytw", "Prone Y-T-W"), ("y-t-w", "Prone Y-T-W"),
        ("double chin", "Chin tuck"), ("rows", "Bent-over dumbbell row"), ("full can", "Scaption raise"),
        ("cat cow", "Cat-camel"), ("ear to shoulder", "Upper trapezius stretch"),
        ("no money", "Band external rotation, both arms"),
        ("belly breathing", "Diaphragmatic breathing"), ("4-7-8", "4-7-8 breathing"),
        ("scapular", "Scapular squeeze"),
        ("SHRUG", "Shoulder shrug and drop"), ("face pull", "Band face pull"),
        ("foam roller", "Thoracic extension over foam roller"),
        ("rhomboids", "Scapular squeeze"), ("chair rotation", "Seated thoracic rotation"),
        ("head turn", "Neck rotation"),
        ("superman", "Superman"), ("square breathing", "Box breathing"), ("prayer stretch", "Child's pose"),
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_an_everyday_name_leads_to_the_exercise(query: str, exercise: str, catalogue: Catalogue) -> None:
    assert exercise in find(query, (), catalogue).exercises


def test_every_exercise_is_found_by_its_name_and_by_each_alias(catalogue: Catalogue) -> None:
    for entry in catalogue.entries.values():
        for called in (entry.name, *entry.aliases):
            assert entry.name in find(called, (), catalogue).exercises, called


def test_a_routine_is_found_by_its_name_its_tags_and_what_is_in_it(catalogue: Catalogue) -> None:
    assert find("letters", SHELF, catalogue).routines == (1,)
    assert find("neck", SHELF, catalogue).routines == (0,)
    assert find("angel", SHELF, catalogue).routines == (0,)
    assert find("twist", SHELF, catalogue).routines == (2,), "an exercise that the catalogue does not know"
    assert find("wind", SHELF, catalogue).routines == (2,)


def test_one_letter_is_a_word_and_not_a_beginning(catalogue: Catalogue) -> None:
    assert find("Y", SHELF, catalogue).routines == (1,)
    assert "Diaphragmatic breathing" not in find("d", SHELF, catalogue).exercises


def test_an_empty_query_finds_every_routine_and_says_nothing(catalogue: Catalogue) -> None:
    found = find("  ", SHELF, catalogue)
    assert found == SearchHits((0, 1, 2), ())
    assert told("  ", found, SHELF) == ""


def test_what_is_not_there_is_told_kindly(catalogue: Catalogue) -> None:
    found = find("letterbox", SHELF, catalogue)
    assert found == SearchHits((), ())
    assert told("letterbox", found, SHELF) == (
        "Nothing here is called 'letterbox'. Try a part of the body or a movement: neck, row, angel."
    )


def test_an_exercise_that_no_routine_has_says_so(catalogue: Catalogue) -> None:
    assert told("sphinx", find("sphinx", SHELF, catalogue), SHELF) == (
        "Sphinx is in no routine yet; n makes one of your own."
    )
    assert told("angel", find("angel", SHELF, catalogue), SHELF) == (
        "Wall angel · Floor angel (in no routine yet: Floor angel)"
    )
    assert told("double chin", find("double chin", SHELF, catalogue), SHELF) == "Chin tuck"


def test_a_hostile_query_is_only_text(catalogue: Catalogue) -> None:
    for query in ("[red]x[/]", "\x1b[31m", "%s{0}", "*" * 60, "\u202eabc"):
        assert told(query, find(query, SHELF, catalogue), SHELF) is not None
