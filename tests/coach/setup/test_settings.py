"""What is set reaches the sound and the planner; what the command line says wins."""

from pathlib import Path

import pytest

from player.audio.protocol import CHOICES, Setup, parse_output
from player.audio.speech import engines
from player.coach.setup.settings import choice_of, setup_of, told, voice_of
from player.library.config.config import ENGINES, OUTPUTS, Config, SoundConfig, SpeechConfig
from player.library.config.loading import config_of
from player.library.folders import Folders, bundled, find_folders
from player.script.model import Amount, estimated

pytestmark = pytest.mark.core


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"BACKBEAT_HOME": str(tmp_path)})


def test_without_settings_sound_is_as_it_comes(folders: Folders) -> None:
    setup = setup_of(Config(), folders)
    plain = Setup(bundled("sounds"), log=folders.log, spoken=folders.cache / "speech", voice=setup.voice)
    assert setup == plain


def test_everything_that_is_set_reaches_the_engine(folders: Folders) -> None:
    sound = SoundConfig("bell", 80, 70, 60, False, 150, 40, "wooden", 30)  # noqa: FBT003  in their order
    setup = setup_of(Config(sound, SpeechConfig(voice="en-gb", engine="none")), folders)
    assert setup == Setup(
        bundled("sounds"),
        "bell",
        folders.log,
        theme=folders.config / "sounds" / "wooden",
        spoken=folders.cache / "speech",
        own_voice_first=True,
        volume=80,
        cues=70,
        words=60,
        latency_ms=150,
        period_ms=40,
        others=30,
    )


def test_the_command_line_wins_also_where_it_asks_for_what_comes_by_itself(folders: Folders) -> None:
    config = Config(SoundConfig("bell"))
    assert setup_of(config, folders, "auto").output == "auto"
    assert setup_of(config, folders, "").output == "bell"


def test_how_much_is_said_can_be_told_for_once() -> None:
    config = Config(SoundConfig(pulses=False), SpeechConfig(Amount.BRIEF))
    voice = voice_of(config, speed=1.5)
    assert (voice.amount, voice.speed, voice.pulses) == (Amount.BRIEF, 1.5, False)
    assert voice_of(config, amount=Amount.FULL).amount is Amount.FULL
    assert voice_of(config, amount=Amount.TONES).length_of is estimated


def test_lengths_are_those_of_the_recordings() -> None:
    words = voice_of(Config()).length_of
    assert words(("Rest.",)) != estimated(("Rest.",))
    assert words(("Never recorded zzz.",)) == estimated(("Never recorded zzz.",))


def test_in_a_language_that_was_not_recorded_lengths_are_estimated() -> None:
    words = voice_of(Config(), language="xx").length_of
    assert words(("Rest.",)) == estimated(("Rest.",))


def test_the_first_mistake_is_told_in_a_sentence() -> None:
    assert told(Config()) == ()
    one = config_of("sound:\n  volum: 3\n")
    assert told(one) == (
        (
            "config.yaml: line 2: 'volum' is no setting of 'sound'; the usual setting holds. "
            "(`backbeat check` shows it.)"
        ),
    )
    two = config_of("sound:\n  volum: 3\n  cues: x\n")
    assert told(two)[0].endswith("(1 more: `backbeat check`.)")


def test_what_can_be_set_as_output_is_what_audio_takes() -> None:
    assert set(OUTPUTS) == set(CHOICES.split(", ")) - {"wav:FILE"}
    for name in OUTPUTS:
        assert str(parse_output(name)) == name


def test_what_can_be_set_as_engine_is_what_there_can_be() -> None:
    from player.audio.speech import platform_voices  # noqa: PLC0415  only here

    source = Path(engines.__file__).read_text() + Path(platform_voices.__file__).read_text()
    for name in ENGINES:
        assert name in {"auto", "none"} or f'cls("{name}"' in source, name


def test_a_voice_that_is_set_is_preferred_to_what_was_recorded(folders: Folders) -> None:
    config = Config(speech=SpeechConfig(voice="en-gb", rate=150))
    assert choice_of(config) == engines.Choice("auto", "en-gb", 150)
    assert setup_of(config, folders).own_voice_first
    assert not setup_of(Config(), folders).own_voice_first
