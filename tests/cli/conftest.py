"""Commands run in this process, in a home of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from player.cli import main

GOOD = "name: {name}\nsteps:\n  - exercise: Chin tuck\n    hold: 5s\n"
BROKEN = "name: X\nsteps:\n  - exercise: Chin tuck\n    rep: 10\n"


class Ran(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]
Own = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; the current folder is an empty one too."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("BACKBEAT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and returns code, stdout and stderr."""
    del home

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as left:  # argparse leaves by itself
            code = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture
def own(home: Path) -> Own:
    """Writes an own routine."""

    def write(place: str, text: str | None = None, *, name: str = "Mine") -> Path:
        path = home / "config" / "routines" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.format(name=name) if text is None else text, encoding="utf-8")
        return path

    return write
