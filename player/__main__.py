"""Run the command line as `python -m player`."""

import sys

from player.cli import run

if __name__ == "__main__":
    sys.exit(run())
