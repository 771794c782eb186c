"""Lengths, counts, ranges and sides as people write them (DESIGN §3, Values)."""

# ruff: noqa: RUF001 (people type in many scripts, and so do these tests)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.grammar import keys_of
from player.routine.keytypes import Place
from player.routine.model import Quantity
from player.routine.values import Fault, read_count, read_duration, read_sides
from tests.routine.texts import seconds

pytestmark = pytest.mark.core

HOLD = keys_of(Place.EXERCISE)["hold"]
REST = keys_of(Place.EXERCISE)["rest"]
REPS = keys_of(Place.EXERCISE)["reps"]
SETS = keys_of(Place.EXERCISE)["sets"]


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
    assert isinstance(found, Fault)
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
    assert isinstance(found, Fault)
    assert found.code is Code.NOT_A_DURATION


def test_work_is_longer_than_nothing_and_gaps_need_not_be() -> None:
    assert read_duration("0", REST) == seconds(0)
    assert read_duration("0-10s", REST) == seconds(0, 10)
    for text in ("0", "0s", "0:00", "0-10s", "0.0001"):
        found = read_duration(text, HOLD)
        assert isinstance(found, Fault)
        assert found.code is Code.OUT_OF_BOUNDS
        assert "more than 0 s and at most 24 h" in found.message


@pytest.mark.parametrize("text", ["24h1s", "25h", "86401", "1-25h", "9999999999"])
def test_nothing_lasts_longer_than_a_day(text: str) -> None:
    found = read_duration(text, REST)
    assert isinstance(found, Fault)
    assert found.code is Code.OUT_OF_BOUNDS
    assert "24 h" in found.message


@pytest.mark.parametrize("text", ["max", "30s+", "30+", "1:00+", "5 breaths", "4.5 breaths", "5-8 breaths"])
def test_open_lengths_and_breaths_are_known_and_kindly_refused(text: str) -> None:
    found = read_duration(text, HOLD)
    assert isinstance(found, Fault)
    assert found.code is Code.NOT_YET
    assert "yet" in found.message


def test_only_a_gap_may_wait_for_the_key_and_only_work_may_be_open() -> None:
    ready, open_gap, ready_hold = (
        read_duration(*pair) for pair in (("ready", REST), ("max", REST), ("ready", HOLD))
    )
    assert isinstance(ready, Fault)
    assert ready.code is Code.NOT_YET
    assert isinstance(open_gap, Fault)
    assert open_gap.code is Code.NOT_A_DURATION
    assert isinstance(ready_hold, Fault)
    assert ready_hold.code is Code.NOT_A_DURATION


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
    assert isinstance(found, Fault)
    assert (found.code, found.hint) == (code, hint)


@pytest.mark.parametrize("text", ["0", "1001", "0-5", "5-1001", "9" * 39])
def test_a_count_has_its_bounds_in_the_message(text: str) -> None:
    found = read_count(text, SETS)
    assert isinstance(found, Fault)
    assert found.code is Code.OUT_OF_BOUNDS
    assert "'sets' must be 1 to 1,000" in found.message


@pytest.mark.parametrize("text", ["max", "8+", "8-10+"])
def test_open_counts_are_known_and_kindly_refused(text: str) -> None:
    found = read_count(text, REPS)
    assert isinstance(found, Fault)
    assert found.code is Code.NOT_YET


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("each", ("right", "left")),
        ("Each", ("right", "left")),
        ("left", ("left",)),
        ("right", ("right",)),
        ("both", ()),
    ],
)
def test_sides_are_in_the_order_in_which_they_are_done(text: str, sides: tuple[str, ...]) -> None:
    assert read_sides(text) == sides


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("each side", "each"),
        ("L", "left"),
        ("both sides", "each"),
        ("left, right", "each"),
        ("true", "each"),
        ("no", "both"),
    ],
)
def test_other_words_for_sides_are_told_the_right_one(text: str, hint: str) -> None:
    found = read_sides(text)
    assert isinstance(found, Fault)
    assert (found.code, found.hint) == (Code.NOT_A_SIDE, f"did you mean '{hint}'?")


@given(st.integers(0, 86_400_000))
def test_every_millisecond_of_a_day_can_be_written_and_read(length: int) -> None:
    hours, rest = divmod(length, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    whole, thousandths = divmod(rest, 1_000)
    for text in (f"{length / 1000:.3f}s", f"{hours}h{minutes}m{whole}.{thousandths:03}s"):
        assert read_duration(text, REST) == Quantity.fixed(length)


@given(st.text(max_size=60) | st.text(alphabet="0123456789.:smh -–x+", max_size=45))
def test_any_text_is_a_value_in_bounds_or_a_fault_with_a_sentence(text: str) -> None:
    for found in (read_duration(text, HOLD), read_count(text, REPS), read_sides(text)):
        if isinstance(found, Fault):
            assert found.message
            assert len(found.message) < 300
        elif isinstance(found, Quantity):
            assert 1 <= found.low <= found.high <= 86_400_000


@pytest.mark.parametrize("text", ["2000:0", "2000'", '99999"', "99999999ms", "90000."])
def test_a_hint_never_offers_what_is_out_of_bounds(text: str) -> None:
    found = read_duration(text, REST)
    assert isinstance(found, Fault)
    assert (found.code, found.hint) == (Code.NOT_A_DURATION, "write a length such as 30s, 1m30s or 1:30")


@given(st.text(alphabet="0123456789.:smhinec -–x'\"/", max_size=20))
def test_a_spelling_that_a_hint_offers_is_itself_accepted(text: str) -> None:
    found = read_duration(text, REST)
    if isinstance(found, Fault) and found.code is Code.NOT_A_DURATION and found.hint is not None:
        first, quote, offered = found.hint.partition("write '")
        if not first and quote and offered.count("'") == 1:
            assert isinstance(read_duration(offered.rstrip("'"), REST), Quantity) or "-" in offered
