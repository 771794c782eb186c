"""The sound engine, a process of its own: `python -m player.audio.engine SETUP` (see `wire.pack_setup`).

It owns the device. Crashes and stalls of native sound libraries stay here, and what they print goes to
stderr, which the parent points at a log file; the parent's screen never sees it. Orders come as lines on
stdin (`player.audio.wire`), events leave on stdout. When stdin closes, the parent is gone and the engine
leaves.
"""

import logging
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from player.audio.mixing.console import Console
from player.audio.outputs import Output, OutputError, candidates
from player.audio.parent_pipe import STDERR, ParentPipe
from player.audio.protocol import Setup, Way, parse_output
from player.audio.resting import Resting
from player.audio.wire import NS, SILENT_AFTER, WORN_OUT, Message, unpack_setup

if TYPE_CHECKING:
    from player.audio.others import Lowering

log = logging.getLogger("player.audio.engine")

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at the output and at the parent's beat."""

LOOK_RESTING: Final = 0.5
"""The same while the output rests; orders are carried out at once nevertheless."""

RETRY_EVERY: Final = NS
"""Seconds between two attempts to open a lost device again."""

TRIES: Final = 50
"""Failed tries before the process is replaced: miniaudio 1.71 leaves five descriptors behind for each one
against a server without a sink, and 1,024 are soon used up."""

LOG_LIMIT: Final = 1_000_000
"""Bytes. A sound library writes up to 40 lines for each failed try, a try comes each second."""

SWITCH_EVERY: Final = 0.001
"""Seconds that the thread that renders waits for one that decodes words; Python's usual 5 ms are a quarter of
a block."""

UNTOUCHED: Final = 100
"""Per cent that leave other programs as loud as they are."""


class WornOutError(Exception):
    """The engine has failed so often that a fresh process is better than what this one has leaked."""


class EngineLoop:
    """Carries out the parent's orders and keeps an output open while it is needed.

    Args:
        outputs: Outputs to try; the first that works is used.
        console: Carries out orders for sound.
        tell: Takes an event for the parent; called from the thread that calls `handle` and `look`.
        now: The monotonic clock, ns.
    """

    def __init__(
        self,
        outputs: Sequence[Callable[[], Output]],
        console: Console,
        tell: Callable[[Message], None],
        now: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._outputs = outputs
        self._console = console
        self._tell = tell
        self._now = now
        self._output: Output | None = None
        self._resting = Resting()
        self._rests = False
        self._heard = now()
        self._silenced = False
        self._next_try = 0
        self._tries = 0

    @property
    def rests(self) -> bool:
        """Whether the output is closed because nothing is due."""
        return self._rests

    def open(self) -> None:
        """Open the first output that works, and say so; if none does, say that once."""
        reasons = []
        for make in self._outputs:
            output = make()
            self._console.sheet.restart()
            try:
                output.open(self._console.sheet.render)
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
        """Carry out one order; an invalid one is logged and ignored."""
        self._heard = self._now()
        self._silenced = False
        try:
            self._carry_out(message)
        except (KeyError, TypeError, ValueError):
            log.warning("An order was not understood: %s", message)

    def decode(self) -> bool:
        """Decode one phrase while no orders wait; return whether there was one."""
        return self._console.decode()

    def look(self) -> None:
        """Check the output and the parent. Must be called about ten times a second.

        Raises:
            WornOutError: The process must end and be started again.
        """
        now = self._now()
        if now - self._heard > SILENT_AFTER and not self._silenced:
            self._silenced = True
            self._console.silence()
        if self._rests:
            if not self._silenced and self._resting.is_over(now, self._console.busy_until):
                self._rests = False
                self.open()
        elif self._output is None:
            if now >= self._next_try:
                self._next_try = now + RETRY_EVERY
                _shorten_log()
                self.open()
        else:
            self._look_after(self._output, now)

    def close(self) -> None:
        """Close the output."""
        output, self._output = self._output, None
        if output is not None:
            output.close()

    def _look_after(self, output: Output, now: int) -> None:
        trouble = output.trouble()
        if trouble is not None:
            self._next_try = now if output.reopens else sys.maxsize
            self._tries = 1  # "none" would tell nothing new
            self._tell({"is": "lost", "why": trouble})  # first: closing a dead device may hang
            self.close()
        elif output.rests and self._resting.may_begin(now, self._console.busy_until):
            self._rests = True
            self.close()

    def _carry_out(self, message: Message) -> None:
        console = self._console
        match message["is"]:
            case "cue":
                gain = float(message.get("gain", 0.0))
                console.cue(int(message["at"]), str(message["sound"]), gain, int(message["gen"]))
            case "play":
                console.play(int(message["at"]), str(message["sound"]), int(message["gen"]))
            case "say":
                phrase = tuple(map(str, message["pieces"]))
                room, instead = int(message["room"]), str(message["instead"])
                console.say(int(message["at"]), phrase, room, instead, int(message["gen"]))
            case "hush":
                console.hush()
            case "clear":
                console.clear(int(message["gen"]))
            case "expect":
                at = message["at"]
                self._resting.expect(None if at is None else int(at))
            case "load":
                console.load(str(message["sound"]), Path(str(message["path"])), str(message["instead"]))


def _shorten_log() -> None:
    """Empty the log when it is too long. It is open for appending: writing goes on at its start."""
    try:
        state = os.fstat(STDERR)
        if stat.S_ISREG(state.st_mode) and state.st_size > LOG_LIMIT:
            os.ftruncate(STDERR, 0)
    except OSError:
        return


def _work(engine: EngineLoop, line: ParentPipe) -> None:
    """Carry out orders until told to quit."""
    engine.open()
    while True:
        message = line.order(timeout=0.0)
        if message is None and not engine.decode():
            message = line.order(timeout=LOOK_RESTING if engine.rests else LOOK_EVERY)
        if message is not None:
            if message["is"] == "quit":
                return
            engine.handle(message)
        engine.look()


def _lowering(setup: Setup) -> "Lowering | None":
    """Return the object that lowers other programs; None if that is off and no volume is to be restored.

    Nothing is lowered where nothing is heard, or where their volume could not be remembered.
    """
    memory = setup.lowered
    if memory is None or parse_output(setup.output).way is Way.WAV:
        return None
    if setup.others >= UNTOUCHED and not memory.exists():
        return None
    from player.audio.others import Lowering

    return Lowering(setup.others, memory)


def main(arguments: Sequence[str]) -> int:
    """Run the engine; returns its exit code."""
    setup = unpack_setup(arguments[0])
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s engine %(levelname)s %(message)s")
    line = ParentPipe()
    # Ctrl-C belongs to the program that owns the terminal; it tells us to leave when it is ready.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: line.quit())
    sys.setswitchinterval(SWITCH_EVERY)
    console = Console.of(setup, line.tell)
    engine = EngineLoop(candidates(setup.output, setup.period_ms), console, line.tell)
    threading.Thread(target=line.read, name="orders", daemon=True).start()
    lowering = _lowering(setup)
    if lowering is not None:
        lowering.begin()
    try:
        _work(engine, line)
    except WornOutError:
        return WORN_OUT
    finally:
        engine.close()
        if lowering is not None:
            lowering.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
