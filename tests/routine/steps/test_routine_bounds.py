"""Bounds of a whole routine, computed before anything is expanded (DESIGN §3)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.reader import read
from player.routine.steps.bounds import MOST_INTERVALS, Extent, extent
from player.routine.steps.include import Included
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from tests.routine.grammar import written
from tests.routine.texts import EXAMPLE, NOTHING, errors, only, problems, routine
from tests.support.effort import costs_less, effort
from tests.support.examples import examples

pytestmark = pytest.mark.core


def size(text: str) -> Extent:
    """What is played; the steps that are passed on the way are tested on their own."""
    return extent(routine(f"name: A\nprepare: 0\n{text}"))._replace(steps=0)


def test_sets_sides_and_gaps_are_counted_without_playing_them() -> None:
    assert size("steps: [{exercise: A, hold: 10s, sets: 3, sides: each, rest: 20s, switch: 5s}]") == Extent(
        intervals=6 + 3 + 2, phases=6, length=60_000 + 15_000 + 40_000
    )


def test_a_tempo_counts_its_phases_that_last() -> None:
    assert size("steps: [{exercise: A, reps: 5, tempo: 2-0-3}]") == Extent(1, 10, 25_000)


def test_held_reps_count_their_holds_and_what_lies_between() -> None:
    assert size("steps: [{exercise: A, reps: 4, hold: 5s, relax: 3s}]") == Extent(1, 7, 29_000)


def test_rounds_multiply_and_a_gap_of_nothing_does_not_count() -> None:
    assert size(
        "rest: 0\ntransition: 0\n"
        "steps: [{rounds: 10, steps: [{exercise: A, for: 5s}, {exercise: B, for: 5s}]}]"
    ) == Extent(20, 0, 100_000)


def test_a_dose_counts_at_its_high_end_and_the_rest_at_its_low_one() -> None:
    text = "rest: 10-90s\nsteps: [{exercise: A, hold: 20-30s, sets: 2-5}]"
    assert size(text) == Extent(3, 2, 2 * 30_000 + 10_000)


def test_open_work_counts_no_time() -> None:
    assert size("steps: [A, {exercise: B, reps: 10}]").length == 10_000


def test_open_work_counts_its_least() -> None:
    assert size("steps: [{exercise: A, hold: 30s+}]") == Extent(1, 1, 30_000)
    assert size("steps: [{exercise: A, reps: 8+, tempo: 2-1-3}]") == Extent(1, 24, 48_000)
    assert size("steps: [{exercise: A, reps: max, tempo: 2-1-3}]") == Extent(1, 3, 0)


def test_of_the_levels_the_greatest_counts() -> None:
    text = "levels: [a, b, c]\nsteps: [{exercise: A, for: {a: 5s, b: 9s, c: 7s}, sets: {a: 3, b: 1, c: 1}}]"
    assert size(text) == Extent(5, 0, 15_000 + 60_000)


def test_a_ladder_of_sets_counts_each_of_its_values() -> None:
    assert size("rest: 0\nsteps: [{exercise: A, sets: 3, reps: [21, 15, 9], tempo: 1s}]") == Extent(
        3, 45, 45_000
    )


def test_alternating_sides_are_one_interval_with_twice_the_reps() -> None:
    assert size("steps: [{exercise: A, reps: 5, tempo: 1-0-1, sides: alternate}]") == Extent(1, 20, 20_000)
    assert size("steps: [{exercise: A, hold: 5s, relax: 3s, sides: alternate}]") == Extent(1, 3, 13_000)


def test_a_length_in_breaths_has_a_phase_for_each_half() -> None:
    assert size("steps: [{exercise: A, hold: 4.5 breaths}]") == Extent(1, 9, 27_000)
    assert size("steps: [{exercise: A, for: 2s}, {rest: 2 breaths}, {exercise: A, for: 2s}]").phases == 4


def test_of_steps_that_are_drawn_the_greatest_count() -> None:
    drawn = "{pick: 1, steps: [{exercise: A, for: 5s}, {exercise: B, for: 9s, sets: 2}]}"
    assert size(f"transition: 0\nsteps: [{drawn}]") == Extent(3, 0, 18_000 + 30_000)


def test_of_variations_the_greatest_counts() -> None:
    assert size("steps: [{exercise: A, for: 5s, variations: [{exercise: B, for: 9s}]}]") == Extent(
        1, 0, 9_000
    )


def test_a_window_has_its_own_length_and_one_interval_more() -> None:
    emom = "steps: [{every: 60s, rounds: 10, steps: [{exercise: A, for: 20s}]}]"
    assert size(emom) == Extent(20, 0, 600_000)
    amrap = "steps: [{within: 12m, steps: [{exercise: A, reps: 5}, {exercise: B, reps: 10}]}]"
    assert size(amrap) == Extent(3, 0, 720_000)
    cap = "steps: [{within: 12s, rounds: 2, steps: [{exercise: A, for: 10s}]}]"
    assert size(cap) == Extent(2, 0, 12_000)


def test_the_rounds_of_a_window_of_fixed_steps_count_all() -> None:
    """Each of them is recorded, so a round of a moment within a day is refused."""
    text = "steps: [{within: 60s, steps: [{exercise: A, for: 10s}]}]"
    assert size(text).intervals == 7 * 2
    ready = "steps: [{within: 60s, steps: [{exercise: A, for: 10s, prepare: 5s}]}]"
    assert size(ready).intervals == 5 * 3
    only("name: A\nsteps: [{within: 24h, steps: [{exercise: A, for: 0.1s}]}]\n", Code.OUT_OF_BOUNDS)


@pytest.mark.parametrize("waiting", ["prepare: ready", "rest: ready"], ids=["prepare", "rest"])
def test_rounds_that_wait_for_the_key_are_not_counted_by_the_clock(waiting: str) -> None:
    step = "{exercise: A, for: 1s}" if "rest" in waiting else f"{{exercise: A, for: 1s, {waiting}}}"
    block = f"{{within: 24h, {waiting}, steps: [{step}]}}"
    assert errors(f"name: A\nsteps: [{block}]\n") == []


def test_a_rest_in_a_round_takes_the_place_of_the_gap_between_two() -> None:
    """No fewer rounds are counted than fit."""
    text = "steps: [{within: 60s, rest: 50s, steps: [{exercise: A, for: 5s}, {rest: 5s}]}]"
    assert size(text).intervals == 7 * 3


def test_a_block_by_side_is_played_once_for_each_side() -> None:
    text = "transition: 0\nswitch: 7s\nsteps: [{by_side: [a, b, c], steps: [{exercise: A, for: 5s}]}]"
    assert size(text) == Extent(3 + 2, 0, 15_000 + 14_000)


def test_the_example_is_far_inside() -> None:
    assert extent(routine(EXAMPLE)).excess is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "sets: 1000\nsides: each\nrest: 0\nswitch: 0\nreps: 1\nsteps: [A, B, C, D, E, F, G, H, I, J, K]",
            "20,000",
        ),
        ("sets: 100\nreps: 1000\ntempo: 0.1-0.1-0.1\nrest: 0\nsteps: [A]", "200,000"),
        ("for: 24h\nrest: 0\ntransition: 0\nsteps: [A, B, C]", "48"),
    ],
)
def test_a_routine_out_of_bounds_is_told_the_bound(text: str, words: str) -> None:
    problem = only(f"name: A\n{text}\n", Code.OUT_OF_BOUNDS)
    assert f"at most {words}" in problem.message


def test_what_lies_just_inside_the_bound_is_allowed() -> None:
    sets = MOST_INTERVALS // 20
    inside = (
        f"name: A\nprepare: 0\nrest: 0\ntransition: 0\nreps: 1\nsets: {sets}\n"
        f"steps: [{', '.join('ABCDEFGHIJKLMNOPQRST')}]\n"
    )
    assert errors(inside) == []
    assert errors(inside.replace("prepare: 0", "prepare: 1"))[0].code is Code.OUT_OF_BOUNDS


@pytest.mark.alone
def test_rounds_of_rounds_of_a_thousand_are_refused_at_once() -> None:
    text = "{exercise: A, reps: 1000, sets: 1000, tempo: 1-1-1}"
    for _ in range(8):
        text = f"{{rounds: 1000, steps: [{text}]}}"
    modest = text.replace("1000", "2")
    small = effort(lambda: problems(f"name: A\nsteps: [{modest}]\n"))
    great = f"name: A\nsteps: [{text}]\n"
    assert costs_less(lambda: problems(great), 20 * small), "counted, not expanded"
    (problem,) = problems(f"name: A\nsteps: [{text}]\n")
    assert problem.code is Code.OUT_OF_BOUNDS
    assert len(problem.message) < 100


@settings(max_examples=examples(50))
@given(
    st.integers(1, 4),
    st.integers(1, 4),
    st.sampled_from(["both", "each"]),
    st.sampled_from(
        ["reps: 3, tempo: 1-0-2", "hold: 4s", "hold: 4s, reps: 2", "for: 7s", "for: 7s, tempo: 2s"]
    ),
    st.integers(0, 3),
)
def test_no_tape_has_more_than_was_computed(rounds: int, sets: int, sides: str, dose: str, gap: int) -> None:
    found = routine(
        f"name: A\nrest: {gap}s\nswitch: {gap}s\ntransition: {gap}s\nsteps:\n"
        f"  - rounds: {rounds}\n    steps:\n      - {{exercise: A, sets: {sets}, sides: {sides}, {dose}}}\n"
        f"      - rest: 6s\n      - {{exercise: B, {dose}, prepare: 2s}}\n"
    )
    tape = compile_routine(found, slug="a")
    computed = extent(found)
    assert len(tape.intervals) <= computed.intervals
    assert sum(len(interval.phases) for interval in tape.intervals) <= computed.phases + len(tape.intervals)
    assert tape.timed <= computed.length


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(written.routines(), st.sampled_from(written.LEVELS))
def test_no_tape_of_the_whole_language_has_more_than_was_computed(text: dict[str, Any], level: str) -> None:
    found, _ = read(written.plain_yaml_of(text), NOTHING, include=lambda _: Included("w", WARM_UP, NOTHING))
    if found is None:
        return
    tape = compile_routine(found, "a", Choices(level=level))
    computed = extent(found)
    assert len(tape.intervals) <= computed.intervals
    assert sum(len(interval.phases) for interval in tape.intervals) <= computed.phases
    assert tape.timed <= computed.length


WARM_UP = "name: W\nlevels: [gentle]\nsteps: [{exercise: A, hold: 5 breaths}]\n"
