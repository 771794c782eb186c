"""How commands say that something is wrong."""

import sys


def say_error(text: str) -> None:
    """Print one plain sentence to stderr."""
    print(f"backbeat: {text}", file=sys.stderr)
