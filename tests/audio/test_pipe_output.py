"""A player fed through a pipe: never ahead of it, never without it, and it never outlives us."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.audio.client import NO_DEVICE, SoundEngine
from player.audio.outputs import OutputError, candidates, pipe
from player.audio.outputs.pipe import APLAY, PACAT, PipeOutput
from player.timeline.sounds import Sound

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Players are only fed on Linux.")

PIECE = 1_920
"""Bytes of 20 ms at 48 kHz."""

Play = Callable[..., PipeOutput]


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of the search path; empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("STAND_IN_PID", str(tmp_path / "pids"))
    monkeypatch.setenv("STAND_IN_HEARD", str(tmp_path / "heard"))
    return folder


@pytest.fixture
def install(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a stand-in for a player on the search path."""

    def put(name: str, manner: str) -> None:
        program = bin_folder / name
        script = Path(__file__).parent / "stand_in" / "player.py"
        program.write_text(f"#!{sys.executable}\n{script.read_text()}")
        program.chmod(0o755)
        monkeypatch.setenv("STAND_IN_PLAYER", manner)

    return put


class Source:
    """Renders a sound whose samples count on, and knows how often it was asked."""

    def __init__(self) -> None:
        self.blocks = 0
        self.enough = threading.Event()

    def __call__(self, frames: int, at: int) -> bytes:
        assert at > 0
        self.blocks += 1
        if self.blocks >= 10:
            self.enough.set()
        return b"\x01\x02" * frames


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def play(install: Callable[[str, str], None], source: Source) -> Iterator[Play]:
    """Opens an output on a stand-in for pacat that behaves in a given manner, and closes it."""
    opened: list[PipeOutput] = []

    def begin(manner: str, period_ms: int = 20) -> PipeOutput:
        install("pacat", manner)
        output = PipeOutput(PACAT, period_ms)
        opened.append(output)
        output.open(source)
        return output

    yield begin
    for output in opened:
        output.close()


def pids(tmp_path: Path) -> list[int]:
    """Every player that was started."""
    return [int(line) for line in (tmp_path / "pids").read_text().split()]


@pytest.mark.usefixtures("bin_folder")
def test_a_player_that_is_not_there_is_a_reason(source: Source) -> None:
    with pytest.raises(OutputError, match="pacat is not installed"):
        PipeOutput(PACAT).open(source)


def test_a_player_lying_in_the_current_folder_is_not_taken(
    install: Callable[[str, str], None],
    bin_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: Source,
) -> None:
    """A routine's folder may be a stranger's."""
    install("pacat", "reads")
    monkeypatch.chdir(bin_folder)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(OutputError, match="not installed"):
        PipeOutput(PACAT).open(source)


def test_a_player_that_refuses_is_a_reason_and_is_gone(
    play: Play, tmp_path: Path, is_gone: Callable[[int], bool], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OutputError, match="pacat does not play"):
        play("refuses")
    assert all(map(is_gone, pids(tmp_path)))
    assert capfd.readouterr().err == "Nobody answers.\n"  # in the engine this is the log


def test_a_player_that_never_begins_is_given_up_and_ended(
    play: Play, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_gone: Callable[[int], bool]
) -> None:
    monkeypatch.setattr(pipe, "BEGINS_WITHIN", 1.0)
    with pytest.raises(OutputError, match="pacat does not begin to play"):
        play("stops:1")
    assert all(map(is_gone, pids(tmp_path)))


def test_the_player_gets_every_sample_in_order(
    play: Play, source: Source, tmp_path: Path, eventually: Callable[..., bool]
) -> None:
    output = play("reads")
    assert source.enough.wait(20)
    assert eventually(lambda: (tmp_path / "heard").stat().st_size >= 5 * PIECE)
    output.close()
    heard = (tmp_path / "heard").read_bytes()
    assert heard[:PIECE] == bytes(PIECE)  # taken, it tells that the device is open
    assert set(heard[PIECE + 160 * 2 :]) == {1, 2}


@pytest.mark.parametrize("period_ms", [20, 40, 100])
def test_no_more_is_on_its_way_than_one_piece(
    period_ms: int, play: Play, source: Source, eventually: Callable[..., bool]
) -> None:
    """A cleared sound would go on for as long as what was written ahead."""
    pieces = 3 if period_ms == 100 else 1
    piece = 2 * 48 * period_ms // pieces
    output = play(f"stops:{8 * piece}", period_ms)
    assert eventually(output.trouble)
    assert output.trouble() == "pacat has taken nothing for 0.6 s"
    assert source.blocks == 8  # the first piece was silence, not asked for; the ninth lies in the pipe


def test_a_player_that_dies_is_noticed(
    play: Play, eventually: Callable[..., bool], tmp_path: Path, is_gone: Callable[[int], bool]
) -> None:
    output = play(f"dies:{5 * PIECE}")
    assert eventually(output.trouble)
    assert output.trouble() == "pacat has ended"
    output.close()
    assert all(map(is_gone, pids(tmp_path)))


def test_closing_ends_a_player_that_does_not_want_to_leave(
    play: Play, source: Source, tmp_path: Path, is_gone: Callable[[int], bool]
) -> None:
    output = play("reads")
    assert source.enough.wait(20)
    (pid,) = pids(tmp_path)
    os.kill(pid, signal.SIGSTOP)
    output.close()
    assert is_gone(pid)
    output.close()


def test_opening_and_closing_leaves_no_descriptors(play: Play) -> None:
    play("reads").close()
    before = set(Path("/proc/self/fd").iterdir())
    play("reads").close()
    assert set(Path("/proc/self/fd").iterdir()) == before


def test_aplay_is_taken_where_there_is_no_pacat(
    install: Callable[[str, str], None], source: Source, tmp_path: Path
) -> None:
    install("aplay", "reads")
    first, second = (make() for make in candidates("pipe"))
    with pytest.raises(OutputError, match="pacat is not installed"):
        first.open(source)
    second.open(source)
    assert (second.name, len(pids(tmp_path))) == ("pipe", 1)
    second.close()


@pytest.mark.parametrize("player", [PACAT, APLAY], ids=["pacat", "aplay"])
def test_the_real_players_take_our_options(player: pipe.Player, source: Source, no_device: None) -> None:
    """Where there is no device they fail for that reason, not for a word they do not know."""
    del no_device
    if shutil.which(player.name) is None:
        pytest.skip(f"{player.name} is not installed.")
    with pytest.raises(OutputError, match=f"{player.name} does not play"):
        PipeOutput(player).open(source)


@pytest.fixture
def without_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation in which neither miniaudio nor simpleaudio is there."""
    folder = tmp_path / "missing"
    folder.mkdir()
    for name in ("miniaudio", "simpleaudio"):
        (folder / f"{name}.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.usefixtures("without_libraries")
def test_an_installation_without_a_sound_library_plays_through_a_player(
    install: Callable[[str, str], None],
    engine: Callable[[str], SoundEngine],
    tmp_path: Path,
    eventually: Callable[..., bool],
) -> None:
    install("pacat", "reads")
    sound = engine("auto")
    assert (sound.status().output, sound.status().needs_bell, sound.notices()) == ("pipe", False, [])
    sound.play(Sound.ACCEPT)
    assert eventually(lambda: any((tmp_path / "heard").read_bytes()))


@pytest.mark.usefixtures("without_libraries")
def test_without_any_player_the_bell_rings_and_one_notice_is_given(
    install: Callable[[str, str], None], engine: Callable[[str], SoundEngine], tmp_path: Path
) -> None:
    install("pacat", "refuses")
    sound = engine("auto")
    assert sound.status().needs_bell
    assert sound.notices() == [NO_DEVICE]
    assert "Nobody answers." in (tmp_path / "engine.log").read_text()


def test_a_killed_engine_leaves_no_player_behind(
    install: Callable[[str, str], None],
    engine: Callable[[str], SoundEngine],
    tmp_path: Path,
    is_gone: Callable[[int], bool],
    eventually: Callable[..., bool],
) -> None:
    install("pacat", "reads")
    sound = engine("pipe")
    (first, *_) = pids(tmp_path)
    assert sound.pid is not None
    os.kill(sound.pid, signal.SIGKILL)
    assert eventually(lambda: is_gone(first))
    assert eventually(lambda: len(pids(tmp_path)) == 2)  # the next engine starts the next one
    sound.close()
    assert eventually(lambda: all(map(is_gone, pids(tmp_path))))
