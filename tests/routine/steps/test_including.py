"""Routines inside routines (DESIGN §3, Steps)."""

import pytest

from player.routine.catalogue import read_catalogue
from player.routine.codes import Code
from player.routine.model import Block, Exercise
from player.routine.problems import problem_at
from player.routine.reader import read
from player.routine.steps.bounds import extent
from player.routine.steps.include import Include, Included
from tests.routine.texts import KNOWN, NOTHING, always, errors, only, seconds, warnings
from tests.support.effort import costs_less, effort

pytestmark = pytest.mark.core

WARM_UP = """\
name: Warm up
levels: [easy, hard]
prepare: 20s
transition: 4s
steps:
  - exercise: Chin tuck
    reps: {easy: 5, hard: 9}
  - exercise: Wall slide
    reps: 5
"""


def shelf(**texts: str) -> Include:
    """Finds these texts by their slugs."""
    return lambda name: Included(name, texts[name], NOTHING) if name in texts else tuple(texts)


def including(*names: str, keys: str = "") -> str:
    lines = "".join(f"  - include: {name}\n" for name in names)
    return f"name: A\n{keys}steps:\n{lines}  - exercise: Row\n    for: 9s\n"


def block(text: str, include: Include) -> Block:
    found, told = read(text, NOTHING, include=include)
    assert found is not None, told
    step = found.body.steps[0]
    assert isinstance(step, Block)
    return step


def test_an_include_is_a_block_with_settings_and_levels_of_its_own() -> None:
    text = including("warm-up", keys="transition: 9s\nrest: 9s\nsets: 3\ntempo: 3s\n")
    found = block(text, shelf(**{"warm-up": WARM_UP}))
    assert (found.line, found.name, found.levels) == (7, "warm-up", ("easy", "hard"))
    assert (found.rounds, found.prepare) == (None, None)
    assert (found.transition, found.rest) == (always(seconds(4)), always(seconds(30)))
    chin = found.steps[0]
    assert isinstance(chin, Exercise)
    assert chin.reps is not None
    assert [ladder.at(1).low for ladder in chin.reps.values] == [5, 9]
    assert (chin.line, chin.tempo, chin.sets.at(0).low) == (6, None, 1)


def test_an_include_without_levels_has_none() -> None:
    assert block(including("b"), shelf(b=including())).levels == ()


def test_its_exercises_are_those_of_its_own_catalogue() -> None:
    theirs = read_catalogue("Row:\n  position: seated\n")[0]
    found, _ = read(including("b"), KNOWN, include=lambda _: Included("b", including(), theirs))
    assert found is not None
    inner = found.body.steps[0]
    assert isinstance(inner, Block)
    assert [step.position for step in (*inner.steps, found.body.steps[1]) if isinstance(step, Exercise)] == [
        "seated",
        None,
    ]


def test_an_unknown_routine_is_told_with_the_one_that_was_meant() -> None:
    problem = only(including("wramup"), Code.NO_ROUTINE, shelf(warmup=WARM_UP, cool=WARM_UP))
    assert (problem.line, problem.column, problem.end_column) == (3, 14, 20)
    assert (problem.message, problem.hint) == (
        "there is no routine 'wramup' to include",
        "did you mean 'warmup'?",
    )
    assert [fix.text for fix in problem.fixes] == ["warmup"]
    for path in ("../warmup", "warmup.yaml", "./sub/Warmup.YML", r"sub\\warmup"):
        found = only(including(f"'{path}'"), Code.NO_ROUTINE, shelf(warmup=WARM_UP, cool=WARM_UP))
        assert found.hint == "an include is a name, without folder and ending: write 'warmup'"
    far = only(including("xyz"), Code.NO_ROUTINE, shelf(warmup=WARM_UP, cool=WARM_UP))
    assert far.hint == "there are 'warmup', 'cool'"
    assert only(including("xyz"), Code.NO_ROUTINE).hint is None


def test_a_broken_routine_is_one_error_at_the_place_of_its_include() -> None:
    broken = WARM_UP.replace("reps: 5\n", "rep: 5\n    hodl: 3\n")
    first, second = errors(including("b", "b"), include=shelf(b=broken))
    assert (first.code, first.line, second.line) == (Code.BROKEN_INCLUDE, 3, 4)
    assert (
        first.message == "the routine 'b' has 2 errors; the first, line 9: 'rep' is not a key of an exercise"
    )


def test_through_a_chain_of_includes_the_text_to_be_mended_is_named() -> None:
    chain = shelf(b=including("c"), c=including("d"), d="name: D\n")
    problem = only(including("b"), Code.BROKEN_INCLUDE, chain)
    assert problem.message == "the routine 'd' has 1 error; the first: the routine has no 'steps'"


def test_a_file_that_is_no_text_is_broken_too() -> None:
    fault = problem_at(Code.NOT_UTF8, "error", None, "this is not UTF-8")
    include = lambda _: Included("b", "", NOTHING, None, (fault,))  # noqa: E731
    assert only(including("b"), Code.BROKEN_INCLUDE, include).message.endswith("the first: this is not UTF-8")


def test_warnings_of_an_included_routine_are_told_only_where_it_stands() -> None:
    _, told = read(including("b"), NOTHING, include=shelf(b="name: B\nsteps: [No dose]\n"))
    assert told == ()


def test_a_circle_is_one_error_that_names_it() -> None:
    circle = shelf(b=including("c"), c=including("b"))
    assert only(including("b", "c"), Code.CIRCLE, circle).message.endswith("in a circle: b → c → b")


def test_a_routine_that_includes_itself_is_known_by_its_slug_or_its_text() -> None:
    text = including("a")
    for slug in ("a", None):
        _, (problem,) = read(text, NOTHING, slug=slug, include=lambda _: Included("a", text, NOTHING))
        assert (problem.code, problem.line) == (Code.CIRCLE, 3)
        assert problem.message.endswith("a → a")
    _, (problem,) = read(
        text + "# edited\n", NOTHING, slug="a", include=lambda _: Included("a", text, NOTHING)
    )
    assert problem.code is Code.CIRCLE


def test_the_same_routine_twice_is_no_circle() -> None:
    assert errors(including("b", "b"), include=shelf(b=including("c"), c=including())) == []


def test_each_text_asks_its_own_folder_first() -> None:
    inner: Include = lambda _: Included("x", including().replace("Row", "Beside"), NOTHING)  # noqa: E731
    found = block(including("b"), lambda _: Included("b", including("x"), NOTHING, inner))
    x = found.steps[0]
    assert isinstance(x, Block)
    assert [step.name for step in x.steps if isinstance(step, Exercise)] == ["Beside"]


def chain(length: int, twice: bool = False) -> Include:  # noqa: FBT001, FBT002
    """Routines r1, r2 … each of which includes the next, once or twice."""
    names = [f"r{number}" for number in range(1, length + 1)]
    texts = {
        name: including(*([after] * (1 + twice))) for name, after in zip(names, [*names[1:], ""], strict=True)
    }
    return shelf(**texts | {names[-1]: including()})


def test_includes_nest_to_at_most_twenty_levels() -> None:
    assert errors(including("r1"), include=chain(20)) == []
    (deep,) = errors(including("r1"), include=chain(21))
    assert "20 deep" in deep.message


def test_blocks_of_included_routines_do_not_nest_without_end() -> None:
    def nested(name: str) -> str:
        text = f"{{include: {name}}}" if name else "{exercise: Row, for: 1s}"
        for _ in range(8):
            text = f"{{steps: [{text}]}}"
        return f"name: A\nsteps: [{text}]\n"

    names = [f"r{number}" for number in range(1, 10)]
    texts = {name: nested(after) for name, after in zip(names, [*names[1:], ""], strict=True)}
    found = errors(nested("r1"), include=shelf(**texts))
    assert any("64 deep" in problem.message for problem in found)


@pytest.mark.alone
def test_a_bomb_of_includes_is_read_and_counted_once_for_each_text() -> None:
    asked: list[str] = []
    bomb = chain(20, twice=True)

    def include(name: str) -> Included | tuple[str, ...]:
        asked.append(name)
        return bomb(name)

    first, second = errors(including("r1", "r1"), include=include)
    assert (first.code, first.message) == (Code.BROKEN_INCLUDE, second.message)
    assert "intervals" in first.message
    assert len(asked) == 20
    single = effort(lambda: errors(including("r1"), include=chain(20)))
    assert costs_less(lambda: errors(including("r1", "r1"), include=bomb), 10 * single)


def test_a_bomb_that_has_work_only_at_a_level_nobody_plays_is_refused_too() -> None:
    texts = {
        f"r{n}": f"name: A\nsteps: [{{include: r{n + 1}}}, {{include: r{n + 1}}}]\n" for n in range(1, 18)
    }
    texts["r18"] = "name: B\nlevels: [off, on]\nsteps: [{exercise: A, for: 1s, sets: {off: 0, on: 1}}]\n"
    assert errors("name: A\nsteps: [{include: r1}]\n", include=shelf(**texts)) != []


def test_an_included_level_counts_by_its_name_else_the_first() -> None:
    text = "name: A\nlevels: [hard, other]\nprepare: 0\nsteps: [{include: b}]\n"
    inner = "name: B\nlevels: [easy, hard]\nsteps: [{exercise: A, for: {easy: 100s, hard: 1s}}]\n"
    found, told = read(text, NOTHING, include=shelf(b=inner))
    assert found is not None
    assert told == ()
    assert extent(found).length == 100_000
    only_hard, _ = read(text.replace(", other", ""), NOTHING, include=shelf(b=inner))
    assert only_hard is not None
    assert extent(only_hard).length == 1_000


def test_levels_that_only_an_include_uses_are_used() -> None:
    text = "name: A\nlevels: [easy, hard]\nsteps: [{include: w}]\n"
    assert read(text, NOTHING, include=shelf(w=WARM_UP))[1] == ()
    assert [one.code for one in warnings("name: A\nlevels: [a, b]\nfor: 1s\nsteps: [A]\n")] == [
        Code.UNUSED_LEVEL
    ]


def test_an_include_with_sides_cannot_be_played_side_by_side() -> None:
    text = "name: A\nsteps:\n  - by_side: each\n    steps:\n      - include: b\n"
    sided = including().replace("for: 9s", "for: 9s\n    sides: each")
    assert only(text, Code.SIDES_IN_BY_SIDE, shelf(b=sided)).line == 5
    assert errors(text, include=shelf(b=including())) == []


@pytest.mark.parametrize("node", ["[b, c]", "{b: c}", "", "'!!!'"], ids=["list", "mapping", "empty", "signs"])
def test_an_include_names_one_routine(node: str) -> None:
    assert len(errors(f"name: A\nsteps:\n  - include: {node}\n  - Row\n", include=shelf(b=WARM_UP))) == 1
