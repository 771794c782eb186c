"""The engine as a process: what the file it wrote says about when things were heard."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest

from player.audio.client import SoundEngine
from player.audio.clips import RATE, Clip
from player.timeline.sounds import Sound, own_sound

S = 1_000_000_000
ROOT = Path(__file__).parents[2]
Start = Callable[[str], SoundEngine]
Parent = Callable[..., "subprocess.Popen[str]"]


def wait_until(at: int) -> None:
    """Let the engine's time pass: what is tested happens in another process, in real time."""
    time.sleep(max(at - time.monotonic_ns(), 0) / S)


@pytest.mark.alone
def test_cues_lie_in_the_file_where_they_were_planned(
    engine: Start, tmp_path: Path, clips: dict[str, Clip], onsets: ModuleType
) -> None:
    sound = engine(f"wav:{tmp_path / 'out.wav'}")
    rng = random.Random(7)  # noqa: S311  # wants to be uneven, not secret
    kinds = [
        *(Sound.GO, Sound.TICK, Sound.REP, Sound.STATION_3, Sound.TICK),
        *(Sound.LAST_REP, Sound.REST, Sound.TICK_OUT, Sound.SWITCH, Sound.GO),
    ]
    start = time.monotonic_ns() + 700_000_000
    plan: list[tuple[float, Sound]] = []
    at = 0.0
    for kind in kinds:
        plan.append((at, kind))
        at += rng.uniform(0.11, 0.47)
    for offset, kind in plan:
        sound.cue(start + round(offset * S), kind)
    wait_until(start + round((at + 0.5) * S))
    sound.close()
    found = onsets.find(onsets.read_wav(tmp_path / "out.wav"), plan, clips)
    assert [one.name for one in found if one.likeness < 0.6] == []
    assert max(map(abs, onsets.deviations(found))) < 1.0, "ms"


@pytest.mark.alone
def test_a_clear_is_silence_within_60_ms(engine: Start, tmp_path: Path, onsets: ModuleType) -> None:
    sound = engine(f"wav:{tmp_path / 'out.wav'}")
    first = time.monotonic_ns() + 600_000_000
    cleared: list[int] = []
    for n in range(5):
        sound.cue(first + n * S, Sound.HALF)  # rings for 750 ms
        sound.cue(first + n * S + 400_000_000, Sound.FINISH)
        wait_until(first + n * S + 150_000_000)
        cleared.append(time.monotonic_ns())
        sound.clear()
        wait_until(first + n * S + 500_000_000)
    sound.close()
    samples = onsets.read_wav(tmp_path / "out.wav")
    zero = first - round(onsets.onsets(samples)[0] * S)
    rang_on = []
    for at in cleared:
        begin = (at - zero) * RATE // S
        stretch = samples[begin : begin + RATE // 2]
        rang_on.append(1000 * max((n for n, x in enumerate(stretch) if x), default=0) / RATE)
    assert median(rang_on) < 60, rang_on
    assert max(rang_on) < 240, "what waited is never heard"


@pytest.mark.alone
def test_a_key_is_answered_within_150_ms(engine: Start, tmp_path: Path, onsets: ModuleType) -> None:
    sound = engine(f"wav:{tmp_path / 'out.wav'}")
    first = time.monotonic_ns() + 600_000_000
    sound.cue(first, Sound.TICK)
    pressed = []
    for n in range(1, 6):
        wait_until(first + n * 307_000_000)
        pressed.append(time.monotonic_ns())
        sound.play(Sound.ACCEPT)
    wait_until(pressed[-1] + 300_000_000)
    sound.close()
    heard = onsets.onsets(onsets.read_wav(tmp_path / "out.wav"))
    assert len(heard) == 6
    zero = first - round(heard[0] * S)
    late = [(zero + round(at * S) - key) / 1e6 for at, key in zip(heard[1:], pressed, strict=True)]
    assert median(late) < 150, "ms"


def test_a_parent_that_is_killed_leaves_no_process_and_a_whole_file(
    parent: Parent,
    tmp_path: Path,
    onsets: ModuleType,
    eventually: Callable[..., bool],
    is_gone: Callable[[int], bool],
) -> None:
    file = tmp_path / "out.wav"
    process = parent(f"wav:{file}")
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    wait_until(told["first"] + 1_300_000_000)
    assert not is_gone(told["engine"])
    process.kill()
    assert eventually(lambda: is_gone(told["engine"]))
    data = file.read_bytes()
    assert int.from_bytes(data[40:44], "little") == len(data) - 44
    assert len(onsets.onsets(onsets.read_wav(file))) >= 9


def test_an_engine_that_is_killed_leaves_a_file_that_can_be_read(
    engine: Start, tmp_path: Path, onsets: ModuleType
) -> None:
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}")
    at = time.monotonic_ns() + 300_000_000
    sound.cue(at, Sound.GO)
    wait_until(at + 2 * S)
    assert sound.pid is not None
    os.kill(sound.pid, signal.SIGKILL)
    sound.close()
    data = file.read_bytes()
    assert RATE * 2 < int.from_bytes(data[40:44], "little") <= len(data) - 44
    assert len(onsets.onsets(onsets.read_wav(file))) == 1


def test_an_engine_asked_to_end_finishes_its_file(
    engine: Start, tmp_path: Path, eventually: Callable[..., bool], is_gone: Callable[[int], bool]
) -> None:
    file = tmp_path / "out.wav"
    pid = engine(f"wav:{file}").pid
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    assert eventually(lambda: is_gone(pid))
    data = file.read_bytes()
    assert int.from_bytes(data[40:44], "little") == len(data) - 44


@pytest.mark.alone
def test_while_the_parent_is_stopped_nothing_sounds(
    parent: Parent, tmp_path: Path, onsets: ModuleType
) -> None:
    file = tmp_path / "out.wav"
    process = parent(f"wav:{file}")
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    wait_until(told["first"] + 500_000_000)
    stopped = time.monotonic_ns()
    os.kill(process.pid, signal.SIGSTOP)
    wait_until(stopped + 3 * S)
    os.kill(process.pid, signal.SIGCONT)
    process.communicate("\n")
    heard = onsets.onsets(onsets.read_wav(file))
    last = told["first"] + round((heard[-1] - heard[0]) * S)
    assert 500_000_000 < last - stopped < 1_500_000_000, (
        "about 1 s after the last beat, long before the last cue"
    )
    assert len(onsets.read_wav(file)) / RATE > 3, "and it lived on"


def test_ctrl_c_in_the_terminal_is_not_for_the_engine(
    engine: Start, tmp_path: Path, eventually: Callable[..., bool]
) -> None:
    sound = engine(f"wav:{tmp_path / 'out.wav'}")
    pid = sound.pid
    assert pid is not None
    assert os.getsid(pid) == pid != os.getsid(0)
    os.kill(pid, signal.SIGINT)
    sound.cue(time.monotonic_ns(), own_sound("gong"))  # it says that it does not know it: it is alive
    assert eventually(lambda: "gong" in sound.unknown)
    assert sound.pid == pid


def test_a_stopped_engine_stops_nobody_and_is_gone_after_closing(
    engine: Start, tmp_path: Path, is_gone: Callable[[int], bool]
) -> None:
    sound = engine(f"wav:{tmp_path / 'out.wav'}")
    pid = sound.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)

    def go_on() -> None:
        for n in range(5_000):
            sound.cue(n, Sound.TICK)
            sound.play(Sound.ACCEPT)
            sound.clear()
            sound.status()
            sound.notices()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    sound.close(timeout=0.2)
    assert is_gone(pid)


def test_a_json_module_in_the_current_folder_is_not_run(parent: Parent, tmp_path: Path) -> None:
    """Routines come from strangers, and people start the player in their folders."""
    (tmp_path / "json.py").write_text("import pathlib; pathlib.Path('was-run').touch(); raise SystemExit\n")
    process = parent(f"wav:{tmp_path / 'out.wav'}", cwd=tmp_path)
    out, err = process.communicate("\n")
    assert json.loads(out.splitlines()[1]) == {"notices": []}, err
    assert not (tmp_path / "was-run").exists()


def test_nothing_heavy_is_imported_before_the_start() -> None:
    code = (
        "import sys; import player.audio, player.audio.client; "
        "print({'subprocess', 'miniaudio', 'yaml', 'textual', 'player.audio.engine'}.isdisjoint(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603  # ours
    assert out.stdout == "True\n"


@pytest.mark.parametrize("output", ["bell", "none"])
def test_bell_and_none_start_no_process(engine: Start, output: str) -> None:
    sound = engine(output)
    sound.cue(0, Sound.GO)
    sound.play(Sound.ACCEPT)
    sound.clear()
    assert sound.pid is None
    assert sound.notices() == []
    status = sound.status()
    assert (status.output, status.needs_bell) == (output, output == "bell")
    sound.close()
    assert not sound.status().needs_bell
