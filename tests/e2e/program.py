"""The program under test, from outside: its command, its surroundings, its files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

ROOT: Final = Path(__file__).parents[2]
TIMEOUT: Final = 60.0
"""Seconds. Only a broken program reaches it."""

Json = Any
"""What `json.loads` returns; the tests know its shape from DESIGN §8."""


def command() -> list[str]:
    """How Backbeat is started: `python -m player`, or the installed program that BACKBEAT_COMMAND names."""
    installed = os.environ.get("BACKBEAT_COMMAND")
    return [installed] if installed else [sys.executable, "-m", "player"]


def environment(home: Path, around: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings of one run: nothing of the person who runs the tests, everything under `home`.

    Args:
        home: Becomes BACKBEAT_HOME and HOME.
        around: Variables on top.
    """
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    nowhere = home / "no sound"
    fixed = {
        "HOME": str(home),
        # No test may be heard: no server, and an ALSA that knows no card.
        "PULSE_SERVER": f"unix:{nowhere}",
        "ALSA_CONFIG_PATH": str(nowhere),
        "XDG_RUNTIME_DIR": str(nowhere),
        "BACKBEAT_HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    if "BACKBEAT_COMMAND" not in os.environ:
        fixed["PYTHONPATH"] = str(ROOT)
    return {**kept, **fixed, **(around or {})}


class Home:
    """One person's files: a BACKBEAT_HOME, and a folder beside it to stand in."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "home"
        self.folder = folder / "here"
        """Where commands are run, and where loose routine files lie."""
        self.path.mkdir(parents=True)
        self.folder.mkdir()

    @property
    def routines(self) -> Path:
        """The person's own routines."""
        folder = self.path / "config" / "routines"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write(self, name: str, text: str) -> Path:
        """Write a routine file outside the routines folder; return its path."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(
        self, *arguments: str, stdin: str | None = None, around: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end with no terminal at all: pipes, and nothing to read unless given."""
        given: dict[str, Any] = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
        return subprocess.run(  # noqa: S603  our own command, a list, no shell
            [*command(), *arguments],
            **given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env=environment(self.path, around),
            timeout=TIMEOUT,
            check=False,
        )

    def json(self, *arguments: str) -> Json:
        """What a command prints with `--json`; it must end well."""
        result = self.run(*arguments, "--json")
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        return json.loads(result.stdout)

    def history(self) -> list[Json]:
        """The sessions that are recorded, newest first."""
        sessions: list[Json] = self.json("history")
        return sessions

    def session(self) -> Json:
        """The one session that is recorded."""
        (session,) = self.history()
        return session

    def tape(self, routine: str | Path) -> list[Json]:
        """The intervals of a routine."""
        intervals: list[Json] = self.json("show", str(routine))["intervals"]
        return intervals

    def forget(self) -> None:
        """Remove the history."""
        shutil.rmtree(self.path / "data", ignore_errors=True)


Result = TypeVar("Result")


def together(calls: Iterable[Callable[[], Result]], at_once: int = 4) -> list[Result]:
    """Call all of them, some at the same time, and return what they return, in order."""
    with ThreadPoolExecutor(at_once) as threads:
        return [future.result() for future in [threads.submit(call) for call in calls]]


def paths(intervals: list[Json]) -> list[str]:
    """The paths of intervals, in order."""
    return [interval["path"] for interval in intervals]


def states(session: Json) -> dict[str, str]:
    """How each interval of a recorded session was left, by path."""
    return {interval["path"]: interval["state"] for interval in session["intervals"]}
