"""The mixing console: turns names and phrases into clips on the cue sheet, each at its level and in time."""

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from player.audio.clips import RATE, Clip
from player.audio.mixing.cuesheet import CueSheet
from player.audio.mixing.phrases import Phrases
from player.audio.mixing.repertoire import Repertoire
from player.audio.mixing.timebase import NS
from player.audio.protocol import Setup
from player.audio.wire import Message
from player.script.model import Phrase

CLOSE_ENOUGH: Final = NS * 20 // 1000
"""How much longer than its room a phrase may be, ns: plans round each piece to milliseconds, and words end in
silence."""


class _Wanted(NamedTuple):
    """A phrase that was ordered and is not decoded yet."""

    at: int
    """Time as it was ordered, ns."""
    phrase: Phrase
    room: int
    """Room of the phrase, ns."""
    instead: str
    generation: int


class Console:
    """Carries out orders for sound, all on one thread; blocks are rendered from its cue sheet on another.

    Used by the engine, in real time, and for files that are written as fast as the machine can.

    Args:
        repertoire: The sounds.
        phrases: The phrases that can be said.
        latency_ms: How much earlier than their time cues and phrases are played.
        tell: Called with events, see `player.audio.wire`.
        now: The clock of all times, ns.
    """

    def __init__(
        self,
        repertoire: Repertoire,
        phrases: Phrases,
        tell: Callable[[Message], None],
        latency_ms: int = 0,
        now: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._repertoire = repertoire
        self._phrases = phrases
        self._tell = tell
        self._latency = latency_ms * NS // 1000
        self._now = now
        self.sheet = CueSheet(self._latency)
        """The cue sheet, from which outputs get their blocks."""
        self.busy_until = now()
        """Time at which the last sound ordered so far has ended, ns."""
        self._wanted: deque[_Wanted] = deque()
        self._generation = 0
        self._unknown: set[str] = set()

    @classmethod
    def of(
        cls, setup: Setup, tell: Callable[[Message], None], now: Callable[[], int] = time.monotonic_ns
    ) -> "Console":
        """Return the console of a setup; faults of its theme are told as events."""
        repertoire = Repertoire.of(setup)
        if repertoire.faults:
            tell({"is": "faults", "why": list(repertoire.faults)})
        return cls(repertoire, Phrases.of(setup), tell, setup.latency_ms, now)

    def cue(self, at: int, sound: str, gain_db: float = 0.0, generation: int = 0) -> None:
        """Play a sound at time `at`, ns."""
        clip = self._sound(sound, gain_db)
        if clip is not None:
            self.sheet.cue(at - self._latency, clip, generation)
            self._lasts(at, clip)

    def play(self, asked: int, sound: str, generation: int = 0) -> None:
        """Play a sound now; it was asked for at time `asked`, ns."""
        clip = self._sound(sound)
        if clip is not None:
            self.sheet.play(asked, clip, generation)
            self._lasts(asked, clip)

    def say(self, at: int, phrase: Phrase, room: int, instead: str = "", generation: int = 0) -> None:
        """Say a phrase at time `at`, ns; `decode` makes its sound."""
        if phrase and generation >= self._generation and self._phrases.audible:
            self._wanted.append(_Wanted(at, phrase, room, instead, generation))
            self.busy_until = max(self.busy_until, at)

    def decode(self) -> bool:
        """Decode the first phrase that waits; return whether there was one.

        It is called when no orders wait, since the answer to a key must not wait for words.
        """
        if not self._wanted:
            return False
        at, phrase, room, instead, generation = self._wanted.popleft()
        clip = self._phrases.clip(phrase)
        if clip is not None and len(clip) * NS <= (room + CLOSE_ENOUGH) * RATE:
            self.sheet.say(at - self._latency, clip, generation)
            self._lasts(at, clip)
            return True
        self._tell({"is": "unsaid", "pieces": phrase, "why": "missing" if clip is None else "long"})
        if instead:
            self.cue(at, instead, generation=generation)
        return True

    def hush(self) -> None:
        """Drop and fade all phrases; tones go on."""
        self._wanted.clear()
        self.sheet.hush()

    def clear(self, generation: int) -> None:
        """Drop and fade everything of older generations."""
        self._generation = max(self._generation, generation)
        self._wanted = deque(wanted for wanted in self._wanted if wanted.generation >= self._generation)
        self.sheet.clear(generation)
        self.busy_until = min(self.busy_until, self._now())

    def silence(self) -> None:
        """Drop and fade everything."""
        self._wanted.clear()
        self.sheet.silence()
        self.busy_until = min(self.busy_until, self._now())

    def close(self) -> None:
        """Close the file of phrases; it is opened again if more phrases are said."""
        self._phrases.close()

    def load(self, name: str, path: Path, instead: str) -> None:
        """Load one more sound; see `SoundPlayer.load`."""
        fault = self._repertoire.load(name, path, instead)
        if fault is not None:
            self._tell({"is": "unloaded", "sound": name, "why": fault})

    def _sound(self, name: str, gain_db: float = 0.0) -> Clip | None:
        clip = self._repertoire.clip(name, gain_db)
        if clip is None and name not in self._unknown:
            self._unknown.add(name)
            self._tell({"is": "unknown", "sound": name})
        return clip

    def _lasts(self, at: int, clip: Clip) -> None:
        self.busy_until = max(self.busy_until, max(at, self._now()) + len(clip) * NS // RATE)
