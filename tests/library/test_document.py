"""A file goes through the editor: what was not edited keeps every byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.library.document import Document, open_document
from player.routine.codes import Code
from player.routine.problems import Problem
from player.routine.text.source import decode

pytestmark = pytest.mark.core

BOM = b"\xef\xbb\xbf"


def opened(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    document = open_document(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("bom", [b"", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_breaks_and_mark_come_back_with_every_line_that_is_added(
    tmp_path: Path, end: str, bom: bytes
) -> None:
    data = bom + end.join(("name: Größe", "steps:", "  - Row", "")).encode()
    document = opened(tmp_path / "a.yaml", data)
    assert document == Document(data, "name: Größe\nsteps:\n  - Row\n", document.newline, bool(bom))
    assert document.newline == end
    assert document.to_bytes(document.text) == data
    added = document.to_bytes(document.text + "  - Plank\n")
    assert added == data + f"  - Plank{end}".encode()


def test_a_file_without_a_last_line_break_gets_none(tmp_path: Path) -> None:
    assert opened(tmp_path / "a.yaml", b"a\r\nb").to_bytes("a\nc") == b"a\r\nc"


def test_an_empty_file_is_a_document_too(tmp_path: Path) -> None:
    assert opened(tmp_path / "a.yaml", b"").to_bytes("a\nb\n") == b"a\nb\n"


def test_a_pasted_line_break_of_another_system_becomes_one_of_the_file(tmp_path: Path) -> None:
    assert opened(tmp_path / "a.yaml", b"a\n").to_bytes("a\r\nb\rc\n") == b"a\nb\nc\n"


def test_where_kinds_are_mixed_each_old_line_keeps_its_own(tmp_path: Path) -> None:
    document = opened(tmp_path / "a.yaml", b"one\ntwo\r\nthree\rfour\r\nfive")
    assert document.newline == "\r\n"
    edited = "zero\none\ntwo and a half\nthree\nfour\nfive\nsix"
    assert document.to_bytes(edited) == b"zero\r\none\ntwo and a half\r\nthree\rfour\r\nfive\r\nsix"


@given(
    st.lists(
        st.tuples(st.text("a b:\x00\x0b\x85\u2028", max_size=3), st.sampled_from(["\n", "\r\n", "\r"])),
        max_size=12,
    ),
    st.text("ab", max_size=2),
    st.booleans(),
)
def test_unedited_it_is_the_same_whatever_was_in_it(
    lines: list[tuple[str, str]],
    last: str,
    bom: bool,  # noqa: FBT001
) -> None:
    data = (BOM if bom else b"") + ("".join(line + end for line, end in lines) + last).encode()
    text = decode(data)[0]
    if text is None:  # only zeros, and the like
        return
    for newline in ("\n", "\r\n", "\r"):
        assert Document(data, text, newline, bom).to_bytes(text) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("größe".encode("latin-1"), Code.NOT_UTF8),
        (b"x" * 300_000, Code.TOO_LARGE),
        (b"\x89PNG\r\n", Code.NOT_TEXT_FILE),
    ],
    ids=["latin-1", "large", "picture"],
)
def test_what_is_no_text_is_a_problem_and_stays_as_it_is(tmp_path: Path, data: bytes, code: Code) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    problem = open_document(path)
    assert isinstance(problem, Problem)
    assert problem.code is code


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problem = open_document(tmp_path / "a.yaml")
    assert isinstance(problem, Problem)
    assert problem.code is Code.NO_FILE


def test_half_a_character_is_refused_and_never_written(tmp_path: Path) -> None:
    document = opened(tmp_path / "a.yaml", b"a\n")
    with pytest.raises(UnicodeEncodeError):
        document.to_bytes("a\ud83d\n")
