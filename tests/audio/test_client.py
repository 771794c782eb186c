"""The program's side of the engine: it never waits, and a new engine knows what the old one knew."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.audio import process
from player.audio.client import SoundEngine
from player.audio.outbox import Outbox
from player.audio.protocol import Setup
from player.timeline.sounds import Sound, own_sound


class Slow:
    """A process that takes as long to start as the test wants, and says what it is sent."""

    def __init__(self) -> None:
        self.may_start = threading.Event()
        self.sent: list[dict[str, Any]] = []
        self.ended = False
        self.pid = 1
        self.on_end: Callable[[int], None] = lambda _code: None

    def __call__(
        self, setup: Setup, outbox: Outbox, on_event: Callable[..., None], on_end: Callable[[int], None]
    ) -> "Slow":
        """Stand in for `EngineProcess`."""
        del setup, on_event
        self.on_end = on_end
        assert self.may_start.wait(20)
        while not self.sent or self.sent[-1]["is"] != "play":
            self.sent.append(outbox.take(until=lambda: False) or {})
        return self

    def leave(self, timeout: float) -> None:
        """See `EngineProcess.leave`."""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(process, "EngineProcess", slow)
    return slow


@pytest.mark.alone
def test_nobody_waits_while_a_process_starts_and_sounds_are_known_before_they_are_cued(
    slow: Slow, tmp_path: Path, eventually: Callable[..., bool]
) -> None:
    sound = SoundEngine(Setup(tmp_path))
    sound.load(own_sound("gong"), tmp_path / "gong.wav", Sound.GO)
    sound.start()
    assert eventually(lambda: sound._started_at)
    began = time.monotonic()
    for n in range(100):
        sound.cue(n, own_sound("gong"))
        sound.say(n, ("One.",), 5)
        sound.say(n, (), 5)
        sound.status()
        sound.notices()
    sound.expect(7)
    sound.play(Sound.GO)
    assert time.monotonic() - began < 1
    slow.may_start.set()
    assert eventually(lambda: sound.pid == 1)
    kinds = [message["is"] for message in slow.sent]
    assert kinds[:2] == ["load", "expect"]
    assert kinds.count("say") == 100, "a phrase without words is none"
    sound.close()


def test_an_engine_that_is_gone_before_it_is_known_is_replaced(
    slow: Slow, tmp_path: Path, eventually: Callable[..., bool]
) -> None:
    slow.may_start.set()
    slow.ended = True
    sound = SoundEngine(Setup(tmp_path))
    sound.start()
    sound.play(Sound.GO)
    assert eventually(lambda: slow.sent)
    slow.on_end(1)
    slow.ended = False
    sound.play(Sound.GO)
    slow.sent.clear()
    assert eventually(lambda: sound.pid == 1)
    assert [message["is"] for message in slow.sent] == ["expect", "play"]
    sound.close()


def test_what_is_put_first_comes_before_what_waits_in_its_own_order() -> None:
    outbox = Outbox()
    outbox.put({"is": "c"})
    outbox.put_first([{"is": "a"}, {"is": "b"}])
    taken = [outbox.take(until=lambda: False) for _ in range(3)]
    assert [message["is"] for message in taken if message is not None] == ["a", "b", "c"]
