"""No two modules import each other, not even in a detour: whoever reads one need not read the other first.

Imports inside functions and those for types alone count too: they leave start-up alone, but not the reader.
"""

from collections.abc import Mapping

import pytest

from tests.test_house import imports, modules

pytestmark = pytest.mark.core


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of modules that lead back to themselves (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(arrows[name]):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = stack.index(name)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1 or name in arrows[name]:
                found.append(sorted(group))

    for name in sorted(arrows):
        if name not in order:
            visit(name)
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    arrows = {name: {target for target in imports(tree) if target in known} for name, tree in known.items()}
    assert circles(arrows) == []


def test_a_circle_would_be_found() -> None:
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": {"d"}, "e": {"a"}}
    assert circles(arrows) == [["d"], ["b", "c"]]
