"""The pages for developers are true: every module, folder, command and page that they name is there."""

import re
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.core

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted(
    path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != "CHANGELOG.md"
)
BASES: Final = (ROOT, ROOT / "player")
"""What the paths on the pages begin at."""
CODE: Final = re.compile(r"`([^`\n]+)`")
MODULE: Final = re.compile(r"(?:[\w.-]+/)*[\w-]+\.(?:py|tcss)")
"""A module or a sheet of styles."""
FOLDER: Final = re.compile(r"(?:[\w.-]+/)+")
RUN: Final = re.compile(r"python[0-9.]*\s+-m\s+((?:player|tests)[.\w]*)")
RECIPE: Final = re.compile(r"`(?:\.venv/bin/)?just ([a-z]+)")
"""A command of the justfile."""
LINK: Final = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
ROOMS: Final = frozenset(path.name for base in BASES for path in base.iterdir() if path.is_dir())


def is_there(name: str) -> bool:
    """Whether a path is in the repository or in the package; a bare name may be anywhere below them."""
    if any((base / name).exists() for base in BASES):
        return True
    return "/" not in name and any(ROOT.glob(f"[!.]*/**/{name}"))


def named(text: str) -> set[str]:
    """The modules and folders of ours that a page names."""
    quoted = CODE.findall(text)
    found = {name for name in quoted if MODULE.fullmatch(name)}
    found |= {name for name in quoted if FOLDER.fullmatch(name) and name.split("/")[0] in ROOMS}
    return found


def missing(page: Path) -> list[str]:
    """What a page names that is not there."""
    text = page.read_text(encoding="utf-8")
    modules = sorted(name for name in named(text) if not is_there(name))
    runs = [
        f"python -m {name}"
        for name in RUN.findall(text)
        if not any((ROOT / name.replace(".", "/")).with_suffix(suffix).exists() for suffix in (".py", ""))
    ]
    recipes = re.findall(r"^([a-z]+)[^:\n]*:", (ROOT / "justfile").read_text(encoding="utf-8"), re.MULTILINE)
    unknown = [f"just {name}" for name in RECIPE.findall(text) if name not in recipes]
    links = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    return [*modules, *runs, *unknown, *links]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_whatever_a_page_names_is_there(page: Path) -> None:
    assert missing(page) == []


def test_the_architecture_page_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("## The rooms", 1)[1].split("## Layers", 1)[0]
    rooms = [path for path in (ROOT / "player").iterdir() if (path / "__init__.py").exists()]
    assert len(rooms) > 5
    for room in rooms:
        assert f"{room.name}/" in picture
        for inner in room.iterdir():
            if (inner / "__init__.py").exists():
                assert re.search(rf"\b{inner.name}\b", picture), f"{room.name}/{inner.name}"


def test_the_glossary_is_in_order_and_has_no_word_twice() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- \*\*([^*]+)\*\*([^:\n]*)", text, re.MULTILINE)
    words = [word for word, _ in entries]
    assert len(words) > 100
    assert words == sorted(words)
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("`coach/coach.py` and `player/coach/coach.py`", []),
        ("the mixer (`mixer.py`)", []),
        ("`coach/couch.py`", ["coach/couch.py"]),
        ("`couch.py`", ["couch.py"]),
        ("`coach/nowhere/`", ["coach/nowhere/"]),
        ("`python -m tests.bench.start_up`", []),
        ("`python -m tests.bench.shut_down`", ["python -m tests.bench.shut_down"]),
        ("`just docs`, `just nothing`", ["just nothing"]),
        ("[here](nowhere.md#there)", ["nowhere.md"]),
        ("`my/own.yaml` and [there](https://example.org/x.md)", []),
    ],
)
def test_what_is_not_there_is_found(text: str, wrong: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert missing(page) == wrong
