"""What people do, what comes along when they paste, what YAML does silently: each has its hint (TRUST §2.2)."""

# ruff: noqa: RUF001, E501 (people paste from everywhere, and so do these tests; each case is one line)

import pytest

from player.routine.catalogue import Catalogue, CatalogueEntry
from player.routine.codes import Code
from player.routine.text.source import decode
from tests.routine.texts import NOTHING, errors, problems, row

pytestmark = pytest.mark.core

HEAD = "name: A\nsteps:\n"
ROW = f"{HEAD}  - exercise: Row\n"
LEVELS = "name: A\nlevels: [gentle, standard]\nsteps:\n  - exercise: Row\n"

ERRORS = [
    # Tabs and no-break spaces.
    (f"{ROW}\treps: 3\n", Code.TAB, 4, 1, "use spaces"),
    (f"{ROW}\u00a0\u00a0\u00a0\u00a0reps: 3\n", Code.NO_BREAK_SPACE, 4, 1, "write ordinary spaces"),
    (f"{ROW}    reps: 3\n\u00a0   sets: 3\n", Code.NO_BREAK_SPACE, 5, 1, "write ordinary spaces"),
    (f"{ROW}    reps:\u00a03\n", Code.MISSING_SPACE, 4, 5, "write 'reps: 3'"),
    (f"{ROW}    reps\u00a0: 3\n", Code.NO_BREAK_SPACE, 4, 5, "delete it"),
    (f"{HEAD}  -\u00a0exercise: Row\n    reps: 3\n", Code.MISSING_SPACE, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  -\u00a0Row\n", Code.MISSING_SPACE, 3, 3, "write '- Row'"),
    # Colons.
    (f"{HEAD}  - exercise:Row\n    reps: 3\n", Code.MISSING_SPACE, 3, 5, "write 'exercise: Row'"),
    (f"{ROW}      reps:8\n", Code.MISSING_SPACE, 4, 7, "write 'reps: 8'"),
    (f"{ROW}    reps： 3\n", Code.MISSING_SPACE, 4, 5, "write 'reps: 3'"),
    (f"{ROW}    reps：3\n", Code.MISSING_SPACE, 4, 5, "write 'reps: 3'"),
    (f"{ROW}    reps 10\n", Code.MISSING_COLON, 4, 5, "write 'reps: 10'"),
    (f"{ROW}    reps 10\n    sets: 3\n", Code.MISSING_COLON, 4, 5, "write 'reps: 10'"),
    (f"{ROW}    reps = 10\n", Code.MISSING_COLON, 4, 5, "write 'reps: 10'"),
    (f"{ROW}    reps; 10\n", Code.MISSING_COLON, 4, 5, "write 'reps: 10'"),
    ("name A\nsteps: [Row]\n", Code.MISSING_COLON, 1, 1, "write 'name: A'"),
    ("name: A\nsteps\n  - Row\n", Code.MISSING_COLON, 2, 1, "write 'steps:'"),
    (f"{HEAD}  - exercise: Stretch: doorway\n", Code.COLON_IN_TEXT, 3, 22, "put the text after the first colon in quotes"),
    (f"{HEAD}  - Stretch: doorway\n", Code.COLON_IN_TEXT, 3, 5, "put the text in quotes"),
    (f"{HEAD}  - {{exercise: Stretch: doorway}}\n", Code.COLON_IN_TEXT, 3, 23, "put the text in quotes"),
    (row("reps: 3\ncue: In: out"), Code.COLON_IN_TEXT, 5, 12, "put the text after the first colon in quotes"),
    # Keys of another place.
    ("name: A\nrounds: 3\nsteps: [Row]\n", Code.WRONG_PLACE, 2, 1, "make a block of the steps: '- rounds: …' and below it 'steps:'"),
    (row("reps: 3\nrounds: 3"), Code.WRONG_PLACE, 5, 5, "did you mean 'sets'?"),
    (row("reps: 3\npick: 1"), Code.WRONG_PLACE, 5, 5, None),
    (f"{HEAD}  - rounds: 3\n", Code.UNKNOWN_STEP, 3, 5, "add 'steps:' and below it what a round is made of"),
    # Values.
    (row("reps: “3”"), Code.CURLY_QUOTES, 4, 11, "write '3'"),
    (row("reps: 3x10"), Code.NOT_A_COUNT, 4, 11, "write 'sets: 3' and 'reps: 10'"),
    (row("reps: 3 x 10"), Code.NOT_A_COUNT, 4, 11, "write 'sets: 3' and 'reps: 10'"),
    (row("reps: 10 each side"), Code.NOT_A_COUNT, 4, 11, "write 'reps: 10' and 'sides: each'"),
    (row("reps: +8"), Code.NOT_A_COUNT, 4, 11, "write '8+'"),
    (row("reps: 3,"), Code.NOT_A_COUNT, 4, 11, "write '3'"),
    (row("hold: 1'30\""), Code.NOT_A_DURATION, 4, 11, "write '1m30s'"),
    (row("reps: 12-8"), Code.RANGE_ORDER, 4, 11, "write '8-12'"),
    (row("hold: 1h30"), Code.NOT_A_DURATION, 4, 11, "write '1h30m'"),
    (row("hold: 20s-30"), Code.NOT_A_DURATION, 4, 11, "write '20-30s'"),
    (row("hold: max+"), Code.NOT_A_DURATION, 4, 11, "write 'max' to go on until the key"),
    (row("reps: max+"), Code.NOT_A_COUNT, 4, 11, "write 'max' to go on until the key"),
    (row("reps: 3\ntempo: 0"), Code.OUT_OF_BOUNDS, 5, 12, "write 'none' for no beat"),
    (row("reps: 3\nvariations: []"), Code.EMPTY_VALUE, 5, 17, "such as 'variations: [Push-up, Decline push-up]'"),
    (row("kg: 4\nreps: 3"), Code.UNKNOWN_KEY, 4, 5, "write 'load: 4 kg'"),
    (row("minutes: 5"), Code.UNKNOWN_KEY, 4, 5, "write 'for: 5 min'"),
    # What YAML does silently.
    (f"{LEVELS}    reps: {{gentle:5, standard: 8}}\n", Code.MISSING_SPACE, 5, 12, "write 'gentle: 5'"),
    (f"{LEVELS}    reps: {{gentel: 5, standard: 8}}\n", Code.BY_LEVEL, 5, 12, "did you mean 'gentle'?"),
    (row("reps: 3\ntempo: [in:4s]"), Code.MISSING_SPACE, 5, 13, "write 'in: 4s'"),
    (row("reps: 3\ntempo: {in:4s}"), Code.MISSING_SPACE, 5, 13, "write 'in: 4s'"),
    (
        row("reps: 3\ntempo: {in: 4s, hold: 4s, out: 4s, hold: 4s}"), Code.DUPLICATE_KEY, 5, 40,
        "to say it twice, write a list: [in: 4s, hold: 4s, out: 4s, hold: 4s]",
    ),
    (
        row("reps: 3\ntempo:\n  in: 4s\n  hold: 4s\n  hold: 5s"), Code.DUPLICATE_KEY, 8, 7,
        "to say it twice, write a list: [in: 4s, hold: 4s, hold: 5s]",
    ),
    (f"{HEAD}  - {{exercise: Row, reps: 3, reps: 4}}\n", Code.DUPLICATE_KEY, 3, 30, "delete one of them"),
    (row("reps: 3\nreps: 4"), Code.DUPLICATE_KEY, 5, 5, "delete one of them"),
    (f"{ROW}    reps: 3\n  - rest:\n  - Row\n", Code.EMPTY_VALUE, 5, 10, "such as 'rest: 60s'"),
    # Dashes and indentation.
    (f"{HEAD}  - exercise: Row\n  reps: 5\n", Code.INDENTATION, 4, 3, "indent this line by two more"),
    (f"{HEAD}- exercise: Row\nreps: 5\n- Curl\n", Code.INDENTATION, 4, 1, "indent this line by two more"),
    (f"{HEAD}  -   exercise: Row\n  reps: 5\n", Code.INDENTATION, 4, 3, "indent this line by four more"),
    (f"{HEAD}  -exercise: Row\n", Code.MISSING_SPACE, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  -exercise: Row\n   reps: 3\n", Code.MISSING_SPACE, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  -Row\n  -Curl\n", Code.MISSING_SPACE, 3, 3, "write '- Row'"),
    (f"{HEAD}  – exercise: Row\n    reps: 3\n", Code.LIST_MARK, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  — Row\n  — Curl\n", Code.LIST_MARK, 3, 3, "write '- Row'"),
    (f"{HEAD}  • exercise: Row\n", Code.LIST_MARK, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  * exercise: Row\n", Code.LIST_MARK, 3, 3, "write '- exercise: Row'"),
    (f"{HEAD}  1. exercise: Row\n     reps: 3\n", Code.LIST_MARK, 3, 3, "write '- exercise: Row'"),
    # Words.
    (row("r\u0435ps: 10"), Code.UNKNOWN_KEY, 4, 5, "did you mean 'reps'?"),
    (row("\u0455\u0435t\u0455: 2\nreps: 3"), Code.UNKNOWN_KEY, 4, 5, "did you mean 'sets'?"),
    (row("ｒｅｐｓ: 3"), Code.UNKNOWN_KEY, 4, 5, "did you mean 'reps'?"),
    (row("Reps: 3"), Code.UNKNOWN_KEY, 4, 5, "did you mean 'reps'?"),
    (row("repetitions: 3"), Code.UNKNOWN_KEY, 4, 5, "did you mean 'reps'?"),
    (f"{HEAD}  - Exercise: Row\n    reps: 3\n", Code.UNKNOWN_STEP, 3, 5, "did you mean 'exercise'?"),
    # From elsewhere.
    (f"```yaml\n{ROW}    reps: 3\n```\n", Code.CODE_FENCE, 1, 1, "delete the lines with these marks"),
    (f"{ROW}    reps: 3\n```\n", Code.CODE_FENCE, 5, 1, "delete the lines with these marks"),
    (
        f"name: A\n{'<' * 7} HEAD\nreps: 1\n{'=' * 7}\nreps: 2\n{'>' * 7} b\nsteps: [Row]\n", Code.CONFLICT, 2, 1,
        "keep one of the two versions, and delete the three marks",
    ),
]  # fmt: skip

WARNINGS = [
    (row("reps: 3\ncue: “Chin up”"), Code.CURLY_QUOTES, 5, 10, "write straight quotes, or none"),
    (row("reps: 3\ncue: [“Ribs down, chin in”, Up]"), Code.CURLY_QUOTES, 5, 11, "write straight quotes"),
    (row("reps: 3\ncue: Breathe #2"), Code.CUT_TEXT, 5, 18, "put the text in quotes, or write '# ' before a comment"),
    ("name: A\nreps: 3\nsteps:\n  - Row #1\n", Code.CUT_TEXT, 4, 9, "put the text in quotes, or write '# ' before a comment"),
    (
        "name: A\nreps: 3\nsteps: [Stand tall, breathe]\n", Code.COMMA_IN_NAME, 3, 21,
        "put the name in quotes if it is one, or begin this one with a capital letter",
    ),
    (f"{HEAD}  - exercise: Row,\n    reps: 3\n", Code.TRAILING_COMMA, 3, 15, "delete it: outside brackets nothing needs a comma"),
    (f"{HEAD}- exercise: Row\nreps: 3\n", Code.INDENTATION, 4, 1, "indent this line by two more"),
    (row("reps: 3\nload: 4 kgs"), Code.LOAD_UNIT, 5, 11, "did you mean '4 kg'?"),
    (row("reps: 3\nload: 4 lsb"), Code.LOAD_UNIT, 5, 11, "did you mean '4 lbs'?"),
]  # fmt: skip

HONEST = [
    row("reps: 3\nhold: 30 sec"),
    row("reps: '10'"),
    row("reps: 3  #three"),
    row("reps: 3\ncue: Up  #2"),
    row("reps: 3\ncue: Up # 2"),
    row("reps: 3\ncue: Step up, then down"),
    row("reps: 3\ncue: [Ribs down, chin in]"),
    row("reps: 3\ncue: “Up” and “down”"),
    row("reps: 3\ncue: ’Tis enough"),
    row("reps: 3\nnote: |\n  - Row\n  reps: 3, and so on,"),
    "name: Rows  # mine\nreps: 3\nsteps: [Row]\n",
    "name: Rows # mine\nreps: 3\nsteps: [Row]\n",
    "name: A\nreps: 3\nsteps: [row, curl]\n",
    "name: A\nreps: 3\nsteps: ['Stand tall, breathe', Row]\n",
    '{"name": "A", "steps": [{"exercise": "Row", "reps": 3,},],}\n',
    "name: A\nsteps:\n- exercise: Row\n  reps: 3\n\nrest: 30s\n",
    "name: A\nsteps:\n- Row\n- Curl\nreps: 3\n",
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    ERRORS,
    ids=[f"{number}-{case[1]}" for number, case in enumerate(ERRORS)],
)
def test_a_mistake_people_make_is_told_with_what_to_write(
    text: str, code: Code, line: int, column: int, hint: str | None
) -> None:
    problem = errors(text)[0]
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    WARNINGS,
    ids=[f"{number}-{case[1]}" for number, case in enumerate(WARNINGS)],
)
def test_what_is_allowed_and_seldom_meant_is_a_warning(
    text: str, code: Code, line: int, column: int, hint: str
) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == (code, "warning", line, column)
    assert problem.hint == hint


@pytest.mark.parametrize("text", HONEST, ids=range(len(HONEST)))
def test_honest_texts_raise_no_alarm(text: str) -> None:
    assert problems(text) == ()


def test_a_name_in_lower_case_that_the_catalogue_knows_is_a_name() -> None:
    text = "name: A\nreps: 3\nsteps: [Stand tall, chin tuck]\n"
    assert problems(text, Catalogue([CatalogueEntry("Chin tuck")])) == ()
    assert [problem.code for problem in problems(text, NOTHING)] == [Code.COMMA_IN_NAME]


def test_a_byte_of_windows_is_shown_as_the_letter_it_was() -> None:
    (problem,) = decode("name: R\u00fccken\n".encode("cp1252"))[1]
    assert (problem.code, problem.line, problem.column) == (Code.NOT_UTF8, 1, 8)
    assert problem.hint == "in Windows-1252 it is '\u00fc': save the file as UTF-8 in your editor"
