"""New files among one's own: what they are called, what they begin with, and that nothing is overwritten."""

import os
from pathlib import Path

import pytest

from player.library.creating import (
    MODELINE,
    SCHEMA,
    BadName,
    copy_of_bundled,
    create,
    is_bundled,
    refresh_schema,
    slug_for,
)
from player.library.document import open_document
from player.library.folders import Folders, bundled
from player.library.saving import Failed
from player.library.shelf import Shelf
from tests.library.conftest import Put

pytestmark = pytest.mark.core


def created(name: str, folders: Folders) -> Path:
    path = create(name, folders)
    assert isinstance(path, Path), path
    return path


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Neck break", "neck-break.yaml"),
        ("  Neck break ", "neck-break.yaml"),
        ("neck.yaml", "neck.yaml"),
        ("Neck.YML", "neck.yaml"),
        ("Push/Pull", "push-pull.yaml"),
        ("../../etc", None),
        ("./neck.yaml", None),
        ("sub/neck.yaml", None),
        ("/etc/neck", None),
        ("~/neck", None),
        ("Übung für den Nacken", "übung-für-den-nacken.yaml"),
        ("首のストレッチ", "首のストレッチ.yaml"),
        ("con-artist", "con-artist.yaml"),
        ("plan B", "plan-b.yaml"),
        ("COM1", None),
        ("com¹.yaml", None),
        ("Nul", None),
        ("exercises", None),
        ("config.yaml", None),
        ("plan", None),
        ("", None),
        (" ", None),
        (".yaml", None),
        ("…!", None),
        ("one\ntwo", None),
        ("a\x1b[31mb", None),
        ("a\u202eb", None),
        ("a\udcffb", None),
        ("x" * 201, None),
        ("首" * 67, None),
    ],
    ids=lambda value: ascii(value)[:16],
)
def test_a_file_is_named_by_letters_and_digits_only(folders: Folders, name: str, file: str | None) -> None:
    if file is None:
        with pytest.raises(BadName) as remark:
            create(name, folders)
        assert str(remark.value).isprintable()
        assert not folders.config.exists()
    else:
        assert created(name, folders) == folders.routines / file


def test_a_new_routine_reads_without_problems_and_has_the_name_that_was_given(folders: Folders) -> None:
    for name in ("Neck break", "Neck: the \"first\" 'half' #1", "yes", "12", "- x", "{a}", "*b"):
        volume = Shelf(folders).open(created(name, folders))
        assert (volume.name, volume.problems) == (name, ())


def test_the_first_line_names_the_schema_which_lies_beside(folders: Folders) -> None:
    path = created("Neck break", folders)
    assert path.read_text("utf-8").splitlines()[0] == MODELINE
    assert (path.parent / SCHEMA).read_text("utf-8").startswith("{\n")


def test_the_schema_is_refreshed_and_left_alone_where_it_is_right(folders: Folders) -> None:
    created("Neck break", folders)
    schema = folders.routines / SCHEMA
    right = schema.read_bytes()
    before = schema.stat().st_ino
    refresh_schema(folders.routines)
    assert schema.stat().st_ino == before
    schema.write_bytes(b"{}")
    refresh_schema(folders.routines)
    assert schema.read_bytes() == right


def test_without_a_place_for_the_schema_nothing_else_is_missing(folders: Folders) -> None:
    (folders.routines / SCHEMA).mkdir(parents=True)
    assert created("Neck break", folders).is_file()


@pytest.mark.parametrize("place", ["neck-break.yaml", "Neck-Break.yml", "sub/neck-break.yaml"])
def test_a_routine_that_is_there_is_named_and_kept(folders: Folders, put: Put, place: str) -> None:
    path = put(place)
    before = path.read_bytes()
    assert create("Neck break", folders) == Failed(
        f"{path} is there already. To change it: backbeat edit neck-break"
    )
    assert path.read_bytes() == before


def test_what_is_no_routine_is_not_overwritten_either(folders: Folders) -> None:
    (folders.routines / "neck-break.yaml").mkdir(parents=True)
    assert isinstance(create("Neck break", folders), Failed)


def test_a_bundled_routine_is_not_hidden_by_chance(folders: Folders) -> None:
    answer = create("Y-T-Ws", folders)
    assert answer == Failed("a bundled routine is called 'y-t-ws'. To make it yours: backbeat edit y-t-ws")
    assert not folders.routines.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(folders: Folders) -> None:
    folders.config.parent.mkdir(parents=True)
    folders.config.write_text("a file")
    answer = create("Neck break", folders)
    assert isinstance(answer, Failed)
    assert answer.sentence.startswith(f"{folders.routines / 'neck-break.yaml'} could not be made: ")


# Copies.


def test_a_copy_is_the_bundled_text_below_the_line_for_editors(folders: Folders) -> None:
    volume = Shelf(folders).find("y-t-ws")
    path = copy_of_bundled(volume, folders)
    assert path == folders.routines / "y-t-ws.yaml"
    assert isinstance(path, Path)
    assert path.read_text("utf-8") == f"{MODELINE}\n{volume.text}"
    found = Shelf(folders).find("y-t-ws")
    assert (found.path, found.bundled, found.name, found.problems) == (path, False, volume.name, ())
    assert (path.parent / SCHEMA).is_file()


def test_a_copy_that_is_there_is_left_as_it_is(folders: Folders, put: Put) -> None:
    volume = Shelf(folders).find("y-t-ws")
    mine = put("y-t-ws.yaml")
    before = mine.read_bytes()
    assert copy_of_bundled(volume, folders) == mine
    assert mine.read_bytes() == before


def test_no_bundled_routine_has_sounds_that_a_copy_would_miss() -> None:
    for path in bundled("routines").glob("*.yaml"):
        document = open_document(path)
        assert "sound:" not in str(document), path.name


def test_a_bundled_file_is_known_by_whatever_path_it_is_named(tmp_path: Path) -> None:
    place = bundled("routines")
    assert is_bundled(place / "y-t-ws.yaml")
    assert is_bundled(place / ".." / place.name / "y-t-ws.yaml")
    assert not is_bundled(tmp_path / "y-t-ws.yaml")
    if os.name == "posix":
        (tmp_path / "link").symlink_to(place)
        assert is_bundled(tmp_path / "link" / "y-t-ws.yaml")


def test_every_slug_of_a_bundled_routine_is_a_name_a_file_can_have(folders: Folders) -> None:
    for name in Shelf(folders).paths:
        assert slug_for(name) == name
