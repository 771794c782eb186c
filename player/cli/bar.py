"""A progress bar on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

_CELLS: Final = 30

Bar: TypeAlias = Callable[[str, float], None]
"""Draws the bar: a word for what is being done, and how much of it is done, from 0 to 1."""


@contextmanager
def bar() -> Iterator[Bar]:
    """Yield the function that draws the bar; erase it at the end. Without a terminal nothing is drawn."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    shown = ""

    def draw(what: str, part: float) -> None:
        nonlocal shown
        cells = round(_CELLS * part)
        line = f"{what} {'█' * cells}{'░' * (_CELLS - cells)} {round(100 * part)} %"
        if line != shown:
            shown = line
            print(f"\r{line}", end="", file=sys.stderr, flush=True)

    try:
        yield draw
    finally:
        print(f"\r{' ' * len(shown)}\r", end="", file=sys.stderr, flush=True)
