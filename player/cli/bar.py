"""A bar that shows how far something is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

_CELLS: Final = 30

Bar: TypeAlias = Callable[[str, float], None]
"""Shows what is being done, and what part of it is done, from 0 to 1."""


@contextmanager
def bar() -> Iterator[Bar]:
    """Give what draws it on stderr, where somebody watches; it is gone afterwards."""
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
