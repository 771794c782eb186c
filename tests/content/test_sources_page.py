"""`docs/sources.md` names only places that exist, and says of everything left out why."""

from pathlib import Path

import pytest

from docs.make_sources import BLOGS, PAGE, Advice, page
from player.routine.catalogue import Catalogue
from player.views.text.tips import TIPS

pytestmark = pytest.mark.core
ROOT = Path(__file__).parents[2]


def test_the_page_is_what_its_script_writes(catalogue: Catalogue) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(catalogue), "run python docs/make_sources.py"


@pytest.mark.parametrize("advice", BLOGS, ids=lambda advice: f"{advice.blog}-{advice.said[:24]}")
def test_every_place_exists_and_what_is_left_out_has_a_reason(advice: Advice, catalogue: Catalogue) -> None:
    kind, _, name = advice.place.partition(": ")
    if not kind:
        assert advice.remark
        return
    headings = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    there = {
        "exercise": name in catalogue.entries,
        "routine": (ROOT / "routines" / f"{name}.yaml").is_file(),
        "tip": name in {tip.title for tip in TIPS},
        "safety": f"## {name}" in headings,
    }
    assert there[kind]


def test_every_one_of_the_five_blogs_is_there() -> None:
    assert {advice.blog for advice in BLOGS} == {1, 2, 3, 4, 5}
    assert len(BLOGS) >= 45


def test_every_exercise_has_its_sources_on_the_page(catalogue: Catalogue) -> None:
    text = page(catalogue)
    for entry in catalogue.entries.values():
        assert entry.source
        assert f"| {entry.name} | {entry.source[0]}" in text
