"""One setting is changed in the file; every other byte stays."""

import pytest

from player.library.config.current import read_config
from player.library.config.loading import config_of
from player.library.config.writing import set_value, with_value
from player.library.folders import Folders
from player.library.routine_files import CONFIG

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "speech:\n  voice: en-gb\n"),
        ("# mine", "# mine\nspeech:\n  voice: en-gb\n"),
        ("sound:\n  volume: 5  # low", "sound:\n  volume: 5  # low\nspeech:\n  voice: en-gb\n"),
        ("speech:\n", "speech:\n  voice: en-gb\n"),
        ("speech: # said\nsound:\n", "speech: # said\n  voice: en-gb\nsound:\n"),
        ("speech:\n    rate: 90 # slow\n", "speech:\n    voice: en-gb\n    rate: 90 # slow\n"),
        ("speech:\n  voice: de # x\n  rate: 90\n", "speech:\n  voice: en-gb # x\n  rate: 90\n"),
        ("speech:\n  voice:\n", "speech:\n  voice: en-gb\n"),
        ("speech:\n  voice: 'de'\nsound:\n  wrong: 3\n", "speech:\n  voice: en-gb\nsound:\n  wrong: 3\n"),
    ],
    ids=range(9),
)
def test_only_the_setting_changes(before: str, after: str) -> None:
    assert with_value(before, "speech", "voice", "en-gb") == after


@pytest.mark.parametrize(
    "text",
    ["speech: {rate: 90}\n", "{sound: {}}\n", "speech: [\n", "- a\n", "speech: full\n"],
    ids=["braces", "all-braces", "broken", "list", "text"],
)
def test_what_cannot_be_changed_alone_is_not_changed(text: str) -> None:
    assert with_value(text, "speech", "voice", "en-gb") is None


def test_a_value_that_is_none_is_not_written() -> None:
    assert with_value("", "speech", "rate", "fast") is None


@pytest.mark.parametrize("name", ["a: b", "'x", "# y", "no", "Größe 2", '"'], ids=range(6))
def test_a_voice_of_any_name_comes_back(name: str) -> None:
    text = with_value("speech:\n  rate: 90\n", "speech", "voice", name)
    assert text is not None
    assert config_of(text).speech.voice == name


def test_the_file_is_made_where_there_is_none_and_changed_where_there_is_one(folders: Folders) -> None:
    assert set_value(folders, "speech", "voice", "en-gb") is None
    assert set_value(folders, "speech", "engine", "espeak-ng") is None
    assert read_config(folders).speech[1:3] == ("espeak-ng", "en-gb")
    assert (folders.config / CONFIG).read_bytes() == b"speech:\n  engine: espeak-ng\n  voice: en-gb\n"


def test_line_breaks_of_another_system_stay(folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / CONFIG).write_bytes(b"speech:\r\n  rate: 90\r\n")
    assert set_value(folders, "speech", "voice", "x") is None
    assert (folders.config / CONFIG).read_bytes() == b"speech:\r\n  voice: x\r\n  rate: 90\r\n"


def test_it_says_what_to_write_by_hand_where_it_cannot(folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    path = folders.config / CONFIG
    path.write_text("speech: {rate: 90}\n")
    told = set_value(folders, "speech", "voice", "x")
    assert told == f"the file could not be changed; write 'voice: x' below 'speech:' in {path}."
    path.unlink()
    path.mkdir()
    assert (set_value(folders, "speech", "voice", "x") or "").startswith("this is a folder; write")


def test_a_folder_that_cannot_be_made_is_a_sentence(folders: Folders) -> None:
    folders.config.parent.mkdir(parents=True)
    folders.config.write_text("a file is in the way")
    told = set_value(folders, "speech", "voice", "x")
    assert told is not None
    assert told.endswith(".")
