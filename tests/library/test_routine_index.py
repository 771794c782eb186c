"""The index: a list reads only what has changed, and whatever is wrong with its file, it is made anew."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import player
from player.library.folders import Folders, find_folders
from player.library.listing import summarise
from player.library.listing.index import Index
from player.library.listing.routine_summary import RoutineSummary
from tests.library.conftest import GOOD, Put
from tests.support.examples import examples

pytestmark = pytest.mark.core

BROKEN = "name: X\nsteps:\n  - exercise: Chin tuck\n    rep: 10\n"


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small bundled folder: what is shipped with the program is not what these tests are about."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "exercises.yaml").write_text("Chin tuck:\n  position: seated\n")
    (folder / "desk.yaml").write_text(GOOD.format(name="Desk"))
    for name in ("listing.index", "routine_files", "shelf"):
        monkeypatch.setattr(f"player.library.{name}.bundled", lambda _name: folder)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were read, in order."""
    names: list[str] = []
    whole = summarise.summarise

    def watched(folders: Folders, files: list[tuple[Path, bool]]) -> list[RoutineSummary]:
        names.extend(path.name for path, _ in files)
        return whole(folders, files)

    monkeypatch.setattr(summarise, "summarise", watched)
    return names


def summaries(folders: Folders) -> dict[str, RoutineSummary]:
    return {summary.slug: summary for summary in Index(folders, keep=True).summaries()}


def test_a_summary_is_what_a_list_shows(folders: Folders, put: Put) -> None:
    path = put("sub/a.yaml", "name: A\ntags: [neck]\nequipment: [mat]\nsteps:\n  - {exercise: B, hold: 5s}\n")
    assert summaries(folders)["a"] == RoutineSummary(
        "a",
        "A",
        str(path),
        bundled=False,
        planned_ms=15_000,
        timed_ms=15_000,
        tags=["neck"],
        equipment=["mat"],
        problems=[],
        lengths=[],
        levels=[],
        includes=False,
        exercises=["B"],
    )
    assert summaries(folders)["a"].error is None


def test_a_broken_routine_has_its_problem_in_its_summary(folders: Folders, put: Put) -> None:
    put("a.yaml", BROKEN)
    broken = summaries(folders)["a"]
    assert (broken.name, broken.planned_ms) == (None, None)
    assert broken.error == "line 4: 'rep' is not a key of an exercise"
    assert summaries(folders)["desk"].error is None


def test_the_second_time_nothing_is_read_and_all_is_the_same(
    folders: Folders, put: Put, read: list[str]
) -> None:
    put("a.yaml")
    put("b.yaml", BROKEN)
    first = Index(folders, keep=True).summaries()
    assert sorted(read) == ["a.yaml", "b.yaml", "desk.yaml"]
    read.clear()
    assert Index(folders, keep=True).summaries() == first
    assert read == []


def test_only_what_changed_is_read(folders: Folders, put: Put, read: list[str]) -> None:
    put("a.yaml", name="Old")
    put("b.yaml")
    summaries(folders)
    read.clear()
    put("a.yaml", name="Newer")
    assert summaries(folders)["a"].name == "Newer"
    assert read == ["a.yaml"]


def test_a_change_that_keeps_the_size_is_seen(folders: Folders, put: Put) -> None:
    path = put("a.yaml", name="One")
    summaries(folders)
    before = path.stat().st_mtime_ns
    put("a.yaml", name="Two")
    os.utime(path, ns=(before + 1, before + 1))
    assert summaries(folders)["a"].name == "Two"


def test_a_file_that_changes_while_it_is_read_is_read_again(
    folders: Folders, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.yaml", name="Old")
    whole = summarise.summarise

    def meanwhile(folders: Folders, files: list[tuple[Path, bool]]) -> list[RoutineSummary]:
        found = whole(folders, files)
        put("a.yaml", name="New one")
        return found

    monkeypatch.setattr(summarise, "summarise", meanwhile)
    assert summaries(folders)["a"].name == "Old"
    monkeypatch.setattr(summarise, "summarise", whole)
    assert summaries(folders)["a"].name == "New one"


@pytest.mark.parametrize("where", ["the person's", "beside the routine"])
def test_a_catalogue_that_changed_makes_its_routines_read_again(
    folders: Folders, put: Put, read: list[str], where: str
) -> None:
    put("sub/a.yaml", "name: A\nsteps:\n  - {exercise: Wobble, reps: 2}\n")
    assert summaries(folders)["a"].planned_ms is None
    read.clear()
    catalogue = (
        folders.config / "exercises.yaml"
        if where == "the person's"
        else folders.routines / "sub/exercises.yaml"
    )
    catalogue.write_text("Wobble:\n  tempo: 4s\n")
    assert summaries(folders)["a"].planned_ms == 18_000
    assert "a.yaml" in read
    catalogue.unlink()
    assert summaries(folders)["a"].planned_ms is None


def test_what_is_gone_is_forgotten(folders: Folders, put: Put) -> None:
    path = put("a.yaml")
    summaries(folders)
    path.unlink()
    assert "a" not in summaries(folders)
    assert str(path) not in (folders.cache / "index.json").read_text()


def test_an_own_file_that_hides_a_bundled_one_is_the_one_that_is_listed(folders: Folders, put: Put) -> None:
    assert summaries(folders)["desk"].bundled
    put("desk.yaml", name="Mine")
    assert (summaries(folders)["desk"].name, summaries(folders)["desk"].bundled) == ("Mine", False)


def test_in_a_checkout_nothing_is_remembered(folders: Folders, put: Put) -> None:
    put("a.yaml")
    Index(folders).summaries()
    assert not folders.cache.exists()


def test_an_index_of_another_version_is_made_anew(
    folders: Folders, put: Put, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.yaml")
    summaries(folders)
    read.clear()
    monkeypatch.setattr(player, "__version__", "99.0")
    assert "a" in summaries(folders)
    assert "a.yaml" in read


def test_an_index_that_cannot_be_written_is_only_slower(folders: Folders, put: Put) -> None:
    put("a.yaml")
    folders.cache.parent.mkdir(parents=True, exist_ok=True)
    folders.cache.write_text("a file where the folder should be")
    assert "a" in summaries(folders)
    assert "a" in summaries(folders)


def test_no_half_written_index_is_left_behind(folders: Folders, put: Put) -> None:
    put("a.yaml")
    summaries(folders)
    assert [path.name for path in folders.cache.iterdir()] == ["index.json"]


def damaged(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """The path of keys to a value of the index, and what stands there instead."""
    return st.tuples(st.lists(st.integers(0, 12), max_size=5), values)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=5,
)


@settings(
    max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.lists(st.integers(0, 12), max_size=5), instead=anything)
def test_whatever_stands_in_the_index_a_list_can_be_shown(
    tmp_path: Path, place: list[int], instead: object
) -> None:
    folders = find_folders({"BACKBEAT_HOME": str(tmp_path / "home")})
    folders.routines.mkdir(parents=True, exist_ok=True)
    (folders.routines / "a.yaml").write_text(GOOD.format(name="A"))
    (folders.cache / "index.json").unlink(missing_ok=True)
    honest = Index(folders, keep=True).summaries()
    file = folders.cache / "index.json"
    content: object = json.loads(file.read_text())
    file.write_text(json.dumps(put_at(content, place, instead)))
    for summary in Index(folders, keep=True).summaries():
        assert isinstance(summary.slug, str)
        assert summary.name is None or isinstance(summary.name, str)
        assert summary.error is None or isinstance(summary.error, str)
        assert isinstance(summary.timed_ms, int)
        assert all(isinstance(tag, str) for tag in (*summary.tags, *summary.equipment))
    assert {summary.slug for summary in honest} == {"a", "desk"}


def put_at(content: object, place: list[int], instead: object) -> object:
    """`content` with the value that `place` leads to replaced."""
    if not place or not isinstance(content, dict | list) or not content:
        return instead
    first, *rest = place
    if isinstance(content, dict):
        key = sorted(content)[first % len(content)]
        return {**content, key: put_at(content[key], rest, instead)}
    at = first % len(content)
    return [*content[:at], put_at(content[at], rest, instead), *content[at + 1 :]]


@pytest.mark.parametrize(
    "text", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"format": 1}', b"0" * 5000, b"[" * 200_000]
)
def test_an_index_that_is_none_is_made_anew(folders: Folders, put: Put, text: bytes) -> None:
    put("a.yaml")
    honest = summaries(folders)
    (folders.cache / "index.json").write_bytes(text)
    assert summaries(folders) == honest
    assert json.loads((folders.cache / "index.json").read_bytes())["files"]
