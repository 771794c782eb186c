"""How commands print: what is wrong, and columns."""

import sys

from player.routine.visible import visible, width


def say_error(text: str) -> None:
    """Print one plain sentence to stderr."""
    print(f"backbeat: {text}", file=sys.stderr)


def column(text: str, cells: int) -> str:
    """Return `text`, safe to show, filled up to `cells` cells of a terminal: some letters take two."""
    shown = visible(text)
    return shown + " " * (cells - width(shown))
