"""Real outputs: nothing silent about a missing device, no file that cannot be read."""

import os
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from player.audio.clips import RATE
from player.audio.outputs import PERIOD_MS, OutputError, candidates
from player.audio.outputs.in_memory import MemoryOutput
from player.audio.outputs.miniaudio import MiniaudioOutput
from player.audio.outputs.watchdog import LOST_AFTER, Watchdog
from player.audio.outputs.wav import WavOutput

MS = 1_000_000


def silence(frames: int, at: int) -> bytes:
    del at
    return bytes(2 * frames)


def test_a_device_that_asks_for_nothing_for_longer_than_its_time_is_noticed() -> None:
    dog = Watchdog(0)
    for ms in range(0, 1_000, 100):
        dog.feed(ms * MS)
        assert not dog.starved(ms * MS)
    starved = [ms for ms in range(1_000, 2_000, 100) if dog.starved(ms * MS)]
    assert starved[0] * MS == 900 * MS + LOST_AFTER + 100 * MS


def test_a_process_that_was_stopped_itself_does_not_blame_the_device() -> None:
    dog = Watchdog(0)
    assert not dog.starved(100 * MS)
    assert not dog.starved(60_000 * MS)
    assert not dog.starved(60_100 * MS)
    assert [dog.starved((60_100 + ms) * MS) for ms in range(100, 700, 100)][-1]


@pytest.mark.usefixtures("no_device")
def test_without_a_device_opening_fails_and_nothing_plays_silently() -> None:
    pytest.importorskip("miniaudio", reason="miniaudio is not installed on this system.")
    with pytest.raises(OutputError):
        MiniaudioOutput().open(silence)


@pytest.mark.usefixtures("no_device")
def test_closing_what_never_opened_is_harmless() -> None:
    output = MiniaudioOutput()
    with pytest.raises(OutputError):
        output.open(silence)
    output.close()
    WavOutput(Path("never.wav")).close()
    MemoryOutput().close()


def test_without_the_package_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(OutputError, match="miniaudio is not installed"):
        MiniaudioOutput().open(silence)


def test_a_wav_file_holds_what_was_rendered_and_blocks_lie_exactly_a_period_apart(
    tmp_path: Path, onsets: ModuleType
) -> None:
    file = tmp_path / "out.wav"
    asked: list[tuple[int, int]] = []
    enough = threading.Event()

    def render(frames: int, at: int) -> bytes:
        asked.append((frames, at))
        if len(asked) == 10:
            enough.set()
        return len(asked).to_bytes(2, "little") * frames

    output = WavOutput(file)
    output.open(render)
    assert enough.wait(20)
    output.close()
    samples = onsets.read_wav(file)
    assert [samples[n * 882] for n in range(10)] == list(range(1, 11))
    assert len(samples) == 882 * len(asked)
    assert {later[1] - earlier[1] for earlier, later in pairwise(asked)} == {20 * MS}


def test_the_header_says_how_much_there_is(tmp_path: Path) -> None:
    file = tmp_path / "out.wav"
    done = threading.Event()

    def render(frames: int, at: int) -> bytes:
        done.set()
        return silence(frames, at)

    output = WavOutput(file)
    output.open(render)
    assert done.wait(20)
    output.close()
    data = file.read_bytes()
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert int.from_bytes(data[40:44], "little") == len(data) - 44


def test_a_folder_that_does_not_exist_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no such file or directory"):
        WavOutput(tmp_path / "missing" / "out.wav").open(silence)


def test_a_full_disk_is_trouble_with_its_reason(eventually: Callable[..., bool]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("This system has no /dev/full.")
    output = WavOutput(full)
    try:
        output.open(silence)
    except OutputError as error:
        assert "no space left" in str(error)  # noqa: PT017  # either moment is right
    else:
        assert eventually(output.trouble)
        assert "no space left" in str(output.trouble())
    finally:
        output.close()


def test_names_lead_to_outputs() -> None:
    in_order = ["miniaudio", "simpleaudio", "pipe", "pipe"]
    assert [make().name for make in candidates("auto")] == in_order
    for name in in_order:
        assert {make().name for make in candidates(name)} == {name}
    assert [make().name for make in candidates("wav:a:b.wav")] == ["wav"]
    for wrong in ("", "wav", "wav:", "bell", "none", "jack"):
        with pytest.raises(ValueError, match="no output"):
            candidates(wrong)


def test_opening_and_closing_a_device_again_and_again_leaves_no_descriptors() -> None:
    """miniaudio 1.71 alone leaves five for each."""
    pytest.importorskip("miniaudio", reason="miniaudio is not installed on this system.")
    if not Path("/proc/self/fd").exists():
        pytest.skip("This system does not tell a process its descriptors.")
    output = MiniaudioOutput()
    counts = []
    for _ in range(4):
        try:
            output.open(silence)
        except OutputError as error:
            pytest.skip(f"No sound device to open: {error}.")
        output.close()
        counts.append(len(os.listdir("/proc/self/fd")))  # noqa: PTH208  # counts, nothing more
    assert counts[-1] == counts[0]


@pytest.mark.parametrize("period_ms", [PERIOD_MS, 100], ids=["usual", "weak-machine"])
def test_blocks_have_the_length_that_was_asked_for(period_ms: int, tmp_path: Path) -> None:
    asked: list[int] = []
    enough = threading.Event()

    def render(frames: int, at: int) -> bytes:
        asked.append(frames)
        enough.set()
        return silence(frames, at)

    (make,) = candidates(f"wav:{tmp_path / 'out.wav'}", period_ms)
    output = make()
    output.open(render)
    assert enough.wait(20)
    output.close()
    assert set(asked) == {RATE * period_ms // 1000}
