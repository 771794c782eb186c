"""`backbeat doctor`: what works, what does not, and what to do; nothing it meets can make it fail."""

import json
from pathlib import Path

import pytest

from player.audio.fake import FakeEngine
from player.audio.protocol import Setup, SoundState, SoundStatus, Way
from player.cli.system import doctor as command
from player.timeline.sounds import Sound
from tests.cli.conftest import BROKEN, Own, Run

pytestmark = pytest.mark.core


class Engine(FakeEngine):
    """An engine whose output opens at once."""

    made: "list[Engine]" = []  # noqa: RUF012  emptied by the fixture

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        Engine.made.append(self)


class Deaf(Engine):
    """An engine that finds no device."""

    def start(self) -> None:
        self.state = SoundStatus(Way.BELL, SoundState.LOST, needs_bell=True)


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is really played, and nobody waits for it."""
    Engine.made.clear()
    monkeypatch.setattr(command, "SoundEngine", Engine)
    monkeypatch.setattr("player.cli.system.doctor.time.sleep", lambda _: None)
    monkeypatch.setattr("player.audio.others.available", lambda: True)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)


def status(run: Run, *arguments: str) -> dict[str, str]:
    found = json.loads(run("doctor", "--json", *arguments).out)
    return {f"{each['area']}/{each['name']}": each["status"] for each in found}


def test_all_is_well_and_something_is_heard(run: Run, own: Own) -> None:
    own("mine.yaml")
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    areas = ("Files", "Sound", "Speech", "Terminal")
    assert tuple(line for line in ran.lines if line in areas) == areas
    assert "  ✓ Output: miniaudio is open." in ran.lines
    assert (
        "Now through miniaudio: four rising tones, then “This is Backbeat. Hold twenty seconds.” in"
        in ran.out
    )
    (engine,) = Engine.made
    assert [call.what for call in engine.calls] == ["start", "cue", "say", "close"]
    assert "If you did not hear it:" in ran.lines


def test_for_scripts_nothing_is_played(run: Run) -> None:
    ran = run("doctor", "--json")
    assert ran.code == 0
    assert all(list(each) == ["area", "name", "status", "message", "advice"] for each in json.loads(ran.out))
    assert [call.what for call in Engine.made[0].calls] == ["start", "close"]


def test_every_sound_is_played_with_its_name_and_meaning(run: Run) -> None:
    ran = run("doctor", "--sound")
    cued = [call.sound for call in Engine.made[0].calls if call.what == "cue"]
    assert cued == [*Sound, "finish"]
    assert "  last-rep     the last repetition" in ran.lines


def test_without_a_device_it_says_so_and_plays_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SoundEngine", Deaf)
    ran = run("doctor")
    assert ran.code == 1
    assert "  ✗ Output: no sound device can be opened: the terminal bell marks each step." in ran.lines
    assert "Now through" not in ran.out
    assert status(run)["sound/Output"] == "broken"


def test_what_is_set_or_asked_for_is_tried(run: Run, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.yaml").write_text("sound:\n  output: pipe\n  volume: 20\n")
    ran = run("doctor")
    assert Engine.made[-1].setup.output == "pipe"
    assert "  - In your settings volume is 20 %: write more." in ran.lines
    run("doctor", "--audio", "bell")
    assert Engine.made[-1].setup.output == "bell"


def test_through_ssh_it_says_where_the_sound_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    assert status(run)["sound/Output"] == "doubtful"


def test_broken_files_are_broken_and_the_rest_is_looked_at(run: Run, own: Own, home: Path) -> None:
    own("neck.yaml", BROKEN)
    (home / "config" / "config.yaml").write_text("sound: [\n")
    (home / "config" / "exercises.yaml").write_text("Row:\n  tempo: quick\n")
    (home / "data").mkdir(parents=True)
    (home / "data" / "history.db").write_bytes(b"no database at all" * 100)
    (home / "state").mkdir(parents=True)
    (home / "state" / "crash.log").write_text("Traceback")
    found = status(run)
    assert {
        name: found[f"files/{name}"] for name in ("Settings", "Exercises", "Routines", "History", "Crashes")
    } == {
        "Settings": "broken",
        "Exercises": "broken",
        "Routines": "broken",
        "History": "broken",
        "Crashes": "doubtful",
    }
    ran = run("doctor")
    assert ran.code == 1
    assert "  ✗ Routines: 1 routine cannot be played: neck." in ran.lines
    assert (home / "data" / "history.db").read_bytes().startswith(b"no database"), "it only looks"


def test_folders_that_cannot_be_written_to_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.coach.setup.health.os.access", lambda *_: False)
    ran = run("doctor")
    assert ran.code == 1
    assert "cannot be written to: sessions cannot be recorded." in ran.out


def test_a_file_in_the_way_of_a_folder_is_named(run: Run, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "data").write_text("in the way")
    ran = run("doctor")
    assert ran.code == 1
    assert f"{home / 'data'} is in the way of a folder: sessions cannot be recorded." in ran.out


def test_a_theme_with_a_broken_sound_is_doubtful(run: Run, home: Path) -> None:
    theme = home / "config" / "sounds" / "wooden"
    theme.mkdir(parents=True)
    (theme / "go.wav").write_bytes(b"no sound")
    (home / "config" / "config.yaml").write_text("sound:\n  theme: wooden\n")
    assert status(run)["sound/Theme"] == "doubtful"
    told = run("doctor", "--audio", "none").out
    assert "! Theme: go.wav: This is not a WAV file." in told
    assert "What a sound must be stands in docs/sound.md." in told


@pytest.mark.parametrize("can", [True, False], ids=["can", "cannot"])
@pytest.mark.parametrize("others", [40, 100], ids=["wanted", "unwanted"])
def test_it_says_whether_other_programs_can_be_lowered(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, others: int, *, can: bool
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.yaml").write_text(f"sound:\n  others: {others}\n")
    monkeypatch.setattr("player.audio.others.available", lambda: can)
    is_doubtful = others == 40 and not can
    assert status(run)["sound/Other programs"] == ("doubtful" if is_doubtful else "good")
    ran = run("doctor")
    assert ran.code == 0
    assert ("they go down to 40 % while a session plays." in ran.out) == (others == 40 and can)
    assert ("      Install pactl" in ran.out) == is_doubtful


def test_where_nothing_can_speak_it_says_how_to_get_a_voice(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.audio.speech.chain.find_engines", list)
    ran = run("doctor")
    assert ran.code == 0
    assert "      `pip install 'backbeat[speech]'`, or install espeak-ng." in ran.lines


def test_whatever_a_look_runs_into_is_what_was_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("\x1b[31mboom")

    monkeypatch.setattr("player.coach.setup.health.manifest_of", fails)
    ran = run("doctor")
    assert ran.code == 1
    assert "  ✗ Recorded words: it could not be looked at: \\x1b[31mboom." in ran.lines


@pytest.mark.parametrize(("answer", "code"), [("", 0), ("y", 0), ("n", 1), ("No", 1)], ids=range(4))
def test_on_a_terminal_it_asks_whether_it_was_heard(
    run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(command, "_can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    ran = run("doctor")
    assert ran.code == code
    assert ("Then try, one after the other:" in ran.lines) == bool(code)
