"""The reference page is made from the grammar table, and every example on it plays."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of

pytestmark = pytest.mark.core

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("place", list(KeyPlace))
def test_every_key_has_an_example_that_plays_and_holds_the_key(place: KeyPlace, maker: ModuleType) -> None:
    for key in keys_of(place).values():
        text = maker.example_of(place, key)
        assert f"{key.name}:" in text
        assert maker.tape_of(text).work_intervals


def test_the_page_is_the_one_that_is_made_from_the_table(maker: ModuleType) -> None:
    assert (DOCS / "routines.md").read_text(encoding="utf-8") == maker.page(), "run docs/make_reference.py"
