"""What happens inside one set: DESIGN §3, the dose of a step, and §4, phases."""

import pytest

from player.timeline.model import Dose, Interval, Phase
from tests.timeline.builders import Amount, Beat, block, exercise, tape, work

pytestmark = pytest.mark.core


def one(
    *,
    reps: int | tuple[int, int] | None = None,
    hold: Amount | None = None,
    lasting: Amount | None = None,
    tempo: Beat | None = None,
    relax: Amount = 3,
) -> Interval:
    (interval,) = tape(
        exercise("A", reps=reps, hold=hold, lasting=lasting, tempo=tempo, relax=relax), prepare=0
    ).intervals
    return interval


def phases(interval: Interval) -> list[tuple[int, str, int, int]]:
    return [(phase.rep, phase.label, phase.start, phase.duration) for phase in interval.phases]


def test_reps_with_three_numbers_go_hold_and_return() -> None:
    work = one(reps=2, tempo=[("go", 2), ("hold", 1), ("return", 3)])
    assert (work.dose, work.duration, work.reps) == (Dose.BEAT, 12_000, 2)
    assert work.has_beat
    assert phases(work) == [
        (1, "go", 0, 2000),
        (1, "hold", 2000, 1000),
        (1, "return", 3000, 3000),
        (2, "go", 6000, 2000),
        (2, "hold", 8000, 1000),
        (2, "return", 9000, 3000),
    ]


def test_one_duration_is_a_beat_for_each_rep() -> None:
    work = one(reps=3, tempo=[("rep", 4)])
    assert (work.duration, phases(work)) == (
        12_000,
        [(1, "rep", 0, 4000), (2, "rep", 4000, 4000), (3, "rep", 8000, 4000)],
    )


def test_a_tempo_may_repeat_a_name() -> None:
    work = one(reps=1, tempo=[("up", 1), ("hold", 2), ("up", 1), ("down", 2.5)])
    assert phases(work) == [
        (1, "up", 0, 1000),
        (1, "hold", 1000, 2000),
        (1, "up", 3000, 1000),
        (1, "down", 4000, 2500),
    ]


def test_phases_of_no_length_do_not_exist() -> None:
    work = one(reps=2, tempo=[("go", 2), ("hold", 0), ("return", 2)])
    assert phases(work) == [
        (1, "go", 0, 2000),
        (1, "return", 2000, 2000),
        (2, "go", 4000, 2000),
        (2, "return", 6000, 2000),
    ]


def test_a_tempo_of_nothing_is_no_beat() -> None:
    work = one(reps=5, tempo=[("go", 0), ("hold", 0), ("return", 0)])
    assert (work.dose, work.duration, work.reps, work.phases) == (Dose.SELF_PACED, None, 5, ())


def test_a_hold_is_one_phase() -> None:
    work = one(hold=20)
    assert (work.dose, work.duration, work.reps, work.phases) == (
        Dose.HOLD,
        20_000,
        None,
        (Phase(1, "hold", 0, 20_000),),
    )
    assert not work.has_beat


def test_a_hold_in_every_rep_relaxes_between_them_and_not_after_the_last() -> None:
    work = one(hold=5, reps=3, relax=2)
    assert (work.dose, work.duration, work.reps) == (Dose.HELD_REPS, 19_000, 3)
    assert not work.has_beat
    assert phases(work) == [
        (1, "hold", 0, 5000),
        (1, "relax", 5000, 2000),
        (2, "hold", 7000, 5000),
        (2, "relax", 12_000, 2000),
        (3, "hold", 14_000, 5000),
    ]


def test_held_reps_without_relax_are_holds_in_a_row() -> None:
    work = one(hold=5, reps=2, relax=0)
    assert (work.duration, phases(work)) == (10_000, [(1, "hold", 0, 5000), (2, "hold", 5000, 5000)])


def test_keep_moving_lasts_as_long_as_said() -> None:
    work = one(lasting=30)
    assert (work.dose, work.duration, work.reps, work.phases) == (Dose.KEEP_MOVING, 30_000, None, ())
    assert not work.has_beat


@pytest.mark.parametrize(
    ("lasting", "last"),
    [
        (12, (2, "return", 9000, 3000)),
        (12.5, (2, "return", 9000, 3000)),
        (11.9, (2, "hold", 8000, 1000)),
        (8, (2, "go", 6000, 2000)),
        (7.9, (1, "return", 3000, 3000)),
        (2, (1, "go", 0, 2000)),
    ],
)
def test_with_a_tempo_a_phase_that_would_not_end_in_time_is_not_started(
    lasting: float, last: tuple[int, str, int, int]
) -> None:
    work = one(lasting=lasting, tempo=[("go", 2), ("hold", 1), ("return", 3)])
    assert (work.dose, work.duration, work.reps) == (Dose.KEEP_MOVING, lasting * 1000, None)
    assert phases(work)[-1] == last


def test_no_shorter_phase_takes_the_place_of_one_that_would_not_end_in_time() -> None:
    work = one(lasting=4, tempo=[("go", 1), ("hold", 5), ("return", 1)])
    assert phases(work) == [(1, "go", 0, 1000)]


def test_a_tempo_longer_than_the_whole_leaves_no_beat() -> None:
    work = one(lasting=2, tempo=[("rep", 3)])
    assert (work.duration, work.phases, work.has_beat) == (2000, (), False)


def test_keep_moving_with_a_tempo_of_nothing_has_no_beat() -> None:
    work = one(lasting=20, tempo=[("go", 0), ("return", 0)])
    assert (work.duration, work.phases, work.has_beat) == (20_000, (), False)


@pytest.mark.parametrize("tempo", [None, ()])
def test_reps_without_a_tempo_wait_for_the_key(tempo: Beat | None) -> None:
    work = one(reps=8, tempo=tempo)
    assert (work.dose, work.duration, work.reps, work.phases) == (Dose.SELF_PACED, None, 8, ())
    assert not work.has_beat


def test_a_step_with_no_dose_waits_for_the_key() -> None:
    work = one()
    assert (work.dose, work.duration, work.reps, work.phases) == (Dose.OPEN, None, None, ())


def test_a_range_plays_its_low_end() -> None:
    assert one(reps=(8, 12), tempo=[("rep", (2, 3))]).duration == 16_000
    assert one(hold=(20, 30)).duration == 20_000
    assert one(lasting=(40, 60)).duration == 40_000
    assert one(hold=(5, 10), reps=(3, 5), relax=(2, 4)).duration == 3 * 5000 + 2 * 2000


@pytest.mark.parametrize("waiting", [exercise("W", reps=8), exercise("W")])
def test_an_open_interval_makes_the_length_unknown_and_counts_nothing(waiting: object) -> None:
    assert isinstance(waiting, type(work("A")))
    timeline = tape(work("A"), waiting, work("B"))
    assert timeline.planned is None
    assert timeline.timed == 10_000 + 10_000 + 10_000 + 10_000 + 10_000
    assert list(timeline.starts()) == [0, 10_000, 20_000, 30_000, None, None]


def test_the_kth_cue_is_for_the_kth_set_in_turn() -> None:
    timeline = tape(exercise("A", hold=5, sets=5, rest=0, cues=("one", "two")), prepare=0)
    assert [interval.cues for interval in timeline.intervals] == [
        ("one",),
        ("two",),
        ("one",),
        ("two",),
        ("one",),
    ]


def test_both_sides_of_a_set_have_its_cue() -> None:
    timeline = tape(exercise("A", hold=5, sets=2, sides=("r", "l"), cues=("one", "two"), rest=0, switch=0))
    assert [interval.cues for interval in timeline.intervals if interval.is_work] == [
        ("one",),
        ("one",),
        ("two",),
        ("two",),
    ]


def test_set_and_round_are_counted_and_the_nearest_rounds_are_named() -> None:
    timeline = tape(
        block(block(exercise("A", hold=5, sets=2), rounds=3), exercise("B", hold=5), rounds=2), prepare=0
    )
    counted = [(i.exercise, i.set, i.sets, i.round, i.rounds) for i in timeline.intervals if i.is_work]
    assert counted[:7] == [
        ("A", 1, 2, 1, 3),
        ("A", 2, 2, 1, 3),
        ("A", 1, 2, 2, 3),
        ("A", 2, 2, 2, 3),
        ("A", 1, 2, 3, 3),
        ("A", 2, 2, 3, 3),
        ("B", 1, 1, 1, 2),
    ]


def test_outside_rounds_there_is_no_round() -> None:
    (interval,) = tape(block(work("A")), prepare=0).intervals
    assert (interval.round, interval.rounds) == (None, None)


def test_load_and_note_are_carried_to_the_work() -> None:
    (interval,) = tape(exercise("A", hold=5, load="2 x 4 kg", note="Slowly", line=4), prepare=0).intervals
    assert (interval.load, interval.note, interval.line) == ("2 x 4 kg", "Slowly", 4)
