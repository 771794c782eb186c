"""A routine's own sounds: files of strangers (TRUST §2.6)."""

import os
import struct
from array import array
from pathlib import Path

import pytest

from player.audio.clips import RATE, ClipError
from player.audio.mixing.own_sounds import own_clip, read_own
from tests.audio.room import Room
from tests.audio.test_clips import GOOD, chunk, form, wav


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "routines"
    home.mkdir()
    (home / "gong.wav").write_bytes(GOOD)
    return home


def sound(form_: bytes, body: bytes) -> bytes:
    return wav(chunk(b"fmt ", form_), chunk(b"data", body))


def test_a_sound_beside_the_routine_is_found(folder: Path) -> None:
    assert own_clip(folder, "gong.wav") == (folder / "gong.wav").resolve()


@pytest.mark.parametrize(
    "name",
    [
        "../gong.wav", "/etc/passwd", "sub/gong.wav", "~/gong.wav", "C:gong.wav", "\\\\host\\share\\gong.wav",
        "http://host/gong.wav", "..", "", "gong\0.wav", "gong.mp3", "x" * 300 + ".wav", "nul.wav",
        "missing.wav",
    ],
    ids=map(str, range(14)),
)  # fmt: skip
def test_whatever_is_no_bare_name_of_a_file_there_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ClipError):
        own_clip(folder, name)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "else.wav").write_bytes(GOOD)
    (folder / "link.wav").symlink_to(tmp_path / "else.wav")
    (folder / "circle.wav").symlink_to(folder / "circle.wav")
    with pytest.raises(ClipError, match="leads out of the routine's folder"):
        own_clip(folder, "link.wav")
    with pytest.raises(ClipError, match="There is no sound"):
        own_clip(folder, "circle.wav")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_and_a_folder_are_no_sounds_and_are_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.wav")
    (folder / "folder.wav").mkdir()
    for name in ("pipe.wav", "folder.wav"):
        with pytest.raises(ClipError):
            own_clip(folder, name)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not a sound", "not a WAV file"),
        (sound(form(tag=7), b"1234"), "format 7"),
        (sound(form(channels=6), bytes(12)), "6 channels"),
        (sound(form(rate=4000), b"1234"), "4000 Hz"),
        (sound(form(rate=96_000), b"1234"), "96000 Hz"),
        (sound(form(bits=24), bytes(12)), "24 bit"),
        (sound(form(), b""), "holds no sound"),
        (sound(form(rate=8000, bits=8), bytes(80_001)), "10 s is the most"),
        (wav(chunk(b"fmt ", b"12"), chunk(b"data", b"1234")), "does not say what it holds"),
        (GOOD + bytes(5_000_001), "larger than 5 MB"),
    ],
    ids=["text", "format", "channels", "slow", "fast", "bits", "empty", "long", "form", "large"],
)
def test_what_is_no_sound_is_refused_with_its_name(folder: Path, data: bytes, why: str) -> None:
    (folder / "bad.wav").write_bytes(data)
    with pytest.raises(ClipError, match=why) as refusal:
        own_clip(folder, "bad.wav")
    assert "bad.wav" in str(refusal.value)


@pytest.mark.parametrize(
    ("form_", "body", "samples"),
    [
        (form(), struct.pack("<2h", 5, -5), [5, -5]),
        (form(bits=8), bytes([128, 255, 0]), [0, 127 * 256, -128 * 256]),
        (form(channels=2), struct.pack("<4h", 100, 300, -100, -300), [200, -200]),
        (form(channels=2, bits=8), bytes([128, 130]), [256]),
    ],
    ids=["plain", "8 bit", "stereo", "8-bit stereo"],
)
def test_every_form_becomes_what_the_mixer_needs(
    folder: Path, form_: bytes, body: bytes, samples: list[int]
) -> None:
    (folder / "own.wav").write_bytes(sound(form_, body))
    assert read_own(folder / "own.wav") == array("h", samples)


@pytest.mark.parametrize("rate", [8000, 22_050, 48_000])
def test_another_rate_keeps_the_length_and_the_shape(folder: Path, rate: int) -> None:
    ramp = struct.pack(f"<{rate // 10}h", *(10 * number % 30_000 for number in range(rate // 10)))
    (folder / "own.wav").write_bytes(sound(form(rate=rate), ramp))
    clip = read_own(folder / "own.wav")
    assert abs(len(clip) - RATE // 10) <= 1
    assert abs(clip[len(clip) // 4] - 10 * (rate // 40)) <= 10


# The engine.
@pytest.fixture
def room() -> Room:
    room = Room()
    room.engine.open()
    return room


def order(path: Path) -> dict[str, str]:
    return {"is": "load", "sound": "file:gong.wav", "path": str(path), "instead": "tick"}


def test_a_sound_that_was_loaded_is_heard(room: Room, folder: Path) -> None:
    (folder / "gong.wav").write_bytes(sound(form(), struct.pack("<100h", *[12_000] * 100)))
    room.engine.handle(order(folder / "gong.wav"))
    room.cue(0.5, "file:gong.wav")
    assert room.run(1)[RATE // 2] == 12_000
    assert room.events() == ["ready"]


def test_a_sound_that_has_gone_meanwhile_is_told_and_another_is_heard_in_its_place(
    room: Room, folder: Path
) -> None:
    room.engine.handle(order(folder / "gone.wav"))
    room.cue(0.5, "file:gong.wav")
    assert room.run(1)[RATE // 2] == 1_000
    assert room.events() == ["ready", "unloaded"]
    assert "gone.wav" in room.told[-1]["why"]
