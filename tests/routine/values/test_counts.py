"""Counts, distances, yes and no as people write them."""

import pytest

from player.routine.codes import Code
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.model import Distance, Quantity
from player.routine.values.written import (
    OPEN,
    ValueFault,
    read_count,
    read_distance,
    read_flag,
)

pytestmark = pytest.mark.core

REPS = keys_of(KeyPlace.EXERCISE)["reps"]
SETS = keys_of(KeyPlace.EXERCISE)["sets"]
DISTANCE = keys_of(KeyPlace.EXERCISE)["distance"]
OPTIONAL = keys_of(KeyPlace.EXERCISE)["optional"]
ROUNDS = keys_of(KeyPlace.BLOCK)["rounds"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10", 10, 10),
        ("8-12", 8, 12),
        ("8–12", 8, 12),
        ("8 - 12", 8, 12),
        ("010", 10, 10),
        ("1", 1, 1),
        ("1000", 1000, 1000),
    ],
)
def test_a_count_is_a_whole_number_or_a_range(text: str, low: int, high: int) -> None:
    assert read_count(text, REPS) == Quantity(low, high)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("3x10", Code.NOT_A_COUNT, "write 'sets: 3' and 'reps: 10'"),
        ("3 × 8-12", Code.NOT_A_COUNT, "write 'sets: 3' and 'reps: 8-12'"),
        ("10 each side", Code.NOT_A_COUNT, "write 'reps: 10' and 'sides: each'"),
        ("10 per side", Code.NOT_A_COUNT, "write 'reps: 10' and 'sides: each'"),
        ("10/side", Code.NOT_A_COUNT, "write 'reps: 10' and 'sides: each'"),
        ("10 each", Code.NOT_A_COUNT, "write 'reps: 10' and 'sides: each'"),
        ("10 reps", Code.NOT_A_COUNT, "write '10'"),
        ("x10", Code.NOT_A_COUNT, "write '10'"),
        ("10x", Code.NOT_A_COUNT, "write '10'"),
        ("+8", Code.NOT_A_COUNT, "write '8+'"),
        ("8 to 12", Code.NOT_A_COUNT, "write '8-12'"),
        ("30s", Code.NOT_A_COUNT, "a length belongs to 'hold' or 'for'"),
        ("12-8", Code.RANGE_ORDER, "write '8-12'"),
        ("9-8", Code.RANGE_ORDER, "write '8-9'"),
        ("ten", Code.NOT_A_COUNT, "write a whole number such as 10, or a range such as 8-12"),
        ("1.5", Code.NOT_A_COUNT, "write a whole number such as 10, or a range such as 8-12"),
        ("١٢", Code.NOT_A_COUNT, "write a whole number such as 10, or a range such as 8-12"),
    ],
)
def test_a_count_written_by_habit_gets_a_hint(text: str, code: Code, hint: str) -> None:
    found = read_count(text, REPS)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (code, hint)


@pytest.mark.parametrize("text", ["0", "1001", "0-5", "5-1001", "9" * 39])
def test_a_count_has_its_bounds_in_the_message(text: str) -> None:
    found = read_count(text, SETS)
    assert isinstance(found, ValueFault)
    assert found.code is Code.OUT_OF_BOUNDS
    assert "'sets' must be 1 to 1,000" in found.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max", OPEN),
        ("8+", Quantity(8, 8, is_open=True)),
        ("8 +", Quantity(8, 8, is_open=True)),
        ("8-10+", Quantity(8, 10, is_open=True)),
    ],
)
def test_a_count_may_be_open(text: str, expected: Quantity) -> None:
    assert read_count(text, REPS) == expected
    assert read_count(text, SETS) == expected


@pytest.mark.parametrize("text", ["max", "3+", "AMRAP", "at least 3"])
def test_rounds_have_an_end_and_the_hint_says_how_to_have_none(text: str) -> None:
    found = read_count(text, ROUNDS)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (
        Code.NOT_A_COUNT,
        "for as many rounds as fit into a time, write 'within: 12m'",
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3 sets of 10", "write 'sets: 3' and 'reps: 10'"),
        ("to failure", "write 'max' to go on until the key"),
        ("at least 8", "write '8+'"),
        ("8 or more", "write '8+'"),
        (">8", "write '8+'"),
        ("8-max", "write '8+'"),
        ("about 10", "write '10'"),
        ("10/10", "write 'reps: 10' and 'sides: each'"),
        ("21-15-9", "write [21, 15, 9], a value for each set"),
        ("12, 10", "write [12, 10], a value for each set"),
        ("5 breaths", "a length belongs to 'hold' or 'for'"),
    ],
)
def test_an_open_count_written_by_habit_gets_a_hint(text: str, hint: str) -> None:
    found = read_count(text, REPS)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (Code.NOT_A_COUNT, hint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200 m", Distance(200_000, 200_000, "m")),
        ("200m", Distance(200_000, 200_000, "m")),
        ("1.5 km", Distance(1_500, 1_500, "km")),
        ("20 steps", Distance(20_000, 20_000, "steps")),
        ("20 Schritte", Distance(20_000, 20_000, "Schritte")),
        ("2 pool lengths", Distance(2_000, 2_000, "pool lengths")),
        ("100-200 m", Distance(100_000, 200_000, "m")),
        ("100–200 m", Distance(100_000, 200_000, "m")),
        ("200 m+", Distance(200_000, 200_000, "m", is_open=True)),
        ("200+ m", Distance(200_000, 200_000, "m", is_open=True)),
        ("max", Distance(0, 0, "", is_open=True)),
    ],
)
def test_a_distance_has_a_unit(text: str, expected: Distance) -> None:
    assert read_distance(text, DISTANCE) == expected


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("200", Code.NOT_A_DISTANCE, "write '200 m' or '200 steps'"),
        ("5 min", Code.NOT_A_DISTANCE, "a length of time belongs to 'for'"),
        ("5 breaths", Code.NOT_A_DISTANCE, "a length of time belongs to 'for'"),
        ("10 reps", Code.NOT_A_DISTANCE, "a count belongs to 'reps'"),
        ("1,5 km", Code.NOT_A_DISTANCE, "write '1.5 km'"),
        ("1,000 m", Code.NOT_A_DISTANCE, "write '1000 m'"),
        ("20 m each side", Code.NOT_A_DISTANCE, "write 'distance: 20 m' and 'sides: each'"),
        ("20 steps each", Code.NOT_A_DISTANCE, "write 'distance: 20 steps' and 'sides: each'"),
        ("3x200m", Code.NOT_A_DISTANCE, "write 'sets: 3' and 'distance: 200m'"),
        ("far", Code.NOT_A_DISTANCE, "write a number with its unit, such as 200 m or 20 steps"),
        ("٣ m", Code.NOT_A_DISTANCE, "write a number with its unit, such as 200 m or 20 steps"),
        ("200-100 m", Code.RANGE_ORDER, "write '100-200 m'"),
        ("0 m", Code.OUT_OF_BOUNDS, None),
        ("1000001 m", Code.OUT_OF_BOUNDS, None),
    ],
)
def test_what_is_no_distance_is_told_so(text: str, code: Code, hint: str | None) -> None:
    found = read_distance(text, DISTANCE)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (code, hint)


def test_a_flag_is_any_word_for_yes_or_no() -> None:
    assert [read_flag(text, OPTIONAL) for text in ("true", "Yes", "on", "FALSE", "no", "off")] == [
        *(True, True, True),
        *(False, False, False),
    ]
    found = read_flag("maybe", OPTIONAL)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (Code.WRONG_TYPE, "such as 'optional: true'")
