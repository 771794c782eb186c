"""Starts and ends child processes: out of reach of the terminal's keys and of a stranger's folder."""

import contextlib
import os
import signal
import site
import subprocess
import sys
from pathlib import Path
from typing import Final

APART: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""Flags of Windows for a process without a window that Ctrl-C in ours does not reach."""


def own_module(name: str) -> list[str]:
    """Return the command that runs a module of this program in our own interpreter."""
    # -P: the current folder may be a stranger's, with a json.py in it.
    return [sys.executable, "-P", "-m", name]


def environment() -> dict[str, str]:
    """Return our environment, with this package on the path where it is not installed (`-P` omits it)."""
    root = str(Path(__file__).resolve().parents[2])
    variables = dict(os.environ)
    installed = (*site.getsitepackages(), site.getusersitepackages())
    if root not in {str(Path(place).resolve()) for place in installed}:
        known = variables.get("PYTHONPATH")
        variables["PYTHONPATH"] = root if not known else os.pathsep.join((root, known))
    return variables


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process that leads a session of its own, with all it has started; it is not waited for.

    Also one that has just died by itself: what it had started may still run.
    """
    if process.returncode is not None:  # it was waited for: its number may be somebody else's by now
        return
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
