"""The values a step inherits from the blocks around it, as they are written there (DESIGN §3, Inherited)."""

from typing import Final

from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.nodes import Mapping, Node
from player.routine.writing.patch import said
from player.routine.writing.sites import File, Path, find, node_at, root_of

DOSE: Final = ("reps", "hold", "for", "distance")
"""Keys that say how much: one written on a step or block takes the place of all of them further out."""

_NOTHING: Final = "0s"


def inherited(text: str, line: int, *, column: int | None = None, name: str | None = None) -> dict[str, str]:
    """Return the values that the innermost step around a line would inherit, by key, if it set none itself.

    The values are as `patch` takes them. Defaults that nobody wrote are not among them; without a step, or in
    a broken file, there are none.

    Args:
        text: The text of the file.
        line: 1-based.
        column: As in `fields_of`.
        name: As in `fields_of`.
    """
    file = File(text)
    root = root_of(file)
    site = root if isinstance(root, str) else find(file, root, line, column, name)
    if isinstance(root, str) or isinstance(site, str):
        return {}
    found: dict[str, str] = {}
    has_dose = False
    for block in _around(root, site.path):
        own = {key.text: value for key, value in block.pairs}
        is_outermost = block is root
        for key in keys_of(KeyPlace.EXERCISE).values():
            if key.name not in own or not key.inherited or key.name in found:
                continue
            if key.name in DOSE and has_dose:
                continue
            if key.name == "rest" and not is_outermost and own.keys() & {"rounds", "within"}:
                continue
            found[key.name] = said(file, own[key.name])
        has_dose = has_dose or bool(own.keys() & set(DOSE))
        if not is_outermost and own.keys() & {"within", "every"}:
            for gap in ("rest", "switch"):
                found.setdefault(gap, _NOTHING)
    return found


def _around(root: Node, path: Path) -> list[Mapping]:
    """Return the mappings around a step, inner ones first."""
    nodes = (node_at(root, path[:end]) for end in range(len(path) - 2, -1, -2))
    return [node for node in nodes if isinstance(node, Mapping)]
