"""In a file nobody presses a key: what waits for one lasts as long as was stated."""

import pytest

from player.coach.render import Rendered, TooLong
from player.timeline.model import Timeline
from tests.coach.written import Written, tape

pytestmark = pytest.mark.core


def rendered(timeline: Timeline) -> Rendered:
    return Written(timeline).rendered


@pytest.mark.parametrize(
    ("step", "seconds"),
    [
        ("reps: 8", 32),
        ("reps: 8-12", 32),
        ("reps: 8+", 40),
        ("reps: max", 40),
        ("{reps: 5, sides: alternate}", 40),
        ("{reps: 8+, tempo: 2s}", 20),
        ("{reps: max, tempo: 2-1-3}", 60),
        ("{hold: 5s, reps: 3+, relax: 3s}", 37),
        ("hold: 45s+", 45),
        ("hold: max", 30),
        ("hold: 5 breaths+", 30),
        ("for: 90s+", 90),
        ("for: max", 30),
        ("distance: 200 m", 60),
        ("{reps: 2, tempo: [lift: 2s, squeeze: max]}", 14),
        ("{reps: 2+, tempo: [lift: 2s, squeeze: 4s+]}", 24),
        ("{hold: max, reps: 2, relax: 3s}", 13),
        ("{hold: 8s+, reps: 2, relax: 3s}", 19),
        ("", 30),
    ],
    ids=lambda value: value.strip("{}") if isinstance(value, str) else None,
)
def test_open_work_lasts_as_stated(step: str, seconds: int) -> None:
    inner = step.strip("{}")
    timeline = tape(f"  - {{exercise: Row{', ' * bool(inner)}{inner}}}\n")
    assert rendered(timeline).allowed == {0: seconds * 1000}


def test_what_ends_by_itself_needs_no_key() -> None:
    assert (
        rendered(tape("  - {exercise: Row, reps: 4, tempo: 2s}\n  - {exercise: Sit, hold: 5s}\n")).allowed
        == {}
    )


def test_a_gap_that_waits_lasts_20_s() -> None:
    timeline = tape("  - {exercise: Row, hold: 5s}\n  - rest: ready\n  - {exercise: Sit, hold: 5s}\n")
    result = rendered(timeline)
    assert result.allowed == {1: 20_000}
    assert 33 < result.length < 35, "5 s, 20 s, the lead-in after a key, 5 s and the end"


def test_sets_without_end_are_three() -> None:
    result = rendered(tape("  - {exercise: Row, hold: 10s, sets: max}\n  - {exercise: Sit, hold: 10s}\n"))
    # three sets with two rests, the transition, and the other step
    assert 3 * 10 + 2 * 10 + 10 + 10 < result.length < 3 * 10 + 2 * 10 + 10 + 10 + 2


def test_sets_on_the_tape_are_all_played() -> None:
    result = rendered(tape("  - {exercise: Row, hold: 10s, sets: 4+}\n"))
    assert 4 * 10 + 3 * 10 < result.length < 4 * 10 + 3 * 10 + 2


def test_open_work_in_sets_without_end_ends_too() -> None:
    result = rendered(tape("  - {exercise: Row, reps: max, sets: max, sides: each}\n"))
    assert set(result.allowed.values()) == {40_000}


def test_rounds_go_on_until_their_time_is_up() -> None:
    steps = (
        "  - within: 5m\n    steps:\n      - {exercise: Row, reps: 5}\n      - {exercise: Sit, reps: 10}\n"
    )
    result = rendered(tape(steps))
    assert set(result.allowed.values()) == {20_000, 40_000}
    assert 300 < result.length < 302


def test_a_window_cuts_what_would_last_longer() -> None:
    steps = "  - every: 15s\n    rounds: 4\n    steps:\n      - {exercise: Row, reps: 10}\n"
    assert 60 < rendered(tape(steps)).length < 62


def test_what_no_file_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.coach.render.LONGEST", 60)
    with pytest.raises(TooLong):
        rendered(tape("  - {exercise: Row, hold: 90s}\n"))
