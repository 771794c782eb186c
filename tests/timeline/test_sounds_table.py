"""The table of sounds: what its types cannot hold."""

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
    assert {sound.family for sound in special} == {SoundFamily.SESSION}


def test_words_wait_for_an_own_sound_as_they_do_for_go() -> None:
    assert stands_for(own_sound("gong.wav")) is Sound.GO
    assert [stands_for(sound) for sound in Sound] == list(Sound)


@pytest.mark.parametrize("page", ["sounds/README.md", "docs/voice.md"])
def test_every_sound_stands_in_the_pages_that_list_them(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8").replace("`station-k`", "`station-1` … `station-4`")
    text = text.replace("`station-1` … `station-4`", "`station-1` `station-2` `station-3` `station-4`")
    assert [sound for sound in Sound if f"`{sound}`" not in text] == []
