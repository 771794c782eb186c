"""Open work, breaths, distances and alternating sides: DESIGN §3, Values and Steps."""

import pytest

from player.timeline.model import Dose, Interval, Phase
from tests.timeline.builders import MAX, READY, breaths, exercise, more, rest, tape, work

pytestmark = pytest.mark.core

BEAT = [("go", 2.0), ("return", 1.0)]


def one(**dose: object) -> Interval:
    (interval,) = tape(exercise("A", **dose), prepare=0).intervals  # type: ignore[arg-type]
    return interval


def labels(interval: Interval) -> list[str]:
    """The phases in words: rep, label, side, seconds; `+` if open."""
    return [
        f"{phase.rep} {phase.label}{' ' + phase.side if phase.side else ''} {phase.duration / 1000:g}"
        f"{'+' * phase.is_open}"
        for phase in interval.phases
    ]


def test_at_least_so_many_reps_with_a_beat_have_the_phases_of_the_least() -> None:
    work = one(reps=more(8), tempo=BEAT)
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.BEAT, None, 8, 24_000)
    assert len(work.phases) == 16
    assert work.has_beat


def test_as_many_reps_as_possible_with_a_beat_have_the_phases_of_one() -> None:
    work = one(reps=MAX, tempo=BEAT)
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.BEAT, None, None, 0)
    assert labels(work) == ["1 go 2", "1 return 1"]


@pytest.mark.parametrize(("reps", "planned"), [(more(8), 8), (MAX, None)])
def test_open_reps_without_a_beat_are_self_paced(reps: object, planned: int | None) -> None:
    work = one(reps=reps)
    assert (work.dose, work.duration, work.reps, work.least, work.phases) == (
        Dose.SELF_PACED,
        None,
        planned,
        0,
        (),
    )


@pytest.mark.parametrize(("hold", "least"), [(more(30), 30_000), (MAX, 0)])
def test_an_open_hold_is_one_open_phase(hold: object, least: int) -> None:
    work = one(hold=hold)
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.HOLD, None, None, least)
    assert work.phases == (Phase(1, "hold", 0, least, is_open=True),)


def test_open_held_reps_relax_behind_the_last_hold_too_so_that_it_can_be_repeated() -> None:
    work = one(hold=5, reps=more(2))
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.HELD_REPS, None, 2, 13_000)
    assert labels(work) == ["1 hold 5", "1 relax 3", "2 hold 5", "2 relax 3"]


def test_as_many_held_reps_as_possible_have_one_on_the_tape() -> None:
    work = one(hold=5, reps=MAX)
    assert (work.duration, work.reps, work.least) == (None, None, 0)
    assert labels(work) == ["1 hold 5", "1 relax 3"]


def test_open_holds_in_a_fixed_number_of_reps_wait_for_the_key_one_by_one() -> None:
    work = one(hold=more(5), reps=2)
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.HELD_REPS, None, 2, 13_000)
    assert labels(work) == ["1 hold 5+", "1 relax 3", "2 hold 5+"]


def test_an_open_phase_of_a_tempo_waits_for_the_key() -> None:
    work = one(reps=2, tempo=[("hang", MAX), ("lower", 4), ("rest", 0)])
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.BEAT, None, 2, 8000)
    assert labels(work) == ["1 hang 0+", "1 lower 4", "2 hang 0+", "2 lower 4"]


@pytest.mark.parametrize(
    ("lasting", "least", "reps"), [(more(10), 10_000, 3), (more(2), 2000, 1), (MAX, 0, 1)]
)
def test_open_keep_moving_with_a_beat_has_the_whole_reps_within_its_least(
    lasting: object, least: int, reps: int
) -> None:
    work = one(lasting=lasting, tempo=BEAT)
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.KEEP_MOVING, None, None, least)
    assert (
        labels(work) == ["1 go 2", "1 return 1", "2 go 2", "2 return 1", "3 go 2", "3 return 1"][: 2 * reps]
    )


def test_open_keep_moving_without_a_beat_has_no_phases() -> None:
    work = one(lasting=more(300))
    assert (work.dose, work.duration, work.least, work.phases) == (Dose.KEEP_MOVING, None, 300_000, ())


def test_a_time_to_keep_moving_has_no_beat_if_a_phase_of_it_waits_for_the_key() -> None:
    work = one(lasting=30, tempo=[("hang", MAX), ("lower", 4)])
    assert (work.duration, work.phases) == (30_000, ())


def test_an_open_value_counts_its_minimum_in_the_time() -> None:
    timeline = tape(
        exercise("A", hold=more(30)),
        exercise("B", reps=more(8), tempo=BEAT),
        exercise("C", reps=MAX, tempo=BEAT),
        exercise("D", hold=MAX),
        prepare=0,
        transition=0,
    )
    assert timeline.planned is None
    assert timeline.timed == 30_000 + 24_000
    assert list(timeline.starts()) == [0, None, None, None]


def test_a_hold_in_breaths_goes_in_and_out_half_a_breath_each() -> None:
    work = one(hold=breaths(2.5, 7))
    assert (work.dose, work.duration, work.reps, work.least) == (Dose.HOLD, 17_500, None, 0)
    assert labels(work) == ["1 in 3.5", "1 out 3.5", "2 in 3.5", "2 out 3.5", "3 in 3.5"]
    assert not work.has_beat


def test_half_a_breath_of_an_odd_length_is_one_phase() -> None:
    assert [phase.duration for phase in one(hold=breaths(1.5, 0.005)).phases] == [3, 2, 3]


def test_of_open_breaths_only_whole_ones_are_repeated() -> None:
    for measured in (one(hold=breaths(2.5, 4, is_open=True)), one(lasting=breaths(2.5, 4, is_open=True))):
        assert (measured.duration, measured.least) == (None, 10_000)
        assert labels(measured) == ["1 in 2", "1 out 2", "2 in 2", "2 out 2"]


def test_keep_moving_for_so_many_breaths_is_breathed() -> None:
    work = one(lasting=breaths(2))
    assert (work.dose, work.duration) == (Dose.KEEP_MOVING, 12_000)
    assert labels(work) == ["1 in 3", "1 out 3", "2 in 3", "2 out 3"]


def test_with_a_tempo_breaths_are_only_a_length() -> None:
    assert labels(one(lasting=breaths(1), tempo=BEAT)) == ["1 go 2", "1 return 1", "2 go 2", "2 return 1"]
    assert labels(one(reps=1, tempo=[("open", breaths(1))])) == ["1 open 6"]


def test_every_held_rep_in_breaths_is_breathed_and_counts_as_one_rep() -> None:
    work = one(hold=breaths(1), reps=2)
    assert (work.dose, work.duration, work.reps) == (Dose.HELD_REPS, 15_000, 2)
    assert labels(work) == ["1 in 3", "1 out 3", "1 relax 3", "2 in 3", "2 out 3"]


def test_a_gap_in_breaths_is_breathed() -> None:
    timeline = tape(work("A"), rest(breaths(1.5)), work("B", prepare=breaths(1)), prepare=0)
    assert [labels(gap) for gap in timeline.intervals[1:3]] == [
        ["1 in 3", "1 out 3", "2 in 3"],
        ["1 in 3", "1 out 3"],
    ]
    assert timeline.planned == 35_000


def test_a_gap_that_is_ready_waits_for_the_key() -> None:
    timeline = tape(exercise("A", hold=5, sets=2, rest=READY), prepare=0)
    gap = timeline.intervals[1]
    assert (gap.duration, gap.least) == (None, 0)
    assert (timeline.planned, timeline.timed) == (None, 10_000)


def test_a_prepare_that_waits_for_the_key_is_longer_than_any_other() -> None:
    assert tape(work("A", prepare=READY), prepare=10).intervals[0].duration is None


@pytest.mark.parametrize(
    ("distance", "unit", "text"),
    [
        (200, "m", "200 m"),
        (1.5, "km", "1.5 km"),
        ((20, 40), "steps", "20 steps"),
        (more(400), "m", "400 m+"),
        (MAX, "m", "max"),
    ],
)
def test_a_distance_is_self_paced(distance: object, unit: str, text: str) -> None:
    work = one(distance=distance, unit=unit)
    assert (work.dose, work.duration, work.reps, work.distance) == (Dose.DISTANCE, None, None, text)


# DESIGN §3.2: `alternate` (sides change every rep inside the set; `reps` counts each side)
def test_an_alternating_set_is_one_interval_in_which_a_rep_is_the_pair() -> None:
    work = one(reps=2, tempo=BEAT, alternate=True)
    assert (work.side, work.path, work.reps, work.duration) == ("alternate", "a@s1", 2, 12_000)
    assert labels(work) == [
        f"{rep} {phase}"
        for rep in (1, 2)
        for phase in ("go right 2", "return right 1", "go left 2", "return left 1")
    ]


def test_an_alternating_set_with_labels_of_its_own_keeps_their_order() -> None:
    work = one(reps=1, tempo=[("rep", 2)], sides=("left", "right"), alternate=True)
    assert labels(work) == ["1 rep left 2", "1 rep right 2"]


# "In `alternate` with a hold, `relax` lies between all 2 x reps holds."
def test_in_alternate_with_a_hold_relax_lies_between_all_holds() -> None:
    work = one(hold=5, reps=2, alternate=True)
    assert (work.dose, work.reps, work.duration) == (Dose.HELD_REPS, 2, 4 * 5000 + 3 * 3000)
    assert labels(work) == [
        *("1 hold right 5", "1 relax 3", "1 hold left 5", "1 relax 3"),
        *("2 hold right 5", "2 relax 3", "2 hold left 5"),
    ]


def test_an_alternating_hold_without_reps_is_one_on_each_side() -> None:
    work = one(hold=20, alternate=True)
    assert (work.dose, work.reps) == (Dose.HELD_REPS, 1)
    assert labels(work) == ["1 hold right 20", "1 relax 3", "1 hold left 20"]


def test_alternating_at_ones_own_pace_has_no_phases() -> None:
    work = one(reps=10, alternate=True)
    assert (work.dose, work.side, work.reps, work.phases) == (Dose.SELF_PACED, "alternate", 10, ())


def test_alternating_for_a_time_changes_sides_with_every_rep() -> None:
    work = one(lasting=7, tempo=BEAT, alternate=True)
    assert work.duration == 7000
    assert labels(work) == ["1 go right 2", "1 return right 1", "1 go left 2", "1 return left 1"]


def test_as_many_alternating_reps_as_possible_have_one_pair_on_the_tape() -> None:
    assert labels(one(reps=MAX, tempo=[("rep", 2)], alternate=True)) == ["1 rep right 2", "1 rep left 2"]


def test_what_is_said_of_the_work_is_carried_to_it() -> None:
    work = one(
        hold=30,
        effort="7",
        ask=("load", "pain"),
        stop_if=("numbness",),
        sound="gong.wav",
        halfway=False,
    )
    assert (work.effort, work.ask, work.stop_if, work.sound, work.halfway) == (
        "7",
        ("load", "pain"),
        ("numbness",),
        "gong.wav",
        False,
    )


def test_equal_sets_share_their_phases() -> None:
    timeline = tape(exercise("A", reps=3, tempo=BEAT, sets=2), exercise("B", reps=3, tempo=BEAT))
    first, second, third = (interval.phases for interval in timeline.intervals if interval.is_work)
    assert first is second is third
