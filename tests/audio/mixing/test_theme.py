"""A folder of one's own sounds: what is usable is heard, the rest is told in a sentence."""

import struct
from pathlib import Path

import pytest

from player.audio.clips import RATE
from player.audio.mixing.repertoire import Repertoire
from player.audio.mixing.theme import read_theme
from player.audio.protocol import Setup

KNOWN = {"go", "tick", "rest", "half", "switch"}


def wav(path: Path, rate: int = RATE, channels: int = 1, bits: int = 16, frames: int = 100) -> None:
    body = bytes([1]) * (frames * channels * bits // 8)
    width = channels * bits // 8
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * width, width, bits)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(body)) + body
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks)


def test_sounds_of_common_forms_take_the_place_of_those_of_the_same_name(tmp_path: Path) -> None:
    wav(tmp_path / "go.wav")
    wav(tmp_path / "tick.WAV", rate=48_000, channels=2, frames=480)
    (tmp_path / "readme.txt").write_text("My sounds.")
    theme = read_theme(tmp_path, KNOWN)
    assert {name: len(clip) for name, clip in theme.clips.items()} == {"go": 100, "tick": 441}
    assert theme.faults == ()


def test_each_unusable_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    wav(tmp_path / "go.wav", bits=24)
    (tmp_path / "rest.wav").write_text("no sound")
    wav(tmp_path / "gong.wav")
    assert read_theme(tmp_path, KNOWN).faults == (
        (
            "Sound theme: go.wav has format 1, 1 channels, 44100 Hz, 24 bit; it must be PCM (format 1), "
            "1 or 2 channels, 8,000 to 48,000 Hz, 8 or 16 bit. The usual sound is heard instead."
        ),
        "Sound theme: there is no sound called gong, so gong.wav is not used.",
        "Sound theme: rest.wav: This is not a WAV file. The usual sound is heard instead.",
    )


def test_of_many_faults_three_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    for n in range(20):
        wav(tmp_path / f"sound-{n:02}.wav")
    *told, count = read_theme(tmp_path, KNOWN).faults
    assert len(told) == 3
    assert count == "Sound theme: 17 more files are not used."


@pytest.mark.parametrize("what", ["missing", "a file", "empty"])
def test_a_theme_that_is_no_folder_of_sounds_is_told(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "theme"
    if what == "a file":
        folder.write_text("")
    elif what == "empty":
        folder.mkdir()
    theme = read_theme(folder, KNOWN)
    assert theme.clips == {}
    (fault,) = theme.faults
    assert fault.endswith("The usual sounds are heard.")


def test_what_the_theme_does_not_have_sounds_as_ever(tmp_path: Path, sounds: Path) -> None:
    wav(tmp_path / "tick.wav")
    usual, themed = Repertoire.of(Setup(sounds)), Repertoire.of(Setup(sounds, theme=tmp_path))
    assert themed.clip("go") == usual.clip("go")
    assert themed.clip("tick") != usual.clip("tick")
    assert themed.faults == ()


def test_levels_are_in_per_cent_of_amplitude(sounds: Path) -> None:
    full = Repertoire.of(Setup(sounds)).clip("go")
    soft = Repertoire.of(Setup(sounds, volume=50, cues=50, words=10)).clip("go")
    assert full is not None
    assert soft is not None
    assert max(soft) == pytest.approx(max(full) / 4, abs=1)
