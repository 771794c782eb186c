"""Colours line by line, in whatever state a text is (DESIGN §1, §3)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.text.compose import compose
from player.routine.writing.lexer import START, LexState, Token, TokenKind, lex
from tests.routine.texts import CATALOGUE_TEXT, EXAMPLE
from tests.support.effort import costs_less, effort
from tests.support.examples import examples

pytestmark = pytest.mark.core


def lexed(text: str) -> list[tuple[str, str]]:
    """Every token of a text: what was written, and its kind."""
    found: list[tuple[str, str]] = []
    state = START
    for line in text.split("\n"):
        tokens, state = lex(line, state)
        found += [(line[start:end], str(kind)) for start, end, kind in tokens]
    return found


def last(text: str) -> list[tuple[str, str]]:
    """The tokens of the last line."""
    *above, line = text.split("\n")
    state = START
    for other in above:
        state = lex(other, state)[1]
    return [(line[start:end], str(kind)) for start, end, kind in lex(line, state)[0]]


def kinds(text: str) -> dict[str, str]:
    return dict(lexed(text))


def test_a_line_is_cut_into_dash_key_colon_value_and_comment() -> None:
    assert lexed("  - exercise: Chin tuck  # slow") == [
        ("-", "dash"),
        ("exercise", "known-key"),
        (":", "punctuation"),
        ("Chin tuck", "text"),
        ("# slow", "comment"),
    ]


def test_a_key_of_the_language_looks_different_from_a_mistyped_one() -> None:
    assert kinds("reps: 8")["reps"] == TokenKind.KNOWN_KEY
    assert kinds("rep: 8")["rep"] == TokenKind.KEY
    assert kinds('"reps": 8')['"reps"'] == TokenKind.KNOWN_KEY


@pytest.mark.parametrize(
    "value",
    [
        "8",
        "8-12",
        "30s",
        "1m30s",
        "1:30",
        "0:45",
        "1.5 min",
        "1h",
        "5 breaths",
        "5–10 s",
        "8+",
        "30s+",
        "2-1-3",
    ],
)
def test_counts_lengths_and_tempos_look_like_numbers(value: str) -> None:
    assert lexed(f"hold: {value}")[-1] == (value, "number")
    assert (value, "number") in lexed(f"hold: [{value}, x]")


@pytest.mark.parametrize("value", ["2 x 4 kg", "Row", "8 each", "3x10", "v2", "9" * 60, "1:2:3:4:5"])
def test_other_texts_do_not(value: str) -> None:
    assert lexed(f"load: {value}")[-1] == (value, "text")


def test_brackets_hold_keys_numbers_and_texts() -> None:
    assert lexed("tempo: [Y: 3s, go on]") == [
        ("tempo", "known-key"),
        (":", "punctuation"),
        ("[", "punctuation"),
        ("Y", "key"),
        (":", "punctuation"),
        ("3s", "number"),
        (",", "punctuation"),
        ("go on", "text"),
        ("]", "punctuation"),
    ]


def test_brackets_may_go_on_over_lines_with_comments_and_quotes_in_them() -> None:
    text = 'steps: [\n  {exercise: "Row, # bent\n    over", reps: 8}, # first\n  Plank]\nrest: 5'
    assert ('"Row, # bent', "quoted") in lexed(text)
    assert ('over"', "quoted") in lexed(text)
    assert ("# first", "comment") in lexed(text)
    assert ("Plank", "text") in lexed(text)
    assert last(text)[0] == ("rest", "known-key")


def test_a_bracket_that_does_not_fit_is_an_error() -> None:
    assert ("}", "error") in lexed("tags: [a}")


def test_a_block_text_ends_where_the_indentation_does() -> None:
    text = "note: >- # why\n  reps: 3\n\n  # no comment\nrest: 5"
    assert lexed(text)[:4] == [
        ("note", "known-key"),
        (":", "punctuation"),
        (">-", "punctuation"),
        ("# why", "comment"),
    ]
    assert ("reps: 3", "block") in lexed(text)
    assert ("# no comment", "block") in lexed(text)
    assert last(text)[0] == ("rest", "known-key")


def test_a_plain_text_goes_on_over_deeper_lines_and_an_apostrophe_there_opens_no_quote() -> None:
    text = "about: one\n  'tis two\nname: A"
    assert ("'tis two", "text") in lexed(text)
    assert last(text)[0] == ("name", "known-key")


def test_a_quote_goes_on_over_lines() -> None:
    text = "about: 'it''s\n  so: long' # end\nname: A"
    assert lexed(text)[2:5] == [("'it''s", "quoted"), ("so: long'", "quoted"), ("# end", "comment")]
    assert last(text)[0] == ("name", "known-key")
    assert ('"a\\"b"', "quoted") in lexed('about: "a\\"b"')


@pytest.mark.parametrize("opened", ["'", '"', "[", "{", "[{'"])
def test_what_was_just_opened_does_not_change_the_colours_below(opened: str) -> None:
    text = f"  - exercise: {opened}Row\n    reps: 8"
    assert last(text) == [("reps", "known-key"), (":", "punctuation"), ("8", "number")]
    assert last(f"  - exercise: {opened}Row\n  - Plank") == [("-", "dash"), ("Plank", "text")]


def test_forbidden_characters_and_signs_are_errors() -> None:
    assert ("\t", "error") in lexed("reps:\t8")
    assert lexed("\treps: 8")[0] == ("\t", "error")
    assert lexed("name: a\x1b\x1bb") == [
        ("name", "known-key"),
        (":", "punctuation"),
        ("a", "text"),
        ("\x1b\x1b", "error"),
        ("b", "text"),
    ]
    assert ("\u202e", "error") in lexed("name: a\u202e")
    for sign in "&*!@`%":
        assert (sign, "error") in lexed(f"name: {sign}a")
        assert (sign, "error") in lexed(f"tags: [{sign}a]")


@pytest.mark.parametrize("line", ["a#b", "a: b#c", "a:b", "x - y", "-5", "a: http://b", "--"])
def test_signs_inside_a_word_mean_nothing(line: str) -> None:
    assert {kind for _, kind in lexed(line)} <= {"text", "key", "punctuation", "number"}
    assert not any(text in {"#", "-"} for text, _ in lexed(line))


def scalars(node: Node) -> list[tuple[Scalar, bool]]:
    if isinstance(node, Scalar):
        return [(node, False)]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    return [found for key, value in node.pairs for found in [(key, True), *scalars(value)]]


FLOW = """\
name: "Q: 'x'"
steps: [Jumping jacks, {exercise: Row, reps: 8, cue: ["a, b", c d]},
  {rest: 60s , name: it's},
  [a b: c]]
'about' : x
tags:
- a
- - b: 1
    c: 2
- {"d":e}
"""


@pytest.mark.parametrize("text", [EXAMPLE, CATALOGUE_TEXT, FLOW], ids=["example", "catalogue", "flow"])
def test_in_a_good_file_keys_and_values_are_where_the_parser_sees_them(text: str) -> None:
    seen: dict[tuple[int, int], Token] = {}
    state = START
    for number, line in enumerate(text.split("\n"), start=1):
        tokens, state = lex(line, state)
        seen.update({(number, token.start): token for token in tokens})
    node, problems = compose(text)
    assert isinstance(node, Mapping)
    assert not problems
    for scalar, is_key in scalars(node):
        token = seen[scalar.span.line, scalar.span.column - 1]
        assert token.end == scalar.span.end_column - 1
        assert (token.kind in {TokenKind.KEY, TokenKind.KNOWN_KEY}) == is_key


SCRAPS = [
    ": ", ":", "- ", "  ", '"', "'", "[", "]", "{", "}", "#", " #", "|", ">", ",", "&", "\t", "\x00", "\\",
    "reps", "steps:", "8-12", "1:30", "é", "日本", "😀", "\ud800", "\u2028", "a", "max", "?", "---",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join), max_size=8)


@settings(max_examples=examples(300), deadline=None)
@given(LINES | st.lists(st.text(max_size=40), max_size=5))
def test_whatever_is_typed_tokens_are_in_order_and_leave_only_spaces_out(lines: list[str]) -> None:
    state = START
    for line in lines:
        tokens, state = lex(line, state)
        at = 0
        for start, end, _ in tokens:
            assert at <= start < end <= len(line)
            assert not line[at:start].strip(" ")
            at = end
        assert not line[at:].strip(" ")
        assert hash(state) == hash(LexState(*state))


@settings(max_examples=examples(100), deadline=None)
@given(LINES)
def test_cutting_may_stop_where_the_state_is_the_old_one(lines: list[str]) -> None:
    """A blank line put above a text changes its tokens exactly as far down as its states differ."""
    old, new, same = START, LexState("[", "'", 3), False
    for line in lines:
        before, old = lex(line, old)
        after, new = lex(line, new)
        assert not same or before == after
        same = same or old == new
        assert not same or old == new


@pytest.mark.alone
@pytest.mark.parametrize(
    "unit",
    ["[", "a: ", "'", '"', " ", "a ", "- ", ",", "{a: ", ":", "#", "\\", " :", "\t", "a\x1b", "8-", "it's, "],
)
@pytest.mark.parametrize(
    "state", [START, LexState("[", "", 0), LexState("[", '"', 0)], ids=["start", "flow", "quote"]
)
def test_a_long_line_costs_no_more_than_its_length(unit: str, state: LexState) -> None:
    short, long = unit * (4_000 // len(unit)), unit * (64_000 // len(unit))
    assert costs_less(lambda: lex(long, state), 64 * max(effort(lambda: lex(short, state)), 1e-4))


@pytest.mark.alone
def test_a_line_costs_a_small_part_of_a_key_press() -> None:
    lines = EXAMPLE.split("\n") * 20
    parsing = effort(lambda: compose(EXAMPLE))

    def colour() -> None:
        state = START
        for line in lines:
            state = lex(line, state)[1]

    assert costs_less(colour, 20 * parsing)
