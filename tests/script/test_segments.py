"""Long work is planned in segments; where two of them meet, the script stays one."""

import pytest

from player.script.model import Amount, Said, Voice
from player.script.planner import plan_script
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core


def test_what_is_dropped_where_two_segments_meet_comes_behind_the_sound_that_begins_the_second() -> None:
    # The label of the last short phase before 60 s has no room and is noted as dropped at 60 s exactly.
    timeline = tape(exercise("Row", reps=3, tempo=[("go", 29.57), ("go", 0.43)]), prepare=0)
    script = plan_script(timeline, Voice(Amount.FULL))
    order = [(each.interval, each.at, isinstance(each, Said)) for each in script]
    assert order == sorted(order)
    assert (0, 60_000, True) in order
