"""The first evening: the library, a session to its summary, the history, and a session with skips."""

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home, Json, paths, states, together
from tests.support import onsets

SKIPPED_TWICE = """\
name: Four holds
prepare: 5s
transition: 5s
steps:
  - {exercise: One, for: 300s}
  - {exercise: Two, hold: 10s}
  - {exercise: Three, reps: 60, tempo: 5s}
  - {exercise: Four, hold: 10s}
"""


def test_no_command_ends_in_the_library_with_every_bundled_routine(home: Home, start: Start) -> None:
    with start(home) as terminal:
        screen = terminal.wait_for("Enter start")
        routines = home.json("list")
        assert len(routines) >= 4
        for routine in routines:
            begins = routine["name"][:15]  # a long name is cut where levels stand behind it
            (row,) = [line for line in screen.splitlines() if line.lstrip().startswith(begins)]
            assert f"{round(routine['planned_s'] / 60)} min" in row
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()


def test_enter_in_the_library_starts_a_routine_and_its_end_comes_back_to_the_library(
    home: Home, start: Start
) -> None:
    with start(home) as terminal:
        terminal.wait_for("Enter start")
        first = min(home.json("list"), key=lambda routine: routine["name"].casefold())
        terminal.send("enter")
        terminal.wait_for("get ready")
        assert first["name"] in terminal.lines[0]
        assert f"Stopped: {first['name']}" in terminal.stop()
        terminal.press_until("enter", lambda screen: "Enter start" in screen)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    assert home.session()["state"] == "stopped"


@pytest.fixture(scope="module")
def evenings(tmp_path_factory: pytest.TempPathFactory, start: Start) -> tuple[Home, Home]:
    """Two homes after two sessions, played at the same time: with keys and without any."""
    with_keys, without = (Home(tmp_path_factory.mktemp(name)) for name in ("keys", "none"))

    def keys() -> None:
        sound = f"wav:{with_keys.folder / 'sound.wav'}"
        with start(with_keys, "play", "y-t-ws", "--speed", "20", "--audio", sound) as terminal:
            terminal.wait_for("CAT-CAMEL")
            terminal.send("space")
            terminal.wait_for("‖ paused")
            # A first press that is handled late makes the next one a bounce: press until it is heeded.
            terminal.press_until("space", lambda screen: "paused" not in screen)
            terminal.send("enter", "enter", "enter", "enter", "enter")
            terminal.wait_for("PRONE Y-T-W")
            terminal.send("enter", "enter")
            terminal.wait_for("Finished: Prone Y-T-Ws")
            assert terminal.close_summary() == 0
            assert (terminal.left_on, terminal.left_behind()) == (set(), [])

    def no_keys() -> None:
        with start(without, "play", "neck-and-upper-back-stretches", "--speed", "60") as terminal:
            terminal.wait_for("Finished:")
            assert terminal.close_summary() == 0

    together([keys, no_keys])
    return with_keys, without


def test_space_and_enter_are_enough_for_a_whole_session_of_checkout_or_wheel(
    evenings: tuple[Home, Home],
) -> None:
    home, _ = evenings
    session = home.session()
    assert (session["slug"], session["state"], session["speed"]) == ("y-t-ws", "finished", 20)
    assert paths(session["intervals"]) == paths(home.tape("y-t-ws"))
    heard = onsets.onsets(onsets.read_wav(home.folder / "sound.wav"))
    assert len(heard) > 10, "the sounds are there, too"


def test_a_session_without_a_key_has_every_set_side_and_gap_of_the_timetable_done(
    evenings: tuple[Home, Home],
) -> None:
    _, home = evenings
    session, tape = home.session(), home.tape("neck-and-upper-back-stretches")
    same = ("path", "kind", "exercise", "side", "set", "sets", "round", "rounds", "load")
    assert session["state"] == "finished"
    assert [_some(interval, same) for interval in session["intervals"]] == [
        _some(interval, same) for interval in tape
    ]
    assert set(states(session).values()) == {"done"}
    assert [interval["done_s"] for interval in session["intervals"]] == [
        interval["duration_s"] for interval in tape
    ]
    assert session["active_s"] == sum(interval["duration_s"] for interval in tape)


def test_exactly_what_was_skipped_is_skipped_and_the_session_is_finished(home: Home, start: Start) -> None:
    routine = home.write("four.yaml", SKIPPED_TWICE)
    with start(home, "play", str(routine), "--speed", "20") as terminal:
        for name in ("One", "Three"):
            terminal.wait_for(name.upper())
            terminal.wait_for("▲ work")
            terminal.send("right")
            terminal.wait_for(f"Skipped: {name}")
        terminal.wait_for("Finished: Four holds")
        assert terminal.screen().count("1 skipped") == 2
        assert terminal.close_summary() == 0
    session = home.session()
    left = states(session)
    assert session["state"] == "finished"
    assert {path for path, state in left.items() if state == "skipped"} == {"one@s1", "three@s1"}
    assert {state for path, state in left.items() if path not in {"one@s1", "three@s1"}} == {"done"}
    assert list(left) == paths(home.tape(routine))


def _some(interval: Json, keys: tuple[str, ...]) -> Json:
    return {key: interval[key] for key in keys}
