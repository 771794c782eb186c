"""A stream out of a library that has none: nothing lost, nothing twice, everything at its moment."""

import importlib.metadata
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from player.audio.outputs import OutputError, simpleaudio
from player.audio.outputs.simpleaudio import SimpleaudioOutput

NS = 1_000_000_000
RATE = 48_000
GROUP = 147
"""Frames at 44.1 kHz that make 160 at 48 kHz."""


class Played:
    """One sound of the stand-in for the library."""

    def __init__(self, memory: bytearray) -> None:
        self.memory = memoryview(memory).cast("h")
        self.begun = time.monotonic_ns()
        self.alive = True
        self.stopped = False

    def is_playing(self) -> bool:
        return self.alive and not self.stopped

    def stop(self) -> None:
        self.stopped = True


class Library:
    """Takes sounds as simpleaudio does, and plays none."""

    def __init__(self) -> None:
        self.played: list[Played] = []
        self.one_at_a_time = False
        self.refuses = ""

    def play_buffer(self, memory: bytearray, channels: int, width: int, rate: int) -> Played:
        assert (channels, width, rate) == (1, 2, RATE)
        if self.refuses or (self.one_at_a_time and any(sound.is_playing() for sound in self.played)):
            raise RuntimeError(self.refuses or "Device or resource busy.")
        self.played.append(Played(memory))
        return self.played[-1]


class Source:
    """Renders blocks; every block has its own value, so that it is known where it went."""

    def __init__(self, silent: Callable[[int], bool] | None = None) -> None:
        self.asked: list[int] = []
        """When the first sample of each block is to be heard, ns."""
        self._silent = silent
        """Given the number of a block, from 1 on."""
        self._until: tuple[int, threading.Event] = (0, threading.Event())

    def __call__(self, frames: int, at: int) -> bytes:
        self.asked.append(at)
        block = len(self.asked)
        if block == self._until[0]:
            self._until[1].set()
        return (
            bytes(2 * frames)
            if self._silent is not None and self._silent(block)
            else block.to_bytes(2, sys.byteorder) * frames
        )

    def until(self, block: int) -> None:
        """Wait until this block was asked for."""
        self._until = (block, threading.Event())
        if len(self.asked) < block:
            assert self._until[1].wait(30)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    monkeypatch.setitem(sys.modules, "simpleaudio", library)
    monkeypatch.setattr(simpleaudio, "refuse_flawed", lambda: None)
    return library


@pytest.fixture
def play(library: Library) -> Iterator[Callable[[Source], SimpleaudioOutput]]:
    """Opens an output and closes it."""
    del library
    opened: list[SimpleaudioOutput] = []

    def begin(source: Source) -> SimpleaudioOutput:
        output = SimpleaudioOutput()
        opened.append(output)
        output.open(source)
        return output

    yield begin
    for output in opened:
        output.close()


Play = Callable[[Source], SimpleaudioOutput]


def places(sound: Played) -> dict[int, int]:
    """Where each block begins in a sound, by its value. Between two blocks the upsampler draws a line."""
    found: dict[int, int] = {}
    values = sound.memory.tolist()
    for place, value in enumerate(values):
        if value and value not in found and values[place : place + 9] == [value] * 9:
            found[value] = place
    return found


def test_blocks_lie_in_the_sound_where_they_are_heard_at_their_moment(library: Library, play: Play) -> None:
    source = Source()
    play(source)
    source.until(30)
    (sound,) = library.played
    found = places(sound)
    assert list(found)[:28] == list(range(1, 29))
    for block in range(1, 29):
        heard = sound.begun + found[block] * NS // RATE
        assert heard - source.asked[block - 1] == pytest.approx(0, abs=20_000_000)
    steps = {
        found[block] - found[1] - (source.asked[block - 1] - source.asked[0]) * RATE // NS for block in found
    }
    assert max(steps) - min(steps) <= 2


@pytest.mark.usefixtures("library")
def test_blocks_are_written_before_they_are_read(play: Play) -> None:
    """The library reads 100 ms ahead of what is heard."""
    ahead: list[int] = []

    class Watching(Source):
        def __call__(self, frames: int, at: int) -> bytes:
            ahead.append(at - time.monotonic_ns())
            return super().__call__(frames, at)

    source = Watching()
    play(source)
    source.until(30)
    assert max(ahead) > 120_000_000  # the rest was late because this machine is busy


def test_a_full_sound_is_followed_by_the_next_without_loss(
    library: Library, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simpleaudio, "REEL", RATE // 2)
    source = Source()
    play(source)
    source.until(120)
    assert len(library.played) >= 2
    first, second = map(places, library.played[:2])
    assert min(second) - max(first) <= 2  # a block whose beginning lies in the other one is not found here
    assert not library.played[0].stopped  # its end is still to be heard


def test_an_old_sound_is_changed_in_a_silence(
    library: Library, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simpleaudio, "TURN_AFTER", RATE // 2)
    source = Source(silent=lambda block: 10 < block <= 70)
    play(source)
    source.until(90)
    first, second, *_ = library.played
    assert first.stopped
    assert max(places(first)) <= 10
    assert min(places(second)) >= 70


def test_no_sound_is_changed_while_something_is_heard(
    library: Library, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simpleaudio, "TURN_AFTER", 0)
    source = Source(silent=lambda block: block % 20 != 0)
    play(source)
    source.until(100)
    assert len(library.played) == 1


def test_a_device_that_takes_one_sound_at_a_time_gets_the_next_when_the_last_is_over(
    library: Library, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simpleaudio, "TURN_AFTER", 0)
    library.one_at_a_time = True
    source = Source(silent=lambda block: 10 < block <= 50)
    output = play(source)
    source.until(80)
    assert [sound.is_playing() for sound in library.played][-2:] == [False, True]
    assert output.trouble() is None


def test_after_a_standstill_it_goes_on_from_now(library: Library, play: Play) -> None:
    class Standing(Source):
        def __call__(self, frames: int, at: int) -> bytes:
            if len(self.asked) == 5:
                threading.Event().wait(0.4)
            return super().__call__(frames, at)

    source = Standing()
    play(source)
    source.until(30)
    last = library.played[-1]
    assert len(library.played) >= 2
    heard = last.begun + places(last)[20] * NS // RATE
    assert heard - source.asked[19] == pytest.approx(0, abs=20_000_000)


def test_a_sound_that_ended_by_itself_is_trouble(library: Library, play: Play) -> None:
    output = play(Source())
    assert output.trouble() is None
    library.played[-1].alive = False
    assert output.trouble() == "the device has ended the sound"


def test_closing_leaves_nothing_to_be_heard(library: Library, play: Play) -> None:
    source = Source()
    output = play(source)
    source.until(5)
    output.close()
    (sound,) = library.played
    assert sound.stopped
    assert not any(sound.memory)
    output.close()


def test_what_the_library_says_is_the_reason(
    library: Library, play: Play, eventually: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refuses = "Error opening PCM device. -- CODE: -2"
    with pytest.raises(OutputError, match="Error opening PCM device"):
        play(Source())
    library.refuses = ""
    monkeypatch.setattr(simpleaudio, "TURN_AFTER", 0)
    source = Source(silent=bool)
    output = play(source)
    library.refuses = "Connection refused"
    assert eventually(output.trouble)
    assert output.trouble() == "Connection refused"


def test_an_exception_in_the_stream_is_told(
    library: Library, play: Play, eventually: Callable[..., bool]
) -> None:
    del library

    class Broken(Source):
        def __call__(self, frames: int, at: int) -> bytes:
            del frames, at
            raise MemoryError

    output = play(Broken())
    assert eventually(output.trouble)
    assert output.trouble() == "MemoryError"


@pytest.mark.parametrize(
    ("python", "version", "refused"),
    [
        ((3, 11, 9), "1.0.4", False),
        ((3, 12, 0), "1.0.4", True),
        ((3, 13, 0), "1.0.2", True),
        ((3, 13, 0), "1.0.5", False),
        ((3, 13, 0), None, False),
    ],
    ids=["last-safe-python", "crashes", "older", "mended-one-day", "patched"],
)
def test_no_version_that_would_end_the_process_is_loaded(
    python: tuple[int, ...], version: str | None, *, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def installed(name: str) -> str:
        assert name == "simpleaudio"
        if version is None:
            raise importlib.metadata.PackageNotFoundError
        return version

    looked = SimpleNamespace(version_info=python)
    monkeypatch.setattr(simpleaudio, "sys", looked)
    monkeypatch.setattr(importlib.metadata, "version", installed)
    loaded: Any = None
    monkeypatch.setitem(sys.modules, "simpleaudio", loaded)  # importing it fails
    expected = "install simpleaudio-patched instead" if refused else "not installed"
    with pytest.raises(OutputError, match=expected):
        SimpleaudioOutput().open(Source())
