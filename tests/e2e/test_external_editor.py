"""An editor of one's own in the same terminal: it has the keys, and the terminal comes back as it was."""

import sys
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home

GOOD: Final = "name: Good\nsteps:\n  - {exercise: Row, hold: 20s}\n"

FULL_SCREEN: Final = f"""#!{sys.executable}
import os, signal, sys, termios, tty
path = sys.argv[1]
tty.setraw(0)
os.write(1, b"\\x1b[?1049h\\x1b[?25l\\x1b[?1000hediting " + os.path.basename(path).encode())
typed = b""
while True:
    typed += os.read(0, 1)
    if typed.endswith(b"q"):
        os.write(1, b"\\x1b[?1000l\\x1b[?25h\\x1b[?1049l")
        break
    if typed.endswith(b"k"):
        os.kill(os.getpid(), signal.SIGKILL)
    os.write(1, b" [%d]" % len(typed))
with open(path, "a") as file:
    file.write("# %s\\n" % typed.hex())
"""
"""Takes every key for itself; q: saves and ends, but leaves the terminal raw; k: is killed."""

LINES: Final = f"""#!{sys.executable}
import sys
path = sys.argv[1]
line, says = "", "editing"
while line != "w":
    try:
        print(says, flush=True)
        line = input()
    except KeyboardInterrupt:
        says = "not yet"
open(path, "a").write("# written\\n")
"""
"""As ed: in a plain terminal, where Ctrl-C reaches every program of the job."""


@pytest.fixture
def mine(home: Home) -> Path:
    path = home.routines / "mine.yaml"
    path.write_text(GOOD)
    return path


def an_editor(home: Home, text: str) -> dict[str, str]:
    path = home.folder / "my editor"
    path.write_text(text)
    path.chmod(0o755)
    return {"EDITOR": f"'{path}'"}


def test_it_has_every_key_and_what_it_leaves_of_the_terminal_is_put_right(
    start: Start, home: Home, mine: Path
) -> None:
    with start(home, "edit", "mine", "--external", around=an_editor(home, FULL_SCREEN)) as terminal:
        terminal.wait_for("editing mine.yaml")
        terminal.send("ctrl+c")
        terminal.wait_for("[1]")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
        assert terminal.left_behind() == []
    assert mine.read_text() == f"{GOOD}# 0371\n"


def test_after_one_that_was_killed_the_terminal_is_as_it_was(start: Start, home: Home, mine: Path) -> None:
    with start(home, "edit", "mine", "--external", around=an_editor(home, FULL_SCREEN)) as terminal:
        terminal.wait_for("editing mine.yaml")
        terminal.send("k")
        assert terminal.wait_exit() == 1
        assert terminal.left_on == set()
        assert terminal.left_behind() == []
    assert mine.read_text() == GOOD


def test_ctrl_c_is_the_editors_own_and_ends_neither(start: Start, home: Home, mine: Path) -> None:
    with start(home, "edit", "mine", "--external", around=an_editor(home, LINES)) as terminal:
        terminal.wait_for("editing")
        # An interrupt just before a Python program begins to read is noticed at its next key only.
        terminal.press_until("ctrl+c", lambda screen: "not yet" in screen)
        terminal.send("w", "enter")
        assert terminal.wait_exit() == 0
    assert mine.read_text() == f"{GOOD}# written\n"
