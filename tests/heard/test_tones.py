"""A session is understood from its tones alone: every bundled routine at every level, and random ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from player.library.folders import Folders
from player.library.shelf import Shelf
from player.routine.model import Routine
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.heard.reader import read_tones
from tests.heard.truth import is_dense, straight_through, tones_of
from tests.support.examples import examples
from tests.timeline.random_routines import routines
from tests.timeline.tones import plan

pytestmark = pytest.mark.core


def heard(timeline: Timeline) -> list[tuple[float, str]]:
    passed = straight_through(timeline)
    starts = [one.start for one in passed] + [passed[-1].end]
    return [((starts[cue.interval] + cue.at) / 1000, cue.sound) for cue in plan(timeline)]


@settings(max_examples=examples(500), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(routines())
def test_a_random_routine_is_understood(routine: Routine) -> None:
    timeline = compile_routine(routine, "random")
    assume(not any(map(is_dense, timeline.intervals)))
    assert read_tones(heard(timeline)) == tones_of(straight_through(timeline))


def bundled_tapes() -> Iterator[tuple[str, Timeline]]:
    """Every bundled routine at every level."""
    nobody = Folders(*(Path("/nowhere"),) * 4)
    for volume in Shelf(nobody, keep=False).volumes():
        assert volume.routine is not None
        for level in volume.routine.levels or (None,):
            yield (
                f"{volume.slug} {level or ''}".strip(),
                compile_routine(volume.routine, volume.slug, Choices(level)),
            )


@pytest.mark.parametrize(("name", "timeline"), [pytest.param(*each, id=each[0]) for each in bundled_tapes()])
def test_a_bundled_routine_is_understood_at_every_level(name: str, timeline: Timeline) -> None:
    del name
    assert read_tones(heard(timeline)) == tones_of(straight_through(timeline))
