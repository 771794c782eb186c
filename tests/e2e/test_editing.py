"""The editor in a real terminal, from the first key to the older version."""

import signal

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home

BEGUN = """\
name: My physio
prepare: 1s
steps:
  - exercise: Chin tuck
    hold: 5s
"""


def test_a_routine_is_written_mended_played_from_the_cursor_and_had_back(home: Home, start: Start) -> None:
    file = home.write("my-physio.yaml", BEGUN)
    with start(home, "edit", str(file)) as terminal:
        terminal.wait_for("▸ 0:01  Chin tuck")
        # Complete a key and a name.
        terminal.send("down", "down", "down", "down", "end", "enter", "backspace")
        terminal.send(*"- ex")
        terminal.wait_for("▸ exercise")
        terminal.send("tab", *"bent-over d")
        terminal.wait_for("▸ Bent-over dumbbell row")
        terminal.send("tab")
        terminal.wait_for("- exercise: Bent-over dumbbell row")
        # Mistype, be told, jump there, mend.
        terminal.send("enter", *"rep: 10", "enter", *"tempo: 2-1-3")
        terminal.wait_for("before the mistake in line 7")
        assert "✗ 7" in terminal.screen()
        terminal.send("f8")
        terminal.wait_for("✗ 7:5 'rep' is not a key of an exercise: did you mean 'reps'?")
        terminal.send("right", "right", "right", "s")
        terminal.wait_until(lambda screen: "✗" not in screen)
        terminal.wait_for("▸ 0:16  Bent-over dumbbell row")
        # Play from here, unsaved, and come back.
        terminal.send("f5")
        terminal.wait_for("BENT-OVER DUMBBELL ROW")
        terminal.stop()
        terminal.press_until("enter", lambda screen: "my-physio.yaml*" in screen)
        assert home.session()["routine"] == "My physio"
        assert file.read_text() == BEGUN
        # Undo, do it again, save.
        terminal.send("ctrl+z")
        terminal.wait_for("✗ 7")
        terminal.send("\x19")
        terminal.wait_until(lambda screen: "✗" not in screen)
        terminal.send("ctrl+s")
        terminal.wait_for("Saved.")
        assert file.read_text().startswith(f"{BEGUN}  - exercise: Bent-over dumbbell row\n    reps: 10\n")
        # The older version.
        terminal.send("f6")
        terminal.wait_for("-  - exercise: Bent-over dumbbell row")
        terminal.send("enter")
        terminal.wait_until(lambda screen: "Bent-over" not in screen)
        terminal.send("ctrl+s")
        terminal.wait_for("Saved.")
        assert file.read_text() == BEGUN
        terminal.send("escape")
        assert terminal.wait_exit() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    assert home.run("check", str(file)).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_text_that_was_not_saved_outlives_a_signal(
    home: Home, start: Start, number: signal.Signals
) -> None:
    file = home.write("my-physio.yaml", BEGUN)
    with start(home, "edit", str(file)) as terminal:
        terminal.wait_for("▸ 0:01  Chin tuck")
        terminal.send(*"unsaved")
        terminal.wait_for("unsavedname")
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.left_on == set()
        assert "what was not saved is kept" in terminal.screen()
    assert file.read_text() == BEGUN
    with start(home, "edit", str(file)) as terminal:
        terminal.wait_for("▸ 0:01  Chin tuck")
        terminal.send("f6")
        terminal.wait_for("+unsavedname: My physio")
        terminal.send("enter")
        terminal.wait_for("The older version stands in the text")
        terminal.send("ctrl+c")
        terminal.wait_for("changes that are not saved")
        terminal.send("d")
        assert terminal.wait_exit() == 0
    assert file.read_text() == BEGUN


def test_keys_that_come_all_at_once_are_obeyed_in_their_order(home: Home, start: Start) -> None:
    file = home.write("my-physio.yaml", BEGUN)
    with start(home, "edit", str(file)) as terminal:
        terminal.wait_for("▸ 0:01  Chin tuck")
        terminal.send("\x1b[B\x1b[B\x1b[B\x1b[Fx\x1b[Dy\x13")
        terminal.wait_for("Saved.")
        assert "  - exercise: Chin tuckyx\n" in file.read_text()
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
