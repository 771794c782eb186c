"""The real native library against real sound servers that end in nothing, where there are any.

Nothing here may be heard by anybody: only null sinks are used.
"""

import os
import random
import shutil
import subprocess
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from player.audio.client import BACK, DEVICE_GONE, SoundEngine
from player.audio.clips import Clip
from player.timeline.sounds import Sound
from tests.audio.recording import pactl, recorded, silent_sink

pytestmark = pytest.mark.alone  # what is recorded is late where the machine is busy

S = 1_000_000_000


@pytest.fixture
def null_sink() -> str:
    """The name of the null sink that sound goes to."""
    pytest.importorskip("miniaudio", reason="miniaudio is not installed on this system.")
    return silent_sink()


def test_cues_are_heard_from_a_real_device_when_they_were_planned(
    null_sink: str,
    engine: Callable[[str], SoundEngine],
    clips: dict[str, Clip],
    onsets: ModuleType,
    tmp_path: Path,
) -> None:
    """One of three recordings must be right: a busy machine starves the server, and nobody here can help."""
    sound = engine("miniaudio")
    kinds = [
        *(Sound.GO, Sound.TICK, Sound.REP, Sound.TICK_OUT, Sound.STATION_2),
        *(Sound.AWAY, Sound.LAST_REP, Sound.HOLD, Sound.REST, Sound.ACCEPT),
    ]
    rng = random.Random(11)  # noqa: S311  # wants to be uneven, not secret
    plan = [(n * 0.4 + rng.uniform(0, 0.15), kind) for n, kind in enumerate(kinds)]
    tries = []
    for attempt in range(3):
        raw = tmp_path / f"{attempt}.raw"
        with recorded(null_sink, raw):
            start = time.monotonic_ns() + 1_500_000_000
            for offset, kind in plan:
                sound.cue(start + round(offset * S), kind)
            time.sleep(1.5 + plan[-1][0] + 0.7)
        data = raw.read_bytes()
        samples = array("h", data[: len(data) // 2 * 2])
        found = onsets.find(samples, plan, clips, within=0.09)
        assert len(found) == len(plan)
        worst = max(map(abs, onsets.deviations(found, drift=True)))
        tries.append((round(worst, 2), [one.name for one in found if one.likeness < 0.6]))
        if worst < 5 and not tries[-1][1]:
            return
    pytest.fail(f"Worst deviation in ms, and what was not heard, three times: {tries}")


@pytest.fixture
def server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Starts sound servers of our own, one after the other, to be killed."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("pulseaudio is not installed: there is no server to kill.")
    home = tmp_path / "server"
    home.mkdir(mode=0o700)
    socket = home / "native"
    monkeypatch.setenv("PULSE_SERVER", f"unix:{socket}")
    monkeypatch.delenv("PULSE_SINK", raising=False)
    monkeypatch.setenv("PULSE_COOKIE", str(home / "cookie"))
    alsa = home / "asound.conf"
    folders = [str(folder) for folder in sorted(Path("/usr/lib").glob("*/alsa-lib"))]
    library = next((f'lib "{folder}/libasound_module_pcm_pulse.so"' for folder in folders), "")
    alsa.write_text(f"pcm_type.pulse {{ {library} }}\npcm.!default {{ type pulse }}\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(alsa))
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        socket.unlink(missing_ok=True)
        modules = [
            f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            "module-null-sink sink_name=n",
        ]
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        command += [f"--load={module}" for module in modules]
        environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603  # a list
        started.append(process)
        end = time.monotonic() + 20
        while not pactl("info"):
            if process.poll() is not None or time.monotonic() > end:
                pytest.skip("A sound server of our own does not start here.")
            time.sleep(0.05)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("choice", "output"),
    [("auto", "miniaudio"), ("simpleaudio", "simpleaudio"), ("pipe", "pipe")],
    ids=["auto", "simpleaudio", "pipe"],
)
def test_a_sound_server_that_is_killed_is_missed_and_its_successor_taken(
    choice: str,
    output: str,
    server: Callable[[], "subprocess.Popen[bytes]"],
    engine: Callable[[str], SoundEngine],
    eventually: Callable[..., bool],
) -> None:
    if output != "pipe":
        pytest.importorskip(output, reason=f"{output} is not installed on this system.")
    first = server()
    sound = engine(choice)
    assert (sound.status().output, sound.notices()) == (output, [])
    pid = sound.pid
    first.kill()
    first.wait()
    assert eventually(lambda: sound.status().needs_bell)
    assert sound.notices() == [DEVICE_GONE]
    server()
    assert eventually(lambda: not sound.status().needs_bell)
    assert sound.notices() == [BACK]
    assert sound.pid == pid
