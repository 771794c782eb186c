"""Texts of routines for the tests of the reader, and short ways to read them."""

from typing import TypeVar

from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.codes import Code
from player.routine.model import Block, ByLevel, Exercise, Ladder, Quantity, Routine
from player.routine.problems import Problem
from player.routine.reader import read
from player.routine.steps.include import Include, nothing_to_include

T = TypeVar("T")

SECOND = 1_000

EXAMPLE = """\
# yaml-language-server: $schema=./routine.schema.json
name: Y-T-W and rows
about: Wakes up the muscles between the shoulder blades.
tags: [upper-back, strength]
equipment: [two dumbbells, mat]
rest: 40s
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 8-10
  - exercise: Prone Y-T-W
    sets: 2
    reps: 8-10
    tempo: [Y: 3s, T: 3s, W: 3s, lower: 2s]
  - rounds: 2
    rest: 60s
    steps:
      - exercise: Bent-over dumbbell row
        reps: 10-12
        tempo: 2-1-3
        load: 2 x 4 kg
      - exercise: Upper trapezius stretch
        hold: 20-30s
        sides: each
"""
"""The example of DESIGN §3 with one of its levels written out."""

LEVELLED = EXAMPLE.replace("rest: 40s", "levels: [gentle, standard]\nrest: 40s").replace(
    "sets: 2\n    reps: 8-10", "sets: 2\n    reps: {gentle: 5, standard: 8-10}"
)
"""The example of DESIGN §3."""

CATALOGUE_TEXT = """\
Chin tuck:
  aliases: [cervical retraction]
  category: strength
  muscles: [deep neck flexors]
  position: seated
  sides: false
  tempo: 1-5-1
  dose: 10 times, 5 s each
  cues: [Chin level, Slide straight back]
Push-up:
  tempo: 2-0-1
  easier: [Wall push-up]
"""

KNOWN = read_catalogue(CATALOGUE_TEXT)[0]

NOTHING = Catalogue()


def routine(text: str, catalogue: Catalogue = NOTHING) -> Routine:
    """Read a text that has no errors; warnings may be there."""
    found, problems = read(text, catalogue)
    assert found is not None, problems
    return found


def steps(text: str, catalogue: Catalogue = NOTHING) -> Block:
    """Read a list of steps, each line as written below `steps:`."""
    return routine(f"name: A\nsteps:\n{text}", catalogue).body


def exercise(text: str, catalogue: Catalogue = NOTHING) -> Exercise:
    """Read a routine and return its first exercise, however deep."""
    step = routine(text, catalogue).body.steps[0]
    while isinstance(step, Block):
        step = step.steps[0]
    assert isinstance(step, Exercise)
    return step


def row(keys: str) -> str:
    """A routine of one exercise with these keys; its own keys begin on line 4, column 5."""
    lines = "".join(f"    {line}\n" for line in keys.splitlines())
    return f"name: A\nsteps:\n  - exercise: Row\n{lines}"


def problems(
    text: str, catalogue: Catalogue = NOTHING, include: Include = nothing_to_include
) -> tuple[Problem, ...]:
    return read(text, catalogue, include=include)[1]


def errors(text: str, catalogue: Catalogue = NOTHING, include: Include = nothing_to_include) -> list[Problem]:
    return [problem for problem in problems(text, catalogue, include) if problem.severity == "error"]


def warnings(text: str) -> list[Problem]:
    """All that is told of a text that has no errors."""
    found, told = read(text, NOTHING)
    assert found is not None, told
    return list(told)


def only(text: str, code: Code | str, include: Include = nothing_to_include) -> Problem:
    """The one error of a text, which has to be of this code."""
    (problem,) = errors(text, include=include)
    assert problem.code == code, problem
    return problem


def always(value: T) -> ByLevel[T]:
    """A value that is the same at every level."""
    return ByLevel.always(value)


def level_ground(value: T) -> ByLevel[Ladder[T]]:
    """A dose that is the same at every level, in every set and round."""
    return always(Ladder((value,)))


def seconds(low: float, high: float | None = None) -> Quantity:
    return Quantity(round(low * SECOND), round((low if high is None else high) * SECOND))
