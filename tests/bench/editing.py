"""What a key costs in the editor: `python -m tests.bench.editing [--rounds N] [--keys N]`.

From a key to the frame that shows it, in a terminal, against Textual's own text area with the same text. And
how long the text is read while it is typed, in a thread beside the keys. The goals are ratios.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from player.coach.editing.draft import draft
from player.library.folders import find_folders
from player.library.shelf import Shelf
from tests.bench.table import show
from tests.e2e.program import Home, command, environment
from tests.e2e.terminal import Terminal

HERE: Final = Path(__file__).parent
STEP: Final = "  - exercise: Row\n    sets: 3\n    reps: 8-10\n    tempo: 2-1-3  # slowly\n"
LINES: Final = {"60 lines": 15, "200 lines": 50, "6,000 lines": 1500}
END: Final = "\x1b[F"
BETWEEN: Final = 0.25
"""Seconds between two keys: a fast typist's check has come and gone."""


def text_of(steps: int) -> str:
    """A routine without mistakes."""
    return "name: Bench\nsteps:\n" + STEP * steps


def key_times(home: Home, program: list[str], keys: int, between: float) -> list[float]:
    """Milliseconds from each of `keys` keys to the frame that shows it."""
    times = []
    with Terminal(program, environment=environment(home.path), folder=home.folder) as terminal:
        terminal.wait_for("name: Bench")
        time.sleep(1.0)
        terminal.send(END)
        written = "name: Bench"
        for number in range(keys):
            letter = "abcdefghij"[number % 10]
            written += letter
            time.sleep(between)
            start = time.monotonic_ns()
            terminal.send(letter)
            terminal.wait_for(written)
            times.append((terminal.seen - start) / 1e6)
    return times


def reading(home: Home, steps: int) -> float:
    """Milliseconds to read and lay out a text."""
    folders = find_folders({"BACKBEAT_HOME": str(home.path)})
    shelf, text = Shelf(folders), text_of(steps)
    draft(text, home.folder / "a.yaml", shelf)
    start = time.perf_counter_ns()
    draft(text + "#", home.folder / "a.yaml", shelf)
    return (time.perf_counter_ns() - start) / 1e6


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=20)
    options = parser.parse_args()
    typing: dict[str, list[float]] = {}
    checks: dict[str, list[float]] = {}
    floors: dict[str, str | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for _ in range(options.rounds):
            for size, steps in LINES.items():
                file = home.write("bench.yaml", text_of(steps))
                ours, floor = f"the editor, {size}", f"a text area, {size}"
                floors[ours] = floor
                for case, program in (
                    (floor, [sys.executable, str(HERE / "text_area_app.py"), str(file)]),
                    (ours, [*command(), "edit", str(file)]),
                ):
                    times = key_times(home, program, options.keys, BETWEEN)
                    typing.setdefault(case, []).append(median(times))
                checks.setdefault(f"reading {size}", []).append(reading(home, steps))
    show("A key to its frame", "ms", typing, floors)
    show("Reading in the thread", "ms", checks, {})


if __name__ == "__main__":
    main()
