"""From bytes to text, and what is refused on the way (TRUST §2.1)."""

# ruff: noqa: RUF001 (people type in many scripts, and so do these tests)

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.codes import Code
from player.routine.text.source import MOST_BYTES, decode, foreign_characters
from tests.routine.texts import EXAMPLE, only, problems, routine

pytestmark = pytest.mark.core


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.yaml", EXAMPLE)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a" * (MOST_BYTES + 1), Code.TOO_LARGE),
        (b"\x00" * 400, Code.BROKEN_FILE),
        # The time is in both: made from the bytes, the names of these tests would differ between two workers.
        (gzip.compress(EXAMPLE.encode()), Code.NOT_TEXT_FILE),
        (zipped(), Code.NOT_TEXT_FILE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Code.NOT_TEXT_FILE),
        (b"\x7fELF\x02\x01\x01", Code.NOT_TEXT_FILE),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", Code.NOT_TEXT_FILE),
        (EXAMPLE.encode("utf-16"), Code.NOT_UTF8),
        (EXAMPLE.encode("utf-16-be"), Code.NOT_UTF8),
        (EXAMPLE.encode("utf-16-le"), Code.NOT_UTF8),
        (EXAMPLE.encode("utf-32"), Code.NOT_UTF8),
    ],
    ids=["large", "zeros", "gzip", "zip", "PNG", "ELF", "WAV", "UTF-16", "UTF-16-BE", "UTF-16-LE", "UTF-32"],
)
def test_a_file_that_is_no_routine_text_is_named_for_what_it_is(data: bytes, code: Code) -> None:
    text, (problem,) = decode(data)
    assert text is None
    assert problem.code is code
    assert problem.hint


def test_a_file_of_exactly_the_greatest_size_is_read() -> None:
    assert decode(b"#" * MOST_BYTES)[1] == ()


def test_a_byte_that_is_not_utf8_has_its_line_and_column() -> None:
    text, (problem,) = decode("name: A\r\nabout: Dehnübung\r\n".encode("latin-1"))
    assert text is None
    assert (problem.code, problem.line, problem.column) == (Code.NOT_UTF8, 2, 12)
    assert "0xfc" in problem.message


def test_one_byte_order_mark_is_dropped_and_a_second_one_is_refused() -> None:
    assert decode(b"\xef\xbb\xbfname: A") == ("name: A", ())
    text, _ = decode(b"\xef\xbb\xbf\xef\xbb\xbfname: A")
    assert text is not None
    assert only(text, Code.CONTROL_CHARACTER).column == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_gives_the_same_routine(newline: str) -> None:
    text, found = decode(EXAMPLE.replace("\n", newline).encode())
    assert found == ()
    assert text is not None
    assert routine(text) == routine(EXAMPLE)


@pytest.mark.parametrize(
    "char", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"]
)
def test_an_invisible_control_character_is_refused_with_its_place(char: str) -> None:
    problem = only(f"name: A\nnote: a{char}b\nsteps: [A]\n", Code.CONTROL_CHARACTER)
    assert (problem.line, problem.column, problem.end_column) == (2, 8, 9)


@pytest.mark.parametrize("char", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_character_that_reorders_text_is_refused(char: str) -> None:
    assert only(f"name: A{char}\nsteps: [A]\n", Code.BIDI_CHARACTER).column == 8


def test_a_lone_surrogate_is_refused() -> None:
    assert only("name: \ud83d\nsteps: [A]\n", Code.CONTROL_CHARACTER).line == 1


@pytest.mark.parametrize("text", ["name: A\n\tsteps: [A]", "name: A # \tx", 'name: "a\tb"'])
def test_a_tab_anywhere_is_told_to_be_spaces(text: str) -> None:
    assert only(text, Code.TAB).hint == "use spaces"


def test_each_line_with_a_tab_is_told_once() -> None:
    found = problems("a:\n\t\t- b\n\t- c\td\n- e\n")
    assert [(problem.line, problem.column) for problem in found] == [(2, 1), (3, 1)]


@pytest.mark.parametrize("escape", [r"\x1b", r"\0", r"\u202e", r"\t", r"\u2028", r"\ufeff"])
def test_what_may_not_stand_in_a_file_may_not_be_written_as_an_escape_either(escape: str) -> None:
    assert len(problems(f'name: "a{escape}b"\nreps: 1\nsteps: [A]\n')) == 1


@pytest.mark.parametrize("text", ["", "   \n\n", "# only a comment\n", "---\n"])
def test_a_file_with_nothing_in_it_is_one_clear_problem(text: str) -> None:
    decoded, found = decode(text.encode())
    assert found == ()
    assert decoded is not None
    assert only(decoded, Code.EMPTY_FILE).line is None


def test_honest_text_of_every_script_passes() -> None:
    assert foreign_characters("Dehnübung – 頸部 ‘a’ 😀 می\u200cخواهم \u00a0") == ()


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_problem(data: bytes) -> None:
    text, found = decode(data)
    assert (text is None) == bool(found)
    if text is not None:
        assert "\r" not in text
        problems(text)
