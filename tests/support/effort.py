"""CPU seconds of an action, to be compared with those of another one in the same run: never with a figure."""

import time
from collections.abc import Callable


def effort(action: Callable[[], object]) -> float:
    """Return what the cheapest of three runs cost."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        action()
        best = min(best, time.process_time() - started)
    return best
