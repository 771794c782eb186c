"""The engine's decisions, in this process: what it opens, drops, tells and survives."""

from pathlib import Path
from typing import Any

import pytest

from player.audio import engine as engine_module
from player.audio.clips import RATE
from player.audio.engine import WornOutError
from tests.audio.room import Room


@pytest.fixture
def room() -> Room:
    room = Room()
    room.engine.open()
    return room


def test_an_open_device_is_told_by_its_name(room: Room) -> None:
    assert room.told == [{"is": "ready", "output": "memory"}]


def test_a_cue_is_heard_at_its_time_with_its_gain(room: Room) -> None:
    room.cue(0.5, "tick", gain=-6.0)
    heard = room.run(1)
    assert [heard[RATE // 2 - 1], heard[RATE // 2], heard[RATE // 2 + 441]] == [0, 501, 0]


def test_a_parent_that_is_silent_for_a_second_is_met_with_silence(room: Room) -> None:
    room.cue(0.9)
    room.cue(1.5)
    heard = room.run(3, beats=False)
    assert heard[round(0.91 * RATE)]
    assert not any(heard[round(1.2 * RATE) :])
    assert room.events() == ["ready"], "it lives on and keeps the device"


def test_it_is_heard_again_when_the_parent_comes_back(room: Room) -> None:
    room.run(3, beats=False)
    room.cue(0.2)
    assert any(room.run(1))


def test_a_sound_that_does_not_exist_is_told_once_and_harms_nothing(room: Room) -> None:
    for _ in range(3):
        room.cue(0.1, "gong")
    room.cue(0.1)
    assert any(room.run(0.5))
    assert room.told[1:] == [{"is": "unknown", "sound": "gong"}]


@pytest.mark.parametrize(
    "order",
    [
        {"is": "cue"},
        {"is": "cue", "at": "soon", "sound": "go", "gen": 0},
        {"is": "play", "at": None, "sound": "go", "gen": 0},
        {"is": "clear", "gen": []},
        {"is": "dance"},
    ],
)
def test_an_order_without_sense_harms_nothing(room: Room, order: dict[str, Any]) -> None:
    room.engine.handle(order)
    room.cue(0.1)
    assert any(room.run(0.5))


def test_a_lost_device_is_told_once_tried_each_second_and_told_when_it_is_back(room: Room) -> None:
    room.run(1)
    room.device.present = False
    room.run(4.5)
    assert room.events() == ["ready", "lost"]
    assert 5 <= len(room.opened) <= 6
    room.device.present = True
    room.run(1.2)
    assert room.events() == ["ready", "lost", "ready"]
    room.cue(0.3)
    assert any(room.run(1))


def test_without_a_device_from_the_beginning_it_says_so_once_and_keeps_trying() -> None:
    room = Room()
    room.device.present = False
    room.engine.open()
    room.run(3)
    assert room.told == [{"is": "none", "why": "no device"}]
    room.device.present = True
    room.run(1.2)
    assert room.events() == ["none", "ready"]


def test_after_many_failed_tries_it_asks_for_a_fresh_process() -> None:
    room = Room()
    room.device.present = False
    room.engine.open()
    with pytest.raises(WornOutError):
        room.run(2 * engine_module.TRIES)
    assert len(room.opened) == engine_module.TRIES
    assert room.events() == ["none"]


def test_a_log_that_grew_too_long_is_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    with log.open("ab") as file:
        file.write(b"x" * (engine_module.LOG_LIMIT + 1))
        file.flush()
        monkeypatch.setattr(engine_module, "STDERR", file.fileno())
        engine_module._shorten_log()
        file.write(b"new")
    assert log.read_bytes() == b"new"
