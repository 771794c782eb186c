"""What tests of saving share: a text before and after, and what a save asks of the system."""

import os
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="rights, links and signals as POSIX has them")

OLD = b"name: Old\r\nsteps: [Row]\r\n"
NEW = b"\xef\xbb\xbfname: New # longer\nsteps: [Row, Plank]\n"

CALLS = ("open", "write", "fsync", "close", "stat", "link", "fchmod", "scandir")
"""Of `os`: what a save asks of the system, but for the rename, which is a method of Path."""


def left_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())
