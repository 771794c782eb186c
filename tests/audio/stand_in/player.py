"""Stands in for pacat and aplay: reads samples and does as STAND_IN_PLAYER says.

`reads` until the end; `stops:N` reading after N bytes, without leaving; `dies:N` after N bytes; `refuses` at
once, with a word on stderr. What it read and its process id lie in files named by STAND_IN_HEARD and
STAND_IN_PID. It cannot be asked to leave, only killed.
"""

import os
import signal
import sys
from pathlib import Path


def main() -> int:
    """Play, in its way."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Path(os.environ["STAND_IN_PID"]).open("a", encoding="ascii") as pids:
        pids.write(f"{os.getpid()}\n")
    manner, _, number = os.environ["STAND_IN_PLAYER"].partition(":")
    if manner == "refuses":
        sys.stderr.write("Nobody answers.\n")
        return 1
    left = int(number or sys.maxsize)
    with Path(os.environ["STAND_IN_HEARD"]).open("wb") as heard:
        while left and (data := os.read(0, min(left, 960))):
            heard.write(data)
            heard.flush()
            left -= len(data)
    if manner == "stops" and not left:
        while True:
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
