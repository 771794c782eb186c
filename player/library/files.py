"""Reads a file that may be anything: a folder, a pipe that never ends, a device, a stranger's gigabyte."""

import os
import stat
from pathlib import Path

from player.routine.codes import Code
from player.routine.problems import Problem, problem_at
from player.routine.text.source import MOST_BYTES, decode


def read_bytes(path: Path, limit: int = MOST_BYTES) -> bytes | Problem:  # noqa: PLR0911  one for each fault
    """Return the bytes of a regular file, or the problem with it.

    Never blocks: a FIFO named like a routine is opened without waiting for a writer. At most `limit` + 1
    bytes are read: one too many tells the reader that the file is too large.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return _fault(
            Code.NO_FILE, "there is no such file", "check the name, or see what there is with `backbeat list`"
        )
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # noqa: PTH112  Windows refuses to open a folder; `Path.is_dir` may raise here
            return _folder()
        return _fault(Code.UNREADABLE, f"the file cannot be opened: {_reason(error)}")
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        if stat.S_ISDIR(mode):
            return _folder()
        return _fault(
            Code.NOT_A_FILE,
            "this is no file but a pipe, socket or device",
            "save the text to a file first",
        )
    with os.fdopen(descriptor, "rb") as file:
        try:
            return file.read(limit + 1)
        except OSError as error:
            return _fault(Code.UNREADABLE, f"the file cannot be read: {_reason(error)}")


def read_text(path: Path) -> str | Problem:
    """Return the text of a file as everything reads it (see `decode`), or what is wrong with the file."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return data
    text, problems = decode(data)
    return problems[0] if text is None else text


def _folder() -> Problem:
    return _fault(Code.NOT_A_FILE, "this is a folder", "name one of the .yaml files in it")


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) else None
    return (text or str(error)).lower()


def _fault(code: Code, message: str, hint: str | None = None) -> Problem:
    return problem_at(code, "error", None, message, hint)
