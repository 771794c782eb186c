"""The worked example of VOICE §5, its sounds as a golden list.

One place differs on purpose: with words, `last-set` stands at 93.42, so that "Last set, three reps." ends
0.30 before the first tick. As long as no words are planned the bell itself ends there: 94.75.
"""

from collections import Counter

import pytest

from player.timeline.model import Timeline
from tests.timeline.builders import block, exercise, tape, told
from tests.timeline.tones import plan

pytestmark = pytest.mark.core

# fmt: off
HEARD = [
    (7.0, "tick"), (8.0, "tick"), (9.0, "tick"),
    # Chin tuck: three holds of 5 s, 3 s between.
    (10.0, "go"), (11.0, "pulse"), (12.0, "pulse"), (13.0, "pulse"), (14.0, "pulse"),
    (15.0, "return"), (17.0, "tick"),
    (18.0, "rep"), (18.1, "hold"), (19.0, "pulse"), (20.0, "pulse"), (21.0, "pulse"), (22.0, "pulse"),
    (23.0, "return"), (25.0, "tick"),
    (26.0, "last-rep"), (26.2, "hold"), (27.0, "pulse"), (28.0, "pulse"), (29.0, "pulse"), (30.0, "pulse"),
    (31.0, "rest"), (31.6, "next"), (43.0, "tick"), (44.0, "tick"), (45.0, "tick"),
    # Prone Y-T-W: first set of three.
    (46.0, "go"), (47.0, "pulse"), (48.0, "pulse"),
    (49.0, "station-2"), (50.0, "pulse"), (51.0, "pulse"),
    (52.0, "station-3"), (53.0, "pulse"), (54.0, "pulse"), (55.0, "return"),
    (57.0, "rep"), (57.1, "station-1"), (58.0, "pulse"), (59.0, "pulse"),
    (60.0, "station-2"), (61.0, "pulse"), (62.0, "pulse"),
    (63.0, "station-3"), (64.0, "pulse"), (65.0, "pulse"), (66.0, "return"),
    (68.0, "last-rep"), (68.2, "station-1"), (69.0, "pulse"), (70.0, "pulse"),
    (71.0, "station-2"), (72.0, "pulse"), (73.0, "pulse"),
    (74.0, "station-3"), (75.0, "pulse"), (76.0, "pulse"), (77.0, "return"),
    (79.0, "rest"), (94.75, "last-set"), (96.0, "tick"), (97.0, "tick"), (98.0, "tick"),
    # Second set.
    (99.0, "go"), (100.0, "pulse"), (101.0, "pulse"),
    (102.0, "station-2"), (103.0, "pulse"), (104.0, "pulse"),
    (105.0, "station-3"), (106.0, "pulse"), (107.0, "pulse"), (108.0, "return"),
    (110.0, "rep"), (110.1, "station-1"), (111.0, "pulse"), (112.0, "pulse"),
    (113.0, "station-2"), (114.0, "pulse"), (115.0, "pulse"),
    (116.0, "station-3"), (117.0, "pulse"), (118.0, "pulse"), (119.0, "return"),
    (121.0, "last-rep"), (121.2, "station-1"), (122.0, "pulse"), (123.0, "pulse"),
    (124.0, "station-2"), (125.0, "pulse"), (126.0, "pulse"),
    (127.0, "station-3"), (128.0, "pulse"), (129.0, "pulse"), (130.0, "return"),
    (132.0, "rest"), (132.6, "next"), (139.0, "tick"), (140.0, "tick"), (141.0, "tick"),
    # Upper trapezius stretch, right and left.
    (142.0, "go"), (152.0, "half"), (159.0, "tick-out"), (160.0, "tick-out"), (161.0, "tick-out"),
    (162.0, "switch"), (164.0, "tick"), (165.0, "tick"), (166.0, "tick"),
    (167.0, "go"), (177.0, "half"), (184.0, "tick-out"), (185.0, "tick-out"), (186.0, "tick-out"),
    (187.0, "finish"),
]
# fmt: on


def example() -> Timeline:
    return tape(
        block(
            exercise("Chin tuck", hold=5, reps=3, relax=3),
            exercise(
                "Prone Y-T-W", sets=2, reps=3, tempo=[("Y", 3), ("T", 3), ("W", 3), ("lower", 2)], rest=20
            ),
            transition=15,
        ),
        exercise("Upper trapezius stretch", hold=20, sides=("right", "left"), switch=5),
    )


def test_the_example_is_the_tape_of_the_voice_design() -> None:
    timeline = example()
    assert timeline.planned == 187_000
    assert [(kind.split()[0], kind.split()[-1]) for kind in told(timeline) if kind[0].islower()] == [
        ("prepare", "10"),
        ("transition", "15"),
        ("rest", "20"),
        ("transition", "10"),
        ("switch", "5"),
    ]


def test_it_is_heard_as_the_voice_design_says() -> None:
    timeline = example()
    starts = [*timeline.starts(), timeline.planned]
    heard = [((starts[cue.interval] or 0) + cue.at, cue.sound) for cue in plan(timeline)]
    assert heard == [(round(at * 1000), sound) for at, sound in HEARD]


def test_it_has_a_dot_for_every_second_the_voice_design_counts() -> None:
    assert Counter(sound for _, sound in HEARD)["pulse"] == 48
