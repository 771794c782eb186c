"""Trying the sound: who is heard, and when it is given up."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from player.audio.fake import FakeEngine
from player.audio.protocol import Setup, SoundState, SoundStatus, Way
from player.audio.speech.identity import Identity
from player.audio.speech.manifest import Manifest
from player.audio.speech.speaker import Progress, Speaker
from player.coach.setup.health import Status
from player.coach.setup.sound_check import OPENS_WITHIN, output_finding, voice_of_phrase, wait_for_output
from player.script.model import Phrase, clip_of

pytestmark = pytest.mark.core

RECORDED = Manifest({clip_of("Rest."): [0, 22_050]})
SETUP = Setup(Path("sounds"))


class Speaking(Speaker):
    """Speaks at once, as whoever it is told to be; nobody: nothing is spoken."""

    def __init__(self, line: str | None) -> None:
        self.line = line
        self.asked: list[Phrase] = []

    def prepare(self, phrases: Iterable[Phrase]) -> None:
        self.asked += phrases

    def progress(self) -> Progress:
        return Progress(1, 1, 0)

    def spoken_by(self, piece: str) -> str | None:
        del piece
        return self.line


ANNA = str(Identity("say", "15", "Anna", 165))
USUAL = str(Identity("sapi", "10", "", 165))


@pytest.mark.parametrize(
    ("phrase", "line", "own_first", "whose"),
    [
        (("Rest.",), ANNA, False, "the voice that came with the program"),
        (("Rest.",), ANNA, True, "the voice Anna of say"),
        (("Rest.",), None, True, "the voice that came with the program"),
        (("Row.",), ANNA, False, "the voice Anna of say"),
        (("Row.",), USUAL, False, "the usual voice of sapi"),
        (("Row.",), None, False, ""),
    ],
    ids=range(6),
)
def test_whose_voice_is_heard_is_known(phrase: Phrase, line: str | None, own_first: bool, whose: str) -> None:  # noqa: FBT001  a row of the table
    assert voice_of_phrase(phrase, RECORDED, Speaking(line), own_first=own_first) == whose


def test_what_was_recorded_is_not_spoken_again() -> None:
    speaker = Speaking(ANNA)
    voice_of_phrase(("Rest.",), RECORDED, speaker, own_first=False)
    assert speaker.asked == []


def test_an_output_that_does_not_open_is_waited_for_and_given_up() -> None:
    engine = FakeEngine()
    engine.state = SoundStatus(Way.MINIAUDIO, SoundState.STARTING, needs_bell=False)
    waited: list[float] = []
    wait_for_output(engine, waited.append)
    assert sum(waited) == pytest.approx(OPENS_WITHIN)
    assert output_finding(engine, SETUP, {}).status is Status.BROKEN


def test_an_output_that_opens_is_waited_for_no_longer() -> None:
    engine = FakeEngine()
    engine.state = SoundStatus(Way.MINIAUDIO, SoundState.STARTING, needs_bell=False)
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            engine.start()

    wait_for_output(engine, pause)
    assert len(waited) == 3
    found = output_finding(engine, SETUP, {})
    assert (found.status, found.message) == (Status.GOOD, "miniaudio is open.")


@pytest.mark.parametrize("output", ["none", "bell"])
def test_sound_that_is_not_wanted_is_not_missed(output: str) -> None:
    found = output_finding(FakeEngine(), SETUP._replace(output=output), {})
    assert found.status is Status.GOOD
    assert output in found.message


def test_where_the_system_wrote_something_it_says_where(tmp_path: Path) -> None:
    log = tmp_path / "audio.log"
    deaf = FakeEngine()
    setup = SETUP._replace(log=log)
    assert str(log) not in output_finding(deaf, setup, {}).advice
    log.write_text("ALSA says no")
    assert str(log) in output_finding(deaf, setup, {}).advice
