"""The cue sheet: cues that wait for their moment, between the thread that orders and the one that renders."""

import heapq
import logging
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Final, NamedTuple, TypeAlias

from player.audio.clips import RATE, Clip
from player.audio.mixing.ducking import BEFORE
from player.audio.mixing.mixer import TOO_LATE, Mixer
from player.audio.mixing.timebase import NS, Timebase

log = logging.getLogger(__name__)

INBOX: Final = 2_048
"""Orders kept while no output asks for sound; the oldest go first. A busy minute has 200."""

PLAY_WITHIN: Final = 500_000_000
"""ns. A reply to a key that could only sound later than this is dropped: it answers nothing any more."""

_AHEAD: Final = BEFORE * NS // RATE
"""ns by which speech is placed early, since tones are lowered before it."""

_Order: TypeAlias = Callable[[], object]


class _Waiting(NamedTuple):
    """A cue or a phrase before its moment; sorts by when it must be placed."""

    due: int
    """ns"""
    ordinal: int
    at: int
    """ns"""
    clip: Clip
    generation: int
    is_speech: bool


class CueSheet:
    """Takes cues by time, hands out sound by the block.

    All but `render` may be called from one thread and only leave an order; `render` runs on the output's
    thread and carries the orders out. So neither ever waits for the other.

    A cue's time becomes a frame only when its block is due: after a stall the cues that wait land where the
    stream is then, not where it was when they came.

    Args:
        latency: How much earlier than meant cues come, ns: one that came in too late for that is dropped no
            sooner than it would be otherwise.
    """

    def __init__(self, latency: int = 0) -> None:
        self._mixer = Mixer(TOO_LATE + latency * RATE // NS)
        self._timebase = Timebase()
        self._orders: deque[_Order] = deque(maxlen=INBOX)
        self._waiting: list[_Waiting] = []
        self._ordinal = count()
        self._generation = 0
        self._now = 0
        self._broken = False

    def cue(self, at: int, clip: Clip, generation: int) -> None:
        """Play `clip` at `at` ns of this process's monotonic clock."""
        self._orders.append(lambda: self._wait(at, at, clip, generation, is_speech=False))

    def say(self, at: int, clip: Clip, generation: int) -> None:
        """Say `clip` at `at` ns; tones are ducked below it."""
        self._orders.append(lambda: self._wait(at - _AHEAD, at, clip, generation, is_speech=True))

    def play(self, asked: int, clip: Clip, generation: int) -> None:
        """Play `clip` with the next block, unless that comes more than `PLAY_WITHIN` after `asked` (ns)."""
        self._orders.append(lambda: self._play(asked, clip, generation))

    def clear(self, generation: int) -> None:
        """Drop and fade everything of generations older than `generation`, also what comes later of them."""
        self._orders.append(lambda: self._clear(generation))

    def hush(self) -> None:
        """Drop waiting phrases and fade out the one being said; tones stay."""
        self._orders.append(self._hush)

    def silence(self) -> None:
        """Drop and fade out everything; cues that come later are accepted as before."""
        self._orders.append(self._silence)

    def restart(self) -> None:
        """Begin with a new output: the rest of a sound that was cut off must not sound there."""
        self._orders.append(self._restart)

    def render(self, frames: int, at: int) -> bytes:
        """Return the next block.

        Never raises: an exception would end the stream for good (it runs inside a C callback).

        Args:
            frames: Length of the block.
            at: When the output asked for it, monotonic ns.
        """
        try:
            return self._render(frames, at)
        except Exception:  # whatever it was, silence and a line in the log beat no sound
            if not self._broken:
                log.exception("Rendering failed; the block is silent.")
            self._broken = True
            return bytes(2 * frames)

    def _render(self, frames: int, at: int) -> bytes:
        mixer, self._now = self._mixer, at
        while self._orders:
            self._orders.popleft()()
        self._timebase.observe(mixer.position, at)
        end = mixer.position + frames
        while self._waiting and self._timebase.frame_at(self._waiting[0].due) < end:
            waiting = heapq.heappop(self._waiting)
            frame = self._timebase.frame_at(waiting.at)
            if not mixer.schedule(frame, waiting.clip, waiting.generation, is_speech=waiting.is_speech):
                log.info("A cue came %d frames too late and was dropped.", mixer.position - frame)
        return mixer.render(frames)

    def _wait(self, due: int, at: int, clip: Clip, generation: int, *, is_speech: bool) -> None:
        if generation >= self._generation:
            waiting = _Waiting(due, next(self._ordinal), at, clip, generation, is_speech)
            heapq.heappush(self._waiting, waiting)

    def _play(self, asked: int, clip: Clip, generation: int) -> None:
        if self._now - asked <= PLAY_WITHIN:
            self._mixer.schedule(None, clip, generation)

    def _clear(self, generation: int) -> None:
        self._generation = max(self._generation, generation)
        self._keep(lambda waiting: waiting.generation >= self._generation)
        self._mixer.clear(generation)

    def _hush(self) -> None:
        self._keep(lambda waiting: not waiting.is_speech)
        self._mixer.hush()

    def _silence(self) -> None:
        self._waiting.clear()
        self._mixer.silence()

    def _keep(self, wanted: Callable[[_Waiting], bool]) -> None:
        self._waiting = [waiting for waiting in self._waiting if wanted(waiting)]
        heapq.heapify(self._waiting)

    def _restart(self) -> None:
        self._mixer.cut()
        self._timebase.forget()
