"""Real prescriptions, each said once in a file, and the tape that a person would write down for it."""

from itertools import chain, repeat
from pathlib import Path

import pytest

from player.routine.catalogue import Catalogue
from player.routine.reader import read
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices, Target
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Timeline

pytestmark = pytest.mark.core

FILES = Path(__file__).parents[1] / "prescriptions"


def tape_of(name: str, choices: Choices = FIRST_OF_EVERYTHING) -> Timeline:
    text = (FILES / f"{name}.yaml").read_text(encoding="utf-8")
    routine, problems = read(text, Catalogue({}))
    assert not problems, [problem.message for problem in problems]
    assert routine is not None
    return compile_routine(routine, name, choices)


def told(interval: Interval) -> str:
    """One interval in a line: kind, exercise, side, reps, seconds (`-`: until the key)."""
    length = "-" if interval.duration is None else f"{interval.duration / 1000:g}"
    reps = f"x{interval.reps}" if interval.reps is not None else ""
    parts = (interval.kind.value, interval.exercise, interval.side, reps, length)
    return " ".join(part for part in parts if part)


def lines_of(tape: Timeline) -> list[str]:
    return [told(interval) for interval in tape.intervals]


def work_of(tape: Timeline) -> list[str]:
    return [told(interval) for interval in tape.intervals if interval.is_work]


def between(gap: str, works: list[str]) -> list[str]:
    """`works` with the same gap between all of them."""
    return list(chain.from_iterable(zip(repeat(gap), works, strict=False)))[1:]


def test_seven_three_repeaters_are_five_sets_of_six_hangs_with_a_minute_between() -> None:
    tape = tape_of("repeaters")
    assert lines_of(tape) == ["prepare 10", *between("rest 60", ["work Half crimp hang x6 57"] * 5)]
    phases = tape.intervals[1].phases
    assert [(phase.label, phase.duration) for phase in phases] == [
        *[("hold", 7000), ("relax", 3000)] * 5,
        ("hold", 7000),
    ]


def test_every_minute_for_ten_minutes_one_of_two_exercises_starts_on_the_beat() -> None:
    tape = tape_of("emom")
    pair = ["work Push-ups x10 20", "rest 40", "work Kettlebell swings x15 -", "rest -"]
    assert lines_of(tape) == ["prepare 10", *pair * 5]
    assert tape.planned == 610_000
    starts = list(tape.starts())
    beats = [starts[window.first] for window in tape.windows]
    assert beats == [10_000 + 60_000 * minute for minute in range(10)]


def test_as_many_rounds_as_possible_in_twelve_minutes_have_one_round_on_the_tape() -> None:
    tape = tape_of("amrap")
    assert lines_of(tape) == [
        "prepare 10",
        "work Ring pull x5 -",
        "work Push-ups x10 -",
        "work Air squats x15 -",
    ]
    assert (tape.planned, tape.work_intervals) == (730_000, 3)
    (window,) = tape.windows
    assert (window.first, window.end, window.length, window.repeats) == (1, 4, 720_000, True)


def test_tabata_is_eight_times_twenty_on_and_ten_off_for_each_of_four_exercises() -> None:
    four = ["Jumping jacks", "Wall sit", "Plank", "Step-ups"]
    of_one = [between("rest 10", [f"work {name} 20"] * 8) for name in four]
    expected = ["prepare 10"]
    for number, lines in enumerate(of_one):
        expected += ["transition 60", *lines] if number else lines
    assert lines_of(tape_of("tabata")) == expected


def test_twenty_one_fifteen_nine_goes_down_from_round_to_round() -> None:
    assert lines_of(tape_of("twenty-one-fifteen-nine")) == [
        "prepare 10",
        *(f"work {name} x{reps} -" for reps in (21, 15, 9) for name in ("Thrusters", "Ring pull")),
    ]


def test_clusters_rest_ten_and_twenty_seconds_inside_and_three_minutes_between() -> None:
    pair = "work Front squat x2 6"
    cluster = [pair, "rest 10", pair, "rest 20", pair]
    assert lines_of(tape_of("clusters")) == [
        "prepare 10",
        *cluster,
        *chain.from_iterable(["rest 180", *cluster] for _ in range(3)),
    ]


def test_four_seven_eight_breathing_lasts_five_minutes_and_starts_no_breath_it_cannot_end() -> None:
    tape = tape_of("breathing-478")
    assert lines_of(tape) == ["prepare 10", "work Calm breathing 300"]
    phases = tape.intervals[1].phases
    assert [(phase.label, phase.duration) for phase in phases[:3]] == [
        ("in", 4000),
        ("hold", 7000),
        ("out", 8000),
    ]
    assert phases[-1].start + phases[-1].duration <= 300_000 < phases[-1].start + phases[-1].duration + 8000


def test_sides_may_change_each_rep_or_within_each_set_or_once_for_all() -> None:
    alternating, each, first = "Alternating each rep", "Each set both sides", "All of one side first"
    assert lines_of(tape_of("sides")) == [
        "prepare 10",
        *between("rest 30", [f"work {alternating} alternate x4 16"] * 2),
        "transition 10",
        f"work {each} right x4 8",
        "switch 5",
        f"work {each} left x4 8",
        "rest 30",
        f"work {each} right x4 8",
        "switch 5",
        f"work {each} left x4 8",
        "transition 10",
        *between("rest 30", [f"work {first} right x4 8"] * 2),
        "switch 5",
        *between("rest 30", [f"work {first} left x4 8"] * 2),
    ]
    alternate = tape_of("sides").intervals[1]
    assert [(phase.rep, phase.side) for phase in alternate.phases[:4]] == [
        (1, "right"), (1, "right"), (1, "left"), (1, "left"),
    ]  # fmt: skip


def test_a_block_of_four_stretches_is_done_right_and_then_left() -> None:
    four = ["Reach", "Lean", "Turn", "Fold"]
    assert lines_of(tape_of("four-stretches")) == [
        "prepare 10",
        *between("transition 5", [f"work {name} right 20" for name in four]),
        "switch 15",
        *between("transition 5", [f"work {name} left 20" for name in four]),
    ]


def test_three_rounds_of_three_tens_have_no_rest_after_the_last() -> None:
    tape = tape_of("three-rounds")
    assert tape.work_intervals == 36
    assert tape.intervals[-1].is_work
    assert [told(interval) for interval in tape.intervals].count("rest 120") == 2


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("gentle", ["work Low hang 10"]),
        ("standard", ["work Low hang 20", "work Long hang 15"]),
        ("strong", ["work Low hang 30", "work Long hang 15", "work Long hang 15"]),
    ],
)
def test_a_level_has_holds_and_sets_of_its_own(level: str, expected: list[str]) -> None:
    assert work_of(tape_of("levels", Choices(level=level))) == expected
    assert work_of(tape_of("levels")) == ["work Low hang 10"]


def test_the_last_set_may_be_as_many_as_you_like() -> None:
    tape = tape_of("last-set-open")
    assert work_of(tape) == ["work Slow press x8 32", "work Slow press x8 32", "work Slow press x8 -"]
    assert tape.planned is None
    assert tape.timed == 10_000 + 3 * 32_000 + 2 * 30_000


def test_a_hold_of_thirty_seconds_or_more_waits_for_the_key_and_counts_thirty() -> None:
    tape = tape_of("hold-open")
    assert lines_of(tape) == ["prepare 10", "work Long bridge -"]
    assert (tape.planned, tape.timed, tape.intervals[1].least) == (None, 40_000, 30_000)


def test_a_tempo_inside_fifty_seconds_starts_no_phase_that_would_not_end_in_time() -> None:
    tape = tape_of("tempo-in-time")
    assert lines_of(tape) == ["prepare 10", "work Slow squat 50"]
    last = tape.intervals[1].phases[-1]
    assert (last.rep, last.start + last.duration) == (8, 48_000)


def test_blocks_nest_between_a_warm_up_and_a_cool_down() -> None:
    main = between("rest 30", ["work Fast steps 40"] * 4)
    assert lines_of(tape_of("nested")) == [
        "prepare 10",
        "work March 60",
        "work Arm circles 60",
        "transition 10",
        *main,
        "rest 180",
        *main,
        "transition 10",
        "work Walk 120",
    ]


def test_a_flow_is_counted_in_breaths() -> None:
    tape = tape_of("breath-flow")
    assert lines_of(tape) == [
        "prepare 10",
        "work Mountain 15",
        "transition 5",
        "work Long fold 25",
        "transition 5",
        "work Half lift 6",
    ]
    assert [(phase.label, phase.duration) for phase in tape.intervals[-1].phases] == [
        ("in", 2000), ("out", 2000), ("in", 2000),
    ]  # fmt: skip


def test_a_ladder_of_variations_plays_the_rung_and_the_amount_that_the_history_says() -> None:
    assert work_of(tape_of("variations")) == ["work Wall push x8 24"]
    harder = tape_of("variations", Choices(targets={"wall-push": Target(rung=2, amount=7)}))
    assert work_of(harder) == ["work Floor push x7 21"]
    beyond = tape_of("variations", Choices(targets={"wall-push": Target(rung=9, amount=99)}))
    assert work_of(beyond) == ["work Floor push x8 24"]
    assert {tape.intervals[1].path for tape in (harder, beyond)} == {"wall-push@s1"}


def test_a_drawn_step_is_the_same_for_the_same_seed_and_another_for_some_other() -> None:
    def drawn(seed: int | None) -> list[str]:
        return work_of(tape_of("draw", Choices(seed=seed)))

    assert drawn(None) == ["work Reach 20", "work Fold 20"]
    assert all(drawn(seed) == drawn(seed) for seed in range(5))
    assert {drawn(seed)[0] for seed in range(50)} == {"work Reach 20", "work Lean 20", "work Turn 20"}
    assert {drawn(seed)[1] for seed in range(50)} == {"work Fold 20"}
    assert dict(tape_of("draw", Choices(seed=3)).choices)["surprise"] == (drawn(3)[0].split()[1],)


def test_an_optional_step_plays_unless_it_is_left_out() -> None:
    assert work_of(tape_of("optional")) == ["work Reach 20", "work Lean 20", "work Fold 20"]
    assert lines_of(tape_of("optional", Choices(without=("lean",)))) == [
        "prepare 10", "work Reach 20", "transition 10", "work Fold 20",
    ]  # fmt: skip
