"""Every law that is cited can be looked up: `NAME §x.y` is heading x.y of docs/name.md."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

pytestmark = pytest.mark.core

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
LAWS: Final = ("design", "voice", "trust")
SEARCHED: Final = ("player", "tests", "docs", "sounds", ".ci", "pyproject.toml")
READ: Final = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".tcss", ""}
OTHERS: Final = ("RFC 9562 §", "SQLite, How To Corrupt, §")
"""Books of other people, which have sections too."""

HEADING: Final = re.compile(r"^#{2,4} ([0-9]+(?:\.[0-9]+)*)\.? ", re.MULTILINE)
SECTION: Final = re.compile(r"(?:\b([A-Z]{3,}) )?§([0-9]+(?:\.[0-9]+)*)?")


class Citation(NamedTuple):
    """A section that somebody refers to; the book is empty where none is named."""

    where: str
    book: str
    section: str


def headings(book: Path) -> list[str]:
    return HEADING.findall(book.read_text(encoding="utf-8"))


def citations(where: str, text: str, own: str = "") -> Iterator[Citation]:
    """Find all in a text; a bare `§7` belongs to the book named before it on the line, else to `own`."""
    for number, line in enumerate(text.splitlines(), 1):
        book = own
        for other in OTHERS:
            line = line.replace(other, "")  # noqa: PLW2901  what is left is ours
        for found in SECTION.finditer(line):
            book = found[1] or book
            yield Citation(f"{where}:{number}", book, found[2] or "")


def fault(citation: Citation, docs: Path = DOCS) -> str | None:
    """Return what is wrong with a citation, or None."""
    book = docs / f"{citation.book.lower()}.md"
    if not citation.book or not book.is_file():
        return f"{citation.where}: {citation.book or 'a § of no book'} is not in docs/"
    if citation.section not in headings(book):
        return f"{citation.where}: {citation.book} has no §{citation.section}"
    return None


def files() -> list[Path]:
    """Every text there, but this one, which has wrong citations on purpose."""
    tops = [ROOT / name for name in SEARCHED]
    below = [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top])]
    texts = [path for path in below if path.suffix in READ and path.is_file()]
    return sorted(path for path in texts if path != Path(__file__) and "__pycache__" not in path.parts)


def prose(source: str) -> Iterator[str]:
    """The comments and docstrings of a module: what is code may be called like a book."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value


def test_every_law_that_is_cited_exists() -> None:
    cited = [
        citation
        for path in files()
        for citation in citations(
            str(path.relative_to(ROOT)),
            path.read_text(encoding="utf-8"),
            path.stem.upper() if path.parent == DOCS else "",
        )
    ]
    assert len(cited) > 100  # they are found at all
    assert list(filter(None, map(fault, cited))) == []


def test_whoever_names_a_book_of_laws_says_where_in_it() -> None:
    ours = "|".join(LAWS).upper()
    book = re.compile(rf"\b(?:{ours})\b(?! §[0-9])|\([A-Z]{{5,}}[,:] ")
    modules = [path for path in files() if path.suffix == ".py"]
    vague = [
        f"{path.relative_to(ROOT)}: {text.strip()[:80]}"
        for path in modules
        for text in prose(path.read_text(encoding="utf-8"))
        if book.search(text)
    ]
    assert vague == []


@pytest.mark.parametrize("law", LAWS)
def test_no_two_headings_of_a_book_have_one_number(law: str) -> None:
    numbers = headings(DOCS / f"{law}.md")
    assert numbers
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize("law", LAWS)
def test_the_headings_of_a_book_are_in_order_and_none_is_missing(law: str) -> None:
    numbers = [tuple(map(int, number.split("."))) for number in headings(DOCS / f"{law}.md")]
    assert numbers == sorted(numbers)
    for number in numbers:
        before = (*number[:-1], number[-1] - 1) if number[-1] > 1 else number[:-1]
        assert not before or before in numbers


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("see DESIGN §3", None),
        ("see DESIGN §3.1, and §4", None),
        ("see DESIGN §3 and VOICE §1.1", None),
        ("see DESIGN §3.2", "a:1: DESIGN has no §3.2"),
        ("see VOICE §3", "a:1: VOICE has no §3"),
        ("see AUDIO §1", "a:1: AUDIO is not in docs/"),
        ("see §4", "a:1: a § of no book is not in docs/"),
        ("as in RFC 9562 §5.7", None),
    ],
)
def test_a_wrong_citation_is_told_with_its_place(line: str, wrong: str | None, tmp_path: Path) -> None:
    (tmp_path / "design.md").write_text("## 3. Language\n### 3.1 Values\n## 4. Timeline\n", encoding="utf-8")
    (tmp_path / "voice.md").write_text("## 1. Principles\n### 1.1 Before\n", encoding="utf-8")
    found = [fault(citation, tmp_path) for citation in citations("a", line)]
    assert list(filter(None, found)) == ([] if wrong is None else [wrong])
