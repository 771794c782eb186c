"""What is there when the first frame is drawn: what somebody came for, and no import that can wait.

Each import is time that somebody waits. What is looked at is which modules are there, never how long it took.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]

WATCH: Final = """
import asyncio, os, sys
from player.cli import run
from player.cli.session import play
from player.tui import app

class Watched(app.BackbeatApp):
    frame = None

    def _display(self, screen, renderable):
        if self.frame is None and renderable is not None and not self._batch_count:
            text = "".join(strip.text for strip in screen._compositor.render_strips())
            if text.strip():
                self.frame = text
                self.loaded = sorted(sys.modules)
        super()._display(screen, renderable)

async def watch(watched):
    async with watched.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
    os.write(2, "\\n".join([watched.frame, *watched.loaded]).encode())

def watch_to_the_end(watched):
    asyncio.run(watch(watched))
    watched.abandon()
    return 0

app.BackbeatApp, app.run = Watched, watch_to_the_end
play._terminal = lambda what: True
sys.exit(run())
"""

LATER: Final = frozenset(
    {
        "player.tui.editor.desk", "player.tui.editor.launch", "player.tui.library.preview",
        "player.tui.library.ask_name", "player.tui.session.choices_screen", "player.tui.editor.screen",
        "player.tui.library.form_screen", "player.tui.widgets.question", "player.tui.session.summary_screen",
        "player.tui.editor.versions_screen",
        "player.coach.editing.step_form", "player.coach.corrections", "player.coach.editing.retake",
        "player.library.manuscript", "player.library.creating", "player.library.saving",
        "player.routine.writing",
    }
)  # fmt: skip
"""What only somebody who writes, answers or has done something needs."""

LIBRARY: Final = frozenset(
    f"player.tui.{name}"
    for name in (
        "app", "editor", "editor.flow", "library", "library.changing_flow", "library.screen",
        "session", "session.flow",
        "widgets", "widgets.line", "widgets.patched_text", "widgets.plain_text",
    )
)  # fmt: skip
"""All of the screens that the library needs."""


class Installed:
    """The program as a wheel lays it out: only so it remembers what it has read; and one person's files."""

    def __init__(self, folder: Path) -> None:
        self._program = folder / "program"
        self._home = folder / "home"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "player", self._program / "player", ignore=ignored)
        for name in ("routines", "sounds"):
            shutil.copytree(ROOT / name, self._program / "player" / "_data" / name)

    def first_frame(self, *command: str) -> tuple[str, frozenset[str]]:
        """Return the first frame that a command draws, and the modules that are there at that moment."""
        ended = subprocess.run(  # noqa: S603  our own code, no shell
            [sys.executable, "-c", WATCH, *command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(self._program), "BACKBEAT_HOME": str(self._home)},
            cwd=self._program,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        frame, *modules = ended.stderr.splitlines()
        return frame, frozenset(modules)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The program with everything remembered."""
    program = Installed(tmp_path_factory.mktemp("installed"))
    program.first_frame()
    return program


@pytest.mark.parametrize("name", sorted(LATER | LIBRARY))
def test_what_is_named_here_exists(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


def test_the_library_lists_the_routines_before_anything_else_is_read(installed: Installed) -> None:
    frame, modules = installed.first_frame()
    assert "Desk break" in frame
    assert sorted(modules & LATER) == []
    assert sorted(modules & {"sqlite3", "yaml", "miniaudio", "player.library.shelf"}) == []
    assert [
        name for name in sorted(modules) if name.startswith(("player.session.", "player.timeline."))
    ] == []
    assert [name for name in sorted(modules - LIBRARY) if name.startswith("player.tui.")] == []


def test_a_session_loads_neither_the_library_nor_what_is_for_writing(installed: Installed) -> None:
    frame, modules = installed.first_frame("play", "y-t-ws", "--audio", "none")
    assert "CAT-CAMEL" in frame
    assert sorted(modules & (LATER | {"player.tui.library.screen"})) == []
