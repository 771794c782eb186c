"""`config.yaml` sets what it says; whatever is wrong in it is told at its place and changes nothing."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.library.config.config import OUTPUTS, Config, SoundConfig, SpeechConfig
from player.library.config.current import read_config
from player.library.config.loading import config_of
from player.library.config.table import SECTIONS
from player.library.folders import Folders
from player.library.routine_files import CONFIG
from player.routine.problems import Problem, render_all
from player.routine.text.compose import FASTEST, PURE
from player.script.model import Amount

pytestmark = pytest.mark.core

EVERYTHING = """\
sound:
  output: pipe
  volume: 80 %
  cues: 70
  words: 60%
  pulses: no
  latency: 0.2 s
  period: 40 ms
  theme: wooden
  others: 30
speech:
  amount: brief
  engine: espeak-ng
  voice: en-gb
  rate: 150
"""


@pytest.fixture
def config_file(folders: Folders) -> Path:
    """Where the file will be."""
    folders.config.mkdir(parents=True)
    return folders.config / CONFIG


def told(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.code} {problem.message} | {problem.hint}"


def only(text: str) -> str:
    config = config_of(text)
    assert config[:2] == Config()[:2], "a wrong value leaves its default"
    (problem,) = config.problems
    return told(problem)


def test_without_a_file_everything_is_as_it_comes_and_no_yaml_is_loaded(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "player.library.config.loading", None)  # to import it would raise
    assert read_config(folders) == Config()


def test_every_setting_can_be_set(folders: Folders, config_file: Path) -> None:
    config_file.write_text(EVERYTHING)
    (folders.config / "sounds" / "wooden").mkdir(parents=True)
    assert read_config(folders) == Config(
        SoundConfig(
            "pipe", 80, 70, 60, pulses=False, latency_ms=200, period_ms=40, theme="wooden", others=30
        ),
        SpeechConfig(Amount.BRIEF, "espeak-ng", "en-gb", 150),
    )


def test_both_parsers_read_the_same() -> None:
    assert config_of(EVERYTHING, PURE) == config_of(EVERYTHING, FASTEST)


def test_what_is_not_set_keeps_its_default() -> None:
    assert config_of("sound:\n  volume: 50\n") == Config(SoundConfig(volume=50))


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "sound:\n", "sound:\nspeech:\n  # rate: 3\n", "---\n"], ids=range(5)
)
def test_a_file_that_sets_nothing_is_no_mistake(text: str) -> None:
    assert config_of(text) == Config()


def test_every_example_of_a_setting_is_one() -> None:
    for section, settings in SECTIONS.items():
        for setting in settings.values():
            config = config_of(f"{section}:\n  {setting.key.example}\n")
            assert config.problems == (), setting.key.name
            assert setting.field in getattr(config, section)._fields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sond:\n  volume: 3\n", "1:1 unknown-key 'sond' is no part of the settings | did you mean 'sound'?"),
        (
            "sound:\n  volme: 3\n",
            "2:3 unknown-key 'volme' is no setting of 'sound' | did you mean 'volume'?",
        ),
        (
            "sound:\n  rate: 150\n",
            "2:3 wrong-place 'rate' belongs below 'speech', not 'sound' | move it below 'speech:'",
        ),
        (
            "volume: 3\n",
            (
                "1:1 wrong-place 'volume' belongs below 'sound' | "
                "write 'sound:' above it, and indent it below that"
            ),
        ),
        (
            "sound:\n  volume: loud\n",
            "2:11 not-a-count 'loud' is not a number for 'volume' | write a whole number from 0 to 100",
        ),
        (
            "sound:\n  volume: 0.5\n",
            "2:11 not-a-count '0.5' is not a number for 'volume' | it counts in per cent: write 50",
        ),
        (
            "sound:\n  volume: 101\n",
            "2:11 out-of-bounds '101' is out of bounds: 'volume' must be 0 to 100 | such as 'volume: 80'",
        ),
        (
            "sound:\n  latency: 2 s\n",
            (
                "2:12 out-of-bounds '2 s' is out of bounds: 'latency' must be 0 to 1000 ms | "
                "such as 'latency: 150 ms'"
            ),
        ),
        (
            "sound:\n  period: 30\n",
            (
                "2:11 out-of-bounds '30' is out of bounds: 'period' must be 20, 40 or 100 ms | "
                "20 is best; take 40 or 100 if sound stutters"
            ),
        ),
        (
            "sound:\n  output: wav:out.wav\n",
            (
                "2:11 wrong-place 'wav:out.wav' cannot be set: every session would overwrite the file | "
                "write it behind --audio, for one session"
            ),
        ),
        (
            "speech:\n  amount: breif\n",
            "2:11 out-of-bounds 'breif' is none of full, brief or tones | did you mean 'brief'?",
        ),
        (
            "speech: full\n",
            "1:9 wrong-type 'speech' needs settings, each on a line below it | such as 'amount: brief'",
        ),
        (
            "- sound\n",
            (
                "1:1 wrong-type settings stand below 'sound' or 'speech' | "
                "begin with 'sound:', and below it, indented, a line such as 'volume: 80'"
            ),
        ),
        (
            "sound:\n  volume:80\n",
            (
                "2:3 missing-space there is no space after 'volume:', so YAML sees no key here | "
                "write 'volume: 80'"
            ),
        ),
        (
            "sound:\n  output: auto\n    volume:80\n",
            (
                "3:5 missing-space there is no space after 'volume:', so YAML sees no key here | "
                "write 'volume: 80'"
            ),
        ),
        (
            "sound:\n  volume:\n",
            "2:10 empty-value 'volume' has nothing after its colon | such as 'volume: 80'",
        ),
        (
            "sound:\n  volume: [1, 2]\n",
            "2:11 wrong-type 'volume' needs a number such as 5, not a list | such as 'volume: 80'",
        ),
        (
            "sound:\n  theme: ../../etc\n",
            (
                "2:10 not-a-sound '../../etc' is not the bare name of a folder | "
                "put the folder into 'sounds' beside this file, and name it"
            ),
        ),
    ],
    ids=lambda value: None if "\n" not in value else value.split("\n")[-2].strip()[:24],
)
def test_a_mistake_is_told_at_its_place_with_what_to_do(text: str, expected: str) -> None:
    assert only(text) == expected


def test_all_mistakes_are_told_in_order_and_the_rest_holds() -> None:
    config = config_of("sound:\n  volume: x\n  cues: 50\n  wrods: 3\nspeech:\n  rate: 9\n")
    assert [problem.line for problem in config.problems] == [2, 4, 6]
    assert config[:2] == Config(SoundConfig(cues=50))[:2]


def test_a_key_that_stands_twice_is_told() -> None:
    config = config_of("sound:\n  volume: 50\n  volume: 60\n")
    assert [problem.code for problem in config.problems] == ["duplicate-key"]


def test_a_file_that_is_no_yaml_leaves_every_default(config_file: Path, folders: Folders) -> None:
    config_file.write_text("sound: {volume: 3\nspeech: [")
    config = read_config(folders)
    assert config[:2] == Config()[:2]
    assert len(config.problems) == 1


@pytest.mark.parametrize(
    "data",
    [b"\x00" * 64, b"\xff\xfes\x00o\x00", b"sound:\n  theme: \xe4\n", b"#" * 300_000, b"a: &x [*x]\n"],
    ids=["zeros", "utf-16", "latin-1", "large", "alias"],
)
def test_a_damaged_file_is_a_problem_and_no_more(config_file: Path, folders: Folders, data: bytes) -> None:
    config_file.write_bytes(data)
    config = read_config(folders)
    assert config[:2] == Config()[:2]
    assert config.problems


def test_a_folder_or_a_link_to_nowhere_in_its_place_is_a_problem(config_file: Path, folders: Folders) -> None:
    config_file.mkdir()
    assert [problem.message for problem in read_config(folders).problems] == ["this is a folder"]
    config_file.rmdir()
    config_file.symlink_to(config_file.parent / "gone")
    (problem,) = read_config(folders).problems
    assert (problem.message, problem.hint) == ("this link leads nowhere", "delete it")


def test_a_theme_without_its_folder_is_told_with_those_that_are_there(
    config_file: Path, folders: Folders
) -> None:
    config_file.write_text("sound:\n  volume: 50\n  theme: woodn\n")
    config = read_config(folders)
    assert config.sound == SoundConfig(volume=50)
    assert told(config.problems[0]).startswith(
        "3:10 no-file there is no folder 'woodn' of sounds | make it in"
    )
    (folders.config / "sounds" / "wooden").mkdir(parents=True)
    assert read_config(folders).problems[0].hint == "did you mean 'wooden'?"
    (folders.config / "sounds" / "wooden").rename(folders.config / "sounds" / "bells")
    assert read_config(folders).problems[0].hint == "there is 'bells'"


@given(st.text(alphabet="sound:volume \n-[]{}0123%&*!#'\"\t\x1b\u202e\ud800", max_size=60) | st.text())
def test_any_text_is_answered(text: str) -> None:
    config = config_of(text)
    assert config.sound.output in OUTPUTS
    assert 0 <= config.sound.volume <= 100
    render_all("config.yaml", text, config.problems)
