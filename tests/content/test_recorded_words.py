"""Everything the program, the catalogue and the bundled routines say was recorded, as it is said now."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from player.audio.speech.levelling import HEARD, LOUDNESS, PEAK, loudness
from player.audio.speech.manifest import Manifest
from player.audio.speech.mulaw import LEVELS, SPEECH_RATE

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "sounds" / "speech"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_speech", ROOT / "sounds" / "make_speech.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_nothing_that_is_said_is_missing_or_out_of_date(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "sounds" / "make_speech.py"), "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603
    assert ran.stdout == "Everything that is said is recorded.\n", "`python sounds/make_speech.py` records it"
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_list_is_sorted_and_has_a_line_for_each_piece() -> None:
    text = (SPEECH / "en.json").read_text(encoding="utf-8")
    pieces = json.loads(text)["pieces"]
    assert list(pieces) == sorted(pieces)
    assert sum(": [" in line for line in text.splitlines()) == len(pieces) + 1  # and how they were made


def test_clips_lie_side_by_side_and_fill_the_file(maker: ModuleType) -> None:
    pieces = json.loads((SPEECH / "en.json").read_bytes())["pieces"]
    end = 0
    for first, frames, *_ in pieces.values():
        assert first == end
        end = first + frames
    assert sum(len(clip.data) for clip in maker.recorded(SPEECH).values()) == end


def test_every_clip_begins_at_once_and_ends_soon(maker: ModuleType) -> None:
    for name, clip in maker.recorded(SPEECH).items():
        heard = [n for n, byte in enumerate(clip.data) if abs(LEVELS[byte]) > HEARD * 32_768]
        assert heard[0] <= SPEECH_RATE * 5 // 1000, name
        assert len(clip.data) - heard[-1] <= SPEECH_RATE * 25 // 1000, name


def test_no_clip_is_too_high_and_all_are_equally_loud(maker: ModuleType) -> None:
    clips = list(maker.recorded(SPEECH).items())
    for name, clip in clips:
        assert max(abs(LEVELS[byte]) for byte in set(clip.data)) <= PEAK * 32_768, name
    for name, clip in clips[::10]:  # measuring takes as long as a twentieth of the clip lasts
        assert loudness([LEVELS[byte] / 32_768 for byte in clip.data]) == pytest.approx(LOUDNESS, abs=1), name


def test_words_the_engine_says_wrongly_are_respelled(maker: ModuleType) -> None:
    assert maker.respelled("close") == "cloze"
    assert maker.respelled("stay close to the wall") == "stay close to the wall"
    assert maker.respelled("evening wind-down") == "evening wined-down"
    assert maker.respelled("prone y, t, ws") == "prone y, t, w's"


def test_the_check_says_what_is_wrong(maker: ModuleType) -> None:
    there = {"go": maker.Clip(b"", "go"), "up": maker.Clip(b"", "upp"), "old": maker.Clip(b"", "old")}
    assert maker.differences({"go": "go", "up": "up", "new": "new"}, there) == [
        *("missing: new", "out of date: up", "not needed: old")
    ]


def test_what_did_not_change_is_taken_over(maker: ModuleType, tmp_path: Path) -> None:
    clips = {"b": maker.Clip(b"\x80" * 4, "b"), "a": maker.Clip(b"\x90" * 3, "ay")}
    maker.write(tmp_path, clips)
    assert maker.recorded(tmp_path) == clips
    assert Manifest.read(tmp_path).place("B.") == (3, 4)
    before = [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    maker.write(tmp_path, maker.recorded(tmp_path))
    assert [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())] == before


def test_clips_that_were_made_otherwise_are_made_anew(maker: ModuleType, tmp_path: Path) -> None:
    maker.write(tmp_path, {"a": maker.Clip(b"\x80", "a")})
    path = tmp_path / "en.json"
    path.write_text(path.read_text().replace('"made": ["espeakng-loader"', '"made": ["another"'))
    assert maker.recorded(tmp_path) == {}
    assert maker.recorded(tmp_path / "nowhere") == {}


def test_a_clip_that_is_made_anew_is_the_same(maker: ModuleType) -> None:
    pytest.importorskip("espeakng_loader", reason="espeakng-loader (the extra `speech`) is not installed")
    (clip,) = maker.spoken(["chin tuck"], lambda _: None)
    assert clip == maker.recorded(SPEECH)["chin tuck"].data
