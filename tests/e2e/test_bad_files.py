"""Files that are broken, wrong or no files: one clear message with its place, and no other file suffers."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Home, together


@dataclass(frozen=True)
class Bad:
    """A file that cannot be played."""

    data: bytes
    line: int | None
    """Where the mistake is; None where the whole file is meant."""
    says: str
    """Part of the message."""
    mistakes: int = 1


GOOD: Final = b"name: Good\nsteps:\n  - {exercise: Row, hold: 20s}\n"
BAD: Final = {
    "unclosed-quote.yaml": Bad(b"name: 'Row\nsteps: [a]\n", 1, "quote"),
    "unclosed-list.yaml": Bad(b"name: Row\nsteps: [a, b\n", 2, "["),
    "tab.yaml": Bad(b"name: Row\nsteps:\n\t- Row\n", 3, "tab"),
    "wrong-type.yaml": Bad(b"name: Row\nsteps:\n  - {exercise: Row, reps: many}\n", 3, "many"),
    "steps-are-text.yaml": Bad(b"name: Row\nsteps: row twice\n", 2, "steps"),
    "unknown-key.yaml": Bad(
        b"name: Row\nsteps:\n  - exercise: Row\n    rep: 10\n", 4, "did you mean 'reps'?"
    ),
    "twice.yaml": Bad(b"name: Row\nsteps:\n  - {exercise: Row, reps: 3, reps: 4}\n", 3, "reps"),
    "no-steps.yaml": Bad(b"name: Row\n", None, "steps"),
    "a-list.yaml": Bad(b"- Row\n", 1, "mapping"),
    "empty.yaml": Bad(b"", None, "empty"),
    "binary.yaml": Bad(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, None, ""),
    "picture.yaml": Bad(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None, ""),
    "nul.yaml": Bad(b"name: Row\nsteps: [R\x00w]\n", 2, ""),
    "all-nul.yaml": Bad(bytes(4096), None, ""),
    "utf-16.yaml": Bad("name: Row\nsteps: [Row]\n".encode("utf-16"), None, "UTF-8"),
    "latin-1.yaml": Bad("name: Row\nabout: f\xfcr den Nacken\nsteps: [Row]\n".encode("latin-1"), 2, "UTF-8"),
    "huge.yaml": Bad(GOOD + b"# x\n" * 75_000, None, "256"),
    "deep.yaml": Bad(b"name: Row\nsteps: " + b"[" * 100_000, 2, ""),
    "alias-bomb.yaml": Bad(b"a: &a [x]\nb: &b [*a, *a]\nname: Row\nsteps: [*b]\n", 1, "", mistakes=7),
    "code.yaml": Bad(b"name: !!python/object/apply:os.system id\nsteps: [Row]\n", 1, "tag"),
    "too-long.yaml": Bad(b"name: Row\nsteps:\n  - {exercise: Row, hold: 25h}\n", 3, "24"),
}


def _complaint(text: str) -> str:
    """The first line of a message."""
    return text.partition("\n")[0]


@pytest.fixture
def folder(home: Home) -> Path:
    """All bad files, and some that are none, in the person's routines folder."""
    for name, bad in BAD.items():
        (home.routines / name).write_bytes(bad.data)
    (home.routines / "good.yaml").write_bytes(GOOD)
    (home.routines / "a-folder.yaml").mkdir()
    os.mkfifo(home.routines / "pipe.yaml")
    return home.routines


@pytest.mark.parametrize("command", ["play", "show", "check"])
def test_a_bad_file_is_answered_with_one_message_that_has_a_place(
    home: Home, folder: Path, command: str
) -> None:
    results = together(partial(home.run, command, str(folder / name)) for name in BAD)
    for (name, bad), result in zip(BAD.items(), results, strict=True):
        message = result.stdout if command == "check" else result.stderr
        place = f"{folder / name}:{bad.line}:" if bad.line is not None else f"{folder / name}"
        assert result.returncode == 1, name
        assert _complaint(message).startswith(place), f"{name}: {message}"
        assert message.count(": error[") == bad.mistakes, f"{name}: {message}"
        assert bad.says in message, f"{name}: {message}"
        assert "Traceback" not in result.stdout + result.stderr
        assert all(line.isprintable() for line in message.splitlines()), name


NO_FILES: Final = ("missing.yaml", "pipe.yaml", "/dev/zero.yaml", "no/such/folder.yaml")


@pytest.mark.parametrize("command", ["play", "show", "check"])
def test_what_is_no_file_is_answered_with_a_message(home: Home, folder: Path, command: str) -> None:
    names = [*NO_FILES, *([] if command == "check" else ["a-folder.yaml"])]  # `check` takes folders
    results = together(partial(home.run, command, str(folder / name)) for name in names)
    for name, result in zip(names, results, strict=True):
        message = result.stdout if command == "check" else result.stderr
        assert result.returncode == 1, name
        assert _complaint(message).startswith(str(folder / name))
        assert message.count(": error[") == 1, message
        assert "Traceback" not in result.stdout + result.stderr


def test_check_without_a_path_reports_every_bad_file(home: Home, folder: Path) -> None:
    result = home.run("check")
    assert (result.returncode, result.stderr) == (1, "")
    for name in (*BAD, "pipe.yaml"):
        assert f"{folder / name}:" in result.stdout
    assert "good.yaml" not in result.stdout


@pytest.mark.usefixtures("folder")
def test_the_others_are_listed_all_the_same(home: Home) -> None:
    result = home.run("list")
    assert (result.returncode, result.stderr) == (0, "")
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "1 min" in lines["good"]
    assert "7 min" in lines["y-t-ws"]
    for name in BAD:
        assert "cannot be played" in lines[name.removesuffix(".yaml")], name
    assert all(line.isprintable() for line in result.stdout.splitlines())
    entries = {entry["slug"]: entry for entry in home.json("list")}
    for name, bad in BAD.items():
        problem = entries[name.removesuffix(".yaml")]["problems"][0]
        assert (problem["severity"], problem["line"]) == ("error", bad.line), name
    assert entries["good"]["problems"] == []


def test_bad_files_do_not_disturb_the_library(home: Home, folder: Path, start: Start) -> None:
    with start(home, size=(140, 50)) as terminal:
        screen = terminal.wait_for("Enter start")
        assert "Good" in screen
        assert "unknown-key.yaml" in screen
        assert "Prone Y-T-Ws" in screen
        rows = [line.split()[0] for line in screen.splitlines() if ".yaml" in line]
        terminal.send("enter")
        terminal.wait_for(f"{rows[0]} cannot be played")
        for _ in range(200):
            if "▷ get ready" in terminal.screen():
                break
            terminal.send("down", "enter")
        terminal.wait_for("▷ get ready")
        assert "Stopped: Good" in terminal.stop()
        terminal.press_until("enter", lambda screen: "Enter start" in screen)
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert folder.is_dir()
