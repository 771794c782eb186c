"""One step heard without a session."""

import pytest

from player.audio.fake import FakeEngine
from player.audio.protocol import SoundState, SoundStatus, Way
from player.coach.voice.audition import Audition
from player.script.model import TONES_ONLY, Amount, Voice, text_of
from player.session.clock import NS_PER_S, ManualClock
from player.timeline.compile import compile_routine
from player.timeline.cues import interval_cues
from tests.timeline.builders import exercise, routine

pytestmark = pytest.mark.core

TAPE = compile_routine(
    routine(exercise("Row", reps=3, tempo=[("go", 2), ("return", 2)]), exercise("Hold", hold=30)), "x"
)
ROW = next(index for index, interval in enumerate(TAPE.intervals) if interval.is_work)


def listened(engine: FakeEngine, clock: ManualClock, voice: Voice = TONES_ONLY) -> int:
    """Listen to the end; return how often the bell stood in."""
    audition = Audition(engine, clock, TAPE, ROW, voice)
    audition.begin()
    bells = 0
    while (wait := audition.beat()) is not None:
        clock.advance(wait)
        bells += audition.ring()
    audition.close()
    return bells


def test_every_cue_of_the_interval_is_heard_at_its_moment_and_none_of_the_next() -> None:
    clock = ManualClock()
    engine = FakeEngine(now=clock.now)
    listened(engine, clock)
    heard = engine.heard()
    cues = interval_cues(TAPE, ROW)
    start = heard[0][0]
    assert [((at - start) / NS_PER_S, sound) for at, sound in heard] == [
        ((cue.at - cues[0].at) / 1000, cue.sound) for cue in cues
    ]
    assert engine.calls[-1].what == "close"


def test_the_bell_stands_in_where_there_is_no_sound() -> None:
    clock = ManualClock()

    class Silent(FakeEngine):
        def status(self) -> SoundStatus:
            return SoundStatus(Way.BELL, SoundState.LOST, needs_bell=True)

    assert listened(Silent(now=clock.now), clock) >= 3


def test_an_output_that_never_opens_is_not_waited_for_forever() -> None:
    clock = ManualClock()

    class Starting(FakeEngine):
        def status(self) -> SoundStatus:
            return SoundStatus(Way.MINIAUDIO, SoundState.STARTING, needs_bell=False)

    listened(Starting(now=clock.now), clock)
    assert clock.now() < 20 * NS_PER_S


def test_the_words_of_the_interval_are_said_in_it() -> None:
    clock = ManualClock()
    engine = FakeEngine(now=clock.now)
    listened(engine, clock, Voice(Amount.FULL))
    start = engine.heard()[0][0]
    said = [(round((at - start) / NS_PER_S, 2), text_of(phrase)) for at, phrase in engine.said()]
    assert said == [(0.35, "Go"), (2.25, "Return"), (4.33, "Two"), (6.25, "Return"), (8.43, "Last one")]


def test_what_is_too_long_for_the_interval_is_not_said() -> None:
    clock = ManualClock()
    engine = FakeEngine(now=clock.now)
    listened(engine, clock, Voice(Amount.FULL, lambda _: 60_000))
    assert engine.said() == []
