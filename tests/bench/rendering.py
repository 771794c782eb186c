"""How fast a session is written as sound: `python -m tests.bench.rendering [--rounds N] [--voice AMOUNT]`.

The command as a person runs it, start-up and speaking included, against the length of what it wrote. The goal
is a ratio: more than 200 times as fast as it plays.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from statistics import median
from typing import Final

from player.library.folders import bundled
from tests.e2e.program import Home, command, environment

GOAL: Final = 200.0


def times_real_time(home: Home, slug: str, voice: str) -> tuple[float, float]:
    """Seconds of the file, and how many times faster than that it was written."""
    path = home.folder / f"{slug}.wav"
    program = [*command(), "render", slug, "-o", str(path), "--force", "--voice", voice]
    start = time.perf_counter()
    subprocess.run(program, env=environment(home.path), check=True, capture_output=True)  # noqa: S603  ours
    took = time.perf_counter() - start
    with wave.open(str(path)) as file:
        length = file.getnframes() / file.getframerate()
    return length, length / took


def main() -> int:
    """Measure every bundled routine and print; 1 below the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--voice", default="full")
    options = parser.parse_args()
    slowest = float("inf")
    sys.stdout.write(f"{'':<34}{'length':>10}{'x real time':>26}\n")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for path in sorted(bundled("routines").glob("*.yaml")):
            if path.stem == "exercises":
                continue
            rounds = [times_real_time(home, path.stem, options.voice) for _ in range(options.rounds)]
            ratios = sorted(ratio for _, ratio in rounds)
            slowest = min(slowest, median(ratios))
            shown = f"{median(ratios):.0f} [{ratios[0]:.0f}-{ratios[-1]:.0f}]"
            sys.stdout.write(f"{path.stem:<34}{rounds[0][0]:>8.0f} s{shown:>26}\n")
    sys.stdout.write(f"slowest {slowest:.0f}, goal {GOAL:.0f}\n")
    return 0 if slowest >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
