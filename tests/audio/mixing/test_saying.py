"""Phrases as orders: said at their moment or not at all, at their level, never in the way of an answer."""

from array import array

import pytest

from player.audio.clips import RATE
from player.audio.mixing.console import CLOSE_ENOUGH
from player.audio.mixing.phrases import KEPT, Phrases
from tests.audio.room import CLIPS, Room, S, Speech


@pytest.fixture
def room() -> Room:
    room = Room()
    room.engine.open()
    return room


def first(sound: "array[int]", value: int) -> int:
    """The frame at which a level is heard first."""
    return sound.index(value)


def test_a_phrase_begins_at_the_frame_of_its_moment(room: Room) -> None:
    room.say(0.5, "One.")
    heard = room.run(2)
    assert first(heard, 5_000) == RATE // 2
    assert heard.count(5_000) == RATE // 2
    assert room.events() == ["ready"]


def test_tones_below_it_are_8_db_softer(room: Room) -> None:
    room.cue(0.2, "half")
    room.say(1.0, "One.")
    heard = room.run(4)
    assert heard[RATE // 2] == heard[2 * RATE] == 10_000
    assert heard[RATE + 100] == 5_000 + 3_981


@pytest.mark.parametrize(
    ("room_for", "why"),
    [(0.5, None), (0.499 - CLOSE_ENOUGH / S, "long"), (0.0, "long")],
    ids=["exact", "longer", "no room"],
)
def test_a_phrase_longer_than_its_room_is_not_said(room: Room, room_for: float, why: str | None) -> None:
    room.say(0.5, "One.", room=room_for, instead="chime")
    heard = room.run(2)
    if why is None:
        assert 5_000 in heard
        assert room.events() == ["ready"]
    else:
        assert 5_000 not in heard
        assert first(heard, 3_000) == RATE // 2, "the sound that stands for it has its moment"
        assert room.told[1:] == [{"is": "unsaid", "pieces": ("One.",), "why": why}]


def test_a_phrase_that_is_nowhere_is_its_chime(room: Room) -> None:
    room.say(0.5, "Next:", "lost.", instead="chime")
    assert first(room.run(1), 3_000) == RATE // 2
    assert room.told[1:] == [{"is": "unsaid", "pieces": ("Next:", "lost."), "why": "missing"}]


def test_without_anything_instead_it_is_silence(room: Room) -> None:
    room.say(0.5, "Lost.")
    assert not any(room.run(1))


def test_a_hush_ends_what_is_said_and_drops_what_waits_but_no_sound(room: Room) -> None:
    room.say(0.2, "Next:", "Chin tuck.")
    room.cue(0.9, "tick")
    room.say(1.5, "One.")
    room.run(0.5)
    room.order(**{"is": "hush"})
    heard = room.run(3)
    assert not any(heard[882 : round(0.39 * RATE)])
    assert heard.count(1_000) == len(CLIPS["tick"]), "as loud as ever, where it was planned"
    assert 5_000 not in heard


def test_a_hush_reaches_a_phrase_that_is_not_even_decoded(room: Room) -> None:
    room.say(0.5, "One.", instead="chime")
    room.order(**{"is": "hush"})
    assert not any(room.run(2))
    assert room.speech.asked == []


def test_a_clear_drops_phrases_of_the_old_place_only(room: Room) -> None:
    room.say(0.5, "Next:", "Chin tuck.")
    room.order(**{"is": "clear"}, gen=1)
    room.say(0.7, "Next:", "Chin tuck.", gen=0)
    room.say(0.9, "One.", gen=1)
    heard = room.run(3)
    assert 7_000 not in heard
    assert first(heard, 5_000) == round(0.9 * RATE)


def test_an_answer_does_not_wait_for_words(room: Room) -> None:
    """Phrases become sound when there is nothing else to do, in the order they came."""
    for _ in range(3):
        room.say(5.0, "One.")
    room.play("tick")
    assert room.speech.asked == []
    assert 1_000 in room.run(0.05)
    assert room.speech.asked == [("One.",)], "and once: it is kept"


def test_words_and_sounds_have_levels_of_their_own() -> None:
    room = Room(level=0.25, words=0.5)
    room.engine.open()
    room.cue(0.1, "go")
    room.say(0.5, "One.")
    heard = room.run(2)
    assert max(heard[: RATE // 3]) == 2_000
    assert max(heard[RATE // 2 :]) == 2_500


def test_words_at_level_0_are_not_said_and_no_tone_goes_down_for_them() -> None:
    room = Room(words=0)
    room.engine.open()
    room.cue(0.1, "half")
    room.say(0.5, "One.")
    room.say(0.6, "Lost.", instead="chime")
    assert set(room.run(2)) == {0, 10_000}
    assert room.events() == ["ready"]


def test_with_a_latency_cues_and_words_come_earlier_and_answers_at_once() -> None:
    room = Room(latency_ms=250)
    room.engine.open()
    room.cue(1.0, "tick")
    room.say(2.0, "One.")
    heard = room.run(3)
    assert (first(heard, 1_000), first(heard, 5_000)) == (round(0.75 * RATE), round(1.75 * RATE))
    room.play("go")
    assert room.run(0.02)[0] == 8_000


def test_a_latency_drops_nothing_that_would_be_heard_without_it() -> None:
    room = Room(latency_ms=300)
    room.engine.open()
    room.run(1)
    room.cue(0.05, "tick")
    assert room.run(0.1)[0] == 1_000


def test_words_that_can_not_be_read_at_all_leave_the_sounds_alone(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Speech:
        raise ValueError("a damaged index")

    phrases = Phrases(broken)
    assert [phrases.clip(("One.",)), phrases.clip(("Two.",))] == [None, None]
    assert len(caplog.records) == 1


def test_what_is_kept_of_a_long_session_is_bounded() -> None:
    speech = Speech()
    for n in range(100):
        speech.clips[str(n),] = array("h", [n]) * RATE
    phrases = Phrases(lambda: speech)
    for n in range(100):
        phrases.clip((str(n),))
    assert sum(len(clip) for clip in phrases._kept.values()) <= KEPT
    phrases.clip(("99",))
    assert speech.asked.count(("99",)) == 1


def test_a_phrase_that_is_spoken_meanwhile_is_found_the_next_time(room: Room) -> None:
    """Others are rendered in the background while the session plays."""
    room.say(0.2, "Two.")
    room.run(1)
    room.speech.clips["Two.",] = array("h", [4_000] * 100)
    room.say(0.2, "Two.")
    assert 4_000 in room.run(1)
