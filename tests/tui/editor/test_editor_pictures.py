"""Pictures of the editor, compared with those that a person has looked at and found good."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from player.library.shelf import Shelf
from player.tui.app import BackbeatApp
from player.tui.editor.launch import open_manuscript
from tests.tui.stage import Desk, folders_at

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11),
    reason="pictures are taken and compared on Python 3.11 only: other versions draw a few cells elsewhere",
)

Compare = Callable[..., bool]

TEXT = """\
# yaml-language-server: $schema=./routine.schema.json
name: Y-T-W and rows
about: "Wakes up the muscles between the shoulder blades."
rest: 40s
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 8
  - exercise: Prone Y-T-W  # face down
    sets: 2
    reps: 8
    tempo: [Y: 3s, T: 3s, W: 3s, lower: 2s]
  - rounds: 2
    rest: 60s
    steps:
      - exercise: Bent-over dumbbell row
        reps: 10
        tempo: 2-1-3
      - exercise: Upper trapezius stretch
        hold: 20s
        sides: each
"""
BROKEN = TEXT.replace("    reps: 8\n  - exercise: Prone", "    rep: 8\n  - exercise: Prone")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine the tests run on is in a picture."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


def scene(home: Path, text: str, *keys: str) -> tuple[BackbeatApp, Callable[[Pilot[Any]], Any]]:
    """The editor with a text, and what leads it to the moment of the picture."""
    folders = folders_at(home)
    folders.routines.mkdir(parents=True)
    path = folders.routines / "y-t-w.yaml"
    path.write_text(text)
    manuscript, notice = open_manuscript(path, Shelf(folders), folders)
    app = BackbeatApp(folders=folders, audio="none", manuscript=manuscript, notice=notice)

    async def lead(pilot: Pilot[Any]) -> None:
        stage = Desk(app, pilot, None)
        await stage.settle()
        await stage.type(*keys)

    return app, lead


DOWN = ("down",) * 9


@pytest.mark.parametrize(
    ("size", "text", "keys"),
    [
        pytest.param((100, 28), TEXT, DOWN, id="good"),
        pytest.param((100, 28), BROKEN, ("f8",), id="problem"),
        pytest.param((60, 20), BROKEN, ("f8",), id="problem_small"),
        pytest.param((100, 28), TEXT, (*DOWN, "end", "enter", "f2"), id="offers"),
        pytest.param((60, 20), TEXT, (*DOWN, "f9"), id="timetable_small"),
        pytest.param((100, 28), TEXT, ("x", "escape"), id="question"),
        pytest.param((200, 50), TEXT, DOWN, id="large"),
    ],
)
def test_the_editor_looks_as_it_did(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int], text: str, keys: tuple[str, ...]
) -> None:
    app, lead = scene(tmp_path, text, *keys)
    assert snap_compare(app, terminal_size=size, run_before=lead)


def test_without_colours_a_problem_and_the_step_under_the_cursor_can_be_found(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, lead = scene(tmp_path, BROKEN, "f8")
    assert snap_compare(app, terminal_size=(100, 28), run_before=lead)
