"""A cue that names a side has the side that works in it, wherever it is seen or heard."""

import pytest

from player.timeline.sides import with_sides
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("side", "told"),
    [
        ("right", "Ear toward your right shoulder, left arm down"),
        ("Left", "Ear toward your left shoulder, right arm down"),
        ("forward", "Ear toward your forward shoulder, other arm down"),
        ("alternate", "Ear toward your shoulder, other arm down"),
        (None, "Ear toward your shoulder, other arm down"),
    ],
    ids=str,
)
def test_a_side_is_filled_in(side: str | None, told: str) -> None:
    assert with_sides("Ear toward your {side} shoulder, {other} arm down", side) == told


def test_braces_that_name_no_side_are_only_text() -> None:
    for cue in ("{", "{}", "{0}", "{sides}", "a {b!r:x}", "plain"):
        assert with_sides(cue, "left") == cue


def test_the_tape_has_each_side_in_its_own_cue() -> None:
    made = tape(exercise("Stretch", hold=5, sides=("right", "left"), cues=("{side} ear down",)))
    assert [interval.cues for interval in made.intervals if interval.is_work] == [
        ("Right ear down",),
        ("Left ear down",),
    ]
