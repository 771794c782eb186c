"""Thirty beats of a metronome at 1.000 s, heard on a recorded null sink: `python -m tests.acceptance.beats`.

The session screen draws meanwhile and one core is busy. Prints for each run the greatest deviation from the
grid (constant latency taken away) and that latency; exit 1 if the median run is off by more than 1 ms.
"""

import argparse
import sys
import time
from datetime import datetime
from statistics import median, stdev
from typing import Final, NamedTuple

from tests.acceptance.score import score_of, volume_of
from tests.acceptance.stage import busy_core, finished, folder, heard_by, session, sink
from tests.e2e.program import Home
from tests.support import ears
from tests.support.recorder import Recorder

ROUTINE: Final = "name: Metronome\nprepare: 5s\nsteps: [{exercise: March, reps: 30, tempo: 1s}]\n"
BEATS: Final = ("go", "rep", "last-rep")
MOST: Final = 1.0
"""Milliseconds."""


class Run(NamedTuple):
    """One run."""

    found: int
    worst: float
    """Milliseconds from the grid."""
    spread: float
    """Standard deviation, ms."""
    latency: float
    """Milliseconds from the moment a beat belongs to, to the sound."""
    late: list[str]
    """The beats that were off by more than is allowed."""
    pictures: int
    """How many different pictures were on the screen."""


def play(server: dict[str, str]) -> Run:
    """Play the metronome once."""
    with folder() as place:
        home = Home(place)
        routine = home.write("metronome.yaml", ROUTINE)
        pictures: set[str] = set()
        with Recorder(server) as recorder, busy_core():
            with session(home, str(routine), around=server) as terminal:
                terminal.wait_for("get ready")

                def over(screen: str) -> bool:
                    pictures.add(screen)
                    return "Finished:" in screen

                terminal.wait_until(over, timeout=90)
                finished(terminal, 5)
                terminal.close_summary()
            monotonic_at = time.monotonic() - time.time()
        began = datetime.fromisoformat(home.session()["started_at"]).timestamp() + monotonic_at
        score = score_of(volume_of(routine, home.path))
        found, _ = ears.find(heard_by(recorder), score.plan, score.clips)
        beats = [one for one in found if one.wanted.name in BEATS and one.is_there]
        off = ears.deviations(beats)
        sounded = recorder.zero + median(one.at - one.wanted.at for one in beats)
        late = [
            f"{by:+.1f} at {one.wanted.at:g} s" for one, by in zip(beats, off, strict=True) if abs(by) > MOST
        ]
        latency = 1000 * (sounded - began)
        return Run(len(beats), max(map(abs, off)), stdev(off), latency, late, len(pictures))


def main() -> int:
    """Play it some times and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = []
    with sink() as server:
        for number in range(1, parser.parse_args().runs + 1):
            runs.append(play(server))
            one = runs[-1]
            print(
                f"run {number}: {one.found} of 30 beats, at most {one.worst:.3f} ms from the grid"
                f" (std {one.spread:.3f}), latency {one.latency:.1f} ms, {one.pictures} pictures"
                f"{'; off: ' if one.late else ''}{', '.join(one.late)}"
            )
    worst = median(one.worst for one in runs)
    good = worst <= MOST and all(one.found == 30 for one in runs)
    print(f"median: {worst:.3f} ms from the grid; {MOST:g} ms allowed: {'met' if good else 'NOT MET'}")
    return not good


if __name__ == "__main__":
    sys.exit(main())
