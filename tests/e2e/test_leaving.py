"""However a session ends: what was done is kept, nothing is left running, the terminal is as it was."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home, Json, command, environment, paths, states, together

FIVE: Final = """\
name: Five
prepare: 2s
transition: 4s
steps:
  - {exercise: Chin tuck, hold: 4s, sets: 2, rest: 2s}
  - rest: 600s
  - {exercise: Wall slide, hold: 30s}
"""
"""The fifth interval is long enough to be killed in."""

MANY: Final = """\
name: Many
prepare: 1s
steps:
  - rounds: 150
    rest: 1s
    steps: [{exercise: March, for: 2s}]
"""


@dataclass(frozen=True)
class Left:
    """What was there after a session had been ended in its fifth interval."""

    code: int
    left_on: set[str]
    left_behind: list[str]
    session: Json
    printed: list[str]
    """Paths that `--plain` had printed."""
    crashed: bool
    """Whether the program thought that it had made a mistake."""
    wanted: list[str]
    """Paths of the four intervals before the fifth."""


WAYS: Final = {"KILL": -9, "TERM": 143, "HUP": 129, "closed": 129}
"""Signals and the closed window, and the exit code after each."""


def _end(home: Home, start: Start, way: str, *, plain: bool) -> Left:
    routine = home.write("five.yaml", FIVE)
    wanted = paths(home.tape(routine))[:4]
    how = ["--plain"] if plain else ["--audio", f"wav:{home.folder / 'sound.wav'}"]
    with start(home, "play", str(routine), "--speed", "4", *how, in_band=True) as terminal:
        terminal.wait_for("> rest · 10:00" if plain else "WALL SLIDE")
        if plain:
            terminal.wait_for(f"{wanted[-1]}  ")  # two blanks: the gap after it begins with the same words
        elif way == "KILL":
            time.sleep(
                1
            )  # nobody can tell from a screen what is on disk; a second is what the disk law gives
        if way == "closed":
            printed = terminal.screen()
            terminal.hang_up()
        else:
            terminal.signal(getattr(signal, f"SIG{way}"))
        code = terminal.wait_exit()
        if way != "closed":
            printed = terminal.screen()
        left_on = terminal.left_on if way != "closed" else set()
        left_behind = terminal.left_behind()
    (session,) = home.history()
    lines = [line.split() for line in printed.splitlines() if plain]
    return Left(
        code,
        left_on,
        left_behind,
        session,
        [words[1] for words in lines if len(words) > 1 and words[0] in {"done", "partial", "skipped"}],
        (home.path / "state" / "crash.log").exists(),
        wanted,
    )


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory, start: Start) -> dict[tuple[str, bool], Left]:
    """Every way to end, with a screen and without, all played at the same time."""
    cases = [(way, plain) for plain in (False, True) for way in WAYS]

    def play(way: str, *, plain: bool) -> Callable[[], Left]:
        home = Home(tmp_path_factory.mktemp(f"{way}-{plain}"))
        return lambda: _end(home, start, way, plain=plain)

    return dict(zip(cases, together([play(way, plain=plain) for way, plain in cases]), strict=True))


every_way = pytest.mark.parametrize("way", WAYS)
with_and_without_screen = pytest.mark.parametrize("plain", [False, True], ids=["screen", "plain"])
Ends = dict[tuple[str, bool], Left]


@every_way
@with_and_without_screen
def test_what_was_done_before_the_end_is_in_the_history(ends: Ends, way: str, *, plain: bool) -> None:
    left = ends[way, plain]
    assert left.session["state"] == "interrupted"
    assert paths(left.session["intervals"]) == left.wanted
    assert set(states(left.session).values()) == {"done"}
    assert left.session["ended_at"] is not None
    assert 12 <= left.session["active_s"] < 612


@every_way
@with_and_without_screen
def test_no_process_stays_when_a_session_ends(ends: Ends, way: str, *, plain: bool) -> None:
    assert ends[way, plain].left_behind == []


@every_way
@with_and_without_screen
def test_the_exit_code_names_the_signal(ends: Ends, way: str, *, plain: bool) -> None:
    assert ends[way, plain].code == WAYS[way]
    assert not ends[way, plain].crashed


@pytest.mark.parametrize("way", ["TERM", "HUP"])
@with_and_without_screen
def test_the_terminal_is_as_it_was_when_a_signal_ends_a_session(ends: Ends, way: str, *, plain: bool) -> None:
    assert ends[way, plain].left_on == set()


@every_way
def test_every_line_that_was_printed_is_on_disk(ends: Ends, way: str) -> None:
    left = ends[way, True]
    assert left.printed == left.wanted


def _kill_after(home: Home, lines: int) -> tuple[list[str], list[str], list[str]]:
    """Kill a fast session after so many printed lines; return what was printed, recorded and on the tape."""
    routine = home.write("many.yaml", MANY)
    tape = paths(home.tape(routine))
    process = subprocess.Popen(  # noqa: S603  our own command, a list
        [*command(), "play", str(routine), "--plain", "--speed", "60", "--audio", "none"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        cwd=home.folder,
        env=environment(home.path),
    )
    assert process.stdout is not None
    printed = []
    with process, process.stdout as output:
        for line in output:
            if line.startswith("done"):
                printed.append(line.split()[1])
            if len(printed) == lines:
                process.kill()
    return printed, paths(home.session()["intervals"]), tape


def test_killed_at_any_moment_every_printed_line_is_on_disk_and_nothing_else_is_invented(
    tmp_path: Path,
) -> None:
    moments = [1, 7, 24, 51, 90]
    results = together([partial(_kill_after, Home(tmp_path / f"{lines}"), lines) for lines in moments])
    for lines, (printed, recorded, tape) in zip(moments, results, strict=True):
        assert len(printed) >= lines
        assert printed == tape[: len(printed)]
        assert recorded == tape[: len(recorded)]
        assert len(printed) <= len(recorded) <= len(printed) + 5
