"""Lengths, counts, ranges and sides as people write them (DESIGN §3, Values)."""

# ruff: noqa: RUF001 (people type in many scripts, and so do these tests)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.model import Quantity, Sides
from player.routine.values.breaths import Breaths
from player.routine.values.written import (
    OPEN,
    ValueFault,
    read_count,
    read_distance,
    read_duration,
    read_flag,
    read_score,
    read_sides,
)
from tests.routine.texts import seconds

pytestmark = pytest.mark.core

HOLD = keys_of(KeyPlace.EXERCISE)["hold"]
REST = keys_of(KeyPlace.EXERCISE)["rest"]
REPS = keys_of(KeyPlace.EXERCISE)["reps"]
SIDES = keys_of(KeyPlace.EXERCISE)["sides"]
DISTANCE = keys_of(KeyPlace.EXERCISE)["distance"]
OPTIONAL = keys_of(KeyPlace.EXERCISE)["optional"]
BREATH = keys_of(KeyPlace.BLOCK)["breath"]
WITHIN = keys_of(KeyPlace.BLOCK)["within"]
BY_SIDE = keys_of(KeyPlace.BLOCK)["by_side"]
PAIN = keys_of(KeyPlace.ROUTINE)["pain_limit"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30", 30),
        ("30s", 30),
        ("30 s", 30),
        ("30 sec", 30),
        ("30 secs", 30),
        ("1 second", 1),
        ("30 Seconds", 30),
        ("30S", 30),
        ("2m", 120),
        ("2 min", 120),
        ("2mins", 120),
        ("1 minute", 60),
        ("2 minutes", 120),
        ("1h", 3600),
        ("1 hour", 3600),
        ("2 hours", 7200),
        ("1m30s", 90),
        ("1 min 30 s", 90),
        ("1h30m", 5400),
        ("1 h 2 m 3 s", 3723),
        ("1:30", 90),
        ("0:45", 45),
        ("01:05", 65),
        ("90:00", 5400),
        ("1:30:00", 5400),
        ("1.5 min", 90),
        ("0.5s", 0.5),
        ("2.25", 2.25),
        ("1m1.5s", 61.5),
        ("0.0004s", 0),
        ("0.0005s", 0.001),
        ("0.000499999999999999999999999999999999", 0),
        ("010", 10),
        ("08", 8),
        ("24h", 86_400),
        (" 30\u00a0s ", 30),
    ],
)
def test_every_spelling_of_a_length_is_read(text: str, length: float) -> None:
    assert read_duration(text, REST) == seconds(length)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20-30s", 20, 30),
        ("20-30", 20, 30),
        ("5–10 s", 5, 10),
        ("20 - 30 s", 20, 30),
        ("45s-1m", 45, 60),
        ("1-2 min", 60, 120),
        ("1:00-1:30", 60, 90),
        ("30s-1:00", 30, 60),
        ("1m-1m30s", 60, 90),
        ("30-30s", 30, 30),
    ],
)
def test_a_range_may_say_its_unit_once(text: str, low: float, high: float) -> None:
    assert read_duration(text, HOLD) == seconds(low, high)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("1'30\"", Code.NOT_A_DURATION, "write '1m30s'"),
        ("1’30”", Code.NOT_A_DURATION, "write '1m30s'"),
        ("2'", Code.NOT_A_DURATION, "write '2m'"),
        ('30"', Code.NOT_A_DURATION, "write '30s'"),
        ("30 sec.", Code.NOT_A_DURATION, "write '30 sec'"),
        ("1,5 min", Code.NOT_A_DURATION, "write '1.5 min'"),
        ("1m30", Code.NOT_A_DURATION, "write '1m30s'"),
        ("1:5", Code.NOT_A_DURATION, "write '1:05'"),
        ("1:30 min", Code.NOT_A_DURATION, "write '1:30'"),
        ("500ms", Code.NOT_A_DURATION, "write '0.5s'"),
        ("1 min and 30 s", Code.NOT_A_DURATION, "write '1 min 30 s'"),
        ("3x30s", Code.NOT_A_DURATION, "write 'sets: 3' and the length '30s'"),
        ("30s each side", Code.NOT_A_DURATION, "write '30s' and 'sides: each'"),
        ("20 to 30s", Code.NOT_A_DURATION, "write '20-30s'"),
        ("20—30s", Code.NOT_A_DURATION, "write '20-30s'"),
        ("30-20s", Code.RANGE_ORDER, "write '20-30s'"),
        ("1m-30s", Code.RANGE_ORDER, "write '30s-1m'"),
        ("1:75", Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30"),
        ("long", Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30"),
        ("9" * 5_000, Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30"),
    ],
)
def test_what_people_write_gets_the_right_spelling_as_a_hint(text: str, code: Code, hint: str) -> None:
    found = read_duration(text, HOLD)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (code, hint)


@pytest.mark.parametrize(
    "text",
    [
        "20s-30",
        "30m1h",
        "1m1m",
        "1.5m30s",
        "-5",
        "1e3",
        "٣٠",
        "²",
        "30 parsecs",
        "1:30:75",
        "1:60",
        "1:60:00",
        "s",
        ".5",
        "5.",
        "١٢s",
        "1_000",
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused(text: str) -> None:
    found = read_duration(text, HOLD)
    assert isinstance(found, ValueFault)
    assert found.code is Code.NOT_A_DURATION


def test_work_is_longer_than_nothing_and_gaps_need_not_be() -> None:
    assert read_duration("0", REST) == seconds(0)
    assert read_duration("0-10s", REST) == seconds(0, 10)
    for text in ("0", "0s", "0:00", "0-10s", "0.0001"):
        found = read_duration(text, HOLD)
        assert isinstance(found, ValueFault)
        assert found.code is Code.OUT_OF_BOUNDS
        assert "more than 0 s and at most 24 h" in found.message


@pytest.mark.parametrize("text", ["24h1s", "25h", "86401", "1-25h", "9999999999"])
def test_nothing_lasts_longer_than_a_day(text: str) -> None:
    found = read_duration(text, REST)
    assert isinstance(found, ValueFault)
    assert found.code is Code.OUT_OF_BOUNDS
    assert "24 h" in found.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max", OPEN),
        ("MAX", OPEN),
        ("30s+", Quantity(30_000, 30_000, is_open=True)),
        ("30 s +", Quantity(30_000, 30_000, is_open=True)),
        ("30+", Quantity(30_000, 30_000, is_open=True)),
        ("30+ s", Quantity(30_000, 30_000, is_open=True)),
        ("1:00+", Quantity(60_000, 60_000, is_open=True)),
        ("20-30s+", Quantity(20_000, 30_000, is_open=True)),
        ("1m30s+", Quantity(90_000, 90_000, is_open=True)),
        ("5 breaths", Breaths(10, 10)),
        ("1 breath", Breaths(2, 2)),
        ("4.5 breaths", Breaths(9, 9)),
        ("0.5 Breaths", Breaths(1, 1)),
        ("5-8 breaths", Breaths(10, 16)),
        ("5–8 breaths", Breaths(10, 16)),
        ("5 breaths+", Breaths(10, 10, is_open=True)),
        ("5+ breaths", Breaths(10, 10, is_open=True)),
        ("1000 breaths", Breaths(2_000, 2_000)),
    ],
)
def test_a_length_may_be_open_or_in_breaths(text: str, expected: Quantity | Breaths) -> None:
    assert read_duration(text, HOLD) == expected


def test_a_gap_may_wait_for_the_key_and_only_work_may_be_open() -> None:
    assert read_duration("ready", REST) == OPEN
    for text, key, hint in [
        ("max", REST, "write 'ready' to wait for the key"),
        ("30s+", REST, "write '30s', or 'ready' to wait for the key"),
        ("ready", HOLD, "write 'max' to go on until the key"),
        ("max", WITHIN, "write a length such as 30s, 1m30s or 1:30"),
        ("20m+", WITHIN, "write '20m'"),
        ("3 breaths", BREATH, "write a length of time, such as 6s"),
    ]:
        found = read_duration(text, key)
        assert isinstance(found, ValueFault), text
        assert (found.code, found.hint) == (Code.NOT_A_DURATION, hint)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("at least 30s", Code.NOT_A_DURATION, "write '30s+'"),
        ("30s or more", Code.NOT_A_DURATION, "write '30s+'"),
        ("≥ 30s", Code.NOT_A_DURATION, "write '30s+'"),
        ("45s-max", Code.NOT_A_DURATION, "write '45s+'"),
        ("~30s", Code.NOT_A_DURATION, "write '30s'"),
        ("30,20,10", Code.NOT_A_DURATION, "write [30, 20, 10], a value for each set"),
        ("+30s", Code.NOT_A_DURATION, "write '30s+'"),
        ("to failure", Code.NOT_A_DURATION, "write 'max' to go on until the key"),
        ("AMRAP", Code.NOT_A_DURATION, "write 'max' to go on until the key"),
        ("5 deep breaths", Code.NOT_A_DURATION, "write '5 breaths'"),
        ("4.25 breaths", Code.NOT_A_DURATION, "write whole or half breaths, such as 4.5 breaths"),
        ("8-5 breaths", Code.RANGE_ORDER, "write '5-8 breaths'"),
        ("30-20s+", Code.RANGE_ORDER, "write '20-30s+'"),
        ("10 reps", Code.NOT_A_DURATION, "a count belongs to 'reps'"),
        ("0s+", Code.OUT_OF_BOUNDS, "write 'max' to go on until the key"),
        ("0 breaths", Code.OUT_OF_BOUNDS, None),
        ("1000.5 breaths", Code.OUT_OF_BOUNDS, None),
        ("1m+30s", Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30"),
        ("30s++", Code.NOT_A_DURATION, "write '30s+'"),
        ("٥ breaths", Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30"),
    ],
)
def test_an_open_length_written_by_habit_gets_a_hint(text: str, code: Code, hint: str | None) -> None:
    found = read_duration(text, HOLD)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (code, hint)


def test_a_breath_is_at_most_a_minute_so_that_a_thousand_fit_into_a_day() -> None:
    assert read_duration("60s", BREATH) == seconds(60)
    for text in ("61s", "0"):
        found = read_duration(text, BREATH)
        assert isinstance(found, ValueFault)
        assert "'breath' must be more than 0 s and at most 60 s" in found.message


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("each", Sides(("right", "left"))),
        ("Each", Sides(("right", "left"))),
        ("alternate", Sides(("right", "left"), alternate=True)),
        ("left", Sides(("left",))),
        ("right", Sides(("right",))),
        ("both", Sides()),
    ],
)
def test_sides_are_in_the_order_in_which_they_are_done(text: str, sides: Sides) -> None:
    assert read_sides(text, SIDES) == sides


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("each side", "did you mean 'each'?"),
        ("L", "did you mean 'left'?"),
        ("both sides", "did you mean 'each'?"),
        ("left, right", "write [left, right]"),
        ("true", "did you mean 'each'?"),
        ("no", "did you mean 'both'?"),
        ("alternating", "did you mean 'alternate'?"),
        ("forward, backward", "write [forward, backward]"),
        ("front/back", "write [front, back]"),
        ("some", "write each, alternate, left, right or both, or names such as [left, right]"),
    ],
)
def test_other_words_for_sides_are_told_the_right_one(text: str, hint: str) -> None:
    found = read_sides(text, SIDES)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (Code.NOT_A_SIDE, hint)


@pytest.mark.parametrize("text", ["both", "alternate", "no", "alt"])
def test_a_block_goes_side_by_side_and_not_both_at_once(text: str) -> None:
    assert read_sides("each", BY_SIDE) == Sides(("right", "left"))
    found = read_sides(text, BY_SIDE)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (Code.NOT_A_SIDE, "write each, or names such as [left, right]")


def test_pain_is_a_whole_number_from_0_to_10() -> None:
    assert [read_score(text, PAIN) for text in ("0", "5", "10")] == [0, 5, 10]
    for text, code, hint in [
        ("11", Code.OUT_OF_BOUNDS, None),
        ("5/10", Code.NOT_A_COUNT, "write '5'"),
        ("2.5", Code.NOT_A_COUNT, "write a whole number from 0 to 10"),
        ("much", Code.NOT_A_COUNT, "write a whole number from 0 to 10"),
        ("٥", Code.NOT_A_COUNT, "write a whole number from 0 to 10"),
    ]:
        found = read_score(text, PAIN)
        assert isinstance(found, ValueFault)
        assert (found.code, found.hint) == (code, hint)


@given(st.integers(0, 86_400_000))
def test_every_millisecond_of_a_day_can_be_written_and_read(length: int) -> None:
    hours, rest = divmod(length, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    whole, thousandths = divmod(rest, 1_000)
    for text in (f"{length / 1000:.3f}s", f"{hours}h{minutes}m{whole}.{thousandths:03}s"):
        assert read_duration(text, REST) == Quantity.fixed(length)


@given(st.integers(1, 2_000), st.integers(0, 400), st.booleans())
def test_every_number_of_half_breaths_can_be_written_and_read(low: int, more: int, is_open: bool) -> None:  # noqa: FBT001 (drawn)
    high = min(low + more, 2_000)
    text = f"{low / 2:g}-{high / 2:g} breaths{'+' * is_open}"
    assert read_duration(text, HOLD) == Breaths(low, high, is_open)


@given(st.text(max_size=60) | st.text(alphabet="0123456789.:smhbreat -–x+", max_size=45))
def test_any_text_is_a_value_in_bounds_or_a_fault_with_a_sentence(text: str) -> None:
    for found in (
        read_duration(text, HOLD),
        read_count(text, REPS),
        read_distance(text, DISTANCE),
        read_sides(text, SIDES),
        read_flag(text, OPTIONAL),
        read_score(text, PAIN),
    ):
        if isinstance(found, ValueFault):
            assert found.message
            assert len(found.message) < 300
        elif isinstance(found, Quantity) and found != OPEN:
            assert 1 <= found.low <= found.high <= 86_400_000


@pytest.mark.parametrize("text", ["9" * 300_000, "+" * 300_000, "a " * 150_000, "1-" * 150_000], ids="9+a1")
def test_the_longest_text_of_a_file_is_answered_at_once(text: str) -> None:
    for found in (read_duration(text, HOLD), read_count(text, REPS), read_distance(text, DISTANCE)):
        assert isinstance(found, ValueFault)
        assert len(found.message) < 300


@pytest.mark.parametrize("text", ["2000:0", "2000'", '99999"', "99999999ms", "90000."])
def test_a_hint_never_offers_what_is_out_of_bounds(text: str) -> None:
    found = read_duration(text, REST)
    assert isinstance(found, ValueFault)
    assert (found.code, found.hint) == (Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30")


def offered(found: ValueFault) -> str | None:
    """The value that a hint tells to write, if it tells one and not keys."""
    first, quote, rest = (found.hint or "").partition("write '")
    value = rest.partition("'")[0]
    return value if quote and not first and "sets:" not in value and "reps:" not in value else None


@settings(deadline=None)
@given(st.text(alphabet="0123456789.:smhinec -–x'\"/+,~>", max_size=20))
def test_a_spelling_that_a_hint_offers_is_itself_accepted(text: str) -> None:
    found = read_duration(text, REST)
    if isinstance(found, ValueFault) and found.code is Code.NOT_A_DURATION and (value := offered(found)):
        again = read_duration(value, REST)
        assert not isinstance(again, ValueFault) or again.code is not Code.NOT_A_DURATION


@settings(deadline=None)
@given(st.text(alphabet="0123456789 -–+x/,~>repsmaxto", max_size=20))
def test_a_count_that_a_hint_offers_is_itself_accepted(text: str) -> None:
    found = read_count(text, REPS)
    if isinstance(found, ValueFault) and found.code is Code.NOT_A_COUNT and (value := offered(found)):
        again = read_count(value, REPS)
        assert not isinstance(again, ValueFault) or again.code is not Code.NOT_A_COUNT
