"""The sound engine, a process of its own: `python -m player.audio.engine SETUP` (see `wire.pack_setup`).

It owns the device. Crashes and stalls of native sound libraries stay here, and what they print goes to
stderr, which the parent points at a log file; the parent's screen never sees it. Orders come as lines on
stdin (`player.audio.wire`), events leave on stdout. When stdin closes, the parent is gone and the engine
leaves.
"""

import logging
import os
import queue
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from player.audio.clips import Clip, ClipError, read_folder, scaled
from player.audio.cuesheet import CueSheet
from player.audio.outputs import Output, OutputError, candidates
from player.audio.wire import NS, SILENT_AFTER, WORN_OUT, Message, pack, unpack, unpack_setup

log = logging.getLogger("player.audio.engine")

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at the output and at the parent's beat."""

RETRY_EVERY: Final = NS
"""A lost device is tried again each second."""

TRIES: Final = 50
"""Failed tries before the process is replaced: miniaudio 1.71 leaves five descriptors behind for each one
against a server without a sink, and 1,024 are soon used up."""

STDERR: Final = 2
"""The log: the parent points it there."""

LOG_LIMIT: Final = 1_000_000
"""Bytes. A sound library writes up to 40 lines for each failed try, a try comes each second."""

STUCK_AFTER: Final = 3 * NS
"""A main thread that has not turned for so long hangs in a device; the parent gets no answer then."""

LEAVE_WITHIN: Final = 0.5
"""Seconds from the parent's end to ours, even if the device never lets go."""


class WornOutError(Exception):
    """So many tries have failed that a fresh process is cheaper than the leftovers of this one."""


class Engine:
    """Carries out the parent's orders and keeps an output open.

    Args:
        outputs: What to open, the first that works is taken.
        clips: The sounds by name.
        tell: Takes an event for the parent; called from the thread that calls `handle` and `look`.
        now: The monotonic clock, ns.
    """

    def __init__(
        self,
        outputs: Sequence[Callable[[], Output]],
        clips: dict[str, Clip],
        tell: Callable[[Message], None],
        now: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._outputs = outputs
        self._clips = clips
        self._tell = tell
        self._now = now
        self._sheet = CueSheet()
        self._output: Output | None = None
        self._heard = now()
        self._hushed = False
        self._next_try = 0
        self._tries = 0
        self._unknown: set[str] = set()
        self._scaled: dict[tuple[str, float], Clip] = {}

    def open(self) -> None:
        """Open the first output that works, and say so; if none does, say that once."""
        reasons = []
        for make in self._outputs:
            output = make()
            self._sheet.restart()
            try:
                output.open(self._sheet.render)
            except OutputError as error:
                reasons.append(str(error) if len(self._outputs) == 1 else f"{output.name}: {error}")
                self._next_try = self._now() + RETRY_EVERY if output.reopens else sys.maxsize
                continue
            self._output = output
            self._tries = 0
            self._tell({"is": "ready", "output": output.name})
            return
        if self._tries == 0:
            self._tell({"is": "none", "why": "; ".join(reasons)})
        self._tries += 1
        if self._tries >= TRIES:
            raise WornOutError

    def handle(self, message: Message) -> None:
        """Carry out one order; an order that makes no sense is logged and left."""
        self._heard = self._now()
        self._hushed = False
        try:
            match message["is"]:
                case "cue":
                    self._cue(message)
                case "play":
                    self._play(message)
                case "load":
                    self._load(message)
                case "clear":
                    self._sheet.clear(int(message["gen"]))
        except (KeyError, TypeError, ValueError):
            log.warning("An order was not understood: %s", message)

    def look(self) -> None:
        """Look after the output and the parent. To be called about ten times a second.

        Raises:
            WornOutError: Leave, and be started again.
        """
        now = self._now()
        if now - self._heard > SILENT_AFTER and not self._hushed:
            self._hushed = True
            self._sheet.hush()
        if self._output is None:
            if now >= self._next_try:
                self._next_try = now + RETRY_EVERY
                _shorten_log()
                self.open()
            return
        trouble = self._output.trouble()
        if trouble is not None:
            self._next_try = now if self._output.reopens else sys.maxsize
            self._tries = 1  # "none" would tell nothing new
            self._tell({"is": "lost", "why": trouble})  # first: closing a dead device may hang
            self.close()

    def close(self) -> None:
        """Let go of the output."""
        output, self._output = self._output, None
        if output is not None:
            output.close()

    def _cue(self, message: Message) -> None:
        clip = self._clip(message)
        if clip is not None:
            self._sheet.cue(int(message["at"]), clip, int(message["gen"]))

    def _play(self, message: Message) -> None:
        clip = self._clip(message)
        if clip is not None:
            self._sheet.play(int(message["at"]), clip, int(message["gen"]))

    def _load(self, message: Message) -> None:
        """Take in one more sound, or another one in its place."""
        from player.audio.own import read_own  # noqa: PLC0415  few routines bring sounds

        name, instead = str(message["sound"]), str(message["instead"])
        try:
            self._clips[name] = read_own(Path(str(message["path"])))
        except ClipError as error:
            log.warning("%s", error)
            self._tell({"is": "unloaded", "sound": name, "why": str(error)})
            if instead in self._clips:
                self._clips[name] = self._clips[instead]

    def _clip(self, message: Message) -> "Clip | None":
        name, decibels = str(message["sound"]), float(message.get("gain", 0.0))
        if name not in self._clips:
            if name not in self._unknown:
                self._unknown.add(name)
                log.error("There is no sound called %r.", name)
                self._tell({"is": "unknown", "sound": name})
            return None
        key = (name, decibels)
        if key not in self._scaled:
            self._scaled[key] = scaled(self._clips[name], 10 ** (decibels / 20))
        return self._scaled[key]


def _shorten_log() -> None:
    """Empty the log when it is too long. It is open for appending: writing goes on at its start."""
    try:
        state = os.fstat(STDERR)
        if stat.S_ISREG(state.st_mode) and state.st_size > LOG_LIMIT:
            os.ftruncate(STDERR, 0)
    except OSError:
        return


class Line:
    """The pipe to the parent, on descriptors of our own: native libraries know only 0, 1 and 2."""

    def __init__(self) -> None:
        self.orders: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.turned = time.monotonic_ns()
        """When the main thread last came round."""
        self._in = os.dup(0)
        self._out = os.dup(1)
        os.dup2(STDERR, 1)
        self._lock = threading.Lock()

    def tell(self, message: Message) -> None:
        """Send an event. A parent that is gone will be noticed by the reading side."""
        with self._lock:
            try:
                os.write(self._out, pack(message))
            except OSError:
                return

    def read(self) -> None:
        """Read orders until the parent's end closes; questions for the time are answered on the spot."""
        with os.fdopen(self._in, "rb") as pipe:
            for line in pipe:
                message = unpack(line)
                if message is None:
                    log.warning("A line was not understood: %r", line)
                elif message["is"] == "ping":
                    now = time.monotonic_ns()
                    if now - self.turned < STUCK_AFTER:
                        self.tell({"is": "pong", "t": message.get("t"), "at": now})
                    self.orders.put({"is": "beat"})
                else:
                    self.orders.put(message)
        self.orders.put({"is": "quit"})
        # The main thread may hang in a device that does not close; nobody is left to end us.
        time.sleep(LEAVE_WITHIN)
        os._exit(1)


def _work(engine: Engine, line: Line) -> None:
    """Carry out orders until told to leave."""
    engine.open()
    while True:
        line.turned = time.monotonic_ns()
        try:
            message = line.orders.get(timeout=LOOK_EVERY)
        except queue.Empty:
            pass
        else:
            if message["is"] == "quit":
                return
            engine.handle(message)
        engine.look()


def main(arguments: Sequence[str]) -> int:
    """Run the engine; returns its exit code."""
    setup = unpack_setup(arguments[0])
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s engine %(levelname)s %(message)s")
    line = Line()
    # Ctrl-C belongs to the program that owns the terminal; it tells us to leave when it is ready.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: line.orders.put({"is": "quit"}))
    clips, faults = read_folder(setup.sounds)
    for fault in faults:
        log.error(fault)
    engine = Engine(candidates(setup.output), clips, line.tell)
    threading.Thread(target=line.read, name="orders", daemon=True).start()
    try:
        _work(engine, line)
    except WornOutError:
        return WORN_OUT
    finally:
        engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
