"""A machine whose only voice is a stand-in for `espeak-ng`."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.audio.speech.engines import LibraryEspeak, ProgramEspeak
from player.audio.speech.platform_voices import MacSay, Sapi

STAND_IN = Path(__file__).with_name("stand_in_espeak.py")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts the stand-in on PATH and everything else out of reach; takes what it shall do."""
    if os.name != "posix":
        pytest.skip("the stand-in is a script that other systems do not start")
    programs, modules = tmp_path / "programs", tmp_path / "modules"
    (modules / "espeakng_loader").mkdir(parents=True)
    (modules / "espeakng_loader" / "__init__.py").write_text("raise ImportError\n")
    programs.mkdir()
    program = programs / "espeak-ng"
    program.write_text(f"#!{sys.executable} -I\n" + STAND_IN.read_text())
    program.chmod(0o700)
    # The library is found in every process of this test, and cannot be loaded: it fails as a broken one does.
    monkeypatch.setenv("PYTHONPATH", str(modules))
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("STAND_IN_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("STAND_IN_PIDS", str(tmp_path / "pids"))
    for kind in (MacSay, Sapi, LibraryEspeak):
        monkeypatch.setattr(kind, "find", staticmethod(lambda: None))

    def behave(orders: str) -> None:
        monkeypatch.setenv("STAND_IN", orders)

    return behave


@pytest.fixture
def program(stand_in: Callable[[str], None]) -> ProgramEspeak:
    """The stand-in as the engine that it poses as."""
    stand_in("")
    found = ProgramEspeak.find()
    assert found is not None
    return found


@pytest.fixture
def calls(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the stand-in was asked for so far."""

    def read() -> list[dict[str, Any]]:
        log = tmp_path / "log"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    return read
