"""How long until something can be used: `python -m tests.bench.start_up [--rounds N]`.

From the start of the process to the finished first screen, against a bare Textual app; commands to their end,
against `python -c pass`. The goals are ratios; nothing here asserts.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.bench.table import show
from tests.e2e.program import Home, command, environment
from tests.e2e.terminal import Terminal

HERE: Final = Path(__file__).parent
ROUTINES: Final = 20
NOTHING: Final = "python -c pass"
BARE: Final = "a bare Textual app"
LIBRARY: Final = "backbeat: the library, 20 routines"
SESSION: Final = "backbeat play y-t-ws"
COMMANDS: Final = {
    "backbeat --version": ["--version"],
    "backbeat list": ["list"],
    "backbeat show y-t-ws": ["show", "y-t-ws"],
    "backbeat check (20 routines)": ["check"],
    "backbeat history (20 sessions)": ["history"],
}


def furnish(home: Home) -> None:
    """Twenty routines and as many sessions: a person in their first weeks."""
    there = len(home.json("list"))
    for number in range(ROUTINES - there):
        text = (
            f"name: Routine {number}\nsteps:\n" + "  - {exercise: Row, reps: 10, tempo: 2-1-3, sets: 3}\n" * 8
        )
        (home.routines / f"routine-{number}.yaml").write_text(text, encoding="utf-8")
    for _ in range(20):
        home.run("play", "desk-break", "--plain", "--audio", "none", "--speed", "1000")


def until_shown(home: Home, program: list[str], text: str) -> float:
    """Milliseconds from the start of a program to a text on its screen."""
    with Terminal(program, environment=environment(home.path), folder=home.folder) as terminal:
        terminal.wait_for(text)
        return (terminal.seen - terminal.started) / 1e6


def until_ended(home: Home, program: list[str]) -> float:
    """Milliseconds that a program takes."""
    start = time.perf_counter_ns()
    subprocess.run(  # noqa: S603  commands of this file, no shell
        program,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=home.folder,
        env=environment(home.path),
        check=True,
    )
    return (time.perf_counter_ns() - start) / 1e6


def main() -> None:
    """Measure in turns, so that a busy minute hits every case alike, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        furnish(home)
        screens: dict[str, list[float]] = {BARE: [], LIBRARY: [], SESSION: []}
        ends: dict[str, list[float]] = {NOTHING: [], **{name: [] for name in COMMANDS}}
        for number in range(rounds + 1):
            shown = {
                BARE: until_shown(home, [sys.executable, str(HERE / "bare_app.py")], "READY"),
                LIBRARY: until_shown(home, command(), "Y-T-Ws and rows"),
                SESSION: until_shown(home, [*command(), "play", "y-t-ws", "--audio", "none"], "CAT-CAMEL"),
            }
            ended = {NOTHING: until_ended(home, [sys.executable, "-c", "pass"])}
            ended |= {name: until_ended(home, [*command(), *words]) for name, words in COMMANDS.items()}
            if number:  # the first round fills caches
                for case, value in shown.items():
                    screens[case].append(value)
                for case, value in ended.items():
                    ends[case].append(value)
    show("Start to a finished first screen", "ms", screens, {LIBRARY: BARE, SESSION: BARE})
    show("Commands from the shell", "ms", ends, dict.fromkeys(COMMANDS, NOTHING))


if __name__ == "__main__":
    main()
