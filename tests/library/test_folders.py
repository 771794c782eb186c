"""Where the program's files are, by environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from player.library.folders import Folders, bundled, find_folders

pytestmark = pytest.mark.core


def test_backbeat_home_holds_all_four_folders(tmp_path: Path) -> None:
    folders = find_folders({"BACKBEAT_HOME": str(tmp_path)})
    assert folders == Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache", tmp_path / "state")
    assert folders.routines == tmp_path / "config" / "routines"
    assert folders.history == tmp_path / "data" / "history.db"
    assert folders.log == tmp_path / "state" / "audio.log"


def test_a_relative_backbeat_home_is_meant_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_folders({"BACKBEAT_HOME": "here"}).config == tmp_path / "here" / "config"


def test_a_tilde_in_backbeat_home_is_the_home_folder() -> None:
    assert find_folders({"BACKBEAT_HOME": "~/b"}).data == Path.home() / "b" / "data"


def test_finding_folders_makes_none(tmp_path: Path) -> None:
    find_folders({"BACKBEAT_HOME": str(tmp_path / "home")})
    assert list(tmp_path.iterdir()) == []


def found_with(home: Path, cwd: Path, **environment: str) -> list[str]:
    """The folders as another process finds them: platformdirs reads the environment itself."""
    pytest.importorskip("platformdirs", reason="where only the core is tested it may be missing")
    script = (
        "from player.library.folders import find_folders as f; found = f();"
        "print(found.config, found.data, found.cache, found.state, sep='\\n')"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "BACKBEAT"))}
    ran = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", script],
        env={**kept, "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.splitlines()


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG folders are those of Linux")


@linux
@pytest.mark.parametrize("value", ["relative", "./relative", "", "."])
def test_a_relative_or_empty_xdg_folder_is_ignored(tmp_path: Path, value: str) -> None:
    home, cwd = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    cwd.mkdir()
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    assert found_with(home, cwd, **dict.fromkeys(names, value)) == [
        str(home / ".config" / "backbeat"),
        str(home / ".local" / "share" / "backbeat"),
        str(home / ".cache" / "backbeat"),
        str(home / ".local" / "state" / "backbeat"),
    ]


@linux
def test_an_absolute_xdg_folder_is_used(tmp_path: Path) -> None:
    found = found_with(tmp_path, tmp_path, XDG_CONFIG_HOME=str(tmp_path / "conf"))
    assert found[0] == str(tmp_path / "conf" / "backbeat")


@linux
def test_an_empty_backbeat_home_is_none(tmp_path: Path) -> None:
    found = found_with(tmp_path, tmp_path, BACKBEAT_HOME="  ")
    assert found[0] == str(tmp_path / ".config" / "backbeat")


@pytest.mark.parametrize("name", ["routines", "sounds"])
def test_what_is_bundled_is_there(name: str) -> None:
    assert any(bundled(name).iterdir())
