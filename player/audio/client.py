"""The program's side of the sound engine: sends cues and phrases, and never waits."""

import logging
import threading
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Final

from player.audio.losses import Losses
from player.audio.mixing.timebase import ClockOffset
from player.audio.outbox import Outbox
from player.audio.protocol import OutputChoice, Setup, SoundState, SoundStatus, Way, parse_output
from player.audio.wire import BEAT_EVERY, NS, WORN_OUT, Message
from player.script.model import Phrase
from player.timeline.sounds import CueSound, OwnSound, Sound

if TYPE_CHECKING:
    from player.audio.process import EngineProcess

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # without a handler, logging would write over the screen

PING_EVERY: Final = round(10 / BEAT_EVERY)
"""Beats between two pings, which read the engine's clock: 10 s (DESIGN §6)."""

HUNG_AFTER: Final = round(3 / BEAT_EVERY)
"""Beats without a pong after which the engine is replaced. Beats, not seconds: if this program was stopped
itself, the engine is not to blame."""

STARTING_FOR: Final = round(3 / BEAT_EVERY)
"""Beats an engine may take to open its output before the bell stands in."""

RESTART_EVERY: Final = NS
"""Least time from one start of the engine to the next, ns."""

NO_DEVICE: Final = "No sound device found: the terminal bell marks each step instead."
DEVICE_GONE: Final = "The sound is gone: the terminal bell marks each step until it is back."
BACK: Final = "Sound is back."

MOST_UNSAID: Final = 256
"""Most unsaid phrases that are remembered."""


class SoundEngine:
    """Plays sound through an engine process, which it starts, watches and replaces. Thread-safe.

    Args:
        setup: The setup of the engine. With the outputs `bell` and `none` no process is started.

    Raises:
        ValueError: `setup.output` is unknown; the message is a sentence with the list of outputs.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._choice: OutputChoice = parse_output(setup.output)
        self._lock = threading.RLock()
        self._way = self._choice.way or Way.MINIAUDIO
        self._state = SoundState.OFF
        self._was_ready = False
        self._losses = Losses()
        self._notices: list[str] = []
        self._unknown: set[str] = set()
        self._told: set[str] = set()
        self._unsaid: deque[tuple[Phrase, str]] = deque(maxlen=MOST_UNSAID)
        self._own: dict[str, Message] = {}
        """Orders to load a routine's own sounds; a new engine gets them again."""
        self._generation = 0
        self._offset = ClockOffset()
        self._outbox: Outbox | None = None
        self._process: EngineProcess | None = None
        self._expected: int | None = None
        """Time at which the next sound is due, ns; a new engine is told again, too."""
        self._closing = threading.Event()
        self._turn = threading.Event()
        """Wakes the keeper before its next beat."""
        self._keeper: threading.Thread | None = None
        self._left_well = True
        """Whether the last engine ended properly, so that it restored the loudness of other programs."""
        self._started_at = 0
        self._beats = 0
        self._asked_at: int | None = None
        """The beat of a ping without a pong so far; None: there is none."""

    @property
    def pid(self) -> int | None:
        """Process id of the engine; None while there is none."""
        with self._lock:
            return None if self._process is None else self._process.pid

    @property
    def unknown(self) -> frozenset[str]:
        """Unknown sounds that were cued: mistakes in the program, for tests and the log."""
        with self._lock:
            return frozenset(self._unknown)

    @property
    def unsaid(self) -> tuple[tuple[Phrase, str], ...]:
        """The last phrases that were not said, and why: `long` (for their room) or `missing`."""
        with self._lock:
            return tuple(self._unsaid)

    def start(self) -> None:
        """See `SoundPlayer.start`."""
        with self._lock:
            if self._keeper is not None or self._closing.is_set():
                return
            if not self._choice.has_engine:
                self._state = SoundState.READY if self._choice.way is Way.BELL else SoundState.OFF
                return
            self._state = SoundState.STARTING
            self._outbox = Outbox()
            self._keeper = threading.Thread(target=self._keep, name="sound", daemon=True)
            self._keeper.start()

    def load(self, name: OwnSound, path: Path, instead: Sound) -> None:
        """See `SoundPlayer.load`."""
        order: Message = {"is": "load", "sound": name, "path": str(path), "instead": instead}
        with self._lock:
            self._own[name] = order
            self._send(order)

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        """See `SoundPlayer.cue`."""
        with self._lock:
            at += self._offset.ns
            self._send({"is": "cue", "at": at, "sound": sound, "gain": gain_db, "gen": self._generation})

    def play(self, sound: Sound) -> None:
        """See `SoundPlayer.play`."""
        with self._lock:
            at = time.monotonic_ns() + self._offset.ns
            self._send({"is": "play", "at": at, "sound": sound, "gen": self._generation})

    def say(self, at: int, phrase: Phrase, room: int, instead: Sound | None = None) -> None:
        """See `SoundPlayer.say`."""
        if not phrase:
            return
        with self._lock:
            at += self._offset.ns
            order: Message = {"is": "say", "at": at, "pieces": phrase, "room": room, "instead": instead or ""}
            self._send({**order, "gen": self._generation})

    def hush(self) -> None:
        """See `SoundPlayer.hush`."""
        with self._lock:
            self._send({"is": "hush"})

    def expect(self, at: int | None) -> None:
        """See `SoundPlayer.expect`."""
        with self._lock:
            self._expected = at
            self._send(self._expectation())

    def clear(self) -> None:
        """See `SoundPlayer.clear`."""
        with self._lock:
            self._generation += 1
            self._send({"is": "clear", "gen": self._generation})

    def status(self) -> SoundStatus:
        """See `SoundPlayer.status`."""
        with self._lock:
            without = self._state is SoundState.LOST or (
                self._state is SoundState.READY and self._choice.way is Way.BELL
            )
            needs_bell = without and self._choice.may_ring
            return SoundStatus(Way.BELL if needs_bell else self._way, self._state, needs_bell)

    def notices(self) -> list[str]:
        """See `SoundPlayer.notices`."""
        with self._lock:
            notices, self._notices = self._notices, []
            return notices

    def close(self, timeout: float = 1.0) -> None:
        """See `SoundPlayer.close`."""
        with self._lock:
            self._closing.set()
            self._turn.set()
            self._state = SoundState.OFF
            self._send({"is": "quit"})
            process, keeper = self._process, self._keeper
        if keeper is not None and keeper is not threading.current_thread():
            keeper.join(timeout)
            with self._lock:
                process = self._process or process  # one may have been started meanwhile
        if process is not None:
            process.leave(timeout)
        if not self._left_well:
            self._give_back()

    def _give_back(self) -> None:
        """Restore the loudness of other programs, which an engine that died could not do."""
        memory = self._setup.lowered
        if memory is not None and memory.exists():
            from player.audio.others import restore

            restore(memory)

    def _send(self, message: Message) -> None:
        if self._outbox is not None:
            self._outbox.put(message)

    def _expectation(self) -> Message:
        at = self._expected
        return {"is": "expect", "at": None if at is None else at + self._offset.ns}

    def _keep(self) -> None:
        """Run the keeper's thread: beat, start the engine, and replace it when it ends or hangs."""
        while not self._closing.is_set():
            if self._process is None and time.monotonic_ns() - self._started_at >= RESTART_EVERY:
                self._spawn()
            with self._lock:
                self._beat()
                if self._losses.lasts(time.monotonic_ns()):
                    self._notices.append(DEVICE_GONE)
            self._turn.wait(BEAT_EVERY)
            self._turn.clear()

    def _spawn(self) -> None:
        """Start an engine, without holding the lock: this takes long on a busy machine."""
        from player.audio.process import EngineProcess

        if self._outbox is None:
            return
        with self._lock:
            self._started_at = time.monotonic_ns()
            self._beats, self._asked_at = 0, None
            self._offset = ClockOffset()
            # First, since messages on their way already may name these sounds.
            self._outbox.put_first([*self._own.values(), self._expectation()])
        try:
            process = EngineProcess(self._setup, self._outbox, self._event, self._ended)
        except OSError as error:
            log.warning("The sound engine did not start: %s", error)
            with self._lock:
                self._lose(str(error.strerror).lower())
            return
        with self._lock:
            if not process.ended:
                self._process = process

    def _beat(self) -> None:
        if self._process is None:
            return
        if self._asked_at is None and self._beats % PING_EVERY == 0:
            self._asked_at = self._beats
            self._send({"is": "ping", "t": time.monotonic_ns()})
        else:
            self._send({"is": "beat"})
        self._beats += 1
        if self._state is SoundState.STARTING and self._beats > STARTING_FOR:
            self._lose("the output does not open")
        if self._asked_at is not None and self._beats - self._asked_at > HUNG_AFTER:
            log.warning("The sound engine does not answer; it is replaced.")
            self._process.kill()

    def _event(self, message: Message) -> None:
        now = time.monotonic_ns()
        with self._lock:
            match message:
                case {"is": "ready", "output": str(output)}:
                    self._find(output)
                case {"is": "none" | "lost", "why": str(why)}:
                    log.warning("No sound: %s", why)
                    self._lose(why)
                case {"is": "pong", "t": int(asked), "at": int(there)}:
                    self._asked_at = None
                    self._offset.observe(asked, there, now)
                case {"is": "unknown", "sound": str(name)}:
                    log.error("There is no sound called %r.", name)
                    self._unknown.add(name)
                case {"is": "unloaded", "why": str(why)}:
                    self._tell_once(f"{why} The usual sound is heard instead.")
                case {"is": "faults", "why": list(faults)}:
                    for fault in map(str, faults):
                        self._tell_once(fault)
                case {"is": "unsaid", "pieces": list(pieces), "why": str(why)}:
                    log.info("Not said (%s): %s", why, pieces)
                    self._unsaid.append((tuple(map(str, pieces)), why))

    def _tell_once(self, notice: str) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._notices.append(notice)

    def _ended(self, code: int) -> None:
        with self._lock:
            self._process = None
            self._left_well = code in {0, WORN_OUT}
            if self._closing.is_set():
                return
            if code != WORN_OUT:
                log.warning("The sound engine ended with code %d.", code)
                self._lose("the sound engine ended")
            self._turn.set()
            if self._choice.way is Way.WAV:
                # A second engine would erase what the first one wrote.
                self._closing.set()

    def _find(self, output: str) -> None:
        self._way = Way(output)
        if self._losses.back(time.monotonic_ns()):
            self._notices.append(BACK)
        if not self._closing.is_set():
            self._state = SoundState.READY
            self._was_ready = True

    def _lose(self, why: str) -> None:
        if self._state in {SoundState.LOST, SoundState.OFF}:
            return
        self._state = SoundState.LOST
        if self._choice.file is not None:
            self._notices.append(f"The sound cannot be written to {self._choice.file}: {why}.")
        elif self._losses.lost(time.monotonic_ns()):
            self._notices.append(DEVICE_GONE if self._was_ready else NO_DEVICE)
