"""The worked example of VOICE §5, to the millisecond, and the edges it stands on."""

import pytest

from player.script.model import Said, text_of
from player.script.planner import plan_script
from player.timeline.cues import Cue
from player.timeline.model import Timeline
from tests.script.example import FULL, LENGTHS, SAID, lying_down
from tests.timeline.test_sounds_example import HEARD

pytestmark = pytest.mark.core


def heard(timeline: Timeline) -> list[tuple[int, Cue | Said]]:
    starts = [*timeline.starts(), timeline.planned]
    return [((starts[each.interval] or 0) + each.at, each) for each in plan_script(timeline, FULL)]


def said(timeline: Timeline) -> list[tuple[float, float, str]]:
    return [
        (at / 1000, (at + each.length) / 1000, text_of(each.phrase))
        for at, each in heard(timeline)
        if isinstance(each, Said) and not each.dropped
    ]


def test_the_example_says_what_the_voice_design_says_to_the_millisecond() -> None:
    assert said(lying_down()) == SAID


def test_its_sounds_are_those_of_the_tones_but_the_bell_of_the_last_set_stands_before_its_words() -> None:
    sounds = [(at / 1000, each.sound) for at, each in heard(lying_down()) if isinstance(each, Cue)]
    assert sounds == sorted((93.42, sound) if sound == "last-set" else (at, sound) for at, sound in HEARD)


def test_it_speaks_for_forty_one_seconds_in_forty_eight_phrases() -> None:
    spoken = said(lying_down())
    assert len(spoken) == 48
    assert sum(end - begin for begin, end, _ in spoken) == pytest.approx(41, abs=1)


def test_what_found_no_room_is_told_with_its_reason() -> None:
    dropped = {
        text_of(each.phrase): each.dropped
        for _, each in heard(lying_down())
        if isinstance(each, Said) and each.dropped
    }
    assert dropped == {"Upper back test.": "no room before the ticks"}


# The three edges.
def test_the_first_window_holds_6_40_s_the_length_still_fits_and_the_title_does_not() -> None:
    assert [text for *_, text in said(lying_down())][:4] == [
        "Three minutes.",
        "First: chin tuck.",
        "Sit tall.",
        "Three holds, five seconds each.",
    ]
    # The cue would need 1.90 s: the essentials in full take 4.85 s. One second more is enough for it.
    longer = [text for at, _, text in said(lying_down(prepare=11)) if at < 8]
    assert "Slide your head straight back" in longer
    assert "Three minutes." not in longer
    # 40 ms less, and the length does not fit either.
    shorter = [text for at, _, text in said(lying_down(prepare=9.4)) if at < 8]
    assert shorter == ["First: chin tuck.", "Sit tall.", "Three holds, five seconds each."]


def test_an_announcement_takes_no_more_than_nine_seconds_however_long_the_gap_is() -> None:
    for seconds in (15, 20, 29):
        texts = [text for at, _, text in said(lying_down(transition=seconds)) if 31 < at < 31 + seconds]
        assert texts == [
            "Next: prone Y, T, W.",
            "Face down, forehead on the towel.",
            "Two sets of three.",
            "Three seconds each, lower two.",
        ]


def test_a_switch_of_five_seconds_holds_the_side_alone_and_a_longer_one_the_whole_phrase() -> None:
    assert (162.45, 163.23, "Left side.") in said(lying_down())
    assert (162.45, 164.03, "Switch. Left side.") in said(lying_down(switch=5.4))


def test_every_length_of_the_example_is_used() -> None:
    planned = {text_of(each.phrase) for _, each in heard(lying_down()) if isinstance(each, Said)}
    assert {text for *_, text in SAID} <= planned <= set(LENGTHS)
