"""Older versions: what is kept, how long, and for whom."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from player.library.folders import Folders
from player.library.versions import keep, versions

pytestmark = pytest.mark.core

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def texts(path: Path, folders: Folders) -> list[bytes]:
    return [version.read() for version in versions(path, folders)]


def test_of_a_file_that_was_never_saved_there_is_none(folders: Folders, tmp_path: Path) -> None:
    assert versions(tmp_path / "a.yaml", folders) == []


def test_they_come_newest_first_with_time_and_size(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for minute, text in enumerate((b"one", b"three", b"")):
        keep(path, text, folders.state, now=NOON + timedelta(minutes=minute))
    found = versions(path, folders)
    assert [(version.at - NOON, version.size, version.read()) for version in found] == [
        (timedelta(minutes=2), 0, b""),
        (timedelta(minutes=1), 5, b"three"),
        (timedelta(0), 3, b"one"),
    ]


def test_the_same_bytes_are_not_kept_twice_in_a_row(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    places = [keep(path, text, folders.state) for text in (b"a", b"a", b"b", b"a")]
    assert texts(path, folders) == [b"a", b"b", b"a"]
    assert places[0] == places[1]


def test_a_clock_that_was_set_back_changes_no_order(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    keep(path, b"first", folders.state, now=NOON)
    keep(path, b"second", folders.state, now=NOON - timedelta(hours=1))
    assert texts(path, folders) == [b"second", b"first"]


def test_twenty_are_kept_however_old_they_are(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for day in range(25):
        keep(path, b"%d" % day, folders.state, now=NOON + timedelta(days=100 * day))
    assert texts(path, folders) == [b"%d" % day for day in range(24, 4, -1)]


def test_thirty_days_are_kept_however_many_there_are(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    keep(path, b"old", folders.state, now=NOON - timedelta(days=31))
    for hour in range(60):
        keep(path, b"%d" % hour, folders.state, now=NOON + timedelta(hours=hour))
    assert texts(path, folders) == [b"%d" % hour for hour in range(59, -1, -1)]


def test_files_of_one_name_in_different_folders_have_versions_of_their_own(
    folders: Folders, tmp_path: Path
) -> None:
    keep(tmp_path / "one" / "a.yaml", b"one", folders.state)
    keep(tmp_path / "two" / "a.yaml", b"two", folders.state)
    assert texts(tmp_path / "one" / "a.yaml", folders) == [b"one"]


def test_a_file_is_the_same_by_whatever_path_it_is_named(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "a.yaml", b"text", folders.state)
    monkeypatch.chdir(tmp_path)
    assert texts(Path("a.yaml"), folders) == [b"text"]
    assert texts(Path("no", "..", "a.yaml"), folders) == [b"text"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Neck & back.yaml", "neck-back-"),
        ("Übung 1.yml", "übung-1-"),
        ("…yaml.yaml", "yaml-"),
        ("!.yaml", "file-"),
        ("x" * 200 + ".yaml", "x" * 40 + "-"),
    ],
    ids=["words", "letters", "dots", "none", "long"],
)
def test_a_person_finds_the_folder_by_the_name_of_the_file(
    folders: Folders, tmp_path: Path, name: str, folder: str
) -> None:
    place = keep(tmp_path / name, b"text", folders.state, now=NOON)
    assert place.parent.parent == folders.state / "versions"
    assert place.parent.name.startswith(folder)
    assert len(place.parent.name) == len(folder) + 12
    assert place.name.startswith("20260301T120000.000000Z-")
    assert place.name.endswith(".yaml")


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_nobody_else_may_read_them(folders: Folders, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        place = keep(tmp_path / "a.yaml", b"text", folders.state)
    finally:
        os.umask(before)
    found = [stat.S_IMODE(part.stat().st_mode) for part in (place, place.parent, place.parent.parent)]
    assert found == [0o600, 0o700, 0o700]


def test_what_else_lies_there_is_no_version(folders: Folders, tmp_path: Path) -> None:
    place = keep(tmp_path / "a.yaml", b"text", folders.state)
    for name in ("note.txt", "Z-.yaml", "2026Z-x.txt", ".backbeat-0.tmp"):
        (place.parent / name).write_text("x")
    assert texts(tmp_path / "a.yaml", folders) == [b"text"]
