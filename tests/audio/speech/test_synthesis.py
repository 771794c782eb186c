"""Engines are strangers: they fail, hang, write nonsense, and none of it reaches anybody."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from player.audio.children import own_module
from player.audio.speech import synthesis
from player.audio.speech.cache import SpokenCache
from player.audio.speech.chain import Speaking
from player.audio.speech.clip_store import Recording
from player.audio.speech.engines import ESPEAK_VOICE, EngineCommand, LibraryEspeak, ProgramEspeak, VoiceName
from player.audio.speech.mulaw import SPEECH_RATE
from player.audio.speech.platform_voices import MacSay
from player.audio.speech.synthesis import HungError, Runner, synthesise, voices
from player.audio.speech.worker import SpeechJob

StandIn = Callable[[str], None]
Calls = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def speaking(program: ProgramEspeak) -> Speaking:
    return Speaking(program, "", 165)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Engines get half a second. What one that hung has started is ended by the test: there is no worker."""
    monkeypatch.setattr(synthesis, "START_S", 0.5)
    monkeypatch.setattr(synthesis, "EACH_S", 0.0)
    yield
    for pid in (tmp_path / "pids").read_text().split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)


@pytest.fixture
def work(speaking: Speaking, tmp_path: Path) -> SpeechJob:
    return SpeechJob([speaking], SpokenCache(tmp_path / "cache"), Runner())


def test_a_text_becomes_a_clip(speaking: Speaking, tmp_path: Path, calls: Calls) -> None:
    clips = synthesise(speaking, ["Two", "-x --help"], Runner(), tmp_path)
    assert [len(clip or b"") / SPEECH_RATE for clip in clips] == [pytest.approx(0.3, abs=0.02)] * 2
    assert [call["text"] for call in calls()] == ["Two", "-x --help"]
    assert all("--help" not in call["words"] for call in calls())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "modules", "programs"]


def test_the_voice_of_macos_is_asked_in_its_own_way(
    program: ProgramEspeak, tmp_path: Path, calls: Calls
) -> None:
    speaking = Speaking(MacSay("say", program.place, "14"), "Alex", 180)
    assert synthesise(speaking, ["-o /tmp/x"], Runner(), tmp_path) != [None]
    (call,) = calls()
    assert call["text"] == "-o /tmp/x"
    assert call["words"][:6] == ["-v", "Alex", "-r", "180", "--file-format=WAVE", "--data-format=LEI16@22050"]
    assert call["words"][6:9] == ["-f", "-", "-o"]


def test_it_runs_in_a_folder_of_its_own(speaking: Speaking, tmp_path: Path, calls: Calls) -> None:
    synthesise(speaking, ["Two"], Runner(), tmp_path)
    (call,) = calls()
    assert Path(call["cwd"]).name.startswith(".speaking-")


@pytest.mark.parametrize("orders", ["crash", "deaf"])
def test_an_engine_that_says_nothing_gives_nothing(
    speaking: Speaking, stand_in: StandIn, tmp_path: Path, orders: str
) -> None:
    stand_in(orders)
    assert synthesise(speaking, ["Two"], Runner(), tmp_path) == [None]


def test_one_text_that_fails_costs_only_itself(speaking: Speaking, stand_in: StandIn, tmp_path: Path) -> None:
    stand_in("refuse=b")
    assert [clip is None for clip in synthesise(speaking, ["a", "b", "c"], Runner(), tmp_path)] == [
        *(False, True, False)
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF" * 20, b"\0" * 5_000, b"x" * 6_000_000],
    ids=["empty", "no-wav", "zeros", "huge"],
)
def test_what_it_writes_is_not_believed(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "0.wav").write_bytes(data)
    assert synthesis._clip(tmp_path / "0.wav") is None
    assert synthesis._clip(tmp_path / "1.wav") is None


@pytest.mark.usefixtures("impatient")
def test_an_engine_that_hangs_is_killed(
    speaking: Speaking,
    stand_in: StandIn,
    tmp_path: Path,
    eventually: Callable[..., bool],
    is_gone: Callable[[int], bool],
) -> None:
    stand_in("hang")
    with pytest.raises(HungError):
        synthesise(speaking, ["Two"], Runner(), tmp_path)
    engine, child = map(int, (tmp_path / "pids").read_text().split())
    assert eventually(lambda: is_gone(engine))
    assert not is_gone(child), "it does not hold us up, though it has our pipe"


def test_a_program_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    assert Runner().run(EngineCommand([str(tmp_path / "no")], b"", ()), tmp_path, timeout=9) is None
    assert Runner().run(EngineCommand([sys.executable, "-v\0"], b"", ()), tmp_path, timeout=9) is None


def test_what_runs_can_be_stopped_from_outside(tmp_path: Path) -> None:
    runner = Runner()
    ready = tmp_path / "ready"
    code = f"import pathlib, time; pathlib.Path({str(ready)!r}).touch(); time.sleep(600)"
    results: list[bytes | None] = []
    command = EngineCommand([sys.executable, "-c", code], b"", ())
    thread = threading.Thread(target=lambda: results.append(runner.run(command, tmp_path, timeout=600)))
    thread.start()
    while not ready.exists():
        thread.join(0.01)
    runner.stop()
    thread.join(10)
    assert results == [None]
    assert runner.run(EngineCommand([sys.executable, "--version"], b"", ()), tmp_path, timeout=9) is None


def test_voices_are_asked_for(program: ProgramEspeak, tmp_path: Path) -> None:
    assert voices(program, Runner(), tmp_path) == [
        VoiceName("en-gb", "English (GB)", "en"),
        VoiceName("af", "Afrikaans", "af"),
    ]


def frames(tmp_path: Path, speaking: Speaking, piece: str) -> int:
    from player.audio.speech.identity import file_name  # noqa: PLC0415  only here

    recording = Recording.open(tmp_path / "cache" / file_name(speaking.identity, piece))
    assert recording is not None
    recording.close()
    return recording.frames


def test_what_takes_too_long_is_said_faster(
    work: SpeechJob, speaking: Speaking, stand_in: StandIn, tmp_path: Path, calls: Calls
) -> None:
    stand_in("slow")
    assert work.speak({"a": 500, "b": 2_000}) == {"a": "espeak-ng", "b": "espeak-ng"}
    assert frames(tmp_path, speaking, "a") < SPEECH_RATE < frames(tmp_path, speaking, "b")
    assert [(call["text"], call["words"][3]) for call in calls()] == [
        ("a", "165"),
        ("b", "165"),
        ("a", "200"),
    ]


def test_what_one_engine_cannot_say_the_next_one_does(
    program: ProgramEspeak, tmp_path: Path, calls: Calls
) -> None:
    first, second = Speaking(program, "unknown", 165), Speaking(program, "", 165)
    work = SpeechJob([first, second], SpokenCache(tmp_path / "cache"), Runner())
    assert work.speak({"a": 500}) == {"a": "espeak-ng"}
    assert work.speak({"...": 500, "[[]]": 500}) == {"...": "", "[[]]": ""}, "nothing to say"
    assert [call["words"][1] for call in calls()] == ["unknown", "en-us+Annie"]


@pytest.mark.usefixtures("impatient")
def test_an_engine_that_hung_is_not_asked_again(work: SpeechJob, stand_in: StandIn, calls: Calls) -> None:
    stand_in("hang")
    assert work.speak({"a": 500}) == {"a": ""}
    assert work.speak({"b": 500}) == {"b": ""}
    assert [call["text"] for call in calls()] == ["a"]


def test_an_engine_that_always_fails_is_asked_twice(work: SpeechJob, stand_in: StandIn, calls: Calls) -> None:
    stand_in("crash")
    for piece in "abc":
        assert work.speak({piece: 500}) == {piece: ""}
    assert [call["text"] for call in calls()] == ["a", "b"]


@pytest.fixture
def library() -> LibraryEspeak:
    found = LibraryEspeak.find()
    if found is None:
        pytest.skip("espeakng-loader (the extra `speech`) is not installed")
    return found


def test_the_real_library_speaks(library: LibraryEspeak, tmp_path: Path) -> None:
    speaking = Speaking(library, "", 165)
    (clip, odd) = synthesise(speaking, ["chin tuck", "<speak>a&b"], Runner(), tmp_path)
    assert clip is not None
    assert 0.5 < len(clip) / SPEECH_RATE < 0.8
    assert odd
    assert synthesise(speaking, ["chin tuck"], Runner(), tmp_path) == [clip], "always the same"


def test_the_real_program_speaks(tmp_path: Path) -> None:
    found = ProgramEspeak.find()
    if found is None:
        pytest.skip("neither espeak-ng nor espeak is on PATH")
    clips = synthesise(Speaking(found, "en-us", 165), ["chin tuck", "--help", "[[h@l"], Runner(), tmp_path)
    assert all(clips)
    assert 0.5 < len(clips[0] or b"") / SPEECH_RATE < 0.8
    assert synthesise(Speaking(found, "zzqq", 165), ["a"], Runner(), tmp_path) == [None]
    assert "en-us" in [voice.name for voice in voices(found, Runner(), tmp_path)]


def test_the_real_library_lists_voices_and_refuses_others(library: LibraryEspeak, tmp_path: Path) -> None:
    assert VoiceName("en-us") in voices(library, Runner(), tmp_path)
    assert synthesise(Speaking(library, "no-such", 165), ["a"], Runner(), tmp_path) == [None]


def test_the_gpl_library_is_loaded_in_its_own_process_only(library: LibraryEspeak) -> None:
    del library
    code = (
        "import sys; from player.audio.speech import speaker, worker, synthesis, engines, chain; "
        " chain.find_engines(); print('espeakng_loader' in sys.modules)"
    )
    printed = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert printed.stdout == "False\n"


def test_the_child_says_with_its_exit_code_that_there_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "espeakng_loader.py").write_text("raise ImportError\n")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path(__file__).parents[3]))),
    }
    order = {"voice": ESPEAK_VOICE, "rate": 165, "folder": str(tmp_path), "texts": ["a"]}
    ended = subprocess.run(  # noqa: S603  our own interpreter
        own_module("player.audio.speech.espeak"),
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
        env=environment,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")
