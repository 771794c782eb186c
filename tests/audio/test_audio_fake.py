"""The fake keeps the promises of the real one, so that tests with it mean something."""

import pytest

from player.audio import SoundPlayer
from player.audio.client import SoundEngine
from player.audio.fake import Call, FakeEngine, UnknownSoundError
from player.timeline.sounds import Sound, own_sound


class Hands:
    """A clock moved by hand."""

    now = 0

    def __call__(self) -> int:
        return self.now


def test_both_engines_are_sounds() -> None:
    def takes(sound: type[SoundPlayer]) -> None:
        assert sound

    takes(SoundEngine)
    takes(FakeEngine)


def test_calls_are_written_down_in_order() -> None:
    fake = FakeEngine()
    fake.start()
    fake.cue(5, Sound.GO, -3.0)
    fake.play(Sound.ACCEPT)
    fake.clear()
    fake.close()
    assert [call.what for call in fake.calls] == ["start", "cue", "play", "clear", "close"]
    assert fake.calls[1] == Call("cue", Sound.GO, 5, -3.0)


def test_only_what_was_not_cleared_before_its_moment_was_heard() -> None:
    clock = Hands()
    fake = FakeEngine(now=clock)
    fake.cue(10, Sound.TICK)
    fake.cue(30, Sound.GO)
    clock.now = 20
    fake.clear()
    fake.play(Sound.PAUSED)
    fake.cue(40, Sound.REST)
    fake.cue(90, Sound.FINISH)
    clock.now = 50
    assert fake.heard() == [(10, "tick"), (20, "paused"), (40, "rest")]


def test_a_sound_that_does_not_exist_is_an_error_in_tests() -> None:
    fake = FakeEngine(known={"go"})
    fake.cue(0, Sound.GO)
    with pytest.raises(UnknownSoundError):
        fake.cue(0, own_sound("gong"))
    with pytest.raises(UnknownSoundError):
        fake.play(Sound.REST)


def test_it_is_ready_between_start_and_close() -> None:
    fake = FakeEngine()
    states = [fake.status().state]
    fake.start()
    states.append(fake.status().state)
    fake.close()
    states.append(fake.status().state)
    assert states == ["off", "ready", "off"]


def test_a_notice_is_handed_out_once() -> None:
    fake = FakeEngine()
    fake.pending_notices.append("Sound is back.")
    assert [fake.notices(), fake.notices()] == [["Sound is back."], []]
