"""Answers of commands: exit codes, errors, padded columns and JSON."""

import sys
from typing import Final

from player.routine.visible import visible, width

EXIT_PROBLEMS: Final = 1
"""Exit code: something is wrong with the person's files or data."""
EXIT_USAGE: Final = 2
"""Exit code: the command was called with wrong arguments."""


def say_error(text: str) -> None:
    """Print one plain sentence to stderr."""
    print(f"backbeat: {text}", file=sys.stderr)


def column(text: str, cells: int) -> str:
    """Return `text`, safe to show, padded to `cells` cells of a terminal, of which some letters take two."""
    shown = visible(text)
    return shown + " " * (cells - width(shown))


def print_json(value: object) -> None:
    """Print `value` as JSON, not escaped to ASCII unless a file name in it is no valid text."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name of bytes that are not UTF-8, which stdout would refuse
        text = json.dumps(value, indent=2)
    print(text)
