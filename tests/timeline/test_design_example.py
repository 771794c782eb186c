"""The example of DESIGN §3, each level written out as fixed values."""

import pytest

from player.timeline.model import Timeline
from tests.timeline.builders import block, exercise, tape, told

pytestmark = pytest.mark.core


def example(y_t_w_reps: int) -> Timeline:
    return tape(
        exercise("Chin tuck", hold=5, reps=(8, 10), rest=40),
        exercise(
            "Prone Y-T-W",
            sets=2,
            reps=(y_t_w_reps, 10),
            tempo=[("Y", 3), ("T", 3), ("W", 3), ("lower", 2)],
            rest=40,
        ),
        block(
            exercise(
                "Bent-over dumbbell row",
                reps=(10, 12),
                tempo=[("go", 2), ("hold", 1), ("return", 3)],
                load="2 x 4 kg",
                rest=40,
            ),
            exercise("Upper trapezius stretch", hold=(20, 30), sides=("right", "left"), rest=40),
            rounds=2,
            rest=60,
        ),
    )


@pytest.mark.parametrize(("reps", "seconds"), [(5, 531), (8, 597)])
def test_it_lasts_as_long_as_the_design_says(reps: int, seconds: int) -> None:
    timeline = example(reps)
    assert timeline.planned == seconds * 1000
    assert timeline.timed == seconds * 1000
    assert timeline.work_intervals == 9


def test_it_is_played_in_this_order() -> None:
    rounds = [
        "Bent-over dumbbell row",
        "transition 10",
        "Upper trapezius stretch right",
        "switch 5",
        "Upper trapezius stretch left",
    ]
    assert told(example(5)) == [
        "prepare 10",
        "Chin tuck",
        "transition 10",
        "Prone Y-T-W",
        "rest 40",
        "Prone Y-T-W",
        "transition 10",
        *rounds,
        "rest 60",
        *rounds,
    ]
