"""Speech is stored in half the bytes; the engine reads any file, however broken, and never fails."""

import json
import os
import random
import struct
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio.clips import RATE
from player.audio.speech.clip_store import KEPT, Recording, SpeechStore
from player.audio.speech.identity import Identity, file_name
from player.audio.speech.manifest import FORMAT, Manifest
from player.audio.speech.mulaw import LEVELS, MAX_SPOKEN, SPEECH_RATE, decode, encode, wav
from player.script.model import BETWEEN_PIECES, estimated

VOICE = str(Identity("espeak-ng", "1", "en", 165))
OTHER = str(Identity("say", "14", "", 165))
JOINT = BETWEEN_PIECES * RATE // 1000


@pytest.fixture
def opened() -> Iterator[Callable[..., SpeechStore]]:
    """Opens stores as `SpeechStore` does, and closes them."""
    stores: list[SpeechStore] = []

    def open_store(*arguments: Any, own_first: bool = False) -> SpeechStore:  # noqa: ANN401  as those of the class
        stores.append(SpeechStore(*arguments, own_first=own_first))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def tone(frames: int, byte: int = 0x90) -> bytes:
    return bytes([byte]) * frames


def ship(folder: Path, pieces: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    index, first = {}, 0
    for name, data in pieces.items():
        index[name] = [first, len(data)]
        first += len(data)
    (folder / "en.wav").write_bytes(wav(b"".join(pieces.values())))
    (folder / "en.json").write_text(json.dumps({"format": FORMAT, "pieces": index}))
    return folder


def keep(folder: Path, voice: str, piece: str, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / file_name(voice, piece)).write_bytes(wav(data))


def test_every_byte_comes_back_as_it_was() -> None:
    assert encode(LEVELS) == bytes(0xFF if byte == 0x7F else byte for byte in range(256)), "both mean 0"


def test_levels_are_those_of_the_standard() -> None:
    assert [LEVELS[byte] for byte in (0x00, 0x80, 0x0F, 0x8F, 0x7E, 0xFE, 0x7F, 0xFF)] == [
        *(-32_124, 32_124, -16_764, 16_764),
        *(-8, 8, 0, 0),
    ]


@given(st.integers(-32_768, 32_767))
def test_a_sample_becomes_the_nearest_level(sample: int) -> None:
    (byte,) = encode([sample])
    assert abs(LEVELS[byte] - sample) == min(abs(level - sample) for level in LEVELS)


@given(st.binary(max_size=300))
def test_every_second_sample_is_the_mean_of_its_neighbours(data: bytes) -> None:
    levels = [LEVELS[byte] for byte in data]
    clip = decode(data)
    assert list(clip[0::2]) == levels
    assert list(clip[1::2]) == [(a + b) // 2 for a, b in zip(levels, levels[1:] + levels[-1:], strict=True)]


def test_the_wav_is_one_that_others_can_read() -> None:
    data = wav(tone(5))
    assert data[:4] + data[8:16] == b"RIFFWAVEfmt "
    assert struct.unpack("<I", data[4:8])[0] == len(data) - 8
    assert struct.unpack_from("<HHIIHHH", data, 20) == (7, 1, 22_050, 22_050, 1, 8, 0)
    assert len(data) % 2 == 0


def test_a_phrase_is_its_pieces_with_a_joint(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    store = opened(ship(tmp_path, {"next": tone(10), "chin tuck": tone(20, 0x20)}), None, "")
    clip = store.clip(("Next:", "chin tuck."))
    assert clip is not None
    assert len(clip) == 20 + JOINT + 40
    assert list(clip[20 : 20 + JOINT]) == [0] * JOINT
    assert store.clip(("Chin tuck,",)) == clip[-40:]
    assert store.clip(("Next:", "shrug.")) is None
    assert store.clip(()) is None


def test_its_length_is_known_without_the_sound(tmp_path: Path) -> None:
    manifest = Manifest.read(ship(tmp_path, {"next": tone(2_205), "go": tone(1)}))
    assert manifest.length(("Next:",)) == 100
    assert manifest.length(("Next:", "go")) == 100 + BETWEEN_PIECES
    assert manifest.length(("Next:", "shrug.")) == estimated(("Next:", "shrug."))
    assert manifest.length(()) == 0
    assert manifest.missing(("Next:", "shrug.", "Go!")) == ("shrug.",)


def test_the_order_of_voices_is_kept(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    shipped, spoken = ship(tmp_path / "shipped", {"go": tone(10)}), tmp_path / "spoken"
    keep(spoken, VOICE, "go", tone(20))
    keep(spoken, OTHER, "go", tone(30))

    def heard(voice: str, *, own_first: bool) -> int:
        clip = opened(shipped, spoken, voice, own_first=own_first).clip(("Go.",))
        return len(clip or ()) // 2

    assert heard(VOICE, own_first=False) == 10
    assert heard(f"{VOICE}\n{OTHER}", own_first=True) == 20
    assert heard(f"{OTHER}\n{VOICE}", own_first=True) == 30
    assert heard("", own_first=True) == 10


def test_one_voice_says_a_whole_phrase_if_it_can(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    shipped, spoken = ship(tmp_path / "shipped", {"next": tone(10), "go": tone(10)}), tmp_path / "spoken"
    keep(spoken, VOICE, "shrug", tone(20))
    store = opened(shipped, spoken, VOICE)
    mixed = store.clip(("Next:", "shrug."))
    assert mixed is not None
    assert len(mixed) == 20 + JOINT + 40, "each from whoever has it"
    keep(spoken, VOICE, "next", tone(30))
    whole = store.clip(("Next:", "shrug."))
    assert whole is not None
    assert len(whole) == 60 + JOINT + 40
    assert len(store.clip(("Next:", "go.")) or ()) == 20 + JOINT + 20


def test_what_is_spoken_later_is_found(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    store = opened(tmp_path, tmp_path, VOICE)
    assert store.clip(("Shrug.",)) is None
    keep(tmp_path, VOICE, "shrug", tone(20))
    assert store.clip(("Shrug.",)) is not None


def test_memory_is_bounded(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    pieces = {f"p{n}": tone(SPEECH_RATE) for n in range(60)}
    store = opened(ship(tmp_path, pieces), None, "")
    for name in pieces:
        assert store.clip((name,)) is not None
    assert sum(map(len, store._kept.values())) == store._kept_frames <= KEPT


def test_an_update_in_the_middle_of_a_session_changes_nothing(
    tmp_path: Path, opened: Callable[..., SpeechStore]
) -> None:
    store = opened(ship(tmp_path, {"go": tone(10), "up": tone(10, 0x20)}), None, "")
    (tmp_path / "new.wav").write_bytes(wav(tone(20, 0x55)))
    (tmp_path / "new.wav").replace(tmp_path / "en.wav")
    assert store.clip(("Up",)) == decode(tone(10, 0x20))


@pytest.mark.parametrize(
    "place",
    [
        [0, 11],
        [10, 1],
        [-1, 5],
        [0, 0],
        [0, -5],
        [2**70, 5],
        [0],
        [],
        "no",
        None,
        ["0", "5"],
        [0, MAX_SPOKEN + 1],
    ],
    ids=range(12),
)
def test_a_place_that_is_none_is_a_missing_piece(
    tmp_path: Path, opened: Callable[..., SpeechStore], place: object
) -> None:
    ship(tmp_path, {"go": tone(10)})
    (tmp_path / "en.json").write_text(json.dumps({"format": FORMAT, "pieces": {"go": place}}))
    assert opened(tmp_path, None, "").clip(("go",)) is None


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"{",
        b"[]",
        b"\x00" * 40,
        b"\xff\xfe",
        b'{"format": 9, "pieces": {}}',
        b'{"format": 1, "pieces": 3}',
        b"[" * 9**5,
    ],
    ids=range(8),
)
def test_an_index_that_is_none_is_an_empty_one(
    tmp_path: Path, opened: Callable[..., SpeechStore], index: bytes
) -> None:
    ship(tmp_path, {"go": tone(10)})
    (tmp_path / "en.json").write_bytes(index)
    assert len(Manifest.read(tmp_path)) == 0
    assert opened(tmp_path, None, "").clip(("go",)) is None


WHOLE = wav(tone(10))
BROKEN = {
    "empty": b"",
    "short": WHOLE[:30],
    "head only": WHOLE[:58],
    "no wav": b"RIFFxxxxAVI " + WHOLE[12:],
    "pcm": WHOLE[:20] + b"\x01" + WHOLE[21:],
    "stereo": WHOLE[:22] + b"\x02" + WHOLE[23:],
    "other rate": WHOLE[:24] + b"\x44\xac\0\0" + WHOLE[28:],
    "no form": b"RIFF\0\0\0\0WAVE" + WHOLE[38:],
    "chunks": b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 500,
    "zeros": bytes(100),
    "endless chunk": b"RIFF\0\0\0\0WAVEjunk\xff\xff\xff\xff" + WHOLE[12:],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_speech_is_a_missing_piece(
    tmp_path: Path, opened: Callable[..., SpeechStore], data: bytes
) -> None:
    ship(tmp_path, {"go": tone(10)})
    (tmp_path / "en.wav").write_bytes(data)
    (tmp_path / file_name(VOICE, "up")).write_bytes(data)
    store = opened(tmp_path, tmp_path, VOICE)
    assert store.clip(("go",)) is None
    assert store.clip(("up",)) is None


def test_a_cut_off_file_gives_what_is_whole(tmp_path: Path, opened: Callable[..., SpeechStore]) -> None:
    ship(tmp_path, {"go": tone(10), "up": tone(10)})
    path = tmp_path / "en.wav"
    path.write_bytes(path.read_bytes()[:-5])
    store = opened(tmp_path, None, "")
    assert store.clip(("go",)) is not None
    assert store.clip(("up",)) is None


def test_garbage_is_survived(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  no secret
    path = tmp_path / "x.wav"
    for _ in range(300):
        data = bytearray(WHOLE)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data) + 1)])
        recording = Recording.open(path)
        if recording is not None:
            assert recording.frames <= len(data)
            recording.clip(0, recording.frames)
            recording.close()


@pytest.mark.skipif(os.name != "posix", reason="only there a file can be a pipe")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, opened: Callable[..., SpeechStore]
) -> None:
    ship(tmp_path, {"go": tone(10)})
    (tmp_path / "en.wav").unlink()
    os.mkfifo(tmp_path / "en.wav")
    os.mkfifo(tmp_path / file_name(VOICE, "up"))
    assert opened(tmp_path, tmp_path, VOICE).clip(("up",)) is None


def test_the_shipped_clips_can_be_played(sounds: Path, opened: Callable[..., SpeechStore]) -> None:
    store = opened(sounds / "speech", None, "")
    clip = store.clip(("Next:", "chin tuck."))
    assert isinstance(clip, array)
    assert 1.0 < len(clip) / RATE < 1.7
    assert Manifest.read(sounds / "speech").length(("Next:", "chin tuck.")) == pytest.approx(
        len(clip) * 1000 / RATE, abs=2
    )
