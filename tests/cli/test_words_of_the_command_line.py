"""Words that are no command, and commands where there is no terminal: exit 2 and what to do."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import player
from tests.cli.conftest import BROKEN, Own, Run

pytestmark = pytest.mark.core


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"backbeat {player.__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [
        *("", "play", "list", "show", "check", "new", "edit", "render", "doctor", "voice", "voice use"),
        *("voice list", "voice prepare", "voice test", "schema", "history"),
    ],
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: backbeat {command}".rstrip())
    assert ran.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("play",),
        ("show",),
        ("list", "extra"),
        ("list", "--xml"),
        ("new",),
        ("new", "Neck", "break"),
        ("edit",),
        ("schema", "extra"),
        ("play", "y-t-ws", "--speed", "fast"),
        ("play", "y-t-ws", "--speed", "0"),
        ("play", "y-t-ws", "--speed", "-1"),
        ("play", "y-t-ws", "--speed", "nan"),
        ("play", "y-t-ws", "--speed", "inf"),
        ("play", "y-t-ws", "--speed", "1001"),
        ("play", "y-t-ws", "--audio", "trumpet"),
        ("play", "y-t-ws", "--audio", "wav:"),
    ],
    ids=" ".join,
)
def test_a_usage_mistake_is_exit_2_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()


def test_a_wrong_speed_is_told_with_what_is_right(run: Run) -> None:
    assert (
        "'fast' is no speed: a number above 0, at most 1000; 1 is real time"
        in run("play", "y-t-ws", "--speed", "fast").err
    )


@pytest.mark.parametrize("arguments", [(), ("play", "y-t-ws")])
def test_a_screen_without_a_terminal_says_what_to_do_instead(
    run: Run, home: Path, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "needs a terminal" in ran.err
    assert "--plain" in ran.err
    assert not home.exists()


def test_a_step_that_is_not_there_is_answered_with_those_that_are(run: Run, own: Own, home: Path) -> None:
    own("a.yaml", "name: A\nsteps:\n  - {exercise: Aaa, hold: 5s}\n  - {exercise: Bbb, hold: 5s}\n")
    ran = run("play", "a", "--plain", "--from", "ccc")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "backbeat: the routine has no step 'ccc'. It has:",
        "  1  aaa",
        "  2  bbb",
    ]
    assert not (home / "data").exists()


def test_a_broken_routine_does_not_play(run: Run, own: Own, home: Path) -> None:
    own("a.yaml", BROKEN)
    ran = run("play", "a", "--plain")
    assert (ran.code, ran.out) == (1, "")
    assert ":4:5: error[unknown-key]" in ran.err
    assert not (home / "data").exists()


# Plain sessions.


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Standard input is a file with keys in it; empty at first."""
    path = tmp_path / "keys"
    path.touch()
    with path.open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        yield path


PLAIN = (
    "name: A\nsteps:\n  - {exercise: Aaa, hold: 5s}\n  - {exercise: Bbb, hold: 5s, sides: each, load: 1 kg}\n"
)


@pytest.mark.usefixtures("keys")
def test_a_plain_session_prints_what_comes_and_what_is_on_disk(run: Run, own: Own) -> None:
    own("a.yaml", PLAIN)
    ran = run("play", "a", "--plain", "--speed", "50", "--audio", "none")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.lines if line.startswith(">")] == [
        "> get ready · 10 s",
        "> Aaa · hold 5 s",
        "> get ready · 10 s",
        "> Bbb · right side · hold 5 s · 1 kg",
        "> switch · 5 s",
        "> Bbb · left side · hold 5 s · 1 kg",
    ]
    done = [line for line in ran.lines if line.startswith("done ")]
    assert done[1] == "done    aaa@s1  0:05"
    [session] = json.loads(run("history", "--json").out)
    assert [f"done    {row['path']}  0:{row['done_s']:02d}" for row in session["intervals"]] == done
    assert ran.lines[-4:] == [
        "Finished: A · 0:40 · 3 of 3 sets",
        "  Aaa: 1 of 1 set",
        "  Bbb: 2 of 2 sets",
        "All of it. Move a little now and then until next time.",
    ]


@pytest.mark.usefixtures("keys")
def test_a_step_that_waits_for_a_key_ends_a_session_without_a_keyboard(run: Run, own: Own) -> None:
    own("a.yaml", "name: A\nprepare: 1s\nsteps:\n  - {exercise: Aaa, reps: 5, tempo: none}\n")
    ran = run("play", "a", "--plain", "--speed", "50", "--audio", "none")
    assert ran.code == 1
    assert "! This step waits for a key and there is no keyboard: the session ends here." in ran.lines
    [session] = json.loads(run("history", "--json").out)
    assert session["state"] == "interrupted"


def test_keys_from_standard_input_are_pressed(run: Run, own: Own, keys: Path) -> None:
    own("a.yaml", "name: A\nprepare: 1s\nsteps:\n  - {exercise: Aaa, hold: 300s}\n")
    keys.write_bytes(b"nq\n")
    ran = run("play", "a", "--plain", "--speed", "1", "--audio", "none")
    assert ran.code == 0
    assert any(line.startswith("skipped ") for line in ran.lines)
    assert "! Skipped: get ready" in ran.lines
    assert "Stopped: A" in ran.out


@pytest.mark.usefixtures("keys")
def test_a_notice_that_stands_is_printed_once(run: Run, own: Own, home: Path) -> None:
    own("a.yaml", PLAIN)
    (home / "data").write_text("a file where the folder should be")
    ran = run("play", "a", "--plain", "--speed", "50", "--audio", "none")
    assert ran.code == 0
    told = [line for line in ran.lines if line.startswith("! ")]
    assert len(told) == 1
    assert told[0].endswith("This one is not recorded.")
    assert "Finished: A" in ran.out


@pytest.mark.usefixtures("keys")
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_routine_whose_file_name_is_no_text_is_played_and_recorded(run: Run, own: Own, home: Path) -> None:
    own("mine.yaml")
    odd = Path(os.fsdecode(os.fsencode(home / "config" / "routines") + b"/a\xff.yaml"))
    odd.write_text(PLAIN)
    ran = run("play", str(odd), "--plain", "--speed", "50", "--audio", "none")
    assert (ran.code, ran.err) == (0, "")
    assert "Finished: A" in ran.out
    assert run("history").code == 0
    [session] = json.loads(run("history", "--json").out)
    assert session["state"] == "finished"
    assert run("list").code == 0
