"""The device is let go when nothing is due, and is there again before it is missed."""

import pytest

from player.audio.clips import RATE
from tests.audio.room import Room


@pytest.fixture
def room() -> Room:
    room = Room()
    room.engine.open()
    return room


def closed(room: Room) -> bool:
    return room.device._render is None


def test_20_s_after_the_last_sound_ended_it_is_closed_and_nobody_is_told_of_a_loss(room: Room) -> None:
    room.cue(1.0, "half")  # ends 4 s from now
    room.run(23.8)
    assert not closed(room)
    room.run(0.4)
    assert closed(room)
    assert room.events() == ["ready"]
    assert room.engine.rests


def test_it_stays_open_while_something_is_due_within_5_s(room: Room) -> None:
    room.expect(24.5)
    room.run(22)
    assert not closed(room)


def test_it_is_open_again_2_s_before_the_next_sound_and_that_is_in_time(room: Room) -> None:
    room.expect(60)
    due = room.now + 60
    room.run(30)
    assert closed(room)
    room.run(29)
    assert not closed(room)
    assert due - room.opened[-1] >= 2
    room.cue(due - room.now, "tick")
    heard = room.run(1.5)
    assert heard.index(1_000) in {RATE - 1, RATE, RATE + 1}
    assert room.events() == ["ready", "ready"]


@pytest.mark.parametrize("order", ["cue", "play", "say"])
def test_what_is_ordered_while_it_rests_opens_it_at_once(room: Room, order: str) -> None:
    room.expect(None)
    room.run(25)
    assert closed(room)
    if order == "cue":
        room.cue(0.5, "tick")
    elif order == "play":
        room.play("tick")
    else:
        room.say(0.5, "One.")
    assert not closed(room)
    assert any(room.run(0.6))


def test_an_expected_sound_that_never_comes_does_not_keep_it_awake(room: Room) -> None:
    room.expect(10)
    room.run(21)
    assert closed(room)


def test_a_cleared_cue_does_not_keep_it_awake(room: Room) -> None:
    room.cue(600.0)
    room.run(1)
    room.order(**{"is": "clear"}, gen=1)
    room.run(21)
    assert closed(room)


def test_a_beat_a_hush_and_a_clear_do_not_wake_it(room: Room) -> None:
    room.run(25)
    for order in ("beat", "hush"):
        room.order(**{"is": order})
    room.order(**{"is": "clear"}, gen=1)
    assert closed(room)


def test_an_output_that_does_not_rest_is_never_closed() -> None:
    room = Room()
    room.device.rests = False
    room.engine.open()
    room.run(60)
    assert len(room.device.sound) == 2 * 60 * RATE


def test_a_device_that_was_taken_away_meanwhile_is_told_and_tried_each_second(room: Room) -> None:
    room.run(25)
    room.device.present = False
    room.play()
    room.run(3)
    assert room.events() == ["ready", "none"]
    room.device.present = True
    room.run(1.2)
    assert room.events() == ["ready", "none", "ready"]
    assert not room.engine.rests


def test_a_parent_that_does_not_beat_wakes_nothing(room: Room) -> None:
    room.expect(40)
    room.run(30)
    room.run(15, beats=False)
    assert closed(room)
