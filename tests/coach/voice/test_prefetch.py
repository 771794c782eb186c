"""What a session speaks with."""

import threading
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from player.audio.speech.manifest import Manifest
from player.coach.voice.prefetch import Prefetcher, spoken_for
from player.library.config.config import Config
from player.library.config.current import read_config
from player.library.folders import Folders, find_folders
from player.script.model import Amount, Last, Phrase, Voice
from tests.history.made import BEGAN, end, interval, start, written
from tests.timeline.builders import exercise, tape

TAPE = tape(exercise("Chin tuck", hold=20), exercise("Row", hold=30))


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    monkeypatch.setenv("BACKBEAT_HOME", str(tmp_path))
    return find_folders()


class Speaks:
    """Notes what it is asked to speak."""

    def __init__(self) -> None:
        self.asked: list[Phrase] = []
        self.spoken: set[str] = set()
        self.closed = False

    def prepare(self, phrases: Iterable[Phrase]) -> None:
        self.asked += phrases

    def spoken_by(self, piece: str) -> str | None:
        return "me" if piece in self.spoken else None

    def close(self) -> None:
        self.closed = True


def prefetcher_of(manifest: Manifest, speaker: Speaks, **given: Any) -> Prefetcher:  # noqa: ANN401
    return Prefetcher(manifest, lambda: cast("Any", speaker), **given)


def prepared(prefetcher: Prefetcher, voice: Voice) -> None:
    """Prepare, and wait for the thread that does."""
    prefetcher.prepare(TAPE, voice)
    for thread in threading.enumerate():
        if thread.name == "prefetch":
            thread.join(10)


def test_everything_that_is_said_is_asked_for_once_something_of_it_was_not_recorded() -> None:
    speaker = Speaks()
    prepared(prefetcher_of(Manifest(), speaker), Voice(Amount.FULL))
    assert ("First:", "chin tuck.") in speaker.asked
    assert ("Next:", "row.") in speaker.asked


def test_tones_need_nobody_who_speaks() -> None:
    speaker = Speaks()
    prepared(prefetcher_of(Manifest(), speaker), Voice())
    assert speaker.asked == []


def test_a_phrase_is_missing_until_every_piece_of_it_was_spoken() -> None:
    speaker = Speaks()
    prefetcher = prefetcher_of(Manifest(), speaker)
    prepared(prefetcher, Voice(Amount.FULL))
    assert prefetcher.is_missing(("Next:", "row."))
    speaker.spoken = {"Next:"}
    assert prefetcher.is_missing(("Next:", "row."))
    speaker.spoken = {"Next:", "row."}
    assert not prefetcher.is_missing(("Next:", "row."))


def test_whoever_speaks_is_sent_away_at_the_end() -> None:
    speaker = Speaks()
    prefetcher = prefetcher_of(Manifest(), speaker)
    prepared(prefetcher, Voice(Amount.FULL))
    prefetcher.close()
    assert speaker.closed


def spoken(folders: Folders, **given: Any) -> Voice:  # noqa: ANN401
    return spoken_for(TAPE._replace(slug="neck"), read_config(folders), folders, **given).voice


def test_a_session_speaks_as_much_as_is_set_or_asked_for(folders: Folders) -> None:
    assert spoken(folders).amount is Config().speech.amount
    assert spoken(folders, amount=Amount.BRIEF).amount is Amount.BRIEF
    assert spoken(folders, speed=2.0).amount is Amount.TONES
    assert spoken(folders, is_heard=False).amount is Amount.TONES


def test_the_first_three_sessions_explain_the_keys(folders: Folders) -> None:
    for day in range(4):
        assert spoken(folders).hints is (day < 3)
        write_session(folders, day)


def test_ten_sessions_make_an_exercise_familiar(folders: Folders) -> None:
    for day in range(10):
        assert spoken(folders).familiar == frozenset()
        write_session(folders, day)
    assert spoken(folders).familiar == {"Chin tuck"}


def test_what_was_asked_for_last_time_is_known(folders: Folders) -> None:
    write_session(folders, 1)
    assert spoken(folders).last == {"chin-tuck@s1": Last(8, 40_000)}


def write_session(folders: Folders, day: int) -> None:
    """Write a finished session of one set of chin tucks."""
    id_, began = f"019b8d00-0000-7000-8000-{day:012d}", BEGAN + timedelta(days=day)
    written(
        folders.history,
        start(id=id_, started_at=began),
        interval(session=id_),
        end(session=id_, ended_at=began + timedelta(seconds=92)),
    )
