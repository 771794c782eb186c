"""The tutorial is true: its file plays, its table can be written, its problem is what the checker says."""

import re
from pathlib import Path

import pytest

from player.routine.catalogue import read_catalogue
from player.routine.problems import render_all
from player.routine.reader import read
from player.routine.steps.include import Included
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "writing-routines.md").read_text(encoding="utf-8")
CATALOGUE = read_catalogue((ROOT / "routines" / "exercises.yaml").read_text(encoding="utf-8"))[0]
BLOCKS = re.findall(r"```yaml\n(.*?)```", TUTORIAL, re.DOTALL)
WHOLE = next(block for block in BLOCKS if block.startswith("# yaml-language-server"))
ROWS = re.findall(r"^\| (?!the sheet|---)(.+?) \| (.+) \|$", TUTORIAL, re.MULTILINE)


def test_the_whole_file_plays_at_both_levels_without_a_problem() -> None:
    routine, problems = read(WHOLE, CATALOGUE)
    assert not problems
    assert routine is not None
    lengths = [
        compile_routine(routine, "x", Choices(level=level)).planned for level in ("gentle", "standard")
    ]
    assert lengths == [521_000, 587_000]


def test_every_piece_of_the_tutorial_is_in_the_whole_file() -> None:
    lines = WHOLE.splitlines()
    own = [line for block in BLOCKS for line in block.splitlines()]
    assert [line for line in own if line not in lines] == ["    reps: 5"]


def test_the_mistake_it_shows_is_told_by_the_checker_in_the_same_words() -> None:
    shown = re.findall(r"```text\n(.*?)```", TUTORIAL, re.DOTALL)[0].strip("\n")
    _, problems = read(
        WHOLE.replace("    reps: 8-10\n  - exercise: Prone", "    rep: 8-10\n  - exercise: Prone"), CATALOGUE
    )
    assert len(problems) == 1
    told = render_all("upper-back.yaml", WHOLE.replace("reps: 8-10", "rep: 8-10", 1), problems)
    assert re.sub(r"\d+", "N", told) == re.sub(r"\d+", "N", shown)


@pytest.mark.parametrize("row", ROWS, ids=[f"{number}" for number in range(len(ROWS))])
def test_what_a_sheet_says_can_be_written_like_that(row: tuple[str, str]) -> None:
    keys = re.findall(r"`([^`]+)`", row[1])
    if keys[0].startswith("- "):
        step = [f"  {keys[0]}"]
    elif "on a block" in row[1]:
        dose = [] if any(key.startswith("reps") for key in keys) else ["    hold: 10s"]
        step = [f"  - {keys[0]}", *(f"    {key}" for key in keys[1:]), *dose, "    steps: [One, Two]"]
    else:
        alone = all(key.split(":")[0] in {"sides", "optional", "variations"} for key in keys)
        step = ["  - exercise: One", *(f"    {key}" for key in keys), *(["    reps: 8"] if alone else [])]
    text = "\n".join(["name: A sheet", "steps:", *step, "  - exercise: Last", "    hold: 5s", ""])
    routine, problems = read(
        text, CATALOGUE, include=lambda name: Included(name, "name: W\nhold: 5s\nsteps: [March]\n", CATALOGUE)
    )
    assert not problems, (text, [problem.message for problem in problems])
    assert routine is not None
    assert compile_routine(routine, "sheet").work_intervals
