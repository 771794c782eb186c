"""Draws, choices, optional steps and variations: DESIGN §3, Steps, and §5."""

from collections import Counter

import pytest

from player.routine.model import Routine, Step
from player.timeline.choices import Choices, NoSuchChoice, Target
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.timeline.offers import Offer, offers
from player.timeline.paths import StepPath
from tests.timeline.builders import (
    block,
    exercise,
    more,
    paths,
    rest,
    routine,
    say,
    tape,
    told,
    work,
)

pytestmark = pytest.mark.core

FIVE = tuple(map(work, "ABCDE"))


def played(timeline: Timeline) -> str:
    return "".join(interval.exercise or "" for interval in timeline.intervals if interval.is_work)


def plays(*steps: Step, **choices: object) -> str:
    return played(tape(*steps, choices=Choices(**choices)))  # type: ignore[arg-type]


def test_without_a_seed_the_first_ones_are_drawn() -> None:
    assert plays(block(*FIVE, pick=3)) == "ABC"


def test_a_draw_keeps_the_order_in_which_the_steps_are_written() -> None:
    for seed in range(20):
        drawn = plays(block(*FIVE, pick=3), seed=seed)
        assert len(drawn) == 3
        assert list(drawn) == sorted(drawn)


def test_every_step_has_the_same_chance() -> None:
    drawn = Counter("".join(plays(block(*FIVE, pick=2), seed=seed) for seed in range(500)))
    assert all(150 < drawn[name] < 250 for name in "ABCDE")


def test_one_draw_holds_for_all_rounds_and_sides_of_a_session() -> None:
    drawn = plays(block(*FIVE, pick=2, rounds=2, by_side=("right", "left")), seed=3)
    assert drawn == drawn[:2] * 4


def test_two_blocks_are_drawn_for_themselves() -> None:
    both = block(*FIVE, pick=2), block(*FIVE, pick=2)
    assert any(drawn[:2] != drawn[2:] for seed in range(10) if (drawn := plays(*both, seed=seed)))


def test_an_edit_elsewhere_draws_the_same() -> None:
    for seed in range(20):
        before = plays(block(*FIVE, pick=2, name="Core"), seed=seed)
        after = plays(work("Z"), block(*FIVE, pick=2, name="Core", rounds=1, rest=9), work("Y"), seed=seed)
        assert after == f"Z{before}Y"


def test_one_step_more_takes_the_place_of_one_drawn_step_at_most() -> None:
    for seed in range(20):
        before = set(plays(block(*FIVE, pick=3), seed=seed))
        after = set(plays(block(*FIVE, work("F"), pick=3), seed=seed))
        assert len(before & after) >= 2


def test_a_rest_belongs_to_the_block_and_is_not_drawn() -> None:
    timeline = tape(block(work("A"), rest(7), work("B"), work("C"), pick=2), prepare=0)
    assert told(timeline) == ["A", "rest 7", "B"]


def test_what_was_drawn_is_recorded_by_name() -> None:
    timeline = tape(block(work("A"), block(work("B"), name="Core"), work("C"), pick=2, name="Mix"))
    assert timeline.choices == (("mix", ("A", "Core")),)
    assert paths(timeline)[-1] == "mix/core/b@s1"


def test_the_seed_is_recorded() -> None:
    assert tape(*FIVE, choices=Choices(seed=7)).seed == 7


def test_a_step_that_is_not_there_cannot_be_drawn() -> None:
    gone = exercise("Gone", hold=5, sets=0)
    assert plays(block(gone, block(gone), work("B"), work("C"), pick=2)) == "BC"


# DESIGN §3.2: `choose: 1` (asked before the start; `--choose NAME`; else the first)
@pytest.mark.parametrize(
    ("count", "chosen", "expected"),
    [
        (1, (), "A"),
        (1, ("C",), "C"),
        (1, ("c!",), "C"),
        (2, (), "AB"),
        (2, ("D",), "AD"),
        (2, ("D", "B"), "BD"),
        (1, ("D", "B"), "D"),
        (9, (), "ABCDE"),
    ],
)
def test_the_chosen_steps_play_then_the_first_others(
    count: int, chosen: tuple[str, ...], expected: str
) -> None:
    assert plays(block(*FIVE, choose=count), chosen=chosen) == expected


def test_blocks_includes_and_instructions_are_chosen_by_name_too() -> None:
    mixed = block(work("A"), block(work("B"), name="Long walk"), say("Lie down"), block(work("C")), choose=1)
    assert plays(mixed, chosen=("long-walk",)) == "B"
    assert plays(mixed, chosen=("block",)) == "C"
    assert "say 5 Lie down" in told(tape(mixed, choices=Choices(chosen=("lie down",))))


def test_a_name_that_fits_nothing_is_refused_with_what_fits() -> None:
    steps = (block(work("A"), rest(5), work("B"), choose=1), block(work("B"), work("C"), choose=1), work("D"))
    with pytest.raises(NoSuchChoice) as refused:
        plays(*steps, chosen=("D",))
    assert (refused.value.kind, refused.value.asked, refused.value.possible) == (
        "choose",
        "D",
        ("A", "B", "C"),
    )


def test_optional_steps_are_in_unless_named() -> None:
    steps = (work("A"), exercise("B", hold=5, optional=True), work("C"))
    assert plays(*steps) == "ABC"
    assert plays(*steps, without=("b",)) == "AC"
    assert tape(*steps).choices == (("b", ("B",)),)
    assert tape(*steps, choices=Choices(without=("B",))).choices == (("b", ()),)


def test_only_an_optional_step_can_be_left_out() -> None:
    steps = (work("A"), exercise("B", hold=5, optional=True))
    with pytest.raises(NoSuchChoice) as refused:
        plays(*steps, without=("A",))
    assert (refused.value.kind, refused.value.asked, refused.value.possible) == ("without", "A", ("B",))


def test_a_step_left_out_is_as_if_it_had_no_sets() -> None:
    steps = (work("A"), exercise("B", hold=5, optional=True, prepare=20), work("B"))
    assert told(tape(*steps, choices=Choices(without=("B",)), prepare=0)) == ["A", "transition 10", "B"]
    assert paths(tape(*steps, choices=Choices(without=("B",))))[-1] == "b~2@s1"


def test_a_step_left_out_leaves_its_place_in_a_draw_to_another() -> None:
    steps = (exercise("A", hold=5, optional=True), work("B"), work("C"))
    assert plays(block(*steps, pick=2), without=("A",)) == "BC"


def test_what_can_be_decided_is_offered_in_the_order_of_play() -> None:
    built = routine(
        exercise("Warm-up", hold=5, optional=True),
        block(
            work("A"), rest(5), block(work("B"), exercise("C", hold=5, optional=True)), choose=1, name="Main"
        ),
        block(work("D"), choose=1),
    )
    assert offers(built) == (
        Offer("optional", StepPath("warm-up"), "Warm-up", ("Warm-up",), 1),
        Offer(
            "choose",
            StepPath("main"),
            "Main",
            ("A", "block"),
            1,
            (StepPath("main/a"), StepPath("main/block")),
        ),
        Offer("optional", StepPath("main/block/c"), "C", ("C",), 1),
    )


def test_of_steps_of_one_name_one_is_chosen_by_its_path() -> None:
    first, second = (block(work("A"), work("B"), choose=1, name=name) for name in ("One", "Two"))
    assert plays(first, second, chosen=("B",)) == "BB"
    assert plays(first, second, chosen=("two/b",)) == "AB"


def test_offers_are_those_of_the_level() -> None:
    gone = exercise("A", hold=5, sets={"gentle": 0, "full": 1}, optional=True)
    built = routine(gone, work("B"), levels=("gentle", "full"))
    assert offers(built) == ()
    assert [offer.title for offer in offers(built, "full")] == ["A"]
    with pytest.raises(NoSuchChoice):
        offers(built, "brutal")


# "the step itself is the first rung and plays unless the history says otherwise"
def at(*steps: Step, **targets: Target) -> Timeline:
    by_path = {path.replace("__", "/").replace("_", "-"): target for path, target in targets.items()}
    return tape(*steps, prepare=0, choices=Choices(targets=by_path))


PUSH_UP = exercise(
    "Wall push-up",
    reps=(8, 12),
    sets=2,
    variations=(exercise("Push-up", reps=(6, 10), sets=3, load="vest"), exercise("Clap push-up", hold=5)),
)


@pytest.mark.parametrize(
    ("rung", "name", "count"),
    [(0, "Wall push-up", 2), (1, "Push-up", 3), (2, "Clap push-up", 1), (9, "Clap push-up", 1)],
)
def test_the_variation_that_the_target_names_plays_under_its_own_name_at_the_path_of_the_step(
    rung: int, name: str, count: int
) -> None:
    works = [work for work in at(PUSH_UP, wall_push_up=Target(rung)).intervals if work.is_work]
    assert [(work.exercise, work.path) for work in works] == [
        (name, f"wall-push-up@s{number}") for number in range(1, count + 1)
    ]


def test_without_a_target_the_step_itself_plays_at_the_low_end() -> None:
    assert [(w.exercise, w.reps) for w in at(PUSH_UP).intervals if w.is_work] == [("Wall push-up", 8)] * 2


@pytest.mark.parametrize(("amount", "reps"), [(None, 6), (3, 6), (8, 8), (99, 10)])
def test_a_target_is_clamped_into_the_range(amount: int | None, reps: int) -> None:
    works = [work for work in at(PUSH_UP, wall_push_up=Target(1, amount)).intervals if work.is_work]
    assert {work.reps for work in works} == {reps}


def test_a_target_of_a_hold_or_a_time_is_in_milliseconds() -> None:
    steps = (exercise("A", hold=(20, 30)), block(exercise("B", lasting=(40, 60)), name="Core"))
    timeline = at(*steps, a=Target(0, 25_000), core__b=Target(0, 45_000))
    assert [work.duration for work in timeline.intervals if work.is_work] == [25_000, 45_000]


def test_in_held_reps_the_range_grows_and_of_two_ranges_the_reps() -> None:
    (work,) = at(exercise("A", hold=(5, 10), reps=3), a=Target(0, 8000)).intervals
    assert (work.reps, work.phases[0].duration) == (3, 8000)
    (work,) = at(exercise("A", hold=(5, 10), reps=(3, 6)), a=Target(0, 4)).intervals
    assert (work.reps, work.phases[0].duration) == (4, 5000)


def test_a_target_does_not_touch_what_is_no_range() -> None:
    (work,) = at(exercise("A", reps=more(8)), a=Target(0, 12)).intervals
    assert work.reps == 8


def test_the_same_choices_compile_to_the_same_tape() -> None:
    built: Routine = routine(block(*FIVE, pick=2), block(*FIVE, choose=2), *FIVE)
    choices = Choices(seed=5, chosen=("E",))
    assert compile_routine(built, "x", choices) == compile_routine(built, "x", choices)


def test_an_include_that_holds_nothing_is_passed_over_however_often_it_is_included() -> None:
    bomb = block(exercise("Gone", hold=5, sets=0), rest(0), rounds=1000)
    for _ in range(40):
        bomb = block(bomb, bomb, rounds=1000)
    assert told(tape(work("A"), bomb, work("B"), prepare=0)) == ["A", "B"]
    assert offers(routine(bomb)) == ()
