"""The shipped catalogue and routines, read as the program reads them."""

from pathlib import Path

import pytest

from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.text.source import decode

ROUTINES = Path(__file__).parents[2] / "routines"


def shipped_text(name: str) -> str:
    text, problems = decode((ROUTINES / name).read_bytes())
    assert text is not None, problems
    return text


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for a `slug` and names none runs once for each bundled routine."""
    named = any("slug" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "slug" in metafunc.fixturenames and not named:
        slugs = sorted(path.stem for path in ROUTINES.glob("*.yaml") if path.name != "exercises.yaml")
        metafunc.parametrize("slug", slugs)


@pytest.fixture(scope="session")
def catalogue_text() -> str:
    return shipped_text("exercises.yaml")


@pytest.fixture(scope="session")
def catalogue(catalogue_text: str) -> Catalogue:
    return read_catalogue(catalogue_text)[0]


@pytest.fixture
def text(slug: str) -> str:
    return shipped_text(f"{slug}.yaml")
