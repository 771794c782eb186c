"""A library in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from player.library.folders import Folders, find_folders
from tests.library.saved import OLD

GOOD = "name: {name}\nsteps:\n  - exercise: Chin tuck\n    hold: 5s\n"

Put = Callable[..., Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders under a fresh home; none of them exists yet."""
    return find_folders({"BACKBEAT_HOME": str(tmp_path / "home")})


@pytest.fixture
def put(folders: Folders) -> Put:
    """Writes an own routine: `put("sub/a.yaml", name="A")`, or any text."""

    def write(place: str, text: str | None = None, *, name: str = "Mine") -> Path:
        path = folders.routines / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.format(name=name) if text is None else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    path = tmp_path / "routines" / "neck.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path
