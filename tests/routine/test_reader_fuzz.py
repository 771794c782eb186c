"""Whatever is in a file: no crash, true places, no long wait (DESIGN §3, TRUST §2.1)."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from player.routine.catalogue import read_catalogue
from player.routine.problems import Problem, render_all
from player.routine.reader import read
from player.routine.steps.include import Included
from player.routine.text.compose import FASTEST, PURE, Loader, compose
from player.routine.text.source import MOST_BYTES, decode
from tests.routine.texts import CATALOGUE_TEXT, EXAMPLE, KNOWN, NOTHING, row
from tests.support.effort import costs_less, effort
from tests.support.examples import examples

pytestmark = pytest.mark.core

SCRAPS = [
    ": ", ":", "- ", "\n", "\n  ", '"', "'", "[", "]", "{", "}", "#", " #", "|", ">", "&a", "*a", "!",
    "!!str ", "? ", "---\n", "...\n", "%", "@", "`", "\t", "\x00", "\x1b", "\u00a0", "\u2028", "\u202e",
    "：", "“", "😀", "<<: ", "reps: 8-12\n", "tempo: 2-1-3\n", "levels: [a]\n", "{a: 1}", "max", "8+",
    "1:30", "1m30s", "\\u", "\\x4", "  ", "9" * 30, "-", "–", ",", "\ud800", "\r", "rounds: 2\n",
    "every: 60s\n", "within: 5m\n", "turns: true\n", "by_side: each\n", "pick: 2\n", "include: b\n",
    "say: x\n", "sets: 0\n", "[3, 2, 1]", "{a: 1, b: 2}", "5 breaths", "ready", "variations: [A]\n",
    "steps:\n", "exercise: ", "rest: 3\n", "sides: each\n", "e\u0301", "日本",
]  # fmt: skip

WHOLE = """\
name: Everything
levels: [a, b]
breath: {a: 5s, b: 6s}
rest: ready
pain_limit: 4
steps:
  - include: b
  - say: Fetch the band
    for: 1 breaths
  - exercise: Chin tuck
    sets: 3
    reps: {a: 5, b: [12, 10, 8+]}
    load: [5 kg, 6 kg, 7 kg]
    ask: [reps, pain]
    optional: yes
    variations: [Push-up, {exercise: Row, hold: 5s, relax: 2s}]
    sound: gong.wav
  - every: 60s
    rounds: 4
    turns: true
    steps: [{exercise: A, for: 30s}, {exercise: B, hold: 4 breaths}]
  - within: {a: 5m, b: 7m}
    steps: [{exercise: C, distance: 200 m}, {exercise: D, reps: max, sides: alternate}]
  - by_side: [left, right]
    pick: 1
    steps: [{exercise: E, hold: 20s+}, {exercise: F, reps: 5, tempo: {up: max, down: 3s}}]
"""
"""One of every kind of thing the language has."""

INCLUDED = "name: B\nlevels: [b]\nsteps: [{exercise: Row, for: 30s}, {include: everything}]\n"

HONEST = [
    EXAMPLE,
    WHOLE,
    CATALOGUE_TEXT,
    row("reps: 3\ntempo: {up: 2s, down: 3s}\ncue: [a, b]\nnote: |\n  one\n  two"),
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An honest file in which somebody's keyboard slipped a few times."""
    text = draw(st.sampled_from(HONEST))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["insert", "delete", "copy"]))
        if kind == "insert":
            text = text[:at] + draw(st.sampled_from(SCRAPS)) + text[at:]
        elif kind == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 15)) :]
        else:
            start = draw(st.integers(0, len(text)))
            text = text[:at] + text[start : start + draw(st.integers(1, 80))] + text[at:]
    return text


def include(name: str) -> Included | tuple[str, ...]:
    """Every routine includes `b`, which comes back to it if that is what it is called."""
    return Included("b", INCLUDED, NOTHING) if name == "b" else ("b",)


def check_places(text: str, problems: tuple[Problem, ...]) -> None:
    lines = text.split("\n")
    for problem in problems:
        assert problem.message
        if problem.line is None:
            assert problem.column is None
            continue
        assert problem.column is not None
        assert 1 <= problem.line <= len(lines)
        length = len(lines[problem.line - 1])
        assert 1 <= problem.column <= length + 1
        assert problem.end_column is None or problem.column < problem.end_column <= length + 2
    assert list(problems) == sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))


@settings(max_examples=examples(400), deadline=None)
@given(mutated())
@example("- a\n b:\n  - c")
def test_a_mutated_file_gives_a_routine_or_problems_with_true_places(text: str) -> None:
    for catalogue in (NOTHING, KNOWN):
        routine, problems = read(text, catalogue, include=include)
        assert (routine is None) == any(problem.severity == "error" for problem in problems)
        check_places(text, problems)
        shown = render_all("a.yaml", text, problems)
        assert "\x1b" not in shown
        assert "\u202e" not in shown


@settings(max_examples=examples(200), deadline=None)
@given(mutated())
def test_a_mutated_catalogue_gives_entries_and_problems_with_true_places(text: str) -> None:
    check_places(text, read_catalogue(text)[1])


@settings(max_examples=examples(200), deadline=None)
@given(mutated())
def test_both_parsers_see_the_same_nodes_in_a_mutated_file(text: str) -> None:
    """Each refuses a little that the other takes: the C one `{a:, b: c}`, the pure one `[a? b]`."""
    fast, pure = compose(text, FASTEST), compose(text, PURE)
    if fast[0] is not None and pure[0] is not None:
        assert fast == pure


@settings(max_examples=examples(200), deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
def test_any_text_is_answered(text: str) -> None:
    routine, problems = read(text, NOTHING)
    assert routine is None
    assert problems


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    text, problems = decode(data)
    if text is not None:
        problems = read(text, NOTHING)[1]
    assert problems


def filled(head: str, unit: str, size: int = MOST_BYTES) -> str:
    return head + unit * ((size - len(head)) // len(unit))


HEAD = "name: A\nsteps:\n"

NAMES = [letter * 2 for letter in "abcdefghijkl"]
BY_LEVEL = "{" + ", ".join(f"{name}: 9" for name in NAMES) + "}"
LEVELS = f"name: A\nlevels: [{', '.join(NAMES)}]\n"
LONG = ", ".join(["9"] * 1_000)
BREATHS = ", ".join(f"p{number}: 1 breaths" for number in range(64))

GREAT = {
    "two levels": filled(
        "name: A\nlevels: [a, b]\nsteps:\n", "- {exercise: R, reps: {a: 5, b: 8-10}}\n", 150_000
    ),
    "twelve levels": filled(f"{LEVELS}steps:\n", f"- {{exercise: R, reps: {BY_LEVEL}}}\n", 140_000),
    "windows": filled(
        f"{LEVELS}steps:\n",
        f"- {{every: 99, rounds: 2, steps: [{{exercise: R, for: {BY_LEVEL}}}]}}\n",
        140_000,
    ),
    "draws": filled(f"{LEVELS}steps:\n", "- {pick: 1, steps: [a, b]}\n", 100_000),
    "inherited ladder": filled(f"name: A\nsets: 1000\nreps: [{LONG}]\nsteps:\n", "- a\n", 140_000),
    "inherited breaths": filled(
        f"{LEVELS}breath: {BY_LEVEL}\ntempo: [{BREATHS}]\nreps: 2\nsteps:\n", "- a\n", 140_000
    ),
    "breaths of its own": filled(
        f"name: A\ntempo: [{BREATHS}]\nreps: 2\nsteps:\n", "- {exercise: a, breath: 9}\n", 150_000
    ),
    "variations": filled(
        "name: A\nreps: 2\nsteps:\n",
        f"- {{exercise: a, variations: [{', '.join('bcdefghijk')}]}}\n",
        110_000,
    ),
    "includes": filled(HEAD, "- include: c\n", 120_000),
    "4,000 exercises": filled(HEAD, "  - exercise: Chin tuck with both hands\n    reps: 8-10\n    sets: 2\n"),
    "unknown keys": HEAD + "".join(f"- exercise: A\n  foo{number}: 8\n" for number in range(6_000)),
    "unknown steps": HEAD + "".join(f"- exarcise{number}: A\n  foo: 8\n" for number in range(6_000)),
    "wrong values": filled(HEAD, "- {exercise: A, reps: 3x10 each}\n", 200_000),
    "one list": filled("name: A\nsteps: [", "a,"),
    "one name": filled("name: ", "a"),
    "one quote": filled('name: "', "\\x41"),
    "one value": filled(f"{HEAD}- exercise: A\n  reps: ", "3x10 each "),
    "one anchor": filled("name: &", "a"),
    "tabs": filled("", "\t\n"),
    "newlines": filled("a:", "\n"),
    "comments": filled("", "#\n"),
    "swallowed": filled(HEAD, "- Row\n  a:8\n"),
    "duplicates": filled("", "a: 1\n", 60_000),
    "brackets": "[" * 100_000,
    "quotes": "'" * MOST_BYTES,
    "marks": "name: a" + "\u0301" * 100_000,
    "phases": filled(f"{HEAD}- exercise: A\n  tempo: [", "a: 1s,", 60_000) + "]",
    "empty values": filled("", "- {a:      }\n", 100_000),
}


def checking(text: str, loader: Loader = FASTEST) -> Callable[[], str]:
    """To read a text and to say, in short messages, what is wrong with it."""

    def check() -> str:
        problems = read(text, KNOWN, loader=loader)[1]
        assert all(len(problem.message) + len(problem.hint or "") < 400 for problem in problems[:50])
        return render_all("a.yaml", text, problems)

    return check


@pytest.fixture(scope="module")
def honest() -> float:
    """What a file of the greatest size costs that somebody wrote with good will: 0.3 to 0.7 s."""
    return effort(checking(GREAT["4,000 exercises"]))


@pytest.mark.alone
@pytest.mark.parametrize("text", GREAT.values(), ids=GREAT.keys())
def test_no_file_of_the_greatest_size_costs_much_more_than_an_honest_one(text: str, honest: float) -> None:
    assert costs_less(checking(text), 4 * honest)


@pytest.mark.alone
def test_the_pure_parser_stays_in_proportion_too(honest: float) -> None:
    assert costs_less(checking(GREAT["one list"], PURE), 12 * honest)


def test_one_of_everything_is_an_honest_routine() -> None:
    routine, problems = read(
        WHOLE,
        KNOWN,
        include=lambda _: Included("b", INCLUDED.replace(", {include: everything}", ""), NOTHING),
    )
    assert (routine is not None, problems) == (True, ())
