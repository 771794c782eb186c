"""Where things are missing: another session is on, nothing can be written, no sound, other terminals."""

import os
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home, together

HOLDS: Final = """\
name: Holds
prepare: 120s
transition: 5s
steps:
  - {exercise: One, hold: 5s, sets: 3, rest: 5s}
  - {exercise: Two, hold: 5s, sides: each}
"""
UNRECORDED: Final = (
    "Another session is being played now, in another window or by another program. This one is not recorded."
)
SPEED: Final = ("--speed", "60")


@pytest.fixture
def routine(home: Home) -> str:
    """A short routine with eleven intervals."""
    return str(home.write("holds.yaml", HOLDS))


def test_a_second_session_says_so_and_is_played_unrecorded(home: Home, start: Start, routine: str) -> None:
    with start(home, "play", "y-t-ws") as first:
        first.wait_for("▷ get ready")
        with start(home, "play", routine, *SPEED) as second:
            second.wait_until(lambda screen: "▷ get ready" in screen and UNRECORDED in _one_line(screen))
            assert UNRECORDED in _one_line(second.wait_for("Finished: Holds"))
            assert second.close_summary() == 0
        first.stop()
        assert first.close_summary() == 0
    assert [session["slug"] for session in home.history()] == ["y-t-ws"]


def test_a_second_session_in_plain_says_so_too(home: Home, start: Start, routine: str) -> None:
    with start(home, "play", "y-t-ws") as first:
        first.wait_for("▷ get ready")
        result = home.run("play", routine, "--plain", "--audio", "none", "--speed", "200")
        assert result.returncode == 0
        assert UNRECORDED in result.stdout
        assert "Finished: Holds" in result.stdout
        first.stop()
        assert first.close_summary() == 0


@pytest.mark.parametrize("how", [(), ("--plain",)], ids=["screen", "plain"])
def test_where_no_history_can_be_written_the_session_is_played_and_says_that_it_is_not_recorded(
    home: Home, start: Start, routine: str, how: tuple[str, ...]
) -> None:
    (home.path / "data").write_text("A file in the place of the folder stops even the superuser.")
    with start(home, "play", routine, *SPEED, *how) as terminal:
        terminal.wait_until(lambda screen: "not recorded" in _one_line(screen))
        terminal.wait_for("Finished: Holds")
        assert terminal.close_summary() == 0
    assert (home.path / "data").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_stops_no_session(home: Home, routine: str) -> None:
    data = home.path / "data"
    data.mkdir()
    data.chmod(0o500)
    result = home.run("play", routine, "--plain", "--audio", "none", "--speed", "200")
    data.chmod(0o700)
    assert result.returncode == 0
    assert "not recorded" in result.stdout


def test_without_a_sound_device_there_is_one_notice_and_a_bell_at_every_boundary(
    home: Home, start: Start, routine: str
) -> None:
    notice = "No sound device found"
    with start(home, "play", routine, *SPEED, "--audio", "auto") as terminal:
        terminal.wait_for(notice)
        seen = terminal.bells
        terminal.wait_for("Finished: Holds")
        assert terminal.close_summary() == 0
        assert terminal.raw.decode().count("No sound") == 1
        boundaries = len(home.tape(routine)) - 1 + 1  # every start but the first, and the end
        assert seen <= 1
        assert terminal.bells == boundaries
    assert home.session()["state"] == "finished"


def test_without_a_sound_device_plain_rings_too(home: Home, routine: str) -> None:
    result = home.run("play", routine, "--plain", *SPEED)
    assert result.returncode == 0
    assert result.stdout.count("No sound device found") == 1
    assert result.stdout.count("\a") == len(home.tape(routine))


def test_every_terminal_that_is_asked_for_can_be_drawn_on(tmp_path: Path, start: Start) -> None:
    kinds = [
        {"NO_COLOR": "1"},
        {"TERM": "xterm-16color"},
        {"TERM": "linux"},
        {"TERM": "screen-256color", "COLORTERM": "truecolor"},
        {"TERM": "dumb"},
        {"LANG": "C", "LC_ALL": "C"},
    ]

    def play(number: int, around: dict[str, str]) -> tuple[int, set[str], str]:
        home = Home(tmp_path / str(number))
        routine = home.write("holds.yaml", HOLDS)
        with start(home, "play", str(routine), *SPEED, around=around) as terminal:
            terminal.wait_for("▷ get ready")
            terminal.wait_for("■ hold")
            terminal.wait_for("Finished: Holds")
            return terminal.close_summary(), terminal.left_on, terminal.raw.decode("utf-8", "replace")

    results = together(partial(play, number, around) for number, around in enumerate(kinds))
    assert [(code, left_on) for code, left_on, _ in results] == [(0, set())] * len(kinds)
    colours = "\x1b[38;2;"
    assert colours not in results[0][2]
    assert colours not in results[1][2]
    assert colours in results[3][2]


def test_the_program_writes_nowhere_but_into_its_own_folders(home: Home, start: Start, routine: str) -> None:
    with start(home, "play", routine, *SPEED) as terminal:
        terminal.wait_for("Finished: Holds")
        assert terminal.close_summary() == 0
    home.run("list")
    assert [path.name for path in home.folder.iterdir()] == ["holds.yaml"]
    assert {path.name for path in home.path.iterdir()} <= {"config", "data", "cache", "state"}
    assert (home.path / "data" / "history.db").stat().st_mode & 0o077 == 0


def _one_line(screen: str) -> str:
    """A screen's text as it was before it was broken into lines."""
    return " ".join(screen.split())
