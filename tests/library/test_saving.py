"""Saving: whole or not at all, never over what somebody else wrote, the old text kept."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from player.library.folders import Folders
from player.library.saving import ChangedOnDisk, Failed, Saved, save
from player.library.versions import versions
from tests.library.saved import NEW, OLD, left_in, posix

pytestmark = pytest.mark.core


def test_every_byte_is_written_as_it_was_handed_over(file: Path, folders: Folders) -> None:
    assert save(file, NEW, OLD, folders.state) == Saved()
    assert file.read_bytes() == NEW
    assert left_in(file.parent) == ["neck.yaml"]


def test_what_was_replaced_is_kept(file: Path, folders: Folders) -> None:
    save(file, NEW, OLD, folders.state)
    assert [version.read() for version in versions(file, folders)] == [OLD]


def test_a_save_that_changes_nothing_writes_nothing(file: Path, folders: Folders) -> None:
    before = file.stat()
    assert save(file, OLD, OLD, folders.state) == Saved()
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not folders.state.exists()


def test_a_new_file_is_made_where_there_was_none(file: Path, folders: Folders) -> None:
    new = file.with_name("new.yaml")
    assert save(new, NEW, None, folders.state) == Saved()
    assert new.read_bytes() == NEW
    assert versions(new, folders) == []
    assert left_in(file.parent) == ["neck.yaml", "new.yaml"]


# What somebody else did meanwhile.


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(file: Path, folders: Folders) -> None:
    file.write_bytes(b"theirs")
    assert save(file, NEW, OLD, folders.state) == ChangedOnDisk(b"theirs")
    assert file.read_bytes() == b"theirs"
    assert left_in(file.parent) == ["neck.yaml"]


def test_who_has_seen_what_is_there_may_replace_it_and_it_is_kept(file: Path, folders: Folders) -> None:
    file.write_bytes(b"theirs")
    answer = save(file, NEW, OLD, folders.state)
    assert isinstance(answer, ChangedOnDisk)
    assert save(file, NEW, answer.theirs, folders.state) == Saved()
    assert [version.read() for version in versions(file, folders)] == [b"theirs"]


def test_a_file_that_is_gone_is_told_and_can_be_made_again(file: Path, folders: Folders) -> None:
    file.unlink()
    answer = save(file, NEW, OLD, folders.state)
    assert answer == ChangedOnDisk(None)
    assert save(file, NEW, answer.theirs, folders.state) == Saved()
    assert file.read_bytes() == NEW


def test_a_new_file_never_takes_the_place_of_one_that_is_there(file: Path, folders: Folders) -> None:
    assert save(file, NEW, None, folders.state) == ChangedOnDisk(OLD)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("expected", [OLD, None], ids=["replacing", "new"])
def test_a_change_in_the_last_moment_is_seen_too(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch, expected: bytes | None
) -> None:
    if expected is None:
        file.unlink()
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        file.write_bytes(b"theirs")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert save(file, NEW, expected, folders.state) == ChangedOnDisk(b"theirs")
    assert file.read_bytes() == b"theirs"
    assert left_in(file.parent) == ["neck.yaml"]


@posix
@pytest.mark.parametrize("linkable", [True, False], ids=["links", "no links"])
def test_of_two_who_make_the_same_new_file_one_is_told(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch, *, linkable: bool
) -> None:
    """The other one comes between the last look and the new name."""
    new = file.with_name("new.yaml")
    link = os.link

    def other_first(temporary: Path, target: Path, **how: Any) -> None:  # noqa: ANN401
        new.write_bytes(b"theirs")
        if not linkable:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        link(temporary, target, **how)

    monkeypatch.setattr(os, "link", other_first)
    assert save(new, NEW, None, folders.state) == ChangedOnDisk(b"theirs")
    assert left_in(file.parent) == ["neck.yaml", "new.yaml"]


@posix
def test_a_new_file_needs_no_links(file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    new = file.with_name("new.yaml")
    assert save(new, NEW, None, folders.state) == Saved()
    assert new.read_bytes() == NEW


# Rights and links.


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664], ids=oct)
def test_the_rights_of_a_file_stay(file: Path, folders: Folders, mode: int) -> None:
    file.chmod(mode)
    save(file, NEW, OLD, folders.state)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_rights_of_a_new_file(file: Path, folders: Folders) -> None:
    before = os.umask(0o027)
    try:
        save(file.with_name("new.yaml"), NEW, None, folders.state)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.with_name("new.yaml").stat().st_mode) == 0o640


@posix
def test_a_link_stays_a_link_and_its_target_is_saved(file: Path, folders: Folders, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(Path("routines", "neck.yaml"))
    assert save(link, NEW, OLD, folders.state) == Saved()
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert left_in(tmp_path) == ["home", "link.yaml", "routines"]
    assert [version.read() for version in versions(file, folders)] == [OLD]


@posix
def test_links_in_a_circle_are_one_sentence(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert isinstance(save(tmp_path / "a", NEW, None, folders.state), Failed)
    assert left_in(tmp_path) == ["a", "b"]


@posix
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root gives files away")
def test_the_owner_stays(file: Path, folders: Folders) -> None:
    os.chown(file, 65534, 65534)
    file.chmod(0o660)
    save(file, NEW, OLD, folders.state)
    now = file.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (65534, 65534, 0o660)


@posix
def test_a_group_that_may_not_be_given_gets_no_rights_of_another(
    file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o664)
    true = os.stat_result
    others = file.stat().st_gid + 1
    stat_of = Path.stat

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    def of_others(path: Path, **how: Any) -> os.stat_result:  # noqa: ANN401
        found = stat_of(path, **how)
        return true((*found[:5], others, *found[6:])) if path == file else found

    monkeypatch.setattr(os, "fchown", refused)
    monkeypatch.setattr(Path, "stat", of_others)
    assert save(file, NEW, OLD, folders.state) == Saved()
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o644  # noqa: PTH116  `Path.stat` tells a tale here


# What a person without rights meets.

WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from player.library.saving import save
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
print(save(Path(sys.argv[1]), b"new", b"old", Path(sys.argv[2])))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach: those of pytest are for one user only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def save_without_rights(path: Path, state: Path) -> str:
    return subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", WITHOUT_RIGHTS, str(path), str(state)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout


@posix
def test_a_folder_that_may_not_be_written_is_one_sentence(open_folder: Path) -> None:
    folder = open_folder / "theirs"
    folder.mkdir()
    path = folder / "neck.yaml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    folder.chmod(0o555)
    said = save_without_rights(path, open_folder / "state")
    folder.chmod(0o755)
    assert said == (
        f"Failed(sentence='{path} could not be saved: you may not write in the folder {folder}.')\n"
    )
    assert path.read_bytes() == b"old"


@posix
def test_a_file_that_was_locked_by_its_owner_is_not_replaced(open_folder: Path) -> None:
    path = open_folder / "neck.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    said = save_without_rights(path, open_folder / "state")
    assert said == f"Failed(sentence='{path} could not be saved: the file is read-only.')\n"
    assert path.read_bytes() == b"old"


@posix
def test_a_state_folder_that_cannot_be_written_stops_no_save(open_folder: Path) -> None:
    path = open_folder / "neck.yaml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    (open_folder / "state").mkdir(mode=0o755)
    said = save_without_rights(path, open_folder / "state")
    assert said.startswith("Saved(notice='Saved, but the version before could not be kept: you may not write")
    assert path.read_bytes() == b"new"


# Places that are none.


def test_a_folder_that_is_gone_is_one_sentence(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "gone" / "neck.yaml"
    for expected in (OLD, None):
        answer = save(path, NEW, expected, folders.state)
        assert answer == Failed(f"{path} could not be saved: the folder {path.parent} is not there any more.")


def test_a_folder_of_that_name_is_one_sentence(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "neck.yaml").mkdir()
    answer = save(tmp_path / "neck.yaml", NEW, OLD, folders.state)
    assert isinstance(answer, Failed)
    assert answer.sentence.endswith("this is a folder.")


@posix
def test_a_pipe_of_that_name_blocks_nothing(folders: Folders, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "neck.yaml")
    assert isinstance(save(tmp_path / "neck.yaml", NEW, OLD, folders.state), Failed)


def test_a_name_that_is_too_long_is_one_sentence(folders: Folders, tmp_path: Path) -> None:
    answer = save(tmp_path / f"{'x' * 300}.yaml", NEW, None, folders.state)
    assert isinstance(answer, Failed)
    assert left_in(tmp_path) == []


def test_a_sentence_is_safe_to_show(folders: Folders, tmp_path: Path) -> None:
    answer = save(tmp_path / "a\x1b[31m" / "neck.yaml", NEW, None, folders.state)
    assert isinstance(answer, Failed)
    assert answer.sentence.isprintable()


# Disks that are full, at every step.
