"""Who speaks, in which order, what they are asked, and under which name it is kept."""

import base64
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio.speech import platform_voices
from player.audio.speech.cache import TEMPORARY, SpokenCache
from player.audio.speech.chain import Speaking, chain, voice_line
from player.audio.speech.engines import Choice, LibraryEspeak, ProgramEspeak, SpeechEngine, VoiceName, program
from player.audio.speech.identity import LONGEST, Identity, file_name, spoken_text
from player.audio.speech.mulaw import wav
from player.audio.speech.platform_voices import MacSay, Sapi

SAY = MacSay("say", Path("/usr/bin/say"), "14.5")
SAPI = Sapi("sapi", Path("C:/powershell.exe"), "10.0.22631")
LIBRARY = LibraryEspeak("espeakng-loader", Path("/lib"), "0.2.4")
PROGRAM = ProgramEspeak("espeak-ng", Path("/usr/bin/espeak-ng"), "espeak-ng 1")
ENGINES: list[SpeechEngine] = [SAY, LIBRARY, PROGRAM]
ALL: list[SpeechEngine] = [SAY, SAPI, LIBRARY, PROGRAM]
HOSTILE = "-w /etc/passwd --help; $(reboot) `reboot` %PATH% | & \" ' \\ Umlaut ä"


def test_the_better_voice_comes_first() -> None:
    assert [each.engine.name for each in chain(Choice(), ENGINES)] == ["say", "espeakng-loader", "espeak-ng"]


def test_the_engine_that_was_chosen_comes_before_the_others_and_has_the_voice() -> None:
    speaking = chain(Choice("espeak-ng", "en-gb", 150), ENGINES)
    assert [(each.engine.name, each.voice) for each in speaking] == [
        ("espeak-ng", "en-gb"),
        ("say", ""),
        ("espeakng-loader", ""),
    ]
    assert {each.rate for each in speaking} == {150}


def test_a_voice_of_an_engine_that_is_not_here_is_nobody_elses() -> None:
    assert [each.voice for each in chain(Choice("sapi", "Zira"), ENGINES)] == ["", "", ""]
    assert [each.voice for each in chain(Choice("auto", "Samantha"), ENGINES)] == ["Samantha", "", ""]


def test_none_means_nobody_speaks() -> None:
    assert chain(Choice("none"), ENGINES) == []
    assert chain(Choice(), []) == []
    assert voice_line([]) == ""


def test_a_voice_line_names_voices_in_order() -> None:
    lines = voice_line(chain(Choice(), ENGINES)).splitlines()
    assert [json.loads(line)[0] for line in lines] == ["say", "espeakng-loader", "espeak-ng"]
    assert json.loads(lines[1]) == ["espeakng-loader", "0.2.4", "en-us+Annie", 165]


@pytest.mark.parametrize("engine", ALL, ids=lambda engine: engine.name)
def test_a_strangers_text_is_data_and_never_a_word_of_a_command(engine: SpeechEngine, tmp_path: Path) -> None:
    for command in engine.commands([HOSTILE, "Two"], "", 165, tmp_path):
        line = " ".join(command.words)
        assert HOSTILE not in line
        assert base64.b64encode(HOSTILE.encode()).decode() not in line
        stdin = command.stdin
        if engine is SAPI:
            stdin = base64.b64decode(stdin)
        known = json.loads(stdin)["texts"] if stdin.startswith(b"{") else [stdin.decode()]
        assert set(known) <= {HOSTILE, "Two"}


@pytest.mark.parametrize("engine", ALL, ids=lambda engine: engine.name)
def test_every_text_is_asked_for_once(engine: SpeechEngine, tmp_path: Path) -> None:
    commands = engine.commands(["one", "two", "three"], "x", 300, tmp_path)
    assert sorted(number for command in commands for number in command.makes) == [0, 1, 2]


def test_the_rate_of_windows_is_a_power_of_three() -> None:
    def rate(words: int) -> int:
        (command,) = SAPI.commands([], "", words, Path())
        found: int = json.loads(base64.b64decode(command.stdin))["rate"]
        return found

    assert [rate(words) for words in (60, 165, 180, 300, 540)] == [-10, -1, 0, 5, 10]


def test_lists_of_voices_are_read() -> None:
    assert SAY.read_voices(
        "Bad News            en_US    # The light you see\nAlex en_US # Hi\nnonsense\n"
    ) == [
        VoiceName("Bad News", "en_US"),
        VoiceName("Alex", "en_US"),
    ]
    assert SAPI.read_voices("Microsoft Zira Desktop\ten-US\r\n\r\n") == [
        VoiceName("Microsoft Zira Desktop", "en-US")
    ]
    table = "Pty Language       Age/Gender VoiceName          File\n 5  af  --/M  Afrikaans  gmw/af\n"
    assert PROGRAM.read_voices(table) == [VoiceName("af", "Afrikaans", "af")]
    assert LIBRARY.read_voices('["en-gb", 3]') == [VoiceName("en-gb")]
    assert LIBRARY.read_voices("no json") == []


def test_a_program_in_the_current_folder_is_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / ("espeak-ng.exe" if os.name == "nt" else "espeak-ng")
    planted.write_bytes(b"")
    planted.chmod(0o700)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "nowhere"]))
    assert program("espeak-ng") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program("espeak-ng") == planted


def test_the_voices_of_other_systems_are_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MacSay.find() is None or platform_voices._SYSTEM == "darwin"
    folder = tmp_path / "System32" / "WindowsPowerShell" / "v1.0"
    folder.mkdir(parents=True)
    (folder / "powershell.exe").touch()
    monkeypatch.setattr(platform_voices, "_SAY", folder / "powershell.exe")
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    monkeypatch.setattr(platform_voices, "_SYSTEM", "darwin")
    assert MacSay.find() is not None
    assert Sapi.find() is None
    monkeypatch.setattr(platform_voices, "_SYSTEM", "win32")
    found = Sapi.find()
    assert found is not None
    assert found.place == folder / "powershell.exe"
    assert MacSay.find() is None


@given(st.text() | st.text(alphabet="[] a\x07\x1b\n\u202e"))
def test_what_is_spoken_is_one_bounded_line_of_plain_words(text: str) -> None:
    said = spoken_text(text)
    assert len(said) <= LONGEST
    assert said == said.strip()
    assert all(letter.isprintable() for letter in said)
    assert "[[" not in said
    assert "]]" not in said
    assert spoken_text(said) == said


def test_commands_of_engines_in_a_text_are_broken() -> None:
    assert spoken_text("a [[slnc 5000]] b \x1b\\pause=9\\ [ [[[x") == "a slnc 5000 b \\pause=9\\ [ [x"


def test_half_a_letter_is_no_letter() -> None:
    assert spoken_text("one \ud83d two") == "one two"
    assert len(file_name(str(VOICE), "one \ud83d two")) == 68


VOICE = Identity("say", "14", "Alex", 165)


def test_a_name_is_the_same_for_all_spellings_and_another_for_another_voice() -> None:
    names = {file_name(str(VOICE), piece) for piece in ("Chin tuck.", "chin tuck", "chin tuck,")}
    assert len(names) == 1
    others = [
        *(VOICE._replace(engine="sapi"), VOICE._replace(version="15")),
        *(VOICE._replace(voice="Sam"), VOICE._replace(rate=150)),
    ]
    names |= {file_name(str(other), "chin tuck") for other in others} | {file_name(str(VOICE), "shrug")}
    assert len(names) == 6


@given(st.text())
def test_a_name_is_that_of_a_file_whatever_the_text(text: str) -> None:
    name = file_name(str(VOICE), text)
    assert len(name) == 68
    assert Path(name).name == name


def test_a_piece_is_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = SpokenCache(tmp_path / "speech")
    cache.keep("v", "Go.", b"\x80" * 50)
    assert cache.has("v", "go")
    assert not cache.has("w", "go")
    assert [path.read_bytes() for path in cache.folder.iterdir()] == [wav(b"\x80" * 50)]

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="No space"):
        cache.keep("v", "up", b"\x80" * 50)
    assert [path.name for path in cache.folder.iterdir()] == [file_name("v", "go")]


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_nobody_else_may_read_what_you_exercise(tmp_path: Path) -> None:
    cache = SpokenCache(tmp_path / "speech")
    cache.keep("v", "Go.", b"\x80")
    assert cache.folder.stat().st_mode & 0o077 == 0


def aged(cache: SpokenCache, piece: str, days: float) -> Path:
    cache.keep("v", piece, b"\x80" * 1000)
    path = cache.folder / file_name("v", piece)
    then = time.time() - 86_400 * days
    os.utime(path, (then, then))
    return path


def test_the_oldest_leave_and_what_is_still_used_stays(tmp_path: Path) -> None:
    cache = SpokenCache(tmp_path)
    old, used, new = (aged(cache, piece, days) for piece, days in (("a", 30), ("b", 40), ("c", 1)))
    assert cache.has("v", "b"), "asking for it makes it young again"
    cache.shrink(most_bytes=2_500)
    assert not old.exists()
    assert used.exists()
    assert new.exists()
    cache.shrink(most_bytes=0)
    assert list(tmp_path.glob("*.wav")) == []


def test_what_a_killed_process_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    hour = time.time() - 4_000
    for name in ("file", "folder"):
        path = tmp_path / f"{TEMPORARY}{name}"
        if name == "folder":
            path.mkdir()
            (path / "0.wav").write_bytes(b"")
        else:
            path.write_bytes(b"")
        os.utime(path, (hour, hour))
    (tmp_path / f"{TEMPORARY}now").write_bytes(b"")
    (tmp_path / "of a person.txt").write_bytes(b"")
    SpokenCache(tmp_path).shrink()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{TEMPORARY}now", "of a person.txt"]


def test_an_engine_is_named_exactly() -> None:
    speaking = Speaking(PROGRAM, "", 165)
    assert json.loads(speaking.identity) == ["espeak-ng", "espeak-ng 1", "en-us+Annie", 165]


@pytest.mark.parametrize("size", [0, 4, 30, len(wav(b""))])
def test_a_piece_that_a_full_disk_cut_off_is_not_there_and_is_spoken_again(tmp_path: Path, size: int) -> None:
    cache = SpokenCache(tmp_path)
    cache.keep("v", "go", bytes(500))
    (tmp_path / file_name("v", "go")).write_bytes(wav(bytes(500))[:size])
    assert not cache.has("v", "go")
    cache.keep("v", "go", bytes(500))
    assert cache.has("v", "go")


def test_pieces_of_another_mixer_rate_are_other_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    before = file_name("v", "go")
    monkeypatch.setattr("player.audio.speech.identity.RATE", 48_000)
    assert file_name("v", "go") != before
