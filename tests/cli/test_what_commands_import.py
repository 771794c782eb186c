"""A command that prints and ends imports only what it needs: its time is the time of its imports.

The program is laid out as a wheel lays it out, since only there it remembers what it has read. What is looked
at is which modules are there when a command has ended, never how long it took.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.core

ROOT: Final = Path(__file__).parents[2]

RUN: Final = """
import os, sys
before = set(sys.modules)
from player.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
os.write(2, b" ".join(name.encode() for name in sorted(set(sys.modules) - before)))
sys.exit(code)
"""

DEAR: Final = frozenset(
    {
        "asyncio", "textual", "rich", "miniaudio", "threading", "subprocess",
        "dataclasses", "inspect",  # 8 ms, and half a millisecond for every class
        "shutil", "tempfile",  # 3 ms, for every kind of archive
        "decimal", "fractions",
    }
)  # fmt: skip
"""What no command that prints and ends has any use for."""

ABOUT_MISTAKES: Final = frozenset(
    {
        "player.routine.advice", "player.routine.grammar.synonyms", "player.routine.text.syntax",
        "player.routine.values.habits", "player.routine.values.tempo_faults",
    }
)  # fmt: skip
SELDOM: Final = {
    "an include": {
        "player.library.including", "player.routine.steps.include", "player.routine.steps.include_steps",
    },
    "a block": {"player.routine.steps.blocks"},
    "a ladder": {"player.routine.steps.ladders"},
    "a window": {
        "player.routine.steps.window_rules", "player.routine.steps.stretch", "player.views.playing.progress",
    },
    "a choice": {"player.timeline.offers", "player.views.tables.decisions"},
    "a sound": {"player.routine.values.sound_names"},
}  # fmt: skip
"""What only some routines need, by what they have: a list of plain steps pays for none of it."""
MOST_OF_OURS: Final = {"show": 75, "check": 52}
"""Modules of ours that a list of plain steps takes; each costs a tenth of a millisecond for being there.
A new one may be worth it: then the number is raised."""

YAML: Final = frozenset(
    {"yaml", "player.routine.text.compose", "player.routine.reader", "player.library.shelf"}
)
HISTORY: Final = frozenset({"sqlite3", "hashlib", "player.history.sessions"})

GOOD: Final = "name: Mine\nsteps:\n  - {exercise: Row, sets: 2, reps: 8-10, tempo: 2-1-3, rest: 30s}\n"
LATER: Final = "name: Later\nsteps:\n  - {exercise: Row, reps: max}\n"


class Installed:
    """The program and one person's files."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "program"
        self.home = folder / "home"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "player", self.program / "player", ignore=ignored)
        for name in ("routines", "sounds"):
            shutil.copytree(ROOT / name, self.program / "player" / "_data" / name)
        self.mine = self.write("mine", GOOD)

    def write(self, slug: str, text: str) -> Path:
        """Write an own routine."""
        path = self.home / "config" / "routines" / f"{slug}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *command: str, code: int = 0) -> frozenset[str]:
        """Run a command to its end; return the modules it imported."""
        ended = subprocess.run(  # noqa: S603  our own code, no shell
            [sys.executable, "-c", RUN, *command],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(self.program), "BACKBEAT_HOME": str(self.home)},
            cwd=self.program,
            timeout=60,
            check=False,
        )
        assert ended.returncode == code, ended.stderr
        return frozenset(ended.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The program with one session in its history and everything remembered."""
    program = Installed(tmp_path_factory.mktemp("installed"))
    program.run("play", "desk-break", "--plain", "--speed", "1000", "--audio", "none")
    program.run("list")
    return program


def test_what_must_not_be_imported_exists() -> None:
    named = ABOUT_MISTAKES.union(YAML, HISTORY, *SELDOM.values())
    assert [name for name in sorted(named) if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_help_needs_nothing_but_the_parser(installed: Installed, command: str) -> None:
    found = installed.run(command)
    assert {name for name in found if name.startswith("player")} == {"player", "player.cli"}
    assert not found & (DEAR | {"typing", "json", "pathlib"})


def test_a_list_of_what_is_known_reads_no_yaml(installed: Installed) -> None:
    found = installed.run("list")
    assert not found & (DEAR | YAML | ABOUT_MISTAKES)
    assert "player.routine.model" not in found


def test_the_history_reads_no_yaml(installed: Installed) -> None:
    found = installed.run("history")
    assert not found & (DEAR | YAML | ABOUT_MISTAKES)
    assert found >= HISTORY, "else there was nothing to read"
    assert not {name for name in found if name.startswith(("player.session.events", "player.timeline"))}


@pytest.mark.parametrize(
    "command", [("show", "mine"), ("show", "desk-break", "--json"), ("check",), ("check", "MINE")]
)
def test_an_honest_routine_pays_for_no_mistakes(installed: Installed, command: tuple[str, ...]) -> None:
    found = installed.run(*(str(installed.mine) if word == "MINE" else word for word in command))
    assert not found & (DEAR | ABOUT_MISTAKES | HISTORY)
    assert not {name for name in found if name.startswith(("player.audio", "player.session", "player.tui"))}
    assert "player.routine.reader" in found


def test_a_timetable_of_what_is_heard_reads_the_lengths_of_words_and_plays_nothing(
    installed: Installed,
) -> None:
    assert not {
        name
        for name in installed.run("show", "desk-break", "--json")
        if name.startswith("player.timeline.script.") and not name.endswith(".model")
    }
    tones = installed.run("show", "desk-break", "--cues", "--voice", "tones")
    assert not {name for name in tones if name.startswith("player.audio")}
    assert not tones & {"player.script.planning.in_gap", "player.script.language.english"}
    words = installed.run("show", "desk-break", "--cues")
    assert "player.audio.speech.manifest" in words
    assert not tones & (DEAR | ABOUT_MISTAKES | HISTORY)
    assert not words & {"asyncio", "textual", "miniaudio", "threading", "subprocess"}
    assert not {name for name in words if name.startswith(("player.audio.engine", "player.session"))}


@pytest.mark.parametrize("command", sorted(MOST_OF_OURS))
def test_plain_steps_pay_for_nothing_that_other_routines_have(installed: Installed, command: str) -> None:
    found = installed.run(command, str(installed.mine))
    assert {what: sorted(modules & found) for what, modules in SELDOM.items() if modules & found} == {}
    assert len([name for name in found if name.startswith("player")]) <= MOST_OF_OURS[command]


@pytest.mark.parametrize(
    ("what", "steps"),
    [
        ("an include", "  - include: mine\n"),
        ("a block", "  - rounds: 2\n    steps: [{exercise: Row, reps: 8}]\n"),
        ("a ladder", "  - {exercise: Row, sets: 2, reps: [8, 6]}\n"),
        ("a window", "  - within: 2m\n    steps: [{exercise: Row, hold: 20s}]\n"),
        ("a choice", "  - {exercise: Row, reps: 8, optional: true}\n"),
        ("a sound", "  - {exercise: Row, reps: 8, sound: gong.wav}\n"),
    ],
    ids=lambda value: value if value in SELDOM else "",
)
def test_what_a_routine_has_is_what_it_pays_for(installed: Installed, what: str, steps: str) -> None:
    text = f"name: It\nsteps:\n{steps}  - {{exercise: Pull, hold: 5s}}\n"
    routine = installed.write(what.rsplit(maxsplit=1)[-1], text)
    assert installed.run("show", str(routine)) >= SELDOM[what]


def test_what_is_only_for_mistakes_comes_with_them(installed: Installed) -> None:
    broken = installed.write(
        "../broken/a", "name: A\nsteps:\n  - exercise: Row\n    repps: 10\n    hold: 5 apples\n"
    )
    assert {"player.routine.values.habits", "player.routine.grammar.synonyms"} <= installed.run(
        "check", str(broken), code=1
    )
    broken.write_text("name: [A\n", encoding="utf-8")
    assert "player.routine.text.syntax" in installed.run("check", str(broken), code=1)
