"""What the tests of the sound share."""

import contextlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from player.audio.client import SoundEngine
from player.audio.clips import Clip, read_folder
from player.audio.protocol import Setup

ROOT = Path(__file__).parents[2]


def _support(name: str) -> ModuleType:
    """A module of `tests/support`, loaded by its place: the tests are no package."""
    spec = importlib.util.spec_from_file_location(f"support_{name}", ROOT / f"tests/support/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def onsets() -> ModuleType:
    """Finds sounds in recordings."""
    return _support("onsets")


@pytest.fixture(scope="session")
def listening() -> ModuleType:
    """Hears a sound as a person does."""
    return _support("listening")


@pytest.fixture(scope="session")
def sounds() -> Path:
    """The folder of the shipped sounds."""
    return ROOT / "sounds"


@pytest.fixture(scope="session")
def clips(sounds: Path) -> dict[str, Clip]:
    """The shipped sounds as the engine reads them."""
    clips, faults = read_folder(sounds)
    assert faults == []
    return clips


def _eventually(holds: Callable[[], object], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture(scope="session")
def eventually() -> Callable[..., bool]:
    """Wait for another process: whether something holds before a limit that only a broken program reaches."""
    return _eventually


def _is_gone(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        if Path("/proc/self/stat").exists():
            # A container without an init leaves the dead as zombies: they are gone all the same.
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        os.kill(pid, 0)
        return False
    return True


@pytest.fixture(scope="session")
def is_gone() -> Callable[[int], bool]:
    """Whether a process has ended."""
    return _is_gone


@pytest.fixture
def engine(sounds: Path, tmp_path: Path) -> Iterator[Callable[..., SoundEngine]]:
    """Starts real engines and leaves none behind; their log is `engine.log` in `tmp_path`.

    Takes the output, and more of `Setup` by name.
    """
    started: list[SoundEngine] = []

    def start(output: str, **more: Any) -> SoundEngine:  # noqa: ANN401  # fields of `Setup`
        engine = SoundEngine(Setup(sounds, output, tmp_path / "engine.log")._replace(**more))
        started.append(engine)
        engine.start()
        assert _eventually(lambda: engine.status().state != "starting")
        return engine

    yield start
    for engine in started:
        engine.close()


@pytest.fixture
def no_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any sound device or server."""
    nowhere = tmp_path / "no-sound"
    nowhere.mkdir()
    config = nowhere / "asound.conf"
    config.write_text("pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{nowhere}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(nowhere))


@pytest.fixture
def device(no_device: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A sound device that is there as long as this file exists: the engine finds it under miniaudio's name.

    So a device can come, die in silence and come back on machines without any; everything but the native
    library is real. `test_null_sink.py` has the library too.
    """
    del no_device  # no player of the system may find another one when this one goes
    there = tmp_path / "device"
    there.touch()
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "stand_in"))
    monkeypatch.setenv("STAND_IN_DEVICE", str(there))
    return there


@pytest.fixture
def parent(sounds: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts `sound_parent.py`, a program that owns an engine, to be killed or stopped."""
    started: list[subprocess.Popen[str]] = []

    def start(output: str, cwd: Path | None = None) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", str(Path(__file__).parent / "sound_parent.py"), output, str(sounds)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        process = subprocess.Popen(  # noqa: S603  # our own script
            command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment, cwd=cwd
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
