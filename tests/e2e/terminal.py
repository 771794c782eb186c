"""A terminal window with one program in it: keys go in, a picture comes out, and nothing stays unnoticed.

The program runs in a real pseudo-terminal under a small shell (`launch.py`); a thread reads what it writes
into an emulator. Waiting is for things to appear; the timeouts only keep a broken program from hanging.
"""

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.e2e.emulator import Emulator
from tests.e2e.launch import END, STOPPED
from tests.e2e.program import TIMEOUT

_LAUNCHER: Final = str(Path(__file__).with_name("launch.py"))
_MARK: Final = "BACKBEAT_E2E_RUN"
"""Every process of one run has this variable with the same value: so the ones left behind are found, also
those that have made themselves independent."""

KEYS: Final = {
    "enter": "\r",
    "space": " ",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "end": "\x1b[F",
    "tab": "\t",
    "backspace": "\x7f",
    "f2": "\x1bOQ",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f8": "\x1b[19~",
    "ctrl+space": "\x00",
    "ctrl+s": "\x13",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
}
APART: Final = 0.13
"""Seconds between two presses of one key: closer ones are one press (DESIGN §5)."""


class Terminal:
    """Runs a command in a pseudo-terminal.

    Args:
        command: The program and its arguments.
        environment: All of it.
        folder: Where it is started.
        size: Columns and rows.
        in_band: Whether the terminal offers to report its size in band.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (100, 30),
        in_band: bool = False,
    ) -> None:
        self.pid = 0
        self.started = 0
        """Monotonic ns of the moment when the program was started."""
        self.spent = 0
        """CPU time in ns, known after the end."""
        self.seen = 0
        """Monotonic ns at which the output came that ended the last wait for a picture."""
        self.arrivals: list[int] = []
        """Monotonic ns at which each piece of output came."""
        self._arrived = 0
        self._run = uuid.uuid4().hex
        self._emulator = Emulator(size, in_band=in_band)
        self._raw = bytearray()
        self._changed = threading.Condition()
        self._code: int | None = None
        self._stops = 0
        self._drained = False
        self._last_key = ("", 0.0)
        self._master, slave = os.openpty()
        self._set_size(size)
        self._before = termios.tcgetattr(slave)
        status, tell = os.pipe()
        listen, self._control = os.pipe()
        self._shell = subprocess.Popen(  # noqa: S603  our own interpreter and launcher
            [sys.executable, "-I", "-S", _LAUNCHER, str(tell), str(listen), *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            pass_fds=(tell, listen),
            start_new_session=True,
            cwd=folder,
            env={**environment, _MARK: self._run},
        )
        for descriptor in (slave, tell, listen):
            os.close(descriptor)
        stopped, self._stop = os.pipe()
        self._reader = threading.Thread(target=self._read, args=(stopped,), name="terminal", daemon=True)
        self._follower = threading.Thread(target=self._follow, args=(status,), name="shell", daemon=True)
        self._reader.start()
        self._follower.start()
        self._wait(lambda: self.pid, "it did not start")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What is to be seen.

    @property
    def lines(self) -> list[str]:
        """The picture, row by row."""
        with self._changed:
            return self._emulator.lines

    def screen(self) -> str:
        """The picture as text."""
        return "\n".join(self.lines)

    @property
    def raw(self) -> bytes:
        """Everything that was written so far."""
        with self._changed:
            return bytes(self._raw)

    @property
    def bells(self) -> int:
        """How often the bell was rung."""
        with self._changed:
            return self._emulator.bells

    @property
    def left_on(self) -> set[str]:
        """What the program has changed in the terminal and not put back, in words."""
        with self._changed:
            modes = self._emulator.left_on
        now = termios.tcgetattr(self._master)
        names = ("input", "output", "control", "local", "input speed", "output speed", "characters")
        changed = {
            f"terminal settings: {name}"
            for name, old, new in zip(names, self._before, now, strict=True)
            if old != new
        }
        return modes | changed

    # What happens.

    def wait_for(self, text: str, timeout: float = TIMEOUT) -> str:
        """Wait until `text` is in the picture; return the picture."""
        return self.wait_until(lambda screen: text in screen, f"{text!r} did not appear", timeout)

    def wait_until(
        self, holds: Callable[[str], object], what: str = "it did not come to pass", timeout: float = TIMEOUT
    ) -> str:
        """Wait until the picture fulfils a condition; return the picture."""
        shown = ""

        def look() -> bool:
            nonlocal shown
            shown = "\n".join(self._emulator.lines)
            return bool(holds(shown))

        self._wait(look, what, timeout)
        return shown

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Wait for the program's end; return its exit code (negative: the signal that killed it)."""
        self._wait(lambda: self._code is not None and self._drained, "it did not end", timeout)
        assert self._code is not None
        return self._code

    def wait_stopped(self, times: int = 1) -> None:
        """Wait until the program was suspended, `times` in all."""
        self._wait(lambda: self._stops >= times and self._raw.count(STOPPED) >= times, "it was not suspended")

    def ended(self) -> bool:
        """Whether the program has ended."""
        with self._changed:
            return self._code is not None

    def left_behind(self, within: float = 20.0) -> list[str]:
        """Processes of this run that are still there after `within` seconds; the program itself too."""
        end = time.monotonic() + within
        while (found := _processes(f"{_MARK}={self._run}", self._shell.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def processes(self) -> list[str]:
        """Processes of this run that are there now."""
        return _processes(f"{_MARK}={self._run}", self._shell.pid)

    # What a person does.

    def send(self, *keys: str) -> None:
        """Press keys: by name (`enter`, `ctrl+c`), else as the characters they are."""
        for key in keys:
            last, at = self._last_key
            if key == last:
                time.sleep(max(0.0, at + APART - time.monotonic()))
            os.write(self._master, KEYS.get(key, key).encode())
            self._last_key = (key, time.monotonic())

    def press_until(self, key: str, holds: Callable[[str], object], what: str = "no answer") -> str:
        """Press a key, and again if nothing comes of it; return the picture.

        The summary takes no key in its first moments, and nobody outside can see when it begins to.
        """
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            self.send(key)
            with contextlib.suppress(AssertionError):
                return self.wait_until(holds, what, timeout=0.5)
            if self.ended():
                break
        return self.wait_until(holds, what, timeout=0)

    def stop(self) -> str:
        """Stop the session: `q`, and `q` to the question; return the summary.

        On a busy machine the program takes two presses for one when it comes to them late.
        """
        self.press_until("q", lambda screen: "Stop here?" in screen or "Stopped:" in screen)
        return self.press_until("q", lambda screen: "Stopped:" in screen, "the session did not stop")

    def close_summary(self) -> int:
        """Press Enter until the program ends; return its exit code."""
        end = time.monotonic() + TIMEOUT
        while not self.ended() and time.monotonic() < end:
            with contextlib.suppress(OSError):
                self.send("enter")
            time.sleep(0.2)
        return self.wait_exit()

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def foreground(self) -> None:
        """What `fg` does in a shell."""
        os.write(self._control, b"f")

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        with self._changed:
            report = self._emulator.resize(size)
        self._set_size(size)
        os.write(self._master, report.encode())

    def hang_up(self) -> None:
        """Close the window."""
        if self._reader.is_alive():
            os.write(self._stop, b".")
            self._reader.join()

    def close(self) -> None:
        """End everything; harmless when it is over."""
        if self._control < 0:
            return
        for process in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process.split()[0]), signal.SIGKILL)
        self.hang_up()
        os.close(self._control)
        self._control = -1
        self._shell.wait()
        self._follower.join()
        os.close(self._stop)

    # Inside.

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _wait(self, holds: Callable[[], object], what: str, timeout: float = TIMEOUT) -> None:
        end = time.monotonic() + timeout
        with self._changed:
            while not holds():
                over = self._code is not None and self._drained
                if over or time.monotonic() > end:
                    picture = "\n".join(self._emulator.lines)
                    raise AssertionError(f"{what}; exit code {self._code}; on the screen:\n{picture}")
                self._changed.wait(max(0.001, min(end - time.monotonic(), 1.0)))
            self.seen = self._arrived

    def _read(self, stopped: int) -> None:
        """Read until the window is closed. Only this thread may close it: a reader keeps it open."""
        master = self._master
        while True:
            if stopped in select.select([master, stopped], [], [])[0]:
                break
            try:
                data = os.read(master, 65536)
            except OSError:  # the shell is gone
                break
            arrived = time.monotonic_ns()
            with self._changed:
                self._arrived = arrived
                self.arrivals.append(arrived)
                self._raw += data
                answers = self._emulator.feed(data)
                self._drained = self._drained or END in self._raw[-len(data) - len(END) :]
                self._changed.notify_all()
            if answers:
                with contextlib.suppress(OSError):
                    os.write(master, answers.encode())
        with self._changed:
            self._master, self._drained = -1, True
            os.close(master)
            os.close(stopped)
            self._changed.notify_all()

    def _follow(self, status: int) -> None:
        with os.fdopen(status) as reports:
            for line in reports:
                what, first, *more = line.split()
                with self._changed:
                    if what == "started":
                        self.pid, self.started = int(first), int(more[0])
                    elif what == "stopped":
                        self._stops += 1
                    elif what == "exited":
                        self._code, self.spent = int(first), int(more[0])
                    self._changed.notify_all()


def _processes(mark: str, shell: int) -> list[str]:
    """`PID COMMAND` of every living process with `mark` in its environment, but for the shell."""
    found = []
    if Path("/proc/self/environ").exists():
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):  # it ended meanwhile; it is no process
                if int(folder.name) != shell and mark.encode() in (folder / "environ").read_bytes():
                    found.append(f"{folder.name} {(folder / 'comm').read_text().strip()}")
        return found
    listing = subprocess.run(
        ["ps", "axEww", "-o", "pid=,command="],  # noqa: S607  the system's own
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for line in listing.splitlines():
        pid, _, rest = line.strip().partition(" ")
        if mark in rest and int(pid) != shell:
            found.append(f"{pid} {rest.split(mark)[0]}")
    return found
