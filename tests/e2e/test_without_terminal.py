"""Lines instead of a screen, no terminal at all, where to begin: what scripts and screen readers rely on."""

from functools import partial
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home, paths, states, together

OPEN: Final = """\
name: Open
prepare: 2s
transition: 2s
steps:
  - {exercise: Chin tuck, hold: 2s}
  - {exercise: Row, reps: 5}
"""
FAST: Final = ("--audio", "none", "--speed", "500")


def test_plain_plays_to_the_end_with_no_terminal_at_all(home: Home) -> None:
    result = home.run("play", "y-t-ws", "--plain", *FAST)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    done = [line.split()[1] for line in lines if line.startswith("done")]
    assert done == paths(home.tape("y-t-ws"))
    assert any(line.startswith("Finished: Prone Y-T-Ws") for line in lines)
    session = home.session()
    assert session["state"] == "finished"
    assert paths(session["intervals"]) == done


def test_plain_prints_nothing_that_steers_a_terminal(home: Home) -> None:
    result = home.run("play", "desk-break", "--plain", *FAST)
    assert all(line.isprintable() for line in result.stdout.splitlines())


def test_plain_takes_keys_from_a_terminal(home: Home, start: Start) -> None:
    routine = home.write("open.yaml", OPEN)
    with start(home, "play", str(routine), "--plain") as terminal:
        terminal.wait_for("> get ready · 2 s")
        terminal.send("enter")
        terminal.wait_for("> Chin tuck")
        terminal.send("n")
        terminal.wait_for("skipped chin-tuck@s1")
        terminal.wait_for("> Row")
        terminal.send("enter")
        terminal.wait_for("Finished: Open")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
    assert states(home.session()) == {
        "chin-tuck@s1+prepare": "done",
        "chin-tuck@s1": "skipped",
        "row@s1+transition": "done",
        "row@s1": "done",
    }


def test_a_step_that_waits_for_a_key_ends_a_session_without_a_keyboard(home: Home) -> None:
    routine = home.write("open.yaml", OPEN)
    result = home.run("play", str(routine), "--plain", *FAST)
    assert result.returncode == 1
    assert "there is no keyboard" in result.stdout + result.stderr
    session = home.session()
    assert session["state"] == "interrupted"
    assert paths(session["intervals"]) == paths(home.tape(routine))[:3]


@pytest.mark.parametrize("arguments", [(), ("play", "y-t-ws", "--audio", "none")], ids=["library", "session"])
def test_a_screen_without_a_terminal_is_refused_in_a_sentence(home: Home, arguments: tuple[str, ...]) -> None:
    result = home.run(*arguments)
    assert result.returncode == 2
    assert "needs a terminal" in result.stderr
    assert "--plain" in result.stderr
    assert result.stdout == ""
    assert home.history() == []


@pytest.mark.parametrize(
    ("step", "first"),
    [
        ("4", "prone-y-t-w@s1"),
        ("Prone Y-T-W", "prone-y-t-w@s1"),
        ("prone y t w", "prone-y-t-w@s1"),
        ("thread-the-needle@s1.left", "thread-the-needle@s1.left"),
        ("prone-y-t-w@s2+rest", "prone-y-t-w@s2+rest"),
    ],
)
def test_a_session_begins_where_it_was_asked_to(home: Home, step: str, first: str) -> None:
    result = home.run("play", "y-t-ws", "--plain", "--from", step, *FAST)
    assert (result.returncode, result.stderr) == (0, "")
    recorded = paths(home.session()["intervals"])
    tape = paths(home.tape("y-t-ws"))
    assert recorded == tape[tape.index(first) :]


def test_an_unknown_step_is_answered_with_the_list(home: Home) -> None:
    results = together(
        [
            partial(home.run, "play", "y-t-ws", "--plain", "--from", step, *FAST)
            for step in ("Handstand", "99", "0", "", "prone-w@s7")
        ]
    )
    for result in results:
        assert result.returncode == 2
        for name in ("cat-camel", "prone-w", "prone-y-t-w", "thread-the-needle", "child-s-pose"):
            assert name in result.stderr
    assert home.history() == []


def test_an_unknown_routine_is_answered_with_what_there_is(home: Home) -> None:
    for command in (("play", "nonesuch", "--plain"), ("show", "nonesuch")):
        result = home.run(*command)
        assert result.returncode == 1
        assert "nonesuch" in result.stderr
        assert "y-t-ws" in result.stderr
    result = home.run("show", "d")
    assert result.returncode == 1
    assert "desk-break" in result.stderr
    assert "dumbbell-rows" in result.stderr
    assert "y-t-ws" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("play",),
        ("play", "y-t-ws", "--speed", "fast"),
        ("play", "y-t-ws", "--speed", "0"),
        ("play", "y-t-ws", "--audio", "trumpet"),
        ("play", "y-t-ws", "--audio", "wav:"),
        ("show", "y-t-ws", "--loud"),
        ("check", "--format", "xml"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_two(home: Home, arguments: tuple[str, ...]) -> None:
    result = home.run(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr != ""


def test_the_version_is_one_line(home: Home) -> None:
    result = home.run("--version")
    assert (result.returncode, result.stderr) == (0, "")
    name, version = result.stdout.split()
    assert name == "backbeat"
    assert [part.isdigit() for part in version.split(".")] == [True] * 3
