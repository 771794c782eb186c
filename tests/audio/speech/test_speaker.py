"""Phrases are spoken ahead of time; whoever asks never waits, and nothing is left behind."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from player.audio.speech import speaker as speaker_module
from player.audio.speech.clip_store import SpeechStore
from player.audio.speech.engines import Choice, ProgramEspeak
from player.audio.speech.manifest import Manifest
from player.audio.speech.speaker import MOST, Progress, Speaker

StandIn = Callable[[str], None]
Calls = Callable[[], list[dict[str, Any]]]
RECORDED = Manifest({"next": [0, 9_000], "go": [9_000, 6_000]})


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "speech"


@pytest.fixture
def speaker(program: ProgramEspeak, cache: Path) -> Iterator[Callable[..., Speaker]]:
    """Makes speakers and closes them."""
    del program  # it is there
    made: list[Speaker] = []

    def make(choice: Choice = Choice(), **more: Any) -> Speaker:  # noqa: ANN401, B008
        made.append(Speaker(cache, choice, RECORDED, **more))
        return made[-1]

    yield make
    for each in made:
        each.close()


def finished(speaker: Speaker) -> Progress:
    end = time.monotonic() + 30
    while not (progress := speaker.wait(30)).is_done:
        assert time.monotonic() < end
    return progress


def test_a_missing_piece_is_spoken_and_found(speaker: Callable[..., Speaker], cache: Path) -> None:
    speaking = speaker()
    speaking.prepare([("Next:", "shrug."), ("Go",)])
    assert finished(speaking) == Progress(2, 2, 0)
    store = SpeechStore(cache, cache, speaking.voice)
    assert store.clip(("Next:", "shrug.")), "the whole phrase in one voice"
    assert speaking.spoken_by("Shrug") == speaking.voice
    assert speaking.spoken_by("Go") is None, "that is recorded"


def test_what_is_recorded_starts_nothing(speaker: Callable[..., Speaker], cache: Path) -> None:
    speaking = speaker()
    speaking.prepare([("Next:", "go."), ("Go",), ()])
    assert speaking.progress() == Progress(0, 0, 0)
    assert speaking._thread is None
    assert not cache.exists()


def test_with_a_voice_of_ones_own_everything_is_spoken(speaker: Callable[..., Speaker]) -> None:
    speaking = speaker(Choice("espeak-ng", "en-gb"), own_first=True)
    speaking.prepare([("Next:", "go.")])
    assert finished(speaking) == Progress(2, 2, 0)


def test_a_piece_is_asked_for_once_in_any_spelling(speaker: Callable[..., Speaker], calls: Calls) -> None:
    speaking = speaker()
    speaking.prepare([("Shrug.",), ("shrug",)])
    speaking.prepare([("Shrug,",), ("...",)])
    assert finished(speaking) == Progress(1, 1, 0)
    assert [call["text"] for call in calls()] == ["Shrug."]


def test_what_was_spoken_before_is_not_spoken_again(speaker: Callable[..., Speaker], calls: Calls) -> None:
    for _ in range(2):
        speaking = speaker()
        speaking.prepare([("Shrug.",)])
        assert finished(speaking) == Progress(1, 1, 0)
    assert len(calls()) == 1


def test_many_are_spoken_in_their_order(speaker: Callable[..., Speaker], calls: Calls) -> None:
    speaking = speaker()
    texts = [f"exercise {chr(97 + n)}" for n in range(11)]
    speaking.prepare([(text,) for text in texts])
    assert finished(speaking) == Progress(11, 11, 0)
    assert [call["text"] for call in calls()] == texts


def test_a_strangers_routine_does_not_keep_it_busy_for_hours(
    speaker: Callable[..., Speaker], stand_in: StandIn
) -> None:
    stand_in("crash")
    speaking = speaker()
    speaking.prepare((f"text {n}",) for n in range(5_000))
    assert speaking.progress().wanted == MOST


def test_without_an_engine_nothing_happens(cache: Path) -> None:
    for speaking in (Speaker(cache, Choice("none"), RECORDED), Speaker(None, Choice(), RECORDED)):
        speaking.prepare([("Shrug.",)])
        assert speaking.voice == ""
        assert speaking.progress() == Progress(0, 0, 0)
        speaking.close()


def test_an_engine_that_fails_is_counted(speaker: Callable[..., Speaker], stand_in: StandIn) -> None:
    stand_in("refuse=b")
    speaking = speaker()
    speaking.prepare([("a",), ("b",), ("c",)])
    assert finished(speaking) == Progress(3, 2, 1)


def test_no_room_is_counted_as_a_failure(speaker: Callable[..., Speaker], cache: Path) -> None:
    cache.parent.write_text("a file is in the way")
    speaking = speaker()
    speaking.prepare([("a",)])
    assert finished(speaking) == Progress(1, 0, 1)


@pytest.mark.alone
def test_asking_does_not_wait_and_closing_leaves_nothing(
    speaker: Callable[..., Speaker],
    stand_in: StandIn,
    tmp_path: Path,
    eventually: Callable[..., bool],
    is_gone: Callable[[int], bool],
) -> None:
    stand_in("hang")
    speaking = speaker()
    start = time.monotonic()
    speaking.prepare([("a",)])
    assert time.monotonic() - start < 0.1
    pids = tmp_path / "pids"
    assert eventually(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    worker = speaking._worker
    assert worker is not None
    start = time.monotonic()
    speaking.close()
    assert time.monotonic() - start < 3
    for pid in (worker.pid, *map(int, pids.read_text().split())):
        assert eventually(lambda pid=pid: is_gone(pid))


def test_a_worker_that_dies_is_replaced_and_what_it_started_is_ended(
    speaker: Callable[..., Speaker],
    stand_in: StandIn,
    tmp_path: Path,
    eventually: Callable[..., bool],
    is_gone: Callable[[int], bool],
) -> None:
    stand_in("hang")
    speaking = speaker()
    speaking.prepare([("a",)])
    assert eventually((tmp_path / "pids").exists)
    worker = speaking._worker
    assert worker is not None
    stand_in("")
    worker.kill()
    assert finished(speaking) == Progress(1, 1, 0)
    assert eventually(lambda: all(is_gone(int(pid)) for pid in (tmp_path / "pids").read_text().split()))


def test_a_worker_is_not_kept_for_nothing_and_another_comes_when_needed(
    speaker: Callable[..., Speaker],
    monkeypatch: pytest.MonkeyPatch,
    eventually: Callable[..., bool],
) -> None:
    monkeypatch.setattr(speaker_module, "IDLE_S", 0.05)
    speaking = speaker()
    for count in (1, 2, 3, 4):
        speaking.prepare([(f"text {count}",)])
        assert finished(speaking) == Progress(count, count, 0)
        assert eventually(lambda: speaking._worker is None)


def test_a_dead_parent_takes_the_worker_along(
    speaker: Callable[..., Speaker],
    stand_in: StandIn,
    tmp_path: Path,
    eventually: Callable[..., bool],
    is_gone: Callable[[int], bool],
) -> None:
    stand_in("hang")
    speaking = speaker()
    speaking.prepare([("a",)])
    assert eventually((tmp_path / "pids").exists)
    worker = speaking._worker
    assert worker is not None
    assert worker.stdin is not None
    worker.stdin.close()  # as the end of the parent does
    assert eventually(lambda: is_gone(worker.pid))
    assert eventually(lambda: all(is_gone(int(pid)) for pid in (tmp_path / "pids").read_text().split()))


def test_closing_before_anything_was_asked_and_twice_is_fine(speaker: Callable[..., Speaker]) -> None:
    speaking = speaker()
    speaking.close()
    speaking.close()
    speaking.prepare([("a",)])
    assert speaking._thread is None
