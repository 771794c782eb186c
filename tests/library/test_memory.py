"""What is remembered of catalogues and files: true as long as they do not change, and never in the way."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import player
from player.library.entries import catalogue_of
from player.library.folders import Folders, bundled
from player.library.memory import Memory, stamp
from player.library.routine_files import CATALOGUE
from player.library.shelf import Shelf
from player.routine.catalogue import CatalogueEntry, read_catalogue
from player.routine.values.breaths import WrittenTempo
from tests.library.test_routine_index import anything, put_at
from tests.support.examples import examples

pytestmark = pytest.mark.core

OWN = "Chin tuck: {tempo: [slide: 2s, hold: 3-5s], sides: true}\nMine: {aliases: [My own], dose: often}\n"


@pytest.fixture
def own(folders: Folders) -> Path:
    """The person's own catalogue."""
    folders.config.mkdir(parents=True)
    path = folders.config / CATALOGUE
    path.write_text(OWN, encoding="utf-8")
    return path


def entries(folders: Folders) -> list[CatalogueEntry]:
    return list(Shelf(folders, keep=True).catalogue.entries.values())


def tamper(file: Path, old: str, new: str) -> None:
    """Change a memory behind the program's back: what shows the change was remembered, not read."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def later(path: Path) -> None:
    """Make a file look as if it had been saved a second later."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))


@pytest.mark.usefixtures("own")
def test_the_remembered_catalogue_is_the_one_that_was_read(folders: Folders) -> None:
    read, remembered = (Shelf(folders, keep=True).catalogue for _ in range(2))
    facts = [fact for entry in read.entries.values() for fact in entry]
    again = [fact for entry in remembered.entries.values() for fact in entry]
    assert again == facts
    assert list(map(type, again)) == list(map(type, facts))
    assert remembered.lookup("my own") == read.lookup("Mine") is not None


def test_it_is_remembered_until_a_catalogue_changes_or_goes(folders: Folders, own: Path) -> None:
    def dose() -> str | None:
        entry = Shelf(folders, keep=True).catalogue.lookup("Mine")
        return entry.dose if entry is not None else "unknown"

    assert dose() == "often"
    tamper(folders.cache / "catalogue.json", "often", "remembered")
    assert dose() == "remembered"
    later(own)
    assert dose() == "often"
    tamper(folders.cache / "catalogue.json", "often", "remembered")
    own.unlink()
    assert dose() == "unknown"


def test_a_bundled_catalogue_that_changed_is_read_again(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = folders.state
    shipped.mkdir(parents=True)
    (shipped / CATALOGUE).write_text("Wobble: {dose: once}\n")
    monkeypatch.setattr("player.library.shelf.bundled", lambda _: shipped)
    assert [entry.dose for entry in entries(folders)] == ["once"]
    (shipped / CATALOGUE).write_text("Wobble: {dose: twice}\n")
    assert [entry.dose for entry in entries(folders)] == ["twice"]


def test_what_another_version_remembered_is_not_believed(folders: Folders) -> None:
    read = entries(folders)
    tamper(folders.cache / "catalogue.json", '"Chin tuck"', '"Remembered"')
    tamper(folders.cache / "catalogue.json", f'"{player.__version__}"', '"0.0.1"')
    assert entries(folders) == read


def test_a_cache_that_cannot_be_written_is_only_slower(folders: Folders) -> None:
    folders.cache.parent.mkdir(exist_ok=True, parents=True)
    folders.cache.write_text("a file where the folder should be", encoding="utf-8")
    assert entries(folders) == entries(folders) != []


def test_in_a_checkout_no_catalogue_is_remembered(folders: Folders) -> None:
    assert bundled("routines").parent.name != "_data", "these tests run in a checkout"
    assert Shelf(folders).catalogue.entries
    assert not folders.cache.exists()


@settings(max_examples=examples(100), deadline=None)
@given(place=st.lists(st.integers(0, 16), max_size=8), instead=anything)
def test_whatever_came_back_from_json_is_a_catalogue_or_an_error(place: list[int], instead: object) -> None:
    written = json.loads(json.dumps(list(read_catalogue(OWN)[0].entries.values())))
    changed: Any = put_at(written, place, instead)
    try:
        catalogue = catalogue_of(changed)
    except (TypeError, ValueError):
        return
    for entry in catalogue.entries.values():
        for name, fact in entry._asdict().items():
            if name == "tempo":
                assert fact is None or isinstance(fact, WrittenTempo)
            elif CatalogueEntry._field_defaults.get(name) == ():
                assert isinstance(fact, tuple)
                assert all(isinstance(text, str) for text in fact)
            else:
                assert isinstance(fact, str | bool | None)


def test_a_text_in_place_of_a_list_is_not_taken_for_its_letters() -> None:
    written = json.loads(json.dumps(list(read_catalogue(OWN)[0].entries.values())))
    written[0][1] = "abc"
    with pytest.raises(TypeError):
        catalogue_of(written)


@pytest.mark.parametrize(
    "text", [b"", b"{", b"null", b"\xff\xfe", b"[" * 200_000, b'{"format": 1, "files": 0}']
)
def test_a_memory_that_is_none_is_made_anew(folders: Folders, text: bytes) -> None:
    read = entries(folders)
    file = folders.cache / "catalogue.json"
    sound = file.read_bytes()
    file.write_bytes(text)
    assert entries(folders) == read
    assert file.read_bytes() == sound


def test_a_stamp_tells_a_file_that_changed_or_went_from_one_that_did_not(tmp_path: Path) -> None:
    file = tmp_path / "a"
    gone = stamp(file)
    file.write_text("one", encoding="utf-8")
    first = stamp(file, tmp_path / "b")
    assert stamp(file, tmp_path / "b") == first
    status = file.stat()
    later(file)
    assert stamp(file, tmp_path / "b") != first
    file.write_text("three", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # a clock too coarse to tell the two apart
    assert stamp(file, tmp_path / "b") != first
    assert gone != stamp(file)


def test_a_memory_holds_what_it_was_given_last(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache" / "memory.json", keep=True)
    memory.replace({"a": ([1, 2], "old"), "b": ([3, 4], "gone")})
    memory.replace({"a": ([1, 2], "\udcff new \N{SNOWMAN}")})
    assert memory.recall(str) == {"a": ([1, 2], "\udcff new \N{SNOWMAN}")}
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["memory.json"]
