"""Help costs no more than reading: a file of the greatest size that is nothing but mistakes (TRUST §2.1)."""

import pytest

from player.routine.reader import read
from tests.routine.texts import KNOWN
from tests.support.effort import costs_less, effort

pytestmark = pytest.mark.core

HEAD = "name: A\nsteps:\n"
LEVELS = "name: A\nlevels: [gentle, standard]\nsteps:\n"
SIZE = 250_000


def filled(unit: str, *, head: str = HEAD, count: int = 4_000, size: int = SIZE) -> str:
    """Return so many units, made longer by comments until the file is great."""
    comment = "x" * max(0, (size - len(head)) // count - len(unit) - 5)
    return head + "".join(f"{unit.replace('%', str(number))}  # {comment}\n" for number in range(count))


MISTAKES = {
    "values": filled("- {exercise: A, reps: 3x10 each}"),
    "values on lines": filled("- exercise: A\n  reps: 3 x 10"),
    "unknown keys": filled("- {exercise: A, rep%: 8}"),
    "unknown steps": filled("- exarcis%: A"),
    "levels": filled("- {exercise: A, reps: {gentel: 5, standard: 8}}", head=LEVELS, count=3_500),
    "spaces": filled("- {exercise: A, reps:3}"),
    "no-break spaces": filled("- {exercise: A, \u00a0reps: 3}"),
    "keys twice": filled("- {exercise: A, reps: 3, reps: 4}"),
    "phases twice": f"{HEAD}- exercise: A\n  tempo: {{{'a: 1s, ' * 9_000}}}\n",
    "curly quotes": filled("- “A”", count=9_000),
    "open curly quotes": f"{HEAD}- {{exercise: A, cue: [{'“A, ' * 18_000}]}}\n",
    "cut texts": filled("- A #1", count=9_000),
    "split names": f"name: A\nreps: 3\nsteps: [{'Aa, b, ' * 9_000}]\n",
    "commas": filled("- A,", count=9_000),
    "tempos": filled("- {exercise: A, reps: 3, tempo: 3-1-2-0}"),
    "tabs": filled("\t- A", count=40_000),
    "control characters": "a\x07\n" * 80_000,
    "no dashes": f"{HEAD}{'  -Row' * 40_000}",
    "no dashes on lines": f"{HEAD}" + "  –Row\n" * 25_000,
    "below the dash": f"{HEAD}  - exercise: A\n" + "  reps: 1\n" * 24_000,
    "below a crooked line": f"{HEAD}  - exercise: A\n" + "    note: 1\n" * 18_000 + "   a: 1\n",
    "below comments": f"{HEAD}- exercise: A\n" + "  #\n" * 60_000 + " reps: 3\n",
    "conflicts": "<<<<<<< a\n=======\n" * 13_000 + "a: b: c\n",
    "fences": "```\n" * 60_000,
    "spaces in a line": f"name: a: b{' ' * 240_000}x\n",
    "colons": f"name: a{': b' * 80_000}\n",
    "quotes": "name: 'it's'" + "'s" * 100_000,
}


@pytest.fixture(scope="module")
def honest() -> float:
    """What a file of the same size costs that somebody wrote with good will."""
    text = HEAD + "  - exercise: Chin tuck with both hands\n    reps: 8-10\n    sets: 2\n" * 3_600
    return effort(lambda: read(text, KNOWN))


@pytest.mark.alone
@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_great_file_of_nothing_but_mistakes_costs_little_more_than_an_honest_one(
    text: str, honest: float
) -> None:
    assert costs_less(lambda: read(text, KNOWN), 3 * honest)


@pytest.mark.alone
@pytest.mark.parametrize("name", ["values", "unknown keys", "keys twice", "no-break spaces"])
def test_four_times_as_many_mistakes_cost_little_more_than_four_times_as_much(name: str) -> None:
    """What grows with the square would cost sixteen times as much."""
    whole = MISTAKES[name]
    part = whole[: whole.rindex("\n", 0, len(whole) // 4) + 1]
    assert costs_less(lambda: read(whole, KNOWN), 9 * effort(lambda: read(part, KNOWN)))
