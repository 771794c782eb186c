"""`backbeat render`: a session as a file of sound, whole or not there at all."""

import errno
import signal
import struct
import sys
import wave
from pathlib import Path

import pytest

from player.audio.filesound import FileSound
from tests.cli.conftest import BROKEN, Own, Run

pytestmark = pytest.mark.core

FIXED = "name: Neck\nprepare: 0\nsteps:\n  - {exercise: Chin tuck, hold: 5s}\n"
OPEN = """\
name: Open
prepare: 0
levels: [gentle, standard]
steps:
  - {exercise: Push-up, reps: max, sets: 2, rest: ready}
  - {exercise: Plank, hold: {gentle: 5s, standard: 10s}, optional: true}
"""


@pytest.fixture
def here(home: Path) -> Path:
    """The current folder."""
    return home.parent / "here"


def left(folder: Path) -> list[str]:
    """Every file of a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_routine_becomes_a_file_that_says_how_long_it_is(run: Run, own: Own, here: Path) -> None:
    own("neck.yaml", FIXED)
    ran = run("render", "neck", "-o", "out.wav", "--voice", "tones")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{here / 'out.wav'}: 0:0")
    assert len(ran.lines) == 1
    assert left(here) == ["out.wav"]
    assert (here / "out.wav").stat().st_size > 5 * 2 * 44_100


def test_the_same_routine_becomes_the_same_file(run: Run, own: Own, here: Path) -> None:
    own("neck.yaml", FIXED)
    run("render", "neck", "-o", "one.wav")
    run("render", "neck", "-o", "two.wav")
    assert (here / "one.wav").read_bytes() == (here / "two.wav").read_bytes()


def test_what_waits_for_a_key_is_listed_with_its_time(run: Run, own: Own) -> None:
    own("open.yaml", OPEN)
    ran = run("render", "open", "-o", "out.wav", "--voice", "tones")
    assert ran.lines[1:] == [
        "Nobody presses a key in a file. What waits for one lasts:",
        "  Push-up: 40 s",
        "  a rest that waits: 20 s",
    ]


def test_level_and_choices_and_the_first_step_are_those_asked_for(run: Run, own: Own, here: Path) -> None:
    own("open.yaml", OPEN)
    sizes = []
    for more in ((), ("--level", "standard"), ("--without", "plank"), ("--from", "plank")):
        assert run("render", "open", "-o", "out.wav", "--force", "--voice", "tones", *more).code == 0
        sizes.append((here / "out.wav").stat().st_size)
    gentle, standard, without, plank = sizes
    assert plank < without < gentle < standard


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nope", "-o", "out.wav"), 1, "no single routine is called"),
        (("neck", "-o", "out.mp3"), 2, "a WAV file is written, so its name ends in .wav: out.mp3.wav"),
        (("neck", "-o", "folder.wav"), 1, "folder.wav is a folder"),
        (("neck", "-o", "gone/out.wav"), 1, "there is no folder gone."),
        (("neck", "-o", "out.wav", "--level", "x"), 2, "the routine has no levels"),
        (("neck", "-o", "out.wav", "--from", "x"), 2, "the routine has no step 'x'"),
        (("neck", "-o", "out.wav", "--voice", "loud"), 2, "invalid choice: 'loud'"),
        (("neck",), 2, "the following arguments are required: -o"),
        (("broken", "-o", "out.wav"), 1, "did you mean 'reps'?"),
    ],
    ids=range(9),
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(  # noqa: PLR0917  a row of the table
    run: Run, own: Own, here: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    own("neck.yaml", FIXED)
    own("broken.yaml", BROKEN)
    (here / "folder.wav").mkdir()
    ran = run("render", *arguments)
    assert ran.code == code
    assert words in ran.err
    assert left(here) == ["folder.wav"]


def test_a_file_that_is_there_is_not_replaced_unless_asked(run: Run, own: Own, here: Path) -> None:
    own("neck.yaml", FIXED)
    (here / "out.wav").write_text("precious")
    ran = run("render", "neck", "-o", "out.wav")
    assert (ran.code, ran.err) == (1, "backbeat: out.wav is there already: --force replaces it.\n")
    assert (here / "out.wav").read_text() == "precious"
    assert run("render", "neck", "-o", "out.wav", "--force").code == 0
    assert (here / "out.wav").read_bytes()[:4] == b"RIFF"


def test_a_link_is_followed(run: Run, own: Own, here: Path) -> None:
    own("neck.yaml", FIXED)
    (here / "real.wav").write_text("old")
    (here / "out.wav").symlink_to("real.wav")
    assert run("render", "neck", "-o", "out.wav", "--force").code == 0
    assert (here / "out.wav").is_symlink()
    assert (here / "real.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 1, "could not be written: the disk is full."),
        (KeyboardInterrupt(), 130, ""),
        (signal.SIGTERM, 143, ""),
    ],
    ids=["disk-full", "ctrl-c", "sigterm"],
)
def test_in_the_middle_of_it_nothing_is_left_behind_and_the_old_file_stays(  # noqa: PLR0917  as above
    run: Run,
    own: Own,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: BaseException | signal.Signals,
    code: int,
    words: str,
) -> None:
    own("neck.yaml", FIXED)
    (here / "out.wav").write_text("precious")
    usual = FileSound.advance

    def fails(sound: FileSound) -> None:
        usual(sound)
        if sound.seconds < 2:
            return
        if isinstance(trouble, BaseException):
            raise trouble
        signal.raise_signal(trouble)

    monkeypatch.setattr(FileSound, "advance", fails)
    ran = run("render", "neck", "-o", "out.wav", "--force")
    assert ran.code == code
    assert words in ran.err
    assert left(here) == ["out.wav"]
    assert (here / "out.wav").read_text() == "precious"


def test_mistakes_in_the_settings_are_told_and_change_nothing(run: Run, own: Own, home: Path) -> None:
    own("neck.yaml", FIXED)
    (home / "config" / "config.yaml").write_text("sound:\n  volume: loud\n")
    ran = run("render", "neck", "-o", "out.wav")
    assert ran.code == 0
    assert ran.err.startswith("backbeat: config.yaml: line 2: 'loud' is not a number for 'volume'")


def test_an_own_sound_that_cannot_be_played_is_told(run: Run, own: Own) -> None:
    own("neck.yaml", FIXED.replace("hold: 5s", "hold: 5s, sound: gong.wav"))
    ran = run("render", "neck", "-o", "out.wav")
    assert (ran.code, "gong.wav" in ran.err) == (0, True)


def test_own_sounds_of_the_routine_are_in_the_file(run: Run, own: Own, here: Path) -> None:
    path = own("neck.yaml", FIXED.replace("hold: 5s", "hold: 5s, sound: gong.wav"))
    gong = struct.pack("<400h", *[9_000] * 400)
    with wave.open(str(path.parent / "gong.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(gong)
    ran = run("render", "neck", "-o", "out.wav", "--voice", "tones")
    assert (ran.code, ran.err) == (0, "")
    assert (here / "out.wav").read_bytes()[44 : 44 + len(gong)] == gong


def test_what_nobody_can_say_is_listed(run: Run, own: Own, home: Path) -> None:
    own("neck.yaml", FIXED.replace("Chin tuck", "Zzyzx qwrt"))
    (home / "config" / "config.yaml").write_text("speech:\n  engine: none\n")
    ran = run("render", "neck", "-o", "out.wav", "--voice", "full")
    assert ran.code == 0
    assert "Not spoken, since no recording and no voice of this computer has it:" in ran.lines
    assert ran.lines[-1] == "`backbeat doctor` says how to get a voice."


def test_who_watches_sees_a_bar_and_nothing_of_it_stays(
    run: Run, own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("neck.yaml", FIXED)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = run("render", "neck", "-o", "out.wav", "--voice", "tones")
    drawn = ran.err.split("\r")
    assert drawn[1].startswith("Writing ")
    assert len(drawn) > 4
    assert drawn[-3] == f"Writing {'█' * 30} 100 %"
    assert (drawn[-2].strip(), drawn[-1]) == ("", "")
