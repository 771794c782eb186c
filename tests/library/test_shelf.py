"""Names find routines, and one broken file breaks no other."""

import os
import sys
from pathlib import Path

import pytest

from player.library.folders import Folders, bundled
from player.library.routine_files import files_in
from player.library.shelf import NoSuchRoutine, Shelf
from player.routine.codes import Code
from tests.library.conftest import GOOD, Put

pytestmark = pytest.mark.core

unix = pytest.mark.skipif(sys.platform == "win32", reason="no pipes as files and no free links on Windows")


def own_slugs(folders: Folders) -> list[str]:
    return [slug for slug, (_, is_bundled) in Shelf(folders).paths.items() if not is_bundled]


def test_the_bundled_routines_are_there_without_any_folder(folders: Folders) -> None:
    volumes = list(Shelf(folders).volumes())
    assert {"y-t-ws", "desk-break"} <= {volume.slug for volume in volumes}
    assert all(volume.bundled and volume.routine is not None for volume in volumes)


def test_volumes_come_in_the_order_of_their_slugs(folders: Folders, put: Put) -> None:
    put("aaa.yaml")
    put("zzz.yaml")
    slugs = [volume.slug for volume in Shelf(folders).volumes()]
    assert slugs == sorted(slugs)
    assert slugs[0] == "aaa"
    assert slugs[-1] == "zzz"


def test_an_own_routine_hides_the_bundled_one_of_its_slug(folders: Folders, put: Put) -> None:
    mine = put("Y-T-Ws.yaml", name="My letters")
    found = Shelf(folders).find("y-t-ws")
    assert (found.path, found.bundled, found.name) == (mine, False, "My letters")
    assert [volume.slug for volume in Shelf(folders).volumes()].count("y-t-ws") == 1


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".YAML", ".Yml"])
def test_the_slug_is_the_file_name_without_its_ending_casefolded(
    folders: Folders, put: Put, ending: str
) -> None:
    put(f"Grosse Übung{ending}")
    assert own_slugs(folders) == ["grosse übung"]


def test_folders_may_be_nested_and_hidden_ones_are_left_alone(folders: Folders, put: Put) -> None:
    put("physio/2026/neck.yaml")
    put(".git/kept.yaml")
    put("physio/.trash/old.yaml")
    put(".hidden.yaml")
    put("notes.txt")
    put("neck.yaml~")
    assert own_slugs(folders) == ["neck"]


@pytest.mark.parametrize("name", ["exercises.yaml", "plan.yaml", "config.yaml", "Exercises.YAML"])
def test_files_with_a_meaning_of_their_own_are_never_routines(folders: Folders, put: Put, name: str) -> None:
    put(name)
    put(f"sub/{name}")
    assert own_slugs(folders) == []


@unix
def test_a_link_to_a_folder_is_not_followed_so_that_no_circle_can_trap_it(folders: Folders, put: Put) -> None:
    put("a.yaml")
    (folders.routines / "round").symlink_to(folders.routines)
    assert own_slugs(folders) == ["a"]


def test_of_two_own_files_of_one_slug_the_one_nearer_to_the_top_counts(folders: Folders, put: Put) -> None:
    put("old/neck.yaml", name="Old")
    nearer = put("neck.yaml", name="New")
    assert Shelf(folders).find("neck").path == nearer


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("morning", "morning"),
        ("MORNING", "morning"),
        ("Five gentle minutes", "morning"),
        ("five GENTLE minutes", "morning"),
        ("mor", "morning"),
        ("five g", "morning"),
        ("evening-2", "evening-2"),
        ("evening", "evening"),  # exact before longer ones
        ("évé", "événement"),
    ],
)
def test_a_name_finds_its_routine(folders: Folders, put: Put, asked: str, slug: str) -> None:
    put("morning.yaml", name="Five gentle minutes")
    put("evening.yaml", name="To end the day")
    put("evening-2.yaml", name="To end it again")
    put("événement.yaml", name="Fête")
    assert Shelf(folders).find(asked).slug == slug


def test_an_exact_name_wins_over_a_beginning(folders: Folders, put: Put) -> None:
    put("a.yaml", name="Neck")
    put("neck-and-more.yaml", name="Long")
    assert Shelf(folders).find("neck").slug == "a"


def test_an_ambiguous_beginning_names_those_that_fit(folders: Folders, put: Put) -> None:
    put("knee-1.yaml", name="A")
    put("knee-2.yaml", name="B")
    with pytest.raises(NoSuchRoutine) as question:
        Shelf(folders).find("knee-")
    assert question.value.candidates == ["knee-1", "knee-2"]


def test_a_name_that_two_routines_have_is_ambiguous(folders: Folders, put: Put) -> None:
    put("one.yaml", name="Twin")
    put("two.yaml", name="twin")
    with pytest.raises(NoSuchRoutine) as question:
        Shelf(folders).find("Twin")
    assert question.value.candidates == ["one", "two"]


@pytest.mark.parametrize("asked", ["nothing like it", "", " "])
def test_an_unknown_name_names_all_there_are(folders: Folders, asked: str) -> None:
    with pytest.raises(NoSuchRoutine) as question:
        Shelf(folders).find(asked)
    assert "y-t-ws" in question.value.candidates
    assert len(question.value.candidates) == len(Shelf(folders).paths)


@pytest.mark.parametrize("name", ["own.yaml", "own.yml", "OWN.YAML"])
def test_an_ending_makes_it_a_path_never_a_name(
    folders: Folders, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    put("own.yaml", name="On the shelf")
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(GOOD.format(name="Here"), encoding="utf-8")
    assert Shelf(folders).find(name).name == "Here"


def test_a_separator_makes_it_a_path(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text(GOOD.format(name="No ending"), encoding="utf-8")
    found = Shelf(folders).find(f"{tmp_path}{os.sep}plain")
    assert (found.name, found.slug, found.bundled) == ("No ending", "plain", False)


@pytest.mark.parametrize(("asked", "code"), [("missing.yaml", Code.NO_FILE), (f".{os.sep}", Code.NOT_A_FILE)])
def test_a_path_without_a_routine_is_a_problem_of_that_path(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, code: Code
) -> None:
    monkeypatch.chdir(tmp_path)
    found = Shelf(folders).find(asked)
    assert found.routine is None
    assert [problem.code for problem in found.problems] == [code]


def test_a_broken_file_breaks_no_other(folders: Folders, put: Put) -> None:
    put("a.yaml", "steps: [}")
    put("b.yaml", "")
    put("c.yaml", name="Fine")
    (folders.routines / "d.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folders.routines / "e.yaml")
    volumes = {volume.slug: volume for volume in Shelf(folders).volumes()}
    assert volumes["c"].routine is not None
    for slug in set(volumes) & {"a", "b", "d", "e"}:
        assert volumes[slug].routine is None
        assert any(problem.severity == "error" for problem in volumes[slug].problems)
        assert volumes[slug].name == f"{slug}.yaml"


def test_a_file_that_is_too_large_is_a_problem_of_its_own(folders: Folders, put: Put) -> None:
    path = put("big.yaml")
    with path.open("ab") as out:
        out.truncate(1 << 30)
    found = Shelf(folders).find("big")
    assert found.routine is None
    assert "large" in found.problems[0].message


def test_a_fresh_shelf_sees_what_has_changed_meanwhile(folders: Folders, put: Put) -> None:
    shelf = Shelf(folders)
    assert "new" not in shelf.paths
    put("new.yaml")
    assert "new" not in shelf.paths
    assert "new" in Shelf(folders).paths


def test_the_persons_catalogue_overrides_the_bundled_one(folders: Folders, put: Put) -> None:
    put("a.yaml", "name: A\nsteps:\n  - exercise: Prone W\n    reps: 2\n")
    before = Shelf(folders).find("a").routine
    catalogue = folders.config / "exercises.yaml"
    catalogue.write_text("Prone W:\n  tempo: 9s\n  position: standing\n", encoding="utf-8")
    after = Shelf(folders).find("a").routine
    assert before is not None
    assert after is not None
    assert before.body.steps[0] != after.body.steps[0]
    assert "standing" in str(after.body.steps[0])


def test_a_catalogue_beside_a_routine_serves_that_folder_alone(folders: Folders, put: Put) -> None:
    text = "name: A\nsteps:\n  - exercise: Wobble\n    reps: 2\n"
    put("near/a.yaml", text)
    put("far/b.yaml", text)
    put("near/exercises.yaml", "Wobble:\n  tempo: 4s\n")
    shelf = Shelf(folders)
    near, far = shelf.find("a").routine, shelf.find("b").routine
    assert near is not None
    assert far is not None
    assert "tempo_source='catalogue'" in str(near.body.steps[0])
    assert "tempo_source='catalogue'" not in str(far.body.steps[0])


@pytest.mark.parametrize("broken", [b"[}", b"\xff\xfe\x00", b"Prone W: 5\n", b""])
def test_a_broken_catalogue_spoils_no_routine(folders: Folders, broken: bytes) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "exercises.yaml").write_bytes(broken)
    assert all(volume.routine is not None for volume in Shelf(folders).volumes())


@unix
def test_a_catalogue_that_is_a_pipe_blocks_nothing(folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    os.mkfifo(folders.config / "exercises.yaml")
    assert all(volume.routine is not None for volume in Shelf(folders).volumes())


def test_a_folder_is_checked_with_its_catalogues_and_without_hidden_files(folders: Folders, put: Put) -> None:
    for place in (
        "a.yaml",
        "sub/b.yml",
        "sub/exercises.yaml",
        ".git/exercises.yaml",
        ".git/c.yaml",
        "plan.yaml",
    ):
        put(place)
    names = {path.relative_to(folders.routines).as_posix() for path in files_in(folders.routines)}
    assert names == {"a.yaml", "sub/b.yml", "sub/exercises.yaml"}


def test_the_bundled_folder_can_be_checked_whole() -> None:
    assert {"exercises.yaml", "y-t-ws.yaml"} <= {path.name for path in files_in(bundled("routines"))}
