"""Values by level and ladders on the tape: DESIGN §3, Values."""

import pytest

from player.timeline.choices import Choices, NoSuchChoice
from player.timeline.model import Timeline
from tests.timeline.builders import block, exercise, paths, rest, say, tape, told, work

pytestmark = pytest.mark.core

LEVELS = ("gentle", "Standard")


def at(level: str | None, *steps: object) -> Timeline:
    return tape(*steps, prepare=0, levels=LEVELS, choices=Choices(level=level))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "reps", "name"), [(None, 5, "gentle"), ("gentle", 5, "gentle"), ("standard", 8, "Standard")]
)
def test_the_first_of_the_levels_is_the_default(level: str | None, reps: int, name: str) -> None:
    timeline = at(level, exercise("A", reps={"gentle": 5, "Standard": (8, 10)}))
    assert (timeline.level, timeline.intervals[0].reps) == (name, reps)


def test_an_unknown_level_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchChoice) as refused:
        at("brutal", work("A"))
    assert (refused.value.kind, refused.value.asked, refused.value.possible) == ("level", "brutal", LEVELS)


def test_a_routine_without_levels_knows_none() -> None:
    assert tape(work("A")).level is None
    with pytest.raises(NoSuchChoice) as refused:
        tape(work("A"), choices=Choices(level="gentle"))
    assert refused.value.possible == ()


def test_every_value_may_differ_between_levels() -> None:
    step = exercise(
        "A",
        hold={"gentle": 5, "Standard": 20},
        sets={"gentle": 1, "Standard": 2},
        sides={"gentle": (), "Standard": ("right", "left")},
        rest={"gentle": 1, "Standard": 2},
        load={"gentle": "1 kg", "Standard": "2 kg"},
        effort={"gentle": "easy", "Standard": "hard"},
    )
    steps = (step, rest({"gentle": 7, "Standard": 0}), say("Hi", {"gentle": 5, "Standard": 6}), work("B"))
    assert told(at("gentle", *steps)) == ["A", "rest 7", "say 5 Hi", "B"]
    one_set = ["A right", "switch 5", "A left"]
    assert told(at("standard", *steps)) == [*one_set, "rest 2", *one_set, "say 6 Hi", "B"]
    first = at("standard", *steps).intervals[0]
    assert (first.load, first.effort) == ("2 kg", "hard")


# DESIGN §3.1: `sets: 0` at a level leaves the step out there
def test_a_step_without_sets_at_a_level_is_not_there_and_the_others_keep_their_paths() -> None:
    steps = (exercise("Row", hold=5, sets={"gentle": 0, "Standard": 1}, prepare=9), work("Row"))
    assert paths(at("gentle", *steps)) == ["row~2@s1"]
    assert [path for path in paths(at("standard", *steps)) if "+" not in path] == ["row@s1", "row~2@s1"]


# "a session's level counts in it if it has one of that name, else its first"
@pytest.mark.parametrize(
    ("levels", "reps"),
    [(("Standard", "gentle"), 1), (("gentle", "Standard"), 2), (("easy", "brutal"), 1), ((), 1)],
)
def test_in_an_included_routine_the_level_of_the_same_name_counts(levels: tuple[str, ...], reps: int) -> None:
    values = {level: number for number, level in enumerate(levels, 1)} or 1
    included = block(exercise("B", reps=values), name="warm-up", levels=levels)
    timeline = at("standard", included, exercise("A", reps={"gentle": 5, "Standard": 8}))
    assert [work.reps for work in timeline.intervals if work.is_work] == [reps, 8]


def test_a_level_goes_through_an_include_that_does_not_have_it() -> None:
    inner = block(exercise("C", reps={"gentle": 1, "Standard": 2}), name="inner", levels=LEVELS)
    middle = block(inner, exercise("B", reps=3), name="middle", levels=())
    assert [work.reps for work in at("standard", middle).intervals if work.is_work] == [2, 3]


# "the k-th value in the k-th set if the step has `sets`, else in the k-th round of the nearest block with
#  `rounds`"
def test_a_ladder_gives_the_kth_value_in_the_kth_set() -> None:
    timeline = tape(exercise("A", reps=[21, 15, 9], load=["5 kg", "6 kg", "7 kg"], sets=3), prepare=0)
    works = [work for work in timeline.intervals if work.is_work]
    assert [(work.reps, work.load) for work in works] == [(21, "5 kg"), (15, "6 kg"), (9, "7 kg")]


def test_a_ladder_gives_the_kth_value_in_the_kth_round_of_the_nearest_block_with_rounds() -> None:
    climbing = block(exercise("A", reps=[3, 2], climbs="round"), exercise("B", hold=5))
    timeline = tape(block(block(climbing, rounds=2), rounds=2), prepare=0)
    assert [work.reps for work in timeline.intervals if work.exercise == "A"] == [3, 2, 3, 2]


def test_ladders_of_hold_for_and_distance_climb_too() -> None:
    timeline = tape(
        exercise("A", hold=[5, 10], sets=2),
        exercise("B", lasting=[20, 30], sets=2),
        exercise("C", distance=[400, 200], sets=2),
        prepare=0,
    )
    works = [work for work in timeline.intervals if work.is_work]
    assert [work.duration for work in works[:4]] == [5000, 10_000, 20_000, 30_000]
    assert [work.distance for work in works[4:]] == ["400 m", "200 m"]


def test_values_nest_in_the_order_level_ladder_range() -> None:
    step = exercise("A", reps={"gentle": [(5, 8), 3], "Standard": [(10, 12), 8]}, sets=2)
    assert [work.reps for work in at("standard", step).intervals if work.is_work] == [10, 8]


def test_an_open_within_shows_the_first_rung() -> None:
    timeline = tape(block(exercise("A", reps=[3, 6], climbs="round"), within=60), prepare=0)
    assert timeline.intervals[0].reps == 3
