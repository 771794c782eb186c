"""Where a session begins: `--from` takes a path, an exercise or the number of a step."""

import pytest

from player.coach.opening import NoSuchStep, find_step
from tests.timeline.builders import block, exercise, rest, tape

pytestmark = pytest.mark.core

TAPE = tape(
    exercise("Chin tuck", hold=5, sets=2),
    rest(20),
    block(
        exercise("Row", hold=5, sides=("right", "left")), exercise("Chin tuck", hold=5), rounds=2, name="Pair"
    ),
    exercise("首のストレッチ", hold=5),
    exercise("12", hold=5),
)


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("chin-tuck@s1", "chin-tuck@s1"),
        ("chin-tuck@s2", "chin-tuck@s2"),
        ("chin-tuck@s2+rest", "chin-tuck@s2+rest"),
        ("pair/row@r2.s1.left", "pair/row@r2.s1.left"),
        ("chin-tuck", "chin-tuck@s1"),
        ("pair/chin-tuck", "pair/chin-tuck@r1.s1"),
        ("Chin tuck", "chin-tuck@s1"),
        ("CHIN-TUCK", "chin-tuck@s1"),
        ("row", "pair/row@r1.s1.right"),
        ("首のストレッチ", "首のストレッチ@s1"),
        ("1", "chin-tuck@s1"),
        ("2", "pair/row@r1.s1.right"),  # a rest: the work after it
        ("3", "pair/row@r1.s1.right"),
        ("4", "首のストレッチ@s1"),
        ("12", "12@s1"),  # no step has this number, an exercise has this name
    ],
)
def test_a_step_is_found(asked: str, path: str) -> None:
    assert TAPE.intervals[find_step(TAPE, asked)].path == path


@pytest.mark.parametrize(
    "asked",
    [
        "",
        " ",
        "0",
        "99",
        "-1",
        "1.5",
        "²",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "no such thing",
        "pair",
        "???",
        "9" * 5000,
        "chin-tuck@s3",
    ],
)
def test_what_is_not_there_is_answered_with_what_there_is(asked: str) -> None:
    with pytest.raises(NoSuchStep) as question:
        find_step(TAPE, asked)
    assert question.value.asked == asked
    assert question.value.steps == ["1  chin-tuck", "3  pair/row", "4  首のストレッチ", "5  12"]


def test_every_path_of_the_tape_is_found_as_itself() -> None:
    for index, interval in enumerate(TAPE.intervals):
        assert find_step(TAPE, interval.path) == index
