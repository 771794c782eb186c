"""The person's own editor: finding it, running it in this terminal, and checking the file afterwards."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from player.library.files import read_bytes
from player.library.saving import MOST_BYTES, Failed, Saved, reason, save
from player.library.versions import keep
from player.routine.codes import Code
from player.routine.problems import Problem
from player.routine.visible import visible

AT_ONCE_S: Final = 1.0
"""Seconds. An editor that ends sooner, with nothing changed, has opened a window and did not wait for it."""

_DEFAULTS: Final = ("nano", "vi")
_DEFAULTS_OF_WINDOWS: Final = ("notepad",)
_WAITS: Final = MappingProxyType({"kate": "--block", "gvim": "--nofork", "mvim": "--nofork", "open": "-W"})
"""The option that makes an editor with a window wait, where it is not `--wait`."""

_OF_SHELL: Final = frozenset('&|<>^%"!')
"""Characters of a file's name that the Windows shell, which runs .cmd files, would interpret."""

_PLAIN_TERMINAL: Final = (
    "\x1b[?1047l\x1b[?25h\x1b[?1000;1002;1003;1004;1005;1006;1015;2004l\x1b[<u\x1b[>4m\x1b[?1l\x1b>\x1b[0m"
)
"""Escape codes: the main screen, a visible cursor, no mouse, no bracketed paste, normal keys, no colours."""


class Editor(NamedTuple):
    """A command that edits the file whose path is appended to it."""

    command: tuple[str, ...]
    source: str
    """The variable that named it, `VISUAL` or `EDITOR`; empty: none did."""


class Edited(NamedTuple):
    """The outcome of running an editor."""

    changed: bool
    failed: bool
    """Whether something went wrong; the notices say so."""
    notices: tuple[str, ...]
    """Sentences, safe to show."""
    kept: Path | None
    """The version that holds the file as it was before; None: it could not be kept."""


def find_editor(
    environment: Mapping[str, str] = os.environ, *, windows: bool = os.name == "nt"
) -> Editor | Failed:
    """Return the editor that VISUAL names, else EDITOR, else nano or vi (Windows: notepad)."""
    search = environment.get("PATH")
    for source in ("VISUAL", "EDITOR"):
        text = environment.get(source, "").strip()
        if not text:
            continue
        try:
            words = _words(text, search, windows=windows)
        except ValueError as error:
            return Failed(f"{source} is no command: {visible(text)} ({str(error).lower()}).")
        program = shutil.which(words[0], path=search)
        if program is None:
            return Failed(
                f"the editor {visible(words[0])!r}, which {source} names, was not found. "
                "Name another one, for example: export EDITOR=nano"
            )
        return Editor((program, *words[1:]), source)
    defaults = _DEFAULTS_OF_WINDOWS if windows else _DEFAULTS
    for name in defaults:
        program = shutil.which(name, path=search)
        if program is not None:
            return Editor((program,), "")
    return Failed(
        f"there is no {' and no '.join(defaults)} here. Name your editor in VISUAL or EDITOR, "
        "for example: export EDITOR=emacs"
    )


def _words(text: str, search: str | None, *, windows: bool) -> list[str]:
    """Split a command as a shell does, but for a program whose own path has spaces.

    Raises:
        ValueError: A quotation mark is not closed, or there are only such marks.
    """
    whole = os.path.expanduser(text)  # noqa: PTH111  a command, perhaps no path at all
    if shutil.which(whole, path=search) is not None:
        return [whole]
    if windows:  # `shlex` takes backslashes for escapes there, or leaves the quotation marks on
        if text.count('"') % 2:
            raise ValueError("no closing quotation")
        words = [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*")+', text)]
    else:
        words = shlex.split(text)
    if not words or not words[0]:
        raise ValueError("it is empty")
    return [os.path.expanduser(words[0]), *words[1:]]  # noqa: PTH111  same


def edit_externally(editor: Editor, path: Path, state_folder: Path) -> Edited | Failed:
    """Run an editor on the file at `path` in this terminal, until it ends.

    The file is kept as a version first. A file that the editor removed is restored.

    Args:
        editor: The editor to run.
        path: The file itself, not a copy: whatever the editor saves takes effect.
        state_folder: Where versions are kept (`Folders.state`).
    """
    before = read_bytes(path, MOST_BYTES)
    if isinstance(before, Problem):
        return Failed(f"{visible(str(path))}: {before.message}.")
    if len(before) > MOST_BYTES:  # what is not read whole could not be put back
        return Failed(f"{visible(str(path))} is far larger than a routine can be.")
    kept, notices = None, []
    try:
        kept = keep(path, before, state_folder)
    except OSError as error:
        notices.append(f"What the file held before could not be kept: {reason(error, state_folder)}")
    began = time.monotonic()
    code = _run(editor, path)
    if isinstance(code, Failed):
        return code
    took = time.monotonic() - began
    after = read_bytes(path, MOST_BYTES)
    changed = after != before
    if code < 0:
        notices.append(f"The editor was ended by {_signal(-code)}.")
    elif code:
        notices.append(f"The editor ended with code {code}.")
    elif not changed and took < AT_ONCE_S:
        notices += _told_to_wait(editor)
    if isinstance(after, Problem) and after.code is Code.NO_FILE:
        notices.append(_put_back(path, before, kept, state_folder))
        return Edited(changed=False, failed=True, notices=tuple(notices), kept=kept)
    return Edited(changed, failed=code != 0, notices=tuple(notices), kept=kept)


def _put_back(path: Path, before: bytes, kept: Path | None, state_folder: Path) -> str:
    answer = save(path, before, None, state_folder)
    if isinstance(answer, Saved):
        return f"The editor removed {visible(str(path))}: it is back as it was."
    where = f" What it held is kept in {visible(str(kept))}" if kept is not None else ""
    return f"The editor removed {visible(str(path))}, and it could not be put back.{where}"


def _told_to_wait(editor: Editor) -> list[str]:
    name = Path(editor.command[0]).name.casefold().removesuffix(".exe").removesuffix(".cmd")
    option = _WAITS.get(name, "--wait")
    if option in editor.command:
        return []
    source = editor.source or "EDITOR"
    asked = f'{source}="{visible(name)} {option}"'
    return [f"The editor came back at once. If it has opened a window, tell it to wait, for example: {asked}"]


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _run(editor: Editor, path: Path) -> int | Failed:
    """Run the editor to its end; return its exit code, or the negative number of the signal that ended it."""
    file = os.fspath(path)
    if file.startswith("-"):
        file = os.path.join(os.curdir, file)  # noqa: PTH118  Path drops the `./` that makes it no option
    program = visible(editor.command[0])
    if program.casefold().endswith((".bat", ".cmd")) and _OF_SHELL & set(file):
        return Failed(f"{program} cannot be handed the file name {visible(file)}: rename the file first.")
    with _terminal_kept(), _keys_for_another():
        try:
            code = _wait([*editor.command, file])
        except (OSError, ValueError) as error:
            return Failed(f"the editor {program} could not be started: {visible(str(error))}")
    if code < 0 and sys.stdout.isatty():
        sys.stdout.write(_PLAIN_TERMINAL)
        sys.stdout.flush()
    return code


def _wait(command: Sequence[str]) -> int:
    return subprocess.Popen(command).wait()  # noqa: S603  the person's own command, as a list, no shell


@contextlib.contextmanager
def _keys_for_another() -> Iterator[None]:
    r"""Leave Ctrl-C and Ctrl-\ to the editor: an empty handler is not inherited, as ignoring would be."""
    numbers = [signal.SIGINT, *([signal.SIGQUIT] if sys.platform != "win32" else [])]
    before = [(number, signal.signal(number, lambda *_: None)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextlib.contextmanager
def _terminal_kept() -> Iterator[None]:
    """Restore the terminal afterwards, whatever the editor did to it and however it ended."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield
        return
    import termios  # Windows has none

    terminal = sys.stdin.fileno()
    settings = termios.tcgetattr(terminal)
    group = os.getpgrp()
    in_front = os.tcgetpgrp(terminal) == group
    try:
        yield
    finally:
        before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or to take it back would stop us
        with contextlib.suppress(OSError, termios.error):
            if in_front:
                os.tcsetpgrp(terminal, group)
                termios.tcsetattr(terminal, termios.TCSADRAIN, settings)
        signal.signal(signal.SIGTTOU, before)
