"""What the sound engine costs: `python -m tests.bench.sound [--rounds N] [--seconds S]`.

CPU and wake-ups of the engine's process on a null sink of its own: while reps with words are heard, while
nothing is heard and the stream is open, and while nothing is due and the device was let go. The floor is a
bare Python that looks at the clock four times a second, as the engine must at least look at its parent's
beat. Linux only; nothing here asserts.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.acceptance.losses import engines
from tests.acceptance.stage import session, sink
from tests.bench.playing import _counters, _memory
from tests.bench.table import show
from tests.e2e.program import Home
from tests.support.recorder import wait_until

BARE: Final = "a bare Python, 4 looks a second"
REPS: Final = "reps with a tempo and words"
SILENT: Final = "a hold: the stream is open"
RESTS: Final = "a hold: nothing due for 25 s"
PAUSED: Final = "paused for 25 s"
FLOORS: Final = dict.fromkeys((REPS, SILENT, RESTS, PAUSED), BARE)
LET_GO: Final = 25.0
"""Seconds after which the device has been let go."""

ROUTINES: Final = {
    REPS: "prepare: 0\nsteps: [{exercise: Row, reps: 100, tempo: 2-1-3}]\n",
    SILENT: "prepare: 0\nsteps: [{exercise: Plank, hold: 600s, halfway: false}]\n",
}


class Cost(NamedTuple):
    """What one window cost."""

    cpu: float
    """Milliseconds of CPU in a minute."""
    wakeups: float
    """A second."""
    memory: float
    """MiB, shared pages counted by their share."""


def measure(pid: int, seconds: float) -> Cost:
    """Let a process run and count."""
    spent, switches = _counters(pid)
    start = time.monotonic()
    time.sleep(seconds)
    (spent_after, switches_after), passed = _counters(pid), time.monotonic() - start
    return Cost((spent_after - spent) / 1e6 / passed * 60, (switches_after - switches) / passed, _memory(pid))


def bare(seconds: float) -> Cost:
    """A process that does as little as one can that waits for another."""
    looks = "import time\nwhile True:\n    time.sleep(0.25)\n    time.monotonic_ns()\n"
    process = subprocess.Popen([sys.executable, "-c", looks])  # noqa: S603  our own interpreter
    try:
        time.sleep(1)
        return measure(process.pid, seconds)
    finally:
        process.kill()
        process.wait()


def playing(server: Mapping[str, str], routine: str, seconds: float, wait: float, *keys: str) -> Cost:
    """The engine of a session, `wait` seconds after keys were pressed."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place))
        path = home.write("bench.yaml", f"name: Bench\n{routine}")
        with session(home, str(path), around=server) as terminal:
            terminal.wait_for("left")
            assert wait_until(lambda: engines(terminal))
            time.sleep(3)
            terminal.send(*keys)
            time.sleep(wait)
            (engine,) = engines(terminal)
            return measure(engine, seconds)


def cases(server: Mapping[str, str], seconds: float) -> dict[str, Callable[[], Cost]]:
    """Every case as something to call."""
    return {
        BARE: lambda: bare(seconds),
        REPS: lambda: playing(server, ROUTINES[REPS], seconds, 2),
        SILENT: lambda: playing(server, ROUTINES[SILENT], min(seconds, 12), 0),
        RESTS: lambda: playing(server, ROUTINES[SILENT], seconds, LET_GO),
        PAUSED: lambda: playing(server, ROUTINES[REPS], seconds, LET_GO, "space"),
    }


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    found: dict[str, list[Cost]] = {}
    with sink() as server:
        for _ in range(options.rounds):
            for case, run in cases(server, options.seconds).items():
                found.setdefault(case, []).append(run())
    for title, unit, name in (
        ("CPU of the engine", "ms a minute", "cpu"),
        ("Wake-ups", "per s", "wakeups"),
        ("Memory (PSS)", "MiB", "memory"),
    ):
        values = {case: [float(getattr(cost, name)) for cost in costs] for case, costs in found.items()}
        show(title, unit, values, FLOORS)


if __name__ == "__main__":
    main()
