"""Levels, ladders, ranges and open ends inside each other; breaths that become time (DESIGN §3, Values)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.grammar.keytypes import Key, KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.model import ByLevel, Distance, Ladder, Quantity, Sides, Tempo, TempoPhase
from player.routine.nodes import Mapping, Node
from player.routine.problems import Problem, Problems
from player.routine.text.compose import compose
from player.routine.values.breaths import (
    Breaths,
    WrittenPhase,
    WrittenTempo,
    gap_in_time,
    in_time,
    tempo_in_time,
)
from player.routine.values.fields import (
    asked_of,
    count_of,
    counts_of,
    distances_of,
    duration_of,
    flag_of,
    gap_of,
    lengths_of,
    loads_of,
    number_of,
    sides_of,
    text_by_level,
)
from player.routine.values.nesting import ValueReading
from player.routine.values.tempo import read_tempo
from tests.routine.texts import seconds

pytestmark = pytest.mark.core

LEVELS = ("gentle", "standard")
EXERCISE = keys_of(KeyPlace.EXERCISE)
BLOCK = keys_of(KeyPlace.BLOCK)
EIGHT_UP = Quantity(8, 8, is_open=True)
MAX = Quantity(0, 0, is_open=True)


def node(text: str) -> Node:
    root, found = compose(f"k: {text}\n")
    assert isinstance(root, Mapping), found
    value = root.get("k")
    assert value is not None
    return value


def read(reader: Any, key: Key, text: str, levels: tuple[str, ...] = LEVELS) -> Any:  # noqa: ANN401 (any value)
    """Return what a text is read as; there must be no problem."""
    problems = Problems(text)
    found = reader(node(text), key, ValueReading(levels, problems))
    assert problems.in_order() == ()
    return found


def refused(reader: Any, key: Key, text: str, levels: tuple[str, ...] = LEVELS) -> Problem:  # noqa: ANN401 (any value)
    """Return the one problem of a text that is no value."""
    problems = Problems(text)
    assert reader(node(text), key, ValueReading(levels, problems)) is None
    (problem,) = problems.in_order()
    return problem


def same(*rungs: Any) -> ByLevel[Any]:  # noqa: ANN401 (any value)
    return ByLevel((Ladder(rungs),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10", same(Quantity(10, 10))),
        ("[21, 15, 9]", same(Quantity(21, 21), Quantity(15, 15), Quantity(9, 9))),
        ("[21-25, 15, 8+, max]", same(*(Quantity(21, 25), Quantity(15, 15), EIGHT_UP, MAX))),
        (
            "{gentle: 5, standard: 8-10}",
            ByLevel((Ladder((Quantity(5, 5),)), Ladder((Quantity(8, 10),)))),
        ),
        (
            "{standard: [21-25, 15], gentle: 8+}",
            ByLevel((Ladder((EIGHT_UP,)), Ladder((Quantity(21, 25), Quantity(15, 15))))),
        ),
        ("8-12+", same(Quantity(8, 12, is_open=True))),
    ],
    ids=["one", "ladder", "ladder-of-all", "levels", "levels-of-ladders", "open-range"],
)
def test_values_nest_from_level_to_ladder_to_range_to_open(text: str, expected: Any) -> None:  # noqa: ANN401 (any value)
    assert read(counts_of, EXERCISE["reps"], text) == expected


def test_every_dose_has_ladders_and_levels() -> None:
    assert read(lengths_of, EXERCISE["hold"], "{gentle: [20s, 5 breaths], standard: max}") == ByLevel(
        (Ladder((seconds(20), Breaths(10, 10))), Ladder((MAX,)))
    )
    assert read(distances_of, EXERCISE["distance"], "[200 m, 100 m+]") == same(
        Distance(200_000, 200_000, "m"), Distance(100_000, 100_000, "m", is_open=True)
    )
    assert read(loads_of, EXERCISE["load"], "{gentle: band, standard: [10 kg, 12 kg]}") == ByLevel(
        (Ladder(("band",)), Ladder(("10 kg", "12 kg")))
    )


def test_what_is_no_dose_has_levels_and_no_ladder() -> None:
    assert read(gap_of, EXERCISE["rest"], "{gentle: ready, standard: 2 breaths}") == ByLevel(
        (MAX, Breaths(4, 4))
    )
    assert read(text_by_level, EXERCISE["effort"], "{gentle: 6, standard: 8 of 10}") == ByLevel(
        ("6", "8 of 10")
    )
    assert read(flag_of, EXERCISE["optional"], "{gentle: yes, standard: no}") == ByLevel((True, False))
    assert read(sides_of, EXERCISE["sides"], "{gentle: both, standard: [forward, backward]}") == ByLevel(
        (Sides(), Sides(("forward", "backward")))
    )
    problem = refused(gap_of, EXERCISE["rest"], "[30s, 20s]")
    assert (problem.code, problem.hint) == (
        Code.WRONG_TYPE,
        "only reps, hold, for, distance and load may be a list with a value for each set",
    )


def test_sets_may_be_none_at_a_level_and_nowhere_else() -> None:
    sets = EXERCISE["sets"]
    assert read(count_of, sets, "{gentle: 0, standard: 3}") == ByLevel((Quantity(0, 0), Quantity(3, 3)))
    assert refused(count_of, sets, "0").code is Code.OUT_OF_BOUNDS
    problem = refused(count_of, sets, "{gentle: 0-2, standard: 3}")
    assert (problem.code, problem.hint) == (Code.OUT_OF_BOUNDS, "write 0, or 1-2")
    assert refused(counts_of, EXERCISE["reps"], "{gentle: 0, standard: 3}").code is Code.OUT_OF_BOUNDS


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "{gentle: 5}",
            "'reps' says nothing for the level 'standard'",
            "name every level: 'gentle', 'standard'",
        ),
        (
            "{gentle: 5, standard: 8, hard: 9}",
            "'hard' is not a level of this routine",
            "its levels are 'gentle', 'standard'",
        ),
        (
            "{Gentle: 5, Standard: 8}",
            "'Gentle' is not a level of this routine",
            "did you mean 'gentle'?",
        ),
        (
            "{}",
            "'reps' says nothing for the level 'gentle'",
            "name every level: 'gentle', 'standard'",
        ),
    ],
    ids=["missing", "foreign", "case", "empty"],
)
def test_a_value_by_level_names_every_level_and_nothing_else(text: str, message: str, hint: str) -> None:
    problem = refused(counts_of, EXERCISE["reps"], text)
    assert (problem.code, problem.message, problem.hint) == (Code.BY_LEVEL, message, hint)


@pytest.mark.parametrize("text", ["{gentle:5, standard:8}", "{gentle 5, standard 8}"], ids=["space", "colon"])
def test_a_level_without_its_colon_and_space_is_told_how_to_write_it(text: str) -> None:
    problem = refused(counts_of, EXERCISE["reps"], text)
    assert (problem.code, problem.hint) == (Code.MISSING_SPACE, "write 'gentle: 5'")


def test_without_levels_a_mapping_is_told_what_it_would_need() -> None:
    problem = refused(counts_of, EXERCISE["reps"], "{gentle: 5, standard: 8}", levels=())
    assert (problem.code, problem.message) == (
        Code.WRONG_TYPE,
        "'reps' needs a number such as 10, not a mapping",
    )
    assert problem.hint == (
        "for a value at each level, first add a line 'levels: [gentle, standard]' to the routine"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{gentle: {gentle: 5, standard: 8}, standard: 8}", Code.WRONG_TYPE),
        ("[{gentle: 5, standard: 8}, 3]", Code.WRONG_TYPE),
        ("[[1, 2], 3]", Code.WRONG_TYPE),
        ("[]", Code.EMPTY_VALUE),
        ("{gentle: [], standard: 8}", Code.EMPTY_VALUE),
        ("[5, ]", None),
        ("[5, '']", Code.EMPTY_VALUE),
        ("{gentle: , standard: 8}", Code.EMPTY_VALUE),
        ("[3x10, 5]", Code.NOT_A_COUNT),
    ],
    ids=["levels-in-levels", "levels-in-ladder", "ladder-in-ladder", "empty", "empty-at-level", "comma",
         "empty-rung", "nothing-at-level", "habit"],
)  # fmt: skip
def test_nesting_the_other_way_round_is_refused(text: str, code: Code | None) -> None:
    if code is None:
        assert read(counts_of, EXERCISE["reps"], text) == same(Quantity(5, 5))
    else:
        assert refused(counts_of, EXERCISE["reps"], text).code is code


def test_all_wrong_values_of_a_mapping_are_reported_at_once() -> None:
    problems = Problems("")
    text = "{gentle: [ten, 0], standard: 12-8}"
    assert counts_of(node(text), EXERCISE["reps"], ValueReading(LEVELS, problems)) is None
    assert [problem.code for problem in problems.in_order()] == [
        Code.NOT_A_COUNT,
        Code.OUT_OF_BOUNDS,
        Code.RANGE_ORDER,
    ]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("[]", Code.EMPTY_VALUE, "such as [left, right]"),
        ("[each]", Code.NOT_A_SIDE, "write 'each' without brackets"),
        ("[left, Left]", Code.NOT_A_SIDE, "give each side a name of its own"),
        ("[left, '!']", Code.NO_LETTERS, None),
        ("[" + "a" * 41 + "]", Code.TOO_LONG, None),
        ("[" + ", ".join("abcdefghijk") + "]", Code.OUT_OF_BOUNDS, None),
        ("[[left], right]", Code.WRONG_TYPE, "such as 'sides: each'"),
    ],
    ids=["empty", "word", "twice", "no-letters", "long", "many", "list"],
)
def test_a_list_of_sides_names_each_once(text: str, code: Code, hint: str | None) -> None:
    problem = refused(sides_of, EXERCISE["sides"], text)
    assert (problem.code, problem.hint) == (code, hint)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4kgs", "4 kg"),
        ("2 x 4 gk", "2 x 4 kg"),
        ("10 lsb", "10 lbs"),
        ("10 Ibs", "10 lbs"),
        ("4 kg", None),
        ("10 lbs", None),
        ("red band", None),
        ("10", None),
        ("12.5kg", None),
    ],
)
def test_a_mistyped_unit_of_a_load_is_warned_of_and_shown_as_written(text: str, meant: str | None) -> None:
    problems = Problems(text)
    found = loads_of(node(text), EXERCISE["load"], ValueReading((), problems))
    assert found == same(text)
    hints = [(problem.code, problem.severity, problem.hint) for problem in problems.in_order()]
    assert hints == ([] if meant is None else [(Code.LOAD_UNIT, "warning", f"did you mean '{meant}'?")])


def test_asked_for_are_reps_load_effort_and_pain() -> None:
    problems = Problems("")
    ask = EXERCISE["ask"]
    assert asked_of(node("[Reps, pain, reps]"), ask, problems) == ("reps", "pain")
    assert asked_of(node("load"), ask, problems) == ("load",)
    assert asked_of(node("none"), ask, problems) == ()
    assert asked_of(node("[]"), ask, problems) == ()
    assert problems.in_order() == ()
    assert asked_of(node("[reps, mood]"), ask, problems) is None
    (problem,) = problems.in_order()
    assert (problem.code, problem.message) == (Code.NOT_ASKED, "'mood' cannot be asked for")


def test_a_limit_of_pain_is_one_number() -> None:
    problems = Problems("")
    key = keys_of(KeyPlace.ROUTINE)["pain_limit"]
    assert number_of(node("3"), key, problems) == 3
    assert problems.in_order() == ()
    assert number_of(node("[3]"), key, problems) is None
    assert [problem.code for problem in problems.in_order()] == [Code.WRONG_TYPE]


BREATH = EXERCISE["breath"]
SIX = ByLevel.always(seconds(6))


def test_a_breath_is_a_length_and_may_be_longer_at_a_level() -> None:
    assert read(duration_of, BREATH, "6-8s") == ByLevel((seconds(6, 8),))
    assert read(duration_of, BREATH, "{gentle: 5, standard: 8}") == ByLevel((seconds(5), seconds(8)))
    assert refused(duration_of, BREATH, "[5, 6]").code is Code.WRONG_TYPE


def test_breaths_become_time_at_the_low_end_of_the_breath() -> None:
    hold = read(lengths_of, EXERCISE["hold"], "[4.5-6 breaths, 20s, 3 breaths+]")
    assert in_time(hold, ByLevel.always(seconds(5, 8))) == same(
        Quantity(22_500, 30_000, breath=5_000),
        seconds(20),
        Quantity(15_000, 15_000, is_open=True, breath=5_000),
    )


def test_breaths_differ_between_levels_if_the_breath_does() -> None:
    breath = ByLevel((seconds(5), seconds(8)))
    hold = read(lengths_of, EXERCISE["hold"], "2 breaths")
    gap = read(gap_of, EXERCISE["rest"], "{gentle: 1 breath, standard: 20s}")
    assert in_time(hold, breath) == ByLevel(
        (Ladder((Quantity(10_000, 10_000, breath=5_000),)), Ladder((Quantity(16_000, 16_000, breath=8_000),)))
    )
    assert gap_in_time(gap, breath) == ByLevel((Quantity(5_000, 5_000, breath=5_000), seconds(20)))


def test_what_is_not_in_breaths_stays_as_it_is_whatever_the_breath() -> None:
    breath = ByLevel((seconds(5), seconds(8)))
    hold = read(lengths_of, EXERCISE["hold"], "20s")
    assert in_time(hold, breath) == hold
    assert gap_in_time(ByLevel.always(seconds(9)), breath) == ByLevel.always(seconds(9))
    assert tempo_in_time(read(read_tempo, EXERCISE["tempo"], "4s"), breath) == ByLevel.always(
        Tempo((TempoPhase("rep", seconds(4)),))
    )


@given(st.integers(1, 2_000), st.integers(1, 60_000))
def test_breaths_of_any_length_last_more_than_nothing_and_less_than_a_day(halves: int, breath: int) -> None:
    length = Breaths(halves, halves).lasting(breath)
    assert 0 < length.low == length.high <= 24 * 3_600_000
    assert abs(length.low - halves * breath / 2) <= 0.5
    assert length.breath == breath


TEMPO = EXERCISE["tempo"]


def test_a_tempo_differs_between_levels_as_a_whole() -> None:
    found = read(read_tempo, TEMPO, "{gentle: none, standard: [up: 1s, down: 3s]}")
    assert found == ByLevel(
        (WrittenTempo(()), WrittenTempo((WrittenPhase("up", seconds(1)), WrittenPhase("down", seconds(3)))))
    )


def test_a_tempo_differs_between_levels_in_its_phases() -> None:
    found = read(read_tempo, TEMPO, "{up: {gentle: 2s, standard: max}, down: 3s}")
    assert tempo_in_time(found, SIX) == ByLevel(
        (
            Tempo((TempoPhase("up", seconds(2)), TempoPhase("down", seconds(3)))),
            Tempo((TempoPhase("up", MAX), TempoPhase("down", seconds(3)))),
        )
    )


def test_phases_in_breaths_take_the_breath_of_the_level() -> None:
    found = read(read_tempo, TEMPO, "[reach: 1.5 breaths, back: 2s]")
    assert tempo_in_time(found, ByLevel((seconds(4), seconds(6)))) == ByLevel(
        (
            Tempo(
                (TempoPhase("reach", Quantity(6_000, 6_000, breath=4_000)), TempoPhase("back", seconds(2)))
            ),
            Tempo(
                (TempoPhase("reach", Quantity(9_000, 9_000, breath=6_000)), TempoPhase("back", seconds(2)))
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{gentle: 2s}", Code.BY_LEVEL),
        ("{gentle: 2s, up: 3s}", Code.BY_LEVEL),
        ("[gentle: 2s, up: 3s]", Code.BY_LEVEL),
        ("{gentle: 2-1-3, standard: {up: {gentle: 1s, standard: 2s}}}", Code.BY_LEVEL),
        ("{gentle: 2-1-3, standard: {gentle: 1s}}", Code.BY_LEVEL),
        ("{gentle: 2-1-3, standard: 4-0-2-1}", Code.FOUR_NUMBERS),
        ("{up: {gentle: 1s, standard: 0s}}", Code.OUT_OF_BOUNDS),
        ("{up: {gentle: 1s}}", Code.BY_LEVEL),
        ("{up: [1s, 2s]}", Code.WRONG_TYPE),
        ("{gentle: , standard: 4s}", Code.EMPTY_VALUE),
    ],
    ids=["missing", "mixed", "listed", "twice", "nested", "four", "no-time", "phase", "ladder", "empty"],
)
def test_no_phase_has_the_name_of_a_level_and_levels_do_not_nest(text: str, code: Code) -> None:
    assert refused(read_tempo, TEMPO, text).code is code
