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
"""How much longer than its room a phrase may be, ns. Plans are made in whole milliseconds for each piece, and
what ends words is silence."""


class _Wanted(NamedTuple):
    """A phrase that was ordered and is not decoded yet."""

    at: int
    """ns, as it was ordered"""
    phrase: Phrase
    room: int
    """ns"""
    instead: str
    generation: int


class Console:
    """Carries out orders for sound. All of it runs on one thread; what renders is the sheet's business.

    Used by the engine, in real time, and for files that are written as fast as the machine can.

    Args:
        repertoire: The sounds.
        phrases: What can be said.
        latency_ms: How much earlier than meant cues and phrases are handed out.
        tell: Takes events, see `player.audio.wire`.
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
        """What outputs get their blocks from."""
        self.busy_until = now()
        """When the last sound that was ordered will have ended, ns."""
        self._wanted: deque[_Wanted] = deque()
        self._generation = 0
        self._unknown: set[str] = set()

    @classmethod
    def of(
        cls, setup: Setup, tell: Callable[[Message], None], now: Callable[[], int] = time.monotonic_ns
    ) -> "Console":
        """Return the console of a setup; what is wrong with its theme is told."""
        repertoire = Repertoire.of(setup)
        if repertoire.faults:
            tell({"is": "faults", "why": list(repertoire.faults)})
        return cls(repertoire, Phrases.of(setup), tell, setup.latency_ms, now)

    def cue(self, at: int, sound: str, gain_db: float = 0.0, generation: int = 0) -> None:
        """Let a sound begin at `at` ns."""
        clip = self._sound(sound, gain_db)
        if clip is not None:
            self.sheet.cue(at - self._latency, clip, generation)
            self._lasts(at, clip)

    def play(self, asked: int, sound: str, generation: int = 0) -> None:
        """Let a sound begin now; it was asked for at `asked` ns."""
        clip = self._sound(sound)
        if clip is not None:
            self.sheet.play(asked, clip, generation)
            self._lasts(asked, clip)

    def say(self, at: int, phrase: Phrase, room: int, instead: str = "", generation: int = 0) -> None:
        """Let a phrase begin at `at` ns; it becomes sound with `decode`."""
        if phrase and generation >= self._generation and self._phrases.audible:
            self._wanted.append(_Wanted(at, phrase, room, instead, generation))
            self.busy_until = max(self.busy_until, at)

    def decode(self) -> bool:
        """Make the first of the phrases that wait for it into sound; returns whether there was one.

        Orders come first: the answer to a key must not wait for words.
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
        """Drop and fade what is said; tones stay."""
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
        """Close what phrases are read from; more of them can be said, it is opened again."""
        self._phrases.close()

    def load(self, name: str, path: Path, instead: str) -> None:
        """Take in one more sound; see `SoundPlayer.load`."""
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
