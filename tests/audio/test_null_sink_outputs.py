"""Every way out for sound on a real server that ends in nothing, recorded: on time, and quiet when asked."""

import os
import shutil
import signal
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from player.audio.clips import RATE, Clip
from player.audio.mixing.cuesheet import CueSheet
from player.audio.outputs import Output, OutputError
from player.audio.outputs.miniaudio import MiniaudioOutput
from player.audio.outputs.pipe import APLAY, PACAT, PipeOutput
from player.audio.outputs.simpleaudio import SimpleaudioOutput, refuse_flawed
from tests.audio.recording import recorded, silent_sink

pytestmark = pytest.mark.alone  # what is recorded is late where the machine is busy

S = 1_000_000_000


def _output(name: str) -> Output:
    if name in {"pacat", "aplay"}:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed.")
        return PipeOutput(PACAT if name == "pacat" else APLAY)
    pytest.importorskip(name, reason=f"{name} is not installed on this system.")
    if name == "simpleaudio":
        try:
            refuse_flawed()
        except OutputError as error:
            pytest.skip(f"{error}.")
        return SimpleaudioOutput()
    return MiniaudioOutput()


@pytest.fixture
def sink() -> str:
    return silent_sink()


@pytest.fixture(params=["miniaudio", "simpleaudio", "pacat", "aplay"])
def output(request: pytest.FixtureRequest, sink: str) -> Iterator[Output]:
    """One after the other, those that this machine has."""
    del sink
    if sys.platform != "linux":
        pytest.skip("Only PulseAudio's null sink is recorded here.")
    output = _output(request.param)
    yield output
    output.close()


def _samples(raw: Path) -> "array[int]":
    data = raw.read_bytes()
    return array("h", data[: len(data) // 2 * 2])


def _wait_until(at: int) -> None:
    threading.Event().wait(max(at - time.monotonic_ns(), 0) / S)


def test_cues_keep_their_distances(
    output: Output, sink: str, clips: dict[str, Clip], onsets: ModuleType, tmp_path: Path
) -> None:
    """One of three recordings must be right: a busy machine starves the server, and nobody here can help."""
    plan = [
        (n * 0.37, kind) for n, kind in enumerate(["go", "tick", "rep", "away", "last-rep", "hold", "accept"])
    ]
    sheet = CueSheet()
    output.open(sheet.render)
    tries = []
    for attempt in range(3):
        raw = tmp_path / f"{attempt}.raw"
        with recorded(sink, raw):
            start = time.monotonic_ns() + S
            for offset, kind in plan:
                sheet.cue(start + round(offset * S), clips[kind], 0)
            _wait_until(start + round((plan[-1][0] + 0.7) * S))
        found = onsets.find(_samples(raw), plan, clips, within=0.09)
        worst = max(map(abs, onsets.deviations(found, drift=True)))
        tries.append((round(worst, 2), [one.name for one in found if one.likeness < 0.6]))
        if worst < 5 and not tries[-1][1]:
            return
    pytest.fail(f"Worst deviation in ms, and what was not heard, three times: {tries}")


def test_a_cleared_sound_is_soon_over(output: Output, sink: str, tmp_path: Path) -> None:
    """It began as planned, so its length tells when it ended. One of three recordings must do, again."""
    tone = array("h", (12_000 if n // 22 % 2 else -12_000 for n in range(2 * RATE)))  # a second key: 1 kHz
    sheet = CueSheet()
    output.open(sheet.render)
    lengths = []
    for attempt in range(3):
        raw = tmp_path / f"{attempt}.raw"
        with recorded(sink, raw):
            start = time.monotonic_ns() + S
            sheet.cue(start, tone, attempt)
            _wait_until(start + S)
            sheet.clear(attempt + 1)
            _wait_until(start + 2 * S)
        loud = [n for n, sample in enumerate(_samples(raw)) if abs(sample) > 300]
        lengths.append(round(1000 * (loud[-1] - loud[0]) / RATE) - 1000 if loud else 0)
        if 0 < lengths[-1] < 200 and 0.9 * (loud[-1] - loud[0]) < len(loud):
            return
    pytest.fail(f"Heard for so many ms after the order, three times: {lengths}")


def test_a_stopped_player_is_missed(sink: str, eventually: Callable[..., bool]) -> None:
    """As when its sound server hangs: it says nothing, and takes nothing."""
    del sink
    output = _output("pacat")
    assert isinstance(output, PipeOutput)
    output.open(CueSheet().render)
    assert output._process is not None
    os.kill(output._process.pid, signal.SIGSTOP)
    assert eventually(output.trouble)
    output.close()
