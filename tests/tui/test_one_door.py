"""Text from files enters a widget through one door: checked in the code itself."""

import ast
from pathlib import Path

import pytest

import player.tui

pytestmark = pytest.mark.core

WIDGETS = {"Static", "Label", "Option", "Button", "Checkbox", "ListItem", "Collapsible", "notify", "update"}
"""Everything in the screens that turns its first argument into what is seen."""
SAFE = {"plain", "Content", "joined"}
FILES = sorted(Path(player.tui.__file__).parent.rglob("*.py"))


def name_of(call: ast.Call) -> str:
    function = call.func
    return (
        function.attr
        if isinstance(function, ast.Attribute)
        else function.id
        if isinstance(function, ast.Name)
        else ""
    )


def is_text_we_wrote(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant)


def is_safe(call: ast.Call) -> bool:
    markup_off = any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in call.keywords
    )
    if not call.args:
        return True
    first = call.args[0]
    through_the_door = isinstance(first, ast.Call) and name_of(first) in SAFE
    if name_of(call) in {"notify", "Static", "Label"} and not through_the_door:
        return markup_off  # a literal too: a bracket in it would be markup
    return through_the_door or is_text_we_wrote(first)


def doors(source: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if name_of(call) in WIDGETS]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_widget_is_handed_bare_text(path: Path) -> None:
    for call in doors(path.read_text(encoding="utf-8")):
        assert is_safe(call), f"{path.name}:{call.lineno} hands over text that is not plain()"


def test_there_are_doors_to_watch() -> None:
    assert sum(len(doors(path.read_text(encoding="utf-8"))) for path in FILES) >= 10


@pytest.mark.parametrize(
    ("source", "safe"),
    [
        ("Static(name)", False),
        ("Static('[b]x')", False),
        ("Static(f'{name}')", False),
        ("Static(name, markup=False)", True),
        ("Static(plain(name))", True),
        ("self.update(name)", False),
        ("self.update(Content(name))", True),
        ("app.notify(name)", False),
        ("app.notify(name, markup=True)", False),
        ("app.notify('x', markup=False)", True),
        ("Option(name)", False),
        ("Option(plain(name))", True),
    ],
)
def test_the_watch_sees_what_it_should(source: str, safe: bool) -> None:  # noqa: FBT001  a column of the table
    [call] = doors(source)
    assert is_safe(call) is safe
