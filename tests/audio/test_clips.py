"""Reading sound files: ours are read, everything else is refused in one sentence, and quickly."""

import itertools
import os
import struct
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio.clips import MAX_BYTES, RATE, ClipError, decode, read_clip, read_folder, scaled

SAMPLES = struct.pack("<4h", 1, -2, 32_767, -32_768)


def form(tag: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16) -> bytes:
    return struct.pack(
        "<HHIIHH", tag, channels, rate, rate * channels * bits // 8, channels * bits // 8, bits
    )


def chunk(name: bytes, body: bytes, size: int | None = None) -> bytes:
    return name + struct.pack("<I", len(body) if size is None else size) + body + b"\0" * (len(body) % 2)


def wav(*chunks: bytes) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


GOOD = wav(chunk(b"fmt ", form()), chunk(b"data", SAMPLES))


def test_samples_come_out_as_they_were_written() -> None:
    assert decode(GOOD) == array("h", [1, -2, 32_767, -32_768])


def test_other_chunks_are_passed_over_also_odd_ones() -> None:
    data = wav(chunk(b"LIST", b"abc"), chunk(b"fmt ", form()), chunk(b"junk", b""), chunk(b"data", SAMPLES))
    assert len(decode(data)) == 4


@pytest.mark.parametrize("claim", [0xFFFF_FFFF, 9, 1_000_000])
def test_a_data_chunk_that_claims_more_than_there_is_ends_with_the_file(claim: int) -> None:
    assert len(decode(wav(chunk(b"fmt ", form()), chunk(b"data", SAMPLES, claim)))) == 4


def test_half_a_sample_at_the_end_is_left_out() -> None:
    assert len(decode(GOOD[:-1])) == 3


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "not a WAV file"),
        (b"RIFF", "not a WAV file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a WAV file"),
        (b"RIFX" + GOOD[4:], "not a WAV file"),
        (wav(), "holds no sound"),
        (wav(chunk(b"fmt ", form())), "holds no sound"),
        (wav(chunk(b"fmt ", form()), chunk(b"data", b"")), "holds no sound"),
        (wav(chunk(b"fmt ", form()), chunk(b"data", b"x")), "holds no sound"),
        (wav(chunk(b"data", SAMPLES)), "does not say what it holds"),
        (wav(chunk(b"fmt ", form()[:10]), chunk(b"data", SAMPLES)), "does not say what it holds"),
        (wav(chunk(b"fmt ", form(tag=3)), chunk(b"data", SAMPLES)), "format 3"),
        (wav(chunk(b"fmt ", form(channels=2)), chunk(b"data", SAMPLES)), "2 channels"),
        (wav(chunk(b"fmt ", form(rate=48_000)), chunk(b"data", SAMPLES)), "48000 Hz"),
        (wav(chunk(b"fmt ", form(bits=8)), chunk(b"data", SAMPLES)), "8 bit"),
        (wav(chunk(b"fmt ", form()), chunk(b"data", bytes(2 * 10 * RATE + 2))), "10 s is the most"),
        (wav(*[chunk(b"junk", b"")] * 1_000, chunk(b"fmt ", form()), chunk(b"data", SAMPLES)), "no sound"),
        (wav(chunk(b"junk", b"", 0xFFFF_FFFF), chunk(b"data", SAMPLES)), "holds no sound"),
    ],
    ids=itertools.count(),  # not the bytes: one of them is a megabyte
)
def test_what_is_no_sound_of_ours_is_refused_in_a_sentence(data: bytes, part: str) -> None:
    with pytest.raises(ClipError, match=part) as refused:
        decode(data)
    assert str(refused.value).endswith(".")


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_no_bytes_whatever_raise_anything_else(noise: bytes, cut: int) -> None:
    for data in (noise, GOOD[:cut] + noise, GOOD[:36] + noise):
        try:
            clip = decode(data)
        except ClipError:
            continue
        assert clip.typecode == "h"
        assert 0 < len(clip) <= len(data)


def test_a_pipe_that_poses_as_a_sound_does_not_stop_the_program(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("This system has no named pipes in folders.")
    pipe = tmp_path / "go.wav"
    os.mkfifo(pipe)
    with pytest.raises(ClipError, match=r"go\.wav is not a file"):
        read_clip(pipe)


def test_a_folder_and_a_missing_file_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "rest.wav").mkdir()
    for name in ("rest.wav", "nowhere.wav"):
        with pytest.raises(ClipError, match=name):
            read_clip(tmp_path / name)


def test_a_file_over_5_mb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "long.wav"
    with file.open("wb") as out:
        out.write(GOOD)
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(ClipError, match="larger than 5 MB"):
        read_clip(file)


def test_one_broken_file_of_a_folder_costs_only_that_sound(tmp_path: Path) -> None:
    (tmp_path / "go.wav").write_bytes(GOOD)
    (tmp_path / "rest.wav").write_bytes(b"nothing")
    (tmp_path / "README.md").write_text("not a sound")
    clips, faults = read_folder(tmp_path)
    assert list(clips) == ["go"]
    assert faults == ["rest.wav: This is not a WAV file."]


def test_a_folder_without_sounds_is_said_to_have_none(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "missing") == ({}, [f"There are no sounds in {tmp_path / 'missing'}."])


def test_gain_scales_and_cuts_off() -> None:
    samples = array("h", [100, -100, 30_000, -30_000])
    assert list(scaled(samples, 0.5)) == [50, -50, 15_000, -15_000]
    assert list(scaled(samples, 2.0)) == [200, -200, 32_767, -32_768]
    assert not any(scaled(samples, 0.0))
    assert scaled(samples, 1.0) is samples
