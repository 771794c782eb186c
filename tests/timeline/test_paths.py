"""DESIGN §4.2: paths are composed and taken apart in one place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.model import Routine
from player.timeline.compile import compile_routine
from player.timeline.model import Kind, Timeline
from player.timeline.paths import (
    REMAINDER,
    IntervalPath,
    StepPath,
    gap_path,
    interval_path,
    rounds_of,
    set_of,
    side_slugs,
    slugs_of,
    step_and_rounds_of,
    step_of,
    step_path,
    without_gap,
)
from tests.support.examples import examples
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

ODD_NAMES = ("@", "+rest", "a/b", "s1", "r2", "R2.1", "~2", "→", "1", "1.5", "首", "...", "left+right", "")
"""Whatever a person calls a side: none of it is mistaken for a part of the path."""

slugs = st.lists(
    st.sampled_from(
        ("row", "block", "s1", "r2", "1", "row~2", "prone-y-t-w", "首のストレッチ", "every", "rest")
    ),
    min_size=1,
    max_size=4,
)
rounds = st.lists(st.integers(1, 120), max_size=3).map(tuple)
sides = st.sampled_from(("", *side_slugs(ODD_NAMES)))


@pytest.mark.parametrize(
    ("path", "step", "in_rounds", "of_set", "work"),
    [
        ("row@s1", "row", (), "row@s1", "row@s1"),
        ("block/row~2@s12.left", "block/row~2", (), "block/row~2@s12", "block/row~2@s12.left"),
        ("block/row@r2.s1", "block/row", (2,), "block/row@r2.s1", "block/row@r2.s1"),
        ("a/b/row@r2.10.s1.side~2", "a/b/row", (2, 10), "a/b/row@r2.10.s1", "a/b/row@r2.10.s1.side~2"),
        ("row@s1.s2", "row", (), "row@s1", "row@s1.s2"),
        ("row@r1.s1.1", "row", (1,), "row@r1.s1", "row@r1.s1.1"),
        ("row@s1+prepare", "row", (), "row@s1", "row@s1"),
        ("row@r2.1.s1.left+rest~2", "row", (2, 1), "row@r2.1.s1", "row@r2.1.s1.left"),
        ("block@r3+every", "block", (3,), "block@r3", "block@r3"),
        ("@r3+every", "", (3,), "@r3", "@r3"),
        ("block/say@r2.right", "block/say", (2,), "block/say@r2", "block/say@r2.right"),
        ("say@right", "say", (), "say", "say@right"),
        ("say~2", "say~2", (), "say~2", "say~2"),
        ("row+transition", "row", (), "row", "row"),
    ],
)
def test_each_form_of_a_path_comes_apart(
    path: str, step: str, in_rounds: tuple[int, ...], of_set: str, work: str
) -> None:
    whole = IntervalPath(path)
    assert (step_of(whole), rounds_of(whole), set_of(whole)) == (step, in_rounds, of_set)
    assert without_gap(whole) == work
    assert step_and_rounds_of(whole) == (f"{step}@r{'.'.join(map(str, in_rounds))}" if in_rounds else step)


@given(slugs, rounds, st.integers(1, 99), sides, st.sampled_from([*Kind, REMAINDER]), st.integers(1, 3))
def test_what_was_composed_comes_apart_again(  # noqa: PLR0917  one for each part
    of_step: list[str], in_rounds: tuple[int, ...], number: int, side: str, kind: str, nth: int
) -> None:
    step = step_path(of_step)
    work = interval_path(step, in_rounds, number, side)
    for path in (work, gap_path(work, kind, nth)):
        assert slugs_of(step_of(path)) == tuple(of_step)
        assert rounds_of(path) == in_rounds
        assert set_of(path) == interval_path(step, in_rounds, number)
        assert step_and_rounds_of(path) == interval_path(step, in_rounds)
        assert without_gap(path) == work


def test_the_path_of_the_routine_itself_is_empty() -> None:
    assert (step_path(()), slugs_of(StepPath(""))) == ("", ())


def test_a_path_is_a_plain_string() -> None:
    assert type(interval_path(step_path(("row",)), (), 1)) is str


@given(routines())
@settings(max_examples=examples(50), deadline=None)
def test_the_parts_of_every_path_on_a_tape_are_those_of_its_interval(routine: Routine) -> None:
    timeline = compile_routine(routine, "any")
    for work in timeline.intervals:
        if work.is_work:
            assert set_of(work.path) == interval_path(step_of(work.path), rounds_of(work.path), work.set)
            assert (rounds_of(work.path) or (None,))[-1] == work.round
    assert _followed_by_their_work(timeline)


def _followed_by_their_work(timeline: Timeline) -> bool:
    """Whether behind each gap of the tape comes the work it is called after."""
    paths = [interval.path for interval in timeline.intervals]
    gaps = [path for path in paths if "+" in path and not path.endswith(f"+{REMAINDER}")]
    return all(without_gap(gap) in paths[paths.index(gap) :] for gap in gaps)
