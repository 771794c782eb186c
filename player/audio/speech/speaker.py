"""Has phrases spoken that were not recorded, ahead of time and in the background."""

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from player.audio.children import APART, end, environment, own_module
from player.audio.speech.cache import SpokenCache
from player.audio.speech.chain import chain, voice_line
from player.audio.speech.engines import Choice
from player.audio.speech.manifest import Manifest
from player.script.model import Phrase, clip_of

MOST_AT_ONCE: Final = 8
"""Pieces that are spoken before the next ones are asked for. It begins with one, then two: what a session
says first is there soon."""

MOST: Final = 1_000
"""Pieces that one session may have spoken: a routine of a stranger may have thousands."""

_PATIENCE_S: Final = 300.0
"""Seconds a batch may take. The worker ends engines that hang in less: beyond it, it hangs itself."""

_STARTS: Final = 2
"""Workers that are started: a second one if the first was killed."""

IDLE_S: Final = 10.0
"""Seconds a worker is kept for what may be asked next."""

_LEAVE_S: Final = 0.5


class Progress(NamedTuple):
    """The progress of speaking, in pieces."""

    wanted: int
    """Pieces that were asked for and not recorded."""
    spoken: int
    """Of these, those that are there now."""
    failed: int
    """Those that nobody could speak."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.spoken + self.failed >= self.wanted


class Speaker:
    """Has missing pieces spoken into the cache. No call waits, none fails; nothing starts without need.

    Args:
        cache: Folder of the spoken pieces (`Setup.spoken`); None: nothing is spoken.
        choice: The settings of the voice.
        manifest: The recorded pieces.
        own_first: Whether recorded pieces are wanted in the chosen voice, too (`Setup.own_voice_first`).
    """

    def __init__(
        self, cache: Path | None, choice: Choice, manifest: Manifest, *, own_first: bool = False
    ) -> None:
        self._choice = choice
        self._manifest = manifest
        self._own_first = own_first
        speaking = chain(choice) if cache is not None else []
        self.voice = voice_line(speaking)
        """The value for `Setup.voice` with which the spoken pieces are found; empty: no engine can speak."""
        self._identities = tuple(self.voice.splitlines())
        self._cache = SpokenCache(Path() if cache is None else cache)
        self._asked: set[str] = set()
        self._queue: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._spoken = 0
        self._failed = 0
        self._starts = 0
        self._closed = False
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def prepare(self, phrases: Iterable[Phrase]) -> None:
        """Have phrases spoken, in this order, but for those recorded or asked for before.

        A phrase that lacks a piece is spoken whole, so that one voice says all of it.
        """
        if not self._identities:
            return
        wanted = []
        for phrase in phrases:
            if self._own_first or self._manifest.missing(phrase):
                for piece in phrase:
                    name = clip_of(piece)
                    if name and name not in self._asked and len(self._asked) < MOST:
                        self._asked.add(name)
                        wanted.append(piece)
        if not wanted or self._closed:
            return
        self._queue.put(wanted)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            self._thread.start()

    def progress(self) -> Progress:
        """Return the progress."""
        with self._changed:
            return Progress(len(self._asked), self._spoken, self._failed)

    def wait(self, timeout: float) -> Progress:
        """Return when something has changed or `timeout` seconds have passed."""
        before = self.progress()
        with self._changed:
            if not before.is_done:
                self._changed.wait_for(
                    lambda: (self._spoken, self._failed) != (before.spoken, before.failed), timeout
                )
        return self.progress()

    def spoken_by(self, piece: str) -> str | None:
        """Return the line of `voice` in which a piece was spoken; None: in none."""
        return next((line for line in self._identities if self._cache.has(line, piece)), None)

    def close(self) -> None:
        """Stop speaking; pieces that are not ready stay unsaid."""
        with self._changed:
            self._closed = True
            worker = self._worker
        if self._thread is None:
            return
        self._queue.put([])
        if worker is not None and worker.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                worker.stdin.close()  # it leaves, and whoever waits for its answers wakes up
        self._thread.join(_LEAVE_S)
        if self._thread.is_alive() and worker is not None:
            end(worker)
            self._thread.join(_LEAVE_S)

    def _run(self) -> None:
        """Speak the pieces asked for until it is closed."""
        try:
            while (pieces := self._next()) and not self._closed:
                missing = [piece for piece in pieces if self.spoken_by(piece) is None]
                self._count(len(pieces) - len(missing), 0)
                count = 1
                while missing and not self._closed:
                    batch, missing = missing[:count], missing[count:]
                    spoken = self._speak(batch)
                    self._count(spoken, len(batch) - spoken)
                    count = min(2 * count, MOST_AT_ONCE)
        finally:
            self._drop_worker()

    def _next(self) -> list[str]:
        """Wait for pieces to speak. A worker with nothing to do is not kept through a whole session."""
        try:
            return self._queue.get(timeout=IDLE_S)
        except queue.Empty:
            self._drop_worker()
            self._starts = 0
            return self._queue.get()

    def _count(self, spoken: int, failed: int) -> None:
        with self._changed:
            self._spoken += spoken
            self._failed += failed
            self._changed.notify_all()

    def _speak(self, pieces: list[str]) -> int:
        """Have pieces spoken; return how many were."""
        order = {"speak": [(piece, self._manifest.length((piece,))) for piece in pieces]}
        while not self._closed and (worker := self._ready_worker()) is not None:
            guard = threading.Timer(_PATIENCE_S, end, (worker,))
            guard.daemon = True
            guard.start()
            try:
                return sum(bool(answer["by"]) for answer in _answers(worker, order, len(pieces)))
            except (OSError, ValueError, KeyError):
                self._drop_worker()
            finally:
                guard.cancel()
        return 0

    def _ready_worker(self) -> "subprocess.Popen[bytes] | None":
        with self._changed:
            if self._worker is None and self._starts < _STARTS and not self._closed:
                self._starts += 1
                self._worker = self._started()
            return self._worker

    def _drop_worker(self) -> None:
        """End the worker, and close its pipes."""
        with self._changed:
            worker, self._worker = self._worker, None
        if worker is None:
            return
        end(worker)
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what it did not take any more
                    pipe.close()

    def _started(self) -> "subprocess.Popen[bytes] | None":
        try:
            worker = subprocess.Popen(  # noqa: S603  our own interpreter, a list, no shell
                own_module("player.audio.speech.worker"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,
                creationflags=APART,
            )
        except OSError:
            return None
        _send(worker, {**self._choice._asdict(), "folder": str(self._cache.folder)})
        return worker


def _send(worker: "subprocess.Popen[bytes]", message: dict[str, Any]) -> None:
    """Send the worker an order; if it is gone, the missing answer shows it."""
    assert worker.stdin is not None  # noqa: S101  it was asked for as a pipe; this is for the type checker
    with contextlib.suppress(OSError, ValueError):
        worker.stdin.write(json.dumps(message).encode() + b"\n")
        worker.stdin.flush()


def _answers(worker: "subprocess.Popen[bytes]", order: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Yield the worker's answers to an order.

    Raises:
        ValueError: It is gone.
    """
    assert worker.stdout is not None  # noqa: S101  as above
    _send(worker, order)
    return [json.loads(worker.stdout.readline()) for _ in range(count)]
