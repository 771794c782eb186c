"""The rules of the house, held against the tree: rooms one finds, names that are used once, doors.

CONTRIBUTING.md has the rules in words. Where one of these tests fails, the tree is to be changed, or an
exception is written down here with its reason.
"""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.core

ROOT: Final = Path(__file__).parents[1]
PLAYER: Final = ROOT / "player"

MOST_MODULES: Final = 18
"""Of one folder, `__init__` left out: more are a hall, in which nobody finds a module by its name."""
MOST_MODULES_WHERE_MORE_WILL_COME: Final = 12
GROWING: Final = ("cli", "history", "tui", "views")
MOST_LINES: Final = 400

CONVENTIONS: Final = {
    "model": "the values of a room",
    "screen": "the main screen of a room of tui",
    "flow": "what leads to the screens of a room of tui and away from them",
    "keys": "the keys of a screen",
}
"""Names of modules that several rooms share, and what each always means."""

ONE_HEIR: Final[dict[str, str]] = {}
"""Classes of ours that are the base of one class only, each with its reason."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program by its full name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for path in sorted(PLAYER.rglob("*.py"))
    }


def folders() -> Iterator[tuple[Path, list[Path]]]:
    for folder in [PLAYER, *(path for path in sorted(PLAYER.rglob("*")) if path.is_dir())]:
        yield folder, [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]


def test_no_folder_is_a_hall() -> None:
    for folder, files in folders():
        room = folder.relative_to(PLAYER).parts[:1]
        most = MOST_MODULES_WHERE_MORE_WILL_COME if room and room[0] in GROWING else MOST_MODULES
        assert len(files) <= most, f"{folder.relative_to(ROOT)} holds {len(files)} modules; make rooms in it"


@pytest.mark.parametrize("top", ["player", "tests", "docs", "sounds"])
def test_no_file_is_longer_than_one_can_hold_in_mind(top: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / top).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}, "hand out a part that has a meaning of its own; do not split by inheritance"


def test_a_public_class_has_its_name_alone() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for name, tree in modules().items():
        if name.startswith("player.cli"):
            continue  # one file per command: nobody imports from there
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_a_module_has_its_name_alone() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for name in modules():
        last = name.rpartition(".")[2]
        if not name.startswith("player.cli") and not (PLAYER.parent / name.replace(".", "/")).is_dir():
            found[last].append(name)
    shared = {last: names for last, names in found.items() if len(names) > 1 and last not in CONVENTIONS}
    assert shared == {}


def bases() -> dict[str, list[str]]:
    """The classes of ours that others are derived from, with their heirs; protocols are no bases."""
    classes = {
        f"{module}.{node.name}": node
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    heirs: dict[str, list[str]] = defaultdict(list)
    for module, tree in modules().items():
        names = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
            for base in node.bases:
                name = ast.unparse(base).partition("[")[0]
                full = names.get(name, f"{module}.{name}")
                if full in classes and not is_protocol(classes[full]):
                    heirs[full].append(f"{module}.{node.name}")
    return heirs


def is_protocol(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).startswith("Protocol") for base in node.bases)


def test_no_class_is_split_in_two_by_inheritance() -> None:
    alone = {base for base, heirs in bases().items() if len(heirs) == 1}
    assert alone == set(ONE_HEIR), "hand a part out as an object, or say here why the base has one heir"


# Doors


ROOMS: Final = sorted(
    path.name for path in PLAYER.iterdir() if path.is_dir() and (path / "__init__.py").is_file()
)


def doors(room: str) -> frozenset[str]:
    """The modules that other rooms may import, as the docstring of the room lists them."""
    text = ast.get_docstring(modules()[f"player.{room}"]) or ""
    _, _, listed = text.partition("Doors:\n")
    return frozenset(re.findall(r"^ {4}([\w.]+): \S", listed, re.MULTILINE))


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module of ours that a module names, wherever in the file."""
    known = modules()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("player"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


def used_from_outside(room: str) -> frozenset[str]:
    inside = f"player.{room}"
    return frozenset(
        target.removeprefix(inside).lstrip(".") or "__init__"
        for name, tree in modules().items()
        if name != inside and not name.startswith(f"{inside}.")
        for target in imports(tree)
        if target == inside or target.startswith(f"{inside}.")
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_its_doors_and_nobody_climbs_through_a_window(room: str) -> None:
    assert used_from_outside(room) - {"__init__"} == doors(room), (
        f"player/{room}/__init__.py lists under 'Doors:' what other rooms import, a line for each; no others"
    )


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "cli"])  # the top: nobody imports it
def test_the_contract_of_a_room_knows_its_doors(room: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (contract,) = [each for each in contracts if each["name"] == f"Doors of {room}"]
    named = {each.partition(" -> ")[2] for each in contract.get("ignore_imports", [])}
    assert named == {f"player.{room}.{door}" for door in doors(room)}
