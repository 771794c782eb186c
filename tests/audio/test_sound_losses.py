"""Sound that goes away and comes back: the bell meanwhile, one sentence each way, never a stop."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from player.audio import client
from player.audio.client import BACK, DEVICE_GONE, NO_DEVICE, SoundEngine
from player.audio.protocol import Setup
from player.audio.wire import BEAT_EVERY

Start = Callable[[str], SoundEngine]
Wait = Callable[..., bool]


def test_an_engine_that_is_killed_is_replaced(engine: Start, device: Path, eventually: Wait) -> None:
    sound = engine("auto")
    assert device.exists()
    assert (sound.status().output, sound.status().needs_bell) == ("miniaudio", False)
    first = sound.pid
    assert first is not None
    device.unlink()  # so that the bell's time lasts until we have looked
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: sound.status().needs_bell)
    assert (sound.status().output, sound.status().state) == ("bell", "lost")
    assert sound.notices() == [DEVICE_GONE]
    assert eventually(lambda: sound.pid not in {None, first})
    second = sound.pid
    assert second is not None
    os.kill(second, signal.SIGKILL)
    assert eventually(lambda: sound.pid not in {None, first, second})
    assert sound.notices() == [], "one sentence for one loss, however many engines it takes"
    device.touch()
    assert eventually(lambda: sound.status().state == "ready")
    assert (sound.status().output, sound.status().needs_bell) == ("miniaudio", False)
    assert sound.notices() == [BACK]
    assert sound.notices() == []


@pytest.mark.alone
def test_an_engine_killed_three_times_is_there_again_each_time_and_told_once(
    engine: Start, device: Path, eventually: Wait, is_gone: Callable[[int], bool]
) -> None:
    sound = engine("auto")
    assert device.exists()
    took = []
    for _ in range(3):
        pid = sound.pid
        assert pid is not None
        killed = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        assert eventually(lambda pid=pid: sound.pid not in {None, pid} and sound.status().state == "ready")
        took.append(time.monotonic() - killed)
        assert is_gone(pid)
    assert sound.notices() == [DEVICE_GONE, BACK]
    assert median(took) < 2.5, took  # 1 s from one start to the next, and a busy machine's time to start


def test_a_device_that_dies_in_silence_is_missed_and_taken_again(
    engine: Start, device: Path, eventually: Wait
) -> None:
    sound = engine("miniaudio")
    pid = sound.pid
    device.unlink()
    assert eventually(lambda: sound.status().needs_bell)
    device.touch()
    assert eventually(lambda: not sound.status().needs_bell)
    assert sound.notices() == [DEVICE_GONE, BACK]
    assert sound.pid == pid


def test_an_engine_that_hangs_is_replaced(
    engine: Start, device: Path, eventually: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PING_EVERY", 2)
    monkeypatch.setattr(client, "HUNG_AFTER", 4)
    sound = engine("auto")
    pid = sound.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    assert eventually(lambda: sound.pid not in {None, pid} and sound.status().state == "ready")
    assert sound.notices() == [DEVICE_GONE, BACK]
    assert device.exists()


def test_a_program_that_was_stopped_itself_does_not_replace_its_engine(
    engine: Start, device: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it stood still no answer could be read; that is not the engine's fault."""
    monkeypatch.setattr(client, "PING_EVERY", 1)
    sound = engine("auto")
    pid = sound.pid
    with sound._lock:  # as long as somebody holds this, nobody beats and nobody reads
        time.sleep(BEAT_EVERY * (client.HUNG_AFTER + 2))
    time.sleep(3 * BEAT_EVERY)
    assert (sound.pid, sound.notices()) == (pid, [])
    assert device.exists()


@pytest.mark.usefixtures("no_device")
def test_without_any_device_the_bell_stands_in_and_stderr_stays_empty(
    parent: Callable[..., "subprocess.Popen[str]"],
) -> None:
    process = parent("auto")
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    time.sleep(2.5)  # two more tries of the engine, which native libraries comment on
    out, err = process.communicate("\n")
    assert told["bell"] is True
    assert json.loads(out) == {"notices": [NO_DEVICE]}
    assert err == ""


@pytest.mark.usefixtures("no_device")
def test_what_native_libraries_say_is_in_the_log(engine: Start, tmp_path: Path) -> None:
    pytest.importorskip("miniaudio", reason="miniaudio is not installed on this system.")
    engine("miniaudio").close()
    log = tmp_path / "engine.log"
    assert log.exists()
    assert log.stat().st_mode & 0o077 == 0, "for the person only"


def test_a_file_that_cannot_be_written_is_said_once_without_a_bell(engine: Start, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "out.wav"
    sound = engine(f"wav:{file}")
    assert sound.notices() == [f"The sound cannot be written to {file}: no such file or directory."]
    time.sleep(1.5)
    assert sound.notices() == []
    assert (sound.status().state, sound.status().needs_bell) == ("lost", False)


def test_a_file_is_never_written_over_by_a_second_engine(
    engine: Start, tmp_path: Path, eventually: Wait
) -> None:
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}")
    pid = sound.pid
    assert pid is not None
    assert eventually(lambda: file.stat().st_size > 10_000)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: sound.status().state == "lost")
    size = file.stat().st_size
    time.sleep(1.5)
    assert sound.pid is None
    assert file.stat().st_size == size
    assert len(sound.notices()) == 1


@pytest.mark.parametrize("text", ["", "sox", "wav", "wav:", "auto:x", "none:", "Bell"])
def test_an_output_that_does_not_exist_is_refused_with_the_list(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="auto, miniaudio, simpleaudio, pipe, wav:FILE, bell, none"):
        SoundEngine(Setup(tmp_path, text))
