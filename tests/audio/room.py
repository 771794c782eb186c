"""An engine in this process, with a device that moves only when told: for tests that decide by the frame."""

from array import array
from typing import Any

from player.audio.clips import RATE, Clip
from player.audio.engine import EngineLoop
from player.audio.mixing.console import Console
from player.audio.mixing.phrases import Phrases
from player.audio.mixing.repertoire import Repertoire
from player.audio.outputs.in_memory import MemoryOutput
from player.script.model import Phrase

S = 1_000_000_000
BLOCK = 882
CLIPS: dict[str, Clip] = {
    "go": array("h", [8_000] * 4_410),
    "tick": array("h", [1_000] * 441),
    "half": array("h", [10_000] * 3 * RATE),
    "chime": array("h", [3_000] * 441),
}


class Speech:
    """A store of phrases made of one level each."""

    def __init__(self) -> None:
        self.clips: dict[Phrase, Clip] = {
            ("One.",): array("h", [5_000] * (RATE // 2)),
            ("Next:", "Chin tuck."): array("h", [7_000] * RATE),
        }
        self.asked: list[Phrase] = []

    def clip(self, phrase: Phrase) -> Clip | None:
        """See `SpeechStore.clip`."""
        self.asked.append(phrase)
        return self.clips.get(phrase)

    def close(self) -> None:
        """See `SpeechStore.close`."""


class Room:
    """An engine, its device and its parent."""

    def __init__(self, level: float = 1.0, words: float = 1.0, latency_ms: int = 0) -> None:
        self.device = MemoryOutput()
        self.told: list[dict[str, Any]] = []
        self.opened: list[float] = []
        self.speech = Speech()
        self.console = Console(
            Repertoire(CLIPS, level),
            Phrases(lambda: self.speech, words),
            self.told.append,
            latency_ms,
            lambda: self.device.now,
        )
        self.engine = EngineLoop([self._device], self.console, self.told.append, lambda: self.device.now)

    def _device(self) -> MemoryOutput:
        self.opened.append(self.now)
        return self.device

    @property
    def now(self) -> float:
        """Seconds since the beginning."""
        return self.device.now / S

    def run(self, seconds: float, *, beats: bool = True) -> Clip:
        """What is heard in the next `seconds`; while the device rests, nothing is."""
        begin = len(self.device.sound)
        for block in range(round(seconds * RATE / BLOCK)):
            while self.engine.decode():
                pass
            self.device.advance(BLOCK)
            if beats and block % 12 == 0:
                self.engine.handle({"is": "beat"})
            if block % 5 == 0:
                self.engine.look()
        return array("h", bytes(self.device.sound[begin:]))

    def order(self, **message: object) -> None:
        """Hand over one order, and let the engine look as it does after each."""
        self.engine.handle(message)
        self.engine.look()

    def cue(self, seconds: float, sound: str = "go", generation: int = 0, **more: object) -> None:
        """A sound in so many seconds from now."""
        at = self.device.now + round(seconds * S)
        self.order(**{"is": "cue"}, at=at, sound=sound, gen=generation, **more)

    def play(self, sound: str = "go", generation: int = 0) -> None:
        """A sound now."""
        self.order(**{"is": "play"}, at=self.device.now, sound=sound, gen=generation)

    def say(self, seconds: float, *pieces: str, room: float = 60.0, instead: str = "", gen: int = 0) -> None:
        """A phrase in so many seconds from now."""
        at = self.device.now + round(seconds * S)
        self.order(**{"is": "say"}, at=at, pieces=pieces, room=round(room * S), instead=instead, gen=gen)

    def expect(self, seconds: float | None) -> None:
        """The next sound is due in so many seconds from now."""
        at = None if seconds is None else self.device.now + round(seconds * S)
        self.order(**{"is": "expect"}, at=at)

    def events(self) -> list[str]:
        """What the parent was told, by kind."""
        return [event["is"] for event in self.told]
