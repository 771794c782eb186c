"""The shipped sounds against the table they were designed from (VOICE §2 and §7.6)."""

import json
import math
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from player.audio.clips import RATE, Clip
from player.audio.speech.mulaw import decode as decode_speech

TABLE: Final = {
    # kind: level in dB, length in ms, strokes
    "tick": (-4, 60, 1),
    "go": (0, 380, 1),
    "away": (-3, 180, 1),
    "hold": (-4, 400, 1),
    "return": (-3, 200, 1),
    "station-1": (-3, 95, 1),
    "station-2": (-3, 195, 2),
    "station-3": (-3, 295, 3),
    "station-4": (-3, 395, 4),
    "rep": (-4, 80, 2),
    "last-rep": (-1, 170, 2),
    "pulse": (-14, 25, 1),
    "tick-out": (-4, 100, 1),
    "half": (-3, 750, 1),
    "round": (-2, 250, 3),
    "breath-in": (-9, 1500, 1),
    "breath-out": (-9, 1500, 1),
    "rest": (-1, 500, 2),
    "next": (-2, 400, 3),
    "rest-ending": (-3, 370, 2),
    "switch": (-1, 400, 4),
    "last-set": (-2, 950, 2),
    "chime": (-4, 340, 5),
    "finish": (0, 1500, 4),
    "paused": (-2, 370, 2),
    "going-on": (-2, 240, 2),
    "skip": (-2, 150, 1),
    "back": (-2, 150, 1),
    "plus": (-2, 120, 2),
    "minus": (-2, 120, 2),
    "accept": (-2, 80, 1),
    "open": (-4, 100, 2),
    "ask": (-2, 500, 3),
    "refused": (-4, 300, None),  # rough: its beating counts as strokes
    "muted": (-2, 300, 1),
    "unmuted": (-2, 300, 1),
    "notice": (-6, 690, 3),
}

LOUDNESS: Final = -19.4
"""dBFS, A-weighted, of the loudest 100 ms of a sound at level 0: as loud as the peaks of the shortest
allow."""

KINDS: Final = sorted(TABLE)


def test_every_kind_of_moment_has_its_file_and_no_file_is_left_over(clips: dict[str, Clip]) -> None:
    assert sorted(clips) == KINDS


def test_the_script_makes_exactly_the_files_that_are_shipped(sounds: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(sounds / "make_sounds.py"), str(tmp_path)]
    subprocess.run(command, check=True)  # noqa: S603  # our own script
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in sounds.glob("*.wav")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_starts_within_a_millisecond(kind: str, clips: dict[str, Clip]) -> None:
    clip = clips[kind]
    assert max(map(abs, clip[: RATE // 1_000])) > max(map(abs, clip)) / 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_ends_and_begins_without_a_click(kind: str, clips: dict[str, Clip]) -> None:
    clip = clips[kind]
    top = max(map(abs, clip))
    assert abs(clip[0]) < top / 10
    assert max(map(abs, clip[-3:])) <= max(top / 400, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_lasts_as_long_as_planned(kind: str, clips: dict[str, Clip]) -> None:
    assert 1000 * len(clips[kind]) / RATE == pytest.approx(TABLE[kind][1], abs=0.1)


@pytest.mark.parametrize("kind", KINDS)
def test_all_sounds_are_equally_loud_once_their_level_is_taken_off(
    kind: str, clips: dict[str, Clip], listening: ModuleType
) -> None:
    loudness = listening.loudness(listening.halved(clips[kind]))
    assert loudness - TABLE[kind][0] == pytest.approx(LOUDNESS, abs=1.5)


def test_sounds_are_as_loud_as_words(sounds: Path, listening: ModuleType) -> None:
    """A-weighted RMS of speech, over one piece in thirty: more would only cost time."""
    manifest = json.loads((sounds / "speech" / "en.json").read_text())
    data = (sounds / "speech" / "en.wav").read_bytes()
    start = data.index(b"data") + 8
    power, count = 0.0, 0
    for first, length, *_ in sorted(manifest["pieces"].values())[::30]:
        heard = listening.halved(decode_speech(data[start + first : start + first + length]))
        weighted = listening.filtered(heard, listening.a_weight)
        power += sum(x * x for x in weighted)
        count += len(weighted)
    assert 10 * math.log10(power / count) == pytest.approx(LOUDNESS, abs=1.5)


def test_the_highest_peak_of_all_is_6_db_below_full_scale(clips: dict[str, Clip]) -> None:
    top = max(max(map(abs, clip)) for clip in clips.values())
    assert 0.97 * 10 ** (-6 / 20) < top / 32_767 <= 10 ** (-6 / 20) + 1e-4


@pytest.mark.parametrize("kind", KINDS)
def test_nine_tenths_of_a_sound_lie_where_small_speakers_and_old_ears_hear(
    kind: str, clips: dict[str, Clip], listening: ModuleType
) -> None:
    assert listening.band(listening.halved(clips[kind]), 300, 2_500) >= 0.9
