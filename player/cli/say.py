"""What every command answers with: its exit code, one sentence about a failure, columns, JSON."""

import sys
from typing import Final

from player.routine.visible import visible, width

EXIT_PROBLEMS: Final = 1
"""Exit code: something is wrong with the person's files or data."""
EXIT_USAGE: Final = 2
"""Exit code: the command was not called as it must be."""


def say_error(text: str) -> None:
    """Print one plain sentence to stderr."""
    print(f"backbeat: {text}", file=sys.stderr)


def column(text: str, cells: int) -> str:
    """Return `text`, safe to show, filled up to `cells` cells of a terminal: some letters take two."""
    shown = visible(text)
    return shown + " " * (cells - width(shown))


def print_json(value: object) -> None:
    """Print for scripts: letters as they are; only where a file's name is no text are all of them escaped."""
    import json  # noqa: PLC0415  commands that print words need none of it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:  # a name of bytes that are no UTF-8: as it is, no terminal could take it
        text = json.dumps(value, indent=2)
    print(text)
