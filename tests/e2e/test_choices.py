"""What is asked before a session, in a real terminal: one key plays, others change it, all is on record."""

from tests.e2e.conftest import Start
from tests.e2e.program import Home

EVENING = """\
name: Evening
levels: [gentle, standard]
steps:
  - {exercise: Chin tuck, hold: {gentle: 50s, standard: 100s}}
  - choose: 1
    name: Finisher
    steps: [{exercise: Squat, hold: 5s}, {exercise: Plank, hold: 5s}]
"""


def test_answers_given_in_the_terminal_are_what_is_played_and_recorded(home: Home, start: Start) -> None:
    routine = home.write("evening.yaml", EVENING)
    with start(home, "play", str(routine)) as terminal:
        terminal.wait_for("1 ● gentle")
        terminal.send("2")
        terminal.wait_for("2 ● standard")
        terminal.send("4")
        terminal.wait_for("4 ● Plank")
        terminal.press_until("enter", lambda screen: "get ready" in screen)
        assert "Evening · standard" in terminal.lines[0]
        terminal.stop()
        assert terminal.close_summary() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    assert home.session()["level"] == "standard"


def test_what_options_have_said_is_played_at_once(home: Home, start: Start) -> None:
    routine = home.write("evening.yaml", EVENING)
    with start(home, "play", str(routine), "--level", "gentle", "--choose", "plank") as terminal:
        terminal.wait_for("get ready")
        assert "Evening · gentle" in terminal.lines[0]
        terminal.stop()
        assert terminal.close_summary() == 0


def test_who_changes_their_mind_leaves_no_trace(home: Home, start: Start) -> None:
    routine = home.write("evening.yaml", EVENING)
    with start(home, "play", str(routine)) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    assert home.history() == []
