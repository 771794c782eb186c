"""Marked nodes from one pass of parser events, by both parsers alike (DESIGN §3, TRUST §2.1)."""

from collections.abc import Callable
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.text.compose import FASTEST, MOST_DEPTH, MOST_EVENTS, PURE, Loader, compose
from tests.routine.texts import CATALOGUE_TEXT, EXAMPLE
from tests.support.effort import costs_less, effort

pytestmark = pytest.mark.core

both = pytest.mark.parametrize("loader", [FASTEST, PURE], ids=["c", "pure"])


def root(text: str, loader: Loader = FASTEST) -> Node:
    node, problems = compose(text, loader)
    assert problems == ()
    assert node is not None
    return node


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for pair in node.pairs for item in pair for scalar in scalars(item)]


def test_the_c_parser_is_what_the_tests_compare_with() -> None:
    assert FASTEST is yaml.CBaseLoader
    assert PURE is yaml.BaseLoader


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        CATALOGUE_TEXT,
        "a: 😀 b\nc: [é, {x: 1}]",
        "a:\n  - b\n\n# c\nd: |\n  foo\n\n\ne: >-\n  f\n  g\nh: 'i\n  j'\n",
        "a: {b: , c: }\nd: [e: , f]\ng:\n",
        "a   : b\n'c' : \"d\"\n",
        "a: b",
        "- a\n- - b\n  - c\n-\n",
        '{"a": ["b", {"c": "d"}]}',
    ],
)
def test_both_parsers_give_the_same_nodes_at_the_same_places(text: str) -> None:
    assert root(text, FASTEST) == root(text, PURE)


@both
def test_every_text_knows_exactly_where_it_was_written(loader: Loader) -> None:
    text = "näme: Ä 😀 b\nsteps:\n  - 'x''y'\n  - [1:30, 010]\n"
    written = [text[node.span.start : node.span.end] for node in scalars(root(text, loader))]
    assert written == ["näme", "Ä 😀 b", "steps", "'x''y'", "1:30", "010"]
    lines = text.split("\n")
    for node in scalars(root(text, loader)):
        line = lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]
        assert line == text[node.span.start : node.span.end]


@both
def test_nothing_is_read_as_a_number_a_date_or_a_yes(loader: Loader) -> None:
    text = "[no, 1:30, 010, 1e2, 2024-01-01, ~, 0x1F, .inf]"
    assert [node.text for node in scalars(root(text, loader))] == text.strip("[]").split(", ")


@both
def test_a_block_ends_with_its_last_entry_not_with_the_next_key(loader: Loader) -> None:
    text = "a:\n  - b\n  - c: d\n\n# comment\n\ne: f\n"
    node = root(text, loader)
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert value is not None
    assert text[value.span.start : value.span.end] == "- b\n  - c: d"


@both
def test_a_block_text_ends_with_its_last_word(loader: Loader) -> None:
    text = "a: |\n  one\n  two\n\n\nb: c\n"
    node = root(text, loader)
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert (value.style, value.text) == ("block", "one\ntwo\n")
    assert text[value.span.start : value.span.end] == "|\n  one\n  two"
    assert (value.span.end_line, value.span.end_column) == (3, 6)


@both
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: *x\n", Code.ALIAS, 1, 4),
        ("a: &x y\n", Code.ANCHOR, 1, 4),
        ("a: &x [y]\n", Code.ANCHOR, 1, 4),
        ("a: !!int 3\n", Code.TAG, 1, 4),
        ("a: ! b\n", Code.TAG, 1, 4),
        ("a: !!python/object/apply:os.system [x]\n", Code.TAG, 1, 4),
        ("<<: {a: b}\n", Code.MERGE_KEY, 1, 1),
        ("? [a]\n: b\n", Code.KEY_NOT_TEXT, 1, 3),
        ("a: b\n---\nc: d\n", Code.SEVERAL_DOCUMENTS, 2, 1),
    ],
)
def test_what_routines_do_not_use_of_yaml_is_refused_where_it_stands(
    text: str, code: Code, line: int, column: int, loader: Loader
) -> None:
    (problem,) = compose(text, loader)[1]
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_a_duplicate_key_names_both_lines_and_keeps_the_first_value() -> None:
    node, (problem,) = compose("a: 1\nb: 2\na: 3\n")
    assert (problem.code, problem.line, problem.column) == (Code.DUPLICATE_KEY, 3, 1)
    assert "line 1" in problem.message
    assert isinstance(node, Mapping)
    assert [(key.text, value.text) for key, value in node.pairs if isinstance(value, Scalar)] == [
        ("a", "1"),
        ("b", "2"),
    ]


def test_several_mistakes_are_all_reported_and_the_rest_is_still_read() -> None:
    node, problems = compose("a: *x\nb: &y z\na: 1\n")
    assert [problem.code for problem in problems] == [Code.ALIAS, Code.ANCHOR, Code.DUPLICATE_KEY]
    assert isinstance(node, Mapping)


@pytest.mark.alone
@both
@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{"])
def test_a_hundred_thousand_openings_are_refused_at_once(opening: str, loader: Loader) -> None:
    text = opening * (100_000 // len(opening))
    honest = "[" + "a, " * 10_000 + "]"  # a third of the size
    assert costs_less(lambda: compose(text, loader), 4 * effort(lambda: compose(honest, loader)))
    node, (problem,) = compose(text, loader)
    assert node is None
    assert problem.code is Code.TOO_DEEP
    assert problem.line == 1


@both
def test_nesting_is_read_up_to_its_bound_and_refused_above(loader: Loader) -> None:
    assert compose("[" * MOST_DEPTH + "]" * MOST_DEPTH, loader)[1] == ()
    (problem,) = compose("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1), loader)[1]
    assert (problem.code, problem.column) == (Code.TOO_DEEP, MOST_DEPTH + 1)


DEPTHS = [MOST_DEPTH + 1, 999, 1_000, 1_001, 5_000]  # libyaml 0.2.6 and newer stop by themselves at 1,000
NESTED: Final[dict[str, Callable[[int], str]]] = {
    "lists": lambda depth: "[" * depth,
    "closed lists": lambda depth: "[" * depth + "]" * depth,
    "lists on lines": lambda depth: "[\n" * depth,
    "mappings": lambda depth: "{a: " * depth,
    "lists and mappings": lambda depth: "[{a: " * (depth // 2 + 1),
    "lists in an entry": lambda depth: "name: Row\nsteps:\n  - " + "[" * depth,
    "dashes": lambda depth: "- " * depth,
    "indented": lambda depth: "".join(" " * level + "a:\n" for level in range(depth)),
}


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED.keys())
@pytest.mark.parametrize("depth", DEPTHS)
def test_our_bound_on_nesting_answers_before_any_of_the_parser(
    nested: Callable[[int], str], depth: int
) -> None:
    """PyYAML 6.0.4 brought a libyaml with a limit of its own, which its scanner reports ahead of events."""
    text = nested(min(depth, 1_200) if nested is NESTED["indented"] else depth)
    fast, pure = compose(text, FASTEST), compose(text, PURE)
    assert fast == pure
    node, (problem,) = fast
    assert node is None
    assert problem.code is Code.TOO_DEEP
    assert "20" in problem.message
    assert problem.column is not None


@both
def test_problems_above_the_bound_on_nesting_stay_the_same(loader: Loader) -> None:
    text = "name: *one\nname: &two three\nsteps: " + "[" * 3_000
    node, (problem,) = compose(text, loader)
    assert node is None
    assert (problem.code, problem.line, problem.column) == (Code.TOO_DEEP, 3, len("steps: ") + MOST_DEPTH)


def test_too_many_entries_are_refused_in_one_sentence() -> None:
    (problem,) = compose("[" + "a," * MOST_EVENTS + "]")[1]
    assert problem.code is Code.TOO_MANY_NODES


@pytest.mark.alone
@both
def test_a_bomb_of_aliases_never_expands(loader: Loader) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    bomb, harmless = "\n".join(lines), "\n".join(line.replace("*", "").replace("&", "") for line in lines)
    assert costs_less(lambda: compose(bomb, loader), 20 * effort(lambda: compose(harmless, loader)))
    problems = compose(bomb, loader)[1]
    assert {problem.code for problem in problems} == {Code.ALIAS, Code.ANCHOR}


plain_words = st.text(alphabet="abcxyz 0189äß", min_size=1).map(str.strip).filter(bool)
documents = st.recursive(
    plain_words,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(plain_words, children, max_size=4),
    max_leaves=25,
)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


@given(st.dictionaries(plain_words, documents, min_size=1, max_size=4), st.sampled_from([True, False, None]))
def test_what_was_dumped_is_composed_again(document: dict[str, object], flow: bool | None) -> None:  # noqa: FBT001 (hypothesis hands it in)
    text = yaml.safe_dump(document, default_flow_style=flow, allow_unicode=True, default_style="'")
    fast, pure = compose(text, FASTEST), compose(text, PURE)
    assert fast == pure
    assert fast[0] is not None
    assert plain(fast[0]) == document
