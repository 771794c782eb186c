"""Signals belong to the program in its terminal: an app in somebody else's process leaves them alone.

Otherwise a test run could not be ended while one of its tests shows a screen.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.stage import library

ROOT = Path(__file__).parents[2]

SHOWS_A_SCREEN = """
import os
import signal
from pathlib import Path

from tests.tui.stage import library


async def test_a_screen_is_shown_while_the_run_is_ended(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        os.kill(os.getpid(), signal.SIGTERM)
        await stage.pilot.pause(1)
"""


async def test_an_app_that_a_pilot_runs_leaves_the_signals_as_they_are(tmp_path: Path) -> None:
    numbers = [
        getattr(signal, f"SIG{name}") for name in ("INT", "TERM", "HUP") if hasattr(signal, f"SIG{name}")
    ]
    before = [signal.getsignal(number) for number in numbers]
    async with library(tmp_path):
        assert [signal.getsignal(number) for number in numbers] == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is no signal there")
def test_a_test_run_that_is_told_to_end_ends_while_a_screen_is_shown(tmp_path: Path) -> None:
    (tmp_path / "test_shown.py").write_text(SHOWS_A_SCREEN)
    command = [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", f"--rootdir={ROOT}"]
    ended = subprocess.run(  # noqa: S603  our own interpreter and test
        [*command, "-c", str(ROOT / "pyproject.toml"), str(tmp_path / "test_shown.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGTERM, ended.stdout
