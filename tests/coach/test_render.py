"""A session as a file: what is heard in it is what the tape says, where it says so, to the sample."""

import wave
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings

from player.audio.clips import RATE, Clip, read_folder
from player.audio.protocol import Setup
from player.audio.speech.speaker import Progress, Speaker
from player.coach.render import have_spoken
from player.coach.setup.settings import voice_of
from player.library.config.config import Config
from player.routine.model import Routine
from player.script.model import Amount, Phrase, Said, text_of
from player.script.planner import plan_script
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.coach.written import SOUNDS, Written, tape
from tests.support.examples import examples
from tests.timeline.random_routines import routines
from tests.timeline.tones import plan

pytestmark = pytest.mark.core

CLIPS, _ = read_folder(SOUNDS)
FIXED = """\
  - {exercise: Chin tuck, hold: 5s, reps: 2, relax: 3s}
  - {exercise: Row, sets: 2, reps: 3, tempo: 2-1-3, sides: each}
  - {exercise: Plank, hold: 25s}
"""


def frame(ms: int) -> int:
    return (ms * RATE + 500) // 1000


def mixed(timeline: Timeline) -> Clip:
    """The sum of all planned sounds at their places."""
    lengths = [interval.duration or 0 for interval in timeline.intervals]
    starts = [0, *accumulate(lengths)]
    total = [0] * (frame(starts[-1]) + 2 * RATE)
    for cue in plan(timeline):
        begins = frame(starts[cue.interval] + cue.at)
        for offset, sample in enumerate(CLIPS[cue.sound]):
            total[begins + offset] += sample
    while not total[-1]:
        total.pop()
    return array("h", total)


def write(path: Path, samples: Clip) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def test_every_sound_of_the_tape_is_in_the_file_at_its_sample_and_nothing_else() -> None:
    timeline = tape(FIXED)
    written = Written(timeline)
    assert written.samples == mixed(timeline)


def test_the_file_is_plain_wav_and_ends_with_its_last_sound() -> None:
    written = Written(tape("  - {exercise: Plank, hold: 5s}\n"))
    size = len(written.data) - 44
    assert written.header == (
        b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16, b"data", size
    )  # fmt: skip
    assert written.rendered.length == size / 2 / RATE
    assert written.samples[-1] != 0
    end = 5 + len(CLIPS["finish"]) / RATE
    assert end - 0.05 < written.rendered.length <= end


def test_a_file_may_begin_at_any_step() -> None:
    timeline = tape("  - {exercise: Plank, hold: 20s}\n  - {exercise: Row, hold: 5s}\n")
    from_second = Written(timeline, start=2)
    assert 3 + 5 < from_second.rendered.length < 3 + 5 + 2, "the lead-in, the step, the end"


def test_who_watches_sees_it_grow_from_nothing_to_all() -> None:
    parts = Written(tape("  - {exercise: Row, hold: 10s, sets: max}\n  - {exercise: Sit, reps: max}\n")).parts
    assert parts == sorted(parts)
    assert parts[0] < 0.1
    assert parts[-1] == 1.0


def test_sounds_of_a_theme_and_of_the_routine_are_in_it(tmp_path: Path) -> None:
    loud = array("h", [20_000] * 400)
    theme = tmp_path / "wooden"
    theme.mkdir()
    write(theme / "go.wav", loud)
    write(theme / "gong.wav", loud)
    timeline = tape("  - {exercise: Row, hold: 5s}\n")
    written = Written(timeline, setup=Setup(SOUNDS, theme=theme))
    assert written.samples[:400] == loud
    assert written.sound.faults == ["Sound theme: there is no sound called gong, so gong.wav is not used."]


def test_levels_hold_in_a_file_and_a_slow_device_does_not_matter_there() -> None:
    timeline = tape("  - {exercise: Row, hold: 5s}\n")
    usual = Written(timeline).samples
    soft = Written(timeline, setup=Setup(SOUNDS, volume=50, latency_ms=300)).samples
    assert all(abs(2 * half - whole) <= 2 for half, whole in zip(soft, usual, strict=False))


class Spelling(Speaker):
    """Speaks by writing a beep of 0.1 s; what begins with a q cannot be spoken."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.there: set[str] = set()

    def prepare(self, phrases: Iterable[Phrase]) -> None:
        pieces = [piece for phrase in phrases for piece in phrase]
        self.asked += pieces
        self.there |= {piece for piece in pieces if not piece.startswith("q")}

    def progress(self) -> Progress:
        return Progress(len(self.asked), len(self.there), len(self.asked) - len(self.there))

    def wait(self, timeout: float) -> Progress:
        del timeout
        return self.progress()

    def spoken_by(self, piece: str) -> str | None:
        return "me" if piece in self.there else None


def test_what_is_spoken_anew_is_worth_a_second_look() -> None:
    speaker = Spelling()
    assert have_spoken([("Sit",), ("q",)], speaker)
    assert not have_spoken([("Sit",), ("q",)], speaker), "it was there already, or cannot be spoken at all"
    assert not have_spoken([("q",)], Spelling())
    assert not have_spoken([], Spelling())


@given(routines())
@settings(max_examples=examples(15), deadline=None)
def test_any_routine_comes_to_its_end(routine: Routine) -> None:
    timeline = compile_routine(routine, "any")
    if not timeline.intervals or timeline.timed > 600_000:
        return
    written = Written(timeline)
    shortest = sum(interval.duration or 0 for interval in timeline.intervals) / 1000
    assert written.rendered.length >= shortest - 0.01
    assert written.parts[-1] == 1.0


def test_the_words_of_the_tape_are_handed_over_in_their_order_result_and_all() -> None:
    timeline = tape(FIXED)
    voice = voice_of(Config(), amount=Amount.FULL)
    planned = [
        each.phrase for each in plan_script(timeline, voice) if isinstance(each, Said) and not each.dropped
    ]
    assert text_of(planned[-1]).startswith("Finished.")
    assert list(Written(timeline, voice).sound.said) == list(dict.fromkeys(planned))
