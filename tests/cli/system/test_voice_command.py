"""`voice`: which voices there are, choosing one, letting it speak ahead of time, and trying it."""

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.library.config.current import read_config
from player.library.folders import find_folders
from tests.cli.conftest import Own, Run
from tests.support.one_voice import calls, program, stand_in

__all__ = ["calls", "program", "stand_in"]

pytestmark = pytest.mark.usefixtures("program")

StandIn = Callable[[str], None]
Calls = Callable[[], list[dict[str, Any]]]
STRANGE = "name: Mine\nsteps:\n  - exercise: Wobbly flamingo\n    hold: 20s\n"


def settings() -> tuple[str, str]:
    speech = read_config(find_folders()).speech
    return speech.engine, speech.voice


def highest(path: Path) -> int:
    """The highest sample of a recording."""
    with wave.open(str(path)) as file:
        return max(memoryview(file.readframes(file.getnframes())).cast("h"))


def test_voices_are_listed_with_the_one_that_speaks(run: Run) -> None:
    ran = run("voice")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].startswith("Recorded with the program: ")
    assert any(
        line.startswith("espeak-ng ")
        and line.endswith("not recorded in the voice en-us+Annie, 165 words a minute")
        for line in ran.lines
    )
    assert "   en-gb                       English (GB)" in ran.lines
    assert "   and 1 in other languages: `backbeat voice list --all`" in ran.lines
    assert "Not on this computer: say (of macOS), sapi (of Windows), espeakng-loader." in ran.lines
    assert "   af                          Afrikaans" in run("voice", "list", "--all").lines


def test_without_any_engine_it_says_how_to_get_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ran = run("voice", "list")
    assert ran.code == 0
    assert "pip install 'backbeat[speech]'" in ran.lines[1]
    assert "pip install" in run("voice", "test", "wobbly flamingo").err


def test_a_voice_is_written_into_the_settings_and_marked(run: Run) -> None:
    ran = run("voice", "use", "EN-GB")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "en-gb (espeak-ng) speaks from now on."
    assert settings() == ("espeak-ng", "en-gb")
    listed = run("voice").lines
    assert " * en-gb                       English (GB)" in listed
    assert any("speaks everything in the voice en-gb" in line for line in listed)


def test_a_variant_of_a_voice_can_be_chosen(run: Run) -> None:
    assert run("voice", "use", "en-gb+Annie").code == 0
    assert settings() == ("espeak-ng", "en+Annie"), "the program knows variants by the file of the language"
    assert " * en-gb                       English (GB)" in run("voice").lines


@pytest.mark.parametrize(
    ("name", "expected"), [("auto", ("auto", "")), ("none", ("none", "")), ("espeak-ng", ("espeak-ng", ""))]
)
def test_engines_can_be_chosen_and_the_voice_goes(run: Run, name: str, expected: tuple[str, str]) -> None:
    run("voice", "use", "en-gb")
    assert run("voice", "use", name).code == 0
    assert settings() == expected


def test_everything_else_in_the_settings_stays(run: Run, home: Path) -> None:
    path = home / "config" / "config.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("# mine\nsound:\n  volume: 40   # soft\nspeech:\n  rate: 150\n")
    assert run("voice", "use", "en-gb").code == 0
    text = path.read_text()
    assert text.startswith("# mine\nsound:\n  volume: 40   # soft\nspeech:\n")
    assert "rate: 150" in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("en-gp", "no voice is called 'en-gp': did you mean 'en-gb'?"),
        ("Zira", "no voice is called 'Zira': `backbeat voice` lists those there are."),
        ("say", "say is not on this computer; `backbeat voice` lists what is."),
        ("\x1b[2J", "no voice is called '\\x1b[2J'"),
    ],
    ids=["near", "far", "engine", "control"],
)
def test_a_voice_that_is_not_there_changes_nothing(run: Run, home: Path, name: str, sentence: str) -> None:
    ran = run("voice", "use", name)
    assert ran.code == 1
    assert sentence in ran.err
    assert not (home / "config" / "config.yaml").exists()


def test_a_voice_that_is_listed_and_does_not_speak_is_not_taken(
    run: Run, stand_in: StandIn, home: Path
) -> None:
    stand_in("crash")
    ran = run("voice", "use", "en-gb")
    assert (ran.code, ran.err) == (
        1,
        "backbeat: the voice 'en-gb' of espeak-ng does not speak: nothing was heard of it.\n",
    )
    assert not (home / "config" / "config.yaml").exists()


def test_a_bundled_routine_needs_no_voice(run: Run, calls: Calls) -> None:
    ran = run("voice", "prepare", "y-t-ws")
    assert (ran.code, ran.out) == (0, "Prone Y-T-Ws: everything it says was recorded.\n")
    assert calls() == []


def test_a_routine_of_your_own_is_spoken_ahead_of_time(run: Run, own: Own, calls: Calls) -> None:
    own("mine.yaml", STRANGE)
    ran = run("voice", "prepare", "mine")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("pieces are spoken and kept.\n")
    assert "wobbly flamingo." in [call["text"].casefold() for call in calls()]
    before = len(calls())
    assert run("voice", "prepare", "mine").out == ran.out
    assert len(calls()) == before


def test_what_nobody_can_say_is_named(run: Run, own: Own, stand_in: StandIn) -> None:
    own("mine.yaml", STRANGE)
    stand_in("crash")
    ran = run("voice", "prepare", "mine")
    assert ran.code == 1
    assert "backbeat: nobody could say 'wobbly flamingo.'.\n" in ran.err


def test_a_routine_that_is_not_there_or_broken_is_told(run: Run, own: Own) -> None:
    assert run("voice", "prepare", "nothing").code == 1
    own("bad.yaml", "name: X\nsteps: 3\n")
    assert run("voice", "prepare", "bad").code == 1


def test_the_recorded_line_is_heard(run: Run, tmp_path: Path, calls: Calls) -> None:
    target = tmp_path / "heard.wav"
    ran = run("voice", "test", "--audio", f"wav:{target}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == ["“Next: chin tuck.” in the voice that came with the program.", "Heard through wav."]
    assert calls() == []
    assert highest(target) > 10_000


def test_another_line_is_spoken_and_kept(run: Run, tmp_path: Path, calls: Calls) -> None:
    audio = ("--audio", f"wav:{tmp_path / 'heard.wav'}")
    first = run("voice", "test", "Wobbly flamingo", *audio)
    assert (first.code, first.err) == (0, "")
    assert first.lines[0] == "“Wobbly flamingo” in the voice en-us+Annie of espeak-ng, spoken just now."
    assert highest(tmp_path / "heard.wav") > 5_000, "the stand-in hums"
    assert run("voice", "test", "Wobbly flamingo", *audio).lines[0].endswith(", kept from before.")
    assert len(calls()) == 1


def test_a_voice_can_be_tried_before_it_is_chosen(run: Run, tmp_path: Path) -> None:
    ran = run("voice", "test", "--voice", "en-gb", "--audio", f"wav:{tmp_path / 'heard.wav'}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "“Next: chin tuck.” in the voice en-gb of espeak-ng, spoken just now."
    assert settings() == ("auto", "")


def test_nothing_to_say_and_no_output_are_told(run: Run) -> None:
    assert "there is nothing to say in '!?'" in run("voice", "test", "!?").err
    ran = run("voice", "test", "--audio", "none")
    assert (ran.code, "there is no sound output" in ran.err) == (1, True)


def test_words_that_are_no_deed_are_refused(run: Run) -> None:
    assert run("voice", "sing").code == 2
    assert run("voice", "use").code == 2
