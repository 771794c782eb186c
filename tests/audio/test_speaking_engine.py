"""Words through the real engine process: what is in its file, and what it told."""

import json
import random
import shutil
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from player.audio.client import SoundEngine
from player.audio.clips import RATE
from player.audio.mixing.ducking import DUCKED
from player.audio.protocol import Setup
from player.audio.speech.manifest import FORMAT
from player.audio.speech.mulaw import SPEECH_RATE, encode, wav
from player.audio.wire import pack_setup, unpack_setup
from player.script.model import clip_of
from player.timeline.sounds import Sound

S = 1_000_000_000
Start = Callable[..., SoundEngine]


@pytest.fixture
def speaking(sounds: Path, tmp_path: Path) -> Path:
    """A folder of the shipped sounds, and one word of half a second."""
    folder = tmp_path / "sounds"
    (folder / "speech").mkdir(parents=True)
    for file in sounds.glob("*.wav"):
        shutil.copy(file, folder)
    word = encode([20_000] * (SPEECH_RATE // 2))
    (folder / "speech/en.wav").write_bytes(wav(word))
    pieces = {clip_of("One."): [0, len(word)]}
    (folder / "speech/en.json").write_text(json.dumps({"format": FORMAT, "pieces": pieces}))
    return folder


def samples(file: Path) -> "array[int]":
    return array("h", file.read_bytes()[44:])


def wait_until(at: int) -> None:
    """Let the engine's time pass: what is tested happens in another process, in real time."""
    time.sleep(max(at - time.monotonic_ns(), 0) / S)


@pytest.mark.alone
def test_a_word_is_in_the_file_at_its_moment_with_the_tone_ducked_below_it(
    engine: Start, speaking: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}", sounds=speaking)
    start = time.monotonic_ns() + 700_000_000
    sound.cue(start, Sound.TICK)
    sound.say(start + 400_000_000, ("One.",), S)
    sound.say(start + 1_000_000_000, ("One.",), S // 4, instead=Sound.TICK)
    sound.say(start + 1_400_000_000, ("Two.",), S, instead=Sound.TICK)
    wait_until(start + 2 * S)
    unsaid = sound.unsaid
    sound.close()
    heard = samples(file)
    first = next(n for n, sample in enumerate(heard) if sample)
    word = next(n for n, sample in enumerate(heard) if sample > 18_000)
    assert word - first == pytest.approx(0.4 * RATE, abs=RATE / 1000), "within 1 ms"
    assert any(heard[first + RATE : first + RATE + RATE // 20])
    assert any(heard[first + round(1.4 * RATE) : first + round(1.45 * RATE)])
    assert unsaid == ((("One.",), "long"), (("Two.",), "missing"))
    assert sound.notices() == []


@pytest.mark.alone
def test_a_hush_is_silence_within_60_ms_and_tones_go_on(
    engine: Start, speaking: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}", sounds=speaking)
    start = time.monotonic_ns() + 700_000_000
    sound.say(start, ("One.",), S)
    sound.cue(start + 400_000_000, Sound.GO)
    wait_until(start + 150_000_000)
    sound.hush()
    wait_until(start + S)
    sound.close()
    heard = samples(file)
    loud = [n for n, sample in enumerate(heard) if sample > 18_000]
    assert (loud[-1] - loud[0]) / RATE < 0.15 + 0.12
    assert any(heard[loud[0] + round(0.41 * RATE) : loud[0] + round(0.6 * RATE)])


def test_a_broken_theme_is_told_in_sentences_and_its_good_sounds_are_heard(
    engine: Start, tmp_path: Path, sounds: Path, eventually: Callable[..., bool]
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    shutil.copy(sounds / "finish.wav", theme / "tick.wav")
    (theme / "go.wav").write_text("no sound")
    shutil.copy(sounds / "go.wav", theme / "bang.wav")
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}", theme=theme)
    told: list[str] = []

    def all_told() -> bool:
        told.extend(sound.notices())
        return len(told) == 2

    assert eventually(all_told)
    assert told == [
        "Sound theme: there is no sound called bang, so bang.wav is not used.",
        "Sound theme: go.wav: This is not a WAV file. The usual sound is heard instead.",
    ]
    at = time.monotonic_ns() + 300_000_000
    sound.cue(at, Sound.TICK)
    wait_until(at + 1_200_000_000)
    sound.close()
    heard = samples(file)
    lasted = [n for n, sample in enumerate(heard) if sample]
    assert (lasted[-1] - lasted[0]) / RATE > 0.5, "a tick of its own lasts 60 ms"


def test_with_words_below_them_tones_are_softer_by_8_db(
    engine: Start, speaking: Path, tmp_path: Path
) -> None:
    silent = wav(encode([0] * SPEECH_RATE))
    (speaking / "speech/en.wav").write_bytes(silent)
    (speaking / "speech/en.json").write_text(
        json.dumps({"format": FORMAT, "pieces": {clip_of("One."): [0, SPEECH_RATE]}})
    )
    file = tmp_path / "out.wav"
    sound = engine(f"wav:{file}", sounds=speaking)
    start = time.monotonic_ns() + 700_000_000
    sound.cue(start, Sound.TICK)
    sound.say(start + 500_000_000, ("One.",), 2 * S)
    sound.cue(start + S, Sound.TICK)
    wait_until(start + 1_800_000_000)
    sound.close()
    heard = samples(file)
    first = next(n for n, sample in enumerate(heard) if sample)
    tick = max(heard[first : first + RATE // 2])
    assert max(heard[first + RATE // 2 :]) / tick == pytest.approx(DUCKED, abs=0.02)


def test_a_setup_comes_out_of_its_argument_as_it_went_in(tmp_path: Path) -> None:
    rng = random.Random(4)  # noqa: S311  # wants to be uneven, not secret
    setups = [
        Setup(tmp_path),
        Setup(
            tmp_path / "söunds",
            "wav:a b.wav",
            tmp_path / "log",
            tmp_path / "theme",
            tmp_path / "spoken",
            'one "voice"\nand another',
            own_voice_first=True,
            volume=rng.randrange(100),
            latency_ms=250,
            period_ms=40,
        ),
    ]
    assert [unpack_setup(pack_setup(setup)) for setup in setups] == setups


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sounds": "x", "loud": 1}'])
def test_an_argument_that_is_no_setup_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no setup|Expecting"):
        unpack_setup(text)
