"""What a session costs while it is on: `python -m tests.bench.playing [--rounds N] [--seconds S]`.

CPU, bytes written to the terminal, wake-ups and memory in a window of some seconds, against the usual
countdown (a Digits widget ten times a second) and a bare Textual app that does nothing. Without sound: the
engine is a process of its own. Linux only. The goals are ratios; nothing here asserts.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.table import show
from tests.e2e.program import Home, command, environment
from tests.e2e.terminal import Terminal

HERE: Final = Path(__file__).parent
DIGITS: Final = "Digits, 10 Hz"
BARE: Final = "a bare Textual app, idle"
HOLD: Final = "backbeat: a hold"
REPS: Final = "backbeat: reps with a tempo"
REST: Final = "backbeat: a rest"
PAUSED: Final = "backbeat: paused"
LIBRARY: Final = "backbeat: the library, idle"
FLOORS: Final = {HOLD: DIGITS, REPS: DIGITS, REST: DIGITS, PAUSED: BARE, LIBRARY: BARE}

ROUTINES: Final = {
    HOLD: "prepare: 0\nsteps: [{exercise: Plank, hold: 600s}]\n",
    REPS: "prepare: 0\nsteps: [{exercise: Row, reps: 100, tempo: 2-1-3}]\n",
    REST: "prepare: 600s\nsteps: [{exercise: Plank, hold: 600s}]\n",
    PAUSED: "prepare: 0\nsteps: [{exercise: Plank, hold: 600s}]\n",
}


@dataclass(frozen=True)
class Cost:
    """What one window cost."""

    cpu: float
    """Percent of one core."""
    written: float
    """Bytes a second."""
    wakeups: float
    """A second."""
    memory: float
    """MiB, shared pages counted by their share."""


def _counters(pid: int) -> tuple[int, int]:
    """CPU in ns and voluntary switches of all threads."""
    spent = switches = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            spent += int((task / "schedstat").read_text().split()[0])
            status = (task / "status").read_text()
            switches += int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return spent, switches


def _memory(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(rollup.partition("\nPss:")[2].split()[0]) / 1024


def measure(terminal: Terminal, seconds: float) -> Cost:
    """Let a program run and count."""
    (spent, switches), written, start = _counters(terminal.pid), len(terminal.raw), time.monotonic()
    time.sleep(seconds)
    (spent_after, switches_after), passed = _counters(terminal.pid), time.monotonic() - start
    return Cost(
        cpu=(spent_after - spent) / 1e9 / passed * 100,
        written=(len(terminal.raw) - written) / passed,
        wakeups=(switches_after - switches) / passed,
        memory=_memory(terminal.pid),
    )


def cases(home: Home, seconds: float) -> dict[str, Callable[[], Cost]]:
    """Every case as something to call."""

    def run(program: list[str], text: str, *keys: str) -> Cost:
        with Terminal(program, environment=environment(home.path), folder=home.folder) as terminal:
            terminal.wait_for(text)
            terminal.send(*keys)
            time.sleep(1.5)
            return measure(terminal, seconds)

    def session(case: str, text: str, *keys: str) -> Callable[[], Cost]:
        routine = home.write(f"{list(ROUTINES).index(case)}.yaml", f"name: Bench\n{ROUTINES[case]}")
        return lambda: run([*command(), "play", str(routine), "--audio", "none"], text, *keys)

    return {
        DIGITS: lambda: run([sys.executable, str(HERE / "digits_app.py")], "READY"),
        BARE: lambda: run([sys.executable, str(HERE / "bare_app.py")], "READY"),
        HOLD: session(HOLD, "■ hold"),
        REPS: session(REPS, "▲ go"),
        REST: session(REST, "▷ get ready"),
        PAUSED: session(PAUSED, "■ hold", "space"),
        LIBRARY: lambda: run(command(), "Enter start"),
    }


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for case, run in cases(Home(Path(folder)), options.seconds).items():
            found[case] = [run()]  # in the order of the cases
        for _ in range(options.rounds - 1):
            for case, run in cases(Home(Path(folder) / str(time.monotonic_ns())), options.seconds).items():
                found[case].append(run())
    for title, unit, name in (
        ("CPU", "% of a core", "cpu"),
        ("Written to the terminal", "bytes/s", "written"),
        ("Wake-ups", "per s", "wakeups"),
        ("Memory (PSS)", "MiB", "memory"),
    ):
        values = {case: [float(getattr(cost, name)) for cost in costs] for case, costs in found.items()}
        show(title, unit, values, dict.fromkeys(FLOORS, BARE) if name == "memory" else FLOORS)


if __name__ == "__main__":
    main()
