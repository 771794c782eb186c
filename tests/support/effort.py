"""CPU seconds of an action, to be compared with those of another one in the same run: never with a figure."""

import time
from collections.abc import Callable

RUNS = 3
"""The cheapest of so many counts: what else a machine does makes an action dearer, never cheaper."""


def once(action: Callable[[], object]) -> float:
    """Return what one run cost."""
    started = time.process_time()
    action()
    return time.process_time() - started


def effort(action: Callable[[], object]) -> float:
    """Return what the cheapest run cost."""
    return min(once(action) for _ in range(RUNS))


def costs_less(action: Callable[[], object], bound: float) -> bool:
    """Whether the cheapest run costs less: known as soon as one does, so most actions run once."""
    return any(once(action) < bound for _ in range(RUNS))
