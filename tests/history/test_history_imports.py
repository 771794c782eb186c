"""What a command that only reads the history has to load (DESIGN §10.2)."""

import pytest

from tests.history import made

pytestmark = pytest.mark.core


def _loaded_by(statement: str) -> set[str]:
    process = made.child(f"import sys\n{statement}\nprint(*sys.modules)")
    printed, _ = process.communicate()
    assert process.returncode == 0
    return set(printed.split())


def test_the_package_itself_loads_nothing() -> None:
    assert _loaded_by("import player.history") - _loaded_by("") <= {"player", "player.history"}


def test_reading_loads_neither_threads_nor_a_screen_nor_yaml() -> None:
    loaded = _loaded_by("from player.history.sessions import read_sessions, last_done, as_json")
    assert not loaded & {"threading", "textual", "rich", "yaml", "asyncio", "subprocess", "platformdirs"}
