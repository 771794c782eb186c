"""A program that owns a sound engine, for the tests that kill and stop such a program.

`sound_parent.py OUTPUT SOUNDS` starts the engine, cues forty ticks 0.1 s apart from 0.5 s on, says on stdout
what it did, waits for a line on stdin and closes the engine.
"""
# ruff: noqa: T201  (a program that tells on stdout)

import json
import sys
import time
from pathlib import Path

from player.audio.client import SoundEngine
from player.audio.protocol import Setup
from player.timeline.sounds import Sound

TICKS = 40


def main() -> None:
    """Be the parent."""
    sound = SoundEngine(Setup(Path(sys.argv[2]), sys.argv[1]))
    sound.start()
    while sound.status().state == "starting":
        time.sleep(0.01)
    first = time.monotonic_ns() + 500_000_000
    for n in range(TICKS):
        sound.cue(first + n * 100_000_000, Sound.TICK)
    print(json.dumps({"engine": sound.pid, "first": first, "bell": sound.status().needs_bell}), flush=True)
    sys.stdin.readline()
    notices = sound.notices()
    sound.close()
    print(json.dumps({"notices": notices}), flush=True)


if __name__ == "__main__":
    main()
