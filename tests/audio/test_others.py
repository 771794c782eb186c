"""Other programs get back what they had: at the end, after a crash, and never against the person's hand."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.audio import others
from player.audio.client import SoundEngine
from player.audio.others import Lowering, available, lower, restore
from tests.audio.recording import pactl, silent_sink

FULL = 65_536


class Server:
    """A sound server with streams."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "streams"
        self.streams: list[dict[str, Any]] = []
        self.save()

    def save(self) -> None:
        self.file.write_text(json.dumps(self.streams))

    def stream(self, number: int, name: str, *volume: int, **properties: str) -> None:
        """Let a program play."""
        known = {"application.name": name, "application.process.id": "1"}
        known |= {key.replace("_", "."): value for key, value in properties.items()}
        channels = {f"channel-{n}": {"value": value} for n, value in enumerate(volume or (FULL, FULL))}
        self.streams.append({"index": number, "properties": known, "volume": channels})
        self.save()

    def end(self, number: int) -> None:
        self.streams = [stream for stream in self.streams if stream["index"] != number]
        self.save()

    def turn(self, number: int, *volume: int) -> None:
        """Set the volume of a stream, as the person does."""
        for stream in self.streams:
            if stream["index"] == number:
                channels = {f"channel-{n}": {"value": value} for n, value in enumerate(volume)}
                stream["volume"] = channels
        self.save()

    def volume(self, number: int) -> list[int]:
        """What is heard of a stream now."""
        self.take()
        (stream,) = (stream for stream in self.streams if stream["index"] == number)
        return [channel["value"] for channel in stream["volume"].values()]

    def take(self) -> None:
        """Bring in what pactl has set."""
        for file in self.folder.glob("set-*"):
            self.turn(int(file.name.removeprefix("set-")), *json.loads(file.read_text()))
            file.unlink()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    folder = tmp_path / "server"
    folder.mkdir()
    program = folder / "pactl"
    program.write_text(f"#!{sys.executable}\n{(Path(__file__).parent / 'stand_in/pactl.py').read_text()}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    server = Server(folder)
    monkeypatch.setenv("STAND_IN_STREAMS", str(server.file))
    return server


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "state" / "lowered.json"


pytestmark = pytest.mark.skipif(os.name == "nt", reason="pactl is of Linux and its kin.")


def test_others_are_lowered_by_their_own_measure_and_restored(server: Server, memory: Path) -> None:
    server.stream(4, "Music", FULL, FULL // 2)
    server.stream(7, "Browser", 10_000)
    lower(30, memory)
    assert (server.volume(4), server.volume(7)) == ([19_660, 9_830], [3_000])
    restore(memory)
    assert (server.volume(4), server.volume(7)) == ([FULL, FULL // 2], [10_000])
    assert not memory.exists()


def test_nothing_is_lowered_twice(server: Server, memory: Path) -> None:
    server.stream(4, "Music")
    for _ in range(3):
        lower(30, memory)
        server.take()
    assert server.volume(4) == [19_660, 19_660]
    restore(memory)
    assert server.volume(4) == [FULL, FULL]


def test_what_begins_later_is_lowered_too(server: Server, memory: Path) -> None:
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    server.stream(9, "Browser")
    lower(30, memory)
    assert server.volume(9) == [19_660, 19_660]
    restore(memory)
    assert (server.volume(4), server.volume(9)) == ([FULL, FULL], [FULL, FULL])


def test_the_next_piece_of_a_program_begins_soft_and_ends_as_loud_as_its_first(
    server: Server, memory: Path
) -> None:
    """A sound server remembers the volume for the program, not for the piece."""
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    server.end(4)
    server.stream(5, "Music", 19_660, 19_660)
    lower(30, memory)
    assert server.volume(5) == [19_660, 19_660]
    restore(memory)
    assert server.volume(5) == [FULL, FULL]


def test_a_program_that_was_closed_while_soft_gets_its_volume_back_when_it_plays_again(
    server: Server, memory: Path
) -> None:
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    server.end(4)
    restore(memory)
    assert memory.exists()
    server.stream(12, "Music", 19_660, 19_660)
    restore(memory)
    assert server.volume(12) == [FULL, FULL]
    assert not memory.exists()


def test_what_the_person_has_changed_stays(server: Server, memory: Path) -> None:
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    server.turn(4, 50_000, 50_000)
    lower(30, memory)
    assert server.volume(4) == [50_000, 50_000]
    restore(memory)
    assert server.volume(4) == [50_000, 50_000]
    assert not memory.exists()


def test_after_a_crash_the_next_session_gives_back_what_was_there_before(
    server: Server, memory: Path
) -> None:
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    # The engine is killed here; the next one has other settings.
    lower(50, memory)
    assert server.volume(4) == [FULL // 2, FULL // 2]
    restore(memory)
    assert server.volume(4) == [FULL, FULL]


def test_a_crash_between_remembering_and_lowering_does_no_harm(server: Server, memory: Path) -> None:
    server.stream(4, "Music")
    lower(30, memory)
    for file in server.folder.glob("set-*"):
        file.unlink()
    restore(memory)
    assert server.volume(4) == [FULL, FULL]


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("Backbeat", {}),
        ("ALSA plug-in [python3]", {"application_process_id": str(os.getpid())}),
        ("Call", {"media_role": "phone"}),
        ("Orca", {"media_role": "a11y"}),
        ("speech-dispatcher-espeak-ng", {}),
    ],
    ids=["our-stream", "our-process", "call", "screen-reader", "speech-dispatcher"],
)
def test_our_own_sound_calls_and_screen_readers_are_never_touched(
    name: str, properties: dict[str, str], server: Server, memory: Path
) -> None:
    server.stream(4, name, **properties)
    lower(30, memory)
    assert server.volume(4) == [FULL, FULL]


def test_a_player_that_we_feed_is_ours(server: Server, memory: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("This system does not tell who started a process.")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        server.stream(4, "ALSA plug-in [aplay]", application_process_id=str(child.pid))
        lower(30, memory)
        assert server.volume(4) == [FULL, FULL]


@pytest.mark.usefixtures("server")
def test_a_memory_that_is_no_memory_is_none(memory: Path) -> None:
    memory.parent.mkdir()
    for nonsense in ("", "[]", '{"lowered": [{"number": 1}]}', '{"lowered": 5}', "\x00"):
        memory.write_text(nonsense)
        restore(memory)
        lower(30, memory)


def test_where_nothing_can_be_remembered_nothing_is_lowered(server: Server, tmp_path: Path) -> None:
    server.stream(4, "Music")
    (tmp_path / "file").touch()
    lower(30, tmp_path / "file" / "lowered.json")
    assert server.volume(4) == [FULL, FULL]


def test_without_pactl_or_without_a_server_nothing_happens(
    server: Server, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert available()
    server.file.unlink()
    assert not available()
    lower(30, memory)
    monkeypatch.setenv("PATH", "")
    assert not available()
    lower(30, memory)
    restore(memory)
    assert not memory.exists()


def test_a_session_lowers_others_and_gives_back(
    server: Server, memory: Path, eventually: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(others, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(others, "ENDS_WITHIN", 20)
    server.stream(4, "Music")
    lowering = Lowering(30, memory)
    lowering.begin()
    assert eventually(lambda: server.volume(4) == [19_660, 19_660])
    server.stream(5, "Browser")
    assert eventually(lambda: server.volume(5) == [19_660, 19_660])
    lowering.end()
    assert (server.volume(4), server.volume(5)) == ([FULL, FULL], [FULL, FULL])


def test_a_session_that_leaves_others_alone_gives_back_what_one_that_died_did_not(
    server: Server, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(others, "ENDS_WITHIN", 20)
    server.stream(4, "Music")
    lower(30, memory)
    server.take()
    lowering = Lowering(others.AS_THEY_ARE, memory)
    lowering.begin()
    lowering.end()
    assert server.volume(4) == [FULL, FULL]


def test_left_alone_nobody_is_asked(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others, "restore", lambda _: pytest.fail("There was nothing to give back."))
    lowering = Lowering(others.AS_THEY_ARE, memory)
    lowering.begin()
    lowering.end()


@pytest.fixture
def sound(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A player that takes sound, so that an engine has an output."""
    if sys.platform != "linux":
        pytest.skip("Players are only fed on Linux.")
    program = server.folder / "pacat"
    program.write_text(f"#!{sys.executable}\n{(Path(__file__).parent / 'stand_in/player.py').read_text()}")
    program.chmod(0o755)
    monkeypatch.setenv("STAND_IN_PLAYER", "reads")
    monkeypatch.setenv("STAND_IN_PID", str(tmp_path / "pids"))
    monkeypatch.setenv("STAND_IN_HEARD", str(tmp_path / "heard"))


@pytest.mark.usefixtures("sound")
def test_an_engine_lowers_others_while_it_lives(
    server: Server, engine: Callable[..., SoundEngine], eventually: Callable[..., bool]
) -> None:
    server.stream(4, "Music")
    playing = engine("pipe", others=30)
    assert eventually(lambda: server.volume(4) == [19_660, 19_660])
    playing.close()
    assert eventually(lambda: server.volume(4) == [FULL, FULL])


@pytest.mark.usefixtures("sound")
def test_an_engine_that_leaves_others_alone_gives_back_what_a_killed_one_could_not(
    server: Server, engine: Callable[..., SoundEngine], eventually: Callable[..., bool], tmp_path: Path
) -> None:
    server.stream(4, "Music")
    playing = engine("pipe", others=30)
    assert eventually(lambda: server.volume(4) == [19_660, 19_660])
    assert playing.pid is not None
    playing._closing.set()  # or it would start the next engine by itself
    os.kill(playing.pid, signal.SIGKILL)
    assert (tmp_path / "lowered.json").exists()
    engine("pipe")
    assert eventually(lambda: server.volume(4) == [FULL, FULL])


@pytest.mark.usefixtures("sound")
def test_a_session_whose_engine_died_gives_back_when_it_ends(
    server: Server, engine: Callable[..., SoundEngine], eventually: Callable[..., bool], tmp_path: Path
) -> None:
    server.stream(4, "Music")
    playing = engine("pipe", others=30)
    assert eventually(lambda: server.volume(4) == [19_660, 19_660])
    assert playing.pid is not None
    playing._closing.set()  # or it would start the next engine by itself
    os.kill(playing.pid, signal.SIGKILL)
    assert eventually(lambda: playing.pid is None)
    assert server.volume(4) == [19_660, 19_660]
    playing.close()
    assert server.volume(4) == [FULL, FULL]
    assert not (tmp_path / "lowered.json").exists()


def test_on_a_real_server_music_goes_down_and_up_again(memory: Path, eventually: Callable[..., bool]) -> None:
    silent_sink()
    if shutil.which("pacat") is None:
        pytest.skip("pacat (pulseaudio-utils) is needed to play music.")
    if not available():
        pytest.skip("This pactl does not speak JSON.")
    name = f"Music {os.getpid()}"
    play = ["pacat", "--playback", "--raw", f"--client-name={name}", "--volume=40000", "/dev/zero"]
    root = Path(__file__).parents[2]

    def volumes() -> list[int]:
        streams = json.loads(pactl("--format=json", "list", "sink-inputs"))
        mine = (entry for entry in streams if entry["properties"].get("application.name") == name)
        return [channel["value"] for entry in mine for channel in entry["volume"].values()]

    def elsewhere(call: str) -> None:
        """In another process: what this one has started counts as ours."""
        code = f"from player.audio.others import *; {call}"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=root)  # noqa: S603  # our own interpreter

    with subprocess.Popen(play, stderr=subprocess.DEVNULL) as music:  # noqa: S603  # a list, no shell
        try:
            assert eventually(lambda: volumes() == [40_000, 40_000])
            elsewhere(f"lower(25, Path({str(memory)!r}))")
            assert volumes() == [10_000, 10_000]
            elsewhere(f"restore(Path({str(memory)!r}))")
            assert volumes() == [40_000, 40_000]
        finally:
            music.kill()
