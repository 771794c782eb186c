"""Keys and signals that interrupt: Ctrl-Z, Ctrl-C, q, a program that was stopped and goes on."""

import signal
import time
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home
from tests.support import onsets

LONG: Final = """\
name: Long
prepare: 2s
steps:
  - {exercise: Jump, reps: 900, tempo: 0.5s}
"""
HOLD: Final = """\
name: Hold
prepare: 0
steps:
  - {exercise: Plank, hold: 600s}
  - {exercise: Side plank, hold: 600s}
"""
ASLEEP: Final = 3.0


@pytest.fixture
def held(home: Home) -> Path:
    """A routine that holds for ten minutes."""
    return home.write("hold.yaml", HOLD)


@pytest.mark.parametrize("over", [None, "g", "?"], ids=["session", "list of steps", "list of keys"])
def test_ctrl_z_gives_the_terminal_back_and_fg_comes_back_paused(
    home: Home, start: Start, held: Path, over: str | None
) -> None:
    with start(home, "play", str(held)) as terminal:
        terminal.wait_for("PLANK")
        if over is not None:
            terminal.send(over)
            terminal.wait_for("Esc back" if over == "g" else "this list")
        began = time.monotonic_ns() - terminal.started
        terminal.send("ctrl+z")
        terminal.wait_stopped()
        assert terminal.left_on == set()
        time.sleep(1.5 if over is None else 0)  # long enough to be noticed by itself, and not
        terminal.foreground()
        if over is not None:
            terminal.press_until("escape", lambda screen: "■ hold" in screen or "paused" in screen)
        terminal.wait_for("‖ paused")
        assert "alternate screen" in terminal.left_on
        terminal.stop()
        assert terminal.close_summary() == 0
        assert terminal.left_on == set()
    session = home.session()
    assert session["state"] == "stopped"
    assert session["active_s"] <= began / 1e9 + 1


@pytest.mark.alone
def test_ctrl_z_is_silent_at_once(home: Home, start: Start) -> None:
    routine = home.write("long.yaml", LONG)
    sound = home.folder / "sound.wav"
    with start(home, "play", str(routine), "--audio", f"wav:{sound}") as terminal:
        terminal.wait_for("JUMP")
        terminal.wait_for("▲ work")
        time.sleep(2)
        terminal.send("ctrl+z")
        terminal.wait_stopped()
        already = len(sound.read_bytes())
        time.sleep(1.5)
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
        assert terminal.left_behind() == []
    heard = onsets.onsets(onsets.read_wav(sound))
    assert len(heard) > 4
    assert [at for at in heard if at > already / 2 / onsets.RATE + 0.2] == []


def test_ctrl_z_works_without_a_screen_too(home: Home, start: Start, held: Path) -> None:
    with start(home, "play", str(held), "--plain") as terminal:
        terminal.wait_for("> Plank")
        terminal.send("ctrl+z")
        terminal.wait_stopped()
        assert terminal.left_on == set()
        terminal.foreground()
        assert "Stopped: Hold" in terminal.stop()
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()


def test_a_stopped_program_wakes_up_paused_and_the_time_asleep_counts_for_nothing(
    home: Home, start: Start, held: Path
) -> None:
    with start(home, "play", str(held)) as terminal:
        terminal.wait_for("PLANK")
        time.sleep(1)
        terminal.signal(signal.SIGSTOP)
        terminal.wait_stopped()
        awake = (time.monotonic_ns() - terminal.started) / 1e9
        time.sleep(ASLEEP)
        terminal.foreground()
        screen = terminal.wait_for("everything stood still for")
        assert "‖ paused" in screen
        terminal.stop()
        assert terminal.close_summary() == 0
    session = home.session()
    assert 0.5 < session["active_s"] <= awake
    assert [interval["done_s"] for interval in session["intervals"]] == [session["active_s"]]


def test_ctrl_c_asks_and_space_goes_on(home: Home, start: Start, held: Path) -> None:
    with start(home, "play", str(held)) as terminal:
        terminal.wait_for("PLANK")
        terminal.send("ctrl+c")
        terminal.wait_for("Stop here?")
        terminal.send("space")
        terminal.wait_until(lambda screen: "■ hold" in screen and "Stop here?" not in screen)


@pytest.mark.parametrize("how", [(), ("--plain",)], ids=["screen", "plain"])
def test_ctrl_c_twice_leaves_at_once(home: Home, start: Start, held: Path, how: tuple[str, ...]) -> None:
    with start(home, "play", str(held), *how) as terminal:
        terminal.wait_for("Plank" if how else "PLANK")
        terminal.send("ctrl+c")
        time.sleep(0.4)
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 130
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    assert home.session()["state"] == "interrupted"


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
def test_a_session_that_was_stopped_is_stopped(home: Home, start: Start, held: Path, key: str) -> None:
    with start(home, "play", str(held)) as terminal:
        terminal.wait_for("PLANK")
        terminal.press_until(key, lambda screen: "Stop here?" in screen)
        terminal.press_until("enter" if key == "ctrl+q" else key, lambda screen: "Stopped: Hold" in screen)
        assert terminal.close_summary() == 0
        assert terminal.left_on == set()
    session = home.session()
    assert session["state"] == "stopped"
    assert [interval["state"] for interval in session["intervals"]] == ["partial"]
