"""An include finds names: beside the routine, then yours, then bundled (DESIGN §8)."""

from pathlib import Path

import pytest

from player.library.folders import Folders
from player.library.listing.index import Index
from player.library.shelf import Shelf
from player.routine.codes import Code
from player.routine.model import Block, Exercise
from tests.library.conftest import Put

pytestmark = pytest.mark.core

ONE = "name: One\nsteps:\n  - include: {name}\n  - exercise: A\n    for: 10s\n"
OTHER = "name: {name}\nsteps: [{{exercise: {step}, for: 10s}}]\n"


def included(folders: Folders, path: Path) -> str:
    """The first exercise of what the routine at `path` includes."""
    volume = Shelf(folders).open(path)
    assert volume.routine is not None, volume.problems
    block = volume.routine.body.steps[0]
    assert isinstance(block, Block)
    step = block.steps[0]
    assert isinstance(step, Exercise)
    return step.name


def test_the_folder_of_the_routine_comes_before_the_others(folders: Folders, put: Put) -> None:
    path = put("physio/one.yaml", ONE.format(name="warm-up"))
    put("warm-up.yaml", OTHER.format(name="Warm-up", step="Nearer to the top"))
    assert included(folders, path) == "Nearer to the top"
    put("physio/warm-up.yaml", OTHER.format(name="Warm-up", step="Beside"))
    assert included(folders, path) == "Beside"


def test_a_routine_from_elsewhere_includes_what_lies_beside_it_and_what_is_yours(
    folders: Folders, put: Put, tmp_path: Path
) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(ONE.format(name="Warm up"), encoding="utf-8")
    put("warm-up.yaml", OTHER.format(name="Warm-up", step="Yours"))
    assert included(folders, path) == "Yours"
    (tmp_path / "Warm-Up.yml").write_text(OTHER.format(name="W", step="Beside"), encoding="utf-8")
    assert included(folders, path) == "Beside"


def test_a_bundled_routine_can_be_included(folders: Folders, put: Put) -> None:
    volume = Shelf(folders).open(put("one.yaml", ONE.format(name="y-t-ws")))
    assert volume.routine is not None
    assert volume.includes


@pytest.mark.parametrize("name", ["../warm-up", "physio/warm-up", "warm-up.yaml", "/etc/passwd"])
def test_a_path_is_no_name(folders: Folders, put: Put, name: str) -> None:
    put("warm-up.yaml", OTHER.format(name="W", step="B"))
    put("physio/cool.yaml", OTHER.format(name="W", step="B"))
    volume = Shelf(folders).open(put("physio/one.yaml", ONE.format(name=name)))
    assert [problem.code for problem in volume.problems] == [Code.NO_ROUTINE]


def test_the_catalogue_beside_the_included_routine_serves_it(folders: Folders, put: Put) -> None:
    path = put("one.yaml", ONE.format(name="warm-up"))
    put("sub/exercises.yaml", "Tuck of chins:\n  aliases: [chin tuck sub]\n")
    put("sub/warm-up.yaml", OTHER.format(name="Warm-up", step="chin tuck sub"))
    assert included(folders, path) == "Tuck of chins"


def test_a_file_that_is_no_text_is_named_with_what_is_wrong(folders: Folders, put: Put) -> None:
    path = put("one.yaml", ONE.format(name="warm-up"))
    put("warm-up.yaml").write_bytes(b"\x00" * 40)
    (problem,) = Shelf(folders).open(path).problems
    assert (problem.code, problem.line) == (Code.BROKEN_INCLUDE, 3)
    assert problem.message.startswith("the routine 'warm-up' has 1 error; the first")


def test_a_list_sees_that_an_included_routine_changed_came_or_went(folders: Folders, put: Put) -> None:
    def planned() -> int | None:
        return {one.slug: one for one in Index(folders, keep=True).summaries()}["one"].planned_ms

    put("one.yaml", ONE.format(name="warm-up"))
    assert planned() is None
    warm_up = put("warm-up.yaml", OTHER.format(name="Warm-up", step="B"))
    before = planned()
    assert before is not None
    put("warm-up.yaml", OTHER.format(name="Warm-up", step="B").replace("10s", "100s"))
    assert planned() == before + 90_000
    warm_up.unlink()
    assert planned() is None
