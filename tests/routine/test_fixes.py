"""A change that is offered mends what it is offered for (DESIGN §3, TRUST §2.8)."""

# ruff: noqa: RUF001, E501 (people paste from everywhere, and so do these tests; each case is one line)

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.problems import MOST_HELPED, Fix, Problem
from player.routine.reader import read
from tests.routine.test_reader_fuzz import mutated
from tests.routine.texts import NOTHING, problems, row
from tests.support.examples import examples

pytestmark = pytest.mark.core

HEAD = "name: A\nsteps:\n"
ROW = f"{HEAD}  - exercise: Row\n"
LEVELS = "name: A\nlevels: [gentle, standard]\nsteps:\n  - exercise: Row\n"
SEVEN = "<" * 7, "=" * 7, ">" * 7

SLIPS = {
    "no-break indentation": f"{ROW}\u00a0\u00a0\u00a0\u00a0reps: 3\n",
    "no-break among spaces": f"{ROW}    reps: 3\n\u00a0   sets: 3\n",
    "a no-break space too many": f"{ROW}    \u00a0reps: 3\n",
    "two lines with no-break spaces": f"{ROW}\u00a0\u00a0  reps: 3\n\u00a0\u00a0  sets: 3\n",
    "no-break space behind a colon": f"{ROW}    reps:\u00a03\n",
    "no-break space before a colon": f"{ROW}    reps\u00a0: 3\n",
    "no-break space behind a dash": f"{HEAD}  -\u00a0exercise: Row\n    reps: 3\n",
    "no-break space behind the dash of a name": f"{HEAD}  -\u00a0Row\n",
    "tab before a dash": f"{HEAD}\t- Row\n",
    "tab before a key": f"{ROW}\treps: 3\n",
    "tabs on every line": f"{HEAD}\t- exercise: Row\n\t\treps: 3\n\t\tsets: 2\n\t- exercise: Curl\n\t\treps: 3\n",
    "tab in a line": f"{ROW}    reps:\t3\t# three\n",
    "control character": "name: A\x07B\nreps: 3\nsteps: [Row]\n",
    "bidirectional mark": "name: A\u202eB\nreps: 3\nsteps: [Row]\n",
    "colon in a name": f"{HEAD}  - exercise: Stretch: doorway\n    reps: 3\n",
    "colon in a step of text": f"{HEAD}  - Stretch: doorway\n",
    "colon in braces": f"{HEAD}  - {{exercise: Stretch: doorway, reps: 3}}\n",
    "colon in a text of a list": row("reps: 3\ncue: [a, In: out]"),
    "full-width colon": f"{ROW}    reps： 3\n",
    "full-width colon, swallowed": f"{ROW}      reps：3\n",
    "curly quotes around a number": row("reps: “3”"),
    "curly quotes around a text": row("reps: 3\ncue: “Chin up”"),
    "curly quotes around a colon": "name: “Stretch: doorway”\nreps: 3\nsteps: [Row]\n",
    "curly quotes around a comma": row("reps: 3\ncue: [“Ribs down, chin in”, Up]"),
    "3x10": row("reps: 3x10"),
    "3 x 10": row("reps: 3 x 10"),
    "3x10 beside sets": row("sets: 3\nreps: 3x10"),
    "3x10 in braces": f"{HEAD}  - {{exercise: Row, reps: 3x10}}\n",
    "3x10 in braces on lines": f"{HEAD}  - {{exercise: Row,\n     reps: 3x10\n    }}\n",
    "3x10 at the dash": f"{HEAD}  - reps: 3x10\n    exercise: Row\n",
    "3x10 for sets": row("sets: 3x10"),
    "10 each side": row("reps: 10 each side"),
    "30 s per side": row("hold: 30s per side"),
    "3 times 30 s": row("hold: 3 x 30s"),
    "feet": row("hold: 1'30\""),
    "a quoted value": row("hold: '1,5 min'"),
    "a count for a hold": row("hold: 10 reps"),
    "a length for reps": row("reps: 30s"),
    "two doses": row("reps: 3\nfor: 30s"),
    "two doses in braces": f"{HEAD}  - {{exercise: Row, reps: 3, for: 30s}}\n",
    "a distance without a unit": row("distance: 200"),
    "kg": row("reps: 3\nload: 4 kgs"),
    "lb": row("reps: 3\nload: 4 lsb"),
    "key is a unit": row("reps: 3\nkg: 4"),
    "minutes as a key": row("minutes: 5"),
    "+8": row("reps: +8"),
    "a comma behind a number": row("reps: 3,"),
    "a comma behind a name": f"{HEAD}  - exercise: Row,\n    reps: 3\n",
    "a greater number first": row("reps: 12-8"),
    "four numbers": row("reps: 3\ntempo: 3-1-2-0"),
    "two numbers": row("reps: 3\ntempo: 3-1"),
    "slashes in a tempo": row("reps: 3\ntempo: 3/1/2"),
    "a beat without its unit": row("reps: 3\ntempo: 201"),
    "no space at a level": f"{LEVELS}    reps: {{gentle:5, standard: 8}}\n",
    "a mistyped level": f"{LEVELS}    reps: {{gentel: 5, standard: 8}}\n",
    "no space in a tempo": row("reps: 3\ntempo: [in:4s, out:4s]"),
    "no space in a tempo in braces": row("reps: 3\ntempo: {in:4s, out: 4s}"),
    "a phase twice": row("reps: 3\ntempo: {in: 4s, hold: 4s, out: 4s, hold: 4s}"),
    "a phase twice on lines": row("reps: 3\ntempo:\n  in: 4s\n  hold: 4s\n  out: 4s\n  hold: 4s"),
    "a phase twice at a level": f"{LEVELS}    reps: 3\n    tempo: {{gentle: {{in: 4s, in: 3s}}, standard: 3s}}\n",
    "an empty rest": f"{HEAD}  - rest:\n  - exercise: Row\n    reps: 3\n",
    "an empty rest between sets": row("reps: 3\nrest:  # how long?"),
    "an empty text for a number": row("reps: ''"),
    "a bare short rest": row("reps: 3\nrest: 2"),
    "a text cut by #": row("reps: 3\ncue: Breathe #2"),
    "a colon in a cue": row("reps: 3\ncue: In: out"),
    "a comma in a name": "name: A\nreps: 3\nsteps: [Stand tall, breathe]\n",
    "a key below its dash": f"{HEAD}  - exercise: Row\n  reps: 5\n  sets: 2\n  - exercise: Curl\n    reps: 5\n",
    "a key below its dash at the left": f"{HEAD}- exercise: Row\nreps: 5\n- exercise: Curl\n  reps: 5\n",
    "a key below the last dash": f"{HEAD}- exercise: Row\nreps: 3\n",
    "no space behind the colon of a step": f"{HEAD}  - exercise:Row\n    reps: 3\n",
    "no space behind the colon of two steps": f"{HEAD}  - exercise:Row\n  - exercise:Curl\n",
    "no space in braces": f"{HEAD}  - {{exercise: Row, reps:3}}\n",
    "no space, swallowed": f"{ROW}      reps:8\n    sets: 3\n",
    "no space, swallowed by a step of text": f"{HEAD}  - Row\n    reps:8\n",
    "a key twice": row("reps: 3\nreps: 4\nsets: 2"),
    "a key twice in braces": f"{HEAD}  - {{exercise: Row, reps: 3, reps: 4}}\n",
    "capital letters": f"{HEAD}  - Exercise: Row\n    Reps: 3\n",
    "no colon": row("reps 10\nsets: 3"),
    "no colon at the end": row("reps 10"),
    "no colon behind steps": "name: A\nsteps\n  - Row\n",
    "no colon at the top": "name A\nsteps: [Row]\n",
    "an equals sign": row("reps = 10\nsets: 3"),
    "an equals sign, swallowed": f"{ROW}      reps=10\n",
    "a semicolon": row("reps; 3"),
    "no space behind a dash": f"{HEAD}  - exercise: A\n    reps: 1\n  -exercise: Row\n    reps: 3\n",
    "no space behind the first dash": f"{HEAD}  -exercise: Row\n",
    "no space behind all dashes": f"{HEAD}  -Row\n  -Curl\n",
    "a letter of another alphabet": row("r\u0435ps: 10"),
    "letters of other alphabets": row("\u0455\u0435t\u0455: 2\nreps: 3"),
    "wide letters": row("ｒｅｐｓ: 3"),
    "a fence": f"```yaml\n{ROW}    reps: 3\n```\n",
    "a fence behind prose": f"Here it is.\n```\n{ROW}    reps: 3\n```\nEnjoy!\n",
    "a fence at the end": f"{ROW}    reps: 3\n```\n",
    "a long dash": f"{HEAD}  – exercise: Row\n    reps: 3\n",
    "long dashes before names": f"{HEAD}  – Row\n  – Curl\n",
    "a dot": f"{HEAD}  • exercise: Row\n",
    "an asterisk": f"{HEAD}  * exercise: Row\n",
    "numbers": f"{HEAD}  1. exercise: Row\n     reps: 3\n",
    "two dashes": f"{HEAD}  - - exercise: Row\n    reps: 3\n",
    "two dashes, lined up": f"{HEAD}  - - exercise: Row\n      reps: 3\n",
    "a crooked line": f"{ROW}    reps: 3\n   sets: 3\n",
    "a line too far right": f"{ROW}    reps: 3\n      sets: 3\n",
    "a crooked dash": f"{HEAD}  - exercise: Row\n - exercise: Curl\n",
    "keys below a step of text": f"{HEAD}  - Row\n    reps: 3\n",
    "steps on the line of their key": "name: A\nsteps: - Row\n",
    "steps that are no list": "name: A\nsteps: Row, Curl\n",
    "one step that is no list": f"{HEAD}  exercise: Row\n  reps: 3\n",
    "one step in braces": "name: A\nsteps: {exercise: Row, reps: 3}\n",
    "steps alone": "- exercise: Row\n  reps: 3\n",
    "no name": "steps: [Row]\n",
    "markdown": f"{HEAD}  - exercise: **Row**\n",
    "an alias": row("reps: 3\ncue: *up"),
    "an anchor": f"{HEAD}  - exercise: &row Row\n",
    "a tag": f"{HEAD}  - exercise: !row Row\n",
    "an at sign": "name: @home\nreps: 3\nsteps: [Row]\n",
    "an at sign in brackets": "name: A\nreps: 3\nsteps: [Row, @home]\n",
    "an apostrophe": "name: 'it's'\nreps: 3\nsteps: [Row]\n",
    "an escape": 'name: "C:\\Users"\nreps: 3\nsteps: [Row]\n',
    "an open quote": "name: 'Neck\nreps: 3\nsteps: [Row]\n",
    "an open bracket": "name: A\nreps: 3\nsteps: [Row\n",
    "a bracket too many": "name: A\nreps: 3\nsteps: [Row]]\n",
    "a conflict": f"name: A\n{SEVEN[0]} HEAD\nreps: 1\n{SEVEN[1]}\nreps: 2\n{SEVEN[2]} other\nsteps: [Row]\n",
    "sides in other words": row("reps: 3\nsides: both sides"),
    "two sides": row("reps: 3\nsides: front and back"),
    "a rest at the end": f"{HEAD}  - {{exercise: Row, reps: 3}}\n  - rest: 30s\n    name: Walk\n",
    "two rests at the end": f"{HEAD}  - {{exercise: Row, reps: 3}}\n  - rest: 30s\n  - rest: 20s\n",
    "a rest at the end, in brackets": "name: A\nreps: 3\nsteps: [Row, {rest: 30s}]\n",
    "sides in by_side": f"{HEAD}  - by_side: each\n    steps:\n      - exercise: Row\n        sides: each\n        reps: 3\n",
    "sides beside by_side": f"{HEAD}  - sides: each\n    by_side: each\n    steps: [{{exercise: Row, reps: 3}}]\n",
    "by_side in by_side": f"{HEAD}  - by_side: each\n    steps:\n      - by_side: each\n        steps: [{{exercise: Row, reps: 3}}]\n",
    "sides in by_side, in braces": f"{HEAD}  - by_side: each\n    steps: [{{exercise: Row, sides: each, reps: 3}}]\n",
    "a tempo beside a hold": row("hold: 5s\ntempo: 2-1-2"),
    "a tempo beside held reps": row("hold: 5s\nreps: 3\ntempo:\n  lift: 2s\n  lower: 2s"),
    "a tempo on a distance": row("distance: 20 m\ntempo: 2-1-2"),
    "a rest of one set": row("reps: 3\nrest: 60s"),
    "all are picked": f"{HEAD}  - pick: 2\n    reps: 3\n    steps: [Row, Curl]\n",
    "turns without rounds": f"{HEAD}  - within: 10m\n    turns: true\n    reps: 3\n    steps: [Row, Curl]\n",
    "pain of ten": "name: A\npain_limit: 4/10\nreps: 3\nsteps: [Row]\n",
}  # fmt: skip
"""What people do, by what it is called."""


def mended(text: str, fix: Fix) -> str:
    assert 0 <= fix.start <= fix.end <= len(text)
    return text[: fix.start] + fix.text + text[fix.end :]


def sentence(problem: Problem) -> tuple[Code, str]:
    return problem.code, problem.message


@pytest.mark.parametrize("text", SLIPS.values(), ids=SLIPS.keys())
def test_every_fix_of_what_people_do_takes_its_problem_away_and_brings_none_of_its_kind(text: str) -> None:
    told = problems(text)
    offered = [(problem, fix) for problem in told for fix in problem.fixes]
    assert offered
    for problem, fix in offered:
        assert fix.label
        after = problems(mended(text, fix))
        before = Counter(map(sentence, told))
        assert Counter(map(sentence, after))[sentence(problem)] < before[sentence(problem)]


@pytest.mark.parametrize("text", SLIPS.values(), ids=SLIPS.keys())
def test_the_first_fix_of_each_problem_leads_to_a_routine_that_plays(text: str) -> None:
    for _ in range(10):
        found, told = read(text, NOTHING)
        fixable = [problem for problem in told if problem.fixes and problem.severity == "error"]
        if not fixable:
            break
        text = mended(text, fixable[0].fixes[0])
    assert found is not None, [problem.message for problem in told]


@settings(max_examples=examples(400), deadline=None)
@given(mutated())
def test_every_fix_of_a_mutated_file_changes_the_text_and_stays_inside_it(text: str) -> None:
    for problem in problems(text):
        for fix in problem.fixes:
            again = mended(text, fix)
            assert again != text
            problems(again)


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=100), st.sampled_from(sorted(SLIPS.values())))
def test_texts_around_a_slip_break_no_offset(text: str, slip: str) -> None:
    for broken in (f"{text}\n{slip}", f"{slip}{text}"):
        for problem in problems(broken):
            for fix in problem.fixes:
                mended(broken, fix)


def test_no_fix_writes_a_key_that_is_already_there() -> None:
    (problem,) = [told for told in problems(row("sets: 3\nreps: 3x10")) if told.fixes]
    assert [fix.text for fix in problem.fixes] == ["reps: 10"]
    (problem,) = [told for told in problems(row("reps: 3\nrep: 10")) if told.code is Code.UNKNOWN_KEY]
    assert problem.fixes == ()


def test_both_meanings_of_four_numbers_are_offered() -> None:
    (problem,) = problems(row("reps: 3\ntempo: 3-1-2-0"))
    assert [fix.text for fix in problem.fixes] == [
        "[lower: 3s, hold: 1s, lift: 2s, hold: 0s]",
        "[lift: 3s, hold: 1s, lower: 2s, hold: 0s]",
    ]


def test_only_the_first_problems_of_a_text_get_fixes() -> None:
    told = problems("name: A\nsteps:\n" + "  - {exercise: Row, reps: 3x10}\n" * (2 * MOST_HELPED))
    assert [bool(problem.fixes) for problem in told] == [True] * MOST_HELPED + [False] * MOST_HELPED
