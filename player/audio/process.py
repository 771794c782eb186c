"""The engine's process, on the parent's side. Imported only when sound is really started."""

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from player.audio.children import APART, environment, own_module
from player.audio.outbox import Outbox
from player.audio.protocol import Setup
from player.audio.wire import Message, pack, pack_setup, unpack


class EngineProcess:
    """One run of the engine.

    Args:
        setup: How sound is made; its output is one that needs an engine.
        outbox: The messages to send. It outlives the process: the next one gets those that this one did not.
        on_event: Called with each message from the engine, on a thread of this process's own.
        on_end: Called once when it is gone, with its exit code, on the same thread.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(
        self,
        setup: Setup,
        outbox: Outbox,
        on_event: Callable[[Message], None],
        on_end: Callable[[int], None],
    ) -> None:
        self._outbox = outbox
        self._on_event = on_event
        self._on_end = on_end
        self._ended = False
        with contextlib.ExitStack() as opened:
            stderr = _open_log(setup.log)
            opened.callback(os.close, stderr)
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, a list, no shell
                [*own_module("player.audio.engine"), pack_setup(setup)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                bufsize=0,
                env=environment(),
                start_new_session=True,  # Ctrl-C and Ctrl-Z in the terminal are not for the engine
                creationflags=APART,
            )
        self._threads = [
            threading.Thread(target=self._write, name="sound orders", daemon=True),
            threading.Thread(target=self._read, name="sound events", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def ended(self) -> bool:
        """Whether it is gone; `on_end` was called then, or is about to be."""
        return self._ended

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def kill(self) -> None:
        """End it at once, whatever it hangs in."""
        self._process.kill()

    def leave(self, timeout: float) -> None:
        """Wait until it is gone; after `timeout` seconds, end it. Its threads are gone then, too."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in self._threads:
            thread.join(timeout)

    def _write(self) -> None:
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101  # it was asked for as a pipe; this is for the type checker
        # A stopped engine makes the write wait, and this thread with it: nobody else.
        with contextlib.suppress(OSError), stdin:
            while (message := self._outbox.take(until=lambda: self._ended)) is not None:
                stdin.write(pack(message))

    def _read(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101  # it was asked for as a pipe; this is for the type checker
        with stdout, os.fdopen(os.dup(stdout.fileno()), "rb") as lines:
            for line in lines:
                message = unpack(line)
                if message is not None:
                    self._on_event(message)
        # Its pipe is closed but it may still hang in a native library: gone must mean gone.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        self._process.kill()
        code = self._process.wait()
        self._ended = True
        self._outbox.wake()
        self._on_end(code)


def _open_log(path: Path | None) -> int:
    """Return a descriptor of the log, private to the user; without a log, one that discards everything."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
    if path is not None:
        with contextlib.suppress(OSError):
            return os.open(path, flags, 0o600)
    return os.open(os.devnull, os.O_WRONLY)
