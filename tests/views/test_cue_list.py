"""What is heard of a session, as lines of text."""

import pytest

from player.script.model import Amount, Voice
from player.script.planner import plan_script
from player.timeline.model import Timeline
from player.views.tables.cue_list import heard, moment, text_lines
from tests.timeline.builders import MAX, exercise, tape, work

pytestmark = pytest.mark.core


def lines(timeline: Timeline, amount: Amount = Amount.FULL) -> list[str]:
    return list(text_lines(timeline, plan_script(timeline, Voice(amount))))


def test_sounds_and_words_stand_side_by_side_under_what_they_belong_to() -> None:
    assert lines(tape(exercise("Row", hold=9), prepare=5)) == [
        "  0:00.0  get ready · 5 s",
        "  0:00.3                    “First: row.”",
        "  0:00.3                    not said: “Test.”, no room before the ticks",
        "  0:00.3                    not said: “Less than a minute.”, no room before the ticks",
        "  0:00.3                    not said: “Hold nine seconds.”, no room before the ticks",
        "  0:02.0    tick tick tick",
        "  0:05.0  Row · hold 9 s",
        "  0:05.0    go              “Hold”",
        "  0:11.0    tick-out",
        "  0:12.0    tick-out",
        "  0:13.0    tick-out",
        "  0:14.0  the end",
        "  0:14.0    finish          “Finished. One exercise, fourteen seconds, nothing skipped.”",
    ]


def test_tones_have_no_words_and_dots_stand_in_one_line() -> None:
    told = lines(tape(exercise("Row", hold=5), prepare=5), Amount.TONES)
    assert "  0:06.0    · · · ·" in told
    assert not [line for line in told if "“" in line]


def test_behind_open_work_nobody_knows_the_time() -> None:
    timeline = tape(exercise("Row", reps=MAX), work("Plank"))
    told = list(heard(timeline, plan_script(timeline, Voice(Amount.FULL))))
    assert [heading.start for heading in told] == [0, 10_000, None, None, None]
    assert moment(told[-1].start) == "–"
    assert all(line.start is None for line in told[2].lines)


def test_every_interval_has_a_heading_and_every_event_a_line() -> None:
    timeline = tape(exercise("Row", hold=30, sets=3, sides=("right", "left")))
    script = plan_script(timeline, Voice(Amount.FULL))
    told = list(heard(timeline, script))
    assert len(told) == len(timeline.intervals) + 1
    shown = sum(len(line.sound.split()) + bool(line.said) for heading in told for line in heading.lines)
    assert shown == len(script)


@pytest.mark.parametrize(
    ("at", "told"), [(0, "0:00.0"), (300, "0:00.3"), (9_950, "0:09.9"), (600_000, "10:00.0"), (None, "–")]
)
def test_a_moment_is_told_to_a_tenth_of_a_second(at: int | None, told: str) -> None:
    assert moment(at) == told
