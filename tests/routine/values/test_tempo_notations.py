"""The tempo in all its notations (DESIGN §3, Values)."""

import pytest

from player.routine.codes import Code
from player.routine.model import Quantity, Tempo, TempoPhase
from tests.routine.texts import errors, exercise, only, problems, row, seconds

pytestmark = pytest.mark.core


def tempo(written: str, keys: str = "reps: 3") -> Tempo | None:
    found = exercise(row(f"{keys}\ntempo: {written}")).tempo
    return None if found is None else found.at(0)


def phases(written: str) -> list[tuple[str, float, float]]:
    found = tempo(written)
    assert found is not None
    return [(phase.label, phase.duration.low / 1000, phase.duration.high / 1000) for phase in found.phases]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2-1-3", [("go", 2, 2), ("hold", 1, 1), ("return", 3, 3)]),
        ("2–1–3", [("go", 2, 2), ("hold", 1, 1), ("return", 3, 3)]),
        ("2 - 0 - 1.5", [("go", 2, 2), ("hold", 0, 0), ("return", 1.5, 1.5)]),
        ('"2-1-3"', [("go", 2, 2), ("hold", 1, 1), ("return", 3, 3)]),
        ("4s", [("rep", 4, 4)]),
        ("4", [("rep", 4, 4)]),
        ("3-4s", [("rep", 3, 4)]),
        ("[Y: 3s, T: 3s]", [("Y", 3, 3), ("T", 3, 3)]),
        ("[hold: 1s, turn: 2s, hold: 1s]", [("hold", 1, 1), ("turn", 2, 2), ("hold", 1, 1)]),
        ("{lift: 2s, lower: 3-4s}", [("lift", 2, 2), ("lower", 3, 4)]),
        ("{in: 0:04, out: 0}", [("in", 4, 4), ("out", 0, 0)]),
        ("\n  - slow and low: 2s\n  - up: 1s", [("slow and low", 2, 2), ("up", 1, 1)]),
        ("\n  in: 4s\n  out: 6s", [("in", 4, 4), ("out", 6, 6)]),
    ],
)
def test_every_notation_gives_its_phases_in_order(
    written: str, expected: list[tuple[str, float, float]]
) -> None:
    assert phases(written) == expected


def test_none_is_no_beat_and_is_told_apart_from_nothing_said() -> None:
    assert tempo("none") == Tempo(())
    assert exercise(row("reps: 3")).tempo is None


@pytest.mark.parametrize("written", ["4-0-2-1", "4–0–2–1", "3010"])
def test_four_numbers_are_refused_with_both_readings_spelt_out(written: str) -> None:
    problem = only(row(f"reps: 3\ntempo: {written}"), Code.FOUR_NUMBERS)
    a, b, c, d = written.replace("–", "-").split("-") if "-" in written.replace("–", "-") else list(written)
    assert problem.hint == (
        f"write [lower: {a}s, hold: {b}s, lift: {c}s, hold: {d}s]"
        f" or [lift: {a}s, hold: {b}s, lower: {c}s, hold: {d}s]"
    )


def test_the_two_readings_offered_for_four_numbers_can_be_read() -> None:
    hint = only(row("reps: 3\ntempo: 4-0-2-1"), Code.FOUR_NUMBERS).hint
    assert hint is not None
    for offered in hint.removeprefix("write ").split(" or "):
        assert len(phases(offered)) == 4


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("3-1-x", Code.NOT_A_TEMPO, "write '3-1-1', and a fast phase as 1 or 0.5"),
        ("2/1/3", Code.NOT_A_TEMPO, "write '2-1-3'"),
        ("2 1 3", Code.NOT_A_TEMPO, "write '2-1-3'"),
        ("2-max-3", Code.NOT_A_TEMPO, "write [go: 2s, hold: max, return: 3s]"),
        ("2s-1s+-3s", Code.NOT_A_TEMPO, "write [go: 2s, hold: 1s+, return: 3s]"),
        ("2-1", Code.NOT_A_TEMPO, "write '2-0-1' to go and return, or '1-2s' for a beat"),
        (
            "[2, 1, 3]",
            Code.NOT_A_TEMPO,
            "write three numbers as 2-1-3, or name the phases: [lift: 2s, lower: 3s]",
        ),
        ("[in:4s, out: 3s]", Code.MISSING_SPACE, "write 'in: 4s'"),
        ("[]", Code.EMPTY_VALUE, "write 'none' for no beat"),
        ("0-0-0", Code.OUT_OF_BOUNDS, "write 'none' for no beat"),
        ("{up: 0s, down: 0s}", Code.OUT_OF_BOUNDS, "write 'none' for no beat"),
        (
            "{in: 4s, hold: 4s, out: 4s, hold: 4s}",
            Code.DUPLICATE_KEY,
            "to say it twice, write a list: [in: 4s, hold: 4s, out: 4s, hold: 4s]",
        ),
    ],
)
def test_a_tempo_written_by_habit_gets_a_hint(written: str, code: Code, hint: str) -> None:
    assert only(row(f"reps: 3\ntempo: {written}"), code).hint == hint


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("slow", Code.NOT_A_TEMPO),
        ("1-2-3-4-5", Code.NOT_A_TEMPO),
        ("0", Code.OUT_OF_BOUNDS),
        ("86401-0-0", Code.OUT_OF_BOUNDS),
        ("[{a: 1s, b: 2s}]", Code.NOT_A_TEMPO),
        ("[[a, b]]", Code.NOT_A_TEMPO),
        ("[a: ]", Code.EMPTY_VALUE),
        ("{a: [1s]}", Code.WRONG_TYPE),
        ("{a: quick}", Code.NOT_A_DURATION),
        ("{'!': 1s}", Code.NO_LETTERS),
        ("{" + "a" * 41 + ": 1s}", Code.TOO_LONG),
        ("[" + "a: 1s, " * 65 + "]", Code.OUT_OF_BOUNDS),
    ],
)
def test_what_is_no_tempo_is_told_so(written: str, code: Code) -> None:
    only(row(f"reps: 3\ntempo: {written}"), code)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[lift: 2s, hold: max]", [("lift", seconds(2)), ("hold", Quantity(0, 0, is_open=True))]),
        ("{lower: 3s+}", [("lower", Quantity(3_000, 3_000, is_open=True))]),
        ("max", [("rep", Quantity(0, 0, is_open=True))]),
        ("1 breath", [("rep", Quantity(6_000, 6_000, breath=6_000))]),
        ("{in: 0.5 breaths, out: 1.5 breaths}", [
            ("in", Quantity(3_000, 3_000, breath=6_000)),
            ("out", Quantity(9_000, 9_000, breath=6_000)),
        ]),
    ],
    ids=["max", "plus", "beat", "breath", "breaths"],
)  # fmt: skip
def test_a_phase_may_be_open_or_in_breaths(written: str, expected: list[tuple[str, Quantity]]) -> None:
    assert tempo(written) == Tempo(tuple(TempoPhase(*phase) for phase in expected))


def test_sixty_four_phases_are_allowed() -> None:
    assert len(phases("[" + "a: 1s, " * 64 + "]")) == 64


def test_a_bare_three_digit_number_is_read_as_one_beat_and_warned_of() -> None:
    text = row("reps: 3\ntempo: 301")
    (problem,) = problems(text)
    assert (problem.code, problem.severity) == (Code.LONG_BEAT, "warning")
    assert tempo("301") == Tempo((TempoPhase("rep", seconds(301)),))


def test_all_wrong_phases_are_reported_at_once() -> None:
    codes = [problem.code for problem in errors(row("reps: 3\ntempo: [a: quick, b: [1], c: 2s]"))]
    assert codes == [Code.NOT_A_DURATION, Code.WRONG_TYPE]
