"""A routine edited while it is played, in a real terminal: the history has what came before and after."""

from tests.e2e.conftest import Start
from tests.e2e.program import Home, states

TEXT = """\
name: Evening
prepare: 0s
transition: 0s
steps:
  - exercise: Chin tuck
    hold: 1s
  - exercise: Row
    hold: 60s
  - exercise: Stretch
    hold: 60s
"""


def test_a_session_goes_on_with_what_was_written_meanwhile(home: Home, start: Start) -> None:
    file = home.routines / "evening.yaml"
    file.write_text(TEXT)
    with start(home, "play", "evening") as terminal:
        terminal.wait_for("▷ then Stretch")
        terminal.send("e")
        terminal.wait_for("The session waits. Ctrl-S takes your change over")
        terminal.send("x")
        terminal.wait_for("evening.yaml*")
        terminal.send("ctrl+z")
        terminal.wait_until(lambda screen: "evening.yaml*" not in screen)
        # A step before the one that is on.
        terminal.send("up", "end", "enter", "backspace", *"- Squat", "ctrl+s")
        terminal.wait_for("Saved. The change counts from here. Space goes on.")
        terminal.press_until("escape", lambda screen: "‖ paused" in screen)
        # A value in the form.
        terminal.send("n")
        terminal.wait_for("STRETCH")
        terminal.send("c")
        terminal.wait_for("How long to hold")
        terminal.send(*"1s", "enter")
        terminal.wait_for("0:01 left")
        assert "    hold: 1s\n" in file.read_text().split("Stretch")[1]
        terminal.send("space")
        terminal.wait_for("Finished: Evening")
        assert terminal.close_summary() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    session = home.session()
    assert states(session) == {
        "chin-tuck@s1": "done",
        "row@s1": "skipped",
        "stretch@s1": "done",
    }
    assert session["state"] == "finished"
    assert session["planned_s"] is None  # Squat waits for a key
    assert session["intervals"][-1]["planned_s"] == 1
    assert home.run("check", str(file)).returncode == 0
