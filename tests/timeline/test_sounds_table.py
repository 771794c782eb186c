"""The table of sounds: what its types cannot hold."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from player.timeline.sounds import OWN, Sound, SoundFamily, SoundTrait, own_sound, stands_for

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[2]


def test_every_sound_has_its_file_and_every_file_is_a_sound() -> None:
    assert {path.stem for path in (ROOT / "sounds").glob("*.wav")} == set(Sound)


def test_a_sound_is_a_word_that_no_file_of_a_routine_can_be_taken_for() -> None:
    assert not [sound for sound in Sound if sound.startswith(OWN) or not sound.meaning]
    assert all(sound.name == sound.value.upper().replace("-", "_") for sound in Sound)


def test_the_sounds_of_the_session_come_first_then_those_that_answer_a_key() -> None:
    assert [family for family, _ in groupby(Sound, lambda each: each.family)] == list(SoundFamily)


def test_only_sounds_of_the_session_stand_on_the_tape_in_a_special_way() -> None:
    special = [sound for sound in Sound if sound.trait is not SoundTrait.NONE]
    assert {sound.family for sound in special} == {SoundFamily.BODY}


def test_words_wait_for_an_own_sound_as_they_do_for_go() -> None:
    assert stands_for(own_sound("gong.wav")) is Sound.GO
    assert [stands_for(sound) for sound in Sound] == list(Sound)


def test_every_sound_is_heard_somewhere() -> None:
    named = {
        name
        for path in (ROOT / "player").rglob("*.py")
        for name in re.findall(r"\bSound\.([A-Z_0-9]+)", path.read_text(encoding="utf-8"))
    }
    assert named == set(Sound.__members__)


def listed(head: str, page: str) -> dict[str, str]:
    """The last cell of each row of a table by the sounds in its first."""
    text = (ROOT / page).read_text(encoding="utf-8").partition(f"| {head} |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()[2:]]
    return {name: cells[-1] for cells in rows for name in re.findall(r"`([a-z0-9-]+)`", cells[0])}


def test_the_page_beside_the_files_lists_both_families() -> None:
    for family, sounds in groupby(Sound, lambda each: each.family):
        found = listed(family.value, "sounds/README.md").keys()
        stations = {"station-2", "station-3"}  # `station-1` … `station-4`
        assert found | (stations if family is SoundFamily.BODY else set()) == set(sounds)


def test_words_follow_each_sound_as_the_laws_say() -> None:
    words = listed("sound", "docs/voice.md")
    assert words.pop("station-k") == "0.05 + 0.1 k"
    words |= {f"station-{k}": f"{0.05 + 0.1 * k:.2f}" for k in range(1, 5)}
    after = {name: 0 if word == "–" else round(float(word) * 1000) for name, word in words.items()}
    session = [sound for sound in Sound if sound.family is SoundFamily.BODY]
    assert after == {sound: sound.word_after for sound in session}
