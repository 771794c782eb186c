"""What a command loads before it answers: each import is time that somebody waits."""

from pathlib import Path
from typing import Final

import pytest

from tests.e2e.program import Home

TEXTUAL: Final = {"textual", "rich"}
NOTHING_OF: Final = {
    ("--version",): {*TEXTUAL, "yaml", "sqlite3", "miniaudio", "asyncio", "platformdirs"},
    ("--help",): {*TEXTUAL, "yaml", "sqlite3", "miniaudio", "asyncio", "platformdirs"},
    ("list",): {*TEXTUAL, "miniaudio", "asyncio"},
    ("show", "y-t-ws"): {*TEXTUAL, "miniaudio", "asyncio"},
    ("show", "y-t-ws", "--json", "--cues"): {*TEXTUAL, "miniaudio", "asyncio"},
    ("check",): {*TEXTUAL, "miniaudio", "asyncio", "sqlite3"},
    ("history",): {*TEXTUAL, "yaml", "miniaudio", "asyncio"},
    ("history", "--json"): {*TEXTUAL, "yaml", "miniaudio", "asyncio"},
    ("play", "y-t-ws", "--plain", "--audio", "none", "--speed", "1000"): {*TEXTUAL, "miniaudio", "asyncio"},
}


def _imported(home: Home, arguments: tuple[str, ...]) -> set[str]:
    """Top-level names of everything that a command imports, as Python itself reports it."""
    result = home.run(*arguments, around={"PYTHONPROFILEIMPORTTIME": "1"})
    assert result.returncode == 0
    reports = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in reports}


@pytest.mark.parametrize("arguments", NOTHING_OF, ids=" ".join)
def test_a_command_imports_nothing_that_it_does_not_need(home: Home, arguments: tuple[str, ...]) -> None:
    imported = _imported(home, arguments)
    assert "player" in imported
    assert imported & NOTHING_OF[arguments] == set()


def test_the_report_of_imports_can_be_trusted(home: Home, tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    assert "yaml" in _imported(home, ("show", "y-t-ws"))
