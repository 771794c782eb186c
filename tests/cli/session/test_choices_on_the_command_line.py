"""`--level`, `--choose`, `--without`, `--seed`: what can be decided before a session, said in one line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Own, Run

pytestmark = pytest.mark.core

ROUTINE = """\
name: Evening
note: Have a chair
  ready.
prepare: 0
levels: [gentle, standard]
steps:
  - {exercise: Chin tuck, hold: {gentle: 5s, standard: 10s}}
  - {exercise: March, for: 30s, optional: true}
  - name: Finisher
    choose: 1
    steps: [{exercise: Squat, hold: 5s}, {exercise: Plank, hold: 20s}]
  - pick: 1
    steps: [{exercise: Row, hold: 5s}, {exercise: Press, hold: 5s}, {exercise: Pull, hold: 5s}]
"""
PLAIN = "name: Plain\nsteps: [{exercise: Row, hold: 5s}]\n"


@pytest.fixture(autouse=True)
def files(own: Own) -> None:
    own("evening.yaml", ROUTINE)
    own("plain.yaml", PLAIN)


@pytest.fixture
def no_keyboard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Standard input is an empty file."""
    path = tmp_path / "keys"
    path.touch()
    with path.open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        yield


def test_show_tells_what_can_be_decided_and_plays_the_first_of_everything(run: Run) -> None:
    ran = run("show", "evening")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[:10] == [
        "Evening · gentle · 1:15 · 4 sets",
        "Levels: gentle 1:15 · standard 1:20",
        "Finisher: Squat (or Plank)",
        "Drawn: Row",
        "Optional: March",
        "",
        "  0:00  Chin tuck  hold 5 s",
        "  0:15  March      keep moving 30 s",
        "  0:55  Squat      hold 5 s",
        "  1:10  Row        hold 5 s",
    ]


def test_show_tells_every_length_with_what_was_decided(run: Run) -> None:
    ran = run("show", "evening", "--level", "Standard", "--choose", "plank", "--without", "MARCH")
    assert ran.lines[:5] == [
        "Evening · standard · 0:55 · 3 sets",
        "Levels: gentle 0:50 · standard 0:55",
        "Finisher: Plank (or Squat)",
        "Drawn: Row",
        "Optional: March (left out)",
    ]


def test_json_says_the_level_and_every_decision(run: Run) -> None:
    ran = run("show", "evening", "--json", "--level", "standard", "--choose", "Plank", "--without", "March")
    shown = json.loads(ran.out)
    assert (shown["level"], shown["planned_s"]) == ("standard", 55)
    assert shown["choices"] == {"march": [], "finisher": ["Plank"], "block": ["Row"]}


def test_a_seed_draws_the_same_each_time(run: Run) -> None:
    def drawn(*seed: str) -> str:
        return str(json.loads(run("show", "evening", "--json", *seed).out)["choices"]["block"])

    assert drawn() == "['Row']"
    by_seed = {number: drawn("--seed", str(number)) for number in range(12)}
    assert len(set(by_seed.values())) == 3
    assert all(drawn("--seed", str(number)) == by_seed[number] for number in range(3))


@pytest.mark.parametrize("command", [("show",), ("show", "--json"), ("play", "--plain")], ids=" ".join)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evening", "--level", "hard"), "the routine has no level 'hard'. It has: gentle, standard"),
        (("plain", "--level", "hard"), "the routine has no levels."),
        (("evening", "--choose", "March"), "'March' is no step to choose. There is: Squat, Plank"),
        (("plain", "--choose", "Row"), "the routine leaves nothing to choose."),
        (("evening", "--without", "Squat"), "'Squat' is no optional step. There is: March"),
        (("plain", "--without", "Row"), "the routine has no optional steps."),
        (
            ("evening", "--level", "a\x1b[31m"),
            "the routine has no level 'a\\\\x1b[31m'. It has: gentle, standard",
        ),
    ],
    ids=lambda value: "-".join(value).encode("unicode_escape").decode() if isinstance(value, tuple) else "",
)
def test_what_is_not_there_is_exit_2_and_one_sentence_with_what_is(
    run: Run, home: Path, command: tuple[str, ...], words: tuple[str, ...], said: str
) -> None:
    ran = run(command[0], *words, *command[1:])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"backbeat: {said}\n"
    assert not (home / "data").exists()


@pytest.mark.parametrize("seed", ["x", "-1", "1.5", "", "²", "9" * 16])
def test_what_is_no_seed_is_told(run: Run, seed: str) -> None:
    ran = run("show", "evening", f"--seed={seed}")
    assert (ran.code, ran.out) == (2, "")
    assert "is no seed: a whole number of at most 15 digits" in ran.err


@pytest.mark.usefixtures("no_keyboard")
def test_a_plain_session_tells_what_was_decided_and_records_it(run: Run) -> None:
    ran = run(
        "play", "evening", "--plain", "--speed", "200", "--audio", "none", "--level", "standard",
        "--choose", "Plank", "--without", "March", "--seed", "7",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    drawn = json.loads(run("show", "evening", "--json", "--seed", "7").out)["choices"]["block"][0]
    assert ran.lines[:6] == [
        "Level: standard",
        "Finisher: Plank (or Squat)",
        f"Drawn: {drawn}",
        "Optional: March (left out)",
        "Have a chair ready.",
        "> Chin tuck · hold 10 s · Slide your head straight back",
    ]
    [session] = json.loads(run("history", "--json").out)
    assert session["level"] == "standard"
    played = [row["exercise"] for row in session["intervals"] if row["kind"] == "work"]
    assert played == ["Chin tuck", "Plank", drawn]
    assert "Evening (standard)" in run("history").out


@pytest.mark.usefixtures("no_keyboard")
def test_each_session_draws_anew(run: Run) -> None:
    drawn = set()
    for _ in range(12):
        ran = run("play", "evening", "--plain", "--speed", "1000", "--audio", "none", "--without", "march")
        drawn |= {line for line in ran.lines if line.startswith("Drawn: ")}
    assert len(drawn) > 1


@pytest.mark.usefixtures("no_keyboard")
def test_where_everything_is_left_out_nothing_is_played(run: Run, own: Own, home: Path) -> None:
    own("a.yaml", "name: A\nsteps: [{exercise: Row, hold: 5s, optional: true}]\n")
    ran = run("play", "a", "--plain", "--without", "row")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "backbeat: that leaves nothing to play: every step is left out.\n"
    assert not (home / "data").exists()
    assert run("show", "a", "--without", "row").lines[0] == "A · 0:00 · 0 sets"


def test_list_tells_the_levels_and_the_lengths_at_one(run: Run, own: Own) -> None:
    own(
        "long.yaml",
        "name: Long\nlevels: [short, standard]\nsteps: [{exercise: Row, for: {short: 2m, standard: 9m}}]\n",
    )

    def length(*words: str) -> dict[str, str]:
        return {line.split()[0]: line[33:].strip() for line in run("list", *words).lines if " min " in line}

    assert length()["long"] == "2 min   Long (short, standard)"
    at_standard = length("--level", "Standard")
    assert at_standard["long"] == "9 min   Long (short, standard)"
    assert at_standard["plain"] == length()["plain"], "where there are no levels nothing changes"
    [entry] = [one for one in json.loads(run("list", "--json").out) if one["slug"] == "long"]
    assert (entry["levels"], entry["planned_s"]) == (["short", "standard"], 130)
    found = json.loads(run("list", "--json", "--level", "standard").out)
    assert [one["planned_s"] for one in found if one["slug"] == "long"] == [550]
    ran = run("list", "--level", "hard")
    assert (ran.code, ran.out) == (2, "")
    told, there = ran.err.split(". Levels there are: ")
    assert told == "backbeat: no routine has a level 'hard'"
    assert {"gentle", "standard", "short"} <= set(there.strip().split(", "))


def test_a_check_finds_what_is_wrong_at_any_level(run: Run, own: Own) -> None:
    path = own(
        "bad.yaml", "name: A\nlevels: [a, b]\nsteps: [{exercise: Row, reps: {a: 5, b: 5000}, tempo: 2-1-3}]\n"
    )
    ran = run("check", str(path))
    assert ran.code == 1
    assert "error[" in ran.out
